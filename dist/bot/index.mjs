#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/bot.ts
var oldestNode = 24;
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.error(`error: talos-chatops-bot needs Node.js ${oldestNode} or newer, and this is ${process.version}`);
  console.error("hint: Install a newer one from https://nodejs.org, or use the container image.");
  process.exitCode = 1;
} else {
  const { main } = await import("./chunks/main-YGB55DCY.mjs");
  await main();
}
