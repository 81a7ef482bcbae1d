/** One node as the repository describes it: its configuration or its schematic. No secret is read, no node is asked. */
import type { ReadCommand } from "../../chatops/command.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { desireNodes } from "../../config/desire-nodes.ts";
import type { DesiredNode } from "../../config/desired-node.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import { openRenderContext } from "../../config/open-render-context.ts";
import { UserError } from "../../errors.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import { openTargetFiles } from "../plan-cluster.ts";
import { readClusters } from "../read-clusters.ts";
import type { Target } from "../resolve-target.ts";
import type { RunContext } from "../run-context.ts";

type NodeCommand = Extract<ReadCommand, { readonly name: "render" | "schematic" }>;

/** @throws UserError for a node that is unknown or whose configuration cannot be built */
export async function describeNode(command: NodeCommand, target: Target, run: RunContext): Promise<SafeAnswer> {
  const { config, image, node, schematic } = await desireNode(command.node, target, run);
  const { redactor } = run;
  redactor.learn(config);
  const name = redactor.text(node.name);
  if (command.name === "render") {
    return { kind: "config", node: name, documents: config.documents.map(({ root, id }) => redactor.tree(root, id)) };
  }
  return {
    kind: "schematic",
    node: name,
    ...(schematic && { schematic: { id: redactor.text(schematic.id), file: redactor.text(schematic.file) } }),
    ...(image !== undefined && { image: redactor.text(image) }),
  };
}

async function desireNode(selector: string, target: Target, run: RunContext): Promise<DesiredNode> {
  const { signal } = run;
  const files = await openTargetFiles(target, run);
  const clusters = await readClusters(target, files, [selector], run);
  const [cluster, another] = clusters;
  if (cluster === undefined || another !== undefined) throw ambiguous(clusters.map(({ name }) => name));
  const context = await openRenderContext(files, { signal, clock: () => performance.now() });
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), [selector]);
  const [desired, surplus] = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  if (desired === undefined || surplus !== undefined) throw ambiguous(nodes.map(({ name }) => name));
  if (desired.kind === "failed") throw desired.error;
  return desired.desired;
}

function ambiguous(names: readonly string[]): UserError {
  return new UserError("Cannot tell which node is meant", {
    code: "input_invalid",
    hint: `Name one of ${names.slice(0, 10).join(", ")}; with several clusters as <cluster>/<node>.`,
  });
}
