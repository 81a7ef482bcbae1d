import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  etcdStatusJson,
  inspectFor,
  renderEtcdTerminal
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

// src/cli/commands/etcd-status.ts
async function run(call) {
  return inspectFor(call, {
    selectors: ["all"],
    runsChecks: false,
    toJson: etcdStatusJson,
    toText: renderEtcdTerminal
  });
}
export {
  run
};
