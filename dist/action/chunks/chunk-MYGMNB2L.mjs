import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_promises
} from "./chunk-UYJFSMS7.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// required:node:fs/promises
var require_promises2 = __commonJS({
  "required:node:fs/promises"(exports, module) {
    module.exports = __require("node:fs/promises");
  }
});

// src/fetch-retrying.ts
var import_promises = __toESM(require_promises(), 1);
var maxDelayMs = 5e3;
async function fetchRetrying(url, init, options) {
  const { attempts = 3 } = options;
  for (let attempt = 1; ; attempt++) {
    options.signal.throwIfAborted();
    const isLast = attempt >= attempts;
    const answer = await fetchOnce(url, init, options, isLast);
    if (answer !== void 0 && (isLast || !isWorthRetrying(answer.status))) return answer;
    await answer?.body?.cancel();
    await (0, import_promises.setTimeout)(delayBefore(attempt + 1, answer, options), void 0, { signal: options.signal });
  }
}
async function fetchOnce(url, init, { signal, timeoutMs, fetch = globalThis.fetch }, isLast) {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isLast) throw error;
    return void 0;
  }
}
function isWorthRetrying(status) {
  return status === 429 || status >= 500;
}
function delayBefore(attempt, answer, { delayMs = 250 }) {
  const asked = Number(answer?.headers.get("retry-after") ?? Number.NaN) * 1e3;
  const own = delayMs * 2 ** (attempt - 2);
  return Math.min(maxDelayMs, Number.isFinite(asked) ? Math.max(asked, own) : own);
}
async function readText(answer, maxBytes) {
  const chunks = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return void 0;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return void 0;
  }
}
function describeFailure(error, timeoutMs) {
  if (error instanceof DOMException && error.name === "TimeoutError") return `no answer within ${timeoutMs / 1e3} s`;
  const cause = error instanceof Error ? error.cause ?? error : void 0;
  const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : "the connection failed";
}

// src/adapters/talos/talosconfig/find-talosconfig.ts
var import_promises2 = __toESM(require_promises2(), 1);
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
    return await (0, import_promises2.readFile)(path, "utf8");
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

export {
  fetchRetrying,
  readText,
  describeFailure,
  require_promises2 as require_promises,
  talosconfigPlaces,
  findTalosconfig
};
