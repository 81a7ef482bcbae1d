/** The repository's settings file → the clusters it describes, with nodes that it leaves out found from file names. */
import { LineCounter, parseDocument } from "yaml";
import * as z from "zod/mini";
import { UserError } from "../errors.ts";
import type { Cluster, ConfigSources, NodeEntry, PatchLayer, Settings } from "./cluster.ts";
import { discoverNodes } from "./discover-nodes.ts";
import { findWrongRule } from "./find-wrong-rule.ts";
import { toBot, toOperations, toPermissions, toSnapshots } from "./operation-settings.ts";
import type { RepositoryFiles } from "./repository-files.ts";
import { type SettingsDocument, settingsError, settingsProblem } from "./settings-problem.ts";
import { type RawCluster, type RawSettings, settingsSchema } from "./settings-schema.ts";
import { toChecks } from "./to-checks.ts";

export const defaultSettingsPath = ".github/talos-chatops.yaml";

const maxCharacters = 256 * 1024;
const maxAliases = 100;

export interface ReadSettingsOptions {
  readonly path?: string;
  /** Where nodes that the settings leave out are found, `files` unless told: the revision that is planned need not be a trusted one. */
  readonly nodesFrom?: RepositoryFiles;
  readonly signal?: AbortSignal;
}

/**
 * Reads and checks the settings; `files` must be a trusted revision.
 *
 * @throws UserError `settings_missing`, or `settings_invalid` with line and column of the first problem.
 */
export async function readSettings(files: RepositoryFiles, options: ReadSettingsOptions = {}): Promise<Settings> {
  const path = options.path ?? defaultSettingsPath;
  const text = await files.read(path, options);
  if (text === undefined) {
    throw new UserError(`Cannot find the settings: there is no ${path}`, {
      code: "settings_missing",
      hint: "Run talos-chatops init in the repository: it writes the file from the layout that it finds.",
      location: { file: path },
    });
  }
  const source = parse(path, text);
  const raw = validate(source);
  const clusters: Cluster[] = [];
  for (const [name, cluster] of Object.entries(raw.clusters)) {
    clusters.push(await completeCluster(source, name, cluster, options.nodesFrom ?? files, options));
  }
  if (clusters.length === 0) throw settingsError(source, { path: ["clusters"], message: "names no cluster" });
  return { path, clusters, ...(raw.bot && { bot: toBot(raw.bot) }) };
}

function parse(path: string, text: string): SettingsDocument {
  if (text.length > maxCharacters) {
    throw unreadable(path, `it is longer than ${maxCharacters} characters`);
  }
  const lines = new LineCounter();
  let document: SettingsDocument["document"];
  try {
    document = parseDocument(text, { lineCounter: lines, version: "1.2", merge: true, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path, "its values are nested too deep");
    throw error;
  }
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw unreadable(path, firstLine(problem.message), { line, column: col });
  }
  return { path, document, lines };
}

function validate(source: SettingsDocument): RawSettings {
  const result = z.safeParse(settingsSchema, toData(source));
  if (result.success) return result.data;
  throw settingsProblem(source, result.error.issues);
}

function toData(source: SettingsDocument): unknown {
  try {
    return source.document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    // the yaml library's ways to say: a broken or an exploding alias, and a nesting beyond the stack
    if (error instanceof ReferenceError) throw unreadable(source.path, firstLine(error.message));
    if (error instanceof RangeError) throw unreadable(source.path, "its values are nested too deep");
    throw error;
  }
}

function unreadable(path: string, reason: string, place: { line?: number; column?: number } = {}): UserError {
  return new UserError(`Cannot read ${path}: ${reason}`, {
    code: "settings_invalid",
    location: { file: path, ...place },
  });
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

async function completeCluster(
  source: SettingsDocument,
  name: string,
  raw: RawCluster,
  files: RepositoryFiles,
  options: ReadSettingsOptions,
): Promise<Cluster> {
  const config = toSources(raw.config);
  const wrongRule = findWrongRule(raw.permissions ?? []);
  if (wrongRule !== undefined) {
    const { index, message, hint } = wrongRule;
    throw settingsError(source, { path: ["clusters", name, "permissions", index], message, hint });
  }
  const nodes = raw.nodes === undefined ? await findNodes(source, name, config, files, options) : listNodes(raw.nodes);
  if (nodes.length === 0) throw settingsError(source, { path: ["clusters", name, "nodes"], message: "names no node" });
  return {
    name,
    ...(raw.context !== undefined && { context: raw.context }),
    ...(raw.environment !== undefined && { environment: raw.environment }),
    ...(raw.talosVersion !== undefined && { talosVersion: raw.talosVersion }),
    config,
    nodes,
    findsNodes: raw.nodes === undefined,
    factory: (raw.factory ?? "https://factory.talos.dev").replace(/\/+$/, ""),
    secrets: toSecrets(raw.secrets ?? {}),
    checks: await toChecks(source, name, raw.checks),
    approvals: {
      change: raw.approvals?.change ?? "environment",
      destroy: raw.approvals?.destroy ?? "environment",
    },
    permissions: toPermissions(raw.permissions),
    snapshots: toSnapshots(raw.snapshots),
    operations: toOperations(raw.operations),
  };
}

function toSources(raw: RawCluster["config"]): ConfigSources {
  return {
    base: raw.base,
    patches: (raw.patches ?? []).map(toLayer),
    ...(raw.schematic !== undefined && { schematic: raw.schematic }),
    roleNames: {
      controlplane: raw.roleNames?.controlplane ?? "controlplane",
      worker: raw.roleNames?.worker ?? "worker",
    },
    variables: raw.variables ?? {},
    definitions: raw.definitions ?? {},
    ...(raw.strict !== undefined && { strict: raw.strict }),
  };
}

function toLayer(path: string): PatchLayer {
  return path.endsWith("?") ? { path: path.slice(0, -1), optional: true } : { path, optional: false };
}

function listNodes(raw: NonNullable<RawCluster["nodes"]>): readonly NodeEntry[] {
  return Object.entries(raw).map(([name, node]) => ({
    name,
    ...(node?.role !== undefined && { role: node.role }),
    ...(node?.address !== undefined && { address: node.address }),
    variables: node?.variables ?? {},
  }));
}

async function findNodes(
  source: SettingsDocument,
  cluster: string,
  config: ConfigSources,
  files: RepositoryFiles,
  options: ReadSettingsOptions,
): Promise<readonly NodeEntry[]> {
  const place = ["clusters", cluster, "config", "patches"];
  const patterns = config.patches.map((patch) => patch.path).filter((path) => path.includes("{node}"));
  if (patterns.length === 0) {
    throw settingsError(source, {
      path: ["clusters", cluster],
      message: "names no nodes",
      hint: "List them as nodes, or give a patch path with {node}, such as talos/nodes/{node}.yaml.j2.",
      atKey: true,
    });
  }
  const { nodes, ambiguous } = await discoverNodes(config, files, options);
  const [twice] = ambiguous;
  if (twice !== undefined) {
    const message = `finds node ${twice.name} twice: ${twice.paths.join(", ")}`;
    throw settingsError(source, { path: place, message, hint: "Remove one of the files, or list the nodes." });
  }
  if (nodes.length === 0) {
    throw settingsError(source, { path: place, message: `finds no node: no file matches ${patterns.join(" or ")}` });
  }
  return nodes;
}

function toSecrets(raw: NonNullable<RawCluster["secrets"]>): Cluster["secrets"] {
  return {
    ...(raw.akeyless !== undefined && {
      akeyless: { gateway: "https://api.akeyless.io", ...dropUndefined(raw.akeyless) },
    }),
    ...(raw.onepassword !== undefined && { onepassword: raw.onepassword }),
    ...(raw.file !== undefined && { file: raw.file }),
    ...(raw.environment !== undefined && { environment: raw.environment }),
    commands: raw.commands ?? {},
    ...(raw.commandEnvironment !== undefined && { commandEnvironment: raw.commandEnvironment }),
  };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** zod types a left-out key as possibly undefined; our types tell the two apart. */
function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}
