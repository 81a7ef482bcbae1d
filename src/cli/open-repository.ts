import { access } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { openWorkspace } from "../adapters/workspace/open-workspace.ts";
import { chooseCluster } from "../cluster/choose-cluster.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { defaultSettingsPath, readSettings } from "../cluster/read-settings.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { CommandCall } from "./command.ts";

export interface Repository {
  /** Absolute. */
  readonly root: string;
  readonly files: RepositoryFiles;
}

/** The folder of `--root`, else the one that `findRoot` finds from the current one. */
export async function openRepository(call: CommandCall): Promise<Repository> {
  const given = call.options.text("root");
  const root = given === undefined ? await findRoot(call.directory) : resolve(call.directory, given);
  return { root, files: await openWorkspace(root) };
}

/** The cluster that `--cluster` or the selectors name, by the settings of the repository. */
export async function openCluster(
  call: CommandCall,
  { root, files }: Repository,
  selectors: readonly string[],
): Promise<Cluster> {
  const settings = await readSettings(files, { path: settingsPath(call, root), signal: call.signal });
  const name = call.options.text("cluster");
  const cluster = chooseCluster(settings, { selectors, ...(name !== undefined && { name }) });
  const context = call.options.text("context");
  return context === undefined ? cluster : { ...cluster, context };
}

/** As a path below the root. */
export function settingsPath({ options }: CommandCall, root: string): string {
  const given = options.text("config") ?? defaultSettingsPath;
  return isAbsolute(given) ? relative(root, given).split(sep).join("/") : given;
}

/** The nearest folder upward that has settings, or else a Git repository, else the folder itself. */
export async function findRoot(directory: string): Promise<string> {
  return (await findUpward(directory, defaultSettingsPath)) ?? (await findUpward(directory, ".git")) ?? directory;
}

async function findUpward(directory: string, path: string): Promise<string | undefined> {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (await exists(join(folder, path))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
