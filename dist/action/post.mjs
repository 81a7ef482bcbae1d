import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readUntoldText
} from "./chunks/chunk-ATF5OZLF.mjs";
import {
  readHeldText
} from "./chunks/chunk-657ERBJW.mjs";
import "./chunks/chunk-NTXQJOUO.mjs";

// src/action/post.ts
if (readUntoldText(process.env) !== "") {
  const { tellInterrupted } = await import("./chunks/run-notes-JJRXHTSI.mjs");
  tellInterrupted(process.env);
}
if (readHeldText(process.env) !== "") {
  const { releaseHeld } = await import("./chunks/release-held-S6VVPDPY.mjs");
  await releaseHeld(process.env);
}
