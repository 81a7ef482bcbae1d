import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  writePhaseOutcome
} from "./chunk-GIMCZORU.mjs";
import "./chunk-5P53UJAG.mjs";
import "./chunk-VDWMSX5A.mjs";
import "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-MGR2BVBE.mjs";
import "./chunk-G4LSGC3P.mjs";
import "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  writePhaseOutcome
};
