#!/usr/bin/env node
/** The door for a person at a terminal and for scripts: arguments in, text and an exit code out. */

const oldestNode = 24;
const major = Number.parseInt(process.versions.node, 10);

if (major < oldestNode) {
  console.error(`error: talos-chatops needs Node.js ${oldestNode} or newer, and this is ${process.version}`);
  console.error("hint: Install a newer one from https://nodejs.org, or with your version manager.");
  process.exitCode = 1;
} else {
  // only now: an older Node could not even load the rest
  const { main } = await import("./cli/main.ts");
  await main();
}
