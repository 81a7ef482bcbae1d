import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { RunnerPlace } from "../../operate.ts";
import type { LockHolder } from "../../operation/cluster-lock.ts";
import type { Pace } from "../../operation/pace.ts";
import type { CommandCall } from "../command.ts";

/** `jane@laptop` */
export function requesterOf({ environment }: Pick<CommandCall, "environment">): string {
  return `${userName(environment)}@${hostname()}`;
}

/** A user id without a name, as in many containers, has none. */
function userName(environment: CommandCall["environment"]): string {
  try {
    return userInfo().username;
  } catch {
    return environment["USER"] ?? "somebody";
  }
}

/** Host names and process ids repeat: every container may be `localhost-1`, and would take the other's lock for its own. */
const processId = randomUUID().slice(0, 8);

/** Of this process. */
export function holderOf(call: Pick<CommandCall, "environment">): LockHolder {
  return { name: requesterOf(call), identity: `${hostname()}-${process.pid}-${processId}` };
}

/** In a pod of a cluster, which may be the one that is worked on, or somewhere outside. */
export function findRunnerPlace({ environment }: Pick<CommandCall, "environment">): RunnerPlace {
  const { KUBERNETES_SERVICE_HOST, NODE_NAME, POD_NAME, POD_NAMESPACE } = environment;
  return {
    inCluster: (KUBERNETES_SERVICE_HOST ?? "") !== "",
    ...(NODE_NAME && { node: NODE_NAME }),
    ...(POD_NAME && POD_NAMESPACE && { pod: { namespace: POD_NAMESPACE, name: POD_NAME } }),
  };
}

/** The machine's own clock. */
export const realPace: Pace = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const interrupted = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", interrupted);
        resolve();
      }, ms);
      signal.addEventListener("abort", interrupted, { once: true });
    }),
};
