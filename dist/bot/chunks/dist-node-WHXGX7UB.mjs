import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createAppAuth,
  createOAuthUserAuth
} from "./chunk-MPCOKDHA.mjs";
import "./chunk-C3BEJPGI.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  createAppAuth,
  createOAuthUserAuth
};
