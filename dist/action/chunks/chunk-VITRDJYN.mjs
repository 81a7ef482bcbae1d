import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeFailure,
  fetchRetrying,
  findTalosconfig,
  readText,
  require_promises as require_promises2
} from "./chunk-MYGMNB2L.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
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
  require_node_net
} from "./chunk-RRMS3QLB.mjs";
import {
  array,
  nullish,
  object,
  optional,
  record,
  string,
  unknown
} from "./chunk-HDXGC2FX.mjs";
import {
  parseDocument
} from "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// required:node:child_process
var require_node_child_process = __commonJS({
  "required:node:child_process"(exports, module) {
    module.exports = __require("node:child_process");
  }
});

// src/adapters/secret-stores/create-secret-stores.ts
var import_node_path3 = __toESM(require_node_path(), 1);

// src/adapters/secret-stores/find-values.ts
async function findValues(references, readNames2) {
  const whole = await readNames2(unique(references.map(({ path }) => path)));
  const split = references.flatMap(({ path }) => {
    if (whole.get(path)?.kind === "found") return [];
    const parts = splitPath(path);
    return parts === void 0 ? [] : [parts.parent];
  });
  const parents = split.length === 0 ? /* @__PURE__ */ new Map() : await readNames2(unique(split));
  return references.map(({ path }) => {
    const value = whole.get(path);
    if (value?.kind === "found") return value;
    const parts = splitPath(path);
    if (parts === void 0) return value ?? missing("there is no such secret");
    return keyOf(parts.parent, parts.key, parents.get(parts.parent) ?? missing("there is no such secret"));
  });
}
function missing(reason) {
  return { kind: "missing", reason };
}
function unique(names) {
  return [...new Set(names)];
}
function splitPath(path) {
  const slash = path.lastIndexOf("/");
  return slash <= 0 || slash === path.length - 1 ? void 0 : { parent: path.slice(0, slash), key: path.slice(slash + 1) };
}
function keyOf(parent, key, stored) {
  if (stored.kind === "missing") return missing(`neither it nor ${parent} can be read: ${stored.reason}`);
  const object2 = parseJson(stored.value);
  if (typeof object2 !== "object" || object2 === null || Array.isArray(object2)) {
    return missing(`there is no such secret, and ${parent} is no JSON object that could have the key ${key}`);
  }
  if (!Object.hasOwn(object2, key)) return missing(`there is no such secret, and ${parent} has no key ${key}`);
  return plainValue(object2[key], `the key ${key} of ${parent}`);
}
function plainValue(value, name) {
  if (typeof value === "string") return { kind: "found", value };
  if (typeof value === "boolean" || Number.isSafeInteger(value)) return { kind: "found", value: String(value) };
  const found = value === null ? "null" : typeof value === "number" ? "a number that is not whole; write it as text" : "no plain value";
  return missing(`${name} is ${found}`);
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/adapters/secret-stores/request-json.ts
var maxBytes = 4 * 1024 * 1024;
async function requestJson(service, request) {
  const { name, baseUrl, fetch, timeoutMs = 1e4, retryDelayMs } = service;
  const answer = await fetchRetrying(
    `${baseUrl.replace(/\/+$/, "")}${request.path}`,
    {
      method: request.method ?? "GET",
      redirect: "error",
      headers: {
        accept: "application/json",
        ...request.body !== void 0 && { "content-type": "application/json" },
        ...request.headers
      },
      ...request.body !== void 0 && { body: JSON.stringify(request.body) }
    },
    {
      signal: request.signal,
      timeoutMs,
      ...fetch && { fetch },
      ...retryDelayMs !== void 0 && { delayMs: retryDelayMs }
    }
  ).catch((error) => {
    if (request.signal.aborted) throw error;
    throw failed(name, baseUrl, describeFailure(error, timeoutMs), error);
  });
  if (answer.status === 429 || answer.status >= 500) throw failed(name, baseUrl, `it answers with ${answer.status}`);
  const text = await readText(answer, maxBytes).catch((error) => {
    if (request.signal.aborted) throw error;
    throw failed(name, baseUrl, "its answer broke off", error);
  });
  if (text === void 0) throw failed(name, baseUrl, "its answer is too long or no text");
  return { status: answer.status, body: parseJson(text) };
}
function failed(name, baseUrl, reason, cause) {
  return new UserError(`Cannot read secrets from ${name} at ${new URL(baseUrl).host}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Check that its address in the settings is right and that it can be reached from here.",
    cause
  });
}
function textField(body, name) {
  const value = field(body, name);
  return typeof value === "string" ? value : void 0;
}
function field(body, name) {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return void 0;
  return body[name];
}

// src/adapters/secret-stores/akeyless.ts
var namesPerRequest = 50;
var concurrency = 8;
function createAkeylessStore({ gateway, login, ...rest }) {
  const service = { name: "Akeyless", baseUrl: gateway, ...rest };
  return {
    scheme: "ak",
    read: async (references, options) => {
      const token = await authenticate(service, login(), options);
      return findValues(references, (names) => readNames(service, token, names, options));
    }
  };
}
async function authenticate(service, login, { signal }) {
  const credential = login.kind === "api_key" ? { "access-type": "access_key", "access-key": login.accessKey } : { "access-type": "jwt", jwt: await login.getToken() };
  const body = { "access-id": login.accessId, ...credential };
  const answer = await requestJson(service, { method: "POST", path: "/auth", body, signal });
  const token = textField(answer.body, "token");
  if (answer.status === 200 && token !== void 0 && token !== "") return token;
  if (answer.status >= 400 && answer.status !== 404) throw refused(service, login, answer.status);
  throw new UserError(`Cannot log in to Akeyless: what answers at ${new URL(service.baseUrl).host} is not its API`, {
    code: "secret_store_failed",
    hint: "Set secrets.akeyless.gateway to the API's address: https://api.akeyless.io, or a gateway's with /api/v2."
  });
}
function refused(service, login, status) {
  const hint = login.kind === "api_key" ? "Check the access id and $AKEYLESS_ACCESS_KEY." : "Check the access id, and that its auth method accepts this repository's and branch's OIDC tokens.";
  return new UserError(
    `Cannot log in to Akeyless at ${new URL(service.baseUrl).host}: it refuses the credential (${status})`,
    {
      code: "secret_store_failed",
      hint
    }
  );
}
async function readNames(service, token, names, options) {
  const texts = /* @__PURE__ */ new Map();
  for (const batch of inBatches(names, namesPerRequest)) {
    const all = await getSecretValue(service, token, batch, options);
    if (all.kind === "read" || batch.length === 1) for (const name of batch) texts.set(name, textOf(name, all));
    else await readEach2(batch);
  }
  return texts;
  async function readEach2(batch) {
    for (const few of inBatches(batch, concurrency)) {
      const readOne = async (name) => texts.set(name, textOf(name, await getSecretValue(service, token, [name], options)));
      await Promise.all(few.map(readOne));
    }
  }
}
function inBatches(names, size) {
  return Array.from(
    { length: Math.ceil(names.length / size) },
    (_, index) => names.slice(index * size, (index + 1) * size)
  );
}
async function getSecretValue(service, token, names, { signal }) {
  const { status, body } = await requestJson(service, {
    method: "POST",
    path: "/get-secret-value",
    body: { names, token },
    signal
  });
  if (status === 200) return { kind: "read", values: body };
  if (status === 401) {
    throw new UserError("Cannot read secrets from Akeyless: it does not accept its own token", {
      code: "secret_store_failed",
      hint: "Check that the gateway belongs to the account of the access id."
    });
  }
  return { kind: "refused", reason: status === 403 ? "access is denied" : "there is no such secret" };
}
function textOf(name, answer) {
  if (answer.kind === "refused") return missing(answer.reason);
  const value = field(answer.values, name) ?? field(answer.values, `/${name}`);
  return value === void 0 ? missing("there is no such secret") : plainValue(value, name);
}

// src/adapters/secret-stores/command.ts
var import_node_path = __toESM(require_node_path(), 1);

// src/adapters/secret-stores/exchange-references.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
function writeRequest(references) {
  const boundary = `talos-chatops-${(0, import_node_crypto.randomBytes)(16).toString("hex")}`;
  const lines = references.flatMap(({ text }, index) => [`${boundary}-${index}`, text]);
  return { request: `${[...lines, `${boundary}-${references.length}`].join("\n")}
`, boundary };
}
function readAnswer(output, references, boundary) {
  return cutOut(output, references, boundary) ?? readDocument(output, references);
}
function cutOut(output, references, boundary) {
  const values = [];
  let rest = `
${output}
`;
  for (const [index, { text }] of references.entries()) {
    const after = cutAt(rest, `${boundary}-${index}`)?.after;
    const end = after === void 0 ? void 0 : cutAt(after, `${boundary}-${index + 1}`);
    if (after === void 0 || end === void 0) return void 0;
    const isUntouched = end.before.trim() === text;
    values.push(isUntouched ? missing("the program left it as it is") : { kind: "found", value: end.before.slice(1) });
    rest = after;
  }
  return values;
}
function cutAt(text, line) {
  const match = new RegExp(`\\r?\\n${line}\\r?(?=\\n)`).exec(text);
  if (match === null) return void 0;
  return { before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) };
}
function readDocument(output, references) {
  const document = parseJson(output);
  if (typeof document !== "object" || document === null || Array.isArray(document)) return void 0;
  return references.map(({ path }) => valueAt(document, path));
}
function valueAt(document, path) {
  let value = document;
  for (const key of path.split("/")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      return missing(`the program's output has no ${path}`);
    }
    value = value[key];
  }
  return plainValue(value, path);
}

// src/adapters/secret-stores/run-program.ts
var import_node_child_process = __toESM(require_node_child_process(), 1);
async function runProgram(program, programArguments, options) {
  const { signal, maxBytes: maxBytes3 } = options;
  signal.throwIfAborted();
  const { promise, resolve: resolve4, reject } = Promise.withResolvers();
  const child = (0, import_node_child_process.spawn)(program, programArguments, {
    cwd: options.directory,
    env: options.environment,
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true
  });
  const chunks = [];
  let length = 0;
  const stop = () => {
    child.kill("SIGKILL");
    child.stdout.destroy();
  };
  const cancel = () => {
    stop();
    reject(signal.reason);
  };
  signal.addEventListener("abort", cancel, { once: true });
  child.on("error", (error) => resolve4({ kind: "failed", reason: describeStart(error) }));
  child.stdout.on("data", (chunk) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length <= maxBytes3) return;
    stop();
    resolve4({ kind: "failed", reason: `it wrote more than ${maxBytes3} bytes` });
  });
  child.on("close", (code, killedBy) => resolve4(finish(code, killedBy, Buffer.concat(chunks))));
  child.stdin.on("error", () => void 0);
  child.stdin.end(options.input);
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
function finish(code, killedBy, output) {
  if (killedBy !== null) return { kind: "failed", reason: `it was ended by ${killedBy}` };
  if (code !== 0) return { kind: "failed", reason: `it ended with exit code ${code}` };
  try {
    return { kind: "done", output: new TextDecoder("utf-8", { fatal: true }).decode(output) };
  } catch {
    return { kind: "failed", reason: "its output is no UTF-8 text" };
  }
}
function describeStart(error) {
  const code = "code" in error ? error.code : void 0;
  if (code === "ENOENT") return "there is no such program on the PATH";
  return code === "EACCES" ? "it may not be run" : "it cannot be started";
}

// src/adapters/secret-stores/command.ts
var defaultMaxBytes = 4 * 1024 * 1024;
var always = [
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TMPDIR",
  "XDG_CONFIG_HOME",
  "XDG_RUNTIME_DIR",
  "SystemRoot",
  "USERPROFILE"
];
function createCommandStore(options) {
  const [program, ...programArguments] = options.command;
  if (program === void 0 || !isTrusted(program, options.root)) throw untrusted(options.scheme, program);
  const run = (input, signal) => runProgram(program, programArguments, {
    input,
    signal,
    environment: environmentOf(options),
    directory: options.root,
    maxBytes: options.maxBytes ?? defaultMaxBytes
  });
  return {
    scheme: options.scheme,
    read: (references, { signal }) => readAll(options.scheme, program, run, references, signal)
  };
}
var defaultPath = "/usr/local/bin:/usr/bin:/bin";
var maxFailures = 5;
function isTrusted(program, root) {
  if (!program.includes("/") && !program.includes("\\")) return program !== "";
  return (0, import_node_path.isAbsolute)(program) && !isInside(root, program);
}
function isInside(root, path) {
  const folder = (0, import_node_path.resolve)(root);
  const file = (0, import_node_path.resolve)(path);
  return file === folder || file.startsWith(folder.endsWith(import_node_path.sep) ? folder : folder + import_node_path.sep);
}
function untrusted(scheme, program) {
  return new UserError(
    `Cannot use secrets.commands.${scheme}: ${program || "an empty name"} is no program outside of the repository`,
    {
      code: "settings_invalid",
      hint: "Name a program that is on the PATH, or give its absolute path."
    }
  );
}
function environmentOf({ scheme, root, environment, variables }) {
  const prefix = `${scheme.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_`;
  const wanted = /* @__PURE__ */ new Set([...always, ...variables]);
  const passed = Object.entries(environment).filter(([name]) => wanted.has(name) || name.startsWith(prefix));
  const folders = (environment["PATH"] ?? "").split(import_node_path.delimiter).filter((folder) => (0, import_node_path.isAbsolute)(folder) && !isInside(root, folder));
  return {
    ...Object.fromEntries(passed.flatMap(([name, value]) => value === void 0 ? [] : [[name, value]])),
    // an empty PATH would mean the current folder, which is the repository
    PATH: folders.length === 0 ? defaultPath : folders.join(import_node_path.delimiter)
  };
}
async function readAll(scheme, program, run, references, signal) {
  const all = await readOnce(run, references, signal);
  if (all.kind === "done") return all.lookups;
  if (references.length === 1) throw programFailed(scheme, program, all.reason);
  return readEach(scheme, program, run, references, signal, all.reason);
}
async function readEach(scheme, program, run, references, signal, reason) {
  const lookups = [];
  for (const reference of references) {
    const one = await readOnce(run, [reference], signal);
    lookups.push(
      one.kind === "done" ? one.lookups[0] ?? missing("the program left it out") : missing(`${program} failed: ${one.reason}`)
    );
    if (lookups.length === maxFailures && lookups.every(({ kind }) => kind === "missing")) break;
  }
  if (lookups.some(({ kind }) => kind === "found")) return lookups;
  throw programFailed(scheme, program, reason);
}
function programFailed(scheme, program, reason) {
  return new UserError(`Cannot read ${scheme}:// secrets with ${program}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Run the program by hand; only a few environment variables reach it (secrets.commandEnvironment adds more)."
  });
}
async function readOnce(run, references, signal) {
  const { request, boundary } = writeRequest(references);
  const result = await run(request, signal);
  if (result.kind === "failed") return result;
  const lookups = readAnswer(result.output, references, boundary);
  if (lookups !== void 0) return { kind: "done", lookups };
  return { kind: "failed", reason: "its output is neither its input with values in it nor a JSON object" };
}

// src/adapters/secret-stores/environment.ts
function createEnvironmentStore({ names, environment }) {
  const lookUp2 = (name) => {
    if (!names.includes(name)) return missing(`${name} is not listed as secrets.environment in the settings`);
    const value = environment[name];
    return value === void 0 ? missing(`the environment variable ${name} is not set`) : { kind: "found", value };
  };
  return { scheme: "env", read: async (references) => references.map(({ path }) => lookUp2(path)) };
}

// src/adapters/secret-stores/file.ts
var import_promises = __toESM(require_promises2(), 1);
var import_node_path2 = __toESM(require_node_path(), 1);
var maxBytes2 = 1024 * 1024;
function createFileStore({ directory, within, scheme = "file" }) {
  return {
    scheme,
    read: async (references, { signal }) => {
      const root = await openFolder(directory, within);
      return findValues(references, async (names) => {
        signal.throwIfAborted();
        const texts = names.map(async (name) => [name, await readName(root, name)]);
        return new Map(await Promise.all(texts));
      });
    }
  };
}
async function openFolder(directory, within) {
  const root = await (0, import_promises.realpath)(directory).catch(() => void 0);
  if (root === void 0 || !(await (0, import_promises.stat)(root)).isDirectory()) throw unusable(directory, "there is no such folder");
  if (within === void 0 || isBelow(await (0, import_promises.realpath)(within), root)) return root;
  throw unusable(directory, "it is a link that leads out of the repository");
}
function unusable(directory, reason) {
  return new UserError(`Cannot read secrets from the folder ${directory}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Correct secrets.file.directory in the settings."
  });
}
function isBelow(folder, path) {
  return path.startsWith((0, import_node_path2.join)(folder, import_node_path2.sep));
}
async function readName(root, name) {
  if (name.split("/").some((part) => part === ".." || part === "." || part === "")) {
    return missing("it is no path below the folder");
  }
  return await readInside(root, name) ?? await readInside(root, `${name}.json`) ?? missing("there is no such file");
}
async function readInside(root, name) {
  try {
    const file = await (0, import_promises.realpath)((0, import_node_path2.resolve)(root, name));
    if (!isBelow(root, file)) return missing("it is a link that leads out of the folder");
    const found = await (0, import_promises.stat)(file);
    if (!found.isFile()) return void 0;
    if (found.size > maxBytes2) return missing(`its file is larger than ${maxBytes2} bytes`);
    return { kind: "found", value: new TextDecoder("utf-8", { fatal: true }).decode(await (0, import_promises.readFile)(file)) };
  } catch (error) {
    return explain(error);
  }
}
function explain(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return void 0;
    case "EACCES":
    case "EPERM":
      return missing("its file must not be read by this user");
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return missing("its file is no UTF-8 text");
    default:
      throw error;
  }
}

// src/adapters/secret-stores/onepassword.ts
function createOnePasswordStore({ host, token, ...rest }) {
  const service = { name: "1Password Connect", baseUrl: host, ...rest };
  return {
    scheme: "op",
    read: async (references, { signal }) => {
      const session = new Session(service, token(), signal);
      return Promise.all(references.map((reference) => lookUp(session, reference)));
    }
  };
}
async function lookUp(session, { path }) {
  if (path.includes("?"))
    return missing("attributes are not supported; read it with a program, as secrets.commands.op");
  const parts = path.split("/");
  const [vaultName, itemName] = parts;
  const fieldName = parts.at(-1);
  const isWhole = vaultName && itemName && fieldName && parts.every((part) => part !== "");
  if (!isWhole || parts.length < 3 || parts.length > 4) {
    return missing("it is not of the form op://vault/item/field or op://vault/item/section/field");
  }
  const vault = await session.vault(vaultName);
  if (typeof vault !== "string") return vault;
  const item = await session.item(vault, itemName);
  return item.kind === "item" ? fieldOf(item.body, parts.length === 4 ? parts[2] : void 0, fieldName) : item;
}
var Session = class {
  service;
  token;
  signal;
  vaults;
  items = /* @__PURE__ */ new Map();
  constructor(service, token, signal) {
    this.service = service;
    this.token = token;
    this.signal = signal;
  }
  async vault(name) {
    this.vaults ??= this.get("/v1/vaults").then(list);
    const found = (await this.vaults).filter((vault) => isNamed(vault, "name", name));
    const id = textField(found[0], "id");
    if (id === void 0) return missing(`there is no vault ${name} that the token may read`);
    return found.length === 1 ? id : missing(`several vaults are called ${name}; write the vault's id`);
  }
  item(vault, name) {
    const key = `${vault}/${name.toLowerCase()}`;
    const known = this.items.get(key) ?? this.readItem(vault, name);
    this.items.set(key, known);
    return known;
  }
  async readItem(vault, name) {
    const id = /^[a-z0-9]{26}$/.test(name) ? name : await this.findItem(vault, name);
    if (typeof id !== "string") return id;
    const body = await this.get(`/v1/vaults/${vault}/items/${id}`);
    return body === void 0 ? none(`there is no item ${name} in the vault`) : { kind: "item", body };
  }
  async findItem(vault, name) {
    const found = list(await this.get(`/v1/vaults/${vault}/items?filter=${encodeURIComponent(`title eq "${name}"`)}`));
    const id = textField(found[0], "id");
    if (id === void 0) return none(`there is no item ${name} in the vault`);
    return found.length === 1 ? id : none(`several items are called ${name}; write the item's id`);
  }
  /** Undefined for 404. */
  async get(path) {
    const headers = { authorization: `Bearer ${this.token}` };
    const { status, body } = await requestJson(this.service, { path, headers, signal: this.signal });
    if (status === 200) return body;
    if (status === 404) return void 0;
    const host = new URL(this.service.baseUrl).host;
    throw new UserError(`Cannot read secrets from 1Password Connect at ${host}: it answers with ${status}`, {
      code: "secret_store_failed",
      hint: "Check $OP_CONNECT_TOKEN, and that it may read the vault."
    });
  }
};
function none(reason) {
  return { kind: "missing", reason };
}
function list(body) {
  return Array.isArray(body) ? body : [];
}
function isNamed(body, key, name) {
  return textField(body, key)?.toLowerCase() === name.toLowerCase() || textField(body, "id") === name;
}
function fieldOf(item, section, name) {
  const named = list(field(item, "fields")).filter((one) => isNamed(one, "label", name));
  const outside = named.filter((one) => field(one, "section") === void 0);
  const candidates = section === void 0 ? outside.length > 0 ? outside : named : named.filter((one) => isInSection(item, one, section));
  if (candidates.length > 1) return missing(`the item has several fields ${name}; write the section or the field's id`);
  const value = textField(candidates[0], "value");
  if (candidates.length === 0)
    return missing(`the item has no field ${section === void 0 ? name : `${section}/${name}`}`);
  return value === void 0 ? missing(`the field ${name} is empty`) : { kind: "found", value };
}
function isInSection(item, one, section) {
  const id = textField(field(one, "section"), "id");
  const described = list(field(item, "sections")).find((candidate) => textField(candidate, "id") === id);
  return id !== void 0 && (id === section || isNamed(described ?? field(one, "section"), "label", section));
}

// src/adapters/secret-stores/create-secret-stores.ts
function createSecretStores(settings, options) {
  const { environment, root } = options;
  const fetch = options.fetch && { fetch: options.fetch };
  const { akeyless, onepassword, file, commands } = settings;
  const stores = [
    akeyless && createAkeylessStore({ gateway: akeyless.gateway, login: () => akeylessLogin(akeyless, options), ...fetch }),
    onepassword && createOnePasswordStore({ host: onepassword.host, token: () => connectToken(environment), ...fetch }),
    file && createFileStore(fileStoreOptions(file.directory, root)),
    settings.environment && createEnvironmentStore({ names: settings.environment, environment }),
    ...Object.entries(commands).map(
      ([scheme, command]) => createCommandStore({ scheme, command, root, environment, variables: settings.commandEnvironment ?? [] })
    )
  ].filter((store) => store !== void 0);
  refuseDoubles(stores);
  return stores;
}
function fileStoreOptions(directory, root) {
  const path = (0, import_node_path3.resolve)(root, directory);
  return { directory: path, ...path.startsWith((0, import_node_path3.join)((0, import_node_path3.resolve)(root), import_node_path3.sep)) && { within: root } };
}
function refuseDoubles(stores) {
  const schemes = stores.map(({ scheme }) => scheme);
  const twice = schemes.find((scheme, index) => schemes.indexOf(scheme) !== index);
  if (twice === void 0) return;
  throw new UserError(`Cannot use the settings: two stores are set up for ${twice}:// references`, {
    code: "settings_invalid",
    hint: `Remove secrets.commands.${twice}, or the other one.`
  });
}
function akeylessLogin(settings, { environment, getIdToken: getIdToken2 }) {
  const accessId = settings.accessId ?? environment["AKEYLESS_ACCESS_ID"];
  if (!accessId) throw noCredential("the access id", "Set secrets.akeyless.accessId, or $AKEYLESS_ACCESS_ID.");
  const accessKey = environment["AKEYLESS_ACCESS_KEY"];
  const type = settings.accessType ?? (accessKey || getIdToken2 === void 0 ? "api_key" : "github");
  if (type === "api_key") {
    if (accessKey) return { kind: "api_key", accessId, accessKey };
    throw noCredential(
      "the access key",
      "Set $AKEYLESS_ACCESS_KEY, or accessType: github to use the job's OIDC token."
    );
  }
  if (getIdToken2 === void 0) throw noIdToken();
  return {
    kind: "jwt",
    accessId,
    getToken: () => getIdToken2(settings.audience).catch(() => Promise.reject(noIdToken()))
  };
}
function noIdToken() {
  return noCredential(
    "the job's OIDC token",
    "Give the job permissions: id-token: write. Outside of GitHub Actions there is none."
  );
}
function noCredential(what, hint) {
  return new UserError(`Cannot log in to Akeyless: ${what} is missing`, { code: "secret_store_failed", hint });
}
function connectToken(environment) {
  const token = environment["OP_CONNECT_TOKEN"];
  if (token) return token;
  throw new UserError("Cannot read secrets from 1Password Connect: its token is missing", {
    code: "secret_store_failed",
    hint: "Set $OP_CONNECT_TOKEN. Without a Connect server, set secrets.commands.op to [op, inject] instead of secrets.onepassword."
  });
}

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
  const list2 = `Contexts: ${names.join(", ")}.`;
  if (name === "") throw invalid(`Cannot use ${file}: it names no active context`, list2);
  const nearest = nearestName(name, names);
  throw invalid(
    `Cannot use ${file}: it has no context named ${name}`,
    nearest === void 0 ? list2 : `Did you mean ${nearest}? ${list2}`
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
var import_node_crypto2 = __toESM(require_node_crypto(), 1);
var import_node_tls = __toESM(require_node_tls(), 1);
var dayMs = 864e5;
function readCredential(context, { now }) {
  const certificate = describeCertificate(context, now);
  return { secureContext: secureContextOf(context), certificate };
}
function describeCertificate(context, now) {
  const parsed = attempt(context, "crt", () => new import_node_crypto2.X509Certificate(context.certificate));
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
  if (authorities !== void 0) attempt(context, "ca", () => new import_node_crypto2.X509Certificate(authorities));
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
function attempt({ name }, field2, read) {
  try {
    return read();
  } catch (error) {
    const what = field2 === "key" ? "its key cannot be read or does not belong to its crt" : `its ${field2} cannot be read`;
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
    const { openNodes } = await import("./open-nodes-4RV4FQWP.mjs");
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

// src/action/connect-cluster.ts
async function connectCluster(cluster, talosconfig, run) {
  const stores = createStores(cluster, run);
  const talos = await connectTalos({ talosconfig, context: cluster.context, now: () => /* @__PURE__ */ new Date() });
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}
function createStores(cluster, run) {
  const stores = createSecretStores(cluster.secrets, {
    environment: storeEnvironment(run.environment),
    root: run.environment["GITHUB_WORKSPACE"] ?? process.cwd(),
    getIdToken
  });
  return stores.map((store) => ({
    scheme: store.scheme,
    async read(references, options) {
      const lookups = await store.read(references, options);
      for (const lookup of lookups) if (lookup.kind === "found") remember(lookup.value, run);
      return lookups;
    }
  }));
}
function remember(value, { log, redactor }) {
  log.hide(value);
  redactor.learnValue(value);
}
function storeEnvironment(environment) {
  const own = /^(ACTIONS|GITHUB|INPUT|RUNNER)_/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}
async function getIdToken(audience) {
  const { getIDToken } = await import("./core-HUNUSP5Z.mjs");
  return getIDToken(audience);
}

export {
  connectTalos,
  connectCluster,
  createStores
};
