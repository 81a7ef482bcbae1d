/** The entries of a commit's tree: in one request where GitHub gives all of them, folder by folder where it does not. */
import { UserError } from "../../errors.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

// Folders that are listed one by one before giving up: each is a request.
const maxFolders = 500;

export interface TreeEntry {
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink" | "submodule";
  readonly sha: string;
  readonly bytes: number;
}

export interface TreeListing {
  find(path: string): Promise<TreeEntry | undefined>;
  /** All entries below a directory, at any depth, sorted by path; `""` is the root. */
  below(directory: string): Promise<readonly TreeEntry[]>;
}

/** @throws UserError `github_failed` */
export async function listTree(
  github: GitHub,
  revision: string,
  signal: AbortSignal | undefined,
): Promise<TreeListing> {
  const whole = await readTree(github, revision, { recursive: true, signal });
  return whole.truncated ? walkFolders(github, revision, signal) : indexEntries(whole.entries);
}

interface TreeRead {
  readonly entries: readonly TreeEntry[];
  readonly truncated: boolean;
}

async function readTree(
  github: GitHub,
  sha: string,
  { recursive, signal }: { readonly recursive: boolean; readonly signal: AbortSignal | undefined },
): Promise<TreeRead> {
  const { data } = await attempt({ what: `list the files of ${sha.slice(0, 12)}`, needs: "contents: read" }, async () =>
    (await github.octokit()).rest.git.getTree({
      ...github.at,
      tree_sha: sha,
      ...(recursive && { recursive: "1" }),
      request: { ...(signal && { signal }) },
    }),
  );
  const entries = data.tree.map((entry) => ({
    path: entry.path,
    kind: entryKind(entry.mode),
    sha: entry.sha,
    bytes: entry.size ?? 0,
  }));
  return { entries, truncated: data.truncated };
}

/** Modes of git: 100644 and 100755 are files, 040000 a directory, 120000 a symbolic link, 160000 a submodule. */
function entryKind(mode: string): TreeEntry["kind"] {
  if (mode === "040000") return "directory";
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}

function indexEntries(entries: readonly TreeEntry[]): TreeListing {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    find: async (path) => byPath.get(path),
    below: async (directory) => sorted.filter(({ path }) => directory === "" || path.startsWith(`${directory}/`)),
  };
}

/** More than 100,000 entries: GitHub gives only some of them, so each folder that is asked for is listed alone. */
function walkFolders(github: GitHub, revision: string, signal: AbortSignal | undefined): TreeListing {
  const folders = new Map<string, Promise<readonly TreeEntry[]>>();
  const listFolder = (sha: string, prefix: string): Promise<readonly TreeEntry[]> => {
    const listed = folders.get(prefix) ?? readFolder(github, sha, prefix, signal);
    if (folders.size >= maxFolders) throw tooManyFolders(prefix);
    folders.set(prefix, listed);
    return listed;
  };
  const find = async (path: string): Promise<TreeEntry | undefined> => {
    const cut = path.lastIndexOf("/");
    const parent = cut < 0 ? undefined : await find(path.slice(0, cut));
    if (cut >= 0 && parent?.kind !== "directory") return undefined;
    const siblings = await listFolder(parent?.sha ?? revision, cut < 0 ? "" : path.slice(0, cut));
    return siblings.find((entry) => entry.path === path);
  };
  const below = async (directory: string): Promise<readonly TreeEntry[]> => {
    const folder = directory === "" ? undefined : await find(directory);
    if (directory !== "" && folder?.kind !== "directory") return [];
    const entries = await listFolder(folder?.sha ?? revision, directory);
    const deeper = entries.filter(({ kind }) => kind === "directory").map(({ path }) => below(path));
    return [...entries, ...(await Promise.all(deeper)).flat()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  };
  return { find, below };
}

async function readFolder(
  github: GitHub,
  sha: string,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  const { entries } = await readTree(github, sha, { recursive: false, signal });
  return entries.map((entry) => ({ ...entry, path: prefix === "" ? entry.path : `${prefix}/${entry.path}` }));
}

function tooManyFolders(folder: string): UserError {
  return new UserError(`Cannot list the files below ${folder}: the repository has too many folders`, {
    code: "config_invalid",
    hint: "Name the folders of the cluster's configuration in the settings, so that nothing else is listed.",
  });
}
