import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  connectGitHub
} from "./chunk-GHCTDYZA.mjs";
import {
  attempt
} from "./chunk-4A32ZLFE.mjs";
import {
  setSecret,
  warning
} from "./chunk-MTTRY2YG.mjs";
import {
  renderErrorText
} from "./chunk-G4LSGC3P.mjs";
import {
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  _enum,
  _minLength,
  pipe,
  safeParse,
  string,
  transform
} from "./chunk-HDXGC2FX.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/listen-for-cancel.ts
function listenForCancel(process, log) {
  const stop = new AbortController();
  const now = new AbortController();
  let hasTime = false;
  let last;
  const cancel = () => {
    if (stop.signal.aborted || !hasTime) now.abort();
    if (stop.signal.aborted) return;
    log.info(hasTime ? "Cancelled: no further node is started" : "Cancelled: nothing on the cluster was changed");
    stop.abort();
    if (hasTime) last = setTimeout(() => now.abort(), graceMs).unref();
  };
  for (const signal of signals) process.on(signal, cancel);
  return {
    stop: stop.signal,
    signal: now.signal,
    giveTime() {
      hasTime = true;
    },
    end() {
      clearTimeout(last);
      for (const signal of signals) process.off(signal, cancel);
    }
  };
}
var signals = ["SIGINT", "SIGTERM"];
var graceMs = 6500;

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
  "team-token": text,
  mode: _enum(["auto", "plan", "drift"], { error: "must be auto, plan or drift" }),
  phase: _enum(["plan", "operate"], { error: "must be plan or operate" }),
  request: text,
  "plan-digest": text,
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
  "team-token": "",
  mode: "auto",
  phase: "plan",
  request: "",
  "plan-digest": "",
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
    teamToken: read("team-token") || void 0,
    mode: read("mode"),
    phase: read("phase"),
    request: read("request") || void 0,
    planDigest: read("plan-digest") || void 0,
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

// src/action/open-run.ts
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

// src/action/run-log.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
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
  const resume = (0, import_node_crypto.randomUUID)();
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

export {
  listenForCancel,
  openRun,
  createPosting,
  createRunLog
};
