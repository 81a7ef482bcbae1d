import type { ConfigSources, NodeEntry, PatchLayer, Role } from "./cluster.ts";
import { compareNames } from "./compare-names.ts";
import type { RepositoryFiles } from "./repository-files.ts";

/** A node found in two folders, which is one too many. */
export interface AmbiguousNode {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface DiscoveredNodes {
  /** Sorted by name; numbers in names count as numbers. */
  readonly nodes: readonly NodeEntry[];
  readonly ambiguous: readonly AmbiguousNode[];
}

/** Finds a node for each file that matches a patch path with `{node}`; a `{role}` in the path tells its role. */
export async function discoverNodes(
  config: ConfigSources,
  files: RepositoryFiles,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DiscoveredNodes> {
  const found = new Map<string, { entry: NodeEntry; path: string; layer: PatchLayer }>();
  const ambiguous = new Map<string, Set<string>>();
  for (const layer of config.patches.filter((patch) => patch.path.includes("{node}"))) {
    const match = pathMatcher(layer.path, config);
    for (const path of await files.list(fixedFolder(layer.path), options)) {
      const entry = match(path);
      if (entry === undefined) continue;
      const before = found.get(entry.name);
      if (before !== undefined && before.layer === layer) {
        ambiguous.set(entry.name, (ambiguous.get(entry.name) ?? new Set([before.path])).add(path));
      }
      if (before === undefined || before.entry.role === undefined) found.set(entry.name, { entry, path, layer });
    }
  }
  return {
    nodes: [...found.values()].map(({ entry }) => entry).sort((a, b) => compareNames(a.name, b.name)),
    ambiguous: [...ambiguous].map(([name, paths]) => ({ name, paths: [...paths] })),
  };
}

/** The part of a path before its first placeholder, up to a whole folder: that much need not be searched. */
function fixedFolder(path: string): string {
  const fixed = path.slice(0, path.indexOf("{"));
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
}

function pathMatcher(path: string, config: ConfigSources): (path: string) => NodeEntry | undefined {
  const pattern = pathPattern(path, config);
  const isSchematic = config.schematic === undefined ? undefined : pathPattern(config.schematic, config);
  const others = new Set([config.base, ...config.patches.map((patch) => patch.path)]);
  return (candidate) => {
    const groups = pattern.exec(candidate)?.groups;
    const name = groups?.["node"];
    if (name === undefined || others.has(candidate) || isSchematic?.test(candidate)) return undefined;
    if (/(^|\.)schematic$/.test(name)) return undefined;
    const role = roleNamed(groups?.["role"], config);
    return { name, ...(role !== undefined && { role }), variables: {} };
  };
}

function pathPattern(path: string, config: ConfigSources): RegExp {
  const roles = Object.values(config.roleNames).map(escapeRegExp).join("|");
  let seenNode = false;
  let seenRole = false;
  const source = path.split(/(\{node\}|\{role\})/).map((part) => {
    if (part === "{node}") {
      const group = seenNode ? "\\k<node>" : "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)";
      seenNode = true;
      return group;
    }
    if (part === "{role}") {
      const group = seenRole ? "\\k<role>" : `(?<role>${roles})`;
      seenRole = true;
      return group;
    }
    return escapeRegExp(part);
  });
  return new RegExp(`^${source.join("")}$`);
}

function roleNamed(text: string | undefined, config: ConfigSources): Role | undefined {
  if (text === undefined) return undefined;
  return text === config.roleNames.controlplane ? "controlplane" : "worker";
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
