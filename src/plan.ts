/** The plan journey: what the repository wants, what the nodes run, the difference, masked, with a digest. It only reads. */
import { digestPlan } from "./diff/digest-plan.ts";
import type { Plan } from "./diff/plan.ts";
import { compareWithBase } from "./plan/compare-with-base.ts";
import { compareWithLive } from "./plan/compare-with-live.ts";
import { chooseNodes, openBase, openRevision } from "./plan/open-revision.ts";
import type { PlanPorts, PlanRequest, PlanResult } from "./plan/plan-request.ts";
import { createRedactor } from "./redaction/create-redactor.ts";

export type { PlanAccess, PlanPorts, PlanProgress, PlanRequest, PlanResult } from "./plan/plan-request.ts";

/** Runs the journey once. What happens to a single node is data in the plan; a throw means that there is no plan. */
export async function planChanges(
  request: PlanRequest,
  ports: PlanPorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<PlanResult> {
  const { files, base, command, cluster } = request;
  const redactor = createRedactor({ key: ports.redactionKey });
  const head = await openRevision(cluster, files, ports, signal);
  const compared =
    base === undefined
      ? await compareWithLive(request, chooseNodes(head, request, head.nodes), ports, redactor)
      : await compareWithBase(request, head, await openBase(cluster, base, ports, signal), ports, redactor);
  const evidence = compared.map((one) => one.evidence);
  const plan: Plan = {
    cluster: cluster.name,
    revision: files.revision,
    command,
    mode: base === undefined ? "live" : "offline",
    nodes: compared.map(({ diff }) => diff),
    digest: digestPlan({ revision: files.revision, command, nodes: evidence }),
    notes: head.context.templates.notes,
  };
  return { plan, safe: redactor.plan(plan), evidence, redactor };
}
