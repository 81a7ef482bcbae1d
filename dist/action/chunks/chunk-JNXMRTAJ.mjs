import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  identifyNodes,
  isIpAddress,
  layerPath,
  nodeVariables,
  openRenderContext,
  pMap,
  parseYaml,
  renderTemplate
} from "./chunk-EJE2KNFJ.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  discoverNodes
} from "./chunk-2HBHYJGO.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  Secret,
  documentKey,
  formatDocumentId,
  formatPath,
  rootDocument
} from "./chunk-2VMUWDUH.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

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

// src/config/check-install-schematic.ts
function checkInstallSchematic(image, schematic) {
  if (schematic === void 0 || image?.schematic === void 0 || schematic.id === image.schematic) return [];
  return [
    {
      code: "image_not_of_schematic",
      severity: "warning",
      message: `The install image names schematic ${short(image.schematic)}, but ${schematic.file} gives ${short(schematic.id)}`,
      hint: "Write the image with the variable that holds the schematic id.",
      location: image.origin ?? { file: schematic.file }
    }
  ];
}
function short(id) {
  return `${id.slice(0, 8)}\u2026`;
}

// src/config/image-reference.ts
var component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var registry = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]{1,5})?";
var pattern = new RegExp(
  `^(?:(?<registry>${registry})/)?(?<path>${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$`
);
var factoryForm = /(?:^|\/)(?:(?<platform>[a-z0-9]+)-)?installer(?<secureBoot>-secureboot)?\/(?<schematic>[^/]+)$/;
var folder = new RegExp(`^${component}$`);
var schematicId = /^[0-9a-f]{64}$/;
var maxLength = 512;
function parseImageReference(reference) {
  if (reference.length > maxLength) return void 0;
  const parts = pattern.exec(reference)?.groups;
  const path2 = parts?.["path"];
  if (parts === void 0 || path2 === void 0) return void 0;
  const host = parts["registry"];
  if (host !== void 0 && !isHost(host) && !folder.test(host)) return void 0;
  const split = host === void 0 || isHost(host) ? { registry: host, path: path2 } : { path: `${host}/${path2}` };
  const installer = parseInstaller(split.path);
  return {
    reference,
    repository: split.registry === void 0 ? split.path : `${split.registry}/${split.path}`,
    registry: split.registry ?? "docker.io",
    path: split.path,
    ...parts["tag"] !== void 0 && { tag: parts["tag"] },
    ...parts["digest"] !== void 0 && { digest: parts["digest"] },
    ...installer && { installer }
  };
}
function isSchematicId(text3) {
  return schematicId.test(text3);
}
function isHost(text3) {
  return /[.:[]/.test(text3) || text3 === "localhost";
}
function parseInstaller(path2) {
  const parts = factoryForm.exec(path2)?.groups;
  const schematic = parts?.["schematic"];
  if (parts === void 0 || schematic === void 0) return void 0;
  return {
    ...parts["platform"] !== void 0 && { platform: parts["platform"] },
    secureBoot: parts["secureBoot"] !== void 0,
    schematic
  };
}

// src/config/talos-version.ts
var pattern2 = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
function parseTalosVersion(text3) {
  const match = pattern2.exec(text3);
  if (match === null) return void 0;
  const [, major, minor, patch = "0", suffix = ""] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), suffix };
}
function formatTalosVersion(version) {
  const suffix = version.suffix === "" ? "" : `-${version.suffix}`;
  return `v${version.major}.${version.minor}.${version.patch}${suffix}`;
}
function compareTalosVersions(a, b) {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || compareSuffixes(a.suffix, b.suffix);
}
function minorDistance(from, to) {
  return from.major === to.major ? to.minor - from.minor : void 0;
}
function atLeast(version, minimum) {
  const have = parseTalosVersion(version);
  const want = parseTalosVersion(minimum);
  if (have === void 0 || want === void 0) return true;
  return (have.major - want.major || have.minor - want.minor || have.patch - want.patch) >= 0;
}
function compareSuffixes(a, b) {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const left = a.split(".");
  const right = b.split(".");
  for (const [index, part2] of left.entries()) {
    const other = right[index];
    if (other === void 0) return 1;
    const order = compareIdentifiers(part2, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
function compareIdentifiers(a, b) {
  const [aNumeric, bNumeric] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aNumeric && bNumeric) return Number(a) - Number(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/config/install-image.ts
function readInstallImage(config) {
  const node = imageNode(config);
  if (node === void 0 || typeof node.value !== "string" || node.value === "") return void 0;
  const image = parseImageReference(node.value);
  if (image === void 0) throw invalid(node, "it is no image reference");
  const schematic = schematicOf(image, node);
  return {
    reference: image.reference,
    repository: image.repository,
    ...schematic !== void 0 && { schematic },
    ...image.tag !== void 0 && { tag: image.tag },
    ...image.digest !== void 0 && { digest: image.digest },
    ...node.origin && { origin: node.origin }
  };
}
function imageNode(config) {
  const root2 = rootDocument(config)?.root;
  const unattended = config.documents.find((document) => document.id.kind === "UnattendedInstallConfig")?.root;
  return scalarAt(root2, ["machine", "install", "image"]) ?? scalarAt(unattended, ["installer", "image"]);
}
function scalarAt(node, path2) {
  const found = path2.reduce((at, key) => at?.kind === "map" ? at.entries.get(key) : void 0, node);
  return found?.kind === "scalar" ? found : void 0;
}
function schematicOf(image, node) {
  const schematic = image.installer?.schematic;
  if (schematic === void 0 || isSchematicId(schematic)) return schematic;
  const isFactory = image.registry.startsWith("factory.") || /^(null|none|undefined)$/.test(schematic);
  if (isFactory) throw invalid(node, "its schematic is not 64 hex digits");
  return void 0;
}
function invalid(node, reason) {
  return new UserError(`Cannot use the install image: ${reason}`, {
    code: "config_invalid",
    hint: "Write it as factory.talos.dev/metal-installer/SCHEMATIC:VERSION, with the variable that holds the schematic id.",
    ...node.origin && { location: node.origin }
  });
}
function installerImage(parts) {
  if (!isSchematicId(parts.schematic)) {
    throw new UserError("Cannot name the installer image: its schematic is not 64 hex digits", {
      code: "schematic_invalid",
      hint: "Look at it with talos-chatops schematic."
    });
  }
  const prefix = atLeast(parts.version, "1.10") ? `${parts.platform}-` : "";
  const name = `${prefix}installer${parts.secureBoot ? "-secureboot" : ""}`;
  return `${new URL(parts.factory).host}/${name}/${parts.schematic}:${parts.version}`;
}

// src/config/parse-machine-config.ts
function parseMachineConfig(text3, options) {
  const documents = parseYaml(text3, options).map((node) => {
    if (node.kind === "map") return { id: documentId(node), root: node, ...node.origin && { origin: node.origin } };
    throw new UserError(`Cannot read ${options.file}: a document must be a map, found a ${node.kind}`, {
      code: "config_invalid",
      location: node.origin ?? { file: options.file }
    });
  });
  refuseDuplicates(documents, options.file);
  return { documents };
}
function documentId(root2) {
  const field = (name2) => {
    const node = root2.entries.get(name2);
    return node?.kind === "scalar" && node.value !== null && node.text !== "" ? node.text : void 0;
  };
  const kind = field("kind");
  if (kind === void 0) return {};
  const apiVersion = field("apiVersion");
  const name = field("name");
  return { ...apiVersion && { apiVersion }, kind, ...name && { name } };
}
function refuseDuplicates(documents, file) {
  const seen = /* @__PURE__ */ new Set();
  for (const document of documents) {
    const key = documentKey(document.id);
    if (seen.has(key)) {
      throw new UserError(`Cannot read ${file}: it has two documents ${formatDocumentId(document.id)}`, {
        code: "config_invalid",
        location: document.origin ?? { file },
        hint: "Join the two, or give them different names."
      });
    }
    seen.add(key);
  }
}

// src/config/tree/exceeds-nodes.ts
function exceedsNodes(root2, limit) {
  let left = limit;
  const pending = [root2];
  for (let node = pending.pop(); node !== void 0; node = pending.pop()) {
    left -= 1;
    if (left < 0) return true;
    if (node.kind === "list") pending.push(...node.items);
    if (node.kind === "map") pending.push(...node.entries.values());
  }
  return false;
}

// src/config/merge/equal-nodes.ts
function equalNodes(a, b) {
  return meaning(a) === meaning(b);
}
function meaning(node) {
  return JSON.stringify(plain(node));
}
function plain(node) {
  if (node === void 0 || node.kind === "scalar" && node.value === null) return null;
  if (node.kind === "list") return node.items.map(plain);
  if (node.kind === "map") {
    const keys2 = [...node.entries.keys()].sort();
    return ["map", ...keys2.map((key) => [key, plain(node.entries.get(key))])];
  }
  if (node.value instanceof Secret) return ["secret", ...node.value.references];
  return typeof node.value === "bigint" ? ["number", node.value.toString()] : [typeof node.value, node.value];
}

// src/config/merge/json-pointer.ts
function pointerSteps(pointer2) {
  if (pointer2 === "") return [];
  return pointer2.slice(1).split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// src/config/merge/merge-error.ts
function patchError(place, reason, hint) {
  return new UserError(`Cannot apply the patch ${place.file}: ${formatPlace(place)}${reason}`, {
    code: "patch_failed",
    location: locationOf(place),
    ...hint === void 0 ? {} : { hint }
  });
}
function locationOf(place) {
  return place.origin ?? { file: place.file };
}
function formatPlace(place) {
  const document = place.document?.kind === void 0 ? [] : [formatDocumentId(place.document)];
  const path2 = place.path === void 0 || place.path.length === 0 ? [] : [formatPath(place.path)];
  return [...document, ...path2, ""].join(" ");
}

// src/config/merge/apply-json-patch.ts
function applyJsonPatch(config, patch) {
  const document = onlyDocument(config, patch);
  const root2 = patch.operations.reduce(
    (node, operation) => apply(node, operation, patch.file),
    document.root
  );
  if (root2.kind !== "map") throw patchError({ file: patch.file }, "the patched document is no map");
  return { documents: [{ ...document, id: documentId(root2), root: root2 }] };
}
function onlyDocument(config, patch) {
  const [document] = config.documents;
  if (config.documents.length === 1 && document !== void 0) return document;
  const count = config.documents.length;
  const hint = "Write it as a strategic merge patch: the YAML of what shall change.";
  const reason = `JSON patches work on a config of one document, this one has ${count}`;
  throw patchError({ file: patch.file, origin: patch.operations[0]?.origin }, reason, hint);
}
function apply(root2, operation, file) {
  const edit = new TreeEdit(operation, file);
  const steps = pointerSteps(operation.path);
  switch (operation.op) {
    case "add":
      return edit.add(root2, steps, operation.value);
    case "remove":
      return edit.remove(root2, steps);
    case "replace":
      return steps.length === 0 ? operation.value : edit.replace(root2, steps, operation.value);
    case "test":
      if (equalNodes(edit.get(root2, steps), operation.value)) return root2;
      throw edit.failure("the test failed: the value there is another one");
    case "copy": {
      const copied = edit.add(root2, steps, edit.get(root2, edit.source(operation.from)) ?? emptyNode);
      if (exceedsNodes(copied, maxNodes)) throw edit.failure(`the document would hold more than ${maxNodes} values`);
      return copied;
    }
    case "move": {
      const from = edit.source(operation.from);
      const value = edit.get(root2, from);
      return edit.add(edit.remove(root2, from), steps, value ?? emptyNode);
    }
    default:
      return operation;
  }
}
var maxNodes = 1e5;
var emptyNode = { kind: "scalar", value: null, text: "null", quoted: false };
var TreeEdit = class {
  operation;
  file;
  constructor(operation, file) {
    this.operation = operation;
    this.file = file;
  }
  failure(reason) {
    const { op, path: path2, origin } = this.operation;
    return patchError({ file: this.file, origin }, `${op} ${path2}: ${reason}`);
  }
  source(pointer2) {
    if (pointer2 !== "") return pointerSteps(pointer2);
    throw this.failure("the whole document cannot be the source");
  }
  /** Undefined for a map key that is missing; a missing parent or position is an error. */
  get(root2, steps) {
    const [step, ...rest] = steps;
    if (step === void 0) return root2;
    const child2 = this.child(root2, step);
    if (rest.length === 0) return child2;
    if (child2 === void 0) throw this.missing();
    return this.get(child2, rest);
  }
  add(root2, steps, value) {
    return this.edit(root2, steps, (parent, step) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step, value) };
      const index = step === "-" ? parent.items.length : this.position(step, parent.items.length + 1);
      return { ...parent, items: parent.items.toSpliced(index, 0, value) };
    });
  }
  replace(root2, steps, value) {
    return this.edit(root2, steps, (parent, step) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step, value) };
      return { ...parent, items: parent.items.with(this.position(step, parent.items.length), value) };
    });
  }
  remove(root2, steps) {
    return this.edit(root2, steps, (parent, step) => {
      if (parent.kind === "list") {
        return { ...parent, items: parent.items.toSpliced(this.position(step, parent.items.length), 1) };
      }
      if (!parent.entries.has(step)) throw this.missing();
      const entries = new Map(parent.entries);
      entries.delete(step);
      return { ...parent, entries };
    });
  }
  edit(root2, steps, change) {
    const [step, ...rest] = steps;
    if (step === void 0) throw this.failure("the whole document cannot be the target");
    if (root2.kind === "scalar") throw this.missing();
    if (rest.length === 0) return change(root2, step);
    const child2 = this.child(root2, step);
    if (child2 === void 0) throw this.missing();
    const changed2 = this.edit(child2, rest, change);
    if (root2.kind === "map") return { ...root2, entries: new Map(root2.entries).set(step, changed2) };
    return { ...root2, items: root2.items.with(this.position(step, root2.items.length), changed2) };
  }
  child(node, step) {
    if (node.kind === "scalar") throw this.missing();
    if (node.kind === "map") return node.entries.get(step);
    return node.items[this.position(step, node.items.length)];
  }
  /** A list position below `size`; `-1` is the last one. */
  position(step, size) {
    if (!/^[+-]?\d{1,9}$/.test(step)) throw this.failure("a list is addressed by a number");
    const index = Number(step) < 0 ? Number(step) + size : Number(step);
    if (index < 0 || index >= size) throw this.failure("the list has no such position");
    return index;
  }
  missing() {
    return this.failure("there is no such path");
  }
};

// src/config/merge/document-rules.ts
var volumes = ["RawVolumeConfig", "SwapVolumeConfig", "UserVolumeConfig", "VolumeConfig"];
var withArgs = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig",
  "KubeletConfig"
];
var withResources = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeFlannelCNIConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig"
];
var documentRules = [
  { rule: "replace", kinds: ["NetworkRuleConfig"], paths: ["ingress", "portSelector.ports"] },
  { rule: "replace", kinds: ["BGPInstanceConfig"], paths: ["advertise", "importRoutes", "neighbors"] },
  { rule: "replace", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "replace",
    kinds: ["KubeAuditPolicyConfig", "KubeAuthenticationConfig", "KubeCredentialProviderConfig"],
    paths: ["configuration"]
  },
  { rule: "replace", kinds: ["KubeNetworkConfig"], paths: ["podSubnets", "serviceSubnets"] },
  { rule: "replace", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },
  { rule: "keyed", key: "mountPath", kinds: ["ExtensionServiceConfig"], paths: ["configFiles"] },
  { rule: "images", kinds: ["ImageVerificationConfig"], paths: ["rules"] },
  { rule: "values", kinds: withArgs, paths: ["extraArgs"] },
  { rule: "url", kinds: ["KmsgLogConfig", "HTTPProbeConfig", "KubeExternalManifestConfig"], paths: ["url"] },
  { rule: "url", kinds: ["SideroLinkConfig"], paths: ["apiUrl"] },
  { rule: "url", kinds: ["DiscoveryServiceConfig", "KubeClusterConfig"], paths: ["endpoint"] },
  { rule: "url", kinds: ["KubeServiceAccountConfig"], paths: ["issuer.issuerURL"] },
  { rule: "cleared", kinds: volumes, paths: ["provisioning.minSize", "provisioning.diskSelector.match"] },
  { rule: "cleared", before: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "cleared", kinds: ["VolumeConfig", "UserVolumeConfig"], paths: ["filesystem.xfs.minAllocationGroupSize"] },
  { rule: "cleared", kinds: ["ExistingVolumeConfig"], paths: ["discovery.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.minSize"] },
  { rule: "cleared", kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"], paths: ["provisioning.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LinkAliasConfig"], paths: ["selector.match"] },
  { rule: "cleared", kinds: ["OOMConfig"], paths: ["triggerExpression", "cgroupRankingExpression"] },
  { rule: "cleared", kinds: ["UnattendedInstallConfig"], paths: ["provisioning.diskSelector.match"] },
  { rule: "size", since: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "size", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.maxSize"] },
  { rule: "refused", before: "1.14", kinds: ["RoutingRuleConfig"], paths: [""] },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["BondConfig"],
    paths: [
      ..."miimon updelay downdelay arpInterval adActorSysPrio adUserPortKey resendIGMP minLinks lpInterval".split(" "),
      ..."packetsPerSlave numPeerNotif tlbLogicalLb allSlavesActive peerNotifDelay missedMax".split(" ")
    ]
  },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["EthernetConfig"],
    paths: [
      ..."rx tx rx-mini rx-jumbo rx-buf-len cqe-size tx-push-buf-len".split(" ").map((key) => `rings.${key}`),
      ..."rx tx other combined".split(" ").map((key) => `channels.${key}`)
    ]
  },
  { rule: "pointer", since: "1.12", kinds: ["KubeSpanConfig"], paths: ["mtu"] },
  { rule: "pointer", since: "1.12", kinds: ["ZswapConfig"], paths: ["maxPoolPercent"] },
  { rule: "pointer", kinds: ["ContainerConfig"], paths: ["runAs.uid", "runAs.gid"] },
  { rule: "pointer", kinds: ["KubeAPIServerConfig"], paths: ["apiPort"] },
  { rule: "pointer", kinds: ["LVMLogicalVolumeConfig"], paths: ["mirrors", "stripes"] },
  { rule: "named-zero", zero: "accept", kinds: ["NetworkDefaultActionConfig"], paths: ["ingress"] },
  { rule: "named-zero", zero: "none", kinds: ["ExternalVolumeConfig"], paths: ["filesystemType"] },
  { rule: "named-zero", zero: "none", kinds: ["UserVolumeConfig"], paths: ["filesystem.type"] },
  { rule: "named-zero", zero: "none", kinds: volumes, paths: ["encryption.provider"] },
  { rule: "named-zero", zero: "linear", kinds: ["LVMLogicalVolumeConfig"], paths: ["type"] },
  { rule: "named-zero", zero: "raid1", kinds: ["RAIDArrayConfig"], paths: ["level"] },
  { rule: "named-zero", zero: "1.0", kinds: ["RAIDArrayConfig"], paths: ["metadata"] },
  { rule: "named-zero", zero: "unspec", kinds: ["RoutingRuleConfig"], paths: ["table", "action"] },
  { rule: "named-zero", zero: "unspec", kinds: ["VRFConfig"], paths: ["table"] },
  {
    rule: "duration",
    kinds: ["ExistingVolumeConfig", "UserVolumeConfig", "VolumeConfig"],
    paths: ["trim.interval", "scrub.interval"]
  },
  { rule: "duration", kinds: ["FilesystemScrubConfig", "FilesystemTrimConfig"], paths: ["interval"] },
  { rule: "duration", kinds: ["HTTPProbeConfig", "TCPProbeConfig"], paths: ["interval", "timeout"] },
  { rule: "duration", kinds: ["OOMConfig"], paths: ["sampleInterval"] },
  { rule: "duration", kinds: ["TimeSyncConfig"], paths: ["bootTimeout"] },
  { rule: "duration", kinds: ["WatchdogTimerConfig"], paths: ["timeout"] },
  { rule: "free", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "free",
    kinds: [
      "KubeAdmissionControlConfig",
      "KubeAuditPolicyConfig",
      "KubeAuthenticationConfig",
      "KubeCredentialProviderConfig"
    ],
    paths: ["configuration"]
  },
  { rule: "free", kinds: ["KubeAuthorizerConfig"], paths: ["webhook"] },
  { rule: "free", kinds: ["KubeFlannelCNIConfig"], paths: ["backendExtraConfig"] },
  {
    rule: "free",
    kinds: ["KubeEtcdEncryptionConfig", "KubeProxyConfig", "KubeSchedulerConfig", "KubeletConfig"],
    paths: ["config"]
  },
  { rule: "free", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },
  { rule: "free", kinds: withResources, paths: ["resources.requests", "resources.limits"] },
  { rule: "texts", kinds: ["EnvironmentConfig"], paths: ["variables"] },
  { rule: "texts", kinds: ["SysctlConfig", "SysfsConfig"], paths: ["params"] },
  { rule: "texts", kinds: ["KubeNodeConfig"], paths: ["labels", "annotations", "taints"] },
  {
    rule: "texts",
    kinds: ["KubeAPIServerConfig", "KubeControllerManagerConfig", "KubeSchedulerConfig"],
    paths: ["env"]
  },
  { rule: "texts", kinds: ["KubeExternalManifestConfig"], paths: ["headers"] },
  { rule: "open", kinds: ["EthernetConfig"], paths: ["features"] },
  {
    rule: "struct",
    kinds: volumes,
    paths: ["provisioning", "provisioning.diskSelector", "encryption", "filesystem", "mount"]
  },
  { rule: "struct", kinds: ["ExistingVolumeConfig"], paths: ["discovery", "discovery.volumeSelector", "mount"] },
  { rule: "struct", kinds: ["ExternalVolumeConfig"], paths: ["mount"] },
  { rule: "struct", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning"] },
  {
    rule: "struct",
    kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"],
    paths: ["provisioning", "provisioning.volumeSelector"]
  },
  { rule: "struct", kinds: ["LinkAliasConfig"], paths: ["selector"] },
  {
    rule: "struct",
    kinds: ["UnattendedInstallConfig"],
    paths: ["installer", "provisioning", "provisioning.diskSelector"]
  },
  { rule: "struct", kinds: ["BridgeConfig"], paths: ["stp", "vlan"] },
  { rule: "struct", kinds: ["ImageCacheConfig"], paths: ["local"] },
  { rule: "struct", kinds: withResources, paths: ["resources"] },
  { rule: "struct", kinds: ["KubeNodeConfig"], paths: ["nodeIP"] },
  { rule: "struct", kinds: ["KubeServiceAccountConfig"], paths: ["issuer", "accepted"] },
  { rule: "struct", kinds: ["NetworkRuleConfig"], paths: ["portSelector"] },
  { rule: "struct", kinds: ["ResolverConfig"], paths: ["searchDomains", "hostDNS"] },
  { rule: "struct", kinds: ["VethConfig"], paths: ["peer"] }
];

// src/config/merge/root-rules.ts
var root = ["v1alpha1"];
var staticPods = ["apiServer", "controllerManager", "scheduler"];
var extraArgs = [
  "machine.kubelet.extraArgs",
  ...[...staticPods, "etcd", "proxy"].map((component2) => `cluster.${component2}.extraArgs`)
];
var rootRules = [
  {
    rule: "replace",
    kinds: root,
    paths: ["cluster.network.podSubnets", "cluster.network.serviceSubnets", "cluster.apiServer.auditPolicy"]
  },
  { rule: "interfaces", kinds: root, paths: ["machine.network.interfaces"] },
  { rule: "keyed", key: "vlanId", kinds: root, paths: ["machine.network.interfaces.*.vlans"] },
  { rule: "keyed", key: "name", kinds: root, paths: ["cluster.apiServer.admissionControl"] },
  { rule: "values", since: "1.13", kinds: root, paths: extraArgs },
  {
    rule: "pair",
    fields: ["crt", "key"],
    kinds: root,
    paths: [
      "machine.ca",
      "machine.registries.config.*.tls.clientIdentity",
      "cluster.ca",
      "cluster.aggregatorCA",
      "cluster.etcd.ca"
    ]
  },
  { rule: "pair", fields: ["key"], kinds: root, paths: ["cluster.serviceAccount"] },
  { rule: "url", kinds: root, paths: ["cluster.controlPlane.endpoint"] },
  { rule: "refused", kinds: root, paths: ["machine.install.diskSelector.size"] },
  { rule: "pointer", kinds: root, paths: ["machine.registries.config.*.tls.ca"] },
  { rule: "pointer", since: "1.12", kinds: root, paths: ["machine.network.kubespan.mtu"] },
  { rule: "duration", kinds: root, paths: ["machine.time.bootTimeout", "cluster.adminKubeconfig.certLifetime"] },
  {
    rule: "free",
    kinds: root,
    paths: [
      "machine.kubelet.extraConfig",
      "machine.kubelet.credentialProviderConfig",
      "machine.pods.*",
      "machine.seccompProfiles.*.value",
      "machine.baseRuntimeSpecOverrides",
      "cluster.apiServer.auditPolicy",
      "cluster.apiServer.admissionControl.*.configuration",
      "cluster.apiServer.authorizationConfig.*.webhook",
      "cluster.scheduler.config",
      ...staticPods.flatMap((pod) => [`cluster.${pod}.resources.requests`, `cluster.${pod}.resources.limits`])
    ]
  },
  {
    rule: "texts",
    kinds: root,
    paths: [
      ..."env sysctls sysfs nodeLabels nodeAnnotations nodeTaints".split(" ").map((key) => `machine.${key}`),
      ...staticPods.map((pod) => `cluster.${pod}.env`),
      "cluster.extraManifestHeaders"
    ]
  },
  { rule: "texts", before: "1.13", kinds: root, paths: extraArgs },
  { rule: "open", kinds: root, paths: ["machine.registries.mirrors", "machine.registries.config"] },
  {
    rule: "struct",
    kinds: root,
    paths: [
      "machine.registries",
      "cluster.discovery.registries",
      "cluster.discovery.registries.kubernetes",
      "cluster.discovery.registries.service"
    ]
  }
];

// src/config/merge/rules-for.ts
function rulesFor(talosVersion) {
  const byKind = /* @__PURE__ */ new Map();
  for (const row of [...rootRules, ...documentRules]) {
    if (!appliesTo(row, talosVersion)) continue;
    for (const kind of row.kinds) {
      const top = byKind.get(kind) ?? emptyNode2();
      byKind.set(kind, top);
      for (const path2 of row.paths) nodeAt(top, path2).rows.push(row);
    }
  }
  return (id) => byKind.get(id.kind ?? "v1alpha1") ?? noRules;
}
function rulesBelow(rules, step) {
  const below2 = rules.children.get(step) ?? rules.children.get("*");
  if (below2 !== void 0) return below2;
  return rules.free || hasRule(rules, "free") ? freeRules : noRules;
}
function hasRule(rules, rule) {
  return rules.rows.some((row) => row.rule === rule);
}
function findRule(rules, rule) {
  return rules.rows.find((row) => row.rule === rule);
}
var noRules = { rows: [], children: /* @__PURE__ */ new Map(), free: false };
var freeRules = { rows: [], children: /* @__PURE__ */ new Map(), free: true };
function emptyNode2() {
  return { rows: [], children: /* @__PURE__ */ new Map(), free: false };
}
function nodeAt(top, path2) {
  if (path2 === "") return top;
  return path2.split(".").reduce((node, step) => {
    const child2 = node.children.get(step) ?? emptyNode2();
    node.children.set(step, child2);
    return child2;
  }, top);
}
function appliesTo(row, talosVersion) {
  if (row.since !== void 0 && !atLeast(talosVersion, row.since)) return false;
  return row.before === void 0 || !atLeast(talosVersion, row.before);
}

// src/config/merge/delete-at.ts
function deleteAt(root2, deletion, place, options) {
  return new Deleter(deletion, options).fromMap(root2, 0, place);
}
var Deleter = class {
  deletion;
  options;
  constructor(deletion, options) {
    this.deletion = deletion;
    this.options = options;
  }
  fromMap(map, depth, place) {
    const step = this.deletion.path[depth];
    if (typeof step !== "string") throw this.missing(place);
    const below2 = place.below(step);
    if (this.isClosed(place)) throw this.missing(below2);
    const child2 = map.entries.get(step);
    const isLast = depth === this.deletion.path.length - 1;
    const entries = new Map(map.entries);
    if (isLast && this.deletion.element === void 0) {
      if (child2 === void 0) this.refuseMissingKey(below2);
      entries.delete(step);
    } else {
      entries.set(step, this.fromChild(child2, depth + 1, below2, isLast));
      if (child2 === void 0) entries.delete(step);
    }
    return { ...map, entries };
  }
  fromChild(child2, depth, place, isLast) {
    if (isLast && child2?.kind === "list") return this.fromList(child2, place);
    if (!isLast && child2?.kind === "map") return this.fromMap(child2, depth, place);
    if (!isLast && child2 === void 0 && hasRule(place.rules, "struct")) {
      return this.fromMap({ kind: "map", entries: /* @__PURE__ */ new Map() }, depth, place);
    }
    throw this.missing(place);
  }
  fromList(list2, place) {
    const index = place.rules.free ? -1 : list2.items.findIndex((item) => this.isSelected(item));
    if (index < 0) throw this.missing(place);
    return { ...list2, items: list2.items.toSpliced(index, 1) };
  }
  /** Talos compares text fields only: a number or a boolean never matches, an absent text is empty. */
  isSelected(item) {
    const { element } = this.deletion;
    if (item.kind !== "map" || element === void 0) return false;
    const value = item.entries.get(element.key);
    if (value === void 0) return element.value === "";
    const isText = value.kind === "scalar" && (value.quoted || typeof value.value === "string");
    return isText && value.text === element.value;
  }
  /** Structs that Talos's delete does not look into. */
  isClosed(place) {
    if (hasRule(place.rules, "pair") || hasRule(place.rules, "url")) return true;
    return hasRule(place.rules, "free") && !this.options.insideFreeYaml;
  }
  /** A field of a struct is always there; a key of a free map has to be. */
  refuseMissingKey(place) {
    const isMapKey = ["free", "texts", "open", "values"];
    if (place.rules.free || isMapKey.some((rule) => hasRule(place.around, rule))) throw this.missing(place);
    place.warn(
      "patch_deletes_nothing",
      this.deletion,
      "is not set, there is nothing to delete",
      "Remove the deletion."
    );
  }
  missing(place) {
    return place.fail(
      this.deletion,
      "cannot be deleted: it is not there",
      "Delete only what an earlier layer has written."
    );
  }
};

// src/config/merge/go-type.ts
function goType(node) {
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return "null";
  if (typeof node.value === "boolean") return "bool";
  if (node.quoted) return "string";
  if (/^[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(node.text)) return "int";
  if (/^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/.test(node.text)) return "float";
  return typeof node.value === "number" ? "float" : "string";
}

// src/config/merge/is-zero.ts
function isZero(node, rules, parent) {
  const { value } = node;
  if (value instanceof Secret || typeof value === "boolean") return false;
  if (value === null || value === "") return true;
  const zeroText = findRule(rules, "named-zero")?.zero;
  if (zeroText !== void 0 && node.text === zeroText) return true;
  if (hasRule(rules, "duration")) return /^[-+]?(0|(0+(\.0*)?(ns|us|µs|μs|ms|s|m|h))+)$/.test(node.text);
  if (typeof value === "string") return false;
  return Number(value) === 0 && !hasRule(parent, "texts");
}

// src/config/merge/merge-lists.ts
function mergeLists(left, right, place, mergeNodes2) {
  if (hasRule(place.rules, "replace")) return right;
  if (hasRule(place.rules, "images")) return replaceByImage(left, right);
  const matches2 = elementMatcher(place);
  if (matches2 === void 0) return append(left, right, place);
  const items = [...left.items];
  for (const item of right.items) {
    const index = items.findIndex((old2) => matches2(old2, item));
    const old = items[index];
    if (old === void 0) items.push(item);
    else items[index] = mergeNodes2(old, item, place.below(index));
  }
  return { ...left, items };
}
function isKeyed(rules) {
  return hasRule(rules, "interfaces") || hasRule(rules, "keyed");
}
function append(left, right, place) {
  if (left.items.length === 0) return right;
  const known = new Set(left.items.map(meaning));
  const repeated2 = place.rules.free ? void 0 : right.items.find((item) => known.has(meaning(item)));
  if (repeated2 !== void 0) {
    const hint = "Talos appends this list: keep the entry in one layer only.";
    place.warn("duplicate_list_entry", repeated2, "holds the same entry twice after this patch", hint);
  }
  return { ...left, items: [...left.items, ...right.items] };
}
function elementMatcher(place) {
  if (hasRule(place.rules, "interfaces")) return sameInterface;
  const key = findRule(place.rules, "keyed")?.key;
  if (key === void 0) return void 0;
  return (old, item) => keyText(old, key) === keyText(item, key);
}
function sameInterface(old, item) {
  const name = keyText(item, "interface");
  if (name !== "") return keyText(old, "interface") === name;
  const [a, b] = [selectorOf(old), selectorOf(item)];
  if (a === void 0 || b === void 0) return false;
  return !a.entries.has("physical") && !b.entries.has("physical") && equalNodes(a, b);
}
function selectorOf(node) {
  const selector = node.kind === "map" ? node.entries.get("deviceSelector") : void 0;
  return selector?.kind === "map" ? withoutEmpty(selector) : void 0;
}
function withoutEmpty(map) {
  const isEmpty2 = (node) => node.kind === "scalar" && (node.value === null || node.value === "");
  return { ...map, entries: new Map([...map.entries].filter(([, value]) => !isEmpty2(value))) };
}
function keyText(node, key) {
  const value = node.kind === "map" ? node.entries.get(key) : void 0;
  if (value?.kind !== "scalar" || value.value === null || value.value === 0) return "";
  return typeof value.value === "number" ? String(value.value) : value.text;
}
function replaceByImage(left, right) {
  const items = [...left.items];
  const known = new Map(left.items.map((item, index) => [keyText(item, "image"), index]));
  for (const item of right.items) {
    const index = known.get(keyText(item, "image"));
    if (index === void 0) items.push(item);
    else items[index] = item;
  }
  return { ...left, items };
}

// src/config/merge/merge-url.ts
function mergeUrls(left, right) {
  const [a, b] = [splitUrl(left), splitUrl(right)];
  if (a.user !== "" && b.user !== "") return void 0;
  const part2 = (key) => b[key] || a[key];
  return joinUrl({
    scheme: part2("scheme"),
    opaque: part2("opaque"),
    user: part2("user"),
    host: part2("host"),
    path: part2("path"),
    query: part2("query"),
    fragment: part2("fragment")
  });
}
var pattern3 = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
function splitUrl(url) {
  const [, scheme = "", authority = "", rest = "", query = "", fragment = ""] = pattern3.exec(url) ?? [];
  const at = authority.lastIndexOf("@");
  const isOpaque = scheme !== "" && authority === "" && rest !== "" && !rest.startsWith("/");
  return {
    scheme: scheme.toLowerCase(),
    opaque: isOpaque ? rest : "",
    user: at < 0 ? "" : authority.slice(0, at),
    host: authority.slice(at + 1),
    path: isOpaque ? "" : rest,
    query,
    fragment
  };
}
function joinUrl(parts) {
  const scheme = parts.scheme === "" ? "" : `${parts.scheme}:`;
  const query = parts.query === "" ? "" : `?${parts.query}`;
  const fragment = parts.fragment === "" ? "" : `#${parts.fragment}`;
  if (parts.opaque !== "") return `${scheme}${parts.opaque}${query}${fragment}`;
  const user = parts.user === "" ? "" : `${parts.user}@`;
  const hasAuthority = parts.host !== "" || user !== "" || scheme !== "" && parts.path !== "";
  const path2 = parts.path !== "" && parts.host !== "" && !parts.path.startsWith("/") ? `/${parts.path}` : parts.path;
  return `${scheme}${hasAuthority ? "//" : ""}${user}${parts.host}${path2}${query}${fragment}`;
}

// src/config/merge/merge-nodes.ts
function mergeNodes(left, right, place) {
  if (isNull(left)) return right;
  if (isNull(right)) return mergeNull(left, right, place);
  if (hasRule(place.rules, "refused")) {
    const hint = "Write the value in one layer only, or replace it with a JSON patch.";
    throw place.fail(right, "is already set, and Talos cannot merge a second value into it", hint);
  }
  refuseOtherType(left, right, place);
  if (left.kind === "map" && right.kind === "map") return mergeMaps(left, right, place);
  if (left.kind === "list" && right.kind === "list") return mergeLists(left, right, place, mergeNodes);
  if (left.kind === "scalar" && right.kind === "scalar") return mergeScalars(left, right, place);
  return right;
}
function mergeMaps(left, right, place) {
  if (hasRule(place.rules, "replace")) return right.entries.size === 0 ? left : right;
  const fields2 = findRule(place.rules, "pair")?.fields;
  if (fields2 !== void 0) return mergePair(left, right, fields2, place);
  const entries = new Map(left.entries);
  const replacesValues = hasRule(place.rules, "values");
  for (const [key, value] of right.entries) {
    entries.set(key, replacesValues ? value : mergeEntry(entries.get(key), value, place.below(key)));
  }
  clearOmitted(entries, right, place);
  return { ...left, entries };
}
function mergeEntry(old, value, place) {
  if (old !== void 0) return mergeNodes(old, value, place);
  if (value.kind !== "list" || !isKeyed(place.rules)) return value;
  return mergeLists({ ...value, items: [] }, value, place, mergeNodes);
}
function clearOmitted(entries, right, place) {
  for (const [key, rules] of place.rules.children) {
    const old = entries.get(key);
    const given = right.entries.get(key);
    if (old === void 0 || isNull(old) || given !== void 0 && !isNull(given)) continue;
    const below2 = place.below(key);
    if (hasRule(rules, "cleared")) {
      entries.delete(key);
      warnCleared(right, below2);
    } else if (hasRule(rules, "struct") && old.kind === "map") {
      entries.set(key, mergeMaps(old, { ...right, entries: /* @__PURE__ */ new Map() }, below2));
    }
  }
}
function warnCleared(right, place) {
  const hint = "Repeat the value in this patch, so that it stays.";
  place.warn(
    "patch_clears_sibling",
    right,
    "is removed, because this patch changes the same document without repeating it",
    hint
  );
}
function mergePair(left, right, fields2, place) {
  const entries = new Map(right.entries);
  for (const field of fields2) {
    const given = right.entries.get(field);
    if (given !== void 0 && !isNull(given)) continue;
    const old = left.entries.get(field);
    if (old === void 0 || old.kind === "scalar" && isZero(old, place.rules, place.rules)) continue;
    entries.set(field, {
      kind: "scalar",
      value: "",
      text: "",
      quoted: true,
      ...right.origin && { origin: right.origin }
    });
    const hint = "Write certificate and key together in one patch.";
    place.below(field).warn("certificate_pair_incomplete", right, "is blanked, because this patch holds only the other half", hint);
  }
  return { ...right, entries };
}
function mergeScalars(left, right, place) {
  if (hasRule(place.rules, "cleared") || hasRule(place.rules, "pointer")) return right;
  if (isZero(right, place.rules, place.around)) return left;
  if (hasRule(place.rules, "url")) return mergeUrlNodes(left, right, place);
  if (hasRule(place.rules, "size") && isPercentage(right) && left.text !== "" && !isPercentage(left)) {
    const hint = "Set it once, or delete it with $patch: delete in an earlier patch.";
    place.warn("patch_ignored", right, "stays as it is: Talos does not replace a size in bytes by a percentage", hint);
    return left;
  }
  return right;
}
function isPercentage(node) {
  return node.text.includes("%");
}
function mergeUrlNodes(left, right, place) {
  const url = mergeUrls(left.text, right.text);
  if (url === void 0) throw place.fail(right, "cannot be merged: both URLs hold user information");
  return url === right.text ? right : { ...right, value: url, text: url };
}
function mergeNull(left, right, place) {
  if (!place.rules.free) return left;
  throw place.fail(right, "is null, which Talos cannot merge into free YAML", "Write $patch: delete.");
}
function refuseOtherType(left, right, place) {
  const [old, given] = place.rules.free ? [goType(left), goType(right)] : [left.kind, right.kind];
  if (old === given) return;
  throw place.fail(right, `is a ${given} in the patch and a ${old} in the configuration`);
}
function isNull(node) {
  return node.kind === "scalar" && node.value === null;
}

// src/config/merge/merge-place.ts
var MergePlace = class _MergePlace {
  file;
  document;
  path;
  rules;
  /** Rules of the map or list around the place. */
  around;
  notes;
  constructor(at) {
    this.file = at.file;
    this.document = at.document;
    this.path = at.path;
    this.rules = at.rules;
    this.around = at.around;
    this.notes = at.notes;
  }
  below(step) {
    const rules = rulesBelow(this.rules, typeof step === "number" ? "*" : step);
    return new _MergePlace({ ...this.own(), path: [...this.path, step], rules, around: this.rules });
  }
  fail(node, reason, hint) {
    return patchError({ ...this.own(), origin: node?.origin }, reason, hint);
  }
  warn(code, node, reason, hint) {
    const place = { ...this.own(), origin: node?.origin };
    this.notes.push({
      code,
      severity: "warning",
      message: `${formatPlace(place)}${reason}`,
      hint,
      location: locationOf(place)
    });
  }
  own() {
    const { file, document, path: path2, rules, around, notes } = this;
    return { file, document, path: path2, rules, around, notes };
  }
};

// src/config/merge/apply-strategic-patch.ts
function applyStrategicPatch(config, patch, options) {
  const merge = new PatchedDocuments(config, patch.file, options);
  refuseRepeated(patch, options.talosVersion);
  for (const document of patch.documents) merge.apply(document);
  return { documents: merge.documents() };
}
var PatchedDocuments = class {
  byKey;
  file;
  options;
  constructor(config, file, options) {
    this.byKey = new Map(config.documents.map((document) => [documentKey(document.id), document]));
    this.file = file;
    this.options = options;
  }
  documents() {
    const all = [...this.byKey.values()];
    const isRoot = (document) => document.id.kind === void 0;
    return [...all.filter(isRoot), ...all.filter((document) => !isRoot(document))];
  }
  apply(patch) {
    for (const deletion of patch.deletes) this.delete(patch, deletion);
    if (patch.root === void 0) return;
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    const { root: root2 } = patch;
    if (old === void 0) {
      this.byKey.set(key, { id: patch.id, root: root2, ...patch.origin && { origin: patch.origin } });
    } else {
      this.byKey.set(key, { ...old, root: this.merge(old.root, root2, this.placeOf(patch)) });
    }
  }
  merge(left, right, place) {
    const merged = mergeNodes(left, right, place);
    return merged.kind === "map" ? merged : left;
  }
  delete(patch, deletion) {
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    if (old === void 0) {
      this.reportMissing(patch, deletion);
    } else if (deletion.path.length === 0) {
      this.byKey.delete(key);
    } else {
      const insideFreeYaml = atLeast(this.options.talosVersion, "1.12");
      const root2 = deleteAt(old.root, deletion, this.placeOf(patch), { insideFreeYaml });
      this.byKey.set(key, { ...old, root: root2 });
    }
  }
  /** Talos skips it from 1.14 on; before, it appends an empty document, with which no node can start. */
  reportMissing(patch, deletion) {
    const reason = `cannot be deleted: there is no document ${formatDocumentId(patch.id)}`;
    const place = { file: this.file, origin: deletion.origin };
    const hint = "Delete only what an earlier layer has written.";
    if (!atLeast(this.options.talosVersion, "1.14")) throw patchError({ ...place, path: deletion.path }, reason, hint);
    this.placeOf(patch).warn("patch_deletes_nothing", deletion, reason, hint);
  }
  placeOf(patch) {
    const rules = this.options.rules(patch.id);
    return new MergePlace({
      file: this.file,
      document: patch.id,
      path: [],
      rules,
      around: rules,
      notes: this.options.notes
    });
  }
};
function refuseRepeated(patch, talosVersion) {
  if (atLeast(talosVersion, "1.14")) return;
  const seen = /* @__PURE__ */ new Set();
  for (const document of patch.documents) {
    const key = documentKey(document.id);
    if (document.root !== void 0 && seen.has(key)) {
      const reason = `it has two documents ${formatDocumentId(document.id)}`;
      throw patchError({ file: patch.file, origin: document.origin }, reason, "Join the two.");
    }
    if (document.root !== void 0) seen.add(key);
  }
}

// src/config/merge/read-patch-document.ts
var rootKeys = ["cluster", "debug", "machine", "persist"];
function readPatchDocument(node, file) {
  const id = identify(node, file);
  const origin = node.origin === void 0 ? {} : { origin: node.origin };
  if (isDeleteMarker(node)) {
    if (id.kind !== void 0) return [{ id, deletes: [{ path: [], ...origin }], ...origin }];
    throw patchError({ file, origin: node.origin }, "the v1alpha1 document cannot be deleted");
  }
  const extractor = new DeletionExtractor(file);
  const root2 = extractor.takeFromMap(node, []);
  if (root2 === void 0 || saysNothing(root2)) {
    return extractor.deletes.length === 0 ? [] : [{ id, deletes: extractor.deletes, ...origin }];
  }
  refuseUnknown(root2, id, file);
  return [{ id, deletes: extractor.deletes, root: root2, ...origin }];
}
function identify(node, file) {
  const id = documentId(node);
  if (id.kind === void 0 || id.apiVersion !== void 0) return id;
  const place = { file, origin: node.origin };
  throw patchError(place, `a ${id.kind} document has no apiVersion`, "Write apiVersion: v1alpha1.");
}
function refuseUnknown(root2, id, file) {
  if (id.kind !== void 0 || rootKeys.some((key) => root2.entries.has(key))) return;
  const [first = ""] = root2.entries.keys();
  const nearest = nearestName(first, rootKeys);
  throw patchError(
    { file, origin: root2.entries.get(first)?.origin ?? root2.origin },
    nearest === void 0 ? "a document has neither kind nor any key of the v1alpha1 document" : `${nearest} is misspelt, and the document has no kind`,
    nearest === void 0 ? "A patch of the v1alpha1 document starts with machine: or cluster:." : `Write ${nearest}: instead of ${first}:.`
  );
}
function saysNothing(root2) {
  return [...root2.entries].every(([key, value]) => key === "version" && value.kind === "scalar");
}
var DeletionExtractor = class {
  deletes = [];
  file;
  constructor(file) {
    this.file = file;
  }
  takeFromMap(map, path2) {
    const entries = /* @__PURE__ */ new Map();
    for (const [key, value] of map.entries) {
      const rest = this.take(value, [...path2, key]);
      if (rest !== void 0) entries.set(key, rest);
    }
    return entries.size === 0 && map.entries.size > 0 ? void 0 : { ...map, entries };
  }
  take(node, path2) {
    if (node.kind === "scalar") return node;
    if (node.kind === "list") return this.takeFromList(node, path2);
    if (!isDeleteMarker(node)) return this.takeFromMap(node, path2);
    this.refuseInsideList(path2, node);
    this.deletes.push({ path: path2, ...node.origin && { origin: node.origin } });
    return void 0;
  }
  takeFromList(list2, path2) {
    const items = list2.items.flatMap((item, index) => {
      const isMarked = item.kind === "map" && isDeleteMarker(item);
      if (isMarked) this.deletes.push(this.elementDeletion(item, path2));
      const rest = isMarked ? void 0 : this.take(item, [...path2, index]);
      return rest === void 0 ? [] : [rest];
    });
    return items.length === 0 && list2.items.length > 0 ? void 0 : { ...list2, items };
  }
  elementDeletion(item, path2) {
    this.refuseInsideList(path2, item);
    const selector = [...item.entries].find(([key2]) => key2 !== "$patch");
    if (selector === void 0) {
      const hint = "Name the element by one of its keys beside $patch: delete.";
      throw patchError({ file: this.file, path: path2, origin: item.origin }, "does not say which element to delete", hint);
    }
    const [key, value] = selector;
    const text3 = value.kind === "scalar" ? value.text : "";
    return { path: path2, element: { key, value: text3 }, ...item.origin && { origin: item.origin } };
  }
  refuseInsideList(path2, node) {
    if (!path2.some((step) => typeof step === "number")) return;
    const place = { file: this.file, path: path2, origin: node.origin };
    throw patchError(
      place,
      "cannot be deleted: it stands inside a list element",
      "Delete the whole element and add it again."
    );
  }
};
function isDeleteMarker(map) {
  const marker = map.entries.get("$patch");
  return marker?.kind === "scalar" && isDelete(marker);
}
function isDelete(marker) {
  return marker.text === "delete";
}

// src/config/merge/apply-patches.ts
function applyPatches(config, patches, options) {
  const notes = [];
  const strategic = { talosVersion: options.talosVersion, rules: rulesFor(options.talosVersion), notes };
  const patched = patches.reduce((current, patch) => {
    if (patch.kind === "json6902") return applyJsonPatch(current, patch);
    return applyStrategicPatch(current, patch, strategic);
  }, config);
  return { config: patches.length === 0 ? config : withoutEmptyRoot(patched), notes };
}
function withoutEmptyRoot(config) {
  const root2 = rootDocument(config);
  if (root2 === void 0 || !saysNothing(root2.root)) return config;
  return { documents: config.documents.filter((document) => document !== root2) };
}

// src/config/merge/read-json-patch.ts
function readJsonPatch(list2, file) {
  return { kind: "json6902", file, operations: list2.items.map((item) => readOperation(item, file)) };
}
function readOperation(node, file) {
  const place = { file, origin: node.origin };
  if (node.kind !== "map") throw patchError(place, "a JSON patch operation must be a map with op and path");
  const origin = node.origin === void 0 ? {} : { origin: node.origin };
  const op = text(node, "op", file);
  const path2 = pointer(node, "path", file);
  switch (op) {
    case "remove":
      return { op, path: path2, ...origin };
    case "copy":
    case "move":
      return { op, path: path2, from: pointer(node, "from", file), ...origin };
    case "add":
    case "replace":
    case "test": {
      const value = node.entries.get("value");
      if (value === void 0) throw patchError(place, `the JSON patch operation ${op} has no value`);
      return { op, path: path2, value, ...origin };
    }
    default: {
      const hint = "The operations are add, copy, move, remove, replace and test.";
      throw patchError(place, "a JSON patch operation is unknown", hint);
    }
  }
}
function pointer(node, key, file) {
  const value = text(node, key, file);
  if (value === "" || value.startsWith("/") && !/~(?![01])/.test(value)) return value;
  const hint = "A JSON pointer starts with /; inside a key, / is written ~1 and ~ is written ~0.";
  throw patchError(
    { file, origin: node.entries.get(key)?.origin },
    `the ${key} of an operation is no JSON pointer`,
    hint
  );
}
function text(node, key, file) {
  const value = node.entries.get(key);
  if (value?.kind === "scalar" && typeof value.value === "string") return value.value;
  throw patchError({ file, origin: value?.origin ?? node.origin }, `a JSON patch operation has no ${key}`);
}

// src/config/merge/parse-patch.ts
function parsePatch(text3, options) {
  const { file } = options;
  const documents = parseYaml(text3, options);
  const [first] = documents;
  if (first?.kind === "list" && documents.length === 1) return readJsonPatch(first, file);
  return {
    kind: "strategic",
    file,
    documents: documents.flatMap((node) => {
      if (node.kind === "map") return readPatchDocument(node, file);
      const found = node.kind === "list" ? "a list beside other documents" : "a plain value";
      throw patchError(
        { file, origin: node.origin },
        `found ${found}`,
        "A patch is a map, or one list of JSON patch operations."
      );
    })
  };
}

// src/config/schematic/schematic-id.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/config/schematic/schematic.ts
var bootloaders = ["none", "dual-boot", "sd-boot", "grub"];

// src/config/schematic/parse-schematic.ts
var keys = {
  root: ["owner", "overlay", "customization"],
  overlay: ["image", "name", "options"],
  customization: [
    "embeddedMachineConfiguration",
    "extraKernelArgs",
    "meta",
    "systemExtensions",
    "bootloader",
    "secureboot",
    "diskImage"
  ],
  meta: ["key", "value"],
  systemExtensions: ["officialExtensions"],
  secureboot: ["enrollKeys", "includeWellKnownCertificates"],
  diskImage: ["sectorSize"]
};
function parseSchematic(text3, options) {
  const reader = new Reader(text3, options);
  const schematic = readSchematic(reader, readRoot(text3, options));
  const doubt = reader.doubt ?? (/(^|[\s[{,])![^\s=]/.test(text3) ? "it has YAML tags" : void 0);
  return { schematic, ...doubt !== void 0 && { doubt } };
}
function readRoot(text3, { file }) {
  const [root2, ...more] = parseDocuments(text3, file);
  const reason = root2 === void 0 ? "it is empty" : more.length > 0 ? "it has several documents" : root2.kind !== "map" ? "it is no map" : void 0;
  if (root2?.kind === "map" && reason === void 0) return root2;
  throw new UserError(`Cannot use the schematic ${file}: ${reason}`, {
    code: "schematic_invalid",
    hint: "Without any customization a schematic is: customization: {}",
    location: { file }
  });
}
function parseDocuments(text3, file) {
  try {
    return parseYaml(text3, { file });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    throw new UserError(message, {
      code: "schematic_invalid",
      ...hint !== void 0 && { hint },
      ...location && { location },
      cause: error
    });
  }
}
function readSchematic(reader, root2) {
  reader.allow(root2, "", keys.root);
  const customization = reader.map(root2, "customization", keys.customization);
  const extensions = reader.map(customization, "systemExtensions", keys.systemExtensions);
  const secureboot = reader.map(customization, "secureboot", keys.secureboot);
  const diskImage = reader.map(customization, "diskImage", keys.diskImage);
  return {
    owner: reader.text(root2, "owner"),
    overlay: readOverlay(reader, reader.map(root2, "overlay", keys.overlay)),
    embeddedMachineConfiguration: reader.text(customization, "embeddedMachineConfiguration"),
    extraKernelArgs: reader.texts(customization, "extraKernelArgs"),
    meta: readMeta(reader, customization),
    officialExtensions: reader.texts(extensions, "officialExtensions"),
    bootloader: readBootloader(reader, customization),
    enrollKeys: reader.text(secureboot, "enrollKeys"),
    includeWellKnownCertificates: reader.flag(secureboot, "includeWellKnownCertificates"),
    sectorSize: reader.integer(diskImage, "sectorSize", 2 ** 32 - 1)
  };
}
function readOverlay(reader, overlay) {
  const options = reader.map(overlay, "options");
  return {
    image: reader.text(overlay, "image"),
    name: reader.text(overlay, "name"),
    ...options.entries.size > 0 && { options }
  };
}
function readMeta(reader, customization) {
  return reader.list(customization, "meta").map((item) => {
    if (item.kind !== "map") throw reader.invalid("an entry of meta must be a map with key and value", item);
    reader.allow(item, "meta", keys.meta);
    return { key: reader.integer(item, "key", 255), value: reader.text(item, "value") };
  });
}
function readBootloader(reader, customization) {
  const written = reader.optionalText(customization, "bootloader")?.toLowerCase() ?? "none";
  const known = bootloaders.find((name) => name === written);
  if (known !== void 0) return known;
  throw reader.invalid(`bootloader must be one of ${bootloaders.join(", ")}`, customization.entries.get("bootloader"));
}
var Reader = class {
  doubt;
  lines;
  options;
  constructor(text3, options) {
    this.lines = text3.split(/\r?\n/);
    this.options = options;
  }
  allow(map, place, known) {
    for (const [key, value] of map.entries) {
      if (known.includes(key)) continue;
      const nearest = nearestName(key, known);
      const path2 = place === "" ? JSON.stringify(key) : `${JSON.stringify(key)} in ${place}`;
      throw new UserError(`Cannot use the schematic ${this.options.file}: ${path2} is no known field`, {
        code: "schematic_invalid",
        hint: nearest === void 0 ? `Known here: ${known.join(", ")}.` : `Did you mean ${nearest}?`,
        location: this.locate(this.lineOfKey(key, value))
      });
    }
  }
  map(parent, key, known) {
    const node = this.get(parent, key);
    if (node === void 0) return { kind: "map", entries: /* @__PURE__ */ new Map() };
    if (node.kind !== "map") throw this.invalid(`${key} must be a map`, node);
    if (known !== void 0) this.allow(node, key, known);
    return node;
  }
  list(parent, key) {
    const node = this.get(parent, key);
    if (node === void 0) return [];
    if (node.kind !== "list") throw this.invalid(`${key} must be a list`, node);
    if (node.items.some(isNull2)) this.doubt ??= `${key} has an empty entry`;
    return node.items.filter((item) => !isNull2(item));
  }
  texts(parent, key) {
    return this.list(parent, key).map((item) => {
      if (item.kind === "scalar") return item.text;
      throw this.invalid(`an entry of ${key} must be text`, item);
    });
  }
  text(parent, key) {
    return this.optionalText(parent, key) ?? "";
  }
  optionalText(parent, key) {
    return this.scalar(parent, key, "text")?.text;
  }
  flag(parent, key) {
    const node = this.scalar(parent, key, "true or false");
    if (node === void 0 || typeof node.value === "boolean") return node?.value === true;
    if (node.quoted || !/^(y|n|yes|no|on|off)$/i.test(node.text)) {
      throw this.invalid(`${key} must be true or false`, node);
    }
    this.doubt ??= `${key} is written as ${node.text}`;
    return /^(y|yes|on)$/i.test(node.text);
  }
  integer(parent, key, max) {
    const node = this.scalar(parent, key, "a number");
    if (node === void 0) return 0;
    const { value } = node;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > max) {
      throw this.invalid(`${key} must be a whole number from 0 to ${max}`, node);
    }
    if (!/^(0|[1-9]\d*|0x[0-9a-f]+)$/i.test(node.text)) this.doubt ??= `${key} is written as ${node.text}`;
    return value;
  }
  invalid(reason, node) {
    return new UserError(`Cannot use the schematic ${this.options.file}: ${reason}`, {
      code: "schematic_invalid",
      location: this.locate(node?.origin?.line)
    });
  }
  get(parent, key) {
    const node = parent.entries.get(key);
    return node === void 0 || isNull2(node) ? void 0 : node;
  }
  scalar(parent, key, kind) {
    const node = this.get(parent, key);
    if (node === void 0 || node.kind === "scalar") return node;
    throw this.invalid(`${key} must be ${kind}`, node);
  }
  /** A value in block style begins below its key. */
  lineOfKey(key, value) {
    for (let line = value.origin?.line ?? 0; line > 0; line--) {
      if (this.lines[line - 1]?.includes(key)) return line;
    }
    return value.origin?.line;
  }
  locate(line) {
    const { file, origins } = this.options;
    if (line === void 0) return { file };
    return origins === void 0 ? { file, line } : origins[line - 1] ?? { file };
  }
};
function isNull2(node) {
  return node.kind === "scalar" && node.value === null;
}

// src/config/schematic/schematic-id.ts
function schematicId2(text3, options) {
  return identify2(parseSchematic(text3, options));
}
function identify2({ schematic, doubt }) {
  if (doubt !== void 0) return { kind: "beyond", reason: doubt };
  try {
    const canonical = write(toTree(schematic));
    return { kind: "computed", id: (0, import_node_crypto.createHash)("sha256").update(canonical).digest("hex"), canonical };
  } catch (error) {
    if (error instanceof Beyond) return { kind: "beyond", reason: error.message };
    throw error;
  }
}
var Beyond = class extends Error {
};
function toTree(schematic) {
  const { overlay } = schematic;
  return fields([
    ["owner", text2("owner", schematic.owner)],
    [
      "overlay",
      overlay.image === "" && overlay.name === "" && overlay.options === void 0 ? void 0 : fields([
        ["image", scalar("overlay.image", overlay.image)],
        ["name", scalar("overlay.name", overlay.name)],
        ["options", overlay.options && optionsTree(overlay.options)]
      ])
    ],
    ["customization", customizationTree(schematic)]
  ]);
}
function customizationTree(schematic) {
  const { bootloader, sectorSize, includeWellKnownCertificates } = schematic;
  return fields([
    ["embeddedMachineConfiguration", text2("embeddedMachineConfiguration", schematic.embeddedMachineConfiguration)],
    ["extraKernelArgs", list("extraKernelArgs", schematic.extraKernelArgs)],
    ["meta", metaTree(schematic)],
    ["systemExtensions", some([["officialExtensions", list("officialExtensions", schematic.officialExtensions)]])],
    ["bootloader", bootloader === "none" ? void 0 : bootloader],
    [
      "secureboot",
      some([
        ["enrollKeys", text2("enrollKeys", schematic.enrollKeys)],
        ["includeWellKnownCertificates", includeWellKnownCertificates ? "true" : void 0]
      ])
    ],
    ["diskImage", some([["sectorSize", sectorSize === 0 ? void 0 : String(sectorSize)]])]
  ]);
}
function metaTree({ meta }) {
  if (meta.length === 0) return void 0;
  return meta.map(
    ({ key, value }) => fields([
      ["key", String(key)],
      ["value", scalar("meta", value)]
    ])
  );
}
function fields(entries) {
  return new Map(entries.flatMap(([key, value]) => value === void 0 ? [] : [[key, value]]));
}
function some(entries) {
  const map = fields(entries);
  return map.size === 0 ? void 0 : map;
}
function list(name, items) {
  return items.length === 0 ? void 0 : items.map((item) => scalar(name, item));
}
function text2(name, value) {
  return value === "" ? void 0 : scalar(name, value);
}
function optionsTree(options) {
  const keys2 = [...options.entries.keys()];
  if (!keys2.every((key) => /^[A-Za-z]+$/.test(key)))
    throw new Beyond("overlay.options has keys that are not letters only");
  return fields(
    keys2.sort(byCodePoint).map((key) => [scalar("overlay.options", key), option(options.entries.get(key))])
  );
}
function option(node) {
  if (node?.kind === "map") return node.entries.size === 0 ? "{}" : optionsTree(node);
  if (node?.kind === "list") return node.items.length === 0 ? "[]" : node.items.map(optionItem);
  return node && optionScalar(node);
}
function optionItem(node) {
  if (node.kind === "scalar") return optionScalar(node);
  throw new Beyond("overlay.options has a list that holds more than plain values");
}
function optionScalar(node) {
  if (typeof node.value === "string") return scalar("overlay.options", node.value);
  if (typeof node.value === "boolean") return String(node.value);
  if (node.value === null) return "null";
  if (/^(0|-?[1-9]\d{0,14})$/.test(node.text)) return node.text;
  throw new Beyond("overlay.options has a number in an uncommon form");
}
function byCodePoint(a, b) {
  return a < b ? -1 : 1;
}
var plain2 = /^(?:[A-Za-z_/]|-{0,2}[A-Za-z])[A-Za-z0-9_./=,@%+#:-]*$/;
var plainWithSign = /^\d[A-Za-z0-9_.-]*[=/][A-Za-z0-9_./=,@%+#:-]*$/;
var oldBoolean = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
var otherType = /^(true|True|TRUE|false|False|FALSE|null|Null|NULL|0|[1-9]\d{0,14})$/;
function scalar(name, value) {
  if (value === "") return '""';
  if (oldBoolean.test(value)) throw new Beyond(`${name} has the value ${value}`);
  if (otherType.test(value)) return `"${value}"`;
  if ((plain2.test(value) || plainWithSign.test(value)) && !value.endsWith(":")) return value;
  throw new Beyond(`${name} has a value with uncommon characters`);
}
function write(tree) {
  return mapLines(tree, "").join("\n").concat("\n");
}
function mapLines(map, indent) {
  return [...map].flatMap(([key, value]) => {
    if (typeof value === "string") return [`${indent}${key}: ${value}`];
    const lines = nestedLines(value, `${indent}    `);
    return lines.length === 0 ? [`${indent}${key}: {}`] : [`${indent}${key}:`, ...lines];
  });
}
function nestedLines(value, indent) {
  return value instanceof Map ? mapLines(value, indent) : listLines(value, indent);
}
function listLines(items, indent) {
  return items.flatMap((item) => {
    if (typeof item === "string") return [`${indent}- ${item}`];
    const [first = "", ...others] = nestedLines(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...others];
  });
}

// src/config/schematic/resolve-schematic-id.ts
async function resolveSchematicId(text3, options) {
  const { file, factory, signal } = options;
  const computed = schematicId2(text3, options);
  if (computed.kind === "computed") return computed.id;
  if (factory === void 0) {
    throw new UserError(`Cannot compute the id of the schematic ${file}: ${computed.reason}`, {
      code: "schematic_invalid",
      hint: "Only an image factory knows the id of such a schematic, and none may be asked here. Write the value in a simpler form.",
      location: { file }
    });
  }
  const id = await factory.submit(text3, { signal });
  if (isSchematicId(id)) return id;
  throw new UserError(`Cannot use the image factory's answer for ${file}: it is no schematic id`, {
    code: "factory_failed",
    hint: "Check that the factory setting is the address of an image factory."
  });
}

// src/config/validation/document-kinds.ts
var kindsSince = {
  "0.0": `Ethernet* EventSink ExtensionService* KmsgLog* KubeSpanEndpoints NetworkDefaultAction NetworkRule*
    PCIDriverRebind* SideroLink TrustedRoots* UserVolume* Volume* WatchdogTimer`,
  "1.11": "ExistingVolume* RawVolume* SwapVolume* Zswap",
  "1.12": `Bond* Bridge* DHCPv4* DHCPv6* DummyLink* HCloudVIP* Hostname Layer2VIP* LinkAlias* Link* OOM RegistryAuth*
    RegistryMirror* RegistryTLS* Resolver StaticHost* TimeSync VLAN* Wireguard*`,
  "1.13": "BlackholeRoute* Environment ExternalVolume* ImageVerification KubeSpan RoutingRule* TCPProbe* VRF*",
  "1.14": `BGPInstance* CRIBaseRuntimeSpec CRICustomization* Container* DiscoveryIdentity DiscoveryService* EtcFile*
    FilesystemScrub FilesystemTrim HTTPProbe* ImageCache KernelModule* KubeAPIServer KubeAPIServerCA
    KubeAdmissionControl* KubeAggregatorCA KubeAuditPolicy KubeAuthentication KubeAuthorizer* KubeCluster
    KubeControllerManager KubeCoreDNS KubeCredentialProvider KubeEtcdEncryption KubeExternalManifest* KubeFlannelCNI
    KubeInlineManifest* KubeNetwork KubeNode KubePrism KubeProxy KubeScheduler KubeServiceAccount KubeStaticPod*
    KubeTalosAPIAccess Kubelet LVMLogicalVolume* LVMVolumeGroup* RAIDArray* SecurityProfile Sysctl Sysfs UdevRules
    UnattendedInstall Veth*`
};
var documentKinds = new Map(
  Object.entries(kindsSince).flatMap(
    ([since, names]) => names.split(/\s+/).map((name) => {
      const kind = `${name.replace("*", "")}Config`;
      return [kind, { kind, named: name.endsWith("*"), since }];
    })
  )
);
function kindsOf(talosVersion) {
  return [...documentKinds.values()].filter(({ since }) => atLeast(talosVersion, since)).map(({ kind }) => kind);
}

// src/config/validation/finding.ts
function finding(severity, code, message, at) {
  const location = at.written?.origin;
  return { code, severity, message, ...at.hint && { hint: at.hint }, ...location && { location } };
}

// src/config/validation/check-documents.ts
var rivals = [
  "Bond Bridge DummyLink Link VLAN VRF Veth Wireguard".split(" ").map((name) => `${name}Config`),
  ["ExistingVolumeConfig", "UserVolumeConfig"],
  ["HCloudVIPConfig", "Layer2VIPConfig"]
];
function checkDocuments(config, talosVersion) {
  return [
    ...config.documents.flatMap((document) => checkKind(document, talosVersion)),
    ...config.documents.flatMap((document) => checkName(document)),
    ...repeated(config, ({ id }) => documentKey(id), "document_duplicate", "stands twice in the configuration"),
    ...repeated(config, rivalKey, "document_conflict", "conflicts with another document of the same name")
  ];
}
function checkKind({ id, root: root2, origin }, talosVersion) {
  if (id.kind === void 0) return [];
  const written = root2.entries.get("kind") ?? { ...origin && { origin } };
  if (id.apiVersion !== "v1alpha1") {
    const hint2 = "Write apiVersion: v1alpha1.";
    return [
      finding("error", "document_api_version", `${formatDocumentId(id)} has no known apiVersion`, { written, hint: hint2 })
    ];
  }
  const known = documentKinds.get(id.kind);
  if (known !== void 0 && atLeast(talosVersion, known.since)) return [];
  if (known !== void 0) {
    const message = `${id.kind} needs Talos ${known.since}, the configuration is for ${talosVersion}`;
    const hint2 = "Upgrade Talos first, or write it the older way in the v1alpha1 document.";
    return [finding("error", "document_kind_too_new", message, { written, hint: hint2 })];
  }
  const nearest = nearestName(id.kind, kindsOf(talosVersion));
  const hint = nearest === void 0 ? "Look for the kind in the Talos documentation." : `Did you mean ${nearest}?`;
  return [
    finding("error", "document_kind_unknown", `${id.kind} is no kind of document that Talos knows`, { written, hint })
  ];
}
function checkName({ id, origin }) {
  const known = id.kind === void 0 ? void 0 : documentKinds.get(id.kind);
  if (known?.named !== true || id.name !== void 0) return [];
  const at = { written: { ...origin && { origin } }, hint: "Give it a name: key." };
  return [finding("error", "document_name_missing", `A ${known.kind} document has no name`, at)];
}
function rivalKey({ id }) {
  const group = rivals.findIndex((kinds) => kinds.includes(id.kind ?? ""));
  return group < 0 ? void 0 : JSON.stringify([group, id.name ?? ""]);
}
function repeated(config, keyOf, code, reason) {
  const first = /* @__PURE__ */ new Map();
  return config.documents.flatMap((document) => {
    const key = keyOf(document);
    if (key === void 0) return [];
    const before = first.get(key);
    if (before === void 0) {
      first.set(key, document);
      return [];
    }
    const { id, origin } = document;
    if (code === "document_conflict" && documentKey(before.id) === documentKey(id)) return [];
    const message = `${formatDocumentId(id)} ${reason} (${formatDocumentId(before.id)})`;
    return [finding("error", code, message, { written: { ...origin && { origin } }, hint: "Keep one of the two." })];
  });
}

// src/config/tree/select-nodes.ts
function selectNodes2(root2, pattern4) {
  const start = [{ path: [], node: root2 }];
  return pattern4.split(".").reduce((found, step) => found.flatMap((at) => below(at, step)), start);
}
function nodeAt2(root2, path2) {
  const [found] = root2 === void 0 ? [] : selectNodes2(root2, path2);
  return found === void 0 || isNull3(found.node) ? void 0 : found.node;
}
function below({ path: path2, node }, step) {
  if (node.kind === "list" && step === "*")
    return node.items.map((item, index) => ({ path: [...path2, index], node: item }));
  if (node.kind !== "map") return [];
  if (step === "*") return [...node.entries].map(([key, value2]) => ({ path: [...path2, key], node: value2 }));
  const value = node.entries.get(step);
  return value === void 0 ? [] : [{ path: [...path2, step], node: value }];
}
function isNull3(node) {
  return node.kind === "scalar" && node.value === null;
}

// src/config/validation/check-root-conflicts.ts
var replacedFields = new Map(
  Object.entries({
    CRIBaseRuntimeSpecConfig: "machine.baseRuntimeSpecOverrides",
    DiscoveryIdentityConfig: "cluster.id cluster.secret",
    DiscoveryServiceConfig: "cluster.discovery",
    HostnameConfig: "machine.network.hostname machine.features.stableHostname!",
    ImageCacheConfig: "machine.features.imageCache",
    KubeAPIServerCAConfig: "cluster.ca",
    KubeAPIServerConfig: "cluster.apiServer cluster.controlPlane.localAPIServerPort",
    KubeAdmissionControlConfig: "cluster.apiServer.admissionControl",
    KubeAggregatorCAConfig: "cluster.aggregatorCA",
    KubeAuditPolicyConfig: "cluster.apiServer.auditPolicy",
    KubeAuthorizerConfig: "cluster.apiServer.admissionControl",
    KubeClusterConfig: "cluster.clusterName cluster.controlPlane.endpoint",
    KubeControllerManagerConfig: "cluster.controllerManager machine.controlPlane.controllerManager",
    KubeCoreDNSConfig: "cluster.coreDNS",
    KubeCredentialProviderConfig: "machine.kubelet",
    KubeEtcdEncryptionConfig: "cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret",
    KubeFlannelCNIConfig: "cluster.network",
    KubeNetworkConfig: "cluster.network",
    KubeNodeConfig: `cluster.allowSchedulingOnControlPlanes cluster.allowSchedulingOnMasters
    machine.kubelet.skipNodeRegistration machine.kubelet.registerWithFQDN machine.kubelet.nodeIP
    machine.nodeLabels machine.nodeAnnotations machine.nodeTaints`,
    KubePrismConfig: "machine.features.kubePrism",
    KubeProxyConfig: "cluster.proxy",
    KubeSchedulerConfig: "cluster.scheduler machine.controlPlane.scheduler",
    KubeServiceAccountConfig: "cluster.serviceAccount",
    KubeSpanConfig: "machine.network.kubespan",
    KubeTalosAPIAccessConfig: "machine.features.kubernetesTalosAPIAccess",
    KubeletConfig: "machine.kubelet",
    ResolverConfig: "machine.network.searchDomains machine.network.nameservers machine.network.disableSearchDomain!",
    TimeSyncConfig: "machine.time.disabled! machine.time.servers machine.time.bootTimeout",
    UnattendedInstallConfig: "machine.install"
  })
);
function checkRootConflicts(config) {
  const root2 = rootDocument(config)?.root;
  if (root2 === void 0) return [];
  return config.documents.flatMap((document) => conflictsOf(document, root2));
}
function conflictsOf(document, root2) {
  return fieldsOf(document).flatMap((field) => {
    const path2 = field.replace("!", "");
    const node = nodeAt2(root2, path2);
    if (node === void 0 || isEmpty(node) || field.endsWith("!") && !isTrue(node)) return [];
    const message = `${path2} conflicts with the document ${formatDocumentId(document.id)}: Talos takes only one of the two`;
    const hint = "Remove it from the v1alpha1 document.";
    return [finding("error", "document_conflicts_with_v1alpha1", message, { written: node, hint })];
  });
}
function fieldsOf({ id, root: root2 }) {
  if (id.kind === "VolumeConfig" && nodeAt2(root2, "encryption") !== void 0) {
    if (id.name === "STATE" || id.name === "EPHEMERAL")
      return [`machine.systemDiskEncryption.${id.name.toLowerCase()}`];
  }
  const own = replacedFields.get(id.kind ?? "")?.split(/\s+/) ?? [];
  const replacesHostDns = id.kind === "ResolverConfig" && nodeAt2(root2, "hostDNS") !== void 0;
  return replacesHostDns ? [...own, "machine.features.hostDNS"] : own;
}
function isTrue(node) {
  return node.kind === "scalar" && node.value === true;
}
function isEmpty(node) {
  return node.kind === "scalar" && node.text === "" || node.kind === "list" && node.items.length === 0;
}

// src/config/validation/check-root-keys.ts
var knownKeys = {
  "": "version debug persist machine cluster",
  machine: `acceptedCAs baseRuntimeSpecOverrides ca certSANs controlPlane disks env features files install kernel kubelet
    logging network nodeAnnotations nodeLabels nodeTaints pods registries seccompProfiles sysctls sysfs
    systemDiskEncryption time token type udev`,
  cluster: `acceptedCAs adminKubeconfig aescbcEncryptionSecret aggregatorCA allowSchedulingOnControlPlanes
    allowSchedulingOnMasters apiServer ca clusterName controlPlane controllerManager coreDNS discovery etcd
    externalCloudProvider extraManifestHeaders extraManifests id inlineManifests network proxy scheduler secret
    secretboxEncryptionSecret serviceAccount token`
};
function checkRootKeys(config) {
  const root2 = rootDocument(config)?.root;
  if (root2 === void 0) return [];
  return Object.entries(knownKeys).flatMap(([path2, keys2]) => {
    const map = path2 === "" ? root2 : nodeAt2(root2, path2);
    if (map?.kind !== "map") return [];
    const known = keys2.split(/\s+/);
    const unknown = [...map.entries].filter(([key]) => !known.includes(key));
    return unknown.map(([key, written]) => {
      const name = path2 === "" ? key : `${path2}.${key}`;
      const nearest = nearestName(key, known);
      const hint = nearest === void 0 ? misplaced(key) : `Did you mean ${nearest}?`;
      return finding("error", "key_unknown", `${name} is no key that Talos knows`, { written, hint });
    });
  });
}
function misplaced(key) {
  const home = Object.entries(knownKeys).find(([, keys2]) => keys2.split(/\s+/).includes(key));
  return home === void 0 ? "Remove it, or look it up in the Talos documentation." : `It belongs below ${home[0]}.`;
}

// src/config/validation/known-types.ts
var interfaces = "machine.network.interfaces.*";
var bond = `${interfaces}.bond`;
var knownTypes = {
  bool: paths(`debug persist
    cluster.allowSchedulingOnControlPlanes cluster.coreDNS.disabled cluster.discovery.enabled
    cluster.discovery.registries.kubernetes.disabled cluster.discovery.registries.service.disabled
    cluster.externalCloudProvider.enabled cluster.proxy.disabled
    cluster.apiServer.extraVolumes.*.readonly cluster.controllerManager.extraVolumes.*.readonly
    cluster.scheduler.extraVolumes.*.readonly
    machine.controlPlane.controllerManager.disabled machine.controlPlane.scheduler.disabled
    machine.features.apidCheckExtKeyUsage machine.features.diskQuotaSupport machine.features.hostDNS.enabled
    machine.features.hostDNS.forwardKubeDNSToHost machine.features.hostDNS.resolveMemberNames
    machine.features.imageCache.localEnabled machine.features.kubePrism.enabled
    machine.features.kubernetesTalosAPIAccess.enabled machine.features.rbac machine.features.stableHostname
    machine.install.wipe machine.install.grubUseUKICmdline machine.install.legacyBIOSSupport
    machine.kubelet.defaultRuntimeSeccompProfileEnabled machine.kubelet.disableManifestsDirectory
    machine.kubelet.registerWithFQDN machine.kubelet.skipNodeRegistration
    machine.network.disableSearchDomain machine.network.kubespan.enabled
    machine.network.kubespan.advertiseKubernetesNetworks machine.network.kubespan.allowDownPeerBypass
    machine.network.kubespan.harvestExtraEndpoints
    machine.registries.config.*.tls.insecureSkipVerify machine.registries.mirrors.*.overridePath
    machine.registries.mirrors.*.skipFallback machine.time.disabled
    ${interfaces}.dhcp ${interfaces}.dummy ${interfaces}.ignore ${interfaces}.deviceSelector.physical
    ${interfaces}.dhcpOptions.ipv4 ${interfaces}.dhcpOptions.ipv6 ${interfaces}.vlans.*.dhcp
    ${interfaces}.bridge.stp.enabled ${interfaces}.bridge.vlan.vlanFiltering ${bond}.useCarrier`),
  integer: paths(`cluster.controlPlane.localAPIServerPort machine.features.kubePrism.port machine.files.*.permissions
    machine.network.kubespan.mtu ${interfaces}.mtu ${interfaces}.dhcpOptions.routeMetric
    ${interfaces}.routes.*.metric ${interfaces}.routes.*.mtu ${interfaces}.vlans.*.vlanId ${interfaces}.vlans.*.mtu
    ${interfaces}.vlans.*.routes.*.metric ${interfaces}.wireguard.listenPort ${interfaces}.wireguard.firewallMark
    ${bond}.miimon ${bond}.updelay ${bond}.downdelay ${bond}.arpInterval ${bond}.minLinks ${bond}.adActorSysPrio`),
  text: paths(`version machine.type machine.token machine.install.disk machine.install.image machine.kubelet.image
    machine.network.hostname machine.ca.crt machine.ca.key machine.certSANs.* machine.files.*.content
    machine.files.*.path machine.files.*.op machine.kernel.modules.*.name machine.kernel.modules.*.parameters.*
    machine.install.extraKernelArgs.* machine.udev.rules.* machine.time.servers.*
    machine.env.* machine.sysctls.* machine.sysfs.* machine.nodeLabels.* machine.nodeAnnotations.* machine.nodeTaints.*
    machine.registries.mirrors.*.endpoints.* machine.registries.config.*.auth.username
    machine.registries.config.*.auth.password machine.features.nodeAddressSortAlgorithm
    machine.kubelet.extraMounts.*.destination machine.kubelet.extraMounts.*.source machine.kubelet.extraMounts.*.type
    machine.kubelet.extraMounts.*.options.* machine.network.searchDomains.* machine.network.extraHostEntries.*.aliases.*
    ${interfaces}.interface ${interfaces}.deviceSelector.busPath ${interfaces}.deviceSelector.hardwareAddr
    ${interfaces}.deviceSelector.pciID ${interfaces}.deviceSelector.driver ${bond}.mode ${bond}.interfaces.*
    ${bond}.xmitHashPolicy ${bond}.lacpRate
    cluster.clusterName cluster.id cluster.secret cluster.token cluster.controlPlane.endpoint cluster.ca.crt
    cluster.ca.key cluster.aggregatorCA.crt cluster.aggregatorCA.key cluster.etcd.ca.crt cluster.etcd.ca.key
    cluster.serviceAccount.key cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret
    cluster.network.dnsDomain cluster.network.cni.name cluster.network.cni.urls.* cluster.apiServer.image
    cluster.apiServer.certSANs.* cluster.apiServer.env.* cluster.controllerManager.image cluster.scheduler.image
    cluster.proxy.image cluster.proxy.mode cluster.etcd.image cluster.coreDNS.image cluster.extraManifests.*
    cluster.inlineManifests.*.name cluster.inlineManifests.*.contents`),
  duration: paths("machine.time.bootTimeout cluster.adminKubeconfig.certLifetime"),
  list: paths(`machine.acceptedCAs machine.certSANs machine.disks machine.files machine.install.extensions
    machine.install.extraKernelArgs machine.kernel.modules machine.kernel.modules.*.parameters
    machine.kubelet.clusterDNS machine.kubelet.extraMounts machine.kubelet.extraMounts.*.options
    machine.kubelet.nodeIP.validSubnets machine.logging.destinations machine.network.extraHostEntries
    machine.network.interfaces machine.network.nameservers machine.network.searchDomains machine.pods
    machine.registries.mirrors.*.endpoints machine.seccompProfiles machine.time.servers machine.udev.rules
    machine.features.kubernetesTalosAPIAccess.allowedRoles
    machine.features.kubernetesTalosAPIAccess.allowedKubernetesNamespaces
    ${interfaces}.addresses ${interfaces}.routes ${interfaces}.vlans ${interfaces}.vlans.*.addresses
    ${bond}.interfaces ${bond}.deviceSelectors ${interfaces}.wireguard.peers
    cluster.acceptedCAs cluster.apiServer.admissionControl cluster.apiServer.certSANs cluster.apiServer.extraVolumes
    cluster.controllerManager.extraVolumes cluster.scheduler.extraVolumes cluster.etcd.advertisedSubnets
    cluster.etcd.listenSubnets cluster.extraManifests cluster.inlineManifests cluster.network.cni.urls
    cluster.network.podSubnets cluster.network.serviceSubnets`),
  map: paths(`machine cluster machine.ca machine.controlPlane machine.env machine.features machine.features.hostDNS
    machine.features.kubePrism machine.features.kubernetesTalosAPIAccess machine.install machine.install.diskSelector
    machine.kernel machine.kernel.modules.* machine.kubelet machine.kubelet.extraArgs machine.kubelet.extraConfig
    machine.kubelet.nodeIP machine.logging machine.network machine.network.kubespan machine.nodeAnnotations
    machine.nodeLabels machine.nodeTaints machine.registries machine.registries.config machine.registries.mirrors
    machine.registries.mirrors.* machine.registries.config.* machine.sysctls machine.sysfs machine.systemDiskEncryption
    machine.time machine.udev machine.files.* machine.pods.* machine.baseRuntimeSpecOverrides
    ${interfaces} ${interfaces}.deviceSelector ${interfaces}.vip ${interfaces}.dhcpOptions ${interfaces}.routes.*
    ${interfaces}.vlans.* ${bond} ${interfaces}.bridge ${interfaces}.wireguard
    cluster.adminKubeconfig cluster.aggregatorCA cluster.apiServer cluster.apiServer.admissionControl.*
    cluster.apiServer.auditPolicy cluster.apiServer.env cluster.apiServer.extraArgs cluster.apiServer.resources
    cluster.ca cluster.controlPlane cluster.controllerManager cluster.controllerManager.env
    cluster.controllerManager.extraArgs cluster.coreDNS cluster.discovery cluster.discovery.registries cluster.etcd
    cluster.etcd.ca cluster.etcd.extraArgs cluster.externalCloudProvider cluster.extraManifestHeaders
    cluster.inlineManifests.* cluster.network cluster.network.cni cluster.proxy cluster.proxy.extraArgs
    cluster.scheduler cluster.scheduler.config cluster.scheduler.env cluster.scheduler.extraArgs cluster.serviceAccount`),
  ip: paths(`machine.network.extraHostEntries.*.ip machine.network.nameservers.* machine.kubelet.clusterDNS.*
    ${interfaces}.vip.ip ${interfaces}.vlans.*.vip.ip ${interfaces}.routes.*.gateway ${interfaces}.routes.*.source
    ${interfaces}.vlans.*.routes.*.gateway ${bond}.arpIPTarget.*`),
  prefix: paths(`cluster.network.podSubnets.* cluster.network.serviceSubnets.*
    ${interfaces}.routes.*.network ${interfaces}.vlans.*.routes.*.network ${interfaces}.wireguard.peers.*.allowedIPs.*`),
  address: paths(`${interfaces}.addresses.* ${interfaces}.vlans.*.addresses.* ${interfaces}.cidr`)
};
function paths(text3) {
  return text3.trim().split(/\s+/);
}

// src/config/validation/check-types.ts
function checkTypes(config) {
  const root2 = rootDocument(config)?.root;
  if (root2 === void 0) return [];
  return typeNames.flatMap(
    (type) => knownTypes[type].flatMap(
      (pattern4) => selectNodes2(root2, pattern4).filter(({ node }) => !isOf(type, node)).map(({ path: path2, node }) => wrongType(formatPath(path2), type, node))
    )
  );
}
var typeNames = [
  "map",
  "list",
  "text",
  "bool",
  "integer",
  "duration",
  "ip",
  "prefix",
  "address"
];
var descriptions = {
  map: { name: "a map", hint: "Write keys and values, one a line, indented below it." },
  list: { name: "a list", hint: "Write each entry on a line of its own with a dash." },
  text: { name: "a text", hint: "Write it on one line, or as a block after |." },
  bool: { name: "true or false", hint: "Write true or false, without quotes." },
  integer: { name: "a whole number", hint: "Write digits, without quotes." },
  duration: { name: "a duration", hint: "Write it as 30s, 5m or 24h." },
  ip: { name: "an IP address", hint: "Write it without a prefix length." },
  prefix: { name: "an IP prefix", hint: "Write it as 10.244.0.0/16." },
  address: { name: "an IP address with or without prefix length", hint: "Write it as 192.168.5.10/24." }
};
function wrongType(path2, type, node) {
  const { name, hint } = descriptions[type];
  const found = node.kind === "scalar" ? "another value" : `a ${node.kind}`;
  return finding("error", "type_wrong", `${path2} must be ${name}, it is ${found}`, { written: node, hint });
}
function isOf(type, node) {
  if (type === "map" || type === "list") return node.kind === type || isNothing(node);
  if (node.kind !== "scalar") return false;
  return isNothing(node) || isSecret(node) || scalarChecks[type](node);
}
function isNothing(node) {
  return node.kind === "scalar" && node.value === null;
}
function isSecret(node) {
  return node.value instanceof Secret || node.text.includes("://");
}
var scalarChecks = {
  text: () => true,
  bool: ({ quoted, text: text3 }) => !quoted && booleanWords.has(text3),
  integer: ({ quoted, text: text3 }) => !quoted && isWholeNumber(text3),
  duration: ({ text: text3 }) => text3 === "0" || /^[-+]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text3),
  ip: ({ text: text3 }) => text3 === "" || isIpAddress(text3),
  prefix: ({ text: text3 }) => text3 === "" || isPrefix(text3),
  address: ({ text: text3 }) => isIpAddress(text3) || isPrefix(text3)
};
var booleanWords = new Set(
  ["true", "false", "yes", "no", "on", "off", "y", "n"].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
  ])
);
function isWholeNumber(text3) {
  if (/^\+?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(text3)) return true;
  return /^[0-9.]+([eE][+-]?[0-9]+)?$/.test(text3) && Number.isInteger(Number(text3));
}
function isPrefix(text3) {
  const [address = "", length = "", ...more] = text3.split("/");
  return more.length === 0 && isIpAddress(address) && /^\d{1,3}$/.test(length) && Number(length) <= (address.includes(":") ? 128 : 32);
}

// src/config/validation/check-values.ts
function checkValues(config, role) {
  const root2 = rootDocument(config)?.root;
  return [
    ...checkMachineType(nodeAt2(root2, "machine.type"), role),
    ...checkHostname(nodeAt2(root2, "machine.network.hostname"), "machine.network.hostname"),
    ...checkEndpoint(nodeAt2(root2, "cluster.controlPlane.endpoint"), "cluster.controlPlane.endpoint"),
    ...config.documents.flatMap(({ id, root: root3 }) => {
      if (id.kind === "HostnameConfig")
        return checkHostname(nodeAt2(root3, "hostname"), `${formatDocumentId(id)} hostname`);
      if (id.kind === "KubeClusterConfig")
        return checkEndpoint(nodeAt2(root3, "endpoint"), `${formatDocumentId(id)} endpoint`);
      return [];
    }),
    ...checkInstallImage(config)
  ];
}
function checkMachineType(node, role) {
  const type = plainText(node);
  if (type === void 0) return [];
  if (!["controlplane", "init", "worker"].includes(type.text)) {
    const hint = "Write controlplane or worker.";
    return [finding("error", "machine_type_unknown", "machine.type is none that Talos knows", { written: type, hint })];
  }
  const isWorker = type.text === "worker";
  if (role === void 0 || isWorker === (role === "worker")) return [];
  const message = `machine.type is ${type.text}, the settings say that the node is a ${role}`;
  return [finding("error", "role_mismatch", message, { written: type, hint: "Correct one of the two." })];
}
var label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;
function checkHostname(node, path2) {
  const hostname = plainText(node);
  if (hostname === void 0 || hostname.text === "") return [];
  const labels = hostname.text.split(".");
  if (hostname.text.length <= 253 && labels.every((part2) => part2.length <= 63 && label.test(part2))) return [];
  const hint = "Use letters, digits and dashes, at most 63 in a part.";
  return [finding("error", "hostname_invalid", `${path2} is no host name`, { written: hostname, hint })];
}
function checkEndpoint(node, path2) {
  const endpoint = plainText(node);
  if (endpoint === void 0 || endpoint.text === "") return [];
  const url = URL.parse(endpoint.text);
  if (url !== null && (url.hostname !== "" || !/^https?:$/.test(url.protocol))) {
    if (url.protocol !== "http:") return [];
    const hint2 = "Write https://.";
    return [finding("warning", "endpoint_insecure", `${path2} does not use https`, { written: endpoint, hint: hint2 })];
  }
  const hint = "Write it as https://cluster.example:6443.";
  return [finding("error", "endpoint_invalid", `${path2} is no URL`, { written: endpoint, hint })];
}
function checkInstallImage(config) {
  try {
    const image = readInstallImage(config);
    if (image === void 0 || image.tag !== void 0) return [];
    const hint = "Add the Talos version as tag: a digest alone does not tell the version.";
    return [finding("error", "image_tag_missing", "The install image has no tag", { written: image, hint })];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    const at = { ...hint && { hint }, ...location && { written: { origin: location } } };
    return [finding("error", "install_image_invalid", message, at)];
  }
}
function plainText(node) {
  return node?.kind === "scalar" && typeof node.value === "string" ? node : void 0;
}

// src/config/validation/kubernetes-matrix.ts
var supported = {
  9: { oldest: 27, newest: 32 },
  10: { oldest: 28, newest: 33 },
  11: { oldest: 29, newest: 34 },
  12: { oldest: 30, newest: 35 },
  13: { oldest: 31, newest: 36 },
  14: { oldest: 32, newest: 37 },
  15: { oldest: 33, newest: 38 }
};
function kubernetesRange(talosVersion) {
  const talos = parseTalosVersion(talosVersion);
  return talos?.major === 1 ? supported[talos.minor] : void 0;
}
var imagePaths = new Map(
  Object.entries({
    v1alpha1: [
      "machine.kubelet.image",
      ...["apiServer", "controllerManager", "proxy", "scheduler"].map((component2) => `cluster.${component2}.image`)
    ],
    KubeAPIServerConfig: ["image"],
    KubeControllerManagerConfig: ["image"],
    KubeProxyConfig: ["image"],
    KubeSchedulerConfig: ["image"],
    KubeletConfig: ["image"]
  })
);
function checkKubernetes(talosVersion, config) {
  const range = kubernetesRange(talosVersion);
  return componentImages(config).flatMap((image) => checkImage(image, talosVersion, range));
}
function componentImages(config) {
  return config.documents.flatMap(
    ({ id, root: root2 }) => (imagePaths.get(id.kind ?? "v1alpha1") ?? []).flatMap(
      (pattern4) => selectNodes2(root2, pattern4).flatMap(({ path: path2, node }) => {
        if (node.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return [];
        const prefix = id.kind === void 0 ? "" : `${formatDocumentId(id)} `;
        return [{ place: `${prefix}${formatPath(path2)}`, node }];
      })
    )
  );
}
function checkImage({ place, node }, talosVersion, range) {
  if (node.text.includes("://")) return [];
  const tag = parseImageReference(node.text)?.tag;
  if (tag === void 0) {
    const hint2 = "Add the Kubernetes version as tag, also where a digest follows.";
    return [finding("error", "image_tag_missing", `${place} has no tag`, { written: node, hint: hint2 })];
  }
  const version = /^v?(\d{1,4})\.(\d{1,4})\./.exec(tag);
  if (version === null) {
    const hint2 = "Talos reads the Kubernetes version from the tag: write it as v1.36.0.";
    return [
      finding("error", "kubernetes_version_unknown", `${place} has a tag that is no version`, { written: node, hint: hint2 })
    ];
  }
  const [, major, minor] = version.map(Number);
  if (range === void 0 || major === 1 && minor !== void 0 && minor >= range.oldest && minor <= range.newest)
    return [];
  const message = `${place} is Kubernetes ${major}.${minor}, Talos ${talosVersion} supports 1.${range.oldest} to 1.${range.newest}`;
  const hint = "Upgrade Kubernetes and Talos in steps that both support.";
  return [finding("error", "kubernetes_unsupported", message, { written: node, hint })];
}

// src/config/validation/validate-config.ts
function validateConfig(config, context) {
  return [
    ...checkDocuments(config, context.talosVersion),
    ...checkRootConflicts(config),
    ...checkRootKeys(config),
    ...checkTypes(config),
    ...checkValues(config, context.role),
    ...checkKubernetes(context.talosVersion, config)
  ];
}

// src/config/render-node.ts
var newestTalos = "v1.14.0";
async function renderNode(cluster, node, context) {
  const schematic = await renderSchematic(cluster, node, context);
  const render = renderer(cluster, node, context, schematic?.id);
  const file = layerPath(cluster.config.base, node, cluster.config.roleNames);
  const baseConfig = parseBase(file, await render(file), context);
  const patches = await renderPatches(cluster, node, render, context);
  const talosVersion = cluster.talosVersion ?? readInstallImage(baseConfig)?.tag ?? newestTalos;
  const merged = applyPatches(baseConfig, patches, { talosVersion });
  const image = readInstallImage(merged.config);
  return {
    node,
    config: merged.config,
    ...schematic && { schematic },
    ...image !== void 0 && { image: image.reference },
    notes: [
      ...baseConfig.documents.length === 0 ? [emptyBase(file)] : [],
      ...merged.notes,
      ...validateConfig(merged.config, { talosVersion, role: node.role }),
      ...checkInstallSchematic(image, schematic)
    ]
  };
}
function parseBase(file, { text: text3, origins }, { parsedBases }) {
  const known = parsedBases.get(text3);
  if (known !== void 0) return known;
  const parsed = parseMachineConfig(text3, { file, origins });
  parsedBases.set(text3, parsed);
  return parsed;
}
function emptyBase(file) {
  const message = `${file} renders to nothing: the config is made of patches alone`;
  return { code: "base_empty", severity: "warning", message, location: { file } };
}
function renderer(cluster, node, context, schematic) {
  const { variables, definitions, strict } = cluster.config;
  const entry2 = cluster.nodes.find(({ name }) => name === node.name);
  const scope = { node: { ...node, schematic: schematic ?? "" }, cluster: { name: cluster.name } };
  const environment = nodeVariables({ ...variables, ...entry2?.variables }, scope);
  const names = nodeVariables(definitions, scope);
  return (path2) => renderTemplate(path2, {
    files: context.files,
    environment,
    definitions: names,
    settings: context.templates,
    ...strict !== void 0 && { strict },
    ...context.clock && { clock: context.clock },
    signal: context.signal
  });
}
async function renderSchematic(cluster, node, context) {
  if (cluster.config.schematic === void 0) return void 0;
  const file = layerPath(cluster.config.schematic, node, cluster.config.roleNames);
  const { text: text3, origins } = await renderer(cluster, node, context, void 0)(file);
  const id = await resolveSchematicId(text3, {
    file,
    origins,
    signal: context.signal,
    ...context.factory && { factory: context.factory }
  });
  return { id, text: text3, file };
}
async function renderPatches(cluster, node, render, context) {
  const layers = await Promise.all(
    cluster.config.patches.map((layer) => renderLayer(cluster, layer, node, render, context))
  );
  return layers.filter((layer) => layer !== void 0);
}
async function renderLayer(cluster, layer, node, render, context) {
  const file = layerPath(layer.path, node, cluster.config.roleNames);
  if (layer.optional && await context.files.read(file, { signal: context.signal }) === void 0) return void 0;
  const { text: text3, origins } = await render(file);
  return parsePatch(text3, { file, origins });
}

// src/config/secrets/find-references.ts
var wellKnownSchemes = ["ak", "op", "env"];
var path = "[a-zA-Z0-9/_.-]+";
var paths2 = /* @__PURE__ */ new Map([
  ["ak", path],
  // with the query that 1Password allows (?attribute=otp), so that it is never left behind as text
  ["op", `${path}(?:\\?[a-zA-Z0-9=&_-]+)?`],
  ["env", "[A-Za-z_][A-Za-z0-9_]*"],
  // file:///… is an ordinary URL: the store's files are named relative to its folder
  ["file", `(?!/)${path}`]
]);
var commandPath = "[a-zA-Z0-9/_.#%+=~-]+";
var quotedOnePassword = /^op:\/\/[\w. -]*[\w.-](?:\/[\w. -]*[\w.-]){2,3}(?:\?[\w=&-]+)?$/;
function findReferences(scalar2, schemes) {
  const { text: text3, quoted } = scalar2;
  if (!text3.includes("://")) return [];
  if (quoted && schemes.includes("op") && quotedOnePassword.test(text3)) {
    return [{ scheme: "op", path: text3.slice("op://".length), text: text3, index: 0 }];
  }
  return [...text3.matchAll(patternOf(schemes))].map((match) => {
    const [reference] = match;
    const scheme = reference.slice(0, reference.indexOf("://"));
    return { scheme, path: reference.slice(scheme.length + 3), text: reference, index: match.index };
  });
}
function patternOf(schemes) {
  const alternatives = schemes.map(
    (scheme) => `${scheme.replace(/[.+]/g, "\\$&")}://${paths2.get(scheme) ?? commandPath}`
  );
  return new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join("|")})`, "g");
}

// src/config/secrets/look-up-references.ts
var maxReferences = 2e3;
var settingFor = /* @__PURE__ */ new Map([
  ["ak", "secrets.akeyless"],
  ["op", "secrets.onepassword, or a program as secrets.commands.op"],
  ["env", "secrets.environment"]
]);
async function lookUpReferences(references, stores, options) {
  if (references.length === 0) return /* @__PURE__ */ new Map();
  if (references.length > maxReferences) {
    throw new UserError(`Cannot look up ${references.length} secrets: more than ${maxReferences} are refused`, {
      code: "secret_store_failed"
    });
  }
  const groups = Map.groupBy(references, ({ scheme }) => scheme);
  const answers = await withDeadline(
    options,
    [...groups.keys()],
    (signal) => Promise.all([...groups].map(([scheme, group]) => askStore(scheme, group, stores, signal)))
  );
  return new Map(answers.flat());
}
async function askStore(scheme, references, stores, signal) {
  const store = stores.find((candidate) => candidate.scheme === scheme);
  if (store === void 0) {
    const reason = `no store is set up for ${scheme}://; add ${settingFor.get(scheme) ?? "one"} to the settings`;
    return references.map(({ text: text3 }) => [text3, { kind: "missing", reason }]);
  }
  const lookups = await store.read(references, { signal });
  return references.map(({ text: text3 }, index) => {
    const lookup = lookups[index];
    if (lookup === void 0) throw new Error(`the store for ${scheme}:// left a reference unanswered`);
    return [text3, tidy(lookup)];
  });
}
function tidy(lookup) {
  if (lookup.kind === "missing") return lookup;
  const value = lookup.value.replace(/(?:\r?\n)+$/, "");
  return value === "" ? { kind: "missing", reason: "its value is empty" } : { kind: "found", value };
}
async function withDeadline({ signal, timeoutMs }, schemes, ask) {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  const end = new AbortController();
  const ended = AbortSignal.any([signal, deadline, end.signal]);
  const { promise: cut, reject } = Promise.withResolvers();
  ended.addEventListener("abort", () => reject(ended.reason), { once: true });
  try {
    return await Promise.race([ask(ended), cut]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!deadline.aborted) throw error;
    throw new UserError(`Cannot read secrets: no full answer for ${schemes.join(", ")} within ${timeoutMs / 1e3} s`, {
      code: "secret_store_failed",
      hint: "Check that the secret stores can be reached from here.",
      cause: error
    });
  } finally {
    end.abort();
  }
}

// src/config/secrets/resolve-secrets.ts
var defaultTimeoutMs = 3e4;
async function resolveSecrets(configs, options) {
  const { stores, signal, timeoutMs = defaultTimeoutMs } = options;
  const schemes = [.../* @__PURE__ */ new Set([...wellKnownSchemes, ...stores.map((store) => store.scheme)])];
  const references = collectReferences(configs, schemes);
  const lookups = await lookUpReferences(references, stores, { signal, timeoutMs });
  return configs.map((config) => replaceReferences(config, schemes, lookups));
}
function collectReferences(configs, schemes) {
  const found = /* @__PURE__ */ new Map();
  const visit = (node) => {
    if (node.kind === "map") for (const value of node.entries.values()) visit(value);
    else if (node.kind === "list") node.items.forEach(visit);
    else for (const { index: _, ...reference } of referencesOf(node, schemes)) found.set(reference.text, reference);
  };
  for (const { documents } of configs) for (const { root: root2 } of documents) visit(root2);
  return [...found.values()];
}
function referencesOf(node, schemes) {
  return typeof node.value === "string" ? findReferences({ text: node.value, quoted: node.quoted }, schemes) : [];
}
function replaceReferences(config, schemes, lookups) {
  const missing = [];
  const documents = config.documents.map((document) => {
    const root2 = replace(document.root, []);
    return root2.kind === "map" ? { ...document, root: root2 } : document;
    function replace(node, path2) {
      if (node.kind === "scalar") return replaceScalar(node, path2);
      if (node.kind === "list")
        return { ...node, items: node.items.map((item, index) => replace(item, [...path2, index])) };
      return {
        ...node,
        entries: new Map([...node.entries].map(([key, value]) => [key, replace(value, [...path2, key])]))
      };
    }
    function replaceScalar(node, path2) {
      const references = referencesOf(node, schemes);
      if (references.length === 0 || typeof node.value !== "string") return node;
      const written = node.value;
      const parts = /* @__PURE__ */ new Map();
      let value = "";
      let end = 0;
      for (const { text: text3, index } of references) {
        const lookup = lookups.get(text3);
        if (lookup === void 0) throw new Error("a reference was not looked up");
        if (lookup.kind === "missing") {
          missing.push({ text: text3, reason: lookup.reason, place: placeOf(document, path2), origin: node.origin });
          continue;
        }
        parts.set(text3, lookup.value);
        value += written.slice(end, index) + lookup.value;
        end = index + text3.length;
      }
      const whole = value + written.slice(end);
      const texts = references.map(({ text: text3 }) => text3);
      const secret = new Secret(whole, texts, written === texts[0] ? void 0 : parts);
      return { ...node, value: secret, text: secret.toString() };
    }
  });
  return missing.length === 0 ? { kind: "resolved", config: { documents } } : { kind: "failed", error: missingError(missing) };
}
function placeOf(document, path2) {
  const place = formatPath(path2);
  return document.id.kind === void 0 ? place : `${formatDocumentId(document.id)} ${place}`;
}
var maxNamed = 5;
function missingError(missing) {
  const described = [...Map.groupBy(missing, ({ reason }) => reason)].map(([reason, references]) => {
    const named = references.slice(0, maxNamed).map((one) => nameReference(one, missing.length === 1));
    const more = references.length - named.length;
    return `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}: ${reason}`;
  });
  const what = missing.length === 1 ? "the secret reference" : `${missing.length} secret references:`;
  const message = `Cannot resolve ${what} ${described.join("; ")}`;
  const location = missing.find(({ origin }) => origin !== void 0)?.origin;
  return new UserError(message, {
    code: "secret_missing",
    hint: "Create the secret in its store, or correct the reference.",
    ...location && { location }
  });
}
function nameReference({ text: text3, place, origin }, isSingle) {
  return `${text3} (${origin === void 0 || isSingle ? place : `${place}, ${formatLocation(origin)}`})`;
}

// src/config/desire-nodes.ts
async function desireNodes(cluster, nodes, context, options) {
  const { signal } = context;
  return pMap(nodes, (node) => desireNode(cluster, node, context, options), {
    concurrency: options.concurrency,
    signal
  });
}
async function desireNode(cluster, node, context, options) {
  const { name } = node;
  if ("error" in node) return { kind: "failed", name, error: node.error };
  try {
    const desired = await renderNode(cluster, node, context);
    options.onRendered?.(name);
    return { kind: "built", name, desired };
  } catch (error) {
    if (error instanceof UserError) return { kind: "failed", name, error };
    throw error;
  }
}
async function resolveDesired(built, stores, signal) {
  const configs = built.flatMap((one) => one.kind === "built" ? [one.desired.config] : []);
  const results = (await resolveSecrets(configs, { stores, signal })).values();
  return built.map((one) => {
    if (one.kind === "failed") return one;
    const result = results.next().value;
    if (result === void 0) throw new Error("a configuration was lost while resolving secrets");
    if (result.kind === "failed") return { kind: "failed", name: one.name, error: result.error };
    return { ...one, desired: { ...one.desired, config: result.config } };
  });
}

// src/diff/digest-plan.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);

// src/diff/align-items.ts
function alignItems(desired, live, text3) {
  const left = desired.map(text3);
  const right = live.map(text3);
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
  return left.flatMap((text3, index) => text3 === right[index] ? [[index, index]] : []);
}

// src/diff/compare-trees.ts
function compareTrees(desired, live, path2 = []) {
  if (desired.kind === "map" && live.kind === "map") return compareMaps(desired, live, path2);
  if (desired.kind === "list" && live.kind === "list") return compareLists(desired, live, path2);
  return canonicalText(desired) === canonicalText(live) ? [] : [changed(desired, live, path2)];
}
function canonicalText(node, secrets = "values") {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(secrets === "names" ? withoutSecret(node) : plainValue(node));
    case "list":
      return `[${node.items.map((item) => canonicalText(item, secrets)).join(",")}]`;
    case "map": {
      const keys2 = [...node.entries.keys()].sort();
      return `{${keys2.map((key) => `${JSON.stringify(key)}:${canonicalText(entry(node, key), secrets)}`).join(",")}}`;
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
function compareMaps(desired, live, path2) {
  const changes = [];
  for (const [key, value] of desired.entries) {
    const other = live.entries.get(key);
    const below2 = [...path2, key];
    if (other === void 0) changes.push(added(value, below2));
    else changes.push(...compareTrees(value, other, below2));
  }
  for (const [key, value] of live.entries) {
    if (!desired.entries.has(key)) changes.push({ kind: "removed", path: [...path2, key], live: value });
  }
  return changes;
}
function compareLists(desired, live, path2) {
  return alignItems(desired.items, live.items, (item) => canonicalText(item)).flatMap((pair) => {
    if (pair.desired === void 0)
      return pair.live === void 0 ? [] : [{ kind: "removed", path: [...path2, pair.liveIndex], live: pair.live }];
    const below2 = [...path2, pair.desiredIndex];
    return pair.live === void 0 ? [added(pair.desired, below2)] : compareTrees(pair.desired, pair.live, below2);
  });
}
function added(desired, path2) {
  return { kind: "added", path: path2, desired, ...desired.origin && { origin: desired.origin } };
}
function changed(desired, live, path2) {
  return { ...added(desired, path2), kind: "changed", live };
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
    ...Object.entries(more).map(([name, text3]) => [name, sha256(text3)])
  ]);
  return { value: sha256(JSON.stringify(parts)), parts };
}
function nodeParts({ name, desired, live }) {
  return [
    [
      `desired/${name}`,
      sha256(
        desired === void 0 ? "" : desired.config.documents.map(({ root: root2 }) => canonicalText(root2, "names")).join("\n")
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
  const key = (0, import_node_crypto2.createHash)("sha256").update("talos-chatops secrets of a plan\n").update(live.config).digest();
  const secrets = desired.config.documents.map(({ id, root: root2 }) => [documentKey(id), ...secretValues(root2)]);
  return (0, import_node_crypto2.createHmac)("sha256", key).update(JSON.stringify(secrets)).digest("hex");
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
  return (0, import_node_crypto2.createHash)("sha256").update(data).digest("hex");
}

// src/config/tree/path-table.ts
function pathTable(patterns) {
  const root2 = compile(patterns);
  return (path2) => matches(root2, path2, 0);
}
function compile(patterns) {
  const root2 = newStep();
  for (const pattern4 of patterns) {
    let step = root2;
    for (const name of pattern4.split(".")) {
      if (name === "**") step.endsBelow = true;
      else step = child(step, name);
    }
    if (!pattern4.endsWith(".**")) step.ends = true;
  }
  return root2;
}
function matches(step, path2, index) {
  if (index === path2.length) return step.ends;
  if (step.endsBelow) return true;
  const exact = step.next.get(String(path2[index]));
  if (exact !== void 0 && matches(exact, path2, index + 1)) return true;
  const any = step.next.get("*");
  return any !== void 0 && matches(any, path2, index + 1);
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
  ...freeForm.map((path2) => `${path2}.**`)
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
function normaliseDuration(text3) {
  if (!duration.test(text3)) return void 0;
  let total = 0n;
  for (const [, whole = "0", fraction = "", unit = "s"] of text3.matchAll(part)) {
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
function normaliseFileMode(text3) {
  const octal = /^0o?([0-7]{1,6})$/.exec(text3);
  if (octal !== null) return `0o${Number.parseInt(octal[1] ?? "0", 8).toString(8)}`;
  return /^[1-9]\d{0,6}$/.test(text3) ? `0o${Number(text3).toString(8)}` : void 0;
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
function normalise(node, path2) {
  if (tables.freeForm(path2)) return node;
  if (node.kind === "map") return tables.stringMap(path2) ? normaliseStringMap(node) : normaliseMap(node, path2);
  if (node.kind === "list") return normaliseList(node, path2);
  return normaliseScalar(node, path2);
}
function normaliseMap(map, path2) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    const below2 = [...path2, key];
    const normal = normalise(value, below2);
    if (!saysNothing2(normal, below2)) entries.set(key, normal);
  }
  return { ...map, entries };
}
function normaliseList(list2, path2) {
  return { ...list2, items: list2.items.map((item, index) => normalise(item, [...path2, index])) };
}
function normaliseStringMap(map) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    entries.set(key, value.kind === "scalar" ? asText(value, scalarText(value)) : value);
  }
  return { ...map, entries };
}
function normaliseScalar(node, path2) {
  if (typeof node.value === "boolean" || node.value === null) return node;
  const text3 = scalarText(node);
  if (tables.fileMode(path2)) return asFileMode(node, text3);
  if (tables.base64(path2)) return asText(node, text3.replace(/\s+/g, ""));
  if (tables.trimmedStart(path2)) return asText(node, text3.replace(/^\n+/, ""));
  const isWhole = typeof node.value === "bigint" || Number.isInteger(node.value);
  return asPlain(node, isWhole ? String(node.value) : normaliseDuration(text3) ?? text3);
}
function asFileMode(node, text3) {
  const mode = normaliseFileMode(text3);
  return mode === void 0 ? asText(node, text3) : { ...node, value: Number(mode), text: mode, quoted: false };
}
function asPlain(node, text3) {
  const value = Number(text3);
  if (typeof node.value === "object" || !Number.isSafeInteger(value) || String(value) !== text3)
    return asText(node, text3);
  return { ...node, value, text: text3, quoted: false };
}
function asText(node, text3) {
  if (typeof node.value === "object" && node.value !== null) return node;
  return { ...node, value: text3, text: text3, quoted: false };
}
function scalarText(node) {
  if (typeof node.value === "object" && node.value !== null) return node.value.reveal();
  return node.value === null ? "" : node.text;
}
function saysNothing2(node, path2) {
  if (tables.meaningfulEmpty(path2) || tables.stringMap(path2.slice(0, -1))) return false;
  if (node.kind === "map") return node.entries.size === 0;
  if (node.kind === "list") return node.items.length === 0;
  if (node.value === false) return tables.falseByDefault(path2);
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
  const keys2 = [...model.entries.keys()].filter((key) => map.entries.has(key));
  const own = [...map.entries.keys()].filter((key) => !model.entries.has(key));
  const entries = /* @__PURE__ */ new Map();
  for (const key of [...keys2, ...own]) {
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
  ].flatMap((path2) => [path2, `${path2}.**`])
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
  ].flatMap((path2) => [path2, `${path2}.**`])
);
function forecastReboot(documents, talosVersion) {
  if (atLeast(talosVersion, "1.14")) return forecast("manual", changedPaths(documents).filter(afterReboot));
  const root2 = changedPaths(documents.filter(({ id }) => id.kind === void 0));
  return forecast(
    "automatic",
    root2.filter((path2) => !immediate(path2))
  );
}
function forecast(kind, paths3) {
  return paths3.length === 0 ? { kind: "none" } : { kind, paths: [...new Set(paths3.map(formatPath))] };
}
function changedPaths(documents) {
  return documents.flatMap(
    ({ id, changes }) => changes.map(({ path: path2 }) => id.kind === void 0 ? path2 : [id.kind, ...path2])
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
function invalid2(name, error) {
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
  if (head?.kind === "failed") return invalid2(name, head.error);
  if (head === void 0 && base?.kind === "failed") return invalid2(name, base.error);
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
    read: async (references) => references.map(({ text: text3 }) => ({ kind: "found", value: text3 }))
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
  const found = nodeAt2(document, "hostname") ?? nodeAt2(rootDocument(config)?.root, "machine.network.hostname");
  return found?.kind === "scalar" && typeof found.value === "string" && found.value !== "" ? found.value : void 0;
}
function firstLabel(hostname) {
  return (hostname.split(".")[0] ?? "").toLowerCase();
}

// src/config/schematic/extension-name.ts
var renamed = /* @__PURE__ */ new Map([
  ["siderolabs/amdgpu-firmware", "siderolabs/amdgpu"],
  ["siderolabs/gasket", "siderolabs/gasket-driver"],
  ["siderolabs/i915-ucode", "siderolabs/i915"],
  ["siderolabs/nonfree-kmod-nvidia", "siderolabs/nonfree-kmod-nvidia-lts"],
  ["siderolabs/nvidia-container-toolkit", "siderolabs/nvidia-container-toolkit-lts"],
  ["siderolabs/nvidia-fabricmanager", "siderolabs/nvidia-fabric-manager-lts"],
  ["siderolabs/nvidia-open-gpu-kernel-modules", "siderolabs/nvidia-open-gpu-kernel-modules-lts"],
  ["siderolabs/talos-vmtoolsd", "siderolabs/vmtoolsd-guest-agent"],
  ["siderolabs/usb-modem", "siderolabs/usb-modem-drivers"],
  ["siderolabs/v4l-uvc", "siderolabs/v4l-uvc-drivers"],
  ["siderolabs/xe-guest-utilities", "siderolabs/xen-guest-agent"]
]);
function extensionName(name) {
  return renamed.get(name) ?? name;
}

// src/config/schematic/compare-schematics.ts
function compareSchematics(live, desired) {
  if (live === void 0) return ["what the booted schematic holds is not known"];
  const from = read(live);
  const to = read(desired);
  if (from === void 0) return ["the booted schematic has fields that are not known here"];
  if (to === void 0) return ["the desired schematic cannot be read"];
  return explain(from, to);
}
function read(text3) {
  try {
    return parseSchematic(text3, { file: "schematic" }).schematic;
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}
function explain(from, to) {
  const extensions = compareExtensions(from.officialExtensions, to.officialExtensions);
  const kernelArguments = compareLists2(from.extraKernelArgs, to.extraKernelArgs, describeArgument);
  const others = [
    ...changeOf("owner", from.owner, to.owner),
    ...compareOverlays(from.overlay, to.overlay),
    ...changeOf("bootloader", from.bootloader, to.bootloader, "none"),
    ...changeOf("secure boot key enrollment", from.enrollKeys, to.enrollKeys),
    ...compareFlags(from.includeWellKnownCertificates, to.includeWellKnownCertificates),
    ...changeOf("sector size", String(from.sectorSize), String(to.sectorSize), "0"),
    ...compareMeta(from, to),
    ...hiddenChange(
      "embedded machine configuration",
      from.embeddedMachineConfiguration,
      to.embeddedMachineConfiguration
    )
  ];
  const sentences = [...extensions.sentences, ...kernelArguments.sentences, ...others];
  const moved = [...extensions.moved ? ["extensions"] : [], ...kernelArguments.moved ? ["kernel arguments"] : []];
  if (moved.length === 0) return sentences;
  if (sentences.length === 0) return [`same content in another order (${moved.join(" and ")})`];
  return [...sentences, `${moved.join(" and ")} in another order`];
}
function compareExtensions(from, to) {
  const [before, after] = [new Set(from), new Set(to)];
  const isRenamed = (name) => {
    const current = extensionName(name);
    return current !== name && !after.has(name) && after.has(current) && !before.has(current);
  };
  const updated = from.map((name) => isRenamed(name) ? extensionName(name) : name);
  const { sentences, moved } = compareLists2(updated, to, (name) => name);
  return {
    sentences: [...from.filter(isRenamed).map((name) => `${name} is now called ${extensionName(name)}`), ...sentences],
    moved
  };
}
function compareLists2(from, to, describe) {
  const added3 = without(to, from);
  const removed2 = without(from, to);
  const kept = without(from, removed2);
  const moved = without(to, added3).some((item, index) => item !== kept[index]);
  const [before, after] = [new Set(from), new Set(to)];
  return {
    sentences: [
      ...added3.map((item) => `${describe(item)} added${before.has(item) ? " once more" : ""}`),
      ...removed2.map((item) => `${describe(item)} removed${after.has(item) ? " once" : ""}`)
    ],
    moved
  };
}
function without(list2, other) {
  const left = /* @__PURE__ */ new Map();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list2.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
function describeArgument(argument) {
  const [name = argument] = argument.split("=", 1);
  const value = argument.slice(name.length + 1);
  const isHarmless = value.length <= 32 && !value.includes("://") && !name.startsWith("talos.config");
  return `kernel argument ${isHarmless ? argument : `${name}=\u2026`}`;
}
function compareOverlays(from, to) {
  const describe = (overlay) => [overlay.name, overlay.image].filter((part2) => part2 !== "").join(" of ");
  const options = new Set([from, to].flatMap((overlay) => [...overlay.options?.entries.keys() ?? []]));
  const changed2 = [...options].filter(
    (key) => print(from.options?.entries.get(key)) !== print(to.options?.entries.get(key))
  );
  return [
    ...changeOf("overlay", describe(from), describe(to)),
    ...changed2.map((key) => `overlay option ${key} changed`)
  ];
}
function print(node) {
  if (node === void 0) return "";
  if (node.kind === "scalar") return JSON.stringify([typeof node.value, node.text]);
  if (node.kind === "list") return `[${node.items.map(print).join()}]`;
  return `{${[...node.entries.keys()].sort().map((key) => `${JSON.stringify(key)}:${print(node.entries.get(key))}`)}}`;
}
function compareMeta(from, to) {
  const meta = (schematic) => schematic.meta.map(({ key, value }) => `${key}=${value}`);
  const { sentences, moved } = compareLists2(meta(from), meta(to), (item) => `meta value ${item.split("=", 1)[0]}`);
  return [...sentences, ...moved ? ["meta values in another order"] : []];
}
function compareFlags(from, to) {
  return from === to ? [] : [`well-known secure boot certificates ${to ? "added" : "removed"}`];
}
function changeOf(name, from, to, none = "") {
  if (from === to) return [];
  if (from === none) return [`${name} ${to} added`];
  return to === none ? [`${name} ${from} removed`] : [`${name} changed from ${from} to ${to}`];
}
function hiddenChange(name, from, to) {
  if (from === to) return [];
  return [`${name} ${from === "" ? "added" : to === "" ? "removed" : "changed"}`];
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
  const read2 = async (node) => {
    if ("error" in node) return void 0;
    const reading = await liveNodes.read(node, { signal });
    ports.onProgress?.({ step: "read", node: node.name, total: nodes.length });
    return reading;
  };
  return pMap(nodes, read2, { concurrency: concurrencyOf(ports), signal });
}
function compareLiveNode(one, reading, redactor) {
  if (one.kind === "failed") return invalid2(one.name, one.error);
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
    if (error instanceof UserError) return invalid2(name, error);
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

export {
  parseImageReference,
  isSchematicId,
  extensionName,
  parseSchematic,
  parseTalosVersion,
  formatTalosVersion,
  compareTalosVersions,
  minorDistance,
  atLeast,
  kubernetesRange,
  checkVersionPath,
  clusterAt,
  openRevision,
  readInstallImage,
  installerImage,
  schematicId2 as schematicId,
  digestPlan,
  parseMachineConfig,
  equalNodes,
  desireNodes,
  planChanges
};
