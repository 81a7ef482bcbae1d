import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Secret,
  documentId,
  documentKey,
  formatDocumentId,
  rootDocument
} from "./chunk-WQCB6VHB.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import {
  parseYaml
} from "./chunk-K7JDY2Z5.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/config/talos-version.ts
var pattern = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
function parseTalosVersion(text2) {
  const match = pattern.exec(text2);
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
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === void 0) return 1;
    const order = compareIdentifiers(part, other);
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

// src/config/image-reference.ts
var component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var registry = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]{1,5})?";
var pattern2 = new RegExp(
  `^(?:(?<registry>${registry})/)?(?<path>${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$`
);
var factoryForm = /(?:^|\/)(?:(?<platform>[a-z0-9]+)-)?installer(?<secureBoot>-secureboot)?\/(?<schematic>[^/]+)$/;
var folder = new RegExp(`^${component}$`);
var schematicId = /^[0-9a-f]{64}$/;
var maxLength = 512;
function parseImageReference(reference) {
  if (reference.length > maxLength) return void 0;
  const parts = pattern2.exec(reference)?.groups;
  const path = parts?.["path"];
  if (parts === void 0 || path === void 0) return void 0;
  const host = parts["registry"];
  if (host !== void 0 && !isHost(host) && !folder.test(host)) return void 0;
  const split = host === void 0 || isHost(host) ? { registry: host, path } : { path: `${host}/${path}` };
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
function isSchematicId(text2) {
  return schematicId.test(text2);
}
function isHost(text2) {
  return /[.:[]/.test(text2) || text2 === "localhost";
}
function parseInstaller(path) {
  const parts = factoryForm.exec(path)?.groups;
  const schematic = parts?.["schematic"];
  if (parts === void 0 || schematic === void 0) return void 0;
  return {
    ...parts["platform"] !== void 0 && { platform: parts["platform"] },
    secureBoot: parts["secureBoot"] !== void 0,
    schematic
  };
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
function scalarAt(node, path) {
  const found = path.reduce((at, key) => at?.kind === "map" ? at.entries.get(key) : void 0, node);
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
    const keys = [...node.entries.keys()].sort();
    return ["map", ...keys.map((key) => [key, plain(node.entries.get(key))])];
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
  const path = place.path === void 0 || place.path.length === 0 ? [] : [formatPath(place.path)];
  return [...document, ...path, ""].join(" ");
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
    const { op, path, origin } = this.operation;
    return patchError({ file: this.file, origin }, `${op} ${path}: ${reason}`);
  }
  source(pointer2) {
    if (pointer2 !== "") return pointerSteps(pointer2);
    throw this.failure("the whole document cannot be the source");
  }
  /** Undefined for a map key that is missing; a missing parent or position is an error. */
  get(root2, steps) {
    const [step, ...rest] = steps;
    if (step === void 0) return root2;
    const child = this.child(root2, step);
    if (rest.length === 0) return child;
    if (child === void 0) throw this.missing();
    return this.get(child, rest);
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
    const child = this.child(root2, step);
    if (child === void 0) throw this.missing();
    const changed = this.edit(child, rest, change);
    if (root2.kind === "map") return { ...root2, entries: new Map(root2.entries).set(step, changed) };
    return { ...root2, items: root2.items.with(this.position(step, root2.items.length), changed) };
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
      for (const path of row.paths) nodeAt(top, path).rows.push(row);
    }
  }
  return (id) => byKind.get(id.kind ?? "v1alpha1") ?? noRules;
}
function rulesBelow(rules, step) {
  const below = rules.children.get(step) ?? rules.children.get("*");
  if (below !== void 0) return below;
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
function nodeAt(top, path) {
  if (path === "") return top;
  return path.split(".").reduce((node, step) => {
    const child = node.children.get(step) ?? emptyNode2();
    node.children.set(step, child);
    return child;
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
    const below = place.below(step);
    if (this.isClosed(place)) throw this.missing(below);
    const child = map.entries.get(step);
    const isLast = depth === this.deletion.path.length - 1;
    const entries = new Map(map.entries);
    if (isLast && this.deletion.element === void 0) {
      if (child === void 0) this.refuseMissingKey(below);
      entries.delete(step);
    } else {
      entries.set(step, this.fromChild(child, depth + 1, below, isLast));
      if (child === void 0) entries.delete(step);
    }
    return { ...map, entries };
  }
  fromChild(child, depth, place, isLast) {
    if (isLast && child?.kind === "list") return this.fromList(child, place);
    if (!isLast && child?.kind === "map") return this.fromMap(child, depth, place);
    if (!isLast && child === void 0 && hasRule(place.rules, "struct")) {
      return this.fromMap({ kind: "map", entries: /* @__PURE__ */ new Map() }, depth, place);
    }
    throw this.missing(place);
  }
  fromList(list, place) {
    const index = place.rules.free ? -1 : list.items.findIndex((item) => this.isSelected(item));
    if (index < 0) throw this.missing(place);
    return { ...list, items: list.items.toSpliced(index, 1) };
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
  const matches = elementMatcher(place);
  if (matches === void 0) return append(left, right, place);
  const items = [...left.items];
  for (const item of right.items) {
    const index = items.findIndex((old2) => matches(old2, item));
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
  const repeated = place.rules.free ? void 0 : right.items.find((item) => known.has(meaning(item)));
  if (repeated !== void 0) {
    const hint = "Talos appends this list: keep the entry in one layer only.";
    place.warn("duplicate_list_entry", repeated, "holds the same entry twice after this patch", hint);
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
  const isEmpty = (node) => node.kind === "scalar" && (node.value === null || node.value === "");
  return { ...map, entries: new Map([...map.entries].filter(([, value]) => !isEmpty(value))) };
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
  const part = (key) => b[key] || a[key];
  return joinUrl({
    scheme: part("scheme"),
    opaque: part("opaque"),
    user: part("user"),
    host: part("host"),
    path: part("path"),
    query: part("query"),
    fragment: part("fragment")
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
  const path = parts.path !== "" && parts.host !== "" && !parts.path.startsWith("/") ? `/${parts.path}` : parts.path;
  return `${scheme}${hasAuthority ? "//" : ""}${user}${parts.host}${path}${query}${fragment}`;
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
  const fields = findRule(place.rules, "pair")?.fields;
  if (fields !== void 0) return mergePair(left, right, fields, place);
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
    const below = place.below(key);
    if (hasRule(rules, "cleared")) {
      entries.delete(key);
      warnCleared(right, below);
    } else if (hasRule(rules, "struct") && old.kind === "map") {
      entries.set(key, mergeMaps(old, { ...right, entries: /* @__PURE__ */ new Map() }, below));
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
function mergePair(left, right, fields, place) {
  const entries = new Map(right.entries);
  for (const field of fields) {
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
    const { file, document, path, rules, around, notes } = this;
    return { file, document, path, rules, around, notes };
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
  takeFromMap(map, path) {
    const entries = /* @__PURE__ */ new Map();
    for (const [key, value] of map.entries) {
      const rest = this.take(value, [...path, key]);
      if (rest !== void 0) entries.set(key, rest);
    }
    return entries.size === 0 && map.entries.size > 0 ? void 0 : { ...map, entries };
  }
  take(node, path) {
    if (node.kind === "scalar") return node;
    if (node.kind === "list") return this.takeFromList(node, path);
    if (!isDeleteMarker(node)) return this.takeFromMap(node, path);
    this.refuseInsideList(path, node);
    this.deletes.push({ path, ...node.origin && { origin: node.origin } });
    return void 0;
  }
  takeFromList(list, path) {
    const items = list.items.flatMap((item, index) => {
      const isMarked = item.kind === "map" && isDeleteMarker(item);
      if (isMarked) this.deletes.push(this.elementDeletion(item, path));
      const rest = isMarked ? void 0 : this.take(item, [...path, index]);
      return rest === void 0 ? [] : [rest];
    });
    return items.length === 0 && list.items.length > 0 ? void 0 : { ...list, items };
  }
  elementDeletion(item, path) {
    this.refuseInsideList(path, item);
    const selector = [...item.entries].find(([key2]) => key2 !== "$patch");
    if (selector === void 0) {
      const hint = "Name the element by one of its keys beside $patch: delete.";
      throw patchError({ file: this.file, path, origin: item.origin }, "does not say which element to delete", hint);
    }
    const [key, value] = selector;
    const text2 = value.kind === "scalar" ? value.text : "";
    return { path, element: { key, value: text2 }, ...item.origin && { origin: item.origin } };
  }
  refuseInsideList(path, node) {
    if (!path.some((step) => typeof step === "number")) return;
    const place = { file: this.file, path, origin: node.origin };
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
function readJsonPatch(list, file) {
  return { kind: "json6902", file, operations: list.items.map((item) => readOperation(item, file)) };
}
function readOperation(node, file) {
  const place = { file, origin: node.origin };
  if (node.kind !== "map") throw patchError(place, "a JSON patch operation must be a map with op and path");
  const origin = node.origin === void 0 ? {} : { origin: node.origin };
  const op = text(node, "op", file);
  const path = pointer(node, "path", file);
  switch (op) {
    case "remove":
      return { op, path, ...origin };
    case "copy":
    case "move":
      return { op, path, from: pointer(node, "from", file), ...origin };
    case "add":
    case "replace":
    case "test": {
      const value = node.entries.get("value");
      if (value === void 0) throw patchError(place, `the JSON patch operation ${op} has no value`);
      return { op, path, value, ...origin };
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
function parsePatch(text2, options) {
  const { file } = options;
  const documents = parseYaml(text2, options);
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

export {
  parseImageReference,
  isSchematicId,
  parseTalosVersion,
  formatTalosVersion,
  compareTalosVersions,
  minorDistance,
  atLeast,
  readInstallImage,
  installerImage,
  equalNodes,
  applyPatches,
  parsePatch
};
