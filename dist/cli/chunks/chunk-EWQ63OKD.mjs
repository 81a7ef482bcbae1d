import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  compareSchematics
} from "./chunk-H2VVC5AP.mjs";
import {
  desireNodes,
  nodeAt,
  resolveDesired,
  wellKnownSchemes
} from "./chunk-ND5FSVL4.mjs";
import {
  atLeast,
  compareTalosVersions,
  formatTalosVersion,
  minorDistance,
  parseTalosVersion,
  readInstallImage
} from "./chunk-GMBXHOJS.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import {
  documentKey,
  formatDocumentId,
  parseMachineConfig,
  rootDocument
} from "./chunk-WQCB6VHB.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  openRenderContext
} from "./chunk-J2TA3IMP.mjs";
import {
  identifyNodes,
  pMap
} from "./chunk-V7XVEVV4.mjs";
import {
  discoverNodes
} from "./chunk-XDIK34DW.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

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
function digestPlan({ revision, command, nodes, more = {} }) {
  const parts = Object.fromEntries([
    ["revision", sha256(revision)],
    ["command", sha256(command)],
    ["nodes", sha256(JSON.stringify(nodes.map(({ name }) => name)))],
    ...nodes.flatMap(nodeParts),
    ...Object.entries(more).map(([name, text]) => [name, sha256(text)])
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
  const context = await openRenderContext(files, { signal, ...factory && { factory }, ...clock && { clock } });
  return { cluster, context, nodes: await identifyNodes(cluster, context) };
}
async function openBase(cluster, files, ports, signal) {
  return openRevision(await clusterAt(cluster, files, { signal }), files, ports, signal);
}
function chooseNodes(revision, { cluster, selectors }, known) {
  const chosen = new Set(selectNodes(cluster.name, known, selectors).map(({ name }) => name));
  return { ...revision, nodes: revision.nodes.filter(({ name }) => chosen.has(name)) };
}

// src/plan/compare-with-base.ts
async function compareWithBase(request, head, base, ports, redactor) {
  const added3 = new Set(head.nodes.map(({ name }) => name));
  const known = [...head.nodes, ...base.nodes.filter(({ name }) => !added3.has(name))];
  const options = desireOptions(ports, selectNodes(request.cluster.name, known, request.selectors).length);
  const [desired, before] = await Promise.all(
    [head, base].map((revision) => chooseNodes(revision, request, known)).map(({ cluster, nodes, context }) => desireNodes(cluster, nodes, context, options))
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
async function compareWithLive(request, { cluster, nodes, context }, ports, redactor) {
  const { openAccess } = ports;
  if (openAccess === void 0) throw new Error("a live plan needs access to nodes");
  const first = Promise.withResolvers();
  const building = desireNodes(cluster, nodes, context, desireOptions(ports, nodes.length, first.resolve));
  const isNeeded = await Promise.race([first.promise.then(() => true), building.then((built) => built.some(isBuilt))]);
  if (!isNeeded) return (await building).map((one) => compareLiveNode(one, void 0, redactor));
  const access = openAccess();
  try {
    const [built, readings] = await Promise.all([
      building,
      access.then(({ liveNodes }) => readLiveNodes(nodes, liveNodes, ports, context.signal)),
      access.then(({ stores }) => learnEarlier(request, stores, ports, redactor, context.signal))
    ]);
    const desired = await resolveDesired(built, (await access).stores, context.signal);
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
    const { cluster, nodes, context } = await openBase(request.cluster, earlier, ports, signal);
    const built = await desireNodes(cluster, nodes, context, { concurrency: concurrencyOf(ports) });
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
  const evidence = compared.map((one) => one.evidence);
  const plan = {
    cluster: cluster.name,
    revision: files.revision,
    command,
    mode: base === void 0 ? "live" : "offline",
    nodes: compared.map(({ diff }) => diff),
    digest: digestPlan({ revision: files.revision, command, nodes: evidence }),
    notes: head.context.templates.notes
  };
  return { plan, safe: redactor.plan(plan), evidence, redactor };
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

export {
  checkVersionPath,
  clusterAt,
  openRevision,
  digestPlan,
  planChanges,
  resultJson
};
