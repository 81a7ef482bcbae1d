import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UserError,
  attempt,
  defaultAppName,
  eventNeeds,
  failureStatus,
  permissionNeeds,
  require_node_http,
  require_node_path,
  require_node_util,
  webhookPath
} from "./chunk-WGTHZGYZ.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// required:node:fs/promises
var require_promises = __commonJS({
  "required:node:fs/promises"(exports, module) {
    module.exports = __require("node:fs/promises");
  }
});

// src/bot/setup/setup-command.ts
var import_node_path2 = __toESM(require_node_path(), 1);
var import_node_util = __toESM(require_node_util(), 1);

// src/bot/setup/run-setup.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);
var import_promises2 = __toESM(require_promises(), 1);
var import_node_http = __toESM(require_node_http(), 1);

// src/adapters/github/app-manifest.ts
async function convertManifest({ apiUrl, log }, code, { signal }) {
  const { createClient } = await import("./create-client-MTHL3MXX.mjs");
  const client = createClient({ token: "", apiUrl, repository: "", log, paced: false });
  return attempt({ what: "create the GitHub App", needs: "metadata: read" }, async () => {
    try {
      const { data } = await client.rest.apps.createFromManifest({ code, request: { signal, retries: 0 } });
      return {
        appId: data.id,
        slug: data.slug ?? "",
        url: data.html_url,
        privateKey: data.pem,
        webhookSecret: data.webhook_secret ?? void 0
      };
    } catch (error) {
      const status = failureStatus(error);
      if (status !== 404 && status !== 422) throw error;
      throw new UserError("Cannot create the GitHub App: GitHub does not know the code any more", {
        code: "input_invalid",
        hint: "Start the set-up again: a code counts once, and for an hour.",
        cause: error
      });
    }
  });
}

// src/adapters/github/connect-github.ts
function connectGitHub(connection) {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client;
  const load = async () => (await import("./create-client-MTHL3MXX.mjs")).createClient(connection);
  return {
    octokit: () => {
      client ??= load();
      return client;
    },
    at: { owner, repo }
  };
}

// src/adapters/github/connect-app.ts
async function connectApp({ appId, privateKey }, connection) {
  const { createAppAuth } = await import("./dist-node-WHXGX7UB.mjs");
  const { token } = await createAppAuth({ appId, privateKey })({ type: "app" });
  return connectGitHub({ ...connection, token });
}
async function setWebhookSecret(app, secret, { signal }) {
  await attempt(
    { what: "set the webhook's secret", needs: "metadata: read" },
    async () => (await app.octokit()).rest.apps.updateWebhookConfigForApp({ secret, request: { signal } })
  );
}

// src/adapters/workspace/write-file.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function writeFileAtomically(path, content, options) {
  const folder = (0, import_node_path.dirname)(path);
  await (0, import_promises.mkdir)(folder, { recursive: true });
  const temporary = (0, import_node_path.join)(folder, `.${(0, import_node_path.basename)(path)}.${(0, import_node_crypto.randomBytes)(6).toString("hex")}`);
  await (0, import_promises.writeFile)(temporary, content, { flag: "wx", mode: options.mode ?? 420, flush: true });
  try {
    if (options.replace) await (0, import_promises.rename)(temporary, path);
    else await (0, import_promises.link)(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await (0, import_promises.unlink)(temporary).catch(() => void 0);
  }
}

// src/bot/setup/app-manifest.ts
var description = "Operates Talos Linux clusters from comments and labels on pull requests.";
var homepage = "https://github.com/OWNER/talos-chatops";
function appManifest({ name, webhookUrl, redirectUrl }) {
  return {
    name,
    description,
    url: homepage,
    public: false,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    default_permissions: Object.fromEntries(permissionNeeds.map(({ name: name2, access }) => [name2, access])),
    default_events: eventNeeds.map(({ name: name2 }) => name2)
  };
}

// src/bot/setup/env-file.ts
function readEnvValue(text2, name) {
  const line = text2.split(/\r?\n/).findLast((candidate) => nameOf(candidate) === name);
  const value = line?.slice(line.indexOf("=") + 1).trim();
  return value === void 0 || value === "" ? void 0 : value;
}
function setEnvValues(text2, values) {
  const open = new Map(Object.entries(values));
  const lines = text2 === "" ? [] : text2.replace(/\r?\n$/, "").split(/\r?\n/);
  const replaced = lines.flatMap((line) => {
    const name = nameOf(line);
    if (name === void 0 || !(name in values)) return [line];
    const value = open.get(name);
    open.delete(name);
    return value === void 0 ? [] : [`${name}=${value}`];
  });
  return `${[...replaced, ...[...open].map(([name, value]) => `${name}=${value}`)].join("\n")}
`;
}
function nameOf(line) {
  return /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1];
}

// src/bot/setup/setup-pages.ts
function startPage(form) {
  const rows = permissionNeeds.map(
    ({ name, access, why }) => `<tr><td><code>${name}</code></td><td>${access}</td><td>${text(why)}</td></tr>`
  );
  return page(
    "Create the GitHub App",
    `<p>GitHub will ask you to name the App and to create it on <b>${text(form.target)}</b>. It gets a webhook, a secret and
a private key of its own; both are written to this machine's environment file, and shown nowhere.</p>
<table><tr><th>permission</th><th>access</th><th>why</th></tr>${rows.join("")}</table>
<p>Events: ${eventNeeds.map(({ name }) => `<code>${name}</code>`).join(", ")}.</p>
<form action="${text(form.action)}" method="post">
<input type="hidden" name="manifest" value="${text(JSON.stringify(form.manifest))}">
<button type="submit">Create the App on GitHub</button></form>`
  );
}
function createdPage(app) {
  return page(
    "The App is there",
    `<p>Its credentials are written down. What is left:</p>
<ol><li><a href="${text(app.url)}/installations/new">Install ${text(app.slug)}</a> on the repository of your cluster, and on no other.</li>
<li>Put <code>bot: { appId: ${app.appId} }</code> into <code>.github/talos-chatops.yaml</code> on the default branch.</li>
<li>Start the bot, then run <code>talos-chatops doctor</code>.</li></ol>
<p>This page has done its work and can be closed.</p>`
  );
}
function refusedPage(reason) {
  return page("This did not work", `<p>${text(reason)}</p>`);
}
function page(title, body) {
  const style = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}button{font:inherit;padding:.5rem 1rem}";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>
<style>${style}</style></head><body><h1>${text(title)}</h1>
${body}
</body></html>
`;
}
function text(plain) {
  const entities = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;"
  };
  return plain.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

// src/bot/setup/run-setup.ts
async function runSetup(options) {
  const webhookUrl = checkWebhookUrl(options.webhookUrl);
  const before = await readEnvFile(options.envPath);
  const state = (0, import_node_crypto2.randomBytes)(32).toString("base64url");
  const server = (0, import_node_http.createServer)();
  try {
    const { port } = await listen(server, options.port ?? 0);
    const origin = `http://localhost:${port}`;
    const manifest = appManifest({
      name: options.name ?? defaultAppName,
      webhookUrl,
      redirectUrl: `${origin}/created`
    });
    const form = { action: createUrl(options, state), manifest, target: options.organization ?? "your own account" };
    options.say(`Open ${origin}/ in a browser on this machine.`);
    options.say(`From elsewhere: ssh -L ${port}:127.0.0.1:${port} <this machine>, then the same address.`);
    return await serve(server, { ...options, port, state, form, before });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
function serve(server, serving) {
  const { signal } = serving;
  return new Promise((resolve2, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    let isTaken = false;
    server.on("request", (request, response) => {
      const answer = answerRequest(request, serving, isTaken);
      if ("html" in answer) return send(response, answer);
      isTaken = true;
      finish(serving, answer.code).then(
        (app) => {
          response.once("close", () => resolve2(app));
          send(response, { status: 200, html: createdPage(app) });
        },
        (error) => {
          response.once("close", () => reject(error));
          send(response, { status: 502, html: refusedPage("What went wrong is told where the set-up was started.") });
        }
      );
    });
  });
}
function answerRequest(request, serving, isTaken) {
  const refused = (status, reason) => ({ status, html: refusedPage(reason) });
  const url = URL.parse(request.url ?? "/", "http://localhost");
  const { pathname = "", searchParams = new URLSearchParams() } = url ?? {};
  const isKnown = pathname === "/" || pathname === "/created";
  if (request.method !== "GET" || !isOurHost(request, serving.port) || !isKnown) {
    return refused(404, "There is nothing here.");
  }
  if (pathname === "/") return { status: 200, html: startPage(serving.form) };
  const code = searchParams.get("code") ?? "";
  if (!isSame(searchParams.get("state") ?? "", serving.state) || !/^[\w-]{1,200}$/.test(code)) {
    return refused(400, "This answer does not belong to the App that was asked for here. Begin again.");
  }
  return isTaken ? refused(409, "The App has been made already.") : { code };
}
async function finish({ apiUrl, before, envPath, say, signal }, code) {
  const log = { warn: say };
  const created = await convertManifest({ apiUrl, log }, code, { signal });
  const { appId, slug, url, privateKey } = created;
  const secret = await secretOf(created);
  const values = {
    APP_ID: String(appId),
    PRIVATE_KEY: Buffer.from(privateKey).toString("base64"),
    WEBHOOK_SECRET: secret
  };
  await writeFileAtomically(envPath, setEnvValues(before, values), { replace: true, mode: 384 });
  if (secret !== created.webhookSecret) {
    const app = await connectApp({ appId, privateKey }, { apiUrl, repository: "", log, paced: false });
    await setWebhookSecret(app, secret, { signal });
  }
  say(`Wrote ${envPath}: APP_ID, PRIVATE_KEY and WEBHOOK_SECRET of ${slug}.`);
  say(`Next: install it at ${url}/installations/new, and set bot.appId to ${appId} in the settings.`);
  return { appId, slug, url };
}
var leastSecretBytes = 32;
async function secretOf({ webhookSecret = "" }) {
  return Buffer.byteLength(webhookSecret) >= leastSecretBytes ? webhookSecret : (0, import_node_crypto2.randomBytes)(32).toString("hex");
}
function checkWebhookUrl(given) {
  const url = URL.parse(given);
  if (url === null || url.protocol !== "https:" || url.username !== "") {
    throw new UserError("Cannot set the App up: the address of its webhook is no https address", {
      code: "input_invalid",
      hint: "Give the address under which GitHub reaches the bot, such as https://talos-bot.example.com."
    });
  }
  if (url.pathname === "/") url.pathname = webhookPath;
  return url.href;
}
async function readEnvFile(path) {
  const text2 = await (0, import_promises2.readFile)(path, "utf8").catch((error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  if (readEnvValue(text2, "APP_ID") === void 0) return text2;
  throw new UserError(`Cannot set the App up: ${path} names one already`, {
    code: "input_invalid",
    hint: "Name another file, or take APP_ID out of this one."
  });
}
function createUrl({ webUrl, organization }, state) {
  const owner = organization === void 0 ? "" : `/organizations/${encodeURIComponent(organization)}`;
  return `${webUrl.replace(/\/+$/, "")}${owner}/settings/apps/new?state=${state}`;
}
async function listen(server, port) {
  await new Promise((resolve2, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve2);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address;
}
function isOurHost({ headers }, port) {
  return [`localhost:${port}`, `127.0.0.1:${port}`].includes(headers.host ?? "");
}
function isSame(given, wanted) {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && (0, import_node_crypto2.timingSafeEqual)(left, right);
}
function send(response, { status, html }) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    connection: "close",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
  });
  response.end(html);
}

// src/bot/setup/setup-command.ts
var setupUsage = `Usage: talos-chatops-bot setup --url <address> [options]

Registers the bot's GitHub App in the browser, and writes its number, key and secret into an environment file.

  --url <address>        where GitHub will reach the bot, https://talos-bot.example.com
  --organization <name>  the App becomes the organization's, instead of your own
  --name <name>          of the App; talos-chatops unless told
  --env-file <file>      what is written; .env unless told
  --port <port>          of the page on this machine; any free one unless told

For a GitHub Enterprise Server set GHE_HOST.
`;
async function runSetupCommand(call) {
  const { serverUrl, apiUrl, directory, say, signal } = call;
  const { url, organization, name, port, "env-file": envFile = ".env" } = readArguments(call.args);
  if (url === void 0) throw invalid("--url is missing");
  return runSetup({
    webUrl: serverUrl,
    apiUrl,
    webhookUrl: url,
    organization,
    name,
    envPath: (0, import_node_path2.resolve)(directory, envFile),
    port: readPort(port ?? "0"),
    say,
    signal
  });
}
function readArguments(args) {
  const option = { type: "string" };
  const options = { url: option, organization: option, name: option, "env-file": option, port: option };
  try {
    return (0, import_node_util.parseArgs)({ args: [...args], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalid(error.message.split(".")[0] ?? "an option is not known");
  }
}
function readPort(text2) {
  const port = Number(text2);
  if (/^\d{1,5}$/.test(text2) && port < 65536) return port;
  throw invalid("--port is no number from 0 to 65535");
}
function invalid(reason) {
  return new UserError(`Cannot set the App up: ${reason}`, {
    code: "input_invalid",
    hint: "Run talos-chatops-bot setup --help."
  });
}
export {
  runSetupCommand,
  setupUsage
};
