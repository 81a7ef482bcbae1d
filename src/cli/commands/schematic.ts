import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { desireNodes } from "../../config/desire-nodes.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import { compareSchematics } from "../../config/schematic/compare-schematics.ts";
import { resolveSchematicId } from "../../config/schematic/resolve-schematic-id.ts";
import { UserError } from "../../errors.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { openContext } from "../open-ports.ts";
import { openCluster, openRepository } from "../open-repository.ts";
import { readInput } from "../read-input.ts";
import { renderFile } from "../render-file.ts";
import { showNotes } from "../show-notes.ts";

/** A schematic as one was named on the command line. */
interface NamedSchematic {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly file: string;
  /** The node's install image. */
  readonly image?: string;
}

export async function run(call: CommandCall): Promise<ExitCode> {
  const { args, options, output } = call;
  const schematic = await readSchematic(call, args[0] ?? "-");
  const other = options.text("compare");
  if (other === undefined) {
    if (output.json) output.writeJson(describe(schematic));
    else output.write(format(schematic));
    return 0;
  }
  return compare(call, schematic, await readSchematic(call, other));
}

function compare({ output }: CommandCall, from: NamedSchematic, to: NamedSchematic): ExitCode {
  const isSame = from.id === to.id;
  const reasons = isSame ? [] : compareSchematics(from.text, to.text);
  if (output.json) output.writeJson({ same: isSame, from: describe(from), to: describe(to), reasons });
  else if (isSame) output.write(`${from.name} and ${to.name} have the same schematic: ${from.id}\n`);
  else {
    const lines = reasons.map((reason) => `  ${reason}\n`).join("");
    output.write(`from ${from.name} (${from.id.slice(0, 8)}) to ${to.name} (${to.id.slice(0, 8)}):\n${lines}`);
  }
  return isSame ? 0 : 2;
}

async function readSchematic(call: CommandCall, name: string): Promise<NamedSchematic> {
  return name === "-" || (await isFile(call, name)) ? readFromFile(call, name) : readOfNode(call, name);
}

/** A file by its looks and by its being there; anything else is a node. */
async function isFile({ directory }: CommandCall, name: string): Promise<boolean> {
  if (/\.(ya?ml|j2|json)$/.test(name)) return true;
  return (
    name.includes("/") &&
    access(resolve(directory, name)).then(
      () => true,
      () => false,
    )
  );
}

async function readFromFile(call: CommandCall, file: string): Promise<NamedSchematic> {
  const { directory, signal } = call;
  const isTemplate = file.endsWith(".j2");
  const text = isTemplate ? await renderFile(call, file, { strict: false }) : await readInput(file, directory, signal);
  return { name: file, id: await resolveSchematicId(text, { file, signal }), text, file };
}

async function readOfNode(call: CommandCall, name: string): Promise<NamedSchematic> {
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, [name]);
  if (cluster.config.schematic === undefined) {
    throw new UserError(`Cannot tell the schematic of ${name}: the settings of cluster ${cluster.name} name none`, {
      code: "schematic_invalid",
      hint: "Name its template as config.schematic in the settings, or give a file.",
    });
  }
  const context = await openContext(call, cluster, repository);
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), [name]);
  const [built, ...others] = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  if (built === undefined || others.length > 0) {
    throw new UserError(`Cannot tell one schematic of ${nodes.length} nodes`, {
      code: "input_invalid",
      hint: `Name one of ${nodes.map((node) => node.name).join(", ")}.`,
    });
  }
  if (built.kind === "failed") throw built.error;
  const { schematic, image, notes } = built.desired;
  if (schematic === undefined) throw new Error("a node was built without the schematic that its cluster has");
  showNotes(
    notes.filter(({ code }) => code === "image_not_of_schematic"),
    call.output,
  );
  return { name, ...schematic, ...(image !== undefined && { image }) };
}

function describe({ name, id, file, image }: NamedSchematic) {
  return { name, schematic: id, ...(image !== undefined && { image }), file };
}

function format({ id, file, image }: NamedSchematic): string {
  const lines = [`schematic: ${id}`, ...(image === undefined ? [] : [`image: ${image}`]), `file: ${file}`];
  return `${lines.join("\n")}\n`;
}
