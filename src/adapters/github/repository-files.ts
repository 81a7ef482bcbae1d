/** The files of one pinned commit, read through the API: no checkout, so nothing of a pull request is ever executed. */
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { UserError } from "../../errors.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";
import { listTree, type TreeEntry } from "./list-tree.ts";

export interface FileLimits {
  /** Of one file. */
  readonly maxBytes: number;
  /** Files read of one revision. */
  readonly maxFiles: number;
}

const defaultLimits: FileLimits = { maxBytes: 1024 * 1024, maxFiles: 2000 };

/** Contents by object id: two commits of one repository share most of them. */
const blobs = new WeakMap<GitHub, Map<string, Promise<string>>>();

/**
 * Opens the tree of a commit. Each file is fetched at most once, by its object id.
 *
 * Reading throws UserError `file_missing` for what is no plain file (symbolic link, submodule), `config_invalid` for one
 * that is too large or no UTF-8, `github_failed` when the API fails.
 */
export function openRepositoryFiles(
  github: GitHub,
  revision: string,
  limits: FileLimits = defaultLimits,
): RepositoryFiles {
  const texts = blobs.get(github) ?? new Map<string, Promise<string>>();
  blobs.set(github, texts);
  const asked = new Set<string>();
  let tree: ReturnType<typeof listTree> | undefined;
  const entries = (signal: AbortSignal | undefined) => {
    tree ??= listTree(github, revision, signal);
    // A failed listing may be asked for again.
    tree.catch(() => (tree = undefined));
    return tree;
  };
  return {
    revision,
    async read(path, { signal } = {}) {
      const entry = await (await entries(signal)).find(path);
      if (entry === undefined || entry.kind === "directory") return undefined;
      refuseOddFile(path, entry, limits);
      if (asked.add(entry.sha).size > limits.maxFiles) throw tooMany(limits);
      const text = texts.get(entry.sha) ?? readBlob(github, path, entry.sha, signal);
      texts.set(entry.sha, text);
      text.catch(() => texts.delete(entry.sha));
      return text;
    },
    async list(directory, { signal } = {}) {
      const files = await (await entries(signal)).below(directory);
      return files.filter(({ kind }) => kind === "file").map(({ path }) => path);
    },
  };
}

function refuseOddFile(path: string, entry: TreeEntry, { maxBytes }: FileLimits): void {
  if (entry.kind === "symlink" || entry.kind === "submodule") {
    throw new UserError(`Cannot read ${path}: it is a ${entry.kind === "symlink" ? "symbolic link" : "submodule"}`, {
      code: "file_missing",
      location: { file: path },
      hint: "Only plain files of the repository itself are read. Put the file's content there.",
    });
  }
  if (entry.bytes > maxBytes) {
    throw new UserError(`Cannot read ${path}: it has ${entry.bytes} bytes, more than ${maxBytes}`, {
      code: "config_invalid",
      location: { file: path },
      hint: "Split the file, or move what is no configuration out of it.",
    });
  }
}

function tooMany({ maxFiles }: FileLimits): UserError {
  return new UserError(`Cannot read the repository: more than ${maxFiles} files are asked for`, {
    code: "config_invalid",
    hint: "Narrow the patterns in the settings.",
  });
}

async function readBlob(github: GitHub, path: string, sha: string, signal: AbortSignal | undefined): Promise<string> {
  const { data } = await attempt({ what: `read ${path}`, needs: "contents: read" }, async () =>
    (await github.octokit()).rest.git.getBlob({ ...github.at, file_sha: sha, request: { ...(signal && { signal }) } }),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(data.content, "base64"));
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: it is not UTF-8 text`, {
      code: "config_invalid",
      location: { file: path },
      cause,
    });
  }
}
