import type { Role } from "./cluster.ts";
import type { DetectedCluster, OpenName } from "./detect-layout.ts";

/** A node as it is to be listed; `comment` follows it on its line. */
export interface ListedNode {
  readonly name: string;
  readonly role?: Role;
  readonly address?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export interface ListedCluster {
  readonly cluster: DetectedCluster;
  /** Left out: the nodes are found from their files. */
  readonly nodes?: readonly ListedNode[];
}

/** Writes a settings file for a person to read and correct. */
export function formatSettings(clusters: readonly ListedCluster[]): string {
  const lines = [
    "# Written by talos-chatops init from the layout that it found: read it through once.",
    "clusters:",
    ...clusters.flatMap(({ cluster, nodes }) => indent(clusterLines(cluster, nodes))),
  ];
  return `${lines.join("\n")}\n`;
}

function clusterLines(cluster: DetectedCluster, nodes: readonly ListedNode[] | undefined): readonly string[] {
  return [
    `${cluster.name}:`,
    ...indent([
      `environment: talos-${cluster.name} # the GitHub environment that guards writes`,
      "config:",
      ...indent(configLines(cluster)),
      ...nodeLines(nodes),
      ...secretLines(cluster.secretSchemes),
    ]),
  ];
}

function configLines(cluster: DetectedCluster): readonly string[] {
  return [
    `base: ${scalar(cluster.base)}`,
    "patches:",
    ...cluster.patches.map((path) => `  - ${scalar(path)}`),
    ...(cluster.schematic === undefined ? [] : [`schematic: ${scalar(cluster.schematic)}`]),
    ...roleNameLines(cluster),
    ...nameLines("variables", "what templates see as ENV", cluster.variables, cluster.openVariables),
    ...nameLines("definitions", "names that templates see", cluster.definitions, cluster.openDefinitions),
  ];
}

function roleNameLines({ roleNames, patches, schematic }: DetectedCluster): readonly string[] {
  const isUsed = [...patches, schematic ?? ""].some((path) => path.includes("{role}"));
  const unusual = Object.entries(roleNames).filter(([role, name]) => role !== name);
  if (!isUsed || unusual.length === 0) return [];
  return [`roleNames: { ${unusual.map(([role, name]) => `${role}: ${scalar(name)}`).join(", ")} }`];
}

function nameLines(
  key: string,
  comment: string,
  values: Readonly<Record<string, string>>,
  open: readonly OpenName[],
): readonly string[] {
  if (Object.keys(values).length === 0 && open.length === 0) return [];
  return [
    `${key}: # ${comment}`,
    ...Object.entries(values).map(([name, value]) => `  ${scalar(name)}: ${JSON.stringify(value)}`),
    ...open.map(({ name, file }) => `  ${scalar(name)}: "" # TODO: ${file} uses it`),
  ];
}

function nodeLines(nodes: readonly ListedNode[] | undefined): readonly string[] {
  if (nodes === undefined) return ["# The nodes are found from the files that match {node}."];
  return ["nodes:", ...indent(nodes.map(nodeLine))];
}

function nodeLine({ name, role, address, variables, comment }: ListedNode): string {
  const given = Object.entries(variables).map(([key, value]) => `${scalar(key)}: ${JSON.stringify(value)}`);
  const fields = [
    ...(address === undefined ? [] : [`address: ${scalar(address)}`]),
    ...(role === undefined ? [] : [`role: ${role}`]),
    ...(given.length === 0 ? [] : [`variables: { ${given.join(", ")} }`]),
  ];
  const value = fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  return `${scalar(name)}: ${value}${comment === undefined ? "" : ` # ${comment}`}`;
}

function secretLines(schemes: readonly string[]): readonly string[] {
  const lines = schemes.flatMap((scheme) => secretStores[scheme] ?? []);
  return lines.length === 0 ? [] : ["secrets:", ...indent(lines)];
}

const secretStores: Readonly<Record<string, readonly string[]>> = {
  ak: ["akeyless: { gateway: https://api.akeyless.io }"],
  op: ["commands:", "  op: [op, inject] # or onepassword: { host: <address of 1Password Connect> }"],
  file: ['file: { directory: "" } # TODO: the folder that holds the secrets'],
};

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** Plain where YAML surely reads it as the same text. */
function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
