import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderTerminal
} from "./chunk-3PW5X7CU.mjs";
import "./chunk-Y7HDC6WI.mjs";
import {
  openRevision
} from "./chunk-3XUJSGAV.mjs";
import {
  planChanges,
  resultJson
} from "./chunk-EWQ63OKD.mjs";
import "./chunk-CGAG4KJM.mjs";
import "./chunk-24MUTCWT.mjs";
import "./chunk-H2VVC5AP.mjs";
import {
  progressLine
} from "./chunk-JTL3MS7Z.mjs";
import "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-3GNTJJF6.mjs";
import "./chunk-WQCB6VHB.mjs";
import "./chunk-ENJT34GX.mjs";
import {
  openAccess,
  openFactory
} from "./chunk-J2TA3IMP.mjs";
import "./chunk-V7XVEVV4.mjs";
import {
  openCluster,
  openRepository,
  openWorkspace
} from "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-FFUMUOPK.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/cli/commands/diff.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/cli/open-base.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function openBase(call, { root }) {
  const given = call.options.text("base") ?? (call.options.flag("offline") ? "HEAD" : void 0);
  if (given === void 0) return void 0;
  const folder = (0, import_node_path.resolve)(call.directory, given);
  const isFolder = await isDirectory(folder);
  if (isFolder && ((0, import_node_path.isAbsolute)(given) || given.startsWith("."))) return openWorkspace(folder);
  const revision = await openRevision(root, given).catch((error) => {
    if (isFolder && error instanceof UserError) return void 0;
    throw error;
  });
  if (revision !== void 0) return revision;
  if (isFolder) return openWorkspace(folder);
  throw new UserError(`Cannot compare with ${JSON.stringify(given)}: it is neither a Git revision nor a folder`, {
    code: "input_invalid",
    hint: "In a shallow clone, fetch the revision first."
  });
}
async function isDirectory(path) {
  return (0, import_promises.stat)(path).then(
    (found) => found.isDirectory(),
    () => false
  );
}

// src/cli/commands/diff.ts
var defaultWidth = 100;
async function run(call) {
  const { args, output, signal } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const base = await openBase(call, repository);
  const selectors = args.length === 0 ? ["all"] : args;
  const request = { cluster, files: repository.files, selectors, command: `diff ${selectors.join(" ")}` };
  const ports = {
    factory: await openFactory(cluster),
    redactionKey: (0, import_node_crypto.randomBytes)(32),
    onProgress: progressLine(call.output),
    clock: () => performance.now()
  };
  const { safe } = base === void 0 ? await planChanges(request, { ...ports, openAccess: () => openAccess(call, cluster, repository) }, { signal }) : await planChanges({ ...request, base }, ports, { signal });
  if (output.json) output.writeJson(resultJson(safe));
  else output.write(renderTerminal(safe, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
  return exitCode(safe);
}
function exitCode({ nodes }) {
  if (nodes.some(({ kind }) => kind === "unreachable" || kind === "invalid")) return 1;
  return nodes.some(differs) ? 2 : 0;
}
function differs(node) {
  if (node.kind === "changed" || node.kind === "withheld") return true;
  return node.kind === "unchanged" && node.image !== void 0 && node.image.upgrade !== "none";
}
export {
  run
};
