import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readInput
} from "./chunk-557EQE4Q.mjs";
import "./chunk-GZY7D5EM.mjs";
import {
  writeResult
} from "./chunk-Q5BD4DR6.mjs";
import {
  encodeMachineConfig
} from "./chunk-CM24M5KP.mjs";
import "./chunk-AREFFBRE.mjs";
import "./chunk-BPYQYQUN.mjs";
import {
  showNotes
} from "./chunk-FDZHJZVP.mjs";
import {
  applyPatches,
  parsePatch,
  parseTalosVersion,
  readInstallImage
} from "./chunk-VXC4SSNT.mjs";
import {
  parseMachineConfig
} from "./chunk-4SIJH6KL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-6CDJRUNO.mjs";
import "./chunk-NPADCQAX.mjs";
import "./chunk-FV2JYCZB.mjs";
import "./chunk-HAA6DKQG.mjs";
import "./chunk-HS4HR5TX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-M7HFL2XE.mjs";

// src/cli/commands/patch.ts
async function run(call) {
  const { args, options, output, directory, signal } = call;
  const [path = "-"] = args;
  const base = parseMachineConfig(await readInput(path, directory, signal), { file: fileName(path) });
  const patches = [];
  for (const [index, patch] of options.list("patch").entries()) patches.push(await readPatch(patch, index, call));
  const { config, notes } = applyPatches(base, patches, { talosVersion: talosVersion(call, base) });
  showNotes(notes, output);
  const text = encodeMachineConfig(config, { secrets: "reveal" });
  await writeResult(call, { text, data: { config: text, notes }, secret: true });
  return 0;
}
async function readPatch(patch, index, { directory, signal }) {
  if (!patch.startsWith("@")) return parsePatch(patch, { file: `patch ${index + 1}` });
  const path = patch.slice(1);
  return parsePatch(await readInput(path, directory, signal), { file: fileName(path) });
}
function talosVersion({ options }, base) {
  const version = options.text("talosVersion") ?? installedVersion(base) ?? newestTalos;
  if (parseTalosVersion(version) !== void 0) return version;
  throw new UserError(`Cannot use ${JSON.stringify(version)} as a Talos version`, {
    code: "input_invalid",
    hint: "Give one such as v1.13.8."
  });
}
var newestTalos = "v1.14.0";
function installedVersion(base) {
  try {
    const tag = readInstallImage(base)?.tag;
    return tag === void 0 || parseTalosVersion(tag) === void 0 ? void 0 : tag;
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}
function fileName(path) {
  return path === "-" ? "stdin" : path;
}
export {
  run
};
