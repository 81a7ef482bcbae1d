import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderFile
} from "./chunk-X4FLW72S.mjs";
import "./chunk-557EQE4Q.mjs";
import "./chunk-GZY7D5EM.mjs";
import {
  writeResult
} from "./chunk-Q5BD4DR6.mjs";
import "./chunk-AREFFBRE.mjs";
import "./chunk-FDZHJZVP.mjs";
import "./chunk-TMOYNT6J.mjs";
import "./chunk-6CDJRUNO.mjs";
import "./chunk-FV2JYCZB.mjs";
import "./chunk-HAA6DKQG.mjs";
import "./chunk-HS4HR5TX.mjs";
import "./chunk-ISUOQMVY.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-M7HFL2XE.mjs";

// src/cli/commands/template.ts
async function run(call) {
  const text = await renderFile(call, call.args[0] ?? "-", { strict: call.options.flag("strict") });
  await writeResult(call, { text, data: { text }, secret: false });
  return 0;
}
export {
  run
};
