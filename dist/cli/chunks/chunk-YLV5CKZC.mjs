import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/redaction/fingerprint.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var digits = 6;
function createFingerprint(key) {
  const taken = /* @__PURE__ */ new Set();
  const given = /* @__PURE__ */ new Map();
  return (value) => {
    const known = given.get(value);
    if (known !== void 0) return known;
    const hash = (0, import_node_crypto.createHmac)("sha256", key).update(value, "utf8").digest("hex");
    let length = digits;
    while (taken.has(hash.slice(0, length)) && length < hash.length) length += 2;
    const fingerprint = hash.slice(0, length);
    taken.add(fingerprint);
    given.set(value, fingerprint);
    return fingerprint;
  };
}

// src/redaction/encoded-forms.ts
function encodedForms(value) {
  const bytes = Buffer.from(value, "utf8");
  const url2 = encodeURIComponent(value.toWellFormed());
  return [
    value,
    ...escapedForms(value),
    url2,
    url2.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    url2.replaceAll("%20", "+"),
    encodeURI(value.toWellFormed()),
    // a second time, as values in URLs in URLs and in manifests of manifests are
    encodeURIComponent(url2),
    Buffer.from(bytes.toString("base64")).toString("base64"),
    ...byteForms(bytes)
  ];
}
function byteForms(bytes) {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString("hex");
  const whole = [buffer.toString("base64"), buffer.toString("base64url")];
  return [hex, hex.toUpperCase(), ...whole, ...[0, 1, 2].flatMap((before) => embeddedBase64(bytes, before))];
}
function embeddedBase64(bytes, before) {
  const padded = Buffer.concat([Buffer.alloc(before), bytes]);
  const first = Math.ceil(before * 8 / 6);
  const last = Math.floor(padded.length * 8 / 6);
  const standard = padded.toString("base64").slice(first, last);
  return [standard, standard.replaceAll("+", "-").replaceAll("/", "_")];
}
function escapedForms(value) {
  const json = JSON.stringify(value).slice(1, -1);
  return [
    json,
    escapeUnicode(json),
    // Go's encoding/json
    json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  ];
}
function escapeUnicode(json) {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function decodedBytes(value) {
  const text = value.replace(/\s/g, "");
  if (text.length < 16) return void 0;
  if (text.length % 2 === 0 && /^([0-9a-f]+|[0-9A-F]+)$/.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return void 0;
  return Buffer.from(text, "base64");
}

// src/redaction/looks-secret.ts
var minRandomLength = 20;
function looksRandom(token2) {
  if (token2.length < minRandomLength) return false;
  return isNoise(token2) || token2.split(/[/.]/).some((piece) => piece !== token2 && isNoise(piece));
}
function isNoise(token2) {
  const symbols = token2.replace(/[-_/+=.]/g, "");
  if (symbols.length < minRandomLength) return false;
  if (symbols.length >= 32 && /[0-9]/.test(symbols) && /^([0-9a-f]+|[0-9A-F]+)$/.test(symbols)) return true;
  const name = symbols.replace(/[0-9]+$/, "");
  return classChanges(name) / symbols.length >= expectedChanges(token2, name);
}
function expectedChanges(token2, name) {
  const hasDigit = /[0-9]/.test(name);
  if (hasDigit && /^([0-9a-z]+|[0-9A-Z]+)$/.test(token2)) return 0.15;
  if (hasDigit) return 0.3;
  return name.length < 28 ? 0.45 : 0.36;
}
function classChanges(text) {
  let changes = 0;
  let last = characterClass(text.charCodeAt(0));
  for (let index = 1; index < text.length; index += 1) {
    const next = characterClass(text.charCodeAt(index));
    if (next !== last) changes += 1;
    last = next;
  }
  return changes;
}
function characterClass(code) {
  if (code <= 57) return 0;
  return code <= 90 ? 1 : 2;
}
var secretName = /token|secret|passw|passphrase|pwd|credential|private[-_]?key|api[-_]?key|access[-_]?key|auth[-_]?key|psk|preshared|bearer|^key$/i;
function namesSecret(name) {
  return secretName.test(name);
}
var harmless = [
  /^(true|false|yes|no|on|off|none|null|enabled|disabled|always|never|auto)$/i,
  // numbers, versions, sizes, durations
  /^[-+]?[0-9]{1,6}(\.[0-9]{1,6}){0,3}(%|[a-z]{1,3})?$/i,
  /^([0-9]{1,6}(\.[0-9]+)?(ns|us|ms|s|m|h))+$/,
  // absolute paths
  /^(\/[a-z0-9._*-]+)+\/?$/
];
function isHarmless(value) {
  return value.length <= 100 && harmless.some((pattern) => pattern.test(value)) && !looksRandom(value);
}
var places = [
  /^[0-9]{1,3}(\.[0-9]{1,3}){3}(\/[0-9]{1,2})?(:[0-9]{1,5})?$/,
  /^\[?(?=.*:.*:)[0-9a-f:]{2,39}\]?(\/[0-9]{1,3})?(:[0-9]{1,5})?$/,
  // host names and plain URLs
  /^([a-z][a-z0-9+.-]{0,20}:\/\/)?(\*?\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,24}(:[0-9]{1,5})?(\/[a-z0-9._/-]*)?$/
];
var word = /^[A-Za-z]{0,11}$/;
function isOrdinary(value) {
  return value.split(/[,;]\s*|\n/).every((item) => {
    const parts = item.split(/\s+/);
    return parts.every((part) => isOrdinaryPart(part) || parts.length <= 2 && word.test(part));
  });
}
function isOrdinaryPart(part) {
  if (part.length > 200 || looksRandom(part)) return false;
  return isHarmless(part) || places.some((pattern) => pattern.test(part));
}

// src/redaction/find-shapes.ts
function findShapes(text, options) {
  if (text.length < 8) return [];
  const shapes = [...findPem(text), ...findFormats(text), ...findRandom(text, options)];
  shapes.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return shapes.filter((shape) => {
    if (shape.start < end) return false;
    end = shape.end;
    return true;
  });
}
var pem = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g;
function findPem(text) {
  if (!text.includes("-----BEGIN")) return [];
  return [...text.matchAll(pem)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: match[1] === "CERTIFICATE" ? "certificate" : "secret"
  }));
}
var encodedCertificate = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR";
var formats = [
  // JWT and JWE; the header's length is limited, or a text full of such beginnings would be read anew from each
  /\b(eyJ[\w-]{8,1024}(?:\.[\w-]*){2,4})/dg,
  /\b(AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,})/dgi,
  // Talos machine and trustd tokens, Kubernetes bootstrap tokens
  /(?<![\w.-])(?=[a-z.]{0,22}[0-9])([a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/dg,
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|dckr_pat_[\w-]{20,}|npm_\w{30,})/dg,
  /\b(tskey-[\w-]{10,}|xox[abeoprs]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,}|hv[sbr]\.[\w-]{20,}|sk-[\w-]{20,})/dg,
  // user and password of a URL
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/?#@]+)@/dgi,
  /\b(?:authorization["']?\s*[:=]\s*["']?)?(?:bearer|basic)\s+([\w.~+/=-]{12,})/dgi,
  // name=value, "name": "value", ?name=value
  /(?:token|secret|passw(?:or)?d|passphrase|pwd|credentials?|(?:private|api|access|auth)[-_]?key)["']?(?:\s*=\s*|"\s*:\s*)["']?((?![a-z][a-z0-9+-]*:\/\/)(?!true\b|false\b|null\b)[^\s"'&,;<>]{4,})/dgi
];
function findFormats(text) {
  return formats.flatMap(
    (format) => [...text.matchAll(format)].flatMap((match) => {
      const range = match.indices?.[1];
      return range === void 0 ? [] : [{ start: range[0], end: range[1], kind: "secret" }];
    })
  );
}
var token = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
var uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
var reference = /(?:ak|op|env|file):(?:\/\/[^\s"']*)?$/;
function findRandom(text, options) {
  if (text.length < 20) return [];
  return [...text.matchAll(token)].flatMap((match) => {
    const [found] = match;
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    if (before.endsWith("sha256:") || reference.test(before)) return [];
    if (uuid.test(found)) return options.context === "setting" ? [] : [shapeAt(match.index, found)];
    return randomPieces(found, options).map(([offset, piece]) => shapeAt(match.index + offset, piece));
  });
}
function randomPieces(found, options) {
  if (!found.split("/").some(options.isPublic)) return looksRandom(found) ? [[0, found]] : [];
  const pieces = [];
  let offset = 0;
  for (const piece of found.split("/")) {
    if (looksRandom(piece) && !options.isPublic(piece)) pieces.push([offset, piece]);
    offset += piece.length + 1;
  }
  return pieces;
}
function shapeAt(start, found) {
  const kind = found.startsWith(encodedCertificate) ? "certificate" : "secret";
  return { start, end: start + found.length, kind };
}

// src/redaction/match-values.ts
var dropped = /[ \t\n\r\\'"\u00a0\u2028\u2029\ufeff\u200b-\u200d\u2060]+/g;
function squeeze(text) {
  return text.replace(dropped, "");
}
var prefix = 4;
var ValueIndex = class {
  byPrefix = /* @__PURE__ */ new Map();
  /** One bit for the hash of each prefix, so that most positions cost no look-up. */
  hashes = new Uint8Array(1 << 16);
  forms = /* @__PURE__ */ new Set();
  /** Adds one form of a value, squeezed; the first value keeps a form that two share. */
  add(form, value) {
    if (form.length < prefix || this.forms.has(form)) return;
    this.forms.add(form);
    const start = form.slice(0, prefix);
    const bucket = this.byPrefix.get(start) ?? { byLength: /* @__PURE__ */ new Map(), lengths: void 0 };
    this.byPrefix.set(start, bucket);
    const ofLength = bucket.byLength.get(form.length) ?? /* @__PURE__ */ new Map();
    if (ofLength.size === 0) bucket.lengths = void 0;
    bucket.byLength.set(form.length, ofLength);
    const hash = hashOf(form);
    ofLength.set(hash, [...ofLength.get(hash) ?? [], { form, value }]);
    this.hashes[hashAt(form, 0)] = 1;
  }
  find(text) {
    if (this.forms.size === 0 || text.length < prefix) return [];
    const source = squeeze(text);
    const slices = new SliceHashes(source);
    const found = [];
    for (let index = 0; index <= source.length - prefix; index += 1) {
      const entry = this.entryAt(source, index, slices);
      if (entry === void 0) continue;
      found.push({ from: index, length: entry.form.length, value: entry.value });
      index += entry.form.length - 1;
    }
    if (found.length === 0) return [];
    const position = originalPositions(text);
    return found.map(({ from, length, value }) => ({
      start: position(from),
      end: position(from + length - 1) + 1,
      value
    }));
  }
  entryAt(text, index, slices) {
    if (this.hashes[hashAt(text, index)] === 0) return void 0;
    const bucket = this.byPrefix.get(text.slice(index, index + prefix));
    if (bucket === void 0) return void 0;
    bucket.lengths ??= [...bucket.byLength.keys()].sort((a, b) => b - a);
    for (const length of bucket.lengths) {
      if (index + length > text.length) continue;
      const alike = bucket.byLength.get(length)?.get(slices.at(index, length));
      const entry = alike?.find(({ form }) => text.startsWith(form, index));
      if (entry !== void 0) return entry;
    }
    return void 0;
  }
};
var base = 16777619;
function hashOf(text) {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash, base) + text.charCodeAt(index) | 0;
  return hash;
}
var SliceHashes = class {
  text;
  sums;
  powers = new Int32Array(0);
  constructor(text) {
    this.text = text;
  }
  at(index, length) {
    const sums = this.sums ?? this.read();
    return (sums[index + length] ?? 0) - Math.imul(sums[index] ?? 0, this.powers[length] ?? 0) | 0;
  }
  read() {
    const { length } = this.text;
    const sums = new Int32Array(length + 1);
    this.powers = new Int32Array(length + 1);
    this.powers[0] = 1;
    for (let index = 0; index < length; index += 1) {
      sums[index + 1] = Math.imul(sums[index] ?? 0, base) + this.text.charCodeAt(index);
      this.powers[index + 1] = Math.imul(this.powers[index] ?? 0, base);
    }
    this.sums = sums;
    return sums;
  }
};
function hashAt(text, index) {
  const first = text.charCodeAt(index) * 31 + text.charCodeAt(index + 1);
  const second = text.charCodeAt(index + 2) * 31 + text.charCodeAt(index + 3);
  return first * 961 + second & 65535;
}
function originalPositions(text) {
  const positions = new Uint32Array(text.length);
  let kept = 0;
  let from = 0;
  const keep = (end) => {
    for (let index = from; index < end; index += 1) positions[kept++] = index;
  };
  for (const match of text.matchAll(dropped)) {
    keep(match.index);
    from = match.index + match[0].length;
  }
  keep(text.length);
  return (index) => positions[index] ?? text.length;
}

// src/redaction/known-secrets.ts
var KnownSecrets = class {
  index = new ValueIndex();
  kinds = /* @__PURE__ */ new Map();
  references = /* @__PURE__ */ new Map();
  short = /* @__PURE__ */ new Set();
  suspects = /* @__PURE__ */ new Set();
  publicTokens = /* @__PURE__ */ new Set();
  places = /* @__PURE__ */ new Set();
  fingerprint;
  constructor(fingerprint) {
    this.fingerprint = fingerprint;
  }
  /**
   * A value known to be secret: hidden in every form, wherever it stands. A word, or what is too short to be told from
   * one, is hidden only as the whole value of the same key.
   */
  addSecret(value, kind, { references = [], key = "", isWord = false } = {}) {
    if (value === "" || references.includes(value)) return;
    for (const reference2 of references) this.referencesOf(value).add(reference2);
    if (this.kinds.has(value)) return;
    if (isWord || !isDistinctive(value)) {
      this.short.add(`${key}=${value}`);
      return;
    }
    this.kinds.set(value, kind);
    for (const part of [value, ...secretParts(value)]) this.addForms(part, value);
  }
  /** Text that may hold a secret: hidden elsewhere too, except for what is too ordinary to be one. */
  addSuspect(value) {
    if (this.suspects.has(value)) return;
    this.suspects.add(value);
    for (const part of shapesIn(value)) this.addSecret(part, "secret");
    if (value.length >= 8 && !isOrdinary(value)) this.addForms(value, value);
  }
  /** A place (`Place.path`) at which the repository wants a secret: what a node has there is, or was, one too. */
  addPlace(path) {
    this.places.add(path);
  }
  isPlace(path) {
    return this.places.has(path);
  }
  /** A random-looking token that is no secret. */
  addPublic(token2) {
    this.publicTokens.add(token2);
  }
  isPublic = (token2) => this.publicTokens.has(token2);
  /** Whether this very value was told to be secret; a short one only of this key. */
  isWhole(value, key) {
    return this.kinds.has(value) || this.short.has(`${key}=${value}`);
  }
  /** `<secret 3fa9c1>`, with the number of lines and the references that the value came from. */
  mask(value, kind) {
    const lines = value.trimEnd().split("\n").length;
    const references = [...this.references.get(value) ?? []].filter((text) => this.isAbsent(text)).sort();
    const details = [...lines > 1 && kind === "secret" ? [`${lines} lines`] : [], ...references];
    return `<${[`${kind} ${this.fingerprint(value)}`, ...details].join(", ")}>`;
  }
  /** Puts a mask in place of every known value and of everything that looks like a secret. */
  replace(text, context) {
    return this.cut(
      text,
      this.index.find(text),
      (match) => this.mask(match.value, this.kinds.get(match.value) ?? "secret"),
      (rest) => this.replaceShapes(rest, context)
    );
  }
  /** False when a known value is left in the text, in any form. */
  isAbsent(text) {
    return this.index.find(text).length === 0;
  }
  replaceShapes(text, context) {
    const options = {
      context: context === "text" ? context : "setting",
      isPublic: context === "public" ? () => true : this.isPublic
    };
    const shapes = findShapes(text, options);
    return this.cut(
      text,
      shapes,
      (shape) => this.mask(text.slice(shape.start, shape.end), shape.kind),
      (rest) => rest
    );
  }
  cut(text, ranges, mask, keep) {
    if (ranges.length === 0) return keep(text);
    let result = "";
    let from = 0;
    for (const range of ranges) {
      result += keep(text.slice(from, range.start)) + mask(range);
      from = range.end;
    }
    return result + keep(text.slice(from));
  }
  /** `part` is what may turn up, `value` what its mask stands for. */
  addForms(part, value) {
    for (const form of [part.trim(), ...encodedForms(part)]) this.addForm(form, value);
    const bytes = decodedBytes(part);
    if (bytes === void 0) return;
    for (const form of byteForms(bytes)) this.addForm(form, value);
    const text = Buffer.from(bytes).toString("utf8");
    if (!isReadable(text)) return;
    for (const form of [text, ...secretParts(text)].flatMap(encodedForms)) this.addForm(form, value);
  }
  addForm(form, value) {
    const short = squeeze(form);
    if (short.length >= 6) this.index.add(short, value);
  }
  referencesOf(value) {
    const known = this.references.get(value) ?? /* @__PURE__ */ new Set();
    this.references.set(value, known);
    return known;
  }
};
function isDistinctive(value) {
  const { length } = squeeze(value);
  return length >= 8 || length >= 6 && !/^([0-9]+|[a-z]+)$/i.test(value);
}
var userAndPassword = /^[^\s:]+:(\S{6,})$/;
var assignment = /^[ \t{,]*(?:export )?["']?[\w.-]{1,100}["']?[ \t]{0,9}[:=][ \t]{0,9}["']?([^\s"',}]{8,})["']?[ \t,}]*$/gm;
function secretParts(value) {
  const password = userAndPassword.exec(value.trim())?.[1];
  const settings = [...value.replace(/[{,]/g, "\n").matchAll(assignment)].map(([, set = ""]) => set);
  const named = settings.filter((part) => !isOrdinary(part));
  if (!value.includes("\n")) return password === void 0 ? named : [password, ...named];
  const body = value.replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, "");
  const lines = value.split("\n").map((line) => line.trim());
  const long = [body, ...lines].filter((part) => part.length >= 16 && !part.startsWith("-----") && !isOrdinary(part));
  return [...long, ...named];
}
function shapesIn(value) {
  return findShapes(value, { context: "text", isPublic: () => false }).filter((shape) => shape.kind === "secret").map((shape) => value.slice(shape.start, shape.end));
}
function isReadable(text) {
  return /^[\P{C}\s]+$/u.test(text);
}

// src/redaction/secret-paths.ts
var encryptionKeys = { secret: ["encryption.keys[].static"], url: ["encryption.keys[].kms.endpoint"] };
var issuingCa = { secret: ["issuingCA.key"], certificate: ["issuingCA.cert", "acceptedCAs"] };
var component = { hidden: ["env"], arguments: ["extraArgs"] };
var rootPaths = {
  secret: [
    "machine.token",
    "machine.ca.key",
    "machine.registries.config.*.auth.password",
    "machine.registries.config.*.auth.auth",
    "machine.registries.config.*.auth.identityToken",
    "machine.registries.config.*.tls.clientIdentity.key",
    "machine.network.interfaces[].wireguard.privateKey",
    "machine.network.interfaces[].wireguard.peers[].presharedKey",
    "machine.network.interfaces[].vip.equinixMetal",
    "machine.network.interfaces[].vip.hcloud",
    "machine.network.interfaces[].vlans[].vip.equinixMetal",
    "machine.network.interfaces[].vlans[].vip.hcloud",
    "machine.systemDiskEncryption.*.keys[].static",
    "cluster.id",
    "cluster.secret",
    "cluster.token",
    "cluster.aescbcEncryptionSecret",
    "cluster.secretboxEncryptionSecret",
    "cluster.serviceAccount",
    "cluster.ca.key",
    "cluster.aggregatorCA.key",
    "cluster.etcd.ca.key"
  ],
  certificate: [
    "machine.ca.crt",
    "machine.acceptedCAs",
    "machine.registries.config.*.tls.ca",
    "machine.registries.config.*.tls.clientIdentity.crt",
    "cluster.ca.crt",
    "cluster.acceptedCAs",
    "cluster.aggregatorCA.crt",
    "cluster.etcd.ca.crt"
  ],
  hidden: [
    "machine.files[].content",
    "machine.env",
    "machine.logging.destinations[].extraTags",
    "machine.registries.config.*.auth.username",
    "cluster.apiServer.env",
    "cluster.controllerManager.env",
    "cluster.extraManifestHeaders",
    "cluster.scheduler.env",
    "cluster.inlineManifests[].contents"
  ],
  opaque: [
    "machine.pods",
    "machine.kubelet.credentialProviderConfig",
    "cluster.apiServer.authorizationConfig[].webhook",
    "cluster.apiServer.authenticationConfig"
  ],
  url: [
    "machine.logging.destinations[].endpoint",
    "machine.registries.mirrors.*.endpoints",
    "machine.systemDiskEncryption.*.keys[].kms.endpoint",
    "cluster.controlPlane.endpoint",
    "cluster.discovery.registries.service.endpoint",
    "cluster.extraManifests",
    "cluster.externalCloudProvider.manifests",
    "cluster.network.cni.urls"
  ],
  arguments: [
    "machine.install.extraKernelArgs",
    "machine.kernel.modules[].parameters",
    "machine.kubelet.extraArgs",
    "machine.kubelet.extraConfig",
    "cluster.apiServer.extraArgs",
    "cluster.apiServer.admissionControl[].configuration",
    "cluster.controllerManager.extraArgs",
    "cluster.etcd.extraArgs",
    "cluster.network.cni.flannel.extraArgs",
    "cluster.proxy.extraArgs",
    "cluster.scheduler.config",
    "cluster.scheduler.extraArgs"
  ],
  public: [
    "machine.disks[].device",
    "machine.udev.rules",
    "machine.install.disk",
    "machine.install.diskSelector",
    "machine.install.extensions"
  ]
};
var kindPaths = {
  BGPInstanceConfig: {},
  BlackholeRouteConfig: {},
  BondConfig: {},
  BridgeConfig: {},
  CRIBaseRuntimeSpecConfig: { opaque: ["overrides"] },
  CRICustomizationConfig: { hidden: ["content"] },
  ContainerConfig: { hidden: ["environment", "args", "entrypoint"] },
  DHCPv4Config: {},
  DHCPv6Config: {},
  DiscoveryIdentityConfig: { secret: ["clusterSecret", "clusterID"] },
  DiscoveryServiceConfig: { url: ["endpoint"] },
  DummyLinkConfig: {},
  EnvironmentConfig: { hidden: ["variables"] },
  EtcFileConfig: { hidden: ["contents"] },
  EthernetConfig: {},
  EventSinkConfig: { url: ["endpoint"] },
  ExistingVolumeConfig: {},
  ExtensionServiceConfig: { hidden: ["environment", "configFiles[].content"] },
  ExternalVolumeConfig: {},
  FilesystemScrubConfig: {},
  FilesystemTrimConfig: {},
  HCloudVIPConfig: { secret: ["apiToken"] },
  HTTPProbeConfig: { url: ["url"] },
  HostnameConfig: {},
  ImageCacheConfig: {},
  ImageVerificationConfig: { certificate: ["rules[].publicKey"] },
  KernelModuleConfig: { arguments: ["parameters"] },
  KmsgLogConfig: { url: ["url"] },
  KubeAPIServerCAConfig: issuingCa,
  KubeAPIServerConfig: component,
  KubeAdmissionControlConfig: { arguments: ["configuration"] },
  KubeAggregatorCAConfig: issuingCa,
  KubeAuditPolicyConfig: {},
  KubeAuthenticationConfig: { opaque: ["configuration"] },
  KubeAuthorizerConfig: { opaque: ["webhook"] },
  KubeClusterConfig: { url: ["endpoint"] },
  KubeControllerManagerConfig: component,
  KubeCoreDNSConfig: {},
  KubeCredentialProviderConfig: { opaque: ["configuration"] },
  KubeEtcdEncryptionConfig: { opaque: ["config"] },
  KubeExternalManifestConfig: { hidden: ["headers"], url: ["url"] },
  KubeFlannelCNIConfig: { arguments: ["extraArgs", "backendExtraConfig"] },
  KubeInlineManifestConfig: { hidden: ["manifest"] },
  KubeNetworkConfig: {},
  KubeNodeConfig: {},
  KubePrismConfig: {},
  KubeProxyConfig: { arguments: ["extraArgs", "config"] },
  KubeSchedulerConfig: { ...component, arguments: ["extraArgs", "config"] },
  KubeServiceAccountConfig: {
    secret: ["issuer.privateKey"],
    certificate: ["accepted.publicKeys"],
    url: ["issuer.issuerURL", "accepted.issuers"]
  },
  KubeSpanConfig: {},
  KubeSpanEndpointsConfig: {},
  KubeStaticPodConfig: { opaque: ["pod"] },
  KubeTalosAPIAccessConfig: {},
  KubeletConfig: { arguments: ["extraArgs", "config"] },
  LVMLogicalVolumeConfig: {},
  LVMVolumeGroupConfig: {},
  Layer2VIPConfig: {},
  LinkAliasConfig: {},
  LinkConfig: {},
  NetworkDefaultActionConfig: {},
  NetworkRuleConfig: {},
  OOMConfig: {},
  PCIDriverRebindConfig: {},
  RAIDArrayConfig: {},
  RawVolumeConfig: encryptionKeys,
  RegistryAuthConfig: { secret: ["password", "auth", "identityToken"], hidden: ["username"] },
  RegistryMirrorConfig: { url: ["endpoints[].url"] },
  RegistryTLSConfig: { secret: ["clientIdentity.key"], certificate: ["clientIdentity.cert", "ca"] },
  ResolverConfig: {},
  RoutingRuleConfig: {},
  SecurityProfileConfig: {},
  SideroLinkConfig: { secret: ["uniqueToken"], url: ["apiUrl"] },
  StaticHostConfig: {},
  SwapVolumeConfig: encryptionKeys,
  SysctlConfig: {},
  SysfsConfig: {},
  TCPProbeConfig: { url: ["endpoint"] },
  TimeSyncConfig: {},
  TrustedRootsConfig: { certificate: ["certificates"] },
  UdevRulesConfig: { public: ["rules"] },
  UnattendedInstallConfig: {},
  UserVolumeConfig: encryptionKeys,
  VLANConfig: {},
  VRFConfig: {},
  VethConfig: {},
  VolumeConfig: encryptionKeys,
  WatchdogTimerConfig: {},
  WireguardConfig: { secret: ["privateKey", "peers[].presharedKey"] },
  ZswapConfig: {}
};
var namingKeys = /* @__PURE__ */ new Set(["apiVersion", "kind", "name", "namespace", "type"]);
var publicKeys = /* @__PURE__ */ new Set([
  "busPath",
  "clientIdentifier",
  "device",
  "disk",
  "duidRaw",
  "duidv6",
  "hardwareAddr",
  "image",
  "match",
  "modalias",
  "model",
  "permanentAddr",
  "publicKey",
  "serial",
  "uuid",
  "wwid"
]);

// src/redaction/classify-path.ts
var strictness = ["secret", "certificate", "hidden", "opaque", "url", "arguments", "public"];
function documentPlace(id) {
  if (id.kind === void 0) return { class: void 0, key: "", path: "", rules: rulesOf(rootPaths) };
  const table = Object.hasOwn(kindPaths, id.kind) ? kindPaths[id.kind] : void 0;
  if (table === void 0 || id.apiVersion !== "v1alpha1")
    return { class: "opaque", key: "", path: id.kind, rules: [] };
  return { class: void 0, key: "", path: id.kind, rules: rulesOf(table) };
}
function placeBelow(place, step) {
  const key = typeof step === "number" ? place.key : step;
  const name = typeof step === "number" ? "[]" : step;
  const reached = place.rules.filter((rule) => rule.steps[0] === name || rule.steps[0] === "*" && name !== "[]");
  const rules = reached.map((rule) => ({ class: rule.class, steps: rule.steps.slice(1) }));
  const classes = rules.filter((rule) => rule.steps.length === 0).map((rule) => rule.class);
  if (place.class !== void 0) classes.push(place.class);
  const strictest = strictness.find((candidate) => classes.includes(candidate));
  const path = `${place.path}
${name}`;
  return { class: strictest ?? (publicKeys.has(key) ? "public" : void 0), key, path, rules };
}
var cache = /* @__PURE__ */ new WeakMap();
function rulesOf(table) {
  const known = cache.get(table);
  if (known !== void 0) return known;
  const rules = strictness.flatMap(
    (pathClass) => (table[pathClass] ?? []).map((path) => ({ class: pathClass, steps: path.replaceAll("[]", ".[]").split(".") }))
  );
  cache.set(table, rules);
  return rules;
}

// src/redaction/redact-url.ts
var url = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
function urlSecrets(text) {
  const match = url.exec(text);
  if (match === null) return [];
  const [, , user, , query, fragment] = match;
  const values = (query ?? "").split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  const password = user?.slice(user.indexOf(":") + 1);
  return [user, password, ...values, fragment].filter((part) => part !== void 0).filter((part) => part !== "").map(decode);
}
function redactUrl(text, secrets) {
  const match = url.exec(text);
  if (match === null) return text;
  const [, scheme = "", user, location = "", query, fragment] = match;
  const hide = (part) => part === "" ? "" : secrets.mask(decode(part), "secret");
  const pairs = query?.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? hide(pair) : `${pair.slice(0, equals + 1)}${hide(pair.slice(equals + 1))}`;
  });
  return [
    scheme,
    user === void 0 ? "" : `${hide(user)}@`,
    location,
    pairs === void 0 ? "" : `?${pairs.join("&")}`,
    fragment === void 0 ? "" : `#${hide(fragment)}`
  ].join("");
}
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// src/redaction/redact-argument.ts
function argumentSecrets(text, key) {
  const { name, value } = splitArgument(text, key);
  return namesSecret(name) && !isHarmless(value) ? [value] : urlSecrets(value);
}
function redactArgument(text, key, secrets) {
  const { before, name, value } = splitArgument(text, key);
  const shown = namesSecret(name) && !isHarmless(value) ? secrets.mask(value, "secret") : void 0;
  return secrets.replace(before, "setting") + (shown ?? secrets.replace(redactUrl(value, secrets), "setting"));
}
function splitArgument(text, key) {
  const match = namesSecret(key) ? null : /^(-{0,2}([A-Za-z][\w.-]*)=)(.+)$/s.exec(text);
  if (match === null) return { before: "", name: key, value: text };
  const [, before = "", name = "", value = ""] = match;
  return { before, name, value };
}

// src/redaction/redact-scalar.ts
function scalarText(node) {
  if (typeof node.value === "object" && node.value !== null) return node.value.reveal();
  return typeof node.value === "string" ? node.value : node.text;
}
function isReference(text) {
  return /^(ak|op|env|file):\/\/[^\s@?]+$/.test(text);
}
function redactScalar(node, place, secrets) {
  const text = scalarText(node);
  const kind = maskKind(place);
  if (typeof node.value === "object" && node.value !== null) {
    return node.value.references.includes(text) ? secrets.replace(text, "text") : secrets.mask(text, kind);
  }
  if (text === "" || node.value === null) return void 0;
  if (secrets.isWhole(text, place.key)) return secrets.mask(text, kind);
  if (typeof node.value === "boolean") return void 0;
  const shown = showText(text, typeof node.value === "string", place, secrets);
  return shown === text ? void 0 : shown;
}
function showText(text, isString, place, secrets) {
  switch (place.class) {
    case "secret":
    case "certificate":
    case "hidden":
      return isReference(text) ? secrets.replace(text, "setting") : secrets.mask(text, maskKind(place));
    case "opaque":
      if (!isString || namingKeys.has(place.key) || isReference(text)) return secrets.replace(text, "setting");
      return secrets.mask(text, "secret");
    case "url":
      return secrets.replace(redactUrl(text, secrets), "setting");
    case "arguments":
      return redactArgument(text, place.key, secrets);
    case "public":
      return secrets.replace(text, "public");
    case void 0:
      if (namesSecret(place.key) && !isHarmless(text) && !isReference(text)) return secrets.mask(text, "secret");
      return secrets.replace(text, "setting");
    default:
      return place.class;
  }
}
function maskKind(place) {
  return place.class === "certificate" ? "certificate" : "secret";
}

// src/redaction/learn-document.ts
function learnDocument(document, id, secrets) {
  learnNode(document, documentPlace(id), secrets);
}
function learnNode(node, place, secrets) {
  if (node.kind === "scalar") learnScalar(node, place, secrets);
  else if (node.kind === "list") {
    for (const item of node.items) learnNode(item, placeBelow(place, 0), secrets);
  } else {
    for (const [key, value] of node.entries) learnNode(value, placeBelow(place, key), secrets);
  }
}
function learnScalar(node, place, secrets) {
  const text = scalarText(node);
  if (typeof node.value === "object" && node.value !== null) {
    const kind = maskKind(place);
    const { references } = node.value;
    const learn = (value, from) => {
      const isWord = place.class === void 0 && /^[A-Za-z]{0,11}$/.test(value);
      secrets.addSecret(value, kind, { references: from, key: place.key, isWord });
    };
    learn(text, references);
    for (const [reference2, part] of node.value.revealParts()) learn(part, [reference2]);
    secrets.addPlace(place.path);
    return;
  }
  if (typeof node.value === "boolean" || text === "" || isReference(text)) return;
  if (place.class === "secret") secrets.addSecret(text, "secret", { key: place.key });
  for (const suspect of suspects(text, place)) secrets.addSuspect(suspect);
  if (place.key === "image") for (const [digest] of text.matchAll(imageDigest)) secrets.addPublic(digest);
}
var imageDigest = /\b[0-9a-f]{64}\b/g;
function suspects(text, place) {
  switch (place.class) {
    case "hidden":
      return [text];
    case "opaque":
      return namingKeys.has(place.key) ? [] : [text];
    case "url":
      return urlSecrets(text);
    case "arguments":
      return argumentSecrets(text, place.key);
    case void 0:
      return namesSecret(place.key) && !isHarmless(text) ? [text] : [];
    case "secret":
    case "certificate":
    case "public":
      return [];
    default:
      return place.class;
  }
}

// src/redaction/redact-data.ts
function redactData(value, text) {
  return redact(value, text);
}
function redact(value, text) {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), redact(item, text)]));
}

// src/redaction/redact-error.ts
function redactError(error, text) {
  if (!(error instanceof UserError)) return { kind: "bug" };
  return {
    kind: "user",
    code: error.code,
    message: text(error.message),
    ...redactHint(error.hint, text),
    ...redactLocation(error.location, text)
  };
}
function redactHint(hint, text) {
  return hint === void 0 ? {} : { hint: text(hint) };
}
function redactLocation(location, text) {
  if (location === void 0) return {};
  const { file, line, column } = location;
  return {
    location: {
      file: text(file),
      ...line === void 0 ? {} : { line },
      ...column === void 0 ? {} : { column }
    }
  };
}

// src/redaction/redact-plan.ts
function redactPlan(plan, redaction) {
  const { text } = redaction;
  const unlearned = new Set(plan.nodes.filter((node) => !learnNode2(node, redaction)));
  const names = /* @__PURE__ */ new Set([plan.cluster, ...plan.nodes.map(({ node }) => node.name)]);
  for (const node of plan.nodes) if (!learnFormer(node, names, redaction)) unlearned.add(node);
  allowDigests(plan, redaction);
  return {
    cluster: text(plan.cluster),
    revision: text(plan.revision),
    command: text(plan.command),
    mode: plan.mode,
    nodes: plan.nodes.map((node) => unlearned.has(node) ? withhold(node, text) : redactOrWithhold(node, redaction)),
    digest: plan.digest.value,
    digestParts: plan.digest.parts,
    notes: plan.notes.map((note) => redactNote(note, text))
  };
}
function learnNode2(node, { learn }) {
  try {
    if (node.kind !== "changed") return true;
    for (const { id, desired, live } of node.documents) {
      const roots = [desired, live].filter((root) => root !== void 0);
      learn({ documents: roots.map((root) => ({ id, root })) });
    }
    return true;
  } catch {
    return false;
  }
}
function learnFormer(node, names, { learnLive }) {
  try {
    if (node.kind !== "changed") return true;
    for (const { id, desired, live } of node.documents) if (live !== void 0) learnLive(live, id, desired, names);
    return true;
  } catch {
    return false;
  }
}
function allowDigests(plan, { allow }) {
  const images = plan.nodes.map((node) => "image" in node ? node.image : void 0);
  const schematics = images.flatMap((image) => [image?.liveSchematic, image?.desiredSchematic]);
  const digests = [plan.revision, plan.digest.value, ...Object.values(plan.digest.parts), ...schematics];
  for (const digest of digests) if (digest !== void 0 && /^[0-9a-f]{40,64}$/.test(digest)) allow(digest);
}
function redactOrWithhold(node, redaction) {
  try {
    return redactNode(node, redaction);
  } catch {
    return withhold(node, redaction.text);
  }
}
function withhold(node, text) {
  const changes = node.kind === "changed" ? node.documents.flatMap((document) => document.changes).length : 0;
  return { kind: "withheld", name: text(node.node.name), changes, notes: [] };
}
function redactNode(node, redaction) {
  const { text } = redaction;
  const name = text(node.node.name);
  if (node.kind === "invalid") {
    const { code, message, hint, location } = node.error;
    const shown = { message: text(message), ...redactHint(hint, text), ...redactLocation(location, text) };
    return { kind: "invalid", name, code, ...shown, notes: [] };
  }
  const base2 = {
    name,
    role: node.node.role,
    address: text(node.node.address),
    notes: node.notes.map((note) => redactNote(note, text))
  };
  if (node.kind === "unreachable") {
    const { kind, message, hint } = node.problem;
    return { kind: "unreachable", ...base2, reason: kind, message: text(message), ...redactHint(hint, text) };
  }
  const image = node.image === void 0 ? {} : { image: redactImage(node.image, text) };
  if (node.kind === "unchanged") return { kind: "unchanged", ...base2, ...image };
  const paths = node.reboot.kind === "none" ? [] : node.reboot.paths.map(text);
  return {
    kind: "changed",
    ...base2,
    ...image,
    documents: node.documents.map((document) => redactDocument(document, redaction)),
    reboot: { kind: node.reboot.kind, paths }
  };
}
function redactDocument(document, { text, key, tree, liveTree }) {
  const { id, kind, desired, live, changes } = document;
  return {
    id: redactId(id, text),
    kind,
    ...desired === void 0 ? {} : { desired: tree(desired, id) },
    ...live === void 0 ? {} : { live: liveTree(live, id, desired) },
    changes: changes.map((change) => redactChange(change, { text, key }))
  };
}
function redactId(id, text) {
  return {
    ...id.apiVersion === void 0 ? {} : { apiVersion: text(id.apiVersion) },
    ...id.kind === void 0 ? {} : { kind: text(id.kind) },
    ...id.name === void 0 ? {} : { name: text(id.name) }
  };
}
function redactChange(change, { text, key }) {
  const { kind, path, origin } = change;
  const { location } = redactLocation(origin, text);
  const steps = path.map((step) => typeof step === "number" ? step : key(step));
  return { kind, path: steps, ...location === void 0 ? {} : { origin: location } };
}
function redactImage(image, text) {
  const { liveVersion, desiredVersion, liveSchematic, desiredSchematic, desiredImage, upgrade, reasons } = image;
  return {
    liveVersion: text(liveVersion),
    ...desiredVersion === void 0 ? {} : { desiredVersion: text(desiredVersion) },
    ...liveSchematic === void 0 ? {} : { liveSchematic: text(liveSchematic) },
    ...desiredSchematic === void 0 ? {} : { desiredSchematic: text(desiredSchematic) },
    ...desiredImage === void 0 ? {} : { desiredImage: text(desiredImage) },
    upgrade,
    reasons: reasons.map(text)
  };
}
function redactNote({ code, severity, message, hint, location }, text) {
  return { code, severity, message: text(message), ...redactHint(hint, text), ...redactLocation(location, text) };
}

// src/redaction/secret-places.ts
function writtenPlainly(desired, id, secrets) {
  const plain = /* @__PURE__ */ new Set();
  if (desired === void 0) return plain;
  visitPlaces(desired, documentPlace(id), secrets, (node, place) => {
    if (typeof node.value !== "object") plain.add(plainKey(scalarText(node), place));
  });
  return plain;
}
function isFormerSecret(node, place, plain, secrets) {
  if (!secrets.isPlace(place.path)) return false;
  const text = scalarText(node);
  return text !== "" && !isReference(text) && !plain.has(plainKey(text, place));
}
function learnFormerSecrets(live, id, { plain, names }, secrets) {
  visitPlaces(live, documentPlace(id), secrets, (node, place) => {
    const text = scalarText(node);
    if (isFormerSecret(node, place, plain, secrets) && !isOrdinary(text) && !names.has(text)) {
      secrets.addSecret(text, "secret", { key: place.key });
    }
  });
}
function visitPlaces(node, place, secrets, visit) {
  if (node.kind === "scalar") {
    if (secrets.isPlace(place.path)) visit(node, place);
  } else if (node.kind === "list") {
    for (const item of node.items) visitPlaces(item, placeBelow(place, 0), secrets, visit);
  } else {
    for (const [key, value] of node.entries) visitPlaces(value, placeBelow(place, key), secrets, visit);
  }
}
function plainKey(text, place) {
  return `${place.path}
=${text}`;
}

// src/redaction/redact-tree.ts
function redactTree(document, id, secrets, plain) {
  return redactMap(document, documentPlace(id), { secrets, plain });
}
function redactNode2(node, place, redaction) {
  switch (node.kind) {
    case "map":
      return redactMap(node, place, redaction);
    case "list":
      return {
        kind: "list",
        items: node.items.map((item, index) => redactNode2(item, placeBelow(place, index), redaction))
      };
    case "scalar": {
      const { plain, secrets } = redaction;
      const isFormer = plain !== void 0 && isFormerSecret(node, place, plain, secrets);
      const shown = isFormer ? secrets.mask(scalarText(node), maskKind(place)) : redactScalar(node, place, secrets);
      if (shown !== void 0) return { kind: "scalar", value: shown, text: shown, quoted: false };
      return { kind: "scalar", value: node.value, text: node.text, quoted: node.quoted };
    }
    default:
      return node;
  }
}
function redactMap(map, place, redaction) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    entries.set(redactKey(key, redaction.secrets), redactNode2(value, placeBelow(place, key), redaction));
  }
  return { kind: "map", entries };
}
function redactKey(key, secrets) {
  return secrets.replace(key, "setting");
}

// src/redaction/without-markup.ts
function withoutMarkup(text) {
  const plain = decodeEntities(text);
  return [.../* @__PURE__ */ new Set([text, plain, plain.replace(/^[ \t]*[-+>|#]+/gm, "")])];
}
var entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
function decodeEntities(text) {
  return text.replace(/&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== void 0) return entities[String(name).toLowerCase()] ?? whole;
    const code = decimal === void 0 ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 1114111 ? String.fromCodePoint(code) : whole;
  });
}

// src/redaction/create-redactor.ts
function createRedactor(options) {
  const secrets = new KnownSecrets(createFingerprint(options.key));
  const text = (value) => secrets.replace(value, "text");
  const key = (name) => redactKey(name, secrets);
  const tree = (document, id) => redactTree(document, id, secrets, void 0);
  const liveTree = (document, id, desired) => redactTree(document, id, secrets, writtenPlainly(desired, id, secrets));
  const learnLive = (document, id, desired, names) => learnFormerSecrets(document, id, { plain: writtenPlainly(desired, id, secrets), names }, secrets);
  const learn = (config) => {
    for (const { root, id } of config.documents) learnDocument(root, id, secrets);
  };
  return {
    learn,
    learnValue: (value) => secrets.addSecret(value, "secret"),
    allow: (token2) => secrets.addPublic(token2),
    text,
    tree,
    data: (value) => redactData(value, text),
    plan: (plan) => redactPlan(plan, { text, key, tree, liveTree, learn, learnLive, allow: (token2) => secrets.addPublic(token2) }),
    error: (error) => redactError(error, text),
    isClean: (published, { except = [] } = {}) => {
      const checked = except.reduce(
        (rest, known) => known === "" ? rest : rest.replaceAll(known, "\0"),
        published
      );
      return withoutMarkup(checked).every((variant) => secrets.isAbsent(variant));
    }
  };
}

export {
  createRedactor
};
