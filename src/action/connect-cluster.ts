/** Joins a cluster's settings with the adapters that reach its nodes and its secrets. */
import { createSecretStores } from "../adapters/secret-stores/create-secret-stores.ts";
import { connectTalos } from "../adapters/talos/connect-talos.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import type { PlanAccess } from "../plan.ts";
import type { TalosconfigSource } from "./find-talosconfig.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Opens the way to a cluster's nodes and secret stores. Never call it for what comes from a fork.
 *
 * @throws UserError `talosconfig_invalid`, `credential_invalid`, `settings_invalid`
 */
export async function connectCluster(
  cluster: Cluster,
  talosconfig: TalosconfigSource,
  run: RunContext,
): Promise<PlanAccess> {
  const stores = createStores(cluster, run);
  const talos = await connectTalos({ talosconfig, context: cluster.context, now: () => new Date() });
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}

/** Every value that a store gives is hidden in the log and known to the redaction before anybody else sees it. */
export function createStores(cluster: Cluster, run: RunContext): readonly SecretStore[] {
  const stores = createSecretStores(cluster.secrets, {
    environment: storeEnvironment(run.environment),
    root: run.environment["GITHUB_WORKSPACE"] ?? process.cwd(),
    getIdToken,
  });
  return stores.map((store) => ({
    scheme: store.scheme,
    async read(references, options) {
      const lookups = await store.read(references, options);
      for (const lookup of lookups) if (lookup.kind === "found") remember(lookup.value, run);
      return lookups;
    },
  }));
}

function remember(value: string, { log, redactor }: RunContext): void {
  log.hide(value);
  redactor.learnValue(value);
}

/** What belongs to the run itself (its token, its inputs) is no secret store: no setting makes it readable by a template. */
function storeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(ACTIONS|GITHUB|INPUT|RUNNER)_/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

/** The runner's own OIDC token; it is masked in the log by the toolkit. */
async function getIdToken(audience?: string): Promise<string> {
  const { getIDToken } = await import("@actions/core");
  return getIDToken(audience);
}
