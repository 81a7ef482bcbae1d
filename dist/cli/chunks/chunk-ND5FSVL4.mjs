import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  applyPatches,
  atLeast,
  isSchematicId,
  parseImageReference,
  parsePatch,
  parseTalosVersion,
  readInstallImage
} from "./chunk-GMBXHOJS.mjs";
import {
  Secret,
  documentKey,
  formatDocumentId,
  parseMachineConfig,
  rootDocument
} from "./chunk-WQCB6VHB.mjs";
import {
  isIpAddress,
  layerPath,
  nodeVariables,
  pMap
} from "./chunk-V7XVEVV4.mjs";
import {
  renderTemplate
} from "./chunk-XDIK34DW.mjs";
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
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

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
function parseSchematic(text2, options) {
  const reader = new Reader(text2, options);
  const schematic = readSchematic(reader, readRoot(text2, options));
  const doubt = reader.doubt ?? (/(^|[\s[{,])![^\s=]/.test(text2) ? "it has YAML tags" : void 0);
  return { schematic, ...doubt !== void 0 && { doubt } };
}
function readRoot(text2, { file }) {
  const [root, ...more] = parseDocuments(text2, file);
  const reason = root === void 0 ? "it is empty" : more.length > 0 ? "it has several documents" : root.kind !== "map" ? "it is no map" : void 0;
  if (root?.kind === "map" && reason === void 0) return root;
  throw new UserError(`Cannot use the schematic ${file}: ${reason}`, {
    code: "schematic_invalid",
    hint: "Without any customization a schematic is: customization: {}",
    location: { file }
  });
}
function parseDocuments(text2, file) {
  try {
    return parseYaml(text2, { file });
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
function readSchematic(reader, root) {
  reader.allow(root, "", keys.root);
  const customization = reader.map(root, "customization", keys.customization);
  const extensions = reader.map(customization, "systemExtensions", keys.systemExtensions);
  const secureboot = reader.map(customization, "secureboot", keys.secureboot);
  const diskImage = reader.map(customization, "diskImage", keys.diskImage);
  return {
    owner: reader.text(root, "owner"),
    overlay: readOverlay(reader, reader.map(root, "overlay", keys.overlay)),
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
  constructor(text2, options) {
    this.lines = text2.split(/\r?\n/);
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
    if (node.items.some(isNull)) this.doubt ??= `${key} has an empty entry`;
    return node.items.filter((item) => !isNull(item));
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
    return node === void 0 || isNull(node) ? void 0 : node;
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
function isNull(node) {
  return node.kind === "scalar" && node.value === null;
}

// src/config/schematic/schematic-id.ts
function schematicId(text2, options) {
  return identify(parseSchematic(text2, options));
}
function identify({ schematic, doubt }) {
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
    ["owner", text("owner", schematic.owner)],
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
    ["embeddedMachineConfiguration", text("embeddedMachineConfiguration", schematic.embeddedMachineConfiguration)],
    ["extraKernelArgs", list("extraKernelArgs", schematic.extraKernelArgs)],
    ["meta", metaTree(schematic)],
    ["systemExtensions", some([["officialExtensions", list("officialExtensions", schematic.officialExtensions)]])],
    ["bootloader", bootloader === "none" ? void 0 : bootloader],
    [
      "secureboot",
      some([
        ["enrollKeys", text("enrollKeys", schematic.enrollKeys)],
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
function text(name, value) {
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
var plain = /^(?:[A-Za-z_/]|-{0,2}[A-Za-z])[A-Za-z0-9_./=,@%+#:-]*$/;
var plainWithSign = /^\d[A-Za-z0-9_.-]*[=/][A-Za-z0-9_./=,@%+#:-]*$/;
var oldBoolean = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
var otherType = /^(true|True|TRUE|false|False|FALSE|null|Null|NULL|0|[1-9]\d{0,14})$/;
function scalar(name, value) {
  if (value === "") return '""';
  if (oldBoolean.test(value)) throw new Beyond(`${name} has the value ${value}`);
  if (otherType.test(value)) return `"${value}"`;
  if ((plain.test(value) || plainWithSign.test(value)) && !value.endsWith(":")) return value;
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
async function resolveSchematicId(text2, options) {
  const { file, factory, signal } = options;
  const computed = schematicId(text2, options);
  if (computed.kind === "computed") return computed.id;
  if (factory === void 0) {
    throw new UserError(`Cannot compute the id of the schematic ${file}: ${computed.reason}`, {
      code: "schematic_invalid",
      hint: "Only an image factory knows the id of such a schematic, and none may be asked here. Write the value in a simpler form.",
      location: { file }
    });
  }
  const id = await factory.submit(text2, { signal });
  if (isSchematicId(id)) return id;
  throw new UserError(`Cannot use the image factory's answer for ${file}: it is no schematic id`, {
    code: "factory_failed",
    hint: "Check that the factory setting is the address of an image factory."
  });
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
function checkKind({ id, root, origin }, talosVersion) {
  if (id.kind === void 0) return [];
  const written = root.entries.get("kind") ?? { ...origin && { origin } };
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
function selectNodes(root, pattern) {
  const start = [{ path: [], node: root }];
  return pattern.split(".").reduce((found, step) => found.flatMap((at) => below(at, step)), start);
}
function nodeAt(root, path2) {
  const [found] = root === void 0 ? [] : selectNodes(root, path2);
  return found === void 0 || isNull2(found.node) ? void 0 : found.node;
}
function below({ path: path2, node }, step) {
  if (node.kind === "list" && step === "*")
    return node.items.map((item, index) => ({ path: [...path2, index], node: item }));
  if (node.kind !== "map") return [];
  if (step === "*") return [...node.entries].map(([key, value2]) => ({ path: [...path2, key], node: value2 }));
  const value = node.entries.get(step);
  return value === void 0 ? [] : [{ path: [...path2, step], node: value }];
}
function isNull2(node) {
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
  const root = rootDocument(config)?.root;
  if (root === void 0) return [];
  return config.documents.flatMap((document) => conflictsOf(document, root));
}
function conflictsOf(document, root) {
  return fieldsOf(document).flatMap((field) => {
    const path2 = field.replace("!", "");
    const node = nodeAt(root, path2);
    if (node === void 0 || isEmpty(node) || field.endsWith("!") && !isTrue(node)) return [];
    const message = `${path2} conflicts with the document ${formatDocumentId(document.id)}: Talos takes only one of the two`;
    const hint = "Remove it from the v1alpha1 document.";
    return [finding("error", "document_conflicts_with_v1alpha1", message, { written: node, hint })];
  });
}
function fieldsOf({ id, root }) {
  if (id.kind === "VolumeConfig" && nodeAt(root, "encryption") !== void 0) {
    if (id.name === "STATE" || id.name === "EPHEMERAL")
      return [`machine.systemDiskEncryption.${id.name.toLowerCase()}`];
  }
  const own = replacedFields.get(id.kind ?? "")?.split(/\s+/) ?? [];
  const replacesHostDns = id.kind === "ResolverConfig" && nodeAt(root, "hostDNS") !== void 0;
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
  const root = rootDocument(config)?.root;
  if (root === void 0) return [];
  return Object.entries(knownKeys).flatMap(([path2, keys2]) => {
    const map = path2 === "" ? root : nodeAt(root, path2);
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
function paths(text2) {
  return text2.trim().split(/\s+/);
}

// src/config/validation/check-types.ts
function checkTypes(config) {
  const root = rootDocument(config)?.root;
  if (root === void 0) return [];
  return typeNames.flatMap(
    (type) => knownTypes[type].flatMap(
      (pattern) => selectNodes(root, pattern).filter(({ node }) => !isOf(type, node)).map(({ path: path2, node }) => wrongType(formatPath(path2), type, node))
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
  bool: ({ quoted, text: text2 }) => !quoted && booleanWords.has(text2),
  integer: ({ quoted, text: text2 }) => !quoted && isWholeNumber(text2),
  duration: ({ text: text2 }) => text2 === "0" || /^[-+]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text2),
  ip: ({ text: text2 }) => text2 === "" || isIpAddress(text2),
  prefix: ({ text: text2 }) => text2 === "" || isPrefix(text2),
  address: ({ text: text2 }) => isIpAddress(text2) || isPrefix(text2)
};
var booleanWords = new Set(
  ["true", "false", "yes", "no", "on", "off", "y", "n"].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
  ])
);
function isWholeNumber(text2) {
  if (/^\+?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(text2)) return true;
  return /^[0-9.]+([eE][+-]?[0-9]+)?$/.test(text2) && Number.isInteger(Number(text2));
}
function isPrefix(text2) {
  const [address = "", length = "", ...more] = text2.split("/");
  return more.length === 0 && isIpAddress(address) && /^\d{1,3}$/.test(length) && Number(length) <= (address.includes(":") ? 128 : 32);
}

// src/config/validation/check-values.ts
function checkValues(config, role) {
  const root = rootDocument(config)?.root;
  return [
    ...checkMachineType(nodeAt(root, "machine.type"), role),
    ...checkHostname(nodeAt(root, "machine.network.hostname"), "machine.network.hostname"),
    ...checkEndpoint(nodeAt(root, "cluster.controlPlane.endpoint"), "cluster.controlPlane.endpoint"),
    ...config.documents.flatMap(({ id, root: root2 }) => {
      if (id.kind === "HostnameConfig")
        return checkHostname(nodeAt(root2, "hostname"), `${formatDocumentId(id)} hostname`);
      if (id.kind === "KubeClusterConfig")
        return checkEndpoint(nodeAt(root2, "endpoint"), `${formatDocumentId(id)} endpoint`);
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
  if (hostname.text.length <= 253 && labels.every((part) => part.length <= 63 && label.test(part))) return [];
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
      ...["apiServer", "controllerManager", "proxy", "scheduler"].map((component) => `cluster.${component}.image`)
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
    ({ id, root }) => (imagePaths.get(id.kind ?? "v1alpha1") ?? []).flatMap(
      (pattern) => selectNodes(root, pattern).flatMap(({ path: path2, node }) => {
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
function parseBase(file, { text: text2, origins }, { parsedBases }) {
  const known = parsedBases.get(text2);
  if (known !== void 0) return known;
  const parsed = parseMachineConfig(text2, { file, origins });
  parsedBases.set(text2, parsed);
  return parsed;
}
function emptyBase(file) {
  const message = `${file} renders to nothing: the config is made of patches alone`;
  return { code: "base_empty", severity: "warning", message, location: { file } };
}
function renderer(cluster, node, context, schematic) {
  const { variables, definitions, strict } = cluster.config;
  const entry = cluster.nodes.find(({ name }) => name === node.name);
  const scope = { node: { ...node, schematic: schematic ?? "" }, cluster: { name: cluster.name } };
  const environment = nodeVariables({ ...variables, ...entry?.variables }, scope);
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
  const { text: text2, origins } = await renderer(cluster, node, context, void 0)(file);
  const id = await resolveSchematicId(text2, {
    file,
    origins,
    signal: context.signal,
    ...context.factory && { factory: context.factory }
  });
  return { id, text: text2, file };
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
  const { text: text2, origins } = await render(file);
  return parsePatch(text2, { file, origins });
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
  const { text: text2, quoted } = scalar2;
  if (!text2.includes("://")) return [];
  if (quoted && schemes.includes("op") && quotedOnePassword.test(text2)) {
    return [{ scheme: "op", path: text2.slice("op://".length), text: text2, index: 0 }];
  }
  return [...text2.matchAll(patternOf(schemes))].map((match) => {
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
    return references.map(({ text: text2 }) => [text2, { kind: "missing", reason }]);
  }
  const lookups = await store.read(references, { signal });
  return references.map(({ text: text2 }, index) => {
    const lookup = lookups[index];
    if (lookup === void 0) throw new Error(`the store for ${scheme}:// left a reference unanswered`);
    return [text2, tidy(lookup)];
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
  for (const { documents } of configs) for (const { root } of documents) visit(root);
  return [...found.values()];
}
function referencesOf(node, schemes) {
  return typeof node.value === "string" ? findReferences({ text: node.value, quoted: node.quoted }, schemes) : [];
}
function replaceReferences(config, schemes, lookups) {
  const missing = [];
  const documents = config.documents.map((document) => {
    const root = replace(document.root, []);
    return root.kind === "map" ? { ...document, root } : document;
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
      for (const { text: text2, index } of references) {
        const lookup = lookups.get(text2);
        if (lookup === void 0) throw new Error("a reference was not looked up");
        if (lookup.kind === "missing") {
          missing.push({ text: text2, reason: lookup.reason, place: placeOf(document, path2), origin: node.origin });
          continue;
        }
        parts.set(text2, lookup.value);
        value += written.slice(end, index) + lookup.value;
        end = index + text2.length;
      }
      const whole = value + written.slice(end);
      const texts = references.map(({ text: text2 }) => text2);
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
function nameReference({ text: text2, place, origin }, isSingle) {
  return `${text2} (${origin === void 0 || isSingle ? place : `${place}, ${formatLocation(origin)}`})`;
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

export {
  parseSchematic,
  nodeAt,
  kubernetesRange,
  schematicId,
  resolveSchematicId,
  wellKnownSchemes,
  desireNodes,
  resolveDesired
};
