import { mkdirSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { collectLicences } from "./licences.ts";

export interface BundleSize {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

const bundles = [
  { name: "action", entries: { index: "src/action.ts", post: "src/action/post.ts" } },
  { name: "bot", entries: { index: "src/bot.ts" } },
  { name: "cli", entries: { index: "src/cli.ts" } },
] as const;

/** Bundles one door; see `buildBundles`. */
export async function buildBundle(wanted: BundleName, outdir: string): Promise<void> {
  for (const { name, entries } of bundles) if (name === wanted) await bundle(name, entries, outdir);
}

/** Bundles every door into `<outdir>/<name>/index.mjs` (the action's post step beside it) with lazily loaded chunks beside it. */
export async function buildBundles(outdir: string): Promise<readonly BundleSize[]> {
  return Promise.all(bundles.map(({ name, entries }) => bundle(name, entries, outdir)));
}

type BundleName = (typeof bundles)[number]["name"];

const strangersTo: Readonly<Record<BundleName, RegExp>> = {
  action: /src\/playground\/|node_modules\/probot\//,
  bot: /src\/(playground|adapters\/talos)\//,
  cli: /src\/playground\/|node_modules\/probot\//,
};

async function bundle(
  name: BundleName,
  entries: Readonly<Record<string, string>>,
  outdir: string,
): Promise<BundleSize> {
  const folder = join(outdir, name);
  const { metafile } = await build({ ...options, entryPoints: { ...entries }, outdir: folder });
  refuseStrangers(name, metafile);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "THIRD_PARTY_LICENSES.txt"), collectLicences(Object.keys(metafile.inputs)));
  const outputs = Object.values(metafile.outputs);
  return { name, files: outputs.length, bytes: outputs.reduce((sum, output) => sum + output.bytes, 0) };
}

/**
 * Importing one of Node's modules as an ES module reads each of its exports at once, and some of them load half of
 * Node: all of fetch behind node:http, WebCrypto behind node:crypto. Required, they are read by need.
 */
const requiredBuiltins: Plugin = {
  name: "required-builtins",
  setup({ onResolve, onLoad }) {
    const names = new RegExp(`^(node:)?(${builtinModules.join("|")})$`);
    onResolve({ filter: names }, ({ path, kind }) => {
      const name = path.startsWith("node:") ? path : `node:${path}`;
      return kind === "require-call" ? { path: name, external: true } : { path: name, namespace: "required" };
    });
    onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = require("${path}");`,
    }));
  },
};

/** Of such a package only what is used is bundled, though loading the rest might do something. */
function byNeed(name: string): Plugin {
  return {
    name: `${name}-by-need`,
    setup({ onResolve, resolve }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, async ({ path, pluginData, ...from }) => {
        if (pluginData === name) return undefined;
        return { ...(await resolve(path, { ...from, pluginData: name })), sideEffects: false };
      });
    },
  };
}

const options = {
  bundle: true,
  // undici is a second fetch that comes with the Kubernetes client, whose requests the adapter sends itself; probot's entry
  // brings a server, a setup wizard and a command line along, of which the bot has its own.
  plugins: [requiredBuiltins, byNeed("undici"), byNeed("probot")],
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node24",
  // Readable on purpose: who runs the action can read what it does, and stack traces need no source map.
  minify: false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  // yaml's build for browsers is the same code as ES modules, of which only what is used gets bundled;
  // @actions/core brings an HTTP stack and process code that would double the start; Node's own fetch does.
  alias: {
    yaml: "./node_modules/yaml/browser/index.js",
    "@actions/http-client": "./src/action/http-client.ts",
    "@actions/http-client/lib/auth": "./src/action/http-client.ts",
    "@actions/exec": "./src/action/exec.ts",
    "npx-import-light": "./src/bot/unused-probot-parts.ts",
    "@probot/pino": "./src/bot/unused-probot-parts.ts",
  },
  // CommonJS dependencies call require() for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
} satisfies BuildOptions;

/** The import rules say it of sources; this says it of what really went into the bundle. */
function refuseStrangers(name: BundleName, metafile: Metafile): void {
  const strangers = Object.keys(metafile.inputs).filter((input) => strangersTo[name].test(input));
  if (strangers.length > 0) throw new Error(`${name} must not contain ${strangers.join(", ")}`);
}
