import type { RepositoryFiles } from "../../src/cluster/repository-files.ts";

/** A repository held in memory: path → text. */
export function memoryFiles(texts: Readonly<Record<string, string>>, revision = "0".repeat(40)): RepositoryFiles {
  const paths = Object.keys(texts).sort();
  return {
    revision,
    read: async (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    list: async (directory) => paths.filter((path) => directory === "" || path.startsWith(`${directory}/`)),
  };
}
