import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  package_default
} from "./chunk-DO5EELE2.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/commands/version.ts
async function run({ output }) {
  const { version } = package_default;
  if (output.json) output.writeJson({ version, node: process.version });
  else output.write(`talos-chatops ${version} (Node.js ${process.version})
`);
  return 0;
}
export {
  run
};
