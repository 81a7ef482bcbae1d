/** Plans for tests, written as YAML: what a node has and what the repository wants. */
import type { Node, Role } from "../../src/cluster/cluster.ts";
import { documentKey, type MachineConfig } from "../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import type { ConfigNode, ConfigPath, MapNode, Origin } from "../../src/config/tree/config-node.ts";
import type { NodeProblem } from "../../src/diff/live-nodes.ts";
import type { Change, DocumentDiff, ImageComparison, NodeDiff, RebootForecast } from "../../src/diff/node-diff.ts";
import type { Plan } from "../../src/diff/plan.ts";
import type { ErrorCode, Note, SourceLocation } from "../../src/errors.ts";
import { UserError } from "../../src/errors.ts";

export interface NodeOptions {
  readonly role?: Role;
  readonly address?: string;
  readonly notes?: readonly Note[];
  readonly image?: ImageComparison;
}

export interface ChangedOptions extends NodeOptions {
  readonly live: string;
  readonly desired: string;
  /** Reference → value: the desired text holds the reference, the plan a `Secret`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The template that the desired text is said to come from. */
  readonly file?: string;
  readonly reboot?: RebootForecast;
}

export function node(name: string, options: NodeOptions = {}): Node {
  return { name, role: options.role ?? "controlplane", address: options.address ?? "192.168.5.201" };
}

export function unchangedNode(name: string, options: NodeOptions = {}): NodeDiff {
  return { kind: "unchanged", node: node(name, options), ...imageOf(options), notes: options.notes ?? [] };
}

export function changedNode(name: string, options: ChangedOptions): NodeDiff {
  const live = parseMachineConfig(options.live, { file: "live" });
  const parsed = parseMachineConfig(options.desired, { file: options.file ?? "talos/machineconfig.yaml.j2" });
  return {
    kind: "changed",
    node: node(name, options),
    documents: compareConfigs(live, resolve(parsed, options.secrets ?? {})),
    reboot: options.reboot ?? { kind: "none" },
    ...imageOf(options),
    notes: options.notes ?? [],
  };
}

export function unreachableNode(name: string, problem: NodeProblem, options: NodeOptions = {}): NodeDiff {
  return { kind: "unreachable", node: node(name, options), problem, notes: options.notes ?? [] };
}

export function invalidNode(
  name: string,
  message: string,
  options: { readonly code?: ErrorCode; readonly hint?: string; readonly location?: SourceLocation } = {},
): NodeDiff {
  const error = new UserError(message, { code: "config_invalid", ...options });
  return { kind: "invalid", node: { name }, error };
}

export const revision = "5f0c3a9be1d24c7b8a6f1e0d9c8b7a6f5e4d3c2b";

export function plan(nodes: readonly NodeDiff[], options: Partial<Plan> = {}): Plan {
  return {
    cluster: "main",
    revision,
    command: "diff all",
    mode: "live",
    nodes,
    digest: {
      value: "9c1f0b5a77d24e3c8b6a1f2e3d4c5b6a7988776655443322110ffeeddccbbaa0",
      parts: { revision: "e".repeat(64) },
    },
    notes: [],
    ...options,
  };
}

function imageOf(options: NodeOptions): { image?: ImageComparison } {
  return options.image === undefined ? {} : { image: options.image };
}

function resolve(config: MachineConfig, secrets: Readonly<Record<string, string>>): MachineConfig {
  return {
    documents: config.documents.map((document) => ({
      ...document,
      root: resolveNode(document.root, secrets) as MapNode,
    })),
  };
}

function resolveNode(node: ConfigNode, secrets: Readonly<Record<string, string>>): ConfigNode {
  if (node.kind === "list") return { ...node, items: node.items.map((item) => resolveNode(item, secrets)) };
  if (node.kind === "map") {
    return {
      ...node,
      entries: new Map([...node.entries].map(([key, value]) => [key, resolveNode(value, secrets)])),
    };
  }
  const text = String(node.value);
  const found = Object.keys(secrets).filter((reference) => text.includes(reference));
  if (found.length === 0) return node;
  const value = found.reduce((result, reference) => result.replaceAll(reference, secrets[reference] ?? ""), text);
  return { ...node, value: new Secret(value, found) };
}

function compareConfigs(live: MachineConfig, desired: MachineConfig): readonly DocumentDiff[] {
  const liveByKey = new Map(live.documents.map((document) => [documentKey(document.id), document]));
  const desiredByKey = new Map(desired.documents.map((document) => [documentKey(document.id), document]));
  return [...new Set([...liveByKey.keys(), ...desiredByKey.keys()])].flatMap((key): DocumentDiff[] => {
    const [before, after] = [liveByKey.get(key), desiredByKey.get(key)];
    const id = after?.id ?? before?.id ?? {};
    if (before === undefined && after !== undefined) {
      const change = changeAt("added", [], undefined, after.root);
      return [{ id, kind: "added", desired: after.root, changes: [change] }];
    }
    if (after === undefined && before !== undefined) {
      return [{ id, kind: "removed", live: before.root, changes: [changeAt("removed", [], before.root, undefined)] }];
    }
    if (before === undefined || after === undefined) return [];
    const changes = compareNodes(before.root, after.root, []);
    return changes.length === 0 ? [] : [{ id, kind: "changed", desired: after.root, live: before.root, changes }];
  });
}

function compareNodes(live: ConfigNode | undefined, desired: ConfigNode | undefined, path: ConfigPath): Change[] {
  if (live === undefined) return [changeAt("added", path, live, desired)];
  if (desired === undefined) return [changeAt("removed", path, live, desired)];
  if (live.kind === "map" && desired.kind === "map") {
    const keys = new Set([...live.entries.keys(), ...desired.entries.keys()]);
    return [...keys].flatMap((key) => compareNodes(live.entries.get(key), desired.entries.get(key), [...path, key]));
  }
  if (live.kind === "list" && desired.kind === "list") {
    const length = Math.max(live.items.length, desired.items.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      compareNodes(live.items[index], desired.items[index], [...path, index]),
    );
  }
  if (live.kind === "scalar" && desired.kind === "scalar" && plainText(live) === plainText(desired)) return [];
  return [changeAt("changed", path, live, desired)];
}

function plainText(node: ConfigNode): string {
  if (node.kind !== "scalar") return "";
  return node.value instanceof Secret ? node.value.reveal() : String(node.value);
}

function changeAt(
  kind: Change["kind"],
  path: ConfigPath,
  live: ConfigNode | undefined,
  desired: ConfigNode | undefined,
): Change {
  const origin: Origin | undefined = desired?.origin;
  return {
    kind,
    path,
    ...(live === undefined ? {} : { live }),
    ...(desired === undefined ? {} : { desired }),
    ...(origin === undefined ? {} : { origin }),
  };
}
