import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  clusterOf,
  planOperation
} from "./chunk-IUBSXZIB.mjs";
import "./chunk-NIVHEI4V.mjs";
import "./chunk-ISQVHYBK.mjs";
import "./chunk-XGB4RFFR.mjs";
import "./chunk-ZU77IRHX.mjs";
import "./chunk-JNXMRTAJ.mjs";
import "./chunk-EJE2KNFJ.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import "./chunk-O4HNACUG.mjs";
import "./chunk-2ATDXXQU.mjs";
import "./chunk-QGCTBLZE.mjs";
import "./chunk-QR4OKCLH.mjs";
import "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-5GYLAGCH.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-VITRDJYN.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-4A32ZLFE.mjs";
import "./chunk-VDWMSX5A.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  clusterOf,
  planOperation
};
