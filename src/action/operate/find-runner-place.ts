import { existsSync, readFileSync } from "node:fs";
import type { RunnerPlace } from "../../operate/operate-request.ts";

const namespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

/**
 * Where this run is carried out, as far as its environment tells: the downward API's usual names, and those of the
 * controller for Actions runners. Kubernetes gives every pod the address of its API, and a pod's host name is its name.
 */
export function findRunnerPlace(environment: NodeJS.ProcessEnv): RunnerPlace {
  const first = (...names: readonly string[]) => names.map((name) => environment[name]).find((value) => value);
  const inCluster = first("KUBERNETES_SERVICE_HOST") !== undefined;
  const node = first("TALOS_CHATOPS_NODE", "NODE_NAME", "K8S_NODE_NAME", "KUBERNETES_NODE_NAME", "NODE");
  if (!inCluster) return { inCluster, ...(node !== undefined && { node }) };
  const name = first("ACTIONS_RUNNER_POD_NAME", "POD_NAME", "HOSTNAME");
  const namespace = first("POD_NAMESPACE") ?? readNamespace();
  return {
    inCluster,
    ...(node !== undefined && { node }),
    ...(name !== undefined && namespace !== undefined && { pod: { namespace, name } }),
  };
}

function readNamespace(): string | undefined {
  return existsSync(namespaceFile) ? readFileSync(namespaceFile, "utf8").trim() : undefined;
}
