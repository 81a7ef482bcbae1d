import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findUserId,
  isTeamMember,
  readRole
} from "./chunk-DFHZRWSO.mjs";
import "./chunk-4A32ZLFE.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  findUserId,
  isTeamMember,
  readRole
};
