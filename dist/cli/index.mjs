#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli.ts
var oldestNode = 24;
var major = Number.parseInt(process.versions.node, 10);
if (major < oldestNode) {
  console.error(`error: talos-chatops needs Node.js ${oldestNode} or newer, and this is ${process.version}`);
  console.error("hint: Install a newer one from https://nodejs.org, or with your version manager.");
  process.exitCode = 1;
} else {
  const { main } = await import("./chunks/main-JSD3UNZO.mjs");
  await main();
}
