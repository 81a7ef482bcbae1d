import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  writeResult
} from "./chunk-6DDSJSJA.mjs";
import "./chunk-MUJBXEMV.mjs";
import {
  showNotes
} from "./chunk-T3PXXT5C.mjs";
import {
  redactConfig
} from "./chunk-C2D32WCZ.mjs";
import {
  encodeMachineConfig
} from "./chunk-S5LSDLKO.mjs";
import {
  desireNodes,
  resolveDesired
} from "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-3GNTJJF6.mjs";
import "./chunk-WQCB6VHB.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  openContext,
  openStores
} from "./chunk-J2TA3IMP.mjs";
import {
  identifyNodes
} from "./chunk-V7XVEVV4.mjs";
import {
  openCluster,
  openRepository
} from "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
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

// src/cli/commands/render.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
async function run(call) {
  const { options, output } = call;
  const desired = await desireOne(call);
  const showsSecrets = options.flag("showSecrets");
  showNotes(desired.notes, output);
  const text = showsSecrets ? encodeMachineConfig(desired.config, { secrets: "reveal" }) : redactConfig(desired.config, (0, import_node_crypto.randomBytes)(32));
  await writeResult(call, { text, data: describe(desired, text), secret: showsSecrets });
  return 0;
}
async function desireOne(call) {
  const { args, options } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const context = await openContext(call, cluster, repository);
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), args);
  if (nodes.length !== 1) {
    throw new UserError(`Cannot render ${nodes.length} nodes at once`, {
      code: "input_invalid",
      hint: `Name one of ${nodes.map((node) => node.name).join(", ")}.`
    });
  }
  const rendered = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  const [built] = options.flag("keepReferences") ? rendered : await resolveDesired(rendered, await openStores(call, cluster, repository), call.signal);
  const desired = takeBuilt(built);
  return { ...desired, notes: [...context.templates.notes, ...desired.notes] };
}
function takeBuilt(built) {
  if (built?.kind === "built") return built.desired;
  throw built?.error ?? new Error("a node was lost while it was rendered");
}
function describe({ node, image, schematic, notes }, config) {
  return {
    node: node.name,
    role: node.role,
    address: node.address,
    ...image !== void 0 && { image },
    ...schematic !== void 0 && { schematic: schematic.id },
    config,
    notes
  };
}
export {
  run
};
