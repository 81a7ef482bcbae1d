import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Head {
  readonly commit: string;
  /** Files below the folder differ from it, or are not in it. */
  readonly isChanged: boolean;
}

/** The commit that a folder's working tree is based on; undefined outside of Git, before the first commit and without `git`. */
export async function readHead(folder: string): Promise<Head | undefined> {
  try {
    const git = async (...args: readonly string[]) => {
      // no lock is taken: somebody may be working in this tree
      const { stdout } = await run("git", ["--no-optional-locks", "-C", folder, ...args], {
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout.trim();
    };
    const commit = await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return { commit, isChanged: (await git("status", "--porcelain", "--", ".")) !== "" };
  } catch {
    return undefined;
  }
}
