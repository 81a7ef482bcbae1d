import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  writeResult
} from "./chunk-Q5BD4DR6.mjs";
import {
  redactConfig
} from "./chunk-OGIQPM2N.mjs";
import {
  encodeMachineConfig
} from "./chunk-CM24M5KP.mjs";
import "./chunk-AREFFBRE.mjs";
import "./chunk-FCAAWEES.mjs";
import "./chunk-BPYQYQUN.mjs";
import {
  showNotes
} from "./chunk-FDZHJZVP.mjs";
import {
  desireNodes,
  openContext,
  openStores,
  resolveDesired,
  selectNodes
} from "./chunk-PUEQHTWP.mjs";
import "./chunk-VXC4SSNT.mjs";
import "./chunk-4SIJH6KL.mjs";
import {
  identifyNodes
} from "./chunk-QMZZMPZM.mjs";
import {
  openCluster,
  openRepository
} from "./chunk-TMOYNT6J.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-6CDJRUNO.mjs";
import "./chunk-NPADCQAX.mjs";
import "./chunk-FV2JYCZB.mjs";
import {
  require_node_crypto
} from "./chunk-HAA6DKQG.mjs";
import "./chunk-HS4HR5TX.mjs";
import "./chunk-ISUOQMVY.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-M7HFL2XE.mjs";

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
