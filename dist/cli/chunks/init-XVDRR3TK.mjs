import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  writeFileAtomically
} from "./chunk-MUJBXEMV.mjs";
import {
  showNotes
} from "./chunk-T3PXXT5C.mjs";
import {
  identifyNodes
} from "./chunk-V7XVEVV4.mjs";
import {
  compareNames,
  defaultSettingsPath,
  openRepository,
  readSettings,
  readTemplateSettings,
  settingsPath
} from "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
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

// src/cli/commands/init.ts
var import_node_path = __toESM(require_node_path(), 1);

// src/cluster/find-layouts.ts
var baseNames = ["machineconfig", "cluster"];
var endings = ["yaml.j2", "yml.j2", "yaml", "yml"];
var usualRoleNames = {
  controlplane: ["controlplane", "control-plane", "controlplanes", "controllers"],
  worker: ["worker", "workers"]
};
function findLayouts(paths) {
  return findBases(paths).flatMap((base) => layoutAround(base, paths) ?? []);
}
function findBases(paths) {
  const candidates = baseNames.flatMap(
    (name) => endings.flatMap(
      (ending) => paths.filter((path) => path === `${name}.${ending}` || path.endsWith(`/${name}.${ending}`)).map((path) => ({ folder: path.slice(0, -`${name}.${ending}`.length), path, ending }))
    )
  );
  const bases = [...Map.groupBy(candidates, (base) => base.folder).values()].flatMap(([likeliest]) => likeliest ?? []);
  return bases.sort((a, b) => a.path.localeCompare(b.path));
}
function layoutAround({ folder, path: base, ending }, paths) {
  const roleNames = {
    controlplane: findRoleName("controlplane", folder, ending, paths),
    worker: findRoleName("worker", folder, ending, paths)
  };
  const perNode = findNodePatches(folder, ending, roleNames, paths);
  if (perNode === void 0) return void 0;
  const perRole = Object.values(roleNames).map((name) => `${folder}${name}.${ending}`).filter((path) => paths.includes(path));
  const rolePattern = `${folder}{role}.${ending}${perRole.length === 1 ? "?" : ""}`;
  const schematic = findSchematic(folder, ending, perNode.pattern, paths);
  return {
    folder,
    base,
    patches: [...perRole.length > 0 ? [rolePattern] : [], perNode.pattern],
    roleNames,
    ...schematic !== void 0 && { schematic: schematic.pattern },
    nodes: perNode.nodes,
    templates: [base, ...perRole, ...perNode.nodes.values(), ...schematic?.files ?? []]
  };
}
function findRoleName(role, folder, ending, paths) {
  const isUsed = (name) => {
    const places = [`${folder}${name}.${ending}`, `${folder}${name}/`, `${folder}nodes/${name}/`];
    return paths.some((path) => places.some((place) => path.startsWith(place)));
  };
  return usualRoleNames[role].find(isUsed) ?? role;
}
function findNodePatches(folder, ending, roleNames, paths) {
  const places = [`${folder}nodes/{node}`, `${folder}nodes/{role}/{node}`, `${folder}{role}/{node}`];
  const patterns = places.flatMap((place) => [ending, ...endings].map((candidate) => `${place}.${candidate}`));
  for (const pattern of patterns) {
    const expression = patternOf(pattern, roleNames);
    const matches = paths.flatMap((path) => {
      const name = expression.exec(path)?.groups?.["node"];
      return name === void 0 || /(^|\.)schematic$/.test(name) ? [] : [[name, path]];
    });
    if (matches.length > 0) return { pattern, nodes: new Map(matches) };
  }
  return void 0;
}
function findSchematic(folder, ending, nodePattern, paths) {
  const nodeFolder = nodePattern.slice(0, nodePattern.lastIndexOf("/") + 1);
  const places = [`${folder}schematic`, `${nodeFolder}schematic`, `${nodeFolder}{node}.schematic`];
  for (const pattern of places.map((place) => `${place}.${ending}`)) {
    const expression = patternOf(pattern);
    const files = paths.filter((path) => expression.test(path));
    if (files.length > 0) return { pattern, files };
  }
  return void 0;
}
function patternOf(path, roleNames) {
  const roles = roleNames === void 0 ? "[^/]+" : Object.values(roleNames).join("|");
  const source = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace("{node}", "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)").replace("{role}", `(?:${roles})`);
  return new RegExp(`^${source}$`);
}

// src/cluster/template-names.ts
function findTemplateNames(texts) {
  const environment = /* @__PURE__ */ new Map();
  const definitions = /* @__PURE__ */ new Map();
  for (const [file, text] of texts) {
    const code = codeOf(text);
    for (const name of environmentNames(code)) if (!environment.has(name)) environment.set(name, file);
    for (const name of freeNames(code)) if (!definitions.has(name)) definitions.set(name, file);
  }
  return { environment, definitions };
}
function codeOf(text) {
  const live = text.replace(/\{#[\s\S]*?#\}/g, "").replace(/\{%-?\s*raw\b[\s\S]*?endraw\s*-?%\}/g, "");
  return [...live.matchAll(/\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g)].map((match) => match[1] ?? match[2] ?? "");
}
function environmentNames(code) {
  return code.flatMap(
    (part) => [...part.matchAll(/\bENV\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*["']([^"']+)["']\s*\])/g)].map(
      (match) => match[1] ?? match[2] ?? ""
    )
  );
}
var words = new Set(
  "and or not in is if elif else endif for endfor set endset true false none True False None ENV loop range dict namespace now debug recursive with endwith do macro endmacro call endcall filter endfilter block endblock include import from as extends autoescape endautoescape raw endraw break continue".split(
    " "
  )
);
function freeNames(code) {
  const bound = new Set(code.flatMap(boundNames));
  return code.flatMap((part) => {
    const bare = part.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''").replace(/^[-+]|[-+]$/g, "");
    return [...bare.matchAll(/(?<![.\w|])(?<!\|\s*)(?<!\bis\s+(?:not\s+)?)([A-Za-z_]\w*)\b(?!\s*(?:\(|=(?!=)|:))/g)].map((match) => match[1] ?? "").filter((name) => !words.has(name) && !bound.has(name));
  });
}
function boundNames(part) {
  const match = /^[-+]?\s*(?:set|for|macro)\s+([\w\s,()]+?)\s*(?:=|\bin\b|$)/.exec(part);
  return match?.[1]?.match(/[A-Za-z_]\w*/g) ?? [];
}

// src/cluster/detect-layout.ts
async function detectLayout(files, options = {}) {
  const paths = (await files.list("", options)).filter((path) => !/(^|\/)\./.test(path));
  const layouts = findLayouts(paths);
  if (layouts.length === 0) throw unknownLayout(paths);
  const clusters = [];
  for (const layout of layouts) {
    const detected = await describe(layout, files, options);
    const taken = clusters.some((cluster) => cluster.name === detected.name);
    clusters.push(taken ? { ...detected, name: lastFolder(layout.folder) } : detected);
  }
  return clusters;
}
async function describe(layout, files, options) {
  const texts = /* @__PURE__ */ new Map();
  for (const path of layout.templates) texts.set(path, await files.read(path, options) ?? "");
  const names = findTemplateNames(texts);
  const nvidia = [...names.environment.keys()].filter((name) => /nvidia/i.test(name));
  const variables = known(names.environment, knownVariables);
  const definitions = known(names.definitions, knownDefinitions);
  return {
    name: clusterName(texts.get(layout.base) ?? ""),
    base: layout.base,
    patches: layout.patches,
    roleNames: layout.roleNames,
    ...layout.schematic !== void 0 && { schematic: layout.schematic },
    variables,
    openVariables: open(names.environment, [...Object.keys(variables), ...nvidia]),
    definitions,
    openDefinitions: open(names.definitions, Object.keys(definitions)),
    nodes: [...layout.nodes].sort(([a], [b]) => compareNames(a, b)).map(([name, path]) => ({
      name,
      variables: Object.fromEntries(
        /nvidia/i.test(texts.get(path) ?? "") ? nvidia.map((variable) => [variable, "true"]) : []
      )
    })),
    secretSchemes: secretSchemes(texts)
  };
}
var isControlPlane = "{{ 'true' if node.role == 'controlplane' else '' }}";
var isWorker = "{{ 'true' if node.role == 'worker' else '' }}";
var knownVariables = [
  [/^(IS_)?(CONTROLLER|CONTROLPLANE|CONTROL_PLANE)$/, isControlPlane],
  [/^(IS_)?WORKER$/, isWorker],
  [/^(TALOS_)?SCHEMATIC(_ID)?$/, "{{ node.schematic }}"],
  [/^(NODE|NODE_NAME|NODENAME|HOSTNAME)$/, "{{ node.name }}"],
  [/^(NODE_IP|NODE_ADDRESS)$/, "{{ node.address }}"],
  [/^(NODE_ROLE|ROLE|MACHINE_TYPE)$/, "{{ node.role }}"]
];
var knownDefinitions = knownVariables.map(([pattern, value]) => [new RegExp(pattern.source, "i"), value]);
function known(names, values) {
  const found = [...names.keys()].flatMap((name) => {
    const value = values.find(([pattern]) => pattern.test(name))?.[1];
    return value === void 0 ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}
function open(names, settled) {
  return [...names].filter(([name]) => !settled.includes(name)).map(([name, file]) => ({ name, file }));
}
function clusterName(base) {
  return /^\s+clusterName:\s*["']?([A-Za-z0-9][A-Za-z0-9-]*)["']?\s*$/m.exec(base)?.[1] ?? "main";
}
function secretSchemes(texts) {
  const schemes = [...texts.values()].flatMap((text) => [...text.matchAll(/\b(ak|op|file|env):\/\/[A-Za-z0-9]/g)]);
  return [...new Set(schemes.map((match) => match[1] ?? ""))].sort();
}
function lastFolder(folder) {
  return folder.split("/").filter(Boolean).at(-1) ?? "main";
}
var otherTools = [
  [/(^|\/)talconfig\.ya?ml$/, "talhelper"],
  [/(^|\/)topf\.ya?ml$/, "topf"],
  [/(^|\/)talstomization\.ya?ml$/, "talstomize"]
];
function unknownLayout(paths) {
  const other = otherTools.flatMap(([pattern, tool]) => {
    const path = paths.find((candidate) => pattern.test(candidate));
    return path === void 0 ? [] : [`${path} is for ${tool}, whose files are not read.`];
  });
  const hint = "Write .github/talos-chatops.yaml by hand: docs/settings.md has a file to start from.";
  return new UserError(
    "Cannot tell the layout: no folder has machineconfig.yaml.j2 or cluster.yaml.j2 (or .yaml) with a patch per node beside it, as nodes/<node>, nodes/<role>/<node> or <role>/<node>",
    { code: "layout_unknown", hint: [...other, hint].join(" ") }
  );
}

// src/cluster/format-settings.ts
function formatSettings(clusters) {
  const lines = [
    "# Written by talos-chatops init from the layout that it found: read it through once.",
    "clusters:",
    ...clusters.flatMap(({ cluster, nodes }) => indent(clusterLines(cluster, nodes)))
  ];
  return `${lines.join("\n")}
`;
}
function clusterLines(cluster, nodes) {
  return [
    `${cluster.name}:`,
    ...indent([
      `environment: talos-${cluster.name} # the GitHub environment that guards writes`,
      "config:",
      ...indent(configLines(cluster)),
      ...nodeLines(nodes),
      ...secretLines(cluster.secretSchemes)
    ])
  ];
}
function configLines(cluster) {
  return [
    `base: ${scalar(cluster.base)}`,
    "patches:",
    ...cluster.patches.map((path) => `  - ${scalar(path)}`),
    ...cluster.schematic === void 0 ? [] : [`schematic: ${scalar(cluster.schematic)}`],
    ...roleNameLines(cluster),
    ...nameLines("variables", "what templates see as ENV", cluster.variables, cluster.openVariables),
    ...nameLines("definitions", "names that templates see", cluster.definitions, cluster.openDefinitions)
  ];
}
function roleNameLines({ roleNames, patches, schematic }) {
  const isUsed = [...patches, schematic ?? ""].some((path) => path.includes("{role}"));
  const unusual = Object.entries(roleNames).filter(([role, name]) => role !== name);
  if (!isUsed || unusual.length === 0) return [];
  return [`roleNames: { ${unusual.map(([role, name]) => `${role}: ${scalar(name)}`).join(", ")} }`];
}
function nameLines(key, comment, values, open2) {
  if (Object.keys(values).length === 0 && open2.length === 0) return [];
  return [
    `${key}: # ${comment}`,
    ...Object.entries(values).map(([name, value]) => `  ${scalar(name)}: ${JSON.stringify(value)}`),
    ...open2.map(({ name, file }) => `  ${scalar(name)}: "" # TODO: ${file} uses it`)
  ];
}
function nodeLines(nodes) {
  if (nodes === void 0) return ["# The nodes are found from the files that match {node}."];
  return ["nodes:", ...indent(nodes.map(nodeLine))];
}
function nodeLine({ name, role, address, variables, comment }) {
  const given = Object.entries(variables).map(([key, value2]) => `${scalar(key)}: ${JSON.stringify(value2)}`);
  const fields = [
    ...address === void 0 ? [] : [`address: ${scalar(address)}`],
    ...role === void 0 ? [] : [`role: ${role}`],
    ...given.length === 0 ? [] : [`variables: { ${given.join(", ")} }`]
  ];
  const value = fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  return `${scalar(name)}: ${value}${comment === void 0 ? "" : ` # ${comment}`}`;
}
function secretLines(schemes) {
  const lines = schemes.flatMap((scheme) => secretStores[scheme] ?? []);
  return lines.length === 0 ? [] : ["secrets:", ...indent(lines)];
}
var secretStores = {
  ak: ["akeyless: { gateway: https://api.akeyless.io }"],
  op: ["commands:", "  op: [op, inject] # or onepassword: { host: <address of 1Password Connect> }"],
  file: ['file: { directory: "" } # TODO: the folder that holds the secrets']
};
function indent(lines) {
  return lines.map((line) => `  ${line}`);
}
function scalar(text) {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

// src/cli/commands/init.ts
async function run(call) {
  const { options, output, signal } = call;
  const { root, files } = await openRepository(call);
  const path = settingsPath(call, root);
  const templates = await readTemplateSettings(files, { signal });
  showNotes(templates.notes, output);
  const context = { files, templates, signal };
  const text = formatSettings(await completeClusters(await detectLayout(files, { signal }), context));
  if (options.flag("dryRun")) {
    if (output.json) output.writeJson({ path, text });
    else output.write(text);
    return 0;
  }
  const isWritten = await writeFileAtomically((0, import_node_path.join)(root, path), text, { replace: options.flag("force") });
  if (!isWritten) {
    throw new UserError(`Cannot write ${path}: it exists`, {
      code: "input_invalid",
      hint: "Read it first; --force replaces it, --dry-run prints what would be written."
    });
  }
  const open2 = text.split("\n").flatMap((line, index) => line.includes("# TODO") ? [index + 1] : []);
  if (output.json) output.writeJson({ path, openLines: open2 });
  else output.write(`wrote ${path}
`);
  if (open2.length > 0) output.say(`Still to be filled in: ${open2.map((line) => `${path}:${line}`).join(", ")}`);
  output.say("Next: talos-chatops validate");
  return 0;
}
async function completeClusters(detected, context) {
  const { files, signal } = context;
  const proposed = formatSettings(detected.map((cluster) => ({ cluster })));
  const { clusters } = await readSettings(withFile(files, defaultSettingsPath, proposed), { signal });
  return Promise.all(
    detected.map(async (cluster, index) => {
      const settings = clusters[index];
      if (settings === void 0) throw new Error(`${cluster.name} was lost while proposing settings`);
      const identified = await identifyNodes(settings, context);
      const isEnough = cluster.nodes.every(({ variables }) => Object.keys(variables).length === 0);
      if (isEnough && !identified.some((node) => "error" in node)) return { cluster };
      const byHostName = await identifyNodes(withHostNames(settings), context);
      return { cluster, nodes: identified.map((node, place) => listNode(cluster, node, byHostName[place])) };
    })
  );
}
function withHostNames(cluster) {
  return { ...cluster, nodes: cluster.nodes.map((node) => ({ ...node, address: node.name })) };
}
function listNode(cluster, node, byHostName) {
  const { name } = node;
  const variables = cluster.nodes.find((detected) => detected.name === name)?.variables ?? {};
  if (!("error" in node)) return { name, role: node.role, address: node.address, variables };
  if (byHostName !== void 0 && !("error" in byHostName)) {
    const comment = "TODO: no patch gives the address; is this its host name?";
    return { name, role: byHostName.role, address: name, variables, comment };
  }
  return { name, variables, comment: `TODO: ${node.error.message}` };
}
function withFile(files, path, text) {
  return { ...files, read: async (wanted, options) => wanted === path ? text : files.read(wanted, options) };
}
export {
  run
};
