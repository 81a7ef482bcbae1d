import { stat } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { openWorkspace } from "../adapters/workspace/open-workspace.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { renderTemplate } from "../config/templates/render-template.ts";
import { readTemplateSettings } from "../config/templates/template-settings.ts";
import type { CommandCall } from "./command.ts";
import { findRoot, openRepository } from "./open-repository.ts";
import { inputError, readInput } from "./read-input.ts";
import { showNotes } from "./show-notes.ts";
import { readDefinitions, readEnvironment } from "./template-values.ts";

/** Renders a template that a person named, `-` for stdin, with what `--env` and `--define` give it. */
export async function renderFile(
  call: CommandCall,
  file: string,
  { strict }: { readonly strict: boolean },
): Promise<string> {
  const { files, path } = await openTemplate(call, file);
  const settings = await readTemplateSettings(files, { signal: call.signal });
  showNotes(settings.notes, call.output);
  const { text } = await renderTemplate(path, {
    files,
    environment: readEnvironment(call),
    definitions: readDefinitions(call),
    settings,
    // without the option the repository's own settings decide
    ...(strict && { strict }),
    signal: call.signal,
  });
  return text;
}

/** A template outside of the repository at hand is read from its own. */
async function openTemplate(call: CommandCall, file: string): Promise<{ files: RepositoryFiles; path: string }> {
  const repository = await openRepository(call);
  if (file === "-") return { files: await withStdin(call, repository.files), path: stdinName };
  const absolute = resolve(call.directory, file);
  await refuseNoFile(absolute, file);
  const path = pathBelow(repository.root, absolute);
  if (path !== undefined) return { files: repository.files, path };
  const root = await findRoot(dirname(absolute));
  return { files: await openWorkspace(root), path: pathBelow(root, absolute) ?? basename(absolute) };
}

/** A repository's files say of a folder, as of nothing, that there is no such file. */
async function refuseNoFile(absolute: string, file: string): Promise<void> {
  const found = await stat(absolute).catch((error: unknown) => {
    throw inputError(file, error);
  });
  if (found.isDirectory()) throw inputError(file, Object.assign(new Error(), { code: "EISDIR" }));
}

function pathBelow(root: string, file: string): string | undefined {
  const path = relative(root, file).split(sep).join("/");
  return path.startsWith("../") ? undefined : path;
}

const stdinName = "stdin";

async function withStdin({ directory, signal }: CommandCall, files: RepositoryFiles): Promise<RepositoryFiles> {
  const text = await readInput("-", directory, signal);
  return { ...files, read: async (path, options) => (path === stdinName ? text : files.read(path, options)) };
}
