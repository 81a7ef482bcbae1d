import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderFile
} from "./chunk-RPOR2K76.mjs";
import "./chunk-PLUK7HP4.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  writeResult
} from "./chunk-6DDSJSJA.mjs";
import "./chunk-MUJBXEMV.mjs";
import "./chunk-T3PXXT5C.mjs";
import "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/commands/template.ts
async function run(call) {
  const text = await renderFile(call, call.args[0] ?? "-", { strict: call.options.flag("strict") });
  await writeResult(call, { text, data: { text }, secret: false });
  return 0;
}
export {
  run
};
