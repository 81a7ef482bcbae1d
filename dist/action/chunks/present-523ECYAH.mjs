import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDifferent,
  presentFailure,
  presentPlan
} from "./chunk-MGR2BVBE.mjs";
import "./chunk-G4LSGC3P.mjs";
import "./chunk-OGDUSKOQ.mjs";
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
