import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectFor,
  renderStatusTerminal,
  statusJson
} from "./chunk-4HOV6RHN.mjs";
import "./chunk-LIOT4LWK.mjs";
import "./chunk-Y7HDC6WI.mjs";
import "./chunk-CGAG4KJM.mjs";
import "./chunk-24MUTCWT.mjs";
import "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-WQCB6VHB.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-J2TA3IMP.mjs";
import "./chunk-V7XVEVV4.mjs";
import "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/commands/status.ts
async function run(call) {
  const selectors = call.args.length === 0 ? ["all"] : call.args;
  return inspectFor(call, { selectors, runsChecks: false, toJson: statusJson, toText: renderStatusTerminal });
}
export {
  run
};
