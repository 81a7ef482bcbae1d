/** Settings of pinned commits: what a commit holds never changes, so it is read once. */
import type { GitHub } from "../../adapters/github/connect-github.ts";
import { openRepositoryFiles } from "../../adapters/github/repository-files.ts";
import type { Settings } from "../../cluster/cluster.ts";
import { readSettings } from "../../cluster/read-settings.ts";

export interface SettingsPlace {
  /** The default branch's commit: the settings come from there. */
  readonly sha: string;
  /** The commit in which nodes are found that the settings do not list: the pull request's head, unless it is a fork's. */
  readonly nodesSha: string;
  readonly path: string;
}

export interface SettingsCache {
  /** @throws UserError `settings_missing`, `settings_invalid`, `github_failed` */
  read(github: GitHub, place: SettingsPlace, options: { readonly signal: AbortSignal }): Promise<Settings>;
}

const defaultSize = 500;

/** Keeps the settings that were asked for last. */
export function createSettingsCache(size: number = defaultSize): SettingsCache {
  const kept = new Map<string, Settings>();
  const find = (key: string): Settings | undefined => {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    // A Map keeps the order in which keys came: the first is the one that was not asked for the longest.
    kept.delete(key);
    kept.set(key, found);
    return found;
  };
  return {
    async read(github, place, { signal }) {
      const { sha, nodesSha, path } = place;
      const { owner, repo } = github.at;
      const listed = JSON.stringify([owner, repo, sha, path]);
      const found = JSON.stringify([owner, repo, sha, path, nodesSha]);
      const known = find(listed) ?? find(found);
      if (known !== undefined) return known;
      const trusted = openRepositoryFiles(github, sha);
      const nodesFrom = nodesSha === sha ? trusted : openRepositoryFiles(github, nodesSha);
      const settings = await readSettings(trusted, { path, nodesFrom, signal });
      kept.set(settings.clusters.some(({ findsNodes }) => findsNodes) ? found : listed, settings);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
      return settings;
    },
  };
}
