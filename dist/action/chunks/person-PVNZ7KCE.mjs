import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findUserId,
  isTeamMember,
  readRole
} from "./chunk-NZWP2ZM7.mjs";
import "./chunk-YB6JIVX2.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";
export {
  findUserId,
  isTeamMember,
  readRole
};
