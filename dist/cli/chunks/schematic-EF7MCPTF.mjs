import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderFile
} from "./chunk-RPOR2K76.mjs";
import {
  readInput
} from "./chunk-PLUK7HP4.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  showNotes
} from "./chunk-T3PXXT5C.mjs";
import {
  compareSchematics
} from "./chunk-H2VVC5AP.mjs";
import {
  desireNodes,
  resolveSchematicId
} from "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-WQCB6VHB.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  openContext
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
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/cli/commands/schematic.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function run(call) {
  const { args, options, output } = call;
  const schematic = await readSchematic(call, args[0] ?? "-");
  const other = options.text("compare");
  if (other === void 0) {
    if (output.json) output.writeJson(describe(schematic));
    else output.write(format(schematic));
    return 0;
  }
  return compare(call, schematic, await readSchematic(call, other));
}
function compare({ output }, from, to) {
  const isSame = from.id === to.id;
  const reasons = isSame ? [] : compareSchematics(from.text, to.text);
  if (output.json) output.writeJson({ same: isSame, from: describe(from), to: describe(to), reasons });
  else if (isSame) output.write(`${from.name} and ${to.name} have the same schematic: ${from.id}
`);
  else {
    const lines = reasons.map((reason) => `  ${reason}
`).join("");
    output.write(`from ${from.name} (${from.id.slice(0, 8)}) to ${to.name} (${to.id.slice(0, 8)}):
${lines}`);
  }
  return isSame ? 0 : 2;
}
async function readSchematic(call, name) {
  return name === "-" || await isFile(call, name) ? readFromFile(call, name) : readOfNode(call, name);
}
async function isFile({ directory }, name) {
  if (/\.(ya?ml|j2|json)$/.test(name)) return true;
  return name.includes("/") && (0, import_promises.access)((0, import_node_path.resolve)(directory, name)).then(
    () => true,
    () => false
  );
}
async function readFromFile(call, file) {
  const { directory, signal } = call;
  const isTemplate = file.endsWith(".j2");
  const text = isTemplate ? await renderFile(call, file, { strict: false }) : await readInput(file, directory, signal);
  return { name: file, id: await resolveSchematicId(text, { file, signal }), text, file };
}
async function readOfNode(call, name) {
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, [name]);
  if (cluster.config.schematic === void 0) {
    throw new UserError(`Cannot tell the schematic of ${name}: the settings of cluster ${cluster.name} name none`, {
      code: "schematic_invalid",
      hint: "Name its template as config.schematic in the settings, or give a file."
    });
  }
  const context = await openContext(call, cluster, repository);
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), [name]);
  const [built, ...others] = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  if (built === void 0 || others.length > 0) {
    throw new UserError(`Cannot tell one schematic of ${nodes.length} nodes`, {
      code: "input_invalid",
      hint: `Name one of ${nodes.map((node) => node.name).join(", ")}.`
    });
  }
  if (built.kind === "failed") throw built.error;
  const { schematic, image, notes } = built.desired;
  if (schematic === void 0) throw new Error("a node was built without the schematic that its cluster has");
  showNotes(
    notes.filter(({ code }) => code === "image_not_of_schematic"),
    call.output
  );
  return { name, ...schematic, ...image !== void 0 && { image } };
}
function describe({ name, id, file, image }) {
  return { name, schematic: id, ...image !== void 0 && { image }, file };
}
function format({ id, file, image }) {
  const lines = [`schematic: ${id}`, ...image === void 0 ? [] : [`image: ${image}`], `file: ${file}`];
  return `${lines.join("\n")}
`;
}
export {
  run
};
