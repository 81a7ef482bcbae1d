import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inputError,
  readInput
} from "./chunk-PLUK7HP4.mjs";
import {
  showNotes
} from "./chunk-T3PXXT5C.mjs";
import {
  findRoot,
  openRepository,
  openWorkspace,
  readTemplateSettings,
  renderTemplate
} from "./chunk-XDIK34DW.mjs";
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/cli/render-file.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);

// src/cli/template-values.ts
function readEnvironment({ options, environment }) {
  const pairs = options.list("env").map((given) => {
    const [name, value] = split(given, "--env", "NAME=value");
    return [name, value ?? environment[name] ?? missing(name)];
  });
  return Object.fromEntries(pairs);
}
function readDefinitions({ options }) {
  const pairs = options.list("define").map((given) => {
    const [name, value] = split(given, "--define", "name=value");
    return [name, value ?? unusable(given, "--define", "name=value")];
  });
  return Object.fromEntries(pairs);
}
function split(given, option, form) {
  const place = given.indexOf("=");
  const name = place === -1 ? given : given.slice(0, place);
  if (name === "") return unusable(given, option, form);
  return [name, place === -1 ? void 0 : given.slice(place + 1)];
}
function unusable(given, option, form) {
  throw new UserError(`Cannot use ${option} ${JSON.stringify(given)}`, {
    code: "input_invalid",
    hint: `Write it as ${form}.`
  });
}
function missing(name) {
  throw new UserError(`Cannot take ${name} from the environment: it is not set`, {
    code: "input_invalid",
    hint: `Give it a value: --env ${name}=value.`
  });
}

// src/cli/render-file.ts
async function renderFile(call, file, { strict }) {
  const { files, path } = await openTemplate(call, file);
  const settings = await readTemplateSettings(files, { signal: call.signal });
  showNotes(settings.notes, call.output);
  const { text } = await renderTemplate(path, {
    files,
    environment: readEnvironment(call),
    definitions: readDefinitions(call),
    settings,
    // without the option the repository's own settings decide
    ...strict && { strict },
    signal: call.signal
  });
  return text;
}
async function openTemplate(call, file) {
  const repository = await openRepository(call);
  if (file === "-") return { files: await withStdin(call, repository.files), path: stdinName };
  const absolute = (0, import_node_path.resolve)(call.directory, file);
  await refuseNoFile(absolute, file);
  const path = pathBelow(repository.root, absolute);
  if (path !== void 0) return { files: repository.files, path };
  const root = await findRoot((0, import_node_path.dirname)(absolute));
  return { files: await openWorkspace(root), path: pathBelow(root, absolute) ?? (0, import_node_path.basename)(absolute) };
}
async function refuseNoFile(absolute, file) {
  const found = await (0, import_promises.stat)(absolute).catch((error) => {
    throw inputError(file, error);
  });
  if (found.isDirectory()) throw inputError(file, Object.assign(new Error(), { code: "EISDIR" }));
}
function pathBelow(root, file) {
  const path = (0, import_node_path.relative)(root, file).split(import_node_path.sep).join("/");
  return path.startsWith("../") ? void 0 : path;
}
var stdinName = "stdin";
async function withStdin({ directory, signal }, files) {
  const text = await readInput("-", directory, signal);
  return { ...files, read: async (path, options) => path === stdinName ? text : files.read(path, options) };
}

export {
  renderFile
};
