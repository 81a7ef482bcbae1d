/** Compares two revisions of the repository: no node is dialled, and references to secrets stay references. */

import { selectNodes } from "../cluster/select-nodes.ts";
import { type Desired, desireNodes } from "../config/desire-nodes.ts";
import { compareRevisions } from "../diff/compare-revisions.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import { type Compared, desireOptions, invalid } from "./compared.ts";
import { chooseNodes, type Revision } from "./open-revision.ts";
import type { PlanPorts, PlanRequest } from "./plan-request.ts";

export async function compareWithBase(
  request: PlanRequest,
  head: Revision,
  base: Revision,
  ports: PlanPorts,
  redactor: Redactor,
): Promise<readonly Compared[]> {
  const added = new Set(head.nodes.map(({ name }) => name));
  const known = [...head.nodes, ...base.nodes.filter(({ name }) => !added.has(name))];
  const options = desireOptions(ports, selectNodes(request.cluster.name, known, request.selectors).length);
  const [desired, before] = await Promise.all(
    [head, base]
      .map((revision) => chooseNodes(revision, request, known))
      .map(({ cluster, nodes, context }) => desireNodes(cluster, nodes, context, options)),
  );
  const byName = (revision: readonly Desired[] = []) => new Map(revision.map((one) => [one.name, one]));
  const [now, old] = [byName(desired), byName(before)];
  return [...new Set([...now.keys(), ...old.keys()])].map((name) =>
    compareRevisionsOf(name, now.get(name), old.get(name), redactor),
  );
}

function compareRevisionsOf(
  name: string,
  head: Desired | undefined,
  base: Desired | undefined,
  redactor: Redactor,
): Compared {
  if (head?.kind === "failed") return invalid(name, head.error);
  if (head === undefined && base?.kind === "failed") return invalid(name, base.error);
  for (const one of [head, base]) if (one?.kind === "built") redactor.learn(one.desired.config);
  return {
    diff: compareRevisions(head?.desired, base?.kind === "failed" ? base.error : base?.desired),
    evidence: { name, ...(head && { desired: head.desired }) },
  };
}
