import { randomBytes } from "node:crypto";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { type Desired, desireNodes, resolveDesired } from "../../config/desire-nodes.ts";
import type { DesiredNode } from "../../config/desired-node.ts";
import { encodeMachineConfig } from "../../config/encode-machine-config.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import { UserError } from "../../errors.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { openContext, openStores } from "../open-ports.ts";
import { openCluster, openRepository } from "../open-repository.ts";
import { redactConfig } from "../redact-config.ts";
import { showNotes } from "../show-notes.ts";
import { writeResult } from "../write-result.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  const { options, output } = call;
  const desired = await desireOne(call);
  const showsSecrets = options.flag("showSecrets");
  showNotes(desired.notes, output);
  const text = showsSecrets
    ? encodeMachineConfig(desired.config, { secrets: "reveal" })
    : redactConfig(desired.config, randomBytes(32));
  await writeResult(call, { text, data: describe(desired, text), secret: showsSecrets });
  return 0;
}

async function desireOne(call: CommandCall): Promise<DesiredNode> {
  const { args, options } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const context = await openContext(call, cluster, repository);
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), args);
  if (nodes.length !== 1) {
    throw new UserError(`Cannot render ${nodes.length} nodes at once`, {
      code: "input_invalid",
      hint: `Name one of ${nodes.map((node) => node.name).join(", ")}.`,
    });
  }
  const rendered = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  const [built] = options.flag("keepReferences")
    ? rendered
    : await resolveDesired(rendered, await openStores(call, cluster, repository), call.signal);
  const desired = takeBuilt(built);
  return { ...desired, notes: [...context.templates.notes, ...desired.notes] };
}

function takeBuilt(built: Desired | undefined): DesiredNode {
  if (built?.kind === "built") return built.desired;
  throw built?.error ?? new Error("a node was lost while it was rendered");
}

function describe({ node, image, schematic, notes }: DesiredNode, config: string) {
  return {
    node: node.name,
    role: node.role,
    address: node.address,
    ...(image !== undefined && { image }),
    ...(schematic !== undefined && { schematic: schematic.id }),
    config,
    notes,
  };
}
