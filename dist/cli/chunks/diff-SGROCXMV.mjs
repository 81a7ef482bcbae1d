import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  compareSchematics
} from "./chunk-CENLAAZB.mjs";
import {
  require_node_child_process
} from "./chunk-DBEUEHDC.mjs";
import {
  createRedactor
} from "./chunk-FCAAWEES.mjs";
import {
  encodeYaml
} from "./chunk-BPYQYQUN.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import {
  desireNodes,
  nodeAt,
  openAccess,
  openFactory,
  openRenderContext,
  resolveDesired,
  selectNodes,
  wellKnownSchemes
} from "./chunk-PUEQHTWP.mjs";
import {
  atLeast,
  compareTalosVersions,
  formatTalosVersion,
  minorDistance,
  parseTalosVersion,
  readInstallImage
} from "./chunk-VXC4SSNT.mjs";
import {
  documentKey,
  formatDocumentId,
  parseMachineConfig,
  rootDocument
} from "./chunk-4SIJH6KL.mjs";
import {
  identifyNodes,
  pMap
} from "./chunk-QMZZMPZM.mjs";
import {
  discoverNodes,
  openCluster,
  openRepository,
  openWorkspace
} from "./chunk-TMOYNT6J.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import "./chunk-K7JDY2Z5.mjs";
import {
  logText
} from "./chunk-6CDJRUNO.mjs";
import {
  require_node_util
} from "./chunk-NPADCQAX.mjs";
import {
  require_promises
} from "./chunk-FV2JYCZB.mjs";
import {
  require_node_crypto
} from "./chunk-HAA6DKQG.mjs";
import {
  require_node_path
} from "./chunk-HS4HR5TX.mjs";
import "./chunk-ISUOQMVY.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-M7HFL2XE.mjs";

// src/cli/commands/diff.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);

// src/diff/digest-plan.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/diff/align-items.ts
function alignItems(desired, live, text) {
  const left = desired.map(text);
  const right = live.map(text);
  const common = commonSubsequence(left, right);
  const pairs = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...common, [desired.length, live.length]]) {
    for (; i < nextI || j < nextJ; i++, j++) {
      pairs.push({
        desiredIndex: i,
        liveIndex: j,
        ...i < nextI && { desired: desired[i] },
        ...j < nextJ && { live: live[j] }
      });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}
function commonSubsequence(left, right) {
  const maxCells = 4e6;
  if (left.length * right.length > maxCells) return samePositions(left, right);
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i, j) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return walk(left, right, at);
}
function walk(left, right, at) {
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
function samePositions(left, right) {
  return left.flatMap((text, index) => text === right[index] ? [[index, index]] : []);
}

// src/diff/compare-trees.ts
function compareTrees(desired, live, path = []) {
  if (desired.kind === "map" && live.kind === "map") return compareMaps(desired, live, path);
  if (desired.kind === "list" && live.kind === "list") return compareLists(desired, live, path);
  return canonicalText(desired) === canonicalText(live) ? [] : [changed(desired, live, path)];
}
function canonicalText(node, secrets = "values") {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(secrets === "names" ? withoutSecret(node) : plainValue(node));
    case "list":
      return `[${node.items.map((item) => canonicalText(item, secrets)).join(",")}]`;
    case "map": {
      const keys = [...node.entries.keys()].sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(entry(node, key), secrets)}`).join(",")}}`;
    }
    default:
      return node;
  }
}
function plainValue({ value, quoted }) {
  if (typeof value === "object" && value !== null) return value.reveal();
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const isQuotedNumber = typeof value === "string" && quoted && value !== "" && !Number.isNaN(Number(value));
  return isQuotedNumber ? `quoted ${value}` : value;
}
function withoutSecret(node) {
  return typeof node.value === "object" && node.value !== null ? [node.value.references] : plainValue(node);
}
function compareMaps(desired, live, path) {
  const changes = [];
  for (const [key, value] of desired.entries) {
    const other = live.entries.get(key);
    const below = [...path, key];
    if (other === void 0) changes.push(added(value, below));
    else changes.push(...compareTrees(value, other, below));
  }
  for (const [key, value] of live.entries) {
    if (!desired.entries.has(key)) changes.push({ kind: "removed", path: [...path, key], live: value });
  }
  return changes;
}
function compareLists(desired, live, path) {
  return alignItems(desired.items, live.items, (item) => canonicalText(item)).flatMap((pair) => {
    if (pair.desired === void 0)
      return pair.live === void 0 ? [] : [{ kind: "removed", path: [...path, pair.liveIndex], live: pair.live }];
    const below = [...path, pair.desiredIndex];
    return pair.live === void 0 ? [added(pair.desired, below)] : compareTrees(pair.desired, pair.live, below);
  });
}
function added(desired, path) {
  return { kind: "added", path, desired, ...desired.origin && { origin: desired.origin } };
}
function changed(desired, live, path) {
  return { ...added(desired, path), kind: "changed", live };
}
function entry(map, key) {
  const value = map.entries.get(key);
  if (value === void 0) throw new Error(`key ${key} vanished`);
  return value;
}

// src/diff/digest-plan.ts
function digestPlan({ revision, command, nodes }) {
  const parts = Object.fromEntries([
    ["revision", sha256(revision)],
    ["command", sha256(command)],
    ["nodes", sha256(JSON.stringify(nodes.map(({ name }) => name)))],
    ...nodes.flatMap(nodeParts)
  ]);
  return { value: sha256(JSON.stringify(parts)), parts };
}
function nodeParts({ name, desired, live }) {
  return [
    [
      `desired/${name}`,
      sha256(
        desired === void 0 ? "" : desired.config.documents.map(({ root }) => canonicalText(root, "names")).join("\n")
      )
    ],
    [`live/${name}`, sha256(live === void 0 ? "" : live.config)],
    [`secrets/${name}`, desired === void 0 || live === void 0 ? sha256("") : secretsPart(desired, live)],
    [
      `image/${name}`,
      sha256(JSON.stringify([desired?.image, desired?.schematic?.id, live?.version, live?.schematicId]))
    ]
  ];
}
function secretsPart(desired, live) {
  const key = (0, import_node_crypto.createHash)("sha256").update("talos-chatops secrets of a plan\n").update(live.config).digest();
  const secrets = desired.config.documents.map(({ id, root }) => [documentKey(id), ...secretValues(root)]);
  return (0, import_node_crypto.createHmac)("sha256", key).update(JSON.stringify(secrets)).digest("hex");
}
function secretValues(node) {
  if (node.kind === "list") return node.items.flatMap(secretValues);
  if (node.kind === "map") {
    const entries = [...node.entries].sort(([a], [b]) => a < b ? -1 : 1);
    return entries.flatMap(([, value]) => secretValues(value));
  }
  return typeof node.value === "object" && node.value !== null ? [node.value.reveal()] : [];
}
function sha256(data) {
  return (0, import_node_crypto.createHash)("sha256").update(data).digest("hex");
}

// src/config/tree/path-table.ts
function pathTable(patterns) {
  const root = compile(patterns);
  return (path) => matches(root, path, 0);
}
function compile(patterns) {
  const root = newStep();
  for (const pattern of patterns) {
    let step = root;
    for (const name of pattern.split(".")) {
      if (name === "**") step.endsBelow = true;
      else step = child(step, name);
    }
    if (!pattern.endsWith(".**")) step.ends = true;
  }
  return root;
}
function matches(step, path, index) {
  if (index === path.length) return step.ends;
  if (step.endsBelow) return true;
  const exact = step.next.get(String(path[index]));
  if (exact !== void 0 && matches(exact, path, index + 1)) return true;
  const any = step.next.get("*");
  return any !== void 0 && matches(any, path, index + 1);
}
function child(step, name) {
  const existing = step.next.get(name);
  if (existing !== void 0) return existing;
  const created = newStep();
  step.next.set(name, created);
  return created;
}
function newStep() {
  return { next: /* @__PURE__ */ new Map(), ends: false, endsBelow: false };
}

// src/diff/meaning-tables.ts
var stringMaps = [
  "machine.sysctls",
  "machine.sysfs",
  "machine.env",
  "machine.nodeLabels",
  "machine.nodeAnnotations",
  "machine.nodeTaints",
  "machine.kubelet.extraArgs",
  "machine.logging.destinations.*.extraTags",
  "cluster.apiServer.extraArgs",
  "cluster.apiServer.env",
  "cluster.controllerManager.extraArgs",
  "cluster.controllerManager.env",
  "cluster.scheduler.extraArgs",
  "cluster.scheduler.env",
  "cluster.proxy.extraArgs",
  "cluster.etcd.extraArgs",
  "cluster.extraManifestHeaders",
  "EnvironmentConfig.variables",
  "SysctlConfig.**",
  "SysfsConfig.**",
  "KubeletConfig.extraArgs",
  "KubeNodeConfig.labels",
  "KubeNodeConfig.annotations",
  "KubeNodeConfig.taints",
  "KubeAPIServerConfig.extraArgs",
  "KubeAPIServerConfig.env",
  "KubeControllerManagerConfig.extraArgs",
  "KubeControllerManagerConfig.env",
  "KubeSchedulerConfig.extraArgs",
  "KubeSchedulerConfig.env",
  "KubeProxyConfig.extraArgs",
  "KubeExternalManifestConfig.headers"
];
var freeForm = [
  "machine.kubelet.extraConfig",
  "machine.kubelet.credentialProviderConfig",
  "machine.pods",
  "cluster.apiServer.admissionControl.*.configuration",
  "cluster.apiServer.auditPolicy",
  "cluster.apiServer.authorizationConfig.*.webhook",
  "cluster.scheduler.config",
  "KubeletConfig.extraConfig",
  "KubeAdmissionControlConfig.configuration",
  "KubeAuditPolicyConfig.configuration",
  "KubeAuthenticationConfig.configuration",
  "KubeCredentialProviderConfig.configuration",
  "KubeSchedulerConfig.config",
  "KubeStaticPodConfig.pod",
  "CRIBaseRuntimeSpecConfig.overrides"
];
var meaningfulEmpty = [
  "machine.seccompProfiles",
  "cluster.extraManifests",
  "cluster.inlineManifests",
  ...freeForm.map((path) => `${path}.**`)
];
var falseByDefault = ["debug", "machine.install.wipe", "machine.install.legacyBIOSSupport"];
var fileModes = ["machine.files.*.permissions", "EtcFileConfig.mode"];
var base64 = [
  "machine.ca.*",
  "machine.acceptedCAs.*.*",
  "cluster.ca.*",
  "cluster.acceptedCAs.*.*",
  "cluster.aggregatorCA.*",
  "cluster.etcd.ca.*",
  "cluster.serviceAccount.key"
];
var trimmedStart = ["cluster.inlineManifests.*.contents"];

// src/diff/normalise-scalar.ts
var unitNanoseconds = {
  ns: 1n,
  us: 1000n,
  \u00B5s: 1000n,
  ms: 1000000n,
  s: 1000000000n,
  m: 60000000000n,
  h: 3600000000000n
};
var duration = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h))+$/;
var part = /(\d+)(?:\.(\d+))?(ns|us|µs|ms|s|m|h)/g;
function normaliseDuration(text) {
  if (!duration.test(text)) return void 0;
  let total = 0n;
  for (const [, whole = "0", fraction = "", unit = "s"] of text.matchAll(part)) {
    const size = unitNanoseconds[unit] ?? 1n;
    total += BigInt(whole) * size + BigInt(fraction || "0") * size / 10n ** BigInt(fraction.length);
  }
  return formatDuration(total);
}
function formatDuration(total) {
  if (total === 0n) return "0s";
  for (const [unit, size] of [
    ["ns", 1n],
    ["\xB5s", 1000n],
    ["ms", 1000000n]
  ]) {
    if (total < size * 1000n) return `${decimal(total, size)}${unit}`;
  }
  const second = 1000000000n;
  const minutes = total / (60n * second);
  const seconds = `${decimal(total % (60n * second), second)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}
function decimal(value, size) {
  const fraction = (value % size).toString().padStart(size.toString().length - 1, "0").replace(/0+$/, "");
  const whole = (value / size).toString();
  return fraction === "" || size === 1n ? whole : `${whole}.${fraction}`;
}
function normaliseFileMode(text) {
  const octal = /^0o?([0-7]{1,6})$/.exec(text);
  if (octal !== null) return `0o${Number.parseInt(octal[1] ?? "0", 8).toString(8)}`;
  return /^[1-9]\d{0,6}$/.test(text) ? `0o${Number(text).toString(8)}` : void 0;
}

// src/diff/normalise-document.ts
function normaliseDocument(document) {
  const start = document.id.kind === void 0 ? [] : [document.id.kind];
  return normaliseMap(document.root, start);
}
var tables = {
  stringMap: pathTable(stringMaps),
  freeForm: pathTable(freeForm),
  meaningfulEmpty: pathTable(meaningfulEmpty),
  falseByDefault: pathTable(falseByDefault),
  fileMode: pathTable(fileModes),
  base64: pathTable(base64),
  trimmedStart: pathTable(trimmedStart)
};
function normalise(node, path) {
  if (tables.freeForm(path)) return node;
  if (node.kind === "map") return tables.stringMap(path) ? normaliseStringMap(node) : normaliseMap(node, path);
  if (node.kind === "list") return normaliseList(node, path);
  return normaliseScalar(node, path);
}
function normaliseMap(map, path) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    const below = [...path, key];
    const normal = normalise(value, below);
    if (!saysNothing(normal, below)) entries.set(key, normal);
  }
  return { ...map, entries };
}
function normaliseList(list, path) {
  return { ...list, items: list.items.map((item, index) => normalise(item, [...path, index])) };
}
function normaliseStringMap(map) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    entries.set(key, value.kind === "scalar" ? asText(value, scalarText(value)) : value);
  }
  return { ...map, entries };
}
function normaliseScalar(node, path) {
  if (typeof node.value === "boolean" || node.value === null) return node;
  const text = scalarText(node);
  if (tables.fileMode(path)) return asFileMode(node, text);
  if (tables.base64(path)) return asText(node, text.replace(/\s+/g, ""));
  if (tables.trimmedStart(path)) return asText(node, text.replace(/^\n+/, ""));
  const isWhole = typeof node.value === "bigint" || Number.isInteger(node.value);
  return asPlain(node, isWhole ? String(node.value) : normaliseDuration(text) ?? text);
}
function asFileMode(node, text) {
  const mode = normaliseFileMode(text);
  return mode === void 0 ? asText(node, text) : { ...node, value: Number(mode), text: mode, quoted: false };
}
function asPlain(node, text) {
  const value = Number(text);
  if (typeof node.value === "object" || !Number.isSafeInteger(value) || String(value) !== text)
    return asText(node, text);
  return { ...node, value, text, quoted: false };
}
function asText(node, text) {
  if (typeof node.value === "object" && node.value !== null) return node;
  return { ...node, value: text, text, quoted: false };
}
function scalarText(node) {
  if (typeof node.value === "object" && node.value !== null) return node.value.reveal();
  return node.value === null ? "" : node.text;
}
function saysNothing(node, path) {
  if (tables.meaningfulEmpty(path) || tables.stringMap(path.slice(0, -1))) return false;
  if (node.kind === "map") return node.entries.size === 0;
  if (node.kind === "list") return node.items.length === 0;
  if (node.value === false) return tables.falseByDefault(path);
  return node.value === null || node.value === "";
}

// src/diff/compare-configs.ts
function compareConfigs(desired, live) {
  const liveByKey = new Map(live.documents.map((document) => [documentKey(document.id), document]));
  const desiredKeys = new Set(desired.documents.map((document) => documentKey(document.id)));
  const kept = desired.documents.flatMap(
    (document) => compareDocument(document, liveByKey.get(documentKey(document.id)))
  );
  const removed2 = live.documents.filter((document) => !desiredKeys.has(documentKey(document.id)));
  return [...kept, ...removed2.map(removedDocument)];
}
function compareDocument(desired, live) {
  const tree = normaliseDocument(desired);
  if (live === void 0) {
    const change = { kind: "added", path: [], desired: tree, ...tree.origin && { origin: tree.origin } };
    return [{ id: desired.id, kind: "added", desired: tree, changes: [change] }];
  }
  const liveTree = normaliseDocument(live);
  const changes = compareTrees(tree, liveTree);
  if (changes.length === 0) return [];
  return [{ id: desired.id, kind: "changed", desired: tree, live: orderLike(liveTree, tree), changes }];
}
function removedDocument(document) {
  const live = normaliseDocument(document);
  return { id: document.id, kind: "removed", live, changes: [{ kind: "removed", path: [], live }] };
}
function orderLike(map, model) {
  const keys = [...model.entries.keys()].filter((key) => map.entries.has(key));
  const own = [...map.entries.keys()].filter((key) => !model.entries.has(key));
  const entries = /* @__PURE__ */ new Map();
  for (const key of [...keys, ...own]) {
    const value = map.entries.get(key);
    if (value !== void 0) entries.set(key, orderNode(value, model.entries.get(key)));
  }
  return { ...map, entries };
}
function orderNode(node, model) {
  if (node.kind === "map" && model?.kind === "map") return orderLike(node, model);
  if (node.kind !== "list" || model?.kind !== "list") return node;
  return { ...node, items: node.items.map((item, index) => orderNode(item, model.items[index])) };
}

// src/diff/forecast-reboot.ts
var immediate = pathTable(
  [
    "debug",
    "cluster",
    "machine.ca",
    "machine.acceptedCAs",
    "machine.time",
    "machine.certSANs",
    "machine.install",
    "machine.network",
    "machine.sysfs",
    "machine.sysctls",
    "machine.logging",
    "machine.controlPlane",
    "machine.kubelet",
    "machine.kernel",
    "machine.registries",
    "machine.pods",
    "machine.seccompProfiles",
    "machine.nodeAnnotations",
    "machine.nodeLabels",
    "machine.nodeTaints",
    "machine.features.kubernetesTalosAPIAccess",
    "machine.features.kubePrism",
    "machine.features.hostDNS",
    "machine.features.imageCache",
    "machine.features.nodeAddressSortAlgorithm"
  ].flatMap((path) => [path, `${path}.**`])
);
var afterReboot = pathTable(
  [
    "cluster.etcd",
    "machine.env",
    "machine.kernel.modules",
    "machine.systemDiskEncryption",
    "EnvironmentConfig",
    "KernelModuleConfig",
    "VolumeConfig.encryption",
    "UserVolumeConfig.encryption",
    "RawVolumeConfig.encryption",
    "SwapVolumeConfig.encryption"
  ].flatMap((path) => [path, `${path}.**`])
);
function forecastReboot(documents, talosVersion) {
  if (atLeast(talosVersion, "1.14")) return forecast("manual", changedPaths(documents).filter(afterReboot));
  const root = changedPaths(documents.filter(({ id }) => id.kind === void 0));
  return forecast(
    "automatic",
    root.filter((path) => !immediate(path))
  );
}
function forecast(kind, paths) {
  return paths.length === 0 ? { kind: "none" } : { kind, paths: [...new Set(paths.map(formatPath))] };
}
function changedPaths(documents) {
  return documents.flatMap(
    ({ id, changes }) => changes.map(({ path }) => id.kind === void 0 ? path : [id.kind, ...path])
  );
}

// src/diff/compare-revisions.ts
var nothing = { documents: [] };
function compareRevisions(head, base) {
  if (head === void 0) {
    if (base === void 0 || base instanceof UserError) throw new Error("no revision has the node");
    return describeWhole(base, compareConfigs(nothing, base.config), [removed]);
  }
  if (base === void 0 || base instanceof UserError) {
    const why = base === void 0 ? added2 : unbuiltBase(base);
    return describeWhole(head, compareConfigs(head.config, nothing), [...head.notes, why]);
  }
  const { node, notes } = head;
  const documents = compareConfigs(head.config, base.config);
  if (documents.length === 0) return { kind: "unchanged", node, notes };
  const version = readInstallImage(base.config)?.tag;
  const reboot = version === void 0 ? { kind: "none" } : forecastReboot(documents, version);
  return { kind: "changed", node, documents, reboot, notes };
}
var added2 = { code: "node_added", severity: "info", message: "The node is new: the base does not have it" };
var removed = {
  code: "node_removed",
  severity: "info",
  message: "The node is taken out of the repository; the machine itself is neither reset nor shut down by that"
};
function describeWhole({ node }, documents, notes) {
  return { kind: "changed", node, documents, reboot: { kind: "none" }, notes };
}
function unbuiltBase({ message, location }) {
  return {
    code: "base_invalid",
    severity: "info",
    message: `All of it is shown as new, since the base cannot be built: ${message}`,
    ...location && { location }
  };
}

// src/plan/compared.ts
function invalid(name, error) {
  return { diff: { kind: "invalid", node: { name }, error }, evidence: { name } };
}
function concurrencyOf({ concurrency = 8 }) {
  return concurrency;
}
function desireOptions(ports, total, onFirst) {
  const onRendered = (node) => {
    onFirst?.();
    ports.onProgress?.({ step: "rendered", node, total });
  };
  return { concurrency: concurrencyOf(ports), onRendered };
}

// src/cluster/cluster-at.ts
async function clusterAt(cluster, files, options = {}) {
  if (!cluster.findsNodes) return cluster;
  const { nodes } = await discoverNodes(cluster.config, files, options);
  return { ...cluster, nodes };
}

// src/plan/open-revision.ts
async function openRevision(cluster, files, { factory, clock }, signal) {
  const context2 = await openRenderContext(files, { signal, ...factory && { factory }, ...clock && { clock } });
  return { cluster, context: context2, nodes: await identifyNodes(cluster, context2) };
}
async function openBase(cluster, files, ports, signal) {
  return openRevision(await clusterAt(cluster, files, { signal }), files, ports, signal);
}
function chooseNodes(revision, { cluster, selectors }, known2) {
  const chosen = new Set(selectNodes(cluster.name, known2, selectors).map(({ name }) => name));
  return { ...revision, nodes: revision.nodes.filter(({ name }) => chosen.has(name)) };
}

// src/plan/compare-with-base.ts
async function compareWithBase(request, head, base, ports, redactor) {
  const added3 = new Set(head.nodes.map(({ name }) => name));
  const known2 = [...head.nodes, ...base.nodes.filter(({ name }) => !added3.has(name))];
  const options = desireOptions(ports, selectNodes(request.cluster.name, known2, request.selectors).length);
  const [desired, before] = await Promise.all(
    [head, base].map((revision) => chooseNodes(revision, request, known2)).map(({ cluster, nodes, context: context2 }) => desireNodes(cluster, nodes, context2, options))
  );
  const byName = (revision = []) => new Map(revision.map((one) => [one.name, one]));
  const [now, old] = [byName(desired), byName(before)];
  return [.../* @__PURE__ */ new Set([...now.keys(), ...old.keys()])].map(
    (name) => compareRevisionsOf(name, now.get(name), old.get(name), redactor)
  );
}
function compareRevisionsOf(name, head, base, redactor) {
  if (head?.kind === "failed") return invalid(name, head.error);
  if (head === void 0 && base?.kind === "failed") return invalid(name, base.error);
  for (const one of [head, base]) if (one?.kind === "built") redactor.learn(one.desired.config);
  return {
    diff: compareRevisions(head?.desired, base?.kind === "failed" ? base.error : base?.desired),
    evidence: { name, ...head && { desired: head.desired } }
  };
}

// src/config/secrets/placeholder-stores.ts
function placeholderStores(stores) {
  const schemes = /* @__PURE__ */ new Set([...wellKnownSchemes, ...stores.map(({ scheme }) => scheme)]);
  return [...schemes].map((scheme) => ({
    scheme,
    read: async (references) => references.map(({ text }) => ({ kind: "found", value: text }))
  }));
}

// src/diff/check-identity.ts
function checkIdentity({ node, config }, live) {
  const wanted = desiredHostname(config);
  if (wanted === void 0 || live.hostname === "" || firstLabel(wanted) === firstLabel(live.hostname)) return [];
  return [
    {
      code: "hostname_differs",
      severity: "warning",
      message: `${node.name} calls itself ${live.hostname.slice(0, 253)}, its configuration names it ${wanted}`,
      hint: "Unless it is to be renamed, look whether its address is right: this may be another node."
    }
  ];
}
function desiredHostname(config) {
  const document = config.documents.find(({ id }) => id.kind === "HostnameConfig")?.root;
  const found = nodeAt(document, "hostname") ?? nodeAt(rootDocument(config)?.root, "machine.network.hostname");
  return found?.kind === "scalar" && typeof found.value === "string" && found.value !== "" ? found.value : void 0;
}
function firstLabel(hostname) {
  return (hostname.split(".")[0] ?? "").toLowerCase();
}

// src/config/validation/version-path.ts
var installerWindow = {
  9: { lowest: 8, below: 11 }
};
function checkVersionPath(from, to) {
  const [running, target] = [parseTalosVersion(from), parseTalosVersion(to)];
  if (running === void 0 || target === void 0) {
    const which = running === void 0 ? "The running Talos version" : "The Talos version to go to";
    return [note("error", "version_unknown", `${which} is no version`, "Write it as v1.13.8.")];
  }
  if (!isAccepted(running, target)) {
    const message2 = `The installer of ${formatTalosVersion(target)} refuses a node that runs ${formatTalosVersion(running)}`;
    return [note("error", "version_path_refused", message2, stepHint(running, target))];
  }
  const distance = minorDistance(running, target) ?? 0;
  if (distance > 1) {
    const message2 = `From ${formatTalosVersion(running)} to ${formatTalosVersion(target)} skips ${distance - 1} minor version`;
    return [note("error", "version_skips_minor", message2, stepHint(running, target))];
  }
  if (compareTalosVersions(target, running) >= 0) return [];
  const message = `${formatTalosVersion(target)} is older than the running ${formatTalosVersion(running)}`;
  const hint = "The stored configuration may hold what the older version does not know: compare both versions' documentation.";
  return [note("warning", "version_downgrade", message, hint)];
}
function isAccepted(running, target) {
  if (running.major !== target.major) return false;
  const window = installerWindow[target.minor] ?? { lowest: target.minor - 2, below: target.minor + 2 };
  return running.minor >= window.lowest && running.minor < window.below;
}
function stepHint(running, target) {
  const step = target.minor > running.minor ? running.minor + 1 : running.minor - 1;
  return `Go to the latest ${running.major}.${step} first.`;
}
function note(severity, code, message, hint) {
  return { code, severity, message, hint };
}

// src/diff/compare-images.ts
function compareImages(desired, live) {
  const image = readInstallImage(desired.config);
  const desiredVersion = image?.tag;
  const desiredSchematic = image?.schematic ?? desired.schematic?.id;
  const version = desiredVersion !== void 0 && desiredVersion !== live.version;
  const schematic = desiredSchematic !== void 0 && desiredSchematic !== live.schematicId;
  const comparison = {
    liveVersion: live.version,
    ...desiredVersion !== void 0 && { desiredVersion },
    ...live.schematicId !== void 0 && { liveSchematic: live.schematicId },
    ...desiredSchematic !== void 0 && { desiredSchematic },
    ...image !== void 0 && { desiredImage: image.reference },
    upgrade: version ? schematic ? "version-and-schematic" : "version" : schematic ? "schematic" : "none",
    reasons: schematic ? explainSchematics(desired, desiredSchematic, live) : []
  };
  return { image: comparison, notes: imageNotes(desired, live, comparison) };
}
function explainSchematics(desired, desiredId, live) {
  if (live.schematicId === void 0) return ["the booted image came from no image factory"];
  if (desired.schematic?.id !== desiredId) return [];
  return compareSchematics(live.schematic, desired.schematic.text);
}
function imageNotes(desired, live, image) {
  const { node } = desired;
  const notes = [];
  if (live.secureBoot && image.desiredImage !== void 0 && !image.desiredImage.includes("-secureboot")) {
    notes.push({
      code: "secureboot_installer_lost",
      severity: "error",
      message: `${node.name} booted with secure boot, but its install image is not a secure-boot installer`,
      hint: "Use the installer whose name ends in -secureboot."
    });
  }
  if (image.desiredVersion !== void 0) notes.push(...checkVersionPath(live.version, image.desiredVersion));
  return notes;
}

// src/diff/compare-node.ts
function compareNode(desired, live, liveConfig) {
  const documents = compareConfigs(desired.config, liveConfig.config);
  const { image, notes } = compareImages(desired, live);
  const common = {
    node: desired.node,
    ...image && { image },
    notes: [...desired.notes, ...checkIdentity(desired, live), ...notes, ...stagedNote(desired, liveConfig)]
  };
  if (documents.length === 0) return { kind: "unchanged", ...common };
  return { kind: "changed", documents, reboot: forecastReboot(documents, live.version), ...common };
}
function stagedNote({ node }, { config, persistent }) {
  if (persistent === void 0 || compareConfigs(persistent, config).length === 0) return [];
  return [
    {
      code: "config_staged",
      severity: "warning",
      message: `${node.name} has a configuration on disk that differs from the active one (staged, or a try not yet confirmed)`,
      hint: "It becomes active at the next boot. The difference shown is against the active one."
    }
  ];
}

// src/diff/parse-live-config.ts
function parseLiveConfig(node, live) {
  const parse = (bytes, which) => parseMachineConfig(new TextDecoder().decode(bytes), { file: `${which} config of ${node.name}` });
  const config = parse(live.config, "active");
  return live.persistentConfig === void 0 ? { config } : { config, persistent: parse(live.persistentConfig, "persistent") };
}

// src/plan/compare-with-live.ts
async function compareWithLive(request, { cluster, nodes, context: context2 }, ports, redactor) {
  const { openAccess: openAccess2 } = ports;
  if (openAccess2 === void 0) throw new Error("a live plan needs access to nodes");
  const first = Promise.withResolvers();
  const building = desireNodes(cluster, nodes, context2, desireOptions(ports, nodes.length, first.resolve));
  const isNeeded = await Promise.race([first.promise.then(() => true), building.then((built) => built.some(isBuilt))]);
  if (!isNeeded) return (await building).map((one) => compareLiveNode(one, void 0, redactor));
  const access = openAccess2();
  try {
    const [built, readings] = await Promise.all([
      building,
      access.then(({ liveNodes }) => readLiveNodes(nodes, liveNodes, ports, context2.signal)),
      access.then(({ stores }) => learnEarlier(request, stores, ports, redactor, context2.signal))
    ]);
    const desired = await resolveDesired(built, (await access).stores, context2.signal);
    learnAll(desired, redactor);
    return desired.map((one, index) => compareLiveNode(one, readings[index], redactor));
  } finally {
    access.then(({ close }) => close()).catch(() => void 0);
  }
}
var isBuilt = ({ kind }) => kind === "built";
async function learnEarlier({ earlier, ...request }, stores, ports, redactor, signal) {
  if (earlier === void 0) return;
  try {
    const { cluster, nodes, context: context2 } = await openBase(request.cluster, earlier, ports, signal);
    const built = await desireNodes(cluster, nodes, context2, { concurrency: concurrencyOf(ports) });
    learnAll(await resolveDesired(built, placeholderStores(stores), signal), redactor);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
function learnAll(desired, redactor) {
  for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
}
async function readLiveNodes(nodes, liveNodes, ports, signal) {
  const read = async (node) => {
    if ("error" in node) return void 0;
    const reading = await liveNodes.read(node, { signal });
    ports.onProgress?.({ step: "read", node: node.name, total: nodes.length });
    return reading;
  };
  return pMap(nodes, read, { concurrency: concurrencyOf(ports), signal });
}
function compareLiveNode(one, reading, redactor) {
  if (one.kind === "failed") return invalid(one.name, one.error);
  const { name, desired } = one;
  if (reading === void 0) throw new Error(`${name} was not read`);
  if (reading.kind === "problem") {
    const { node, notes } = desired;
    return { diff: { kind: "unreachable", node, problem: reading.problem, notes }, evidence: { name, desired } };
  }
  try {
    const { live } = reading;
    const liveConfig = parseLiveConfig(desired.node, live);
    for (const config of [liveConfig.config, liveConfig.persistent]) if (config) redactor.learn(config);
    return { diff: compareNode(desired, live, liveConfig), evidence: { name, desired, live } };
  } catch (error) {
    if (error instanceof UserError) return invalid(name, error);
    throw error;
  }
}

// src/plan.ts
async function planChanges(request, ports, { signal }) {
  const { files, base, command, cluster } = request;
  const redactor = createRedactor({ key: ports.redactionKey });
  const head = await openRevision(cluster, files, ports, signal);
  const compared = base === void 0 ? await compareWithLive(request, chooseNodes(head, request, head.nodes), ports, redactor) : await compareWithBase(request, head, await openBase(cluster, base, ports, signal), ports, redactor);
  const plan = {
    cluster: cluster.name,
    revision: files.revision,
    command,
    mode: base === void 0 ? "live" : "offline",
    nodes: compared.map(({ diff }) => diff),
    digest: digestPlan({ revision: files.revision, command, nodes: compared.map(({ evidence }) => evidence) }),
    notes: head.context.templates.notes
  };
  return { plan, safe: redactor.plan(plan), redactor };
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength2 = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength2 = Math.min(maxEditLength2, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength2 || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength2 && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added3, removed2, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added3 && last.removed === removed2) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added: added3, removed: removed2, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added: added3, removed: removed2, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value) {
    return value.slice();
  }
  join(value) {
    return value;
  }
  removeEmpty(value) {
    return value;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}

// src/report/changes/compare-lines.ts
var maxEditLength = 600;
function compareLines(live, desired) {
  if (live.length === 0 || desired.length === 0) return [part2("removed", live), part2("added", desired)].flat();
  const edit = diffArrays(
    live.map((line) => line.text),
    desired.map((line) => line.text),
    { maxEditLength }
  );
  if (edit === void 0) return compareByPath(live, desired);
  let [liveAt, desiredAt] = [0, 0];
  return edit.flatMap(({ added: added3, removed: removed2, count: count2 }) => {
    const liveEnd = liveAt + (added3 ? 0 : count2);
    const desiredEnd = desiredAt + (removed2 ? 0 : count2);
    const lines = removed2 ? live.slice(liveAt, liveEnd) : desired.slice(desiredAt, desiredEnd);
    [liveAt, desiredAt] = [liveEnd, desiredEnd];
    return part2(removed2 ? "removed" : added3 ? "added" : "equal", lines);
  });
}
function part2(kind, lines) {
  return lines.length === 0 ? [] : [{ kind, lines }];
}
function compareByPath(live, desired) {
  const inLive = new Set(live.map(identify));
  const inDesired = new Set(desired.map(identify));
  const parts = [];
  const add = (kind, line) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  };
  let [liveAt, desiredAt] = [0, 0];
  for (let step = 0; step < live.length + desired.length; step += 1) {
    const [a, b] = [live[liveAt], desired[desiredAt]];
    if (a !== void 0 && b !== void 0 && identify(a) === identify(b)) {
      add("equal", b);
      liveAt += 1;
      desiredAt += 1;
    } else if (a !== void 0 && (b === void 0 || !inDesired.has(identify(a)) || inLive.has(identify(b)))) {
      add("removed", a);
      liveAt += 1;
    } else if (b !== void 0) {
      add("added", b);
      desiredAt += 1;
    }
  }
  return parts;
}
function identify(line) {
  return `${formatPath(line.path)}
${line.text}`;
}

// src/report/changes/outline-yaml.ts
function outlineYaml(text) {
  const outline = new Outline();
  return text.replace(/\n$/, "").split("\n").map((line) => ({ text: line, path: outline.follow(line) }));
}
var blockStart = /(^|\s)[|>][-+0-9]*$/;
var Outline = class {
  steps = [];
  /** Inside a block of text: everything deeper than its key belongs to it. */
  blockIndent;
  inQuotes = false;
  follow(line) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (this.isInsideValue(line, indent)) return this.path();
    this.blockIndent = void 0;
    let rest = line.slice(indent);
    let column = indent;
    while (rest === "-" || rest.startsWith("- ")) {
      this.enterItem(column);
      column += 2;
      rest = rest.slice(2);
    }
    const key = readKey(rest);
    if (key !== void 0) {
      this.leave(column);
      this.steps.push({ indent: column, step: key.name });
    }
    const value = key === void 0 ? rest : key.rest;
    if (blockStart.test(value)) this.blockIndent = key === void 0 ? column - 2 : column;
    this.inQuotes = value.startsWith('"') && !endsQuotes(value.slice(1));
    return this.path();
  }
  isInsideValue(line, indent) {
    if (this.inQuotes) {
      this.inQuotes = !endsQuotes(line);
      return true;
    }
    return this.blockIndent !== void 0 && (line.trim() === "" || indent > this.blockIndent);
  }
  enterItem(column) {
    const last = this.steps.find((step) => step.indent === column);
    this.leave(column);
    this.steps.push({ indent: column, step: typeof last?.step === "number" ? last.step + 1 : 0 });
  }
  leave(column) {
    this.steps = this.steps.filter((step) => step.indent < column);
  }
  path() {
    return this.steps.map((step) => step.step);
  }
};
var quotedKey = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'):(?:[ \t]+(.*))?$/s;
var plainKey = /^((?:[^: \t"'#]|:(?=[^ \t])|[ \t"'](?=.)|(?<=[^ \t])#)+):(?:[ \t]+(.*))?$/s;
function readKey(text) {
  if (text.startsWith("? ")) return { name: unquote(text.slice(2)), rest: "" };
  const quoted = quotedKey.exec(text);
  if (quoted !== null) return { name: unquote(quoted[1] ?? ""), rest: quoted[2] ?? "" };
  if (text.startsWith('"') || text.startsWith("'")) return void 0;
  const plain = plainKey.exec(text);
  return plain === null ? void 0 : { name: plain[1] ?? "", rest: plain[2] ?? "" };
}
function unquote(key) {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'");
  if (!key.startsWith('"')) return key;
  try {
    return String(JSON.parse(key));
  } catch {
    return key.slice(1, -1);
  }
}
function endsQuotes(text) {
  return /^(?:[^"\\]|\\.|\\$)*"\s*$/s.test(text);
}

// src/report/changes/encode-document.ts
var prunedLevels = 2;
function encodeDocument(document) {
  const { live, desired } = document;
  if (live === void 0 || desired === void 0) return { live: encode(live), desired: encode(desired) };
  const levels = document.id.kind === void 0 ? prunedLevels : 0;
  const [liveBranches, desiredBranches] = differingBranches(live, desired, levels);
  return { live: encode(liveBranches), desired: encode(desiredBranches) };
}
function encode(root) {
  if (root === void 0 || root.entries.size === 0) return [];
  return outlineYaml(encodeYaml(root, { secret: () => "<secret>" }));
}
function differingBranches(live, desired, levels) {
  if (levels === 0) return [live, desired];
  const liveEntries = /* @__PURE__ */ new Map();
  const desiredEntries = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...live.entries.keys(), ...desired.entries.keys()])) {
    const [a, b] = [live.entries.get(key), desired.entries.get(key)];
    if (a !== void 0 && b !== void 0 && isEqual(a, b)) continue;
    const isDeeper = a?.kind === "map" && b?.kind === "map" && a.entries.size > 0 && b.entries.size > 0;
    const [liveBranch, desiredBranch] = isDeeper ? differingBranches(a, b, levels - 1) : [a, b];
    if (liveBranch !== void 0) liveEntries.set(key, liveBranch);
    if (desiredBranch !== void 0) desiredEntries.set(key, desiredBranch);
  }
  return [inOrder(live, liveEntries), inOrder(desired, desiredEntries)];
}
function inOrder(map, branches) {
  const entries = [...map.entries.keys()].flatMap((key) => {
    const branch = branches.get(key);
    return branch === void 0 ? [] : [[key, branch]];
  });
  return { kind: "map", entries: new Map(entries) };
}
function isEqual(a, b) {
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value && a.text === b.text;
  if (a.kind === "list") {
    if (b.kind !== "list" || a.items.length !== b.items.length) return false;
    return a.items.every((item, index) => {
      const other = b.items[index];
      return other !== void 0 && isEqual(item, other);
    });
  }
  if (b.kind !== "map" || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, value]) => {
    const other = b.entries.get(key);
    return other !== void 0 && isEqual(value, other);
  });
}

// src/report/changes/diff-document.ts
var contextLines = 3;
function diffDocument(document) {
  const { live, desired } = encodeDocument(document);
  const runs = diffLines(live, desired);
  const blocks = document.kind === "changed" ? runs.flatMap(splitRun).map((run3) => withinSection(run3, document)) : runs;
  const changes = assignChanges(document.changes, blocks);
  return blocks.map((block, index) => ({ ...block, changes: changes[index] ?? [] }));
}
function diffLines(live, desired) {
  const blocks = [];
  let equal = [];
  let current;
  const finish = (after) => {
    if (current !== void 0) blocks.push({ ...current, after: after.slice(0, contextLines) });
    current = void 0;
  };
  for (const part3 of compareLines(live, desired)) {
    if (part3.kind === "equal") {
      finish(part3.lines);
      equal = part3.lines;
      continue;
    }
    current ??= { removed: [], added: [], before: equal.slice(-contextLines), gap: equal.length };
    current[part3.kind] = current[part3.kind].concat(part3.lines);
  }
  finish([]);
  return blocks;
}
function splitRun(run3) {
  const oldPaths = run3.removed.map((line) => formatPath(line.path));
  const newPaths = run3.added.map((line) => formatPath(line.path));
  if (new Set(oldPaths).size < oldPaths.length || new Set(newPaths).size < newPaths.length) return [run3];
  const positions = new Map(newPaths.map((path, index) => [path, index]));
  const units = [];
  const add = (line, side) => {
    if (line === void 0) return;
    const last = units.at(-1);
    if (last !== void 0 && isAtOrBelow(line.path, last.path)) last[side].push(line);
    else units.push({ path: line.path, removed: [], added: [], [side]: [line] });
  };
  let next = 0;
  for (const [index, line] of run3.removed.entries()) {
    const partner = positions.get(oldPaths[index] ?? "") ?? -1;
    for (; next < partner; next += 1) add(run3.added[next], "added");
    add(line, "removed");
    if (partner === next) {
      add(run3.added[next], "added");
      next += 1;
    }
  }
  for (; next < run3.added.length; next += 1) add(run3.added[next], "added");
  return units.map(({ removed: removed2, added: added3 }, index) => ({
    removed: removed2,
    added: added3,
    before: index === 0 ? run3.before : [],
    after: index === units.length - 1 ? run3.after : [],
    gap: index === 0 ? run3.gap : 0
  }));
}
function withinSection(block, document) {
  const changed3 = [...block.removed, ...block.added];
  const isForeign = (line, beside) => beside !== void 0 && sectionOf(document, line) !== sectionOf(document, beside);
  const first = block.before.findLastIndex((line) => isForeign(line, changed3[0]));
  const end = block.after.findIndex((line) => isForeign(line, changed3.at(-1)));
  return { ...block, before: block.before.slice(first + 1), after: block.after.slice(0, end < 0 ? void 0 : end) };
}
function sectionOf(document, line) {
  return document.id.kind === void 0 ? formatPath(line.path.slice(0, 2)) : "";
}
function isAtOrBelow(path, above) {
  return path.length >= above.length && above.every((step, index) => path[index] === step);
}
function assignChanges(changes, blocks) {
  const inAdded = blockByPath(blocks, (block) => block.added);
  const inRemoved = blockByPath(blocks, (block) => block.removed);
  const assigned = blocks.map(() => []);
  for (const change of changes) {
    const path = formatPath(change.path);
    const sides = change.kind === "removed" ? [inRemoved, inAdded] : [inAdded, inRemoved];
    const index = sides[0]?.get(path) ?? sides[1]?.get(path) ?? 0;
    assigned[index]?.push(change);
  }
  return assigned;
}
function blockByPath(blocks, linesOf) {
  const found = /* @__PURE__ */ new Map();
  for (const [index, block] of blocks.entries()) {
    for (const { path } of linesOf(block)) {
      for (const above of pathsAbove(path)) if (!found.has(above)) found.set(above, index);
    }
  }
  return found;
}
function pathsAbove(path) {
  return path.map((_, index) => formatPath(path.slice(0, path.length - index)));
}

// src/report/changes/group-changes.ts
var known = /* @__PURE__ */ new WeakMap();
function groupChanges(plan) {
  const groups = known.get(plan) ?? findGroups(plan);
  known.set(plan, groups);
  return groups;
}
function findGroups(plan) {
  const groups = /* @__PURE__ */ new Map();
  for (const block of collectBlocks(plan)) {
    const key = JSON.stringify(block.nodes);
    const group = groups.get(key) ?? { nodes: block.nodes, blocks: [] };
    group.blocks.push(block);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => describeGroup(group.nodes, group.blocks)).sort((a, b) => b.nodes.length - a.nodes.length);
}
function collectBlocks(plan) {
  const shared = /* @__PURE__ */ new Map();
  for (const node of plan.nodes) {
    if (node.kind !== "changed") continue;
    for (const document of node.documents) {
      for (const [index, block] of diffDocument(document).entries()) {
        const key = blockKey(document, block);
        const known2 = shared.get(key);
        if (known2 === void 0) {
          shared.set(key, { document, nodes: [node.name], index, block, before: block.before, after: block.after });
        } else addNode(known2, node.name, block);
      }
    }
  }
  return [...shared.values()];
}
function blockKey(document, block) {
  const side = (lines) => lines.map((line) => [formatPath(line.path), line.text]);
  return JSON.stringify([documentKey(document.id), document.kind, side(block.removed), side(block.added)]);
}
function addNode(shared, name, block) {
  shared.nodes.push(name);
  shared.before = commonStart([...shared.before].reverse(), [...block.before].reverse()).reverse();
  shared.after = commonStart(shared.after, block.after);
}
function commonStart(a, b) {
  const differs2 = a.findIndex((line, index) => line.text !== b[index]?.text);
  return a.slice(0, differs2 < 0 ? a.length : differs2);
}
function describeGroup(nodes, blocks) {
  const byDocument = Map.groupBy(blocks, (block) => block.document);
  const documents = [...byDocument].map(([document, ofDocument]) => ({
    id: document.id,
    kind: document.kind,
    hunks: joinNeighbours(ofDocument).map(describeHunk)
  }));
  return {
    nodes,
    documents,
    changes: count(blocks, (block) => block.block.changes),
    added: count(blocks, (block) => block.block.added),
    removed: count(blocks, (block) => block.block.removed)
  };
}
function count(blocks, list) {
  return blocks.reduce((sum, block) => sum + list(block).length, 0);
}
function joinNeighbours(blocks) {
  const hunks = [];
  let last;
  for (const block of blocks) {
    const touches = last !== void 0 && block.index === last.index + 1 && section(block) === section(last) && block.block.gap <= Math.min(last.after.length + block.before.length, 2 * contextLines);
    if (touches) hunks.at(-1)?.push(block);
    else hunks.push([block]);
    last = block;
  }
  return hunks;
}
function section({ document, block }) {
  const [line] = [...block.removed, ...block.added];
  return line === void 0 ? "" : sectionOf(document, line);
}
function describeHunk(blocks) {
  const paths = blocks.flatMap(({ block }) => [...block.removed, ...block.added].map((line) => line.path));
  const lines = [];
  for (const [position, { block, before, after }] of blocks.entries()) {
    const shown = position === 0 ? before.length : Math.max(0, block.gap - (blocks[position - 1]?.after.length ?? 0));
    lines.push(...context(before.slice(before.length - shown)), ...changed2(block), ...context(after));
  }
  return {
    breadcrumb: formatPath(enclosingPath(paths)),
    lines: dedent(trimContext(lines)),
    changes: blocks.flatMap(({ block }) => block.changes)
  };
}
function changed2({ removed: removed2, added: added3 }) {
  return [
    ...removed2.map(({ text }) => ({ sign: "-", text })),
    ...added3.map(({ text }) => ({ sign: "+", text }))
  ];
}
function context(lines) {
  return lines.map(({ text }) => ({ sign: " ", text }));
}
function trimContext(lines) {
  const column = smallest(lines.filter((line) => line.sign !== " ").map(columnOf));
  const first = lines.findIndex((line) => line.sign !== " ");
  const last = lines.findLastIndex((line) => line.sign !== " ");
  const isOutside = (line) => columnOf(line) < column;
  const inside = lines.slice(0, first).findLastIndex(isOutside) + 1;
  const from = inside + lines.slice(inside).findIndex((line) => line.sign !== " " || columnOf(line) === column);
  const end = lines.slice(last + 1).findIndex(isOutside);
  return lines.slice(from, end < 0 ? void 0 : last + 1 + end);
}
function columnOf(line) {
  return /^ *(?:- )*/.exec(line.text)?.[0].length ?? 0;
}
function enclosingPath(paths) {
  const [first = [], ...others] = paths;
  const differs2 = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  const common = differs2 < 0 ? first : first.slice(0, differs2);
  return common.length > 0 && paths.some((path) => path.length === common.length) ? common.slice(0, -1) : common;
}
function dedent(lines) {
  const indents = lines.filter((line) => line.text.trim() !== "").map((line) => line.text.search(/\S/));
  const indent = smallest(indents);
  return lines.map((line) => ({ sign: line.sign, text: line.text.slice(indent) }));
}
function smallest(numbers) {
  return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}

// src/report/name-nodes.ts
var maxNames = 6;
var maxExceptions = 3;
function nameNodes(nodes, plan, write = (name) => name) {
  const others = plan.nodes.filter((node) => !nodes.includes(node.name)).map((node) => node.name);
  if (others.length === 0 && nodes.length > 1) return { short: `all ${nodes.length} nodes` };
  const names = nodes.map(write).join(", ");
  if (nodes.length <= maxNames) return { short: names };
  if (others.length <= maxExceptions) {
    return { short: `${nodes.length} nodes, all but ${others.map(write).join(", ")}` };
  }
  return { short: `${nodes.length} nodes`, list: names };
}

// src/report/source-lines.ts
function sourceLines(locations) {
  const byFile = Map.groupBy(
    locations.filter((location) => location !== void 0),
    (location) => location.file
  );
  return [...byFile].flatMap(([file, places]) => {
    const lines = [...new Set(places.map((place) => place.line))].filter((line) => line !== void 0);
    return lines.length === 0 ? [{ file }] : joinLines(lines).map(([from, to]) => ({ file, from, to }));
  });
}
function joinLines(lines) {
  const ranges = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== void 0 && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
function formatLines({ from, to }) {
  if (from === void 0) return "";
  return to === void 0 || to === from ? `${from}` : `${from}-${to}`;
}
var maxRanges = 4;
function formatSources(sources) {
  const [first] = sources;
  if (first === void 0) return "";
  const ranges = sources.filter((source) => source.file === first.file).map(formatLines);
  const lines = ranges.slice(0, maxRanges).join(",");
  const more = ranges.length > maxRanges || sources.length > ranges.length ? " \u2026" : "";
  return `${first.file}${lines === "" ? "" : `:${lines}`}${more}`;
}

// src/report/summarize-plan.ts
function summarizePlan(plan) {
  const count2 = (matches2) => plan.nodes.filter(matches2).length;
  const counts = {
    nodes: plan.nodes.length,
    changed: count2((node) => node.kind === "changed"),
    unchanged: count2((node) => node.kind === "unchanged"),
    unreachable: count2((node) => node.kind === "unreachable"),
    invalid: count2((node) => node.kind === "invalid"),
    withheld: count2((node) => node.kind === "withheld"),
    upgrades: count2((node) => needsUpgrade(node)),
    automaticReboots: count2((node) => node.kind === "changed" && node.reboot.kind === "automatic"),
    manualReboots: count2((node) => node.kind === "changed" && node.reboot.kind === "manual")
  };
  return { ...counts, verdict: verdict(counts) };
}
function needsUpgrade(node) {
  return "image" in node && node.image !== void 0 && node.image.upgrade !== "none";
}
function verdict(counts) {
  const { nodes, changed: changed3, unchanged, upgrades, unreachable, invalid: invalid2, withheld } = counts;
  if (nodes === 0) return "no nodes selected";
  const parts = [];
  if (changed3 > 0) parts.push(`${changed3} of ${plural(nodes, "node")} ${changed3 === 1 ? "changes" : "change"}`);
  else if (unchanged === nodes) parts.push(upgrades > 0 ? "no changes to the config" : "no changes");
  else if (unchanged > 0) parts.push(`no changes on ${unchanged} of ${plural(nodes, "node")}`);
  if (upgrades > 0) parts.push(`${upgrades} ${upgrades === 1 ? "needs" : "need"} an upgrade`);
  if (invalid2 > 0) parts.push(`${invalid2} invalid`);
  if (unreachable > 0) parts.push(`${unreachable} unreachable`);
  if (withheld > 0) parts.push(`${withheld} withheld`);
  return parts.join(", ");
}
function plural(count2, noun) {
  return `${count2} ${noun}${count2 === 1 ? "" : "s"}`;
}
var severities = ["error", "warning", "info"];
function collectNotes(plan) {
  const shared = /* @__PURE__ */ new Map();
  const add = (note2, node) => {
    const key = JSON.stringify([note2.code, note2.severity, note2.message, note2.hint, note2.location]);
    const entry2 = shared.get(key) ?? { note: note2, nodes: [] };
    if (node !== void 0) entry2.nodes.push(node);
    shared.set(key, entry2);
  };
  for (const note2 of plan.notes) add(note2);
  for (const node of plan.nodes) for (const note2 of node.notes) add(note2, node.name);
  return [...shared.values()].sort((a, b) => severities.indexOf(a.note.severity) - severities.indexOf(b.note.severity));
}
function groupNodes(nodes, describe) {
  return [...Map.groupBy(nodes, describe)].map(([text, members]) => ({ text, nodes: members }));
}

// src/report/wrap-text.ts
function wrapText(text, width, indent = "  ") {
  return text.split("\n").map((line) => wrapLine(line, Math.max(width, 20), indent)).join("\n");
}
function wrapLine(line, width, indent) {
  const lines = [];
  let current = "";
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (visibleLength(longer) > width && current !== "") {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = longer;
  }
  return [...lines, current].join("\n");
}
function visibleLength(text) {
  return text.replace(/\u001b\[[0-9;]*m/g, "").length;
}

// src/report/render-terminal.ts
function renderTerminal(plan, options) {
  const sections = [
    paint(`${logText(plan.cluster)}: ${summarizePlan(plan).verdict}`, "bold", options),
    tableLines(plan, options).join("\n"),
    ...problemTexts(plan, options),
    ...noteTexts(plan, options),
    ...rebootTexts(plan, options),
    ...upgradeTexts(plan, options),
    ...groupChanges(plan).map((group) => groupText(group, plan, options)),
    paint(footerText(plan), "dim", options)
  ];
  return `${sections.filter((section2) => section2 !== "").join("\n\n")}
`;
}
function tableLines(plan, options) {
  const rows = plan.nodes.map((node) => [
    { text: logText(node.name) },
    { text: "role" in node ? roleText(node.role) : "" },
    stateCell(node),
    rebootCell(node),
    { text: "image" in node && node.image !== void 0 ? imageText(node.image) : "" }
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map(({ text, colour }, column) => {
      const padded = text.padEnd(widths[column] ?? 0);
      return colour === void 0 ? padded : paint(padded, colour, options);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
function roleText(role) {
  return role === "controlplane" ? "control plane" : role;
}
function stateCell(node) {
  switch (node.kind) {
    case "unchanged":
      return { text: "unchanged", colour: "green" };
    case "changed":
      return { text: plural(countChanges(node), "change"), colour: "yellow" };
    case "unreachable":
      return { text: node.reason, colour: "red" };
    case "invalid":
      return { text: "invalid", colour: "red" };
    case "withheld":
      return { text: `${plural(node.changes, "change")}, withheld`, colour: "red" };
    default:
      return node;
  }
}
function countChanges(node) {
  return node.documents.reduce((sum, document) => sum + document.changes.length, 0);
}
function rebootCell(node) {
  if (node.kind !== "changed" || node.reboot.kind === "none") return { text: "" };
  const text = node.reboot.kind === "automatic" ? "reboots by itself" : "reboot by hand";
  return { text, colour: node.reboot.kind === "automatic" ? "red" : "yellow" };
}
function imageText({ liveVersion, desiredVersion, upgrade }) {
  const live = logText(liveVersion);
  const desired = logText(desiredVersion ?? "unknown");
  const texts = {
    none: live,
    version: `${live} \u2192 ${desired}`,
    schematic: `${live}, other schematic`,
    "version-and-schematic": `${live} \u2192 ${desired}, other schematic`
  };
  return texts[upgrade];
}
function problemTexts(plan, options) {
  const problems = groupNodes(plan.nodes, (node) => problemText(node, options)).filter(({ text }) => text !== "");
  return problems.map(({ nodes, text }) => {
    const [first = "", ...hint] = text.split("\n");
    return [paint(wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), "red", options), ...hint].join("\n");
  });
}
function problemText(node, options) {
  if (node.kind === "withheld") return "changes not shown because hiding the secrets in them failed";
  if (node.kind !== "unreachable" && node.kind !== "invalid") return "";
  const place = node.kind === "invalid" && node.location !== void 0 ? ` (${formatLocation(node.location)})` : "";
  return `${prose(`${node.message}${place}`)}${hintLine(node.hint, options)}`;
}
function prose(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}
function hintLine(hint, options) {
  if (hint === void 0) return "";
  return `
${wrapText(`  ${paint("hint:", "cyan", options)} ${prose(hint)}`, options.width)}`;
}
var noteColours = { error: "red", warning: "yellow", info: "cyan" };
function noteTexts(plan, options) {
  return collectNotes(plan).map(({ note: note2, nodes }) => {
    const label = paint(`${note2.severity}:`, noteColours[note2.severity], options);
    const who = nodes.length === 0 ? "" : `${nodes.map(logText).join(", ")}: `;
    const place = note2.location === void 0 ? "" : ` (${logText(formatLocation(note2.location))})`;
    const text = `${label} ${who}${prose(note2.message)}${place}`;
    return `${wrapText(text, options.width)}${hintLine(note2.hint, options)}`;
  });
}
function rebootTexts(plan, options) {
  const changed3 = plan.nodes.filter((node) => node.kind === "changed").filter((node) => node.reboot.kind !== "none");
  return groupNodes(changed3, rebootText).map(
    ({ nodes, text }) => wrapText(`${whoIs(nodes, plan)}: ${text}`, options.width)
  );
}
function rebootText({ reboot }) {
  const why = reboot.paths.length === 0 ? "" : `, because of ${prose(reboot.paths.join(", "))}`;
  if (reboot.kind === "manual") return `the changes are taken at once but act only after a reboot${why}`;
  return `automatic reboot when the changes are applied, without a drain${why}`;
}
function upgradeTexts(plan, options) {
  return groupNodes(plan.nodes.filter(needsUpgrade), upgradeText).map(({ nodes, text }) => {
    const [first = "", ...rest] = text.split("\n");
    return [wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), ...rest].join("\n");
  });
}
function upgradeText(node) {
  if (!("image" in node) || node.image === void 0) return "";
  const { reasons, desiredImage, liveSchematic, desiredSchematic, upgrade } = node.image;
  const short = (id) => logText(id?.slice(0, 8) ?? "none");
  const schematic = upgrade === "version" ? "" : `, schematic ${short(liveSchematic)} \u2192 ${short(desiredSchematic)}`;
  const why = reasons.length === 0 ? "" : ` (${prose(reasons.join("; "))})`;
  return `needs an upgrade${schematic}${why}${desiredImage === void 0 ? "" : `
  to ${prose(desiredImage)}`}`;
}
function whoIs(nodes, plan) {
  const { short, list } = nameNodes(
    nodes.map((node) => node.name),
    plan,
    logText
  );
  return list ?? short;
}
function groupText(group, plan, options) {
  const { short, list } = nameNodes(group.nodes, plan, logText);
  const title = `${list ?? short} \xB7 ${plural(group.changes, "change")} \xB7 +${group.added} \u2212${group.removed}`;
  const lines = [paint(title, "bold", options)];
  for (const document of group.documents) {
    const action = { added: " (new document)", removed: " (document removed)", changed: "" }[document.kind];
    lines.push(paint(`--- ${logText(formatDocumentId(document.id))}${action}`, "bold", options));
    for (const hunk of document.hunks) {
      const sources = formatSources(sourceLines(hunk.changes.map((change) => change.origin)));
      const place = hunk.breadcrumb === "" ? "" : ` ${hunk.breadcrumb}`;
      lines.push(paint(logText(`@@${place} @@${sources === "" ? "" : ` ${sources}`}`), "cyan", options));
      lines.push(...hunk.lines.map((line) => hunkLine(line, options)));
    }
  }
  return lines.join("\n");
}
function hunkLine({ sign, text }, options) {
  const line = logText(`${sign}${text}`);
  if (sign === " ") return line;
  return paint(line, sign === "+" ? "green" : "red", options);
}
function footerText(plan) {
  const revision = /^[0-9a-f]{40}/.test(plan.revision) ? plan.revision.slice(0, 7) : plan.revision;
  const mode = plan.mode === "offline" ? " \xB7 offline: head against base" : "";
  return `revision ${logText(revision)} \xB7 digest ${plan.digest.slice(0, 12)}${mode}`;
}

// src/report/result-json.ts
function resultJson(plan) {
  const { cluster, revision, command, mode, digest } = plan;
  const nodes = plan.nodes.map(nodeResult);
  return {
    version: 1,
    kind: "plan",
    cluster,
    revision,
    command,
    mode,
    changed: nodes.some(
      ({ changeCount, image }) => changeCount > 0 || image !== void 0 && image.upgrade !== "none"
    ),
    reboot: nodes.some((node) => node.reboot?.kind === "automatic"),
    nodes,
    digest,
    notes: plan.notes.map(noteResult)
  };
}
function nodeResult(node) {
  const base = { name: node.name, state: node.kind, notes: node.notes.map(noteResult) };
  const nothing2 = { changes: [], changeCount: 0 };
  switch (node.kind) {
    case "unchanged":
      return { ...base, ...whereabouts(node), ...nothing2, ...node.image && { image: node.image } };
    case "changed": {
      const changes = changeResults(node);
      return {
        ...base,
        ...whereabouts(node),
        changes,
        changeCount: changes.length,
        reboot: node.reboot,
        ...node.image && { image: node.image }
      };
    }
    case "unreachable":
      return { ...base, ...whereabouts(node), ...nothing2, reasonCode: node.reason, ...problem(node) };
    case "invalid":
      return {
        ...base,
        ...nothing2,
        reasonCode: node.code,
        ...problem(node),
        ...node.location && { location: node.location }
      };
    case "withheld":
      return { ...base, changes: [], changeCount: node.changes };
    default:
      return node;
  }
}
function problem({ message, hint }) {
  return { message, ...hint !== void 0 && { hint } };
}
function whereabouts(node) {
  return { role: node.role, address: node.address };
}
function changeResults(node) {
  return node.documents.flatMap(
    (document) => document.changes.map(({ kind, path, origin }) => ({
      kind,
      document: formatDocumentId(document.id),
      path: formatPath(path),
      ...origin && { location: origin }
    }))
  );
}
function noteResult({ code, severity, message, hint, location }) {
  return { code, severity, message, ...hint !== void 0 && { hint }, ...location && { location } };
}

// src/cli/open-base.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);

// src/adapters/workspace/open-revision.ts
var import_node_child_process = __toESM(require_node_child_process(), 1);
var import_node_util = __toESM(require_node_util(), 1);
var run = (0, import_node_util.promisify)(import_node_child_process.execFile);
var maxBytes = 4 * 1024 * 1024;
var maxListBytes = 64 * 1024 * 1024;
async function openRevision2(folder, revision) {
  const git = (args, limit, signal) => runGit(folder, args, limit, signal);
  const inside = await git(["rev-parse", "--show-prefix"], 4096);
  if (inside.kind === "failed") {
    throw new UserError(`Cannot read revision ${JSON.stringify(revision)}: ${folder} lies in no Git repository`, {
      code: "input_invalid",
      hint: "Give a folder instead, or a --root that Git knows."
    });
  }
  const commit = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], 4096);
  if (commit.kind === "failed") return void 0;
  const sha = commit.text.trim();
  const prefix = inside.text.trim();
  return {
    revision: sha,
    read: async (path, { signal } = {}) => {
      const blob = await git(["cat-file", "blob", `${sha}:${prefix}${path}`], maxBytes, signal);
      return blob.kind === "failed" ? void 0 : blob.text;
    },
    list: async (directory, { signal } = {}) => {
      const args = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha, "--", `${prefix}${directory}` || "."];
      const listed = await git(args, maxListBytes, signal);
      if (listed.kind === "failed") return [];
      const paths = listed.text.split("\0").filter((path) => path !== "" && path.startsWith(prefix));
      return paths.map((path) => path.slice(prefix.length)).sort();
    }
  };
}
async function runGit(folder, args, maxBuffer, signal) {
  try {
    const { stdout } = await run("git", ["-C", folder, "--no-pager", ...args], {
      maxBuffer,
      ...signal && { signal }
    });
    return { kind: "text", text: stdout };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "number") return { kind: "failed" };
    throw failure(error);
  }
}
function failure(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ENOENT") return new UserError("Cannot run git: it is not installed", { code: "input_invalid" });
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return new UserError(`Cannot read from Git: a file is larger than ${maxBytes} bytes`, { code: "input_invalid" });
  }
  return error;
}

// src/cli/open-base.ts
async function openBase2(call, { root }) {
  const given = call.options.text("base") ?? (call.options.flag("offline") ? "HEAD" : void 0);
  if (given === void 0) return void 0;
  const folder = (0, import_node_path.resolve)(call.directory, given);
  const isFolder = await isDirectory(folder);
  if (isFolder && ((0, import_node_path.isAbsolute)(given) || given.startsWith("."))) return openWorkspace(folder);
  const revision = await openRevision2(root, given).catch((error) => {
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
async function run2(call) {
  const { args, output, signal } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const base = await openBase2(call, repository);
  const selectors = args.length === 0 ? ["all"] : args;
  const request = { cluster, files: repository.files, selectors, command: `diff ${selectors.join(" ")}` };
  const ports = {
    factory: await openFactory(cluster),
    redactionKey: (0, import_node_crypto2.randomBytes)(32),
    onProgress: progressLine(call),
    clock: () => performance.now()
  };
  const { safe } = base === void 0 ? await planChanges(request, { ...ports, openAccess: () => openAccess(call, cluster, repository) }, { signal }) : await planChanges({ ...request, base }, ports, { signal });
  if (output.json) output.writeJson(resultJson(safe));
  else output.write(renderTerminal(safe, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
  return exitCode(safe);
}
function progressLine({ output }) {
  const done = { rendered: /* @__PURE__ */ new Set(), read: /* @__PURE__ */ new Set() };
  return ({ step, node, total }) => {
    done[step].add(node);
    output.progress(`${step} ${done[step].size}/${total}: ${node}`);
  };
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
  run2 as run
};
