import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readInput
} from "./chunk-PLUK7HP4.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  writeResult
} from "./chunk-6DDSJSJA.mjs";
import "./chunk-MUJBXEMV.mjs";
import {
  showNotes
} from "./chunk-T3PXXT5C.mjs";
import {
  encodeMachineConfig
} from "./chunk-S5LSDLKO.mjs";
import {
  applyPatches,
  parsePatch,
  parseTalosVersion,
  readInstallImage
} from "./chunk-GMBXHOJS.mjs";
import "./chunk-3GNTJJF6.mjs";
import {
  parseMachineConfig
} from "./chunk-WQCB6VHB.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

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
