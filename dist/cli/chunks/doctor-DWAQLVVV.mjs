import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  wrapText
} from "./chunk-CGAG4KJM.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import {
  openContext,
  openTalos
} from "./chunk-J2TA3IMP.mjs";
import {
  identifyNodes
} from "./chunk-V7XVEVV4.mjs";
import {
  chooseCluster,
  openRepository,
  readSettings,
  settingsPath
} from "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import {
  require_node_child_process
} from "./chunk-FFUMUOPK.mjs";
import "./chunk-KDJSGY6L.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import {
  parseDocument
} from "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/github/github-error.ts
async function attempt(step, work) {
  try {
    return await work();
  } catch (error7) {
    throw isAbort(error7) || error7 instanceof UserError ? error7 : githubError(step, error7);
  }
}
function failureStatus(error7) {
  return answerOf(error7)?.status;
}
function githubError(step, error7) {
  const answer = answerOf(error7);
  const fact = answer === void 0 ? "GitHub could not be reached" : `GitHub answered ${answer.status}`;
  const { reason, hint } = explain(step, answer);
  return new UserError(`Cannot ${step.what}: ${fact}${reason && `, ${reason}`}`, {
    code: "github_failed",
    hint,
    cause: error7
  });
}
function explain({ needs }, answer) {
  const status = answer?.status;
  if (status === void 0)
    return { reason: "", hint: "Check the runner's network and GitHub's status page, then run again." };
  if (status === 401) return { reason: "it does not know the token", hint: "Check the input github-token." };
  if (status === 429 || status === 403 && isRateLimit(answer)) {
    return { reason: "its rate limit is reached", hint: "Run again later, or use a token with its own limit." };
  }
  if (status === 403) {
    return {
      reason: `the token lacks "${lacking(answer) ?? needs}"`,
      hint: needs === "members: read" ? teamHint : `Add \`${needs}\` to the job's \`permissions:\`.`
    };
  }
  if (status === 404) {
    return {
      reason: "nothing there that the token may see",
      hint: `Check that the job's \`permissions:\` have \`${needs}\`.`
    };
  }
  if (status >= 500) return { reason: "also when tried again", hint: "Check GitHub's status page, then run again." };
  return { reason: "it refuses the request", hint: "See the log of the run; if it repeats, report it as a bug." };
}
var teamHint = "Give the input team-token a token that may read the organisation's members.";
function lacking(answer) {
  const accepted = answer?.headers["x-accepted-github-permissions"];
  if (typeof accepted !== "string" || !/^[a-z_=;, ]{1,200}$/.test(accepted)) return void 0;
  return accepted.replaceAll("=", ": ").replaceAll("_", "-").replaceAll("; ", " or ");
}
function isRateLimit(answer) {
  return answer?.headers["x-ratelimit-remaining"] === "0" || answer?.headers["retry-after"] !== void 0;
}
function answerOf(error7) {
  if (!(error7 instanceof Error) || !("response" in error7) || !("status" in error7)) return void 0;
  const { response, status } = error7;
  if (typeof status !== "number" || typeof response !== "object" || response === null) return void 0;
  const headers = "headers" in response && typeof response.headers === "object" ? response.headers : {};
  return { status, headers: { ...headers } };
}
function isAbort(error7) {
  return error7 instanceof Error && error7.name === "AbortError";
}

// src/adapters/github/ask-or-unknown.ts
async function askOrUnknown(what, work) {
  const needs = "metadata: read";
  return attempt({ what, needs }, async () => {
    try {
      return { kind: "found", value: await work() };
    } catch (error7) {
      const status = failureStatus(error7);
      if (status === 404) return { kind: "missing" };
      if (status === 403 && !isLimit(error7)) return { kind: "forbidden" };
      throw error7;
    }
  });
}
function isLimit(error7) {
  const response = error7 instanceof Error && "response" in error7 ? error7.response : void 0;
  if (typeof response !== "object" || response === null || !("headers" in response)) return false;
  const headers = { ...typeof response.headers === "object" && response.headers };
  return headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0;
}

// src/adapters/github/app-state.ts
async function readApp(app, { signal }) {
  return attempt({ what: "look at the GitHub App", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.getAuthenticated({ request: { signal } });
    if (data === null) throw new Error("GitHub knows no App of this key");
    const { id, slug = "", html_url: url, events } = data;
    return { id, slug, url, permissions: given(data.permissions), events };
  });
}
async function readInstallation(app, { signal }) {
  return askOrUnknown("look for the App's installation", async () => {
    const { data } = await (await app.octokit()).rest.apps.getRepoInstallation({ ...app.at, request: { signal } });
    return {
      id: data.id,
      suspended: data.suspended_at !== null,
      onAll: data.repository_selection === "all",
      url: data.html_url,
      permissions: given(data.permissions),
      events: data.events
    };
  });
}
async function readWebhook(app, { signal }) {
  return attempt({ what: "look at the App's webhook", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.getWebhookConfigForApp({ request: { signal } });
    return {
      url: data.url ?? "",
      // GitHub shows asterisks
      hasSecret: (data.secret ?? "") !== "",
      sendsJson: data.content_type === "json",
      verifiesTls: String(data.insecure_ssl ?? "0") === "0"
    };
  });
}
async function readDeliveries(app, { since, signal }) {
  return attempt({ what: "list the App's deliveries", needs: "metadata: read" }, async () => {
    const { rest } = await app.octokit();
    const { data } = await rest.apps.listWebhookDeliveries({ per_page: 100, request: { signal } });
    const attempts = data.filter(({ delivered_at }) => Date.parse(delivered_at) >= since.getTime());
    const failed = /* @__PURE__ */ new Map();
    for (const { guid, event, status_code: status } of attempts) {
      if (!failed.has(guid)) failed.set(guid, { event, status });
    }
    const count = failed.size;
    for (const { guid, status_code: status } of attempts) if (status >= 200 && status < 400) failed.delete(guid);
    return { count, failed: [...failed.values()] };
  });
}
async function createReadingToken(app, { id, permissions }, { signal }) {
  return attempt({ what: "sign in as the App's installation", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.createInstallationAccessToken({
      installation_id: id,
      repositories: [app.at.repo],
      permissions: Object.fromEntries(Object.keys(permissions).map((name) => [name, "read"])),
      request: { signal }
    });
    return data.token;
  });
}
function given(permissions) {
  return Object.fromEntries(Object.entries(permissions).filter(([, access]) => typeof access === "string"));
}

// src/app-needs.ts
var permissionNeeds = [
  { name: "actions", access: "write", why: "starts the workflow, and reads its runs, jobs and environments" },
  { name: "checks", access: "write", why: "a request is a check run, and so is a person's approval of it" },
  {
    name: "contents",
    access: "read",
    why: "reads the settings of the default branch, and when a branch was pushed to"
  },
  { name: "deployments", access: "write", why: "answers for an environment that has the App as a protection rule" },
  {
    name: "issues",
    access: "write",
    why: "hears comments, reacts to them, and tells who put a label on; GitHub counts all of it as issues"
  },
  { name: "members", access: "read", why: "tells whether a person is in a team that the settings' permissions name" },
  { name: "metadata", access: "read", why: "every App has it; tells a person's role in the repository" },
  {
    name: "pull_requests",
    access: "write",
    why: "answers on the pull request, and takes labels off that are commands"
  }
];
var eventNeeds = [
  { name: "check_run", why: "somebody asks GitHub to run a request again, which is refused" },
  { name: "deployment_protection_rule", why: "an environment asks the App whether a run may go on" },
  { name: "deployment_review", why: "a reviewer has approved or rejected a run" },
  { name: "issue_comment", why: "commands" },
  { name: "pull_request", why: "labels that are commands" },
  { name: "workflow_job", why: "a job waits for a runner, for a reviewer, or has ended" },
  { name: "workflow_run", why: "a run has begun or ended" }
];
var webhookPath = "/api/github/webhooks";

// src/cli/doctor/finding.ts
var areas = ["settings", "workflow", "environment", "runners", "app", "talosconfig"];
function findingsOf(area) {
  const say = (severity) => (code, message, hint) => ({
    area,
    severity,
    code,
    message,
    ...hint !== void 0 && { hint }
  });
  return { ok: say("ok"), unknown: say("unknown"), warning: say("warning"), error: say("error") };
}

// src/cli/doctor/judge-app.ts
var { ok, unknown, warning, error } = findingsOf("app");
function judgeApp(app, settingsApp) {
  const problems = judgeGrants(app, "app", `Change it at ${app.url}/permissions`);
  return [
    ...settingsApp !== void 0 && settingsApp !== app.id ? [
      error(
        "app_other",
        `The settings name App ${settingsApp} as the bot, and the key is that of App ${app.id} (${app.slug}): its requests are refused`,
        `Set \`bot.appId\` to ${app.id} on the default branch, or use the other App's key.`
      )
    ] : [],
    ...problems.length === 0 ? [ok("app_fit", `${app.slug} has the permissions and events that it needs`)] : problems
  ];
}
function judgeGrants({ permissions, events }, prefix, mend) {
  const isEnough = (given2, access) => given2 === access || given2 === "admin" || given2 === "write" && access === "read";
  const lacking2 = permissionNeeds.filter(({ name, access }) => !isEnough(permissions[name], access));
  const unheard = eventNeeds.filter(({ name }) => !events.includes(name));
  const extra = Object.entries(permissions).filter(([name, access]) => {
    const need = permissionNeeds.find((candidate) => candidate.name === name);
    return need === void 0 || access !== need.access && isEnough(access, need.access);
  });
  return [
    ...lacking2.map(
      ({ name, access, why }) => error(
        `${prefix}_permission`,
        `The App lacks the permission ${name}: ${access} (${why})`,
        `${mend}, then accept it where it is installed.`
      )
    ),
    ...unheard.map(
      ({ name, why }) => error(`${prefix}_event`, `The App does not hear ${name} (${why})`, `${mend}: Subscribe to events.`)
    ),
    ...extra.map(
      ([name, access]) => warning(`${prefix}_excess`, `The App has the permission ${name}: ${access}, which it does not need`, `${mend}.`)
    )
  ];
}
function judgeInstallation(asked, app, repository) {
  if (asked.kind !== "found") {
    const install = `Install it: ${app.url}/installations/new`;
    return [error("installation_missing", `${app.slug} is not installed on ${repository}`, install)];
  }
  const installation = asked.value;
  if (installation.suspended) {
    const message = `The installation of ${app.slug} on ${repository} is suspended`;
    return [error("installation_suspended", message, `Unsuspend it at ${installation.url}`)];
  }
  const lags = permissionNeeds.some(
    ({ name }) => app.permissions[name] !== void 0 && installation.permissions[name] !== app.permissions[name]
  );
  return [
    ok("installation_found", `${app.slug} is installed on ${repository}`),
    ...lags ? [
      error(
        "installation_lags",
        "The App asks for permissions that nobody has accepted yet",
        `Accept them at ${installation.url}`
      )
    ] : [],
    ...installation.onAll ? [
      warning(
        "installation_wide",
        `${app.slug} is installed on all repositories of the account, also later ones`,
        `Choose "Only select repositories" at ${installation.url}`
      )
    ] : []
  ];
}
function judgeWebhook({ url, hasSecret, sendsJson, verifiesTls }, app) {
  const mend = `Change it at ${app.url}: Webhook`;
  const address = URL.parse(url);
  if (address === null) {
    return [
      error(
        "webhook_missing",
        "The App has no webhook address: the bot hears nothing",
        `${mend}, https://<the bot's address>${webhookPath}`
      )
    ];
  }
  const problems = [
    ...address.protocol === "https:" ? [] : [error("webhook_plain", `The webhook of ${address.host} is not encrypted`, `${mend}: use https.`)],
    ...verifiesTls ? [] : [
      error(
        "webhook_unverified",
        `GitHub does not check the certificate of ${address.host}`,
        `${mend}: Enable SSL verification.`
      )
    ],
    ...hasSecret ? [] : [
      error(
        "webhook_secret",
        "The webhook has no secret: the bot refuses every delivery",
        `${mend} secret: the bot's WEBHOOK_SECRET, at least 32 bytes.`
      )
    ],
    ...sendsJson ? [] : [error("webhook_form", "The webhook does not send JSON", `${mend}: Content type application/json.`)]
  ];
  return problems.length === 0 ? [ok("webhook_fit", `The webhook of ${address.host} is encrypted and signed`)] : problems;
}
function judgeDeliveries({ count, failed }, app) {
  if (count === 0) {
    const message2 = "GitHub has delivered nothing in the last day";
    return [unknown("deliveries_none", message2, "Comment `/talos help` on a pull request, and look again.")];
  }
  if (failed.length === 0) return [ok("deliveries_fit", `The bot has taken the last ${count} deliveries`)];
  const answers = [
    ...new Set(failed.map(({ event, status }) => `${event} ${status === 0 ? "without an answer" : status}`))
  ];
  const message = `${failed.length} of the last ${count} deliveries failed: ${answers.slice(0, 5).join(", ")}`;
  const hint = `See ${app.url}/advanced. 400 is a wrong secret, 503 a bot that is stopping; those of three days are delivered again by the bot.`;
  return [
    failed.length === count ? error("deliveries_failing", message, hint) : warning("deliveries_failed", message, hint)
  ];
}

// src/cli/doctor/look.ts
async function look(area, work) {
  try {
    return await work();
  } catch (error7) {
    if (!(error7 instanceof UserError)) throw error7;
    const hint = error7.code === "github_failed" ? "Check the token, and that it may read this repository." : error7.hint;
    const place = error7.location?.line === void 0 ? "" : ` (line ${error7.location.line})`;
    return [findingsOf(area).error(error7.code, `${error7.message}${place}`, hint)];
  }
}

// src/cli/doctor/examine-app.ts
var dayMs = 864e5;
async function examineApp({ app, byToken, repository }, { signal, now }) {
  if (app === void 0) return { findings: async () => [], github: void 0 };
  const { github } = app;
  let installation;
  let installed;
  const early = await look("app", async () => {
    const found = repository === void 0 ? void 0 : await readInstallation(github, { signal });
    if (found?.kind === "found") installation = found.value;
    if (installation !== void 0 && !installation.suspended) {
      installed = byToken(await createReadingToken(github, installation, { signal }));
    }
    return found === void 0 || repository === void 0 ? [] : judgeInstallation(found, await readApp(github, { signal }), repository);
  });
  const findings = async (settingsApp) => {
    if (early.some(({ code }) => code === "github_failed")) return early;
    const late = await look("app", async () => {
      const [state, webhook, deliveries] = await Promise.all([
        readApp(github, { signal }),
        readWebhook(github, { signal }),
        readDeliveries(github, { signal, since: new Date(now.getTime() - dayMs) })
      ]);
      return [...judgeApp(state, settingsApp), ...judgeWebhook(webhook, state), ...judgeDeliveries(deliveries, state)];
    });
    return [...early, ...late];
  };
  return { findings, github: installed };
}

// src/adapters/github/commits.ts
async function readDefaultBranch(github, { signal }) {
  const step = { what: "find the default branch", needs: "contents: read" };
  const { data } = await attempt(
    step,
    async () => (await github.octokit()).rest.repos.get({ ...github.at, request: { signal } })
  );
  const name = data.default_branch;
  const branch = await attempt(
    step,
    async () => (await github.octokit()).rest.git.getRef({ ...github.at, ref: `heads/${name}`, request: { signal } })
  );
  return { name, sha: branch.data.object.sha, isPublic: !data.private };
}

// src/adapters/github/environment-rules.ts
async function readEnvironmentRules(github, name, { signal }) {
  const at = { ...github.at, environment_name: name, request: { signal } };
  const found = await askOrUnknown(`look at the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.getEnvironment(at);
    return data;
  });
  if (found.kind !== "found") return found;
  const { protection_rules: rules = [], deployment_branch_policy: policy, ...rest } = found.value;
  const reviews = rules.flatMap((rule) => "reviewers" in rule ? [rule] : []);
  return {
    kind: "found",
    value: {
      reviewers: reviews.flatMap(({ reviewers = [] }) => reviewers.map(({ reviewer }) => nameOf(reviewer))),
      preventsSelfReview: reviews.some((rule) => rule.prevent_self_review === true),
      branches: !policy ? "all" : policy.protected_branches ? "protected" : await readPatterns(github, name, { signal }),
      apps: await readApps(github, name, { signal }),
      // not in Octokit's types yet
      adminsBypass: "can_admins_bypass" in rest ? rest.can_admins_bypass === true : void 0
    }
  };
}
function nameOf(reviewer) {
  if (reviewer === void 0) return "?";
  if ("login" in reviewer) return String(reviewer.login);
  return "slug" in reviewer ? `team ${String(reviewer.slug)}` : "?";
}
async function readPatterns(github, name, { signal }) {
  const asked = await askOrUnknown(`list the branches of the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.listDeploymentBranchPolicies({
      ...github.at,
      environment_name: name,
      per_page: 100,
      request: { signal }
    });
    return data.branch_policies.map(({ name: pattern = "", type }) => type === "tag" ? `tag ${pattern}` : pattern);
  });
  return asked.kind === "found" ? asked.value : [];
}
async function readApps(github, name, { signal }) {
  const asked = await askOrUnknown(`list the protection rules of the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.getAllDeploymentProtectionRules({
      ...github.at,
      environment_name: name,
      request: { signal }
    });
    return (data.custom_deployment_protection_rules ?? []).flatMap(({ enabled, app }) => enabled ? [app] : []);
  });
  if (asked.kind !== "found") return void 0;
  return asked.value.map(({ id }) => id);
}

// src/adapters/github/find-team.ts
async function findTeam(github, team, { signal }) {
  const [org = "", slug = ""] = team.split("/");
  return askOrUnknown(`look for the team ${team}`, async () => {
    const { data } = await (await github.octokit()).rest.teams.getByName({ org, team_slug: slug, request: { signal } });
    return { id: data.id };
  });
}

// src/adapters/github/person.ts
async function findUserId(github, login, { signal }) {
  return attempt({ what: `look up the user ${login}`, needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.users.getByUsername({
        username: login,
        request: { signal }
      });
      return data.id;
    } catch (error7) {
      if (failureStatus(error7) === 404) return void 0;
      throw error7;
    }
  });
}

// src/adapters/github/list-tree.ts
var maxFolders = 500;
async function listTree(github, revision, signal) {
  const whole = await readTree(github, revision, { recursive: true, signal });
  return whole.truncated ? walkFolders(github, revision, signal) : indexEntries(whole.entries);
}
async function readTree(github, sha, { recursive, signal }) {
  const { data } = await attempt(
    { what: `list the files of ${sha.slice(0, 12)}`, needs: "contents: read" },
    async () => (await github.octokit()).rest.git.getTree({
      ...github.at,
      tree_sha: sha,
      ...recursive && { recursive: "1" },
      request: { ...signal && { signal } }
    })
  );
  const entries = data.tree.map((entry) => ({
    path: entry.path,
    kind: entryKind(entry.mode),
    sha: entry.sha,
    bytes: entry.size ?? 0
  }));
  return { entries, truncated: data.truncated };
}
function entryKind(mode) {
  if (mode === "040000") return "directory";
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}
function indexEntries(entries) {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const sorted = entries.toSorted((a, b) => a.path < b.path ? -1 : 1);
  return {
    find: async (path) => byPath.get(path),
    below: async (directory) => sorted.filter(({ path }) => directory === "" || path.startsWith(`${directory}/`))
  };
}
function walkFolders(github, revision, signal) {
  const folders = /* @__PURE__ */ new Map();
  const listFolder = (sha, prefix) => {
    const listed = folders.get(prefix) ?? readFolder(github, sha, prefix, signal);
    if (folders.size >= maxFolders) throw tooManyFolders(prefix);
    folders.set(prefix, listed);
    return listed;
  };
  const find = async (path) => {
    const cut = path.lastIndexOf("/");
    const parent = cut < 0 ? void 0 : await find(path.slice(0, cut));
    if (cut >= 0 && parent?.kind !== "directory") return void 0;
    const siblings = await listFolder(parent?.sha ?? revision, cut < 0 ? "" : path.slice(0, cut));
    return siblings.find((entry) => entry.path === path);
  };
  const below = async (directory) => {
    const folder = directory === "" ? void 0 : await find(directory);
    if (directory !== "" && folder?.kind !== "directory") return [];
    const entries = await listFolder(folder?.sha ?? revision, directory);
    const deeper = entries.filter(({ kind }) => kind === "directory").map(({ path }) => below(path));
    return [...entries, ...(await Promise.all(deeper)).flat()].toSorted((a, b) => a.path < b.path ? -1 : 1);
  };
  return { find, below };
}
async function readFolder(github, sha, prefix, signal) {
  const { entries } = await readTree(github, sha, { recursive: false, signal });
  return entries.map((entry) => ({ ...entry, path: prefix === "" ? entry.path : `${prefix}/${entry.path}` }));
}
function tooManyFolders(folder) {
  return new UserError(`Cannot list the files below ${folder}: the repository has too many folders`, {
    code: "config_invalid",
    hint: "Name the folders of the cluster's configuration in the settings, so that nothing else is listed."
  });
}

// src/adapters/github/repository-files.ts
var defaultLimits = { maxBytes: 1024 * 1024, maxFiles: 2e3 };
var blobs = /* @__PURE__ */ new WeakMap();
function openRepositoryFiles(github, revision, limits = defaultLimits) {
  const texts = blobs.get(github) ?? /* @__PURE__ */ new Map();
  blobs.set(github, texts);
  const asked = /* @__PURE__ */ new Set();
  let tree;
  const entries = (signal) => {
    tree ??= listTree(github, revision, signal);
    tree.catch(() => tree = void 0);
    return tree;
  };
  return {
    revision,
    async read(path, { signal } = {}) {
      const entry = await (await entries(signal)).find(path);
      if (entry === void 0 || entry.kind === "directory") return void 0;
      refuseOddFile(path, entry, limits);
      if (asked.add(entry.sha).size > limits.maxFiles) throw tooMany(limits);
      const text = texts.get(entry.sha) ?? readBlob(github, path, entry.sha, signal);
      texts.set(entry.sha, text);
      text.catch(() => texts.delete(entry.sha));
      return text;
    },
    async list(directory, { signal } = {}) {
      const files = await (await entries(signal)).below(directory);
      return files.filter(({ kind }) => kind === "file").map(({ path }) => path);
    }
  };
}
function refuseOddFile(path, entry, { maxBytes }) {
  if (entry.kind === "symlink" || entry.kind === "submodule") {
    throw new UserError(`Cannot read ${path}: it is a ${entry.kind === "symlink" ? "symbolic link" : "submodule"}`, {
      code: "file_missing",
      location: { file: path },
      hint: "Only plain files of the repository itself are read. Put the file's content there."
    });
  }
  if (entry.bytes > maxBytes) {
    throw new UserError(`Cannot read ${path}: it has ${entry.bytes} bytes, more than ${maxBytes}`, {
      code: "config_invalid",
      location: { file: path },
      hint: "Split the file, or move what is no configuration out of it."
    });
  }
}
function tooMany({ maxFiles }) {
  return new UserError(`Cannot read the repository: more than ${maxFiles} files are asked for`, {
    code: "config_invalid",
    hint: "Narrow the patterns in the settings."
  });
}
async function readBlob(github, path, sha, signal) {
  const { data } = await attempt(
    { what: `read ${path}`, needs: "contents: read" },
    async () => (await github.octokit()).rest.git.getBlob({ ...github.at, file_sha: sha, request: { ...signal && { signal } } })
  );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(data.content, "base64"));
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: it is not UTF-8 text`, {
      code: "config_invalid",
      location: { file: path },
      cause
    });
  }
}

// src/adapters/github/runners.ts
async function listRunners(github, { signal }) {
  const own = await askOrUnknown("list the runners", async () => {
    const { rest } = await github.octokit();
    const { data } = await rest.actions.listSelfHostedRunnersForRepo({
      ...github.at,
      per_page: 100,
      request: { signal }
    });
    return data.runners.map(toRunner);
  });
  if (own.kind !== "found") return own;
  const shared = await askOrUnknown("list the organisation's runners", async () => {
    const { rest } = await github.octokit();
    const { owner: org } = github.at;
    const { data } = await rest.actions.listSelfHostedRunnersForOrg({ org, per_page: 100, request: { signal } });
    return data.runners.map(toRunner);
  });
  const others = shared.kind === "found" ? shared.value : [];
  return { kind: "found", value: { runners: [...own.value, ...others], complete: shared.kind === "found" } };
}
function toRunner({ name, status, labels, ephemeral, version }) {
  return {
    name,
    online: status === "online",
    labels: labels.map((label) => label.name),
    ephemeral: ephemeral === true,
    version: version ?? void 0
  };
}

// src/adapters/github/workflow-permissions.ts
async function readWorkflowPermissions(github, { signal }) {
  return askOrUnknown("look up the workflows' default permissions", async () => {
    const { rest } = await github.octokit();
    const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({
      ...github.at,
      request: { signal }
    });
    return {
      writes: data.default_workflow_permissions === "write",
      approvesPullRequests: data.can_approve_pull_request_reviews
    };
  });
}

// src/cli/doctor/judge-environment.ts
var { ok: ok2, unknown: unknown2, warning: warning2, error: error2 } = findingsOf("environment");
function judgeEnvironment(cluster, environment, facts) {
  const { asked } = facts;
  if (asked.kind === "missing") {
    return [
      error2(
        "environment_missing",
        `There is no environment ${environment} for ${cluster.name}: GitHub makes it without any protection when a job names it`,
        `${settingsPage}, New environment: ${environment}.`
      )
    ];
  }
  if (asked.kind === "forbidden") {
    const message = `How ${environment} is protected is not known: the token may not look`;
    return [unknown2("environment_hidden", message, "Use a token with Actions: read.")];
  }
  const rules = asked.value;
  return [
    ...judgeReviewers(cluster, environment, rules, facts),
    ...judgeBranches(environment, rules, facts),
    ...judgeBypass(environment, rules)
  ];
}
var settingsPage = "On GitHub: Settings, Environments";
function judgeReviewers({ name, approvals }, environment, { reviewers, preventsSelfReview, apps }, { isPrivate, appId }) {
  const wants = Object.values(approvals).includes("environment");
  const isRule = appId !== void 0 && apps?.includes(appId) === true;
  if (!wants) return [ok2("approval_comment", `${name} is approved by comments, which the bot takes`)];
  if (reviewers.length > 0) {
    const who = `${name} is approved by reviewers of ${environment}: ${reviewers.join(", ")}`;
    return [
      ok2("approval_environment", isRule ? `${who}; the bot's App decides besides` : who),
      ...reviewers.length === 1 && preventsSelfReview ? [
        warning2(
          "reviewer_single",
          `${environment} has one reviewer, who cannot approve what is his own`,
          `${settingsPage}, ${environment}: add a second one.`
        )
      ] : []
    ];
  }
  if (isRule) return [ok2("approval_app", `${name} is approved by comments: the bot's App guards ${environment}`)];
  return [
    isPrivate ? error2(
      "reviewers_unavailable",
      `Nobody approves what changes ${name}: ${environment} has no reviewers, which private repositories have on GitHub Enterprise only`,
      "Set `approvals: { change: comment, destroy: comment }` for the cluster: the bot takes approvals then."
    ) : error2(
      "reviewers_missing",
      `Nobody approves what changes ${name}: ${environment} has no required reviewers`,
      `${settingsPage}, ${environment}: Required reviewers, at least two people.`
    )
  ];
}
function judgeBranches(environment, { branches }, { defaultBranch, isPrivate }) {
  const mend = `${settingsPage}, ${environment}: Deployment branches and tags, Selected, ${defaultBranch}.`;
  if (branches === "all") {
    const message = `Every branch's workflow may use ${environment}, and read its secrets`;
    return [isPrivate ? warning2("branches_open", message, mend) : error2("branches_open", message, mend)];
  }
  if (branches === "protected") {
    const message = `Every protected branch's workflow may use ${environment}, not only that of ${defaultBranch}`;
    return [warning2("branches_protected", message, mend)];
  }
  const others = branches.filter((pattern) => pattern !== defaultBranch);
  if (others.length > 0) {
    return [error2("branches_many", `Workflows of ${others.join(", ")} may use ${environment}, too`, mend)];
  }
  return branches.length === 0 ? [unknown2("branches_hidden", `Which branches may use ${environment} is not known`, mend)] : [ok2("branches_limited", `Only ${defaultBranch} may use ${environment}`)];
}
function judgeBypass(environment, { adminsBypass }) {
  const mend = `${settingsPage}, ${environment}: switch off "Allow administrators to bypass".`;
  if (adminsBypass === void 0) {
    return [unknown2("bypass_hidden", `Whether administrators may pass ${environment} by is not known`, mend)];
  }
  return adminsBypass ? [warning2("bypass_open", `Administrators may let a job pass ${environment} without a review`, mend)] : [];
}

// src/cli/doctor/judge-runners.ts
var { ok: ok3, unknown: unknown3, warning: warning3, error: error3 } = findingsOf("runners");
var leastVersion = "2.329.0";
function judgeRunners(asked, wanted) {
  if (asked.kind !== "found") {
    const hint = "Use a token with Administration: read to see them, or look at Settings, Actions, Runners.";
    return [unknown3("runners_hidden", "Which runners there are is not known: the token may not look", hint)];
  }
  const { runners, complete } = asked.value;
  return [
    ...unique(wanted.map((labels) => labels.join(", "))).map((labels) => judgeLabels(labels, runners, complete)),
    ...runners.filter(isOld).map(
      ({ name, version }) => error3(
        "runner_old",
        `The runner ${name} has version ${version}; GitHub takes ${leastVersion} and later`,
        "Update it: download the newest version, and register it again."
      )
    )
  ];
}
function judgeLabels(labels, runners, complete) {
  const fit = runners.filter((runner) => labels.split(", ").every((label) => hasLabel(runner, label)));
  const online = fit.filter((runner) => runner.online);
  if (online.length > 0) {
    return ok3("runner_online", `Online with the labels ${labels}: ${online.map(({ name }) => name).join(", ")}`);
  }
  const mend = `Register one with the labels ${labels}, or name others in the workflow.`;
  if (fit.length > 0 && !fit.some(({ ephemeral }) => ephemeral)) {
    const names = fit.map(({ name }) => name).join(", ");
    return error3("runner_offline", `No runner with the labels ${labels} is online: ${names}`, "Start its service.");
  }
  const elsewhere = complete ? "" : " Those of the organisation could not be looked at.";
  return warning3(
    "runner_missing",
    `No runner with the labels ${labels} is there now; scale sets register theirs when a job waits`,
    `${mend}${elsewhere}`
  );
}
function hasLabel({ labels }, wanted) {
  return labels.some((label) => label.toLowerCase() === wanted.toLowerCase());
}
function isOld({ version }) {
  const numbers = (text) => text.split(".").map(Number);
  if (version === void 0 || !/^\d+\.\d+\.\d+$/.test(version)) return false;
  const [given2, least] = [numbers(version), numbers(leastVersion)];
  const place = given2.findIndex((number, index) => number !== least[index]);
  return place !== -1 && (given2[place] ?? 0) < (least[place] ?? 0);
}
function judgeDefaults(asked) {
  const page = "On GitHub: Settings, Actions, General, Workflow permissions";
  const { ok: fine, unknown: hidden, warning: warn } = findingsOf("workflow");
  if (asked.kind !== "found") {
    const message = "What workflows may do that ask for nothing is not known: the token may not look";
    return [hidden("defaults_hidden", message, `${page}: "Read repository contents" is the right choice.`)];
  }
  const { writes, approvesPullRequests } = asked.value;
  return [
    writes ? warn(
      "defaults_write",
      "A workflow that asks for nothing gets a token that writes",
      `${page}: "Read repository contents and packages permissions".`
    ) : fine("defaults_read", "A workflow that asks for nothing may only read"),
    ...approvesPullRequests ? [
      warn(
        "defaults_approve",
        "Workflows may approve pull requests",
        `${page}: switch off "Allow GitHub Actions to create and approve pull requests".`
      )
    ] : []
  ];
}
function unique(texts) {
  return [...new Set(texts)];
}

// src/cli/doctor/judge-settings.ts
var { ok: ok4, warning: warning4, error: error4 } = findingsOf("settings");
function judgeSettings(settings) {
  const { path, clusters, bot } = settings;
  const nodes = clusters.reduce((sum, cluster) => sum + cluster.nodes.length, 0);
  const listening = bot === void 0 ? "no bot" : `the bot of App ${bot.appId}`;
  return [
    ok4("settings_valid", `${path} is valid: clusters: ${clusters.length}, nodes: ${nodes}, ${listening}`),
    ...clusters.flatMap((cluster) => judgeApprovals(cluster, bot !== void 0)),
    ...shareEnvironment(clusters)
  ];
}
function judgeApprovals(cluster, hasBot) {
  const { name, approvals, environment } = cluster;
  const modes = Object.values(approvals);
  return [
    ...modes.includes("environment") && environment === void 0 ? [
      error4(
        "environment_unnamed",
        `The approvals of ${name} are an environment's reviewers, and the cluster names no environment: what changes it is refused`,
        `Add \`environment: talos-${name}\` to the cluster, or set its \`approvals\` to \`comment\`.`
      )
    ] : [],
    ...modes.includes("comment") && !hasBot ? [
      error4(
        "comment_without_bot",
        `The approvals of ${name} are comments, and the settings name no bot that hears them`,
        "Add `bot: { appId: <number of the App> }`, or set `approvals` to `environment`."
      )
    ] : [],
    ...approvals.change === "none" ? [
      warning4(
        "approval_none",
        `Whoever may change ${name} does so alone: its settings ask for no approval`,
        "Set `approvals.change` to `environment` or `comment`."
      )
    ] : []
  ];
}
function shareEnvironment(clusters) {
  return clusters.flatMap(({ name, environment }, index) => {
    const other = clusters.slice(0, index).find((cluster) => cluster.environment === environment);
    if (environment === void 0 || other === void 0) return [];
    const message = `${other.name} and ${name} share the environment ${environment}: its secrets reach both, and so does an approval's right`;
    return [warning4("environment_shared", message, "Give each cluster an environment of its own.")];
  });
}
function judgePeople(named) {
  const missing = named.filter(({ found }) => found === false);
  const hidden = named.filter(({ found }) => found === "unknown");
  const { unknown: unknown4 } = findingsOf("settings");
  return [
    ...missing.map(
      ({ kind, login }) => error4(
        `${kind}_missing`,
        `The permissions name the ${kind} ${login}, and GitHub knows none of that name`,
        "Correct the name, or take it out of the settings' `permissions`."
      )
    ),
    ...hidden.map(
      ({ kind, login }) => unknown4(
        `${kind}_hidden`,
        `Whether there is the ${kind} ${login}, which the permissions name, is not known`,
        "Use a token that may read the organisation's members (`read:org`, or Members: read)."
      )
    ),
    ...named.length > 0 && missing.length + hidden.length === 0 ? [ok4("people_found", `All whom the permissions name are there: ${named.length}`)] : []
  ];
}
function judgeBranchSettings(local, remote, branch) {
  if (local === void 0 || local === remote) return [];
  return [
    warning4(
      "settings_differ",
      `The settings here differ from those of ${branch}, which are the ones that count on GitHub`,
      `Merge them into ${branch}. What follows is judged by those of ${branch}.`
    )
  ];
}

// src/cli/doctor/read-workflow.ts
function readWorkflow(path, text) {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  if (document.errors.length > 0) return void 0;
  const root = toMap(safely(() => document.toJS({ maxAliasCount: 50 })));
  const jobs = Object.values(toMap(root["jobs"])).map(toMap);
  if (jobs.length === 0) return void 0;
  const on = root["on"];
  return {
    path,
    triggers: typeof on === "string" ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(toMap(on)),
    dispatchInputs: Object.keys(toMap(toMap(toMap(on)["workflow_dispatch"])["inputs"])),
    runName: textOf(root["run-name"]),
    uses: jobs.flatMap(usesOf),
    labels: jobs.flatMap(labelsOf),
    asksPermissions: "permissions" in root
  };
}
function isOurs(uses) {
  return /(^|\/)talos-chatops(\/|@)/.test(uses);
}
function usesOf(job) {
  const steps = Array.isArray(job["steps"]) ? job["steps"].map(toMap) : [];
  return [job, ...steps].map(({ uses }) => textOf(uses)).filter((uses) => uses !== "");
}
var ownLabels = { "plan-runner": ["self-hosted", "talos-plan"], "operate-runner": ["self-hosted", "talos-operate"] };
function labelsOf(job) {
  if (!usesOf(job).some(isOurs)) return [];
  if (!isOurs(textOf(job["uses"]))) return [labelList(job["runs-on"])].filter(({ length }) => length > 0);
  const inputs = toMap(job["with"]);
  return Object.entries(ownLabels).map(([input, labels]) => input in inputs ? labelList(safely(() => JSON.parse(textOf(inputs[input])))) : labels).filter(({ length }) => length > 0);
}
function labelList(value) {
  const labels = toMap(value)["labels"] ?? value;
  const list = (Array.isArray(labels) ? labels : [labels]).filter((label) => typeof label === "string");
  return list.some((label) => label.includes("${{")) ? [] : list;
}
function toMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function textOf(value) {
  return typeof value === "string" ? value : "";
}
function safely(read) {
  try {
    return read();
  } catch {
    return void 0;
  }
}

// src/cli/doctor/judge-workflows.ts
var { ok: ok5, warning: warning5, error: error5 } = findingsOf("workflow");
var sentInputs = ["request-id", "command"];
function judgeWorkflows(workflows, bot, branch) {
  const ours = workflows.filter(({ uses }) => uses.some(isOurs));
  const started = bot && workflows.find(({ path }) => path === workflowPath(bot));
  const problems = [
    ...bot && started === void 0 ? [notThere(bot, branch)] : [],
    ...started === void 0 ? [] : judgeStarted(started),
    ...ours.flatMap(judgePins),
    ...ours.flatMap(judgeTarget),
    ...bot ? ours.flatMap(judgeRival) : judgeAlone(ours, branch),
    ...ours.flatMap(judgePermissions)
  ];
  if (problems.some(({ severity }) => severity === "error")) return problems;
  const names = (started ? [started] : ours).map(({ path }) => path);
  return [
    ...names.length > 0 ? [ok5("workflow_fit", `${names.join(", ")} on ${branch} does what is needed`)] : [],
    ...problems
  ];
}
function workflowPath({ workflow }) {
  return `.github/workflows/${workflow}`;
}
function notThere(bot, branch) {
  return error5(
    "workflow_missing",
    `There is no ${workflowPath(bot)} on ${branch} that can be read, and it is what the bot starts`,
    `Put examples/workflows/bot.yaml there, or name another file as \`bot.workflow\` in the settings.`
  );
}
var requestInput = /\binputs(\.request-id\b|\[["']request-id["']\])/g;
function judgeStarted({ path, triggers, dispatchInputs, runName, uses }) {
  const missing = sentInputs.filter((input) => !dispatchInputs.includes(input));
  const text = runName.replaceAll(requestInput, "");
  const namesRequest = text !== runName && /\brequest\b/.test(text);
  return [
    ...triggers.includes("workflow_dispatch") ? missing.map(
      (input) => error5(
        "input_missing",
        `${path} has no input ${input} of workflow_dispatch: GitHub refuses to start it with one`,
        `Add it below \`on.workflow_dispatch.inputs\`, \`type: string\`, as examples/workflows/bot.yaml has it.`
      )
    ) : [
      error5(
        "dispatch_missing",
        `${path} cannot be started: it has no trigger workflow_dispatch`,
        "Take the `on:` of examples/workflows/bot.yaml."
      )
    ],
    ...namesRequest ? [] : [
      error5(
        "run_name_missing",
        `The runs of ${path} do not say which request they are for: the bot knows them by their titles`,
        "Take the `run-name:` of examples/workflows/bot.yaml: it holds `request` and the input request-id."
      )
    ],
    ...uses.some(isOurs) ? [] : [
      error5(
        "action_missing",
        `${path} uses neither the action nor the reusable workflow of talos-chatops`,
        "Take the jobs of examples/workflows/bot.yaml."
      )
    ]
  ];
}
function judgePins({ path, uses }) {
  return uses.filter((name) => !name.startsWith("./") && !/@(?!0{40})[0-9a-f]{40}$|@sha256:[0-9a-f]{64}$/.test(name)).map(
    (name) => error5(
      "uses_unpinned",
      `${path} uses ${name}, which is not pinned to a commit`,
      "Write the commit's 40 digits behind the @, and the version in a comment."
    )
  );
}
function judgeTarget({ path, triggers }) {
  if (!triggers.includes("pull_request_target")) return [];
  return [
    error5(
      "pull_request_target",
      `${path} is started by pull_request_target: it runs with secrets for anybody's pull request`,
      "Use `pull_request`, and let the bot start what needs secrets."
    )
  ];
}
function judgeRival({ path, triggers }) {
  if (!triggers.includes("issue_comment")) return [];
  return [
    error5(
      "workflow_rival",
      `${path} answers comments, too: every command would be carried out twice`,
      "Remove it, or its trigger `issue_comment`: the bot does its work."
    )
  ];
}
function judgeAlone(ours, branch) {
  if (ours.length > 0) return [];
  return [
    warning5(
      "workflow_missing",
      `No workflow on ${branch} uses talos-chatops`,
      "Take one of examples/workflows, and put it into .github/workflows."
    )
  ];
}
function judgePermissions({ path, asksPermissions }) {
  if (asksPermissions) return [];
  return [
    warning5(
      "permissions_default",
      `${path} has no \`permissions:\` of its own: its jobs get what the repository's default gives`,
      "Add `permissions: {}` at its top, and to each job what the examples give it."
    )
  ];
}

// src/cli/doctor/examine-repository.ts
async function examineSettings(github, { path, local }, { signal }) {
  let branch;
  let settings;
  const findings = await look("settings", async () => {
    branch = await readDefaultBranch(github, { signal });
    const files = openRepositoryFiles(github, branch.sha);
    settings = await readSettings(files, { path, signal });
    const text = await files.read(path, { signal }) ?? "";
    return [
      ...judgeBranchSettings(local, text, branch.name),
      ...judgeSettings(settings),
      ...judgePeople(await lookPeopleUp(github, settings, { signal }))
    ];
  });
  return { settings, findings, branch };
}
async function lookPeopleUp(github, { clusters }, options) {
  const rules = clusters.flatMap(({ permissions }) => permissions);
  const users = [...new Set(rules.flatMap((rule) => rule.users ?? []))];
  const teams = [...new Set(rules.flatMap((rule) => rule.teams ?? []))];
  return Promise.all([
    ...users.map(async (login) => {
      const found = await findUserId(github, login, options) !== void 0;
      return { login, kind: "user", found };
    }),
    ...teams.map(async (login) => {
      const { kind } = await findTeam(github, login, options);
      return { login, kind: "team", found: kind === "found" ? true : "unknown" };
    })
  ]);
}
async function examineRepository(github, { settings, branch }, { signal }) {
  const files = openRepositoryFiles(github, branch.sha);
  let workflows = [];
  const workflowFindings = await look("workflow", async () => {
    workflows = await readWorkflows(files, { signal });
    return judgeWorkflows(workflows, settings.bot, branch.name);
  });
  const named = settings.clusters.flatMap((cluster) => nameEnvironment(cluster));
  const found = await Promise.all([
    look("workflow", async () => judgeDefaults(await readWorkflowPermissions(github, { signal }))),
    ...named.map(
      ({ cluster, environment }) => look(
        "environment",
        async () => judgeEnvironment(cluster, environment, {
          asked: await readEnvironmentRules(github, environment, { signal }),
          isPrivate: !branch.isPublic,
          defaultBranch: branch.name,
          appId: settings.bot?.appId
        })
      )
    ),
    look("runners", async () => judgeRunners(await listRunners(github, { signal }), wantedLabels(workflows, settings)))
  ]);
  return [...workflowFindings, ...found.flat()];
}
function nameEnvironment(cluster) {
  return cluster.environment === void 0 ? [] : [{ cluster, environment: cluster.environment }];
}
async function readWorkflows(files, { signal }) {
  const paths = (await files.list(".github/workflows", { signal })).filter((path) => /\.ya?ml$/.test(path));
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await files.read(path, { signal }) })));
  return texts.flatMap(({ path, text }) => readWorkflow(path, text ?? "") ?? []);
}
function wantedLabels(workflows, { bot }) {
  const asking = bot ? workflows.filter(({ path }) => path === workflowPath(bot)) : workflows;
  return asking.filter(({ uses }) => uses.some(isOurs)).flatMap(({ labels }) => labels.filter(isSelfHosted));
}
function isSelfHosted(labels) {
  return !labels.some((label) => /^(ubuntu|windows|macos)-/.test(label));
}

// src/cli/doctor/judge-talos.ts
var { ok: ok6, warning: warning6, error: error6 } = findingsOf("talosconfig");
function judgeCredential({ name }, context, access) {
  return [...judgeRole(name, context, access.roles), ...judgeDays(name, access)];
}
function judgeRole(cluster, context, roles) {
  const given2 = roles.join(", ") || "none";
  if (roles.includes("os:admin")) {
    return [ok6("role_admin", `The context ${context} of ${cluster} has the role os:admin`)];
  }
  const mend = "Make one: talosctl config new --roles os:admin, on a machine that has it.";
  if (roles.includes("os:operator")) {
    const message = `The context ${context} of ${cluster} has the role os:operator: it reboots, shuts down and takes snapshots, and can neither compare nor apply configurations nor upgrade`;
    return [warning6("role_operator", message, mend)];
  }
  if (roles.includes("os:reader")) {
    const message = `The context ${context} of ${cluster} has the role os:reader: status and health work, everything else is refused`;
    return [warning6("role_reader", message, mend)];
  }
  return [error6("role_unfit", `The context ${context} of ${cluster} has no role that is enough (${given2})`, mend)];
}
var [soonDays, dueDays] = [30, 7];
function judgeDays(cluster, { daysLeft, shortLived = false }) {
  if (shortLived) return [ok6("certificate_renewed", `The certificate for ${cluster} lives for hours and is renewed`)];
  const message = `The certificate for ${cluster} expires in ${daysLeft} days`;
  const mend = "Make a new one: talosctl config new, and replace the secret TALOSCONFIG.";
  if (daysLeft < dueDays) return [error6("certificate_due", message, mend)];
  if (daysLeft < soonDays) return [warning6("certificate_soon", message, mend)];
  return [ok6("certificate_valid", `The certificate for ${cluster} is good for ${daysLeft} days`)];
}
function judgeReach({ name }, answers) {
  const silent = answers.filter(({ trouble }) => trouble !== void 0);
  if (answers.length === 0) return [];
  if (silent.length === 0) return [ok6("nodes_answer", `All ${answers.length} nodes of ${name} answer from here`)];
  const list = silent.map(({ node, trouble }) => `${node} (${trouble})`).join(", ");
  const hint = "What counts is the runner's way to them: run this there. --offline leaves it out.";
  if (silent.length === answers.length)
    return [error6("nodes_silent", `No node of ${name} answers from here: ${list}`, hint)];
  return [warning6("node_silent", `Some nodes of ${name} do not answer from here: ${list}`, hint)];
}

// src/cli/doctor/examine-talos.ts
var nodeMs = 15e3;
async function examineTalos(call, clusters, repository) {
  const found = await Promise.all(
    clusters.map((cluster) => look("talosconfig", () => examineCluster(call, cluster, repository)))
  );
  return found.flat();
}
async function examineCluster(call, cluster, repository) {
  const context = call.options.text("context");
  const talos = await openTalos(call, context === void 0 ? cluster : { ...cluster, context });
  try {
    const credential = judgeCredential(cluster, talos.context, talos.nodes.access);
    if (call.options.flag("offline")) return credential;
    return [...credential, ...await look("talosconfig", () => examineReach(call, cluster, repository, talos))];
  } finally {
    talos.close();
  }
}
async function examineReach(call, cluster, repository, talos) {
  const nodes = (await identifyNodes(cluster, await openContext(call, cluster, repository))).flatMap(
    (node) => "error" in node ? [] : [node]
  );
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(nodeMs)]);
  const answers = await Promise.all(nodes.map((node) => ask(talos, node, signal)));
  call.signal.throwIfAborted();
  return judgeReach(cluster, answers);
}
async function ask(talos, node, signal) {
  try {
    const reading = await talos.nodes.observe(node, { signal });
    return { node: node.name, trouble: reading.kind === "problem" ? reading.problem.kind : void 0 };
  } catch (error7) {
    if (!signal.aborted) throw error7;
    return { node: node.name, trouble: "timeout" };
  }
}

// src/cli/doctor/open-reach.ts
var import_promises2 = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);

// src/adapters/github/app-credentials.ts
var import_promises = __toESM(require_promises(), 1);

// src/adapters/github/private-key.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
function parsePrivateKey(text) {
  try {
    const pem = toPem(text);
    const key = (0, import_node_crypto.createPrivateKey)(pem);
    return key.asymmetricKeyType === "rsa" ? { kind: "key", key, pem } : { kind: "not-rsa" };
  } catch {
    return { kind: "no-key" };
  }
}
function toPem(text) {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  return `${plain.replaceAll("\\n", "\n").trim()}
`;
}

// src/adapters/github/app-credentials.ts
async function readAppCredentials(environment) {
  const { APP_ID = "", PRIVATE_KEY = "", PRIVATE_KEY_PATH = "" } = environment;
  if (APP_ID === "" && PRIVATE_KEY === "" && PRIVATE_KEY_PATH === "") return void 0;
  if (!/^[1-9][0-9]{0,14}$/.test(APP_ID)) {
    throw invalid("APP_ID is not the number of a GitHub App", "It is called App ID on the App's page.");
  }
  if (PRIVATE_KEY === "" && PRIVATE_KEY_PATH === "") {
    throw invalid(
      "APP_ID is given without a key",
      "Set PRIVATE_KEY_PATH to the .pem file that GitHub gave you, or PRIVATE_KEY to its text."
    );
  }
  const name = PRIVATE_KEY === "" ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY";
  const text = PRIVATE_KEY === "" ? await readKeyFile(PRIVATE_KEY_PATH) : PRIVATE_KEY;
  return { appId: Number(APP_ID), privateKey: checkKey(name, text) };
}
async function readKeyFile(path) {
  try {
    return await (0, import_promises.readFile)(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    throw invalid(`the file of PRIVATE_KEY_PATH cannot be read (${code})`, "Name the .pem file of the App.", cause);
  }
}
function checkKey(name, text) {
  const key = parsePrivateKey(text);
  if (key.kind === "key") return key.pem;
  const reason = key.kind === "not-rsa" ? `the key of ${name} is no RSA key` : `${name} holds no private key`;
  throw invalid(reason, "Make a new key on the App's page, Private keys, and use the .pem file as it is.");
}
function invalid(reason, hint, cause) {
  return new UserError(`Cannot sign in as the GitHub App: ${reason}`, { code: "credential_invalid", hint, cause });
}

// src/adapters/github/connect-github.ts
function connectGitHub(connection) {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client;
  const load = async () => (await import("./create-client-QYYZBEML.mjs")).createClient(connection);
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
  const { createAppAuth } = await import("./dist-node-A6N55OBV.mjs");
  const { token } = await createAppAuth({ appId, privateKey })({ type: "app" });
  return connectGitHub({ ...connection, token });
}

// src/adapters/workspace/read-remote.ts
var import_node_child_process = __toESM(require_node_child_process(), 1);
var import_node_util = __toESM(require_node_util(), 1);
var run = (0, import_node_util.promisify)(import_node_child_process.execFile);
async function readRemote(folder) {
  const text = await run("git", ["--no-optional-locks", "-C", folder, "config", "--get", "remote.origin.url"], {
    maxBuffer: 64 * 1024
  }).then(
    ({ stdout }) => stdout.trim(),
    () => ""
  );
  return parseRemote(text);
}
function parseRemote(address) {
  const [, host, owner, name] = /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/]*@)?([A-Za-z0-9.-]+)(?::\d+)?[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
    address
  ) ?? [];
  if (host === void 0 || owner === void 0 || name === void 0) return void 0;
  return { host: host.toLowerCase(), repository: `${owner}/${name}` };
}

// src/cli/doctor/open-reach.ts
var publicApi = "https://api.github.com";
async function openReach(call, root) {
  const { environment, output } = call;
  const { repository, apiUrl } = await findRepository(call, root);
  const log = { warn: (message) => output.say(`note: ${message}`) };
  const connection = { apiUrl, repository: repository ?? "", log, paced: false };
  const token = await readToken(call);
  const { APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH } = environment;
  const credentials = await readAppCredentials({ APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH });
  return {
    repository,
    github: repository === void 0 || token === void 0 ? void 0 : connectGitHub({ ...connection, token }),
    app: credentials && { credentials, github: await connectApp(credentials, connection) },
    byToken: (value) => connectGitHub({ ...connection, token: value })
  };
}
async function findRepository({ options, environment }, root) {
  const given2 = options.text("repository");
  const apiUrl = environment["GITHUB_API_URL"] || publicApi;
  if (!isSafe(apiUrl)) {
    throw new UserError("Cannot ask GitHub: GITHUB_API_URL is not an address that tokens may be sent to", {
      code: "input_invalid",
      hint: "It begins with https://, such as https://github.example.com/api/v3."
    });
  }
  if (given2 !== void 0 && !/^[\w.-]+\/[\w.-]+$/.test(given2)) {
    throw new UserError(`Cannot look at the repository ${JSON.stringify(given2)}: it is not written as owner/name`, {
      code: "input_invalid",
      hint: "Such as --repository acme/home-ops."
    });
  }
  if (given2 !== void 0) return { repository: given2, apiUrl };
  const remote = await readRemote(root);
  const isKnown = remote !== void 0 && (remote.host === "github.com" || new URL(apiUrl).host.endsWith(remote.host));
  return { repository: isKnown ? remote.repository : void 0, apiUrl };
}
function isSafe(address) {
  const url = URL.parse(address);
  return url?.protocol === "https:" || url?.protocol === "http:" && /^(127\.0\.0\.1|localhost)$/.test(url.hostname);
}
async function readToken({ options, environment, directory }) {
  const path = options.text("tokenFile");
  if (path === void 0) return environment["GITHUB_TOKEN"] || void 0;
  const text = await (0, import_promises2.readFile)((0, import_node_path.resolve)(directory, path), "utf8").catch(() => "");
  const token = text.trim();
  if (/^[\w.-]{1,1000}$/.test(token)) return token;
  throw new UserError(`Cannot use the token of ${path}: there is no file with one line that is a token`, {
    code: "input_invalid",
    hint: "Write the token, and nothing else, into a file that only you may read."
  });
}

// src/cli/doctor/render-findings.ts
var colours = {
  ok: "green",
  unknown: "dim",
  warning: "yellow",
  error: "red"
};
var markWidth = Math.max(...Object.keys(colours).map(({ length }) => length));
var indent = " ".repeat(markWidth + 4);
function renderFindings({ title, findings }, options) {
  const sections = areas.map((area) => ({ area, of: findings.filter((finding) => finding.area === area) })).filter(({ of }) => of.length > 0).map(({ area, of }) => [area, ...of.flatMap((finding) => findingLines(finding, options))].join("\n"));
  const head = paint(`${logText(title)}: ${verdictOf(findings)}`, "bold", options);
  return `${[head, ...sections].join("\n\n")}
`;
}
function isWell(findings, { strict }) {
  return !findings.some(({ severity }) => severity === "error" || strict && severity === "warning");
}
function verdictOf(findings) {
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, unknowns] = [count("error"), count("warning"), count("unknown")];
  const parts = [
    ...errors > 0 ? [`${errors} to be mended`] : ["nothing has to be mended"],
    ...warnings > 0 ? [warnings === 1 ? "1 warning" : `${warnings} warnings`] : [],
    ...unknowns > 0 ? [`${unknowns} not known`] : []
  ];
  return parts.join(", ");
}
function findingLines({ severity, code, message, hint }, options) {
  const mark = paint(severity.padEnd(markWidth), colours[severity], options);
  const suffix = severity === "ok" ? "" : ` ${paint(`(${code})`, "dim", options)}`;
  return [
    wrapText(`  ${mark}  ${prose(message)}${suffix}`, options.width, indent),
    ...hint === void 0 ? [] : [wrapText(`${indent}${paint("mend:", "cyan", options)} ${prose(hint)}`, options.width, indent)]
  ];
}
function prose(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}

// src/cli/commands/doctor.ts
var defaultWidth = 100;
async function run2(call) {
  const { output, options } = call;
  const repository = await openRepository(call);
  const reach = await openReach(call, repository.root);
  const findings = await examine(call, repository, reach);
  const well = isWell(findings, { strict: options.flag("strict") });
  const { repository: name } = reach;
  if (output.json) {
    output.writeJson({ version: 1, kind: "doctor", ...name !== void 0 && { repository: name }, well, findings });
  } else {
    const rendering = { color: output.color.stdout, width: output.columns ?? defaultWidth };
    output.write(renderFindings({ title: name ?? repository.root, findings }, rendering));
  }
  return well ? 0 : 1;
}
async function examine(call, repository, reach) {
  const { signal, output } = call;
  output.progress("looking at the App");
  const app = await examineApp(reach, { signal, now: /* @__PURE__ */ new Date() });
  const github = reach.github ?? app.github;
  output.progress("looking at the settings");
  const here = await readHere(call, repository);
  const there = github && await examineSettings(github, { path: here.path, local: here.text }, { signal });
  const settings = there?.settings ?? here.settings;
  output.progress("looking at GitHub and at the nodes");
  const found = await Promise.all([
    there?.findings ?? here.findings,
    github && there?.settings && there.branch ? examineRepository(github, { settings: there.settings, branch: there.branch }, { signal }) : [],
    app.findings(settings?.bot?.appId),
    settings === void 0 ? [] : examineTalos(call, choose(call, settings), repository),
    notAsked(reach, github !== void 0)
  ]);
  return found.flat().toSorted((left, right) => areas.indexOf(left.area) - areas.indexOf(right.area));
}
async function readHere(call, { root, files }) {
  const path = settingsPath(call, root);
  const { signal } = call;
  let settings;
  let text;
  const findings = await look("settings", async () => {
    text = await files.read(path, { signal });
    settings = await readSettings(files, { path, signal });
    return judgeSettings(settings);
  });
  return { path, text, settings, findings };
}
function choose({ options }, settings) {
  const name = options.text("cluster");
  return name === void 0 ? settings.clusters : [chooseCluster(settings, { selectors: [], name })];
}
function notAsked({ repository, app }, hasGitHub) {
  const github = findingsOf("workflow");
  return [
    ...hasGitHub ? [] : [
      github.unknown(
        "github_not_asked",
        repository === void 0 ? "GitHub was not asked: it is not known which repository this is" : `GitHub was not asked about ${repository}: there is no token`,
        repository === void 0 ? "Give --repository owner/name, and for a server of your own GITHUB_API_URL." : "Set GITHUB_TOKEN, or give --token-file. It has to read; Administration: read shows the runners, too."
      )
    ],
    ...app === void 0 ? [
      findingsOf("app").unknown(
        "app_not_asked",
        "The bot's App was not looked at: there is no key",
        "Where there is a bot, set APP_ID and PRIVATE_KEY_PATH as it has them."
      )
    ] : []
  ];
}
export {
  run2 as run
};
