/** Writes docs/settings.schema.json, by which editors check `.github/talos-chatops.yaml`, from the schema in the code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { settingsJsonSchema } from "./settings-json-schema.ts";

mkdirSync("docs", { recursive: true });
writeFileSync("docs/settings.schema.json", settingsJsonSchema());
