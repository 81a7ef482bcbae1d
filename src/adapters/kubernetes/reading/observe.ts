/** Kubernetes as it describes itself: version, nodes, pods and disruption budgets, read at one time. */
import type { KubernetesFacts } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import { ask } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { expectPresent } from "../connection/refusal.ts";
import { readBudget } from "./read-budget.ts";
import { readNode } from "./read-node.ts";
import { readPod } from "./read-pod.ts";

/** @throws ApiFailure; what else was asked for is then called off */
export async function observe(call: CallApi, waiting: Waiting): Promise<KubernetesFacts> {
  const stop = new AbortController();
  try {
    return await readFacts(call, { signal: AbortSignal.any([waiting.signal, stop.signal]) });
  } finally {
    stop.abort();
  }
}

async function readFacts(call: CallApi, waiting: Waiting): Promise<KubernetesFacts> {
  const [version, nodes, pods, budgets] = await Promise.all([
    ask(call, async ({ version }) => expectPresent((await version.getCode()).gitVersion), waiting),
    ask(call, ({ core }) => listAll((place) => core.listNode(place), readNode), waiting),
    ask(call, ({ core }) => listAll((place) => core.listPodForAllNamespaces(place), readPod), waiting),
    ask(
      call,
      ({ policy }) => listAll((place) => policy.listPodDisruptionBudgetForAllNamespaces(place), readBudget),
      waiting,
    ),
  ]);
  return { version, nodes, pods, budgets: budgets.filter((budget) => budget !== undefined) };
}
