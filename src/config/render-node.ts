/** One node's templates in, its merged configuration out, references to secrets still unresolved. */
import type { Cluster, Node, PatchLayer } from "../cluster/cluster.ts";
import { layerPath } from "../cluster/layer-path.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { Note } from "../errors.ts";
import { checkInstallSchematic } from "./check-install-schematic.ts";
import type { DesiredNode, DesiredSchematic } from "./desired-node.ts";
import { readInstallImage } from "./install-image.ts";
import type { MachineConfig } from "./machine-config.ts";
import { applyPatches } from "./merge/apply-patches.ts";
import { parsePatch } from "./merge/parse-patch.ts";
import { nodeVariables } from "./node-variables.ts";
import { parseMachineConfig } from "./parse-machine-config.ts";
import type { ImageFactory } from "./schematic/image-factory.ts";
import { resolveSchematicId } from "./schematic/resolve-schematic-id.ts";
import { renderTemplate } from "./templates/render-template.ts";
import type { RenderedText } from "./templates/rendered-text.ts";
import type { Clock } from "./templates/template-limits.ts";
import type { TemplateSettings } from "./templates/template-settings.ts";
import { validateConfig } from "./validation/validate-config.ts";

export interface RenderContext {
  readonly files: RepositoryFiles;
  readonly templates: TemplateSettings;
  /** Asked for the id of a schematic that cannot be computed offline; without it such a schematic is an error. */
  readonly factory?: ImageFactory;
  /** For the templates' limit on time. */
  readonly clock?: Clock;
  /** Base configurations parsed so far, by their text: nodes of one role mostly share it. */
  readonly parsedBases: Map<string, MachineConfig>;
  readonly signal: AbortSignal;
}

/** Merge semantics where neither settings nor install image tell the Talos version: those of the newest. */
const newestTalos = "v1.14.0";

/**
 * Renders, merges and validates the configuration of one node.
 *
 * @throws UserError for anything that stops the configuration from being built, with file and line where known.
 */
export async function renderNode(cluster: Cluster, node: Node, context: RenderContext): Promise<DesiredNode> {
  const schematic = await renderSchematic(cluster, node, context);
  const render = renderer(cluster, node, context, schematic?.id);
  const file = layerPath(cluster.config.base, node, cluster.config.roleNames);
  const baseConfig = parseBase(file, await render(file), context);
  const patches = await renderPatches(cluster, node, render, context);
  const talosVersion = cluster.talosVersion ?? readInstallImage(baseConfig)?.tag ?? newestTalos;
  const merged = applyPatches(baseConfig, patches, { talosVersion });
  const image = readInstallImage(merged.config);
  return {
    node,
    config: merged.config,
    ...(schematic && { schematic }),
    ...(image !== undefined && { image: image.reference }),
    notes: [
      ...(baseConfig.documents.length === 0 ? [emptyBase(file)] : []),
      ...merged.notes,
      ...validateConfig(merged.config, { talosVersion, role: node.role }),
      ...checkInstallSchematic(image, schematic),
    ],
  };
}

function parseBase(file: string, { text, origins }: RenderedText, { parsedBases }: RenderContext): MachineConfig {
  const known = parsedBases.get(text);
  if (known !== undefined) return known;
  const parsed = parseMachineConfig(text, { file, origins });
  parsedBases.set(text, parsed);
  return parsed;
}

/** Patches alone may be what a person wants; a file that lost its content is likelier. */
function emptyBase(file: string): Note {
  const message = `${file} renders to nothing: the config is made of patches alone`;
  return { code: "base_empty", severity: "warning", message, location: { file } };
}

type Render = (path: string) => Promise<RenderedText>;

function renderer(cluster: Cluster, node: Node, context: RenderContext, schematic: string | undefined): Render {
  const { variables, definitions, strict } = cluster.config;
  const entry = cluster.nodes.find(({ name }) => name === node.name);
  const scope = { node: { ...node, schematic: schematic ?? "" }, cluster: { name: cluster.name } };
  const environment = nodeVariables({ ...variables, ...entry?.variables }, scope);
  const names = nodeVariables(definitions, scope);
  return (path) =>
    renderTemplate(path, {
      files: context.files,
      environment,
      definitions: names,
      settings: context.templates,
      ...(strict !== undefined && { strict }),
      ...(context.clock && { clock: context.clock }),
      signal: context.signal,
    });
}

async function renderSchematic(
  cluster: Cluster,
  node: Node,
  context: RenderContext,
): Promise<DesiredSchematic | undefined> {
  if (cluster.config.schematic === undefined) return undefined;
  const file = layerPath(cluster.config.schematic, node, cluster.config.roleNames);
  const { text, origins } = await renderer(cluster, node, context, undefined)(file);
  const id = await resolveSchematicId(text, {
    file,
    origins,
    signal: context.signal,
    ...(context.factory && { factory: context.factory }),
  });
  return { id, text, file };
}

async function renderPatches(cluster: Cluster, node: Node, render: Render, context: RenderContext) {
  const layers = await Promise.all(
    cluster.config.patches.map((layer) => renderLayer(cluster, layer, node, render, context)),
  );
  return layers.filter((layer) => layer !== undefined);
}

async function renderLayer(cluster: Cluster, layer: PatchLayer, node: Node, render: Render, context: RenderContext) {
  const file = layerPath(layer.path, node, cluster.config.roleNames);
  if (layer.optional && (await context.files.read(file, { signal: context.signal })) === undefined) return undefined;
  const { text, origins } = await render(file);
  return parsePatch(text, { file, origins });
}
