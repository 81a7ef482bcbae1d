/** A repository's files in, the settings that describe its layout out: for `init`, which writes them for a person to read. */

import { UserError } from "../errors.ts";
import type { Role } from "./cluster.ts";
import { compareNames } from "./compare-names.ts";
import { findLayouts, type Layout } from "./find-layouts.ts";
import type { RepositoryFiles } from "./repository-files.ts";
import { findTemplateNames } from "./template-names.ts";

export interface DetectedNode {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A name that the templates use and that only a person can give a value. */
export interface OpenName {
  readonly name: string;
  readonly file: string;
}

export interface DetectedCluster {
  readonly name: string;
  readonly base: string;
  readonly patches: readonly string[];
  readonly roleNames: Readonly<Record<Role, string>>;
  readonly schematic?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly openVariables: readonly OpenName[];
  readonly definitions: Readonly<Record<string, string>>;
  readonly openDefinitions: readonly OpenName[];
  readonly nodes: readonly DetectedNode[];
  /** Schemes of the secret references in use: `ak`, `op` … */
  readonly secretSchemes: readonly string[];
}

/**
 * Finds every folder that holds a base template, patches per node, and perhaps layers per role and a schematic.
 *
 * @throws UserError `layout_unknown` saying what was looked for.
 */
export async function detectLayout(
  files: RepositoryFiles,
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly DetectedCluster[]> {
  const paths = (await files.list("", options)).filter((path) => !/(^|\/)\./.test(path));
  const layouts = findLayouts(paths);
  if (layouts.length === 0) throw unknownLayout(paths);
  const clusters: DetectedCluster[] = [];
  for (const layout of layouts) {
    const detected = await describe(layout, files, options);
    const taken = clusters.some((cluster) => cluster.name === detected.name);
    clusters.push(taken ? { ...detected, name: lastFolder(layout.folder) } : detected);
  }
  return clusters;
}

async function describe(
  layout: Layout,
  files: RepositoryFiles,
  options: { readonly signal?: AbortSignal },
): Promise<DetectedCluster> {
  const texts = new Map<string, string>();
  for (const path of layout.templates) texts.set(path, (await files.read(path, options)) ?? "");
  const names = findTemplateNames(texts);
  const nvidia = [...names.environment.keys()].filter((name) => /nvidia/i.test(name));
  const variables = known(names.environment, knownVariables);
  const definitions = known(names.definitions, knownDefinitions);
  return {
    name: clusterName(texts.get(layout.base) ?? ""),
    base: layout.base,
    patches: layout.patches,
    roleNames: layout.roleNames,
    ...(layout.schematic !== undefined && { schematic: layout.schematic }),
    variables,
    openVariables: open(names.environment, [...Object.keys(variables), ...nvidia]),
    definitions,
    openDefinitions: open(names.definitions, Object.keys(definitions)),
    nodes: [...layout.nodes]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([name, path]) => ({
        name,
        variables: Object.fromEntries(
          /nvidia/i.test(texts.get(path) ?? "") ? nvidia.map((variable) => [variable, "true"]) : [],
        ),
      })),
    secretSchemes: secretSchemes(texts),
  };
}

/** What names in use in public repositories stand for. */
const isControlPlane = "{{ 'true' if node.role == 'controlplane' else '' }}";
const isWorker = "{{ 'true' if node.role == 'worker' else '' }}";
const knownVariables: readonly (readonly [RegExp, string])[] = [
  [/^(IS_)?(CONTROLLER|CONTROLPLANE|CONTROL_PLANE)$/, isControlPlane],
  [/^(IS_)?WORKER$/, isWorker],
  [/^(TALOS_)?SCHEMATIC(_ID)?$/, "{{ node.schematic }}"],
  [/^(NODE|NODE_NAME|NODENAME|HOSTNAME)$/, "{{ node.name }}"],
  [/^(NODE_IP|NODE_ADDRESS)$/, "{{ node.address }}"],
  [/^(NODE_ROLE|ROLE|MACHINE_TYPE)$/, "{{ node.role }}"],
];
const knownDefinitions = knownVariables.map(([pattern, value]) => [new RegExp(pattern.source, "i"), value] as const);

function known(
  names: ReadonlyMap<string, string>,
  values: readonly (readonly [RegExp, string])[],
): Readonly<Record<string, string>> {
  const found = [...names.keys()].flatMap((name) => {
    const value = values.find(([pattern]) => pattern.test(name))?.[1];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function open(names: ReadonlyMap<string, string>, settled: readonly string[]): readonly OpenName[] {
  return [...names].filter(([name]) => !settled.includes(name)).map(([name, file]) => ({ name, file }));
}

function clusterName(base: string): string {
  return /^\s+clusterName:\s*["']?([A-Za-z0-9][A-Za-z0-9-]*)["']?\s*$/m.exec(base)?.[1] ?? "main";
}

function secretSchemes(texts: ReadonlyMap<string, string>): readonly string[] {
  const schemes = [...texts.values()].flatMap((text) => [...text.matchAll(/\b(ak|op|file|env):\/\/[A-Za-z0-9]/g)]);
  return [...new Set(schemes.map((match) => match[1] ?? ""))].sort();
}

function lastFolder(folder: string): string {
  return folder.split("/").filter(Boolean).at(-1) ?? "main";
}

/** Files that tell of a tool whose input is not Jinja templates. */
const otherTools: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)talconfig\.ya?ml$/, "talhelper"],
  [/(^|\/)topf\.ya?ml$/, "topf"],
  [/(^|\/)talstomization\.ya?ml$/, "talstomize"],
];

function unknownLayout(paths: readonly string[]): UserError {
  const other = otherTools.flatMap(([pattern, tool]) => {
    const path = paths.find((candidate) => pattern.test(candidate));
    return path === undefined ? [] : [`${path} is for ${tool}, whose files are not read.`];
  });
  const hint = "Write .github/talos-chatops.yaml by hand: docs/settings.md has a file to start from.";
  return new UserError(
    "Cannot tell the layout: no folder has machineconfig.yaml.j2 or cluster.yaml.j2 (or .yaml) with a patch per node beside it, as nodes/<node>, nodes/<role>/<node> or <role>/<node>",
    { code: "layout_unknown", hint: [...other, hint].join(" ") },
  );
}
