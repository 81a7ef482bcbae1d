import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  chooseClusters
} from "./chunk-LH4MWCEB.mjs";
import {
  listChangedFiles
} from "./chunk-ZFYVKNR2.mjs";
import {
  planChanges
} from "./chunk-JNXMRTAJ.mjs";
import {
  createImageFactory,
  findTalosconfig
} from "./chunk-EJE2KNFJ.mjs";
import {
  isAuthor,
  publishStickyComment,
  readIdentity
} from "./chunk-QR4OKCLH.mjs";
import {
  readSettings
} from "./chunk-2HBHYJGO.mjs";
import {
  require_promises
} from "./chunk-MYGMNB2L.mjs";
import {
  attempt
} from "./chunk-4A32ZLFE.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/note-changed-settings.ts
async function noteChangedSettings(target, run) {
  const { github, inputs, log, signal } = run;
  if (target.pullRequest === void 0) return [];
  try {
    const changed = await listChangedFiles(github, target.pullRequest, { signal });
    if (!changed.includes(inputs.settingsPath)) return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.info(`Not known whether the settings change: ${error.message}`);
    return [];
  }
  const message = `${inputs.settingsPath} is changed here; the plan uses the one of the default branch until that is merged`;
  return [{ code: "settings_changed", severity: "info", message }];
}

// src/adapters/workspace/open-workspace.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var defaultMaxBytes = 4 * 1024 * 1024;
var maxListed = 1e5;
var skipped = /* @__PURE__ */ new Set([".git", "node_modules"]);
async function openWorkspace(folder, options = {}) {
  const root = await realFolder(folder);
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  return {
    revision: "working-tree",
    read: (path, { signal } = {}) => readText(root, path, maxBytes, signal),
    list: (directory, { signal } = {}) => listFiles(root, directory, signal)
  };
}
async function realFolder(folder) {
  const root = await (0, import_promises.realpath)((0, import_node_path.resolve)(folder)).catch(ignoreMissing);
  if (root !== void 0 && (await (0, import_promises.stat)(root)).isDirectory()) return root;
  throw new UserError(`Cannot open ${folder}: there is no such folder`, {
    code: "input_invalid",
    hint: "Give the repository's root with --root."
  });
}
async function readText(root, path, maxBytes, signal) {
  signal?.throwIfAborted();
  const file = await (0, import_promises.realpath)(inside(root, path)).catch(ignoreMissing);
  if (file === void 0) return void 0;
  if (!isInside(root, file)) throw refused(path, "it is a link that leads out of the folder");
  if ((0, import_node_path.relative)(root, file).split(import_node_path.sep).includes(".git")) throw refused(path, "it is Git's own");
  const { size, isFile } = await statOf(file);
  if (!isFile) return void 0;
  if (size > maxBytes) throw refused(path, `it is larger than ${maxBytes} bytes`);
  return decode(path, await (0, import_promises.readFile)(file, { signal }));
}
async function statOf(file) {
  const found = await (0, import_promises.stat)(file);
  return { size: found.size, isFile: found.isFile() };
}
function decode(path, bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: it is no UTF-8 text`, {
      code: "input_invalid",
      location: { file: path },
      cause
    });
  }
}
async function listFiles(root, directory, signal) {
  const found = [];
  const folders = [inside(root, directory)];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    signal?.throwIfAborted();
    for (const entry of await readFolder(root, folder)) {
      const path = (0, import_node_path.join)(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      if (entry.isFile() || entry.isSymbolicLink() && await isFileInside(root, path)) {
        found.push((0, import_node_path.relative)(root, path).split(import_node_path.sep).join("/"));
      }
    }
    if (found.length > maxListed) throw refused(directory, `it holds more than ${maxListed} files`);
  }
  return found.sort();
}
async function readFolder(root, folder) {
  const real = await (0, import_promises.realpath)(folder).catch(ignoreMissing);
  if (real === void 0 || !isInside(root, real)) return [];
  return await (0, import_promises.readdir)(folder, { withFileTypes: true }).catch(ignoreMissing) ?? [];
}
async function isFileInside(root, path) {
  const file = await (0, import_promises.realpath)(path).catch(ignoreMissing);
  return file !== void 0 && isInside(root, file) && (await statOf(file)).isFile;
}
function inside(root, path) {
  const file = (0, import_node_path.resolve)(root, path);
  if ((0, import_node_path.isAbsolute)(path) || !isInside(root, file)) throw refused(path, "it lies outside of the folder");
  return file;
}
function isInside(root, file) {
  return file === root || file.startsWith(root.endsWith(import_node_path.sep) ? root : root + import_node_path.sep);
}
function refused(path, reason) {
  return new UserError(`Cannot read ${path}: ${reason}`, { code: "input_invalid", location: { file: path } });
}
function ignoreMissing(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ENOENT" || code === "ENOTDIR") return void 0;
  throw error;
}

// src/action/plan-cluster.ts
async function openTargetFiles(target, { inputs, filesAt }) {
  return inputs.root === void 0 || !target.trusted ? filesAt(target.sha) : openWorkspace(inputs.root);
}
async function planCluster(request, onUnderWay, run) {
  const { cluster, files, selectors, target } = request;
  run.log.info(
    `Planning ${cluster.name} at ${files.revision.slice(0, 12)}, with the settings of ${target.settingsSha.slice(0, 7)}`
  );
  const journey = { cluster, files, selectors, command: `diff ${selectors.join(" ")}` };
  const talosconfig = target.trusted ? findTalosconfig(run) : void 0;
  const onProgress = (progress) => {
    if (talosconfig === void 0 || progress.step === "read") onUnderWay();
    logProgress(progress, run);
  };
  if (talosconfig === void 0) return planOffline(journey, request, onProgress, run);
  const { redactionKey, signal } = run;
  return planChanges(
    { ...journey, ...target.sha !== target.settingsSha && { earlier: run.filesAt(target.settingsSha) } },
    {
      openAccess: () => openAccess(cluster, talosconfig, run),
      factory: createImageFactory({ url: cluster.factory }),
      redactionKey,
      onProgress,
      clock: () => performance.now()
    },
    { signal }
  );
}
async function openAccess(cluster, talosconfig, run) {
  const { connectCluster } = await import("./connect-cluster-A76P3YWN.mjs");
  return connectCluster(cluster, talosconfig, run);
}
async function planOffline(journey, request, onProgress, run) {
  const { target, mustBeLive } = request;
  const base = mustBeLive ? void 0 : await target.readBase();
  if (base === void 0) {
    throw new UserError(`Cannot compare ${request.cluster.name} with its nodes: the run has no talosconfig`, {
      code: "talosconfig_invalid",
      hint: "Give the input talosconfig, or set TALOSCONFIG. Talos lets only the role os:admin read a machine config."
    });
  }
  run.log.info(
    target.trusted ? "No talosconfig: comparing with the base commit, without secrets and nodes" : "From a fork: comparing with the base commit, without secrets and nodes"
  );
  const { redactionKey, signal } = run;
  const files = run.filesAt(base);
  return planChanges(
    { ...journey, base: files },
    { redactionKey, clock: () => performance.now(), onProgress },
    { signal }
  );
}
function logProgress({ step: step2, node, total }, { log }) {
  log.info(`${step2} ${node} (of ${total})`);
}

// src/action/read-clusters.ts
async function readClusters(target, files, selectors, { filesAt, inputs, signal }) {
  const { cluster: name, settingsPath: path } = inputs;
  const trusted = target.sha === target.settingsSha ? files : filesAt(target.settingsSha);
  const settings = await readSettings(trusted, { path, nodesFrom: files, signal });
  return chooseClusters(settings, { ...name !== void 0 && { name }, selectors });
}

// src/adapters/github/check-run.ts
var annotationsPerRequest = 50;
async function beginCheckRun(github, check, { signal }) {
  const { data } = await attempt(
    { what: "create the check run", needs: "checks: write" },
    async () => (await github.octokit()).rest.checks.create({
      ...github.at,
      name: check.name,
      head_sha: check.sha,
      status: "in_progress",
      ...check.detailsUrl !== void 0 && { details_url: check.detailsUrl },
      ...check.externalId !== void 0 && { external_id: check.externalId },
      request: { signal }
    })
  );
  return { id: data.id, url: data.html_url ?? "" };
}
async function finishCheckRun(github, { id }, result, { signal }) {
  const portions = portionsOf(result.annotations);
  for (const [index, annotations] of portions.entries()) {
    const isLast = index === portions.length - 1;
    await attempt(
      { what: "finish the check run", needs: "checks: write" },
      async () => (await github.octokit()).rest.checks.update({
        ...github.at,
        check_run_id: id,
        ...isLast && { conclusion: result.conclusion, status: "completed" },
        output: {
          title: result.title,
          summary: result.summary,
          ...result.text !== void 0 && { text: result.text },
          annotations: annotations.map(toApi)
        },
        request: { signal }
      })
    );
  }
}
function portionsOf(annotations) {
  const count = Math.max(1, Math.ceil(annotations.length / annotationsPerRequest));
  return Array.from(
    { length: count },
    (_, index) => annotations.slice(index * annotationsPerRequest, (index + 1) * annotationsPerRequest)
  );
}
function toApi(annotation) {
  return {
    path: annotation.path,
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    annotation_level: annotation.level,
    message: annotation.message,
    ...annotation.title !== void 0 && { title: annotation.title }
  };
}

// src/adapters/github/drift-issue.ts
var driftLabel = "talos-drift";
var step = { what: "keep the drift issue up to date", needs: "issues: write" };
async function publishDriftIssue(github, drift, options) {
  const existing = await findIssue(github, drift.key, options);
  if (drift.body === void 0)
    return existing?.state === "open" ? close(github, existing, options) : { action: "untouched" };
  const body = `${marker(drift.key)}
${drift.body}`;
  if (existing === void 0) return open(github, { title: drift.title, body }, options);
  if (existing.state === "open" && existing.body === body && existing.title === drift.title) {
    return { action: "untouched", number: existing.number, url: existing.url };
  }
  await edit(github, existing.number, { title: drift.title, body, state: "open" }, options);
  const action = existing.state === "open" ? "updated" : "reopened";
  return { action, number: existing.number, url: existing.url };
}
async function findIssue(github, key, { signal }) {
  const identity = await readIdentity(github, { signal });
  const issues = await attempt(
    step,
    async () => (await github.octokit()).paginate((await github.octokit()).rest.issues.listForRepo, {
      ...github.at,
      labels: driftLabel,
      state: "all",
      per_page: 100,
      request: { signal }
    })
  );
  const own = issues.filter(
    ({ body, user, pull_request }) => pull_request === void 0 && user && isAuthor(identity, user) && body?.startsWith(marker(key))
  );
  const oldest = own.toSorted((a, b) => a.number - b.number)[0];
  return oldest && {
    number: oldest.number,
    state: oldest.state === "open" ? "open" : "closed",
    title: oldest.title,
    body: oldest.body ?? "",
    url: oldest.html_url
  };
}
async function open(github, issue, { signal }) {
  const { data } = await attempt(
    step,
    async () => (
      // A lost answer must not end in two issues: the next run repairs what this one could not do.
      (await github.octokit()).rest.issues.create({
        ...github.at,
        ...issue,
        labels: [driftLabel],
        request: { signal, retries: 0 }
      })
    )
  );
  return { action: "opened", number: data.number, url: data.html_url };
}
async function close(github, existing, { signal }) {
  const { number, url } = existing;
  await attempt(
    step,
    async () => (await github.octokit()).rest.issues.createComment({
      ...github.at,
      issue_number: number,
      body: "The nodes run what the repository says again.",
      request: { signal, retries: 0 }
    })
  );
  await attempt(
    step,
    async () => (await github.octokit()).rest.issues.update({
      ...github.at,
      issue_number: number,
      state: "closed",
      state_reason: "completed",
      request: { signal }
    })
  );
  return { action: "closed", number, url };
}
async function edit(github, number, fields, { signal }) {
  await attempt(
    step,
    async () => (await github.octokit()).rest.issues.update({ ...github.at, issue_number: number, ...fields, request: { signal } })
  );
}
function marker(key) {
  return `<!-- talos-chatops drift ${encodeURIComponent(key)} -->`;
}

// src/action/report-cluster.ts
async function reportCluster(request, places, posting, run) {
  return report((begin) => planAndPresent(request, begin, run), request.target, places, posting, run);
}
async function reportNoCluster(error, target, places, posting, run) {
  const { presentFailure } = await presenting();
  const shown = presentFailure(error, run);
  const outcome = { kind: "failed", error, summary: shown.summary };
  return report(async () => ({ outcome, shown }), target, places, posting, run);
}
var presenting = () => import("./present-523ECYAH.mjs");
async function report(make, target, places, posting, run) {
  let check;
  const begin = () => {
    check ??= beginPosting(target, places, posting, run);
    return check;
  };
  try {
    const { outcome, shown } = await make(begin);
    begin();
    for (const place of places) await show(shown, place, posting, run);
    const begun = await begin();
    if (begun) await posting.attempt(() => finishCheckRun(run.github, begun, shown.check, run));
    return outcome;
  } catch (error) {
    await endCheck(await check?.catch(() => void 0), posting, run);
    throw error;
  }
}
function beginPosting(target, places, posting, run) {
  readIdentity(run.github, run).catch(() => void 0);
  const begun = beginCheck(target, places, posting, run);
  begun.catch(() => void 0);
  return begun;
}
async function beginCheck(target, places, posting, { github, report: { runUrl }, signal }) {
  const place = places.find(({ kind }) => kind === "check");
  if (place?.kind !== "check") return void 0;
  const check = { name: place.name, sha: target.sha, ...runUrl !== void 0 && { detailsUrl: runUrl } };
  return posting.attempt(() => beginCheckRun(github, check, { signal }));
}
async function planAndPresent(request, begin, run) {
  const cluster = request.cluster.name;
  try {
    const result = withNotes(await planCluster(request, begin, run), request.notes);
    const { presentPlan } = await presenting();
    const shown = presentPlan(result, run);
    return { outcome: { kind: "planned", cluster, result, summary: shown.summary }, shown };
  } catch (error) {
    run.signal.throwIfAborted();
    const { presentFailure } = await presenting();
    const shown = presentFailure(error, run);
    return { outcome: { kind: "failed", cluster, error, summary: shown.summary }, shown };
  }
}
function withNotes(result, notes) {
  const { redactor, safe } = result;
  const added = notes.map(({ code, severity, message }) => ({ code, severity, message: redactor.text(message) }));
  return { ...result, safe: { ...safe, notes: [...safe.notes, ...added] } };
}
async function show(shown, place, posting, run) {
  const { github, signal, log } = run;
  if (place.kind === "comment") {
    const { number, key } = place;
    const comment = { number, key, parts: shown.comment };
    const posted = await posting.attempt(() => publishStickyComment(github, comment, { signal }));
    if (posted) log.info(`Comment: ${posted.url}`);
  }
  if (place.kind === "issue" && shown.drift !== "unknown") {
    const body = shown.drift === "drifted" ? shown.issue : void 0;
    const drift = { key: place.key, title: `Drift in ${place.key}`, body };
    const posted = await posting.attempt(() => publishDriftIssue(github, drift, { signal }));
    if (posted) log.info(`Drift issue ${posted.action}${posted.url === void 0 ? "" : `: ${posted.url}`}`);
  }
}
var lastWordMs = 5e3;
async function endCheck(check, posting, { github, signal }) {
  if (check === void 0) return;
  const result = signal.aborted ? { conclusion: "cancelled", title: "Cancelled", summary: "The run was cancelled. Nothing was changed." } : { conclusion: "failure", title: "Failed", summary: "See the run." };
  const last = { signal: AbortSignal.timeout(lastWordMs) };
  await posting.attempt(() => finishCheckRun(github, check, { ...result, annotations: [] }, last)).catch(() => void 0);
}

export {
  noteChangedSettings,
  openTargetFiles,
  readClusters,
  reportCluster,
  reportNoCluster
};
