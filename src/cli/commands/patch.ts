import { encodeMachineConfig } from "../../config/encode-machine-config.ts";
import { readInstallImage } from "../../config/install-image.ts";
import type { MachineConfig } from "../../config/machine-config.ts";
import { applyPatches } from "../../config/merge/apply-patches.ts";
import type { ConfigPatch } from "../../config/merge/config-patch.ts";
import { parsePatch } from "../../config/merge/parse-patch.ts";
import { parseMachineConfig } from "../../config/parse-machine-config.ts";
import { parseTalosVersion } from "../../config/talos-version.ts";
import { UserError } from "../../errors.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { readInput } from "../read-input.ts";
import { showNotes } from "../show-notes.ts";
import { writeResult } from "../write-result.ts";

/** The base's own secrets are in the result, as they are in its input: this is for files, not for logs. */
export async function run(call: CommandCall): Promise<ExitCode> {
  const { args, options, output, directory, signal } = call;
  const [path = "-"] = args;
  const base = parseMachineConfig(await readInput(path, directory, signal), { file: fileName(path) });
  const patches: ConfigPatch[] = [];
  for (const [index, patch] of options.list("patch").entries()) patches.push(await readPatch(patch, index, call));
  const { config, notes } = applyPatches(base, patches, { talosVersion: talosVersion(call, base) });
  showNotes(notes, output);
  const text = encodeMachineConfig(config, { secrets: "reveal" });
  await writeResult(call, { text, data: { config: text, notes }, secret: true });
  return 0;
}

/** `@file` is read, anything else is the patch itself. */
async function readPatch(patch: string, index: number, { directory, signal }: CommandCall): Promise<ConfigPatch> {
  if (!patch.startsWith("@")) return parsePatch(patch, { file: `patch ${index + 1}` });
  const path = patch.slice(1);
  return parsePatch(await readInput(path, directory, signal), { file: fileName(path) });
}

/** `--talos-version`, else that of the base's install image, else the newest. */
function talosVersion({ options }: CommandCall, base: MachineConfig): string {
  const version = options.text("talosVersion") ?? installedVersion(base) ?? newestTalos;
  if (parseTalosVersion(version) !== undefined) return version;
  throw new UserError(`Cannot use ${JSON.stringify(version)} as a Talos version`, {
    code: "input_invalid",
    hint: "Give one such as v1.13.8.",
  });
}

const newestTalos = "v1.14.0";

/** A base need not be a whole config: an image that is none yet says nothing of the version. */
function installedVersion(base: MachineConfig): string | undefined {
  try {
    const tag = readInstallImage(base)?.tag;
    return tag === undefined || parseTalosVersion(tag) === undefined ? undefined : tag;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function fileName(path: string): string {
  return path === "-" ? "stdin" : path;
}
