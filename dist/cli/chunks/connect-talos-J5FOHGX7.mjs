import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  require_promises as require_promises2
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  require_promises
} from "./chunk-UYJFSMS7.mjs";
import {
  require_node_tls
} from "./chunk-YL2PQB22.mjs";
import {
  array,
  nullish,
  object,
  optional,
  record,
  string,
  unknown
} from "./chunk-D5CIEC6V.mjs";
import {
  parseDocument
} from "./chunk-DEN2UECT.mjs";
import {
  require_node_net
} from "./chunk-RRMS3QLB.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/talos/connect-talos.ts
var import_promises2 = __toESM(require_promises(), 1);

// src/adapters/talos/connection/call-limits.ts
var defaultLimits = {
  dialMs: 5e3,
  silenceMs: 4e3,
  pingMs: 3e3,
  callMs: 1e4,
  nodeMs: 3e4,
  readyMs: 15e3,
  startMs: 75e3,
  workMs: 36e5
};

// src/adapters/talos/connection/dial-ahead.ts
var import_node_net = __toESM(require_node_net(), 1);
function dialAhead({ host, port }) {
  const socket = (0, import_node_net.connect)({ host, port });
  socket.on("error", () => void 0);
  let isGone = false;
  const drop = () => {
    if (!isGone) socket.destroy();
    isGone = true;
  };
  return {
    take() {
      if (isGone || socket.readyState !== "open") {
        drop();
        return void 0;
      }
      isGone = true;
      return socket;
    },
    drop
  };
}

// src/adapters/talos/talosconfig/find-talosconfig.ts
var import_promises = __toESM(require_promises2(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var inClusterPath = "/var/run/secrets/talos.dev/config";
function talosconfigPlaces(search) {
  if (isGiven(search.path)) return [search.path];
  const folder = talosFolder(search);
  return [
    ...isGiven(search.TALOSCONFIG) ? [search.TALOSCONFIG] : [],
    ...folder === void 0 ? [] : [(0, import_node_path.join)(folder, "config")],
    search.inClusterPath ?? inClusterPath
  ];
}
async function findTalosconfig(search) {
  const places = talosconfigPlaces(search);
  for (const path of places) {
    const text = await readIfPresent(path);
    if (text !== void 0) return { path, text };
  }
  throw new UserError(`Cannot find a talosconfig: there is no file at ${places.map(describePlace).join(", ")}`, {
    code: "talosconfig_invalid",
    hint: "Set TALOSCONFIG to the path of the file that `talosctl gen config` wrote."
  });
}
function describePlace(path) {
  const isPath = path.length <= 200 && !/[{}\n]|: |[^/]{80}/.test(path);
  return isPath ? path : "what was given, which is no path";
}
function talosFolder({ TALOS_HOME, home }) {
  if (isGiven(TALOS_HOME) && (0, import_node_path.isAbsolute)(TALOS_HOME)) return TALOS_HOME;
  return isGiven(home) ? (0, import_node_path.join)(home, ".talos") : void 0;
}
var reasons = { EISDIR: "it is a folder", EACCES: "it may not be read by you" };
async function readIfPresent(path) {
  try {
    return await (0, import_promises.readFile)(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return void 0;
    const reason = reasons[code] ?? code;
    throw new UserError(`Cannot read the talosconfig ${describePlace(path)}: ${reason}`, {
      code: "talosconfig_invalid",
      hint: "Name the file that `talosctl gen config` wrote.",
      cause: error
    });
  }
}
var isGiven = (text) => text !== void 0 && text !== "";

// src/adapters/talos/talosconfig/parse-endpoint.ts
var import_node_net2 = __toESM(require_node_net(), 1);
var talosPort = 5e4;
function parseEndpoint(text) {
  const trimmed = text.trim();
  if (isAddress(trimmed)) return endpointOf(trimmed, talosPort);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  const authority = scheme === void 0 ? trimmed : trimmed.slice(scheme.length + 3).replace(/[/?#].*$/s, "");
  const [, bracketed, name, port] = /^(?:\[([^\]]+)\]|([^:\s/@]+))(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const host = bracketed ?? name;
  if (host === void 0 || bracketed !== void 0 && !isAddress(bracketed) || !isPort(port)) {
    throw new UserError(
      `Cannot use the endpoint ${JSON.stringify(text)} of the talosconfig: it is no host or host:port`,
      {
        code: "talosconfig_invalid"
      }
    );
  }
  return endpointOf(host, port === void 0 ? scheme === "https" ? 443 : talosPort : Number(port));
}
function endpointOf(host, port) {
  return { host, port, label: isV6(host) ? `[${host}]:${port}` : `${host}:${port}` };
}
var isPort = (text) => text === void 0 || Number(text) > 0 && Number(text) < 65536;
var isAddress = (text) => isV6(text) && !text.includes("%");
var isV6 = (text) => text.split(":").length > 2 && (0, import_node_net2.isIPv6)(text);

// src/adapters/talos/talosconfig/parse-talosconfig.ts
var optionalText = nullish(string());
var optionalTexts = nullish(array(string()));
var contextSchema = object({
  endpoints: optionalTexts,
  target: optionalText,
  ca: optionalText,
  crt: optionalText,
  key: optionalText,
  auth: nullish(object({ basic: optional(unknown()), siderov1: optional(unknown()) })),
  cluster: optionalText,
  "proxy-url": optionalText
});
var talosconfigSchema = object({
  context: optionalText,
  contexts: nullish(record(string(), contextSchema))
});
function parseTalosconfig(text, { file, context: wanted }) {
  const { context: active, contexts } = parseFile(text, file);
  const [name, entry] = chooseContext(new Map(Object.entries(contexts ?? {})), wanted ?? active ?? "", file);
  const where = `the context ${name} of ${file}`;
  refuseUnsupported(entry, where);
  const endpoints = [...entry.endpoints ?? [], ...entry.target ? [entry.target] : []];
  if (endpoints.length === 0) {
    throw invalid(`Cannot use ${where}: it has no endpoints`, `Add them: talosctl config endpoint <address> \u2026`);
  }
  return {
    name,
    endpoints,
    ...entry.ca ? { authorities: decodePem(entry.ca, `ca of ${where}`) } : {},
    certificate: decodePem(entry.crt, `crt of ${where}`),
    key: readableKey(decodePem(entry.key, `key of ${where}`)),
    ...entry.cluster ? { cluster: entry.cluster } : {}
  };
}
function parseFile(text, file) {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  const problem = document.errors[0];
  if (problem !== void 0) {
    const line = text.slice(0, problem.pos[0]).split("\n").length;
    throw invalid(`Cannot read ${file}: it is not valid YAML at line ${line}`);
  }
  const result = talosconfigSchema.safeParse(document.toJS({ maxAliasCount: 10 }) ?? {});
  if (result.success) return result.data;
  const paths = result.error.issues.map((issue) => issue.path.join(".")).filter((path) => path !== "");
  if (paths.length > 0) throw invalid(`Cannot read ${file}: ${paths.join(", ")} is not what a talosconfig has there`);
  throw invalid(`Cannot read ${file}: it is no talosconfig`, "Name the file that `talosctl gen config` wrote.");
}
function chooseContext(contexts, name, file) {
  const names = [...contexts.keys()];
  const only = names.length === 1 ? names[0] : void 0;
  const chosen = name === "" ? only ?? "" : name;
  const entry = contexts.get(chosen);
  if (entry !== void 0) return [chosen, entry];
  if (names.length === 0) throw invalid(`Cannot use ${file}: it has no contexts`);
  const list = `Contexts: ${names.join(", ")}.`;
  if (name === "") throw invalid(`Cannot use ${file}: it names no active context`, list);
  const nearest = nearestName(name, names);
  throw invalid(
    `Cannot use ${file}: it has no context named ${name}`,
    nearest === void 0 ? list : `Did you mean ${nearest}? ${list}`
  );
}
function refuseUnsupported(entry, where) {
  const withCertificate = "Use a talosconfig with a client certificate (ca, crt, key).";
  if (entry.auth?.siderov1)
    throw invalid(`Cannot use ${where}: it signs in through Omni (auth.siderov1)`, withCertificate);
  if (entry.auth?.basic)
    throw invalid(`Cannot use ${where}: it signs in with a password (auth.basic)`, withCertificate);
  const proxy = entry["proxy-url"];
  if (proxy && proxy !== "direct") {
    throw invalid(
      `Cannot use ${where}: it wants a proxy (proxy-url)`,
      "Run where the endpoints can be reached directly."
    );
  }
}
function decodePem(base64, what) {
  if (!base64) throw invalid(`Cannot use the ${what}: it is missing`);
  const compact = base64.replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw invalid(`Cannot use the ${what}: it is not base64`);
  }
  const pem = Buffer.from(compact, "base64").toString("latin1");
  if (!pem.includes("-----BEGIN ")) throw invalid(`Cannot use the ${what}: what it encodes is not PEM`);
  return pem;
}
var readableKey = (pem) => pem.replaceAll("ED25519 PRIVATE KEY-----", "PRIVATE KEY-----");
var invalid = (message, hint) => new UserError(message, { code: "talosconfig_invalid", ...hint === void 0 ? {} : { hint } });

// src/adapters/talos/talosconfig/read-credential.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var import_node_tls = __toESM(require_node_tls(), 1);
var dayMs = 864e5;
function readCredential(context, { now }) {
  const certificate = describeCertificate(context, now);
  return { secureContext: secureContextOf(context), certificate };
}
function describeCertificate(context, now) {
  const parsed = attempt(context, "crt", () => new import_node_crypto.X509Certificate(context.certificate));
  const expires = parsed.validToDate;
  const begins = parsed.validFromDate;
  if (expires <= now) {
    throw new UserError(
      `Cannot sign in with the context ${context.name}: its client certificate expired on ${dateOf(expires)} (days ago: ${daysBetween(expires, now)})`,
      { code: "credential_invalid", hint: "Make a new one on a machine that still has access: talosctl config new." }
    );
  }
  if (begins > now) {
    throw new UserError(
      `Cannot sign in with the context ${context.name}: its client certificate is valid only from ${dateOf(begins)} on`,
      { code: "credential_invalid", hint: "Check this machine's clock." }
    );
  }
  const shortLived = daysBetween(begins, expires) <= 1;
  return { roles: rolesOf(parsed), expires, daysLeft: daysBetween(now, expires), shortLived };
}
function secureContextOf({ authorities, ...context }) {
  if (authorities !== void 0) attempt(context, "ca", () => new import_node_crypto.X509Certificate(authorities));
  return attempt(
    context,
    "key",
    () => (0, import_node_tls.createSecureContext)({
      ...authorities === void 0 ? {} : { ca: authorities },
      cert: context.certificate,
      key: context.key,
      minVersion: "TLSv1.2"
    })
  );
}
function rolesOf(certificate) {
  const lines = certificate.subject?.split("\n") ?? [];
  return lines.filter((line) => line.startsWith("O=")).map((line) => line.slice(2));
}
function attempt({ name }, field, read) {
  try {
    return read();
  } catch (error) {
    const what = field === "key" ? "its key cannot be read or does not belong to its crt" : `its ${field} cannot be read`;
    throw new UserError(`Cannot use the context ${name} of the talosconfig: ${what}`, {
      code: "talosconfig_invalid",
      cause: error
    });
  }
}
var dateOf = (date) => date.toISOString().slice(0, 10);
var daysBetween = (from, to) => Math.floor((to.getTime() - from.getTime()) / dayMs);

// src/adapters/talos/connect-talos.ts
async function connectTalos({ talosconfig, context, now, limits }) {
  const load = () => readContext(talosconfig, context);
  const found = await load();
  let credential = readCredential(found, { now: now() });
  let isFresh = true;
  const renewed = async () => {
    if (!isFresh) credential = readCredential(await load(), { now: now() });
    isFresh = false;
    return credential.secureContext;
  };
  const endpoints = found.endpoints.map(parseEndpoint);
  const open = async () => {
    const [first] = endpoints;
    const ahead = first && dialAhead(first);
    await (0, import_promises2.setImmediate)();
    const { openNodes } = await import("./open-nodes-J5BXBGXO.mjs");
    return openNodes({
      endpoints,
      ahead,
      limits: { ...defaultLimits, ...limits },
      secureContext: renewed,
      roles: () => credential.certificate.roles,
      headers: { runtime: "Talos", ...found.cluster === void 0 ? {} : { context: found.cluster } }
    });
  };
  let opened;
  const nodes = () => {
    opened ??= open();
    return opened;
  };
  const control = async () => (await nodes()).control();
  const labels = endpoints.map(({ label }) => label);
  return {
    context: found.name,
    endpoints: labels,
    certificate: credential.certificate,
    liveNodes: { read: async (node, waiting) => (await nodes()).read(node, waiting) },
    nodes: {
      get access() {
        const { roles, daysLeft, shortLived } = credential.certificate;
        return { endpoints: labels, roles, daysLeft, shortLived };
      },
      observe: async (node, waiting) => (await nodes()).observe(node, waiting),
      components: async (node, waiting) => (await nodes()).components(node, waiting),
      manifests: async (node, waiting) => (await nodes()).manifests(node, waiting)
    },
    control: {
      apply: async (...args) => (await control()).apply(...args),
      reboot: async (...args) => (await control()).reboot(...args),
      shutdown: async (...args) => (await control()).shutdown(...args),
      reset: async (...args) => (await control()).reset(...args),
      rollback: async (...args) => (await control()).rollback(...args),
      pullImage: async (...args) => (await control()).pullImage(...args),
      installImage: async (...args) => (await control()).installImage(...args),
      upgradeAtOnce: async (...args) => (await control()).upgradeAtOnce(...args),
      forfeitLeadership: async (...args) => (await control()).forfeitLeadership(...args),
      removeMember: async (...args) => (await control()).removeMember(...args),
      async *progress(...args) {
        yield* (await control()).progress(...args);
      },
      async *snapshot(...args) {
        yield* (await control()).snapshot(...args);
      }
    },
    kubeconfig: async (...args) => (await control()).kubeconfig(...args),
    close: () => {
      opened?.then(({ close }) => close()).catch(() => void 0);
    }
  };
}
async function readContext(talosconfig, context) {
  const { text, path } = "text" in talosconfig ? { text: talosconfig.text, path: "the talosconfig" } : await findTalosconfig(talosconfig);
  return parseTalosconfig(text, { file: path, context });
}
export {
  connectTalos
};
