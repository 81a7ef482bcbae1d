/** Kubernetes as it describes itself: version, nodes, pods and disruption budgets, read at one time. */
import * as z from "zod/mini";
import type { KubernetesFacts } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { readAnswer } from "../connection/read-answer.ts";
import { core, pageSize, policy, version } from "../connection/requests.ts";
import { budgetSchema, readBudget } from "./read-budget.ts";
import { nodeSchema, readNode } from "./read-node.ts";
import { podSchema, readPod } from "./read-pod.ts";

const versionSchema = z.object({ gitVersion: z.string() });

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
  const none = undefined;
  const [{ gitVersion }, nodes, pods, budgets] = await Promise.all([
    call(await version.getCode(), waiting).then((answer) => readAnswer(answer, versionSchema)),
    listAll(call, (token) => core.listNode(none, none, token, none, none, pageSize), nodeSchema, waiting),
    listAll(call, (token) => core.listPodForAllNamespaces(none, token, none, none, pageSize), podSchema, waiting),
    listAll(
      call,
      (token) => policy.listPodDisruptionBudgetForAllNamespaces(none, token, none, none, pageSize),
      budgetSchema,
      waiting,
    ),
  ]);
  return {
    version: gitVersion,
    nodes: nodes.map(readNode),
    pods: pods.map(readPod),
    budgets: budgets.map(readBudget).filter((budget) => budget !== undefined),
  };
}
