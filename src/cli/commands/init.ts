import { join } from "node:path";
import { writeFileAtomically } from "../../adapters/workspace/write-file.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { type DetectedCluster, detectLayout } from "../../cluster/detect-layout.ts";
import { formatSettings, type ListedCluster, type ListedNode } from "../../cluster/format-settings.ts";
import { defaultSettingsPath, readSettings } from "../../cluster/read-settings.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { type IdentifiedNode, type IdentifyContext, identifyNodes } from "../../config/identify-nodes.ts";
import { readTemplateSettings } from "../../config/templates/template-settings.ts";
import { UserError } from "../../errors.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { openRepository, settingsPath } from "../open-repository.ts";
import { showNotes } from "../show-notes.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  const { options, output, signal } = call;
  const { root, files } = await openRepository(call);
  const path = settingsPath(call, root);
  const templates = await readTemplateSettings(files, { signal });
  showNotes(templates.notes, output);
  const context = { files, templates, signal };
  const text = formatSettings(await completeClusters(await detectLayout(files, { signal }), context));
  if (options.flag("dryRun")) {
    if (output.json) output.writeJson({ path, text });
    else output.write(text);
    return 0;
  }
  const isWritten = await writeFileAtomically(join(root, path), text, { replace: options.flag("force") });
  if (!isWritten) {
    throw new UserError(`Cannot write ${path}: it exists`, {
      code: "input_invalid",
      hint: "Read it first; --force replaces it, --dry-run prints what would be written.",
    });
  }
  const open = text.split("\n").flatMap((line, index) => (line.includes("# TODO") ? [index + 1] : []));
  if (output.json) output.writeJson({ path, openLines: open });
  else output.write(`wrote ${path}\n`);
  if (open.length > 0) output.say(`Still to be filled in: ${open.map((line) => `${path}:${line}`).join(", ")}`);
  output.say("Next: talos-chatops validate");
  return 0;
}

/** Nodes are listed only where the files alone do not tell everything about each of them. */
async function completeClusters(
  detected: readonly DetectedCluster[],
  context: IdentifyContext,
): Promise<readonly ListedCluster[]> {
  const { files, signal } = context;
  const proposed = formatSettings(detected.map((cluster) => ({ cluster })));
  const { clusters } = await readSettings(withFile(files, defaultSettingsPath, proposed), { signal });
  return Promise.all(
    detected.map(async (cluster, index): Promise<ListedCluster> => {
      const settings = clusters[index];
      if (settings === undefined) throw new Error(`${cluster.name} was lost while proposing settings`);
      const identified = await identifyNodes(settings, context);
      const isEnough = cluster.nodes.every(({ variables }) => Object.keys(variables).length === 0);
      if (isEnough && !identified.some((node) => "error" in node)) return { cluster };
      const byHostName = await identifyNodes(withHostNames(settings), context);
      return { cluster, nodes: identified.map((node, place) => listNode(cluster, node, byHostName[place])) };
    }),
  );
}

function withHostNames(cluster: Cluster): Cluster {
  return { ...cluster, nodes: cluster.nodes.map((node) => ({ ...node, address: node.name })) };
}

function listNode(cluster: DetectedCluster, node: IdentifiedNode, byHostName: IdentifiedNode | undefined): ListedNode {
  const { name } = node;
  const variables = cluster.nodes.find((detected) => detected.name === name)?.variables ?? {};
  if (!("error" in node)) return { name, role: node.role, address: node.address, variables };
  if (byHostName !== undefined && !("error" in byHostName)) {
    const comment = "TODO: no patch gives the address; is this its host name?";
    return { name, role: byHostName.role, address: name, variables, comment };
  }
  return { name, variables, comment: `TODO: ${node.error.message}` };
}

function withFile(files: RepositoryFiles, path: string, text: string): RepositoryFiles {
  return { ...files, read: async (wanted, options) => (wanted === path ? text : files.read(wanted, options)) };
}
