/** `npm run playground`: a simulated cluster that stays, and a repository for it, to try the command line on. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAkeyless } from "./akeyless/start-akeyless.ts";
import { copyExample, readItems } from "./copy-example.ts";
import { startExampleCluster } from "./example-cluster.ts";
import { exampleDrift } from "./example-drift.ts";
import { startImageFactory } from "./image-factory/start-image-factory.ts";

/** A boot of a minute takes six seconds. */
const speed = 10;
const project = join(import.meta.dirname, "..", "..");
const secrets = join(project, "examples", "secrets");

const folder = await mkdtemp(join(tmpdir(), "talos-playground-"));
const [akeyless, factory] = await Promise.all([
  startAkeyless({ items: await readItems(secrets), accessId: "p-playground", accessKey: "playground" }),
  startImageFactory({ versions: ["v1.11.4", "v1.11.5"], schematics: "any" }),
]);
const root = await copyExample(join(project, "examples", "talos-v1.11"), join(folder, "repository"), {
  gateway: akeyless.url,
  factory: factory.url,
});
const { signal } = new AbortController();
const { simulated } = await startExampleCluster({ root, secrets, drift: exampleDrift, speed, signal });
const talosconfig = join(folder, "talosconfig");
await writeFile(talosconfig, simulated.talosconfig, { mode: 0o600 });

const nodes = simulated.nodes.map(({ name, endpoint }) => `  ${name}  ${endpoint}`);
console.log(`A simulated cluster runs, ${speed} times as fast as time, until Ctrl-C:

${nodes.join("\n")}

In another terminal:

  cd ${root}
  export TALOSCONFIG=${talosconfig} AKEYLESS_ACCESS_ID=p-playground AKEYLESS_ACCESS_KEY=playground
  alias talos-chatops='node ${join(project, "dist", "cli", "index.mjs")}'

  talos-chatops status
  talos-chatops diff
  talos-chatops upgrade talos-m03 --dry-run
  talos-chatops upgrade talos-m03
  talos-chatops apply all`);

await new Promise<void>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
});
await Promise.all([simulated.stop(), akeyless.close(), factory.close()]);
await rm(folder, { recursive: true, force: true });
