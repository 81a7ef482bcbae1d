/** `npm start`: a pull request to comment on, a bot that answers, runners that carry out, and nodes to watch. */
import { join } from "node:path";
import { openPage } from "./page/open-page.ts";
import { startPlayground } from "./start-playground.ts";

/** A boot of a minute takes six seconds. */
const speed = 10;
const bundles = join(import.meta.dirname, "..", "..", "dist");

console.log("Starting nodes, Kubernetes, GitHub, runners and the bot …");
const { signal } = new AbortController();
const playground = await startPlayground({ bundles, speed, signal });
const page = await openPage(playground, Number(process.env["PORT"] ?? 3000));

console.log(`
  ${page.url}

is a pull request. Comment on it as alice:

  /talos diff
  /talos upgrade talos-m03

and approve as bob. Ctrl-C ends it all.`);

await new Promise<void>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
});
await page.close();
await playground.stop();
process.exit();
