import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { UserError } from "../../errors.ts";

const run = promisify(execFile);
const maxBytes = 4 * 1024 * 1024;
const maxListBytes = 64 * 1024 * 1024;

/**
 * The files of a Git revision, read with the `git` program from the repository that `folder` lies in. Paths are relative
 * to `folder`, as those of a workspace are.
 *
 * @returns undefined when Git knows no such revision.
 * @throws UserError `input_invalid` when there is no Git repository or no `git`.
 */
export async function openRevision(folder: string, revision: string): Promise<RepositoryFiles | undefined> {
  const git = (args: readonly string[], limit: number, signal?: AbortSignal) => runGit(folder, args, limit, signal);
  const inside = await git(["rev-parse", "--show-prefix"], 4096);
  if (inside.kind === "failed") {
    throw new UserError(`Cannot read revision ${JSON.stringify(revision)}: ${folder} lies in no Git repository`, {
      code: "input_invalid",
      hint: "Give a folder instead, or a --root that Git knows.",
    });
  }
  const commit = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], 4096);
  if (commit.kind === "failed") return undefined;
  const sha = commit.text.trim();
  const prefix = inside.text.trim();
  return {
    revision: sha,
    read: async (path, { signal } = {}) => {
      const blob = await git(["cat-file", "blob", `${sha}:${prefix}${path}`], maxBytes, signal);
      return blob.kind === "failed" ? undefined : blob.text;
    },
    list: async (directory, { signal } = {}) => {
      const args = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha, "--", `${prefix}${directory}` || "."];
      const listed = await git(args, maxListBytes, signal);
      if (listed.kind === "failed") return [];
      const paths = listed.text.split("\0").filter((path) => path !== "" && path.startsWith(prefix));
      return paths.map((path) => path.slice(prefix.length)).sort();
    },
  };
}

type Answer = { readonly kind: "text"; readonly text: string } | { readonly kind: "failed" };

async function runGit(
  folder: string,
  args: readonly string[],
  maxBuffer: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    const { stdout } = await run("git", ["-C", folder, "--no-pager", ...args], {
      maxBuffer,
      ...(signal && { signal }),
    });
    return { kind: "text", text: stdout };
  } catch (error) {
    // git's own refusal has a numeric exit code; everything else is not an answer
    if (error instanceof Error && "code" in error && typeof error.code === "number") return { kind: "failed" };
    throw failure(error);
  }
}

function failure(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return new UserError("Cannot run git: it is not installed", { code: "input_invalid" });
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return new UserError(`Cannot read from Git: a file is larger than ${maxBytes} bytes`, { code: "input_invalid" });
  }
  return error;
}
