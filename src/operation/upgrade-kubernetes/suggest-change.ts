/** What the repository says of Kubernetes' images in, the lines that have to say something else out. */
import type { Cluster } from "../../cluster/cluster.ts";
import { defaultSettingsPath } from "../../cluster/read-settings.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import type { Desired } from "../../config/desire-nodes.ts";
import type { MachineConfig } from "../../config/machine-config.ts";
import type { ConfigNode } from "../../config/tree/config-node.ts";
import { type Component, imageOf, imagePlace, versionOf } from "./components.ts";
import type { KubernetesPlan } from "./plan-kubernetes.ts";
import type { SuggestedChange } from "./suggested-change.ts";

export interface Repository {
  readonly cluster: Cluster;
  readonly files: RepositoryFiles;
  readonly desired: readonly Desired[];
  /** Renders another state of it: whether a change does what it should is found by trying it. */
  render(cluster: Cluster, files: RepositoryFiles): Promise<readonly Desired[]>;
}

/** A value of the repository that is not what the cluster will run. */
export interface OutdatedImage {
  readonly node: string;
  readonly component: Component;
  /** `cluster.apiServer.image` */
  readonly path: string;
  /** As rendered; undefined where the repository says nothing. */
  readonly before: string | undefined;
  readonly after: string;
  readonly file?: string;
  readonly line?: number;
}

export function outdatedImages({ to, nodes }: KubernetesPlan, desired: readonly Desired[]): readonly OutdatedImage[] {
  const configs = new Map(desired.map((one) => [one.name, one.kind === "built" ? one.desired.config : undefined]));
  return nodes.flatMap(({ intent: { node }, targets }) =>
    targets.flatMap(({ component, image }): readonly OutdatedImage[] => {
      const config: MachineConfig = configs.get(node.name) ?? { documents: [] };
      const { title, node: written } = imagePlace(config, component);
      if (versionOf(written?.text) === to) return [];
      const after = written === undefined ? image : imageOf(component, to, written.text);
      const { file, line } = written?.origin ?? {};
      return [
        {
          ...{ node: node.name, component, path: title, before: written?.text, after },
          ...(file !== undefined && { file }),
          ...(line !== undefined && { line }),
        },
      ];
    }),
  );
}

/** @returns undefined when the repository says it already */
export async function suggestChange(
  plan: KubernetesPlan,
  repository: Repository,
): Promise<SuggestedChange | undefined> {
  const outdated = outdatedImages(plan, repository.desired);
  if (outdated.length === 0) return undefined;
  const changes = await findChanges(plan.to, outdated, repository);
  const left = outdatedImages(plan, await tryChanges(plan.to, changes, outdated, repository));
  const values = new Map(left.map(({ path, after }) => [`${path} ${after}`, { path, value: after }]));
  return { changes, unplaced: [...values.values()] };
}

type Change = SuggestedChange["changes"][number];

async function findChanges(
  to: string,
  outdated: readonly OutdatedImage[],
  { files, desired }: Repository,
): Promise<readonly Change[]> {
  const texts = new Map<string, readonly string[]>();
  const linesOf = async (file: string) => {
    const lines = texts.get(file) ?? ((await files.read(file)) ?? "").split("\n");
    texts.set(file, lines);
    return lines;
  };
  const candidates = [...new Set([...desired.flatMap(filesOf), defaultSettingsPath])];
  const changes = new Map<string, Change>();
  const add = (file: string, line: number, before: string, old: string) => {
    const after = withVersion(before, old, to);
    if (after !== before) changes.set(`${file}:${line}`, { file, line, before, after });
  };
  for (const { file, line, before: value } of outdated) {
    const old = versionOf(value);
    if (file === undefined || line === undefined || old === undefined) continue;
    const written = (await linesOf(file))[line - 1] ?? "";
    if (withVersion(written, old, to) !== written) {
      add(file, line, written, old);
      continue;
    }
    const names = variablesIn(written);
    for (const candidate of candidates) {
      for (const [index, text] of (await linesOf(candidate)).entries()) {
        if (names.some((name) => hasWord(text, name))) add(candidate, index + 1, text, old);
      }
    }
  }
  return [...changes.values()].toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/** Files that had a part in a node's configuration. */
function filesOf(one: Desired): readonly string[] {
  if (one.kind === "failed") return [];
  const found = new Set<string>();
  const walk = (node: ConfigNode) => {
    if (node.origin !== undefined) found.add(node.origin.file);
    if (node.kind === "list") for (const item of node.items) walk(item);
    if (node.kind === "map") for (const item of node.entries.values()) walk(item);
  };
  for (const { root } of one.desired.config.documents) walk(root);
  return [...found];
}

/** `v1.34.1` and `1.34.1` where they stand for themselves; a digest belongs to the old image, and goes. */
function withVersion(text: string, old: string, to: string): string {
  const [from, next] = [old, to].map((version) => version.replace(/^v/, ""));
  const pattern = new RegExp(
    `(?<![\\d.])${(from ?? "").replaceAll(/[.+]/g, "\\$&")}(?![\\d]|\\.\\d)(@sha256:[0-9a-f]{64})?`,
    "g",
  );
  return text.replaceAll(pattern, next ?? "");
}

/** Names in the expressions of a template's line. */
function variablesIn(line: string): readonly string[] {
  return [...line.matchAll(/\{\{(.*?)\}\}/g)].flatMap(([, expression = ""]) =>
    [...expression.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name).filter((name) => name !== "ENV"),
  );
}

const hasWord = (text: string, word: string): boolean => new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text);

/** Settings are not read again, since only those of the default branch are trusted: their variables are changed alike. */
async function tryChanges(
  to: string,
  changes: readonly Change[],
  outdated: readonly OutdatedImage[],
  { cluster, files, render }: Repository,
): Promise<readonly Desired[]> {
  const changed: RepositoryFiles = {
    revision: files.revision,
    read: async (path, options) => {
      const text = await files.read(path, options);
      return text === undefined ? undefined : edit(text, changes, path);
    },
    list: (directory, options) => files.list(directory, options),
  };
  const settings = changes.filter(({ file }) => file === defaultSettingsPath);
  if (settings.length === 0) return render(cluster, changed);
  const old = new Set(outdated.flatMap(({ before }) => versionOf(before) ?? []));
  const replaceIn = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const isNamed = settings.some(({ before }) => hasWord(before, name));
        return [name, isNamed ? [...old].reduce((text, version) => withVersion(text, version, to), value) : value];
      }),
    );
  const { config, nodes } = cluster;
  return render(
    {
      ...cluster,
      config: { ...config, variables: replaceIn(config.variables), definitions: replaceIn(config.definitions) },
      nodes: nodes.map((node) => ({ ...node, variables: replaceIn(node.variables) })),
    },
    changed,
  );
}

function edit(text: string, changes: readonly Change[], path: string): string {
  const own = new Map(changes.filter(({ file }) => file === path).map(({ line, after }) => [line, after]));
  if (own.size === 0) return text;
  return text
    .split("\n")
    .map((line, index) => own.get(index + 1) ?? line)
    .join("\n");
}
