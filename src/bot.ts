#!/usr/bin/env node
/** The door for GitHub's webhooks: options of the environment in, a server until it is told to stop. */

const oldestNode = 24;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.error(`error: talos-chatops-bot needs Node.js ${oldestNode} or newer, and this is ${process.version}`);
  console.error("hint: Install a newer one from https://nodejs.org, or use the container image.");
  process.exitCode = 1;
} else {
  // only now: an older Node could not even load the rest
  const { main } = await import("./bot/main.ts");
  await main();
}
