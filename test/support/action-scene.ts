/** Everything around one run of the action: a simulated GitHub with the example repository, nodes, a secret store. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { startAkeyless } from "../../src/playground/akeyless/start-akeyless.ts";
import { type Drift, startExampleCluster } from "../../src/playground/example-cluster.ts";
import type { EventPayload } from "../../src/playground/github/event-payloads.ts";
import type { TokenPermissions } from "../../src/playground/github/state.ts";
import { type ActionResult, runAction } from "../../src/playground/runner/run-action.ts";
import type { HttpService } from "../../src/playground/start-http-service.ts";
import type { SimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";
import { allPermissions, startTestGitHub, type TestGitHub } from "./github.ts";
import { type WatchOptions, watchCluster } from "./watch-cluster.ts";

const example = "examples/talos-v1.11";

export interface ActionScene extends TestGitHub {
  readonly cluster: SimulatedCluster;
  /** The simulated Akeyless. */
  readonly gateway: HttpService;
  /** Every secret that must show nowhere. */
  readonly secrets: readonly string[];
  readonly origin: { readonly repository: TestGitHub["repository"]; readonly apiUrl: string };
  run(event: EventPayload, options?: RunOptions): Promise<ActionResult>;
}

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly permissions?: TokenPermissions;
  /** False: the run has no talosconfig at all. */
  readonly hasTalosconfig?: boolean;
  readonly signal?: AbortSignal;
}

export interface SceneOptions extends Pick<WatchOptions, "violations"> {
  /** How the nodes differ from the repository. */
  readonly drift?: Readonly<Record<string, Drift>>;
  /** How much faster than in truth the machines live. */
  readonly speed?: number;
  readonly atEnd: (stop: () => Promise<void>) => void;
}

/** @param main The script of the action to drive. */
export async function startActionScene(
  main: string,
  { drift = {}, speed, violations = [], atEnd }: SceneOptions,
): Promise<ActionScene> {
  const values: Readonly<Record<string, string>> = JSON.parse(readFileSync("examples/secrets/talos.json", "utf8"));
  const gateway = await startAkeyless({
    items: Object.fromEntries(Object.entries(values).map(([name, value]) => [`/talos/${name}`, value])),
    accessId,
    accessKey,
    jwt: "jwt-of-this-run",
  });
  atEnd(() => gateway.close());
  const github = await startTestGitHub({ files: exampleFiles(gateway.url), atEnd });
  const { simulated } = await startExampleCluster({
    root: example,
    secrets: "examples/secrets",
    drift,
    ...(speed !== undefined && { speed }),
    signal: new AbortController().signal,
  });
  atEnd(watchCluster(simulated, { violations }));
  const { repository, server, world } = github;
  const run: ActionScene["run"] = (event, options = {}) =>
    runAction({
      main,
      event,
      repository: "acme/home-ops",
      apiUrl: server.url,
      inputs: {
        ...defaultInputs(),
        "github-token": world.addWorkflowToken(repository, options.permissions ?? allPermissions).value,
        ...(options.hasTalosconfig !== false && { talosconfig: simulated.talosconfig }),
        ...options.inputs,
      },
      environment: { ...storeEnvironment, ...options.environment },
      ...(options.signal && { signal: options.signal }),
    });
  const secrets = [...Object.values(values), accessKey, ...keysOf(simulated.talosconfig)];
  return { ...github, cluster: simulated, gateway, secrets, origin: { repository, apiUrl: server.url }, run };
}

const accessId = "p-playground";
const accessKey = "playground-access-key-3f9c1d7a";

/** By which a run reaches the secret store. */
export const storeEnvironment = { AKEYLESS_ACCESS_ID: accessId, AKEYLESS_ACCESS_KEY: accessKey };

/** The example's files, its references pointed at the gateway. */
function exampleFiles(gatewayUrl: string): Record<string, string> {
  const paths = readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(example.length + 1));
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(example, path), "utf8")]));
  const settings = files[".github/talos-chatops.yaml"] ?? "";
  return { ...files, ".github/talos-chatops.yaml": settings.replace("https://api.akeyless.io", gatewayUrl) };
}

/** As the runner fills them in from action.yml. */
export function defaultInputs(): Record<string, string> {
  const { inputs }: { readonly inputs: Readonly<Record<string, { readonly default: string }>> } = parse(
    readFileSync("action.yml", "utf8"),
  );
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default]));
}

function keysOf(talosconfig: string): readonly string[] {
  return [...talosconfig.matchAll(/key: (\S+)/g)].map(([, key = ""]) => key);
}
