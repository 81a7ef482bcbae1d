/** `npm run build`: bundles the doors into dist/, each with the licences of what it contains. */
import { rmSync } from "node:fs";
import { buildBundles } from "./bundles.ts";

rmSync("dist", { recursive: true, force: true });
for (const { name, files, bytes } of await buildBundles("dist")) {
  console.log(`dist/${name}: ${files} files, ${Math.round(bytes / 1024)} KiB`);
}
