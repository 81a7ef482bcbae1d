import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  oweNote,
  tellInterrupted,
  tellNote
} from "./chunk-KQJEINSS.mjs";
import "./chunk-RKQ2ARUM.mjs";
import "./chunk-5GYLAGCH.mjs";
import "./chunk-ATF5OZLF.mjs";
import "./chunk-657ERBJW.mjs";
import "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  oweNote,
  tellInterrupted,
  tellNote
};
