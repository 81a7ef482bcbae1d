import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  setFailed,
  setOutput,
  setSecret,
  summary,
  warning
} from "./chunk-3CY3PAGY.mjs";
import {
  isDifferent,
  summarizePlan
} from "./chunk-NCLJCAG5.mjs";
import {
  createRedactor
} from "./chunk-6OMSE5FN.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  renderErrorComment,
  renderErrorText,
  visibleText
} from "./chunk-2FIJIA3X.mjs";
import {
  formatDocumentId,
  formatPath
} from "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import {
  require_node_crypto
} from "./chunk-XQSC3RWW.mjs";
import {
  _enum,
  _minLength,
  pipe,
  safeParse,
  string,
  transform
} from "./chunk-JOJO7WC3.mjs";
import "./chunk-G2B4HUHD.mjs";
import {
  attempt
} from "./chunk-MH6N5TMP.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/run-task.ts
var import_node_crypto3 = __toESM(require_node_crypto(), 1);

// src/adapters/github/connect-github.ts
function connectGitHub(connection) {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client;
  const load = async () => (await import("./create-client-7U57JSXF.mjs")).createClient(connection);
  return {
    octokit: () => {
      client ??= load();
      return client;
    },
    at: { owner, repo }
  };
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
      const text2 = texts.get(entry.sha) ?? readBlob(github, path, entry.sha, signal);
      texts.set(entry.sha, text2);
      text2.catch(() => texts.delete(entry.sha));
      return text2;
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

// src/action/inputs.ts
var flag = pipe(
  _enum(["true", "false"], { error: "must be true or false" }),
  transform((text2) => text2 === "true")
);
var text = string();
var inputSchemas = {
  "github-token": text.check(_minLength(1, "must not be empty")),
  mode: _enum(["auto", "plan", "drift"], { error: "must be auto, plan or drift" }),
  cluster: text,
  nodes: text,
  "config-path": text.check(_minLength(1, "must not be empty")),
  talosconfig: text,
  root: text,
  comment: flag,
  check: flag,
  "fail-on-changes": flag,
  "fail-on-unreachable": flag
};
var inputDefaults = {
  mode: "auto",
  cluster: "",
  nodes: "all",
  "config-path": ".github/talos-chatops.yaml",
  talosconfig: "",
  root: "",
  comment: "true",
  check: "true",
  "fail-on-changes": "false",
  "fail-on-unreachable": "false"
};
function readInputs(environment) {
  const read = (name) => {
    const given = environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
    const fallback = name === "github-token" ? "" : inputDefaults[name];
    const result = safeParse(inputSchemas[name], given === "" ? fallback : given);
    if (result.success) return result.data;
    throw new UserError(`Cannot read the input ${name}: it ${result.error.issues[0]?.message ?? "is not valid"}`, {
      code: "input_invalid",
      hint: "Correct it under `with:` in the workflow."
    });
  };
  return {
    token: read("github-token"),
    mode: read("mode"),
    cluster: read("cluster") || void 0,
    selectors: read("nodes").split(/[\s,]+/).filter((word) => word !== ""),
    settingsPath: read("config-path"),
    talosconfig: read("talosconfig") || void 0,
    root: read("root") || void 0,
    comment: read("comment"),
    check: read("check"),
    failOnChanges: read("fail-on-changes"),
    failOnUnreachable: read("fail-on-unreachable")
  };
}

// src/action/listen-for-cancel.ts
function listenForCancel(process2, log) {
  const controller = new AbortController();
  const cancel = () => {
    if (!controller.signal.aborted) log.info("Cancelled: nothing on the cluster was changed");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process2.on(signal, cancel);
  return {
    signal: controller.signal,
    stop() {
      for (const signal of ["SIGINT", "SIGTERM"]) process2.off(signal, cancel);
    }
  };
}

// src/action/posting.ts
function createPosting(log, { isExpected }) {
  const problems = [];
  return {
    problems,
    async attempt(work) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (isExpected) log.info(`Not posted, the token of this run only reads: ${error.message}`);
        else {
          log.warn(error.hint === void 0 ? error.message : `${error.message}. ${error.hint}`);
          problems.push(error);
        }
        return void 0;
      }
    }
  };
}

// src/action/write-outcomes.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/report/result-json.ts
function resultJson(plan) {
  const { cluster, revision, command, mode, digest } = plan;
  const nodes = plan.nodes.map(nodeResult);
  return {
    version: 1,
    kind: "plan",
    cluster,
    revision,
    command,
    mode,
    changed: nodes.some(
      ({ changeCount, image }) => changeCount > 0 || image !== void 0 && image.upgrade !== "none"
    ),
    reboot: nodes.some((node) => node.reboot?.kind === "automatic"),
    nodes,
    digest,
    notes: plan.notes.map(noteResult)
  };
}
function nodeResult(node) {
  const base = { name: node.name, state: node.kind, notes: node.notes.map(noteResult) };
  const nothing = { changes: [], changeCount: 0 };
  switch (node.kind) {
    case "unchanged":
      return { ...base, ...whereabouts(node), ...nothing, ...node.image && { image: node.image } };
    case "changed": {
      const changes = changeResults(node);
      return {
        ...base,
        ...whereabouts(node),
        changes,
        changeCount: changes.length,
        reboot: node.reboot,
        ...node.image && { image: node.image }
      };
    }
    case "unreachable":
      return { ...base, ...whereabouts(node), ...nothing, reasonCode: node.reason, ...problem(node) };
    case "invalid":
      return {
        ...base,
        ...nothing,
        reasonCode: node.code,
        ...problem(node),
        ...node.location && { location: node.location }
      };
    case "withheld":
      return { ...base, changes: [], changeCount: node.changes };
    default:
      return node;
  }
}
function problem({ message, hint }) {
  return { message, ...hint !== void 0 && { hint } };
}
function whereabouts(node) {
  return { role: node.role, address: node.address };
}
function changeResults(node) {
  return node.documents.flatMap(
    (document) => document.changes.map(({ kind, path, origin }) => ({
      kind,
      document: formatDocumentId(document.id),
      path: formatPath(path),
      ...origin && { location: origin }
    }))
  );
}
function noteResult({ code, severity, message, hint, location }) {
  return { code, severity, message, ...hint !== void 0 && { hint }, ...location && { location } };
}

// src/action/write-outcomes.ts
async function writeOutcomes(outcomes, problems, run) {
  await writeSummary(outcomes.map((outcome) => outcome.summary).join("\n\n"), run.environment);
  if (outcomes.length > 0) writeOutputs(outputsOf(outcomes, run));
  const reasons = [
    ...outcomes.flatMap((outcome) => failureReasons(outcome, run)),
    ...problems.map(({ message }) => message)
  ];
  if (reasons.length > 0) setFailed(visibleText(reasons.join("\n")));
}
async function writeSummary(text2, environment) {
  if (text2 === "" || !environment["GITHUB_STEP_SUMMARY"]) return;
  await summary.addRaw(text2, true).write();
}
function writeOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
function outputsOf(outcomes, { redactor }) {
  const planned = outcomes.filter((outcome) => outcome.kind === "planned");
  const results = planned.map(({ result: result2 }) => resultJson(result2.safe));
  const named = (matches) => JSON.stringify(
    results.flatMap(({ cluster, nodes }) => nodes.filter(matches).map(({ name }) => `${cluster}/${name}`))
  );
  const errors = outcomes.flatMap(
    (outcome) => outcome.kind === "failed" ? [{ ...outcome.cluster !== void 0 && { cluster: outcome.cluster }, error: redactor.error(outcome.error) }] : []
  );
  const result = encodeResult(results, errors);
  const isClean = planned.every((outcome) => outcome.result.redactor.isClean(result)) && redactor.isClean(result);
  return {
    changed: String(planned.some(({ result: { safe } }) => isDifferent(safe))),
    nodes: named(({ changeCount, image }) => changeCount > 0 || image !== void 0 && image.upgrade !== "none"),
    reboot: named(({ reboot }) => reboot?.kind === "automatic"),
    digest: digestOf(results.map(({ digest }) => digest)),
    result: isClean ? result : JSON.stringify({ version: 1, kind: "run", plans: [], errors, withheld: true })
  };
}
var maxResultLength = 8e5;
function encodeResult(plans, errors) {
  const whole = JSON.stringify({ version: 1, kind: "run", plans, errors });
  if (whole.length <= maxResultLength) return whole;
  const short = plans.map((plan) => ({ ...plan, nodes: plan.nodes.map((node) => ({ ...node, changes: [] })) }));
  return JSON.stringify({ version: 1, kind: "run", plans: short, errors, shortened: true });
}
function digestOf(digests) {
  const [only = "", another] = digests;
  return another === void 0 ? only : (0, import_node_crypto.createHash)("sha256").update(digests.join("\n")).digest("hex");
}
function failureReasons(outcome, { inputs, redactor }) {
  if (outcome.kind === "failed") {
    const error = redactor.error(outcome.error);
    const reason = error.kind === "user" ? error.message : "failed in a way that it should not; see the log";
    return [outcome.cluster === void 0 ? reason : `${outcome.cluster}: ${reason}`];
  }
  const { cluster } = outcome;
  const { safe } = outcome.result;
  const { invalid, unreachable, verdict } = summarizePlan(safe);
  const fails = invalid > 0 || inputs.failOnChanges && isDifferent(safe) || inputs.failOnUnreachable && unreachable > 0;
  return fails ? [`${cluster}: ${verdict}`] : [];
}

// src/action/report-failure.ts
async function reportFailure(error, run) {
  if (run.wasCancelled) {
    setFailed("Cancelled");
    return;
  }
  run.log.failure(error);
  const safe = run.redactor.error(error);
  setFailed(
    safe.kind === "user" ? visibleText(safe.message) : "talos-chatops failed in a way that it should not; see the log"
  );
  const errors = [{ error: safe }];
  writeOutputs({
    changed: "false",
    nodes: "[]",
    reboot: "[]",
    digest: "",
    result: JSON.stringify({ version: 1, kind: "run", plans: [], errors })
  });
  await writeSummary(renderErrorComment(safe, {}), run.environment);
}

// src/action/run-log.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);
var minMaskedLength = 6;
function createRunLog(write, redactor) {
  const hidden = /* @__PURE__ */ new Set();
  const info = (message) => write(guarded(visibleText(redactor.text(message))));
  return {
    info,
    // The toolkit escapes what it puts into a command.
    warn: (message) => warning(visibleText(redactor.text(message))),
    failure(error) {
      const safe = redactor.error(error);
      if (safe.kind === "user") info(renderErrorText(safe, { color: false }));
      else info(`${nameOf(error)} in ${framesOf(error)}`);
    },
    hide(value) {
      for (const part of [value, ...value.split(/\r?\n/)].map((line) => line.trim())) {
        if (part.length < minMaskedLength || hidden.has(part)) continue;
        hidden.add(part);
        setSecret(part);
      }
    }
  };
}
function guarded(message) {
  if (!/^\s*::|##\[/m.test(message)) return `${message}
`;
  const resume = (0, import_node_crypto2.randomUUID)();
  return `::stop-commands::${resume}
${message}
::${resume}::
`;
}
function nameOf(error) {
  return error instanceof Error ? error.name : typeof error;
}
function framesOf(error) {
  const stack = error instanceof Error ? error.stack ?? "" : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return `
${frames.slice(0, 12).join("\n")}`;
}

// src/action/run-task.ts
async function runTask(task, environment) {
  const redactionKey = (0, import_node_crypto3.randomBytes)(32);
  const redactor = createRedactor({ key: redactionKey });
  const log = createRunLog((text2) => process.stdout.write(text2), redactor);
  const cancel = listenForCancel(process, log);
  try {
    const run = openRun({ environment, log, signal: cancel.signal, redactor, redactionKey });
    const posting = createPosting(log, { isExpected: hasReadingToken(task, environment) });
    const outcomes = await perform(task, posting, run);
    await writeOutcomes(outcomes, posting.problems, run);
  } catch (error) {
    await reportFailure(error, { log, redactor, environment, wasCancelled: cancel.signal.aborted });
  } finally {
    cancel.stop();
  }
}
async function perform(task, posting, run) {
  if (task.kind === "comment") {
    const { answerComment } = await import("./answer-comment-BL75HLUM.mjs");
    return answerComment(task, posting, run);
  }
  const { planEvent } = await import("./plan-event-PGYTTKDK.mjs");
  return planEvent(task, posting, run);
}
function openRun(opening) {
  const { environment, log, redactor } = opening;
  const inputs = readInputs(environment);
  redactor.learnValue(inputs.token);
  hideTalosconfig(inputs.talosconfig, log, redactor);
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  const server = environment["GITHUB_SERVER_URL"] ?? "https://github.com";
  const apiUrl = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const github = connectGitHub({ token: inputs.token, apiUrl, repository, log });
  const repositoryUrl = `${server}/${repository}`;
  const runUrl = `${repositoryUrl}/actions/runs/${environment["GITHUB_RUN_ID"] ?? ""}`;
  const filesAt = once((sha) => openRepositoryFiles(github, sha));
  return { ...opening, inputs, github, filesAt, report: { repositoryUrl, runUrl } };
}
function once(open) {
  const opened = /* @__PURE__ */ new Map();
  return (sha) => {
    const files = opened.get(sha) ?? open(sha);
    opened.set(sha, files);
    return files;
  };
}
function hideTalosconfig(talosconfig, log, redactor) {
  for (const [, value = ""] of talosconfig?.matchAll(/\b(?:ca|crt|key)["']?:\s*["']?([A-Za-z0-9+/=]{20,})/g) ?? []) {
    log.hide(value);
    redactor.learnValue(value);
  }
}
function hasReadingToken(task, environment) {
  return task.kind === "pull-request" && (task.fork || environment["GITHUB_ACTOR"] === "dependabot[bot]");
}
export {
  runTask
};
