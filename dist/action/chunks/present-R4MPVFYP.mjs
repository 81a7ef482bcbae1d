import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDifferent,
  presentFailure,
  presentPlan
} from "./chunk-2WWPMZ54.mjs";
import "./chunk-Q3VGIBY3.mjs";
import "./chunk-3HM5YD2R.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  isDifferent,
  presentFailure,
  presentPlan
};
