/** The settings' node entries in, nodes with role and address out: what the settings leave out is read from the nodes' patches. */
import pMap from "p-map";
import type { Cluster, Node, NodeEntry, Role } from "../cluster/cluster.ts";
import { layerPath } from "../cluster/layer-path.ts";
import { UserError } from "../errors.ts";
import { findAddress } from "./identity/find-address.ts";
import { isIpAddress } from "./identity/ip-prefix.ts";
import { child, text } from "./identity/read-links.ts";
import { nodeVariables } from "./node-variables.ts";
import type { RenderContext } from "./render-node.ts";
import { renderTemplate } from "./templates/render-template.ts";
import type { ConfigNode } from "./tree/config-node.ts";
import { parseYaml } from "./tree/parse-yaml.ts";

export type IdentifyContext = Pick<RenderContext, "files" | "templates" | "clock" | "signal">;

/** A node that could not be identified carries why: it is shown with its problem, never left out. */
export type IdentifiedNode = Node | { readonly name: string; readonly error: UserError };

/** Files may come over a network that counts requests. */
const concurrency = 16;

/** Identifies all nodes of a cluster, in the settings' order. Secret references are left as they are. */
export async function identifyNodes(cluster: Cluster, context: IdentifyContext): Promise<readonly IdentifiedNode[]> {
  const isComplete = cluster.nodes.every((node) => node.role !== undefined && node.address !== undefined);
  const shared = isComplete ? [] : await renderShared(cluster, context);
  return pMap(cluster.nodes, (entry) => identify(cluster, entry, shared, context), {
    concurrency,
    signal: context.signal,
  });
}

async function identify(
  cluster: Cluster,
  entry: NodeEntry,
  shared: readonly ConfigNode[],
  context: IdentifyContext,
): Promise<IdentifiedNode> {
  const { name } = entry;
  if (entry.role !== undefined && entry.address !== undefined)
    return { name, role: entry.role, address: entry.address };
  try {
    const layers = await readLayers(cluster, entry, context);
    const documents: ConfigNode[] = [];
    for (const layer of layers) documents.push(...(await renderLayer(cluster, entry, layer.path, context)));
    const role =
      entry.role ?? layers.find((layer) => layer.role)?.role ?? machineType(documents) ?? missingRole(name, layers);
    return { name, role, address: entry.address ?? readAddress(name, documents, shared, layers) };
  } catch (error) {
    if (error instanceof UserError) return { name, error };
    throw error;
  }
}

interface OwnLayer {
  readonly path: string;
  /** The role that the path tells. */
  readonly role?: Role;
}

const roles: readonly Role[] = ["controlplane", "worker"];

/** The files that belong to this node alone. */
async function readLayers(cluster: Cluster, entry: NodeEntry, context: IdentifyContext): Promise<readonly OwnLayer[]> {
  const { base, patches, roleNames } = cluster.config;
  const patterns = [base, ...patches.map((patch) => patch.path)].filter((path) => path.includes("{node}"));
  const candidates = patterns.flatMap((pattern): readonly OwnLayer[] => {
    if (!pattern.includes("{role}")) return [{ path: pattern.replaceAll("{node}", entry.name) }];
    const possible = entry.role === undefined ? roles : [entry.role];
    return possible.map((role) => ({ path: layerPath(pattern, { name: entry.name, role }, roleNames), role }));
  });
  const found = await Promise.all(candidates.map((layer) => exists(layer.path, context)));
  const layers = candidates.filter((_, index) => found[index]);
  if (layers.length > 0) return layers;
  const looked = candidates.map((layer) => layer.path).join(", ");
  throw new UserError(
    `Cannot tell role and address of ${entry.name}: ${looked === "" ? "no patch is its own" : `there is no ${looked}`}`,
    {
      code: "file_missing",
      hint: `Add the file, or write role and address of ${entry.name} into the settings.`,
    },
  );
}

async function exists(path: string, { files, signal }: IdentifyContext): Promise<boolean> {
  return (await files.read(path, { signal })) !== undefined;
}

async function renderLayer(
  cluster: Cluster,
  entry: Pick<NodeEntry, "name" | "role" | "address" | "variables">,
  path: string,
  context: IdentifyContext,
): Promise<readonly ConfigNode[]> {
  const { name, role = "", address = "", variables } = entry;
  const scope = { node: { name, role, address, schematic: "" }, cluster: { name: cluster.name } };
  const rendered = await renderTemplate(path, {
    files: context.files,
    environment: nodeVariables({ ...cluster.config.variables, ...variables }, scope),
    definitions: nodeVariables(cluster.config.definitions, scope),
    settings: context.templates,
    // the schematic is not known yet, so a template may well see undefined names here
    strict: false,
    ...(context.clock && { clock: context.clock }),
    signal: context.signal,
  });
  return parseYaml(rendered.text, { file: path, origins: rendered.origins });
}

/** What all nodes share helps to recognise addresses; a problem in it is reported where the nodes are rendered. */
async function renderShared(cluster: Cluster, context: IdentifyContext): Promise<readonly ConfigNode[]> {
  const { base, patches } = cluster.config;
  const paths = [base, ...patches.map((patch) => patch.path)].filter((path) => !path.includes("{"));
  const documents = paths.map(async (path) => {
    try {
      return await renderLayer(cluster, { name: "", variables: {} }, path, context);
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
  return (await Promise.all(documents)).flat();
}

/** `init` and `join` are what Talos once called a first control plane and a worker. */
const machineTypes: ReadonlyMap<string, Role> = new Map(
  Object.entries<Role>({
    controlplane: "controlplane",
    init: "controlplane",
    worker: "worker",
    join: "worker",
  }),
);

function machineType(documents: readonly ConfigNode[]): Role | undefined {
  const types = documents.flatMap((document) => text(child(document, "machine", "type")) ?? []);
  return machineTypes.get(types.at(-1) ?? "");
}

function missingRole(name: string, layers: readonly OwnLayer[]): never {
  throw new UserError(`Cannot tell the role of ${name}: ${list(layers)} sets no machine.type`, {
    code: "settings_invalid",
    hint: `Set machine.type there, or write role: controlplane or role: worker for ${name} into the settings.`,
    ...locationOf(layers),
  });
}

function readAddress(
  name: string,
  documents: readonly ConfigNode[],
  shared: readonly ConfigNode[],
  layers: readonly OwnLayer[],
): string {
  const finding = findAddress(documents, shared);
  if (finding.kind === "found") return finding.address;
  if (isIpAddress(name)) return name;
  const reason =
    finding.kind === "none"
      ? `${list(layers)} gives it no static address that the cluster uses`
      : `${list(layers)} gives it ${finding.addresses.join(" and ")}, and no default route tells which to use`;
  throw new UserError(`Cannot tell the address of ${name}: ${reason}`, {
    code: "settings_invalid",
    hint: `Write the address of ${name} into the settings; its host name will do.`,
    ...locationOf(layers),
  });
}

function list(layers: readonly OwnLayer[]): string {
  return layers.map((layer) => layer.path).join(", ");
}

function locationOf(layers: readonly OwnLayer[]): { location?: { file: string } } {
  const file = layers[0]?.path;
  return file === undefined ? {} : { location: { file } };
}
