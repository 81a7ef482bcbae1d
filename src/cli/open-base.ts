import { stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { openRevision } from "../adapters/workspace/open-revision.ts";
import { openWorkspace } from "../adapters/workspace/open-workspace.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { UserError } from "../errors.ts";
import type { CommandCall } from "./command.ts";
import type { Repository } from "./open-repository.ts";

/** What `--base` or `--offline` names to compare with; undefined when neither is given. */
export async function openBase(call: CommandCall, { root }: Repository): Promise<RepositoryFiles | undefined> {
  const given = call.options.text("base") ?? (call.options.flag("offline") ? "HEAD" : undefined);
  if (given === undefined) return undefined;
  const folder = resolve(call.directory, given);
  const isFolder = await isDirectory(folder);
  // a branch and a folder may have one name: a path that looks like one is a folder, anything else a revision first
  if (isFolder && (isAbsolute(given) || given.startsWith("."))) return openWorkspace(folder);
  const revision = await openRevision(root, given).catch((error: unknown) => {
    if (isFolder && error instanceof UserError) return undefined;
    throw error;
  });
  if (revision !== undefined) return revision;
  if (isFolder) return openWorkspace(folder);
  throw new UserError(`Cannot compare with ${JSON.stringify(given)}: it is neither a Git revision nor a folder`, {
    code: "input_invalid",
    hint: "In a shallow clone, fetch the revision first.",
  });
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
