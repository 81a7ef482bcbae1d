import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  clusterOf,
  originOf,
  planOperation
} from "./chunk-VBITHGS3.mjs";
import "./chunk-HYLD56N7.mjs";
import "./chunk-SRCCXFC4.mjs";
import "./chunk-T3TQIQWJ.mjs";
import "./chunk-XC5KABBB.mjs";
import "./chunk-NBY5JESA.mjs";
import "./chunk-DDWYSD3F.mjs";
import "./chunk-4CHBWOXG.mjs";
import "./chunk-UAHXZIYU.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-YB6JIVX2.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-3HM5YD2R.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-ZCXMJK5B.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-2YYTUAHC.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  clusterOf,
  originOf,
  planOperation
};
