import type { Role } from "./cluster.ts";

/** Where a folder keeps the templates of one cluster. */
export interface Layout {
  /** With a trailing `/`, or empty for the root. */
  readonly folder: string;
  readonly base: string;
  /** Patch paths with `{node}` and `{role}`, in order. */
  readonly patches: readonly string[];
  readonly roleNames: Readonly<Record<Role, string>>;
  readonly schematic?: string;
  /** Node name → its patch. */
  readonly nodes: ReadonlyMap<string, string>;
  /** All templates of the layout. */
  readonly templates: readonly string[];
}

const baseNames = ["machineconfig", "cluster"];
const endings = ["yaml.j2", "yml.j2", "yaml", "yml"];
const usualRoleNames: Readonly<Record<Role, readonly string[]>> = {
  controlplane: ["controlplane", "control-plane", "controlplanes", "controllers"],
  worker: ["worker", "workers"],
};

/** Finds every folder with a base template and a patch per node beside it. */
export function findLayouts(paths: readonly string[]): readonly Layout[] {
  return findBases(paths).flatMap((base) => layoutAround(base, paths) ?? []);
}

interface Base {
  readonly folder: string;
  readonly path: string;
  readonly ending: string;
}

/** One base per folder: the likeliest name that it has. */
function findBases(paths: readonly string[]): readonly Base[] {
  const candidates = baseNames.flatMap((name) =>
    endings.flatMap((ending) =>
      paths
        .filter((path) => path === `${name}.${ending}` || path.endsWith(`/${name}.${ending}`))
        .map((path) => ({ folder: path.slice(0, -`${name}.${ending}`.length), path, ending })),
    ),
  );
  const bases = [...Map.groupBy(candidates, (base) => base.folder).values()].flatMap(([likeliest]) => likeliest ?? []);
  return bases.sort((a, b) => a.path.localeCompare(b.path));
}

function layoutAround({ folder, path: base, ending }: Base, paths: readonly string[]): Layout | undefined {
  const roleNames = {
    controlplane: findRoleName("controlplane", folder, ending, paths),
    worker: findRoleName("worker", folder, ending, paths),
  };
  const perNode = findNodePatches(folder, ending, roleNames, paths);
  if (perNode === undefined) return undefined;
  const perRole = Object.values(roleNames)
    .map((name) => `${folder}${name}.${ending}`)
    .filter((path) => paths.includes(path));
  const rolePattern = `${folder}{role}.${ending}${perRole.length === 1 ? "?" : ""}`;
  const schematic = findSchematic(folder, ending, perNode.pattern, paths);
  return {
    folder,
    base,
    patches: [...(perRole.length > 0 ? [rolePattern] : []), perNode.pattern],
    roleNames,
    ...(schematic !== undefined && { schematic: schematic.pattern }),
    nodes: perNode.nodes,
    templates: [base, ...perRole, ...perNode.nodes.values(), ...(schematic?.files ?? [])],
  };
}

function findRoleName(role: Role, folder: string, ending: string, paths: readonly string[]): string {
  const isUsed = (name: string) => {
    const places = [`${folder}${name}.${ending}`, `${folder}${name}/`, `${folder}nodes/${name}/`];
    return paths.some((path) => places.some((place) => path.startsWith(place)));
  };
  return usualRoleNames[role].find(isUsed) ?? role;
}

interface NodePatches {
  readonly pattern: string;
  readonly nodes: ReadonlyMap<string, string>;
}

/** Patches per node where they may lie, the likeliest place first. */
function findNodePatches(
  folder: string,
  ending: string,
  roleNames: Layout["roleNames"],
  paths: readonly string[],
): NodePatches | undefined {
  const places = [`${folder}nodes/{node}`, `${folder}nodes/{role}/{node}`, `${folder}{role}/{node}`];
  const patterns = places.flatMap((place) => [ending, ...endings].map((candidate) => `${place}.${candidate}`));
  for (const pattern of patterns) {
    const expression = patternOf(pattern, roleNames);
    const matches = paths.flatMap((path) => {
      const name = expression.exec(path)?.groups?.["node"];
      return name === undefined || /(^|\.)schematic$/.test(name) ? [] : [[name, path] as const];
    });
    if (matches.length > 0) return { pattern, nodes: new Map(matches) };
  }
  return undefined;
}

function findSchematic(folder: string, ending: string, nodePattern: string, paths: readonly string[]) {
  const nodeFolder = nodePattern.slice(0, nodePattern.lastIndexOf("/") + 1);
  const places = [`${folder}schematic`, `${nodeFolder}schematic`, `${nodeFolder}{node}.schematic`];
  for (const pattern of places.map((place) => `${place}.${ending}`)) {
    const expression = patternOf(pattern);
    const files = paths.filter((path) => expression.test(path));
    if (files.length > 0) return { pattern, files };
  }
  return undefined;
}

function patternOf(path: string, roleNames?: Layout["roleNames"]): RegExp {
  const roles = roleNames === undefined ? "[^/]+" : Object.values(roleNames).join("|");
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{node}", "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)")
    .replace("{role}", `(?:${roles})`);
  return new RegExp(`^${source}$`);
}
