import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_child_process
} from "./chunk-FFUMUOPK.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/workspace/open-revision.ts
var import_node_child_process = __toESM(require_node_child_process(), 1);
var import_node_util = __toESM(require_node_util(), 1);
var run = (0, import_node_util.promisify)(import_node_child_process.execFile);
var maxBytes = 4 * 1024 * 1024;
var maxListBytes = 64 * 1024 * 1024;
async function openRevision(folder, revision) {
  const git = (args, limit, signal) => runGit(folder, args, limit, signal);
  const inside = await git(["rev-parse", "--show-prefix"], 4096);
  if (inside.kind === "failed") {
    throw new UserError(`Cannot read revision ${JSON.stringify(revision)}: ${folder} lies in no Git repository`, {
      code: "input_invalid",
      hint: "Give a folder instead, or a --root that Git knows."
    });
  }
  const commit = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], 4096);
  if (commit.kind === "failed") return void 0;
  const sha = commit.text.trim();
  const prefix = inside.text.trim();
  return {
    revision: sha,
    read: async (path, { signal } = {}) => {
      const blob = await git(["cat-file", "blob", `${sha}:${prefix}${path}`], maxBytes, signal);
      return blob.kind === "failed" ? void 0 : blob.text;
    },
    list: async (directory, { signal } = {}) => {
      const args = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha, "--", `${prefix}${directory}` || "."];
      const listed = await git(args, maxListBytes, signal);
      if (listed.kind === "failed") return [];
      const paths = listed.text.split("\0").filter((path) => path !== "" && path.startsWith(prefix));
      return paths.map((path) => path.slice(prefix.length)).sort();
    }
  };
}
async function runGit(folder, args, maxBuffer, signal) {
  try {
    const { stdout } = await run("git", ["-C", folder, "--no-pager", ...args], {
      maxBuffer,
      ...signal && { signal }
    });
    return { kind: "text", text: stdout };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "number") return { kind: "failed" };
    throw failure(error);
  }
}
function failure(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ENOENT") return new UserError("Cannot run git: it is not installed", { code: "input_invalid" });
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return new UserError(`Cannot read from Git: a file is larger than ${maxBytes} bytes`, { code: "input_invalid" });
  }
  return error;
}

export {
  openRevision
};
