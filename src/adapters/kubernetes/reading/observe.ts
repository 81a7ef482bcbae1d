/** Kubernetes as it describes itself: version, nodes, pods and disruption budgets, read at one time. */
import * as z from "zod/mini";
import type { KubernetesFacts } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { readAnswer } from "../connection/read-answer.ts";
import { get, list, paths } from "../connection/requests.ts";
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
  const [{ gitVersion }, nodes, pods, budgets] = await Promise.all([
    call(get(paths.version), waiting).then((answer) => readAnswer(answer, versionSchema)),
    listAll(call, (token) => list(paths.nodes, token), nodeSchema, waiting),
    listAll(call, (token) => list(paths.pods, token), podSchema, waiting),
    listAll(call, (token) => list(paths.budgets, token), budgetSchema, waiting),
  ]);
  return {
    version: gitVersion,
    nodes: nodes.map(readNode),
    pods: pods.map(readPod),
    budgets: budgets.map(readBudget).filter((budget) => budget !== undefined),
  };
}
