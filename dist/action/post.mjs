import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readHeldText
} from "./chunks/chunk-657ERBJW.mjs";
import "./chunks/chunk-NTXQJOUO.mjs";

// src/action/post.ts
if (readHeldText(process.env) !== "") {
  const { releaseHeld } = await import("./chunks/release-held-7WZVW6TO.mjs");
  await releaseHeld(process.env);
}
