import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeFailure,
  fetchRetrying,
  readText
} from "./chunk-RI7U53BL.mjs";
import "./chunk-UYJFSMS7.mjs";
import {
  require_node_net
} from "./chunk-RRMS3QLB.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/image-factory/has-manifest.ts
var import_node_net = __toESM(require_node_net(), 1);
var accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
var pattern = /^(?<host>[^/\s]+)\/(?<name>[a-z0-9][a-z0-9._/-]*?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$/;
var maxTokenBytes = 64 * 1024;
var maxRedirects = 3;
async function hasManifest(factory, reference, options) {
  const { host, name, tag, digest } = pattern.exec(reference)?.groups ?? {};
  if (host === void 0 || name === void 0) throw failed(reference, "it is no full image reference");
  const question = { factory, reference, name, options };
  const scheme = host === factory.host ? factory.protocol : "https:";
  const url = allowed(`${scheme}//${host}/v2/${name}/manifests/${digest ?? tag ?? "latest"}`, question);
  const first = await head(url, question);
  const answer = first.status === 401 ? await head(url, question, await getToken(first, question)) : first;
  if (answer.ok) return true;
  if (answer.status === 404 || answer.status === 400) return false;
  throw failed(reference, `its registry answers with ${answer.status}`);
}
async function head(url, question, token) {
  let target = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const withToken = token !== void 0 && target.host === url.host;
    const headers = { accept, ...withToken && { authorization: `Bearer ${token}` } };
    const answer = await send(target, { method: "HEAD", redirect: "manual", headers }, question);
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (location === null || !URL.canParse(location, target.href)) return answer;
    target = allowed(new URL(location, target).href, question);
  }
  throw failed(question.reference, "its registry redirects without end");
}
async function getToken(refusal, question) {
  const challenge = readChallenge(refusal.headers.get("www-authenticate") ?? "");
  if (challenge === void 0) throw failed(question.reference, "its registry wants a login");
  const realm = allowed(challenge.realm, question);
  if (challenge.service !== void 0) realm.searchParams.set("service", challenge.service);
  realm.searchParams.set("scope", `repository:${question.name}:pull`);
  const answer = await send(realm, { method: "GET", redirect: "error" }, question);
  const token = answer.ok ? readToken(await readText(answer, maxTokenBytes)) : void 0;
  if (token !== void 0) return token;
  throw failed(question.reference, "its registry gives no anonymous access");
}
async function send(url, init, { reference, options }) {
  try {
    return await fetchRetrying(url, init, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw failed(reference, describeFailure(error, options.timeoutMs), error);
  }
}
function allowed(address, { factory, reference }) {
  const url = URL.canParse(address) ? new URL(address) : void 0;
  if (url === void 0 || url.username !== "" || url.password !== "") {
    throw failed(reference, "its registry's address is not valid");
  }
  if (url.host === factory.host && url.protocol === factory.protocol) return url;
  const { protocol, hostname } = url;
  const isName = hostname.includes(".") && !hostname.startsWith("[") && (0, import_node_net.isIP)(hostname) === 0;
  if (protocol === "https:" && isName) return url;
  throw failed(reference, "its registry is neither the image factory of the settings nor a public https host");
}
function readChallenge(header) {
  if (!/^bearer\s/i.test(header)) return void 0;
  const parameter = (name) => new RegExp(`[\\s,]${name}="([^"]*)"`, "i").exec(header)?.[1];
  const realm = parameter("realm");
  const service = parameter("service");
  return realm === void 0 ? void 0 : { realm, ...service !== void 0 && { service } };
}
function readToken(text) {
  try {
    const body = JSON.parse(text ?? "");
    if (typeof body !== "object" || body === null) return void 0;
    const token = "token" in body ? body.token : "access_token" in body ? body.access_token : void 0;
    return typeof token === "string" ? token : void 0;
  } catch {
    return void 0;
  }
}
function failed(reference, reason, cause) {
  return new UserError(`Cannot check that the image ${reference} exists: ${reason}`, {
    code: "factory_failed",
    hint: "Check the image reference, and that its registry can be reached from here.",
    cause
  });
}

// src/adapters/image-factory/create-image-factory.ts
var maxBytes = 64 * 1024;
function createImageFactory(options) {
  const base = new URL(options.url);
  const request = { timeoutMs: 12e4, ...dropUndefined(options.timeoutMs, options.retryDelayMs, options.fetch) };
  return {
    submit: (schematic, { signal }) => submit(base, schematic, { ...request, signal }),
    hasImage: (reference, { signal }) => hasManifest(base, reference, { ...request, signal })
  };
}
function dropUndefined(timeoutMs, delayMs, fetch) {
  return {
    ...timeoutMs !== void 0 && { timeoutMs },
    ...delayMs !== void 0 && { delayMs },
    ...fetch !== void 0 && { fetch }
  };
}
async function submit(base, schematic, request) {
  const { status, text } = await post(base, schematic, request).catch((error) => {
    if (request.signal.aborted) throw error;
    throw failed2(base, describeFailure(error, request.timeoutMs), error);
  });
  if (status === 400) {
    throw new UserError(`Cannot submit the schematic: the image factory ${base.host} refuses it`, {
      code: "factory_failed",
      hint: "Check the names of its fields and extensions."
    });
  }
  if (status !== 200 && status !== 201) throw failed2(base, `it answers with ${status}`);
  const id = readId(text);
  if (id === void 0) throw failed2(base, "its answer holds no schematic id");
  return id;
}
async function post(base, schematic, request) {
  const url = `${base.href.replace(/\/+$/, "")}/schematics`;
  const headers = { "content-type": "application/yaml" };
  const answer = await fetchRetrying(url, { method: "POST", body: schematic, headers, redirect: "error" }, request);
  return { status: answer.status, text: await readText(answer, maxBytes) };
}
function readId(text) {
  try {
    const body = JSON.parse(text ?? "");
    const id = typeof body === "object" && body !== null && "id" in body ? body.id : void 0;
    return typeof id === "string" && /^[0-9a-f]{64}$/.test(id) ? id : void 0;
  } catch {
    return void 0;
  }
}
function failed2(base, reason, cause) {
  return new UserError(`Cannot submit the schematic to the image factory ${base.host}: ${reason}`, {
    code: "factory_failed",
    hint: "Check that the factory setting is right and that it can be reached from here.",
    cause
  });
}
export {
  createImageFactory
};
