/** `npm start`: a pull request to comment on, a bot that answers, runners that carry out, and nodes to watch. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { openPage } from "./page/open-page.ts";
import { type Playground, startPlayground } from "./start-playground.ts";

/** A boot of a minute takes six seconds. */
const speed = 10;
const { values } = parseArgs({ options: { bundles: { type: "string" } } });
const bundles = values.bundles ?? join(import.meta.dirname, "..", "..", "dist");

// Heard from the first moment on: ending while it starts leaves nothing behind either.
const asked = new Promise<void>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve());
});

const port = Number(process.env["PORT"] ?? 3000);
const missing = ["action/index.mjs", "action/post.mjs", "bot/index.mjs"]
  .map((name) => join(bundles, name))
  .filter((path) => !existsSync(path));
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail("PORT is not a port. For example: PORT=3001 npm start");
if (missing.length > 0) {
  fail(`These are not built: ${missing.map((path) => relative(".", path)).join(", ")}. Build them: npm run build`);
}

console.log("Starting nodes, Kubernetes, GitHub, runners and the bot …");
const playground = await startPlayground({ bundles, speed, signal: new AbortController().signal });
const page = await openPage(playground, port).catch((error: unknown) => giveUp(playground, error));

console.log(`
  ${page.url}

is a pull request. Comment on it as alice:

  /talos help
  /talos diff
  /talos upgrade talos-m03

approve as bob on the right, and watch the node go. Ctrl-C ends it all.`);

await asked;
console.log("\nEnding …");
await page.close();
await playground.stop();
process.exit();

async function giveUp(started: Playground, error: unknown): Promise<never> {
  await started.stop();
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
  return fail(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
