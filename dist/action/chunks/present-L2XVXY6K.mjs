import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDifferent,
  presentFailure,
  presentPlan
} from "./chunk-NCLJCAG5.mjs";
import "./chunk-2FIJIA3X.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-G2B4HUHD.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  isDifferent,
  presentFailure,
  presentPlan
};
