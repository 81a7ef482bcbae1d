import * as z from "zod/mini";
import { settingsSchema } from "../src/cluster/settings-schema.ts";

/** The text of docs/settings.schema.json. Draft 7 is what YAML editors understand. */
export function settingsJsonSchema(): string {
  const schema = z.toJSONSchema(settingsSchema, { target: "draft-7", io: "input" });
  const title = "Settings of talos-chatops, .github/talos-chatops.yaml";
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
