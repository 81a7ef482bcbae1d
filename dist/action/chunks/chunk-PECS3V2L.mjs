import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  removeProgress,
  saveHeld,
  saveProgress
} from "./chunk-RKQ2ARUM.mjs";
import {
  commentMarker,
  listOwnComments,
  publishStickyComment
} from "./chunk-QR4OKCLH.mjs";
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";
import {
  composeFindings,
  withheld
} from "./chunk-VDWMSX5A.mjs";
import {
  logText
} from "./chunk-G4LSGC3P.mjs";
import {
  codeSpan,
  escapeMarkdown,
  fenceFor,
  hintText,
  leftOutText,
  linkRevision,
  packPieces,
  plural,
  visibleText
} from "./chunk-OGDUSKOQ.mjs";

// src/adapters/github/deployment.ts
var maxDescription = 140;
async function createDeployment(github, wanted, { signal }) {
  const step = { what: "record the deployment", needs: "deployments: write" };
  const { data } = await attempt(
    step,
    async () => (await github.octokit()).rest.repos.createDeployment({
      ...github.at,
      ref: wanted.sha,
      task: "talos",
      environment: wanted.environment,
      description: wanted.description.slice(0, maxDescription),
      payload: { ...wanted.payload },
      // This records what is being done; it neither merges nor waits for checks.
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      request: { signal, retries: 0 }
    })
  );
  if (!("id" in data)) throw new Error("GitHub merged instead of recording a deployment");
  return data.id;
}
async function setDeploymentStatus(github, deploymentId, status, { signal }) {
  const step = { what: "update the deployment", needs: "deployments: write" };
  await attempt(
    step,
    async () => (await github.octokit()).rest.repos.createDeploymentStatus({
      ...github.at,
      deployment_id: deploymentId,
      state: status.state,
      description: status.description.slice(0, maxDescription),
      ...status.logUrl !== void 0 && { log_url: status.logUrl },
      ...status.environmentUrl !== void 0 && { environment_url: status.environmentUrl },
      // Others are no less valid: a cluster has many nodes, and a commit may be brought to one after the other.
      auto_inactive: false,
      request: { signal }
    })
  );
}

// src/adapters/github/live-comment.ts
function openLiveComment(github, target) {
  let known;
  return {
    get url() {
      return known?.url;
    },
    async write(text, options) {
      if (known !== void 0 && await edit(github, known.id, `${commentMarker(target.key, 1)}
${text}`, options)) {
        return;
      }
      await publishStickyComment(github, { ...target, parts: [text] }, options);
      [known] = await listOwnComments(github, target, options);
    }
  };
}
async function edit(github, id, body, { signal }) {
  return attempt({ what: "update the comment", needs: "pull-requests: write" }, async () => {
    try {
      await (await github.octokit()).rest.issues.updateComment({
        ...github.at,
        comment_id: id,
        body,
        request: { signal }
      });
      return true;
    } catch (error) {
      if (failureStatus(error) === 404) return false;
      throw error;
    }
  });
}

// src/report/operation/duration-text.ts
function durationText(ms) {
  const seconds = Math.max(ms > 0 ? 1 : 0, Math.round(ms / 1e3));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, "min", seconds % 60, "s");
  return both(Math.floor(minutes / 60), "h", minutes % 60, "min");
}
function both(greater, unit, rest, restUnit) {
  return rest === 0 ? `${greater} ${unit}` : `${greater} ${unit} ${rest} ${restUnit}`;
}

// src/report/operation/compose-timeline.ts
var maxBars = 120;
function composeTimeline(progress) {
  const sections = [
    { name: "cluster", steps: progress.steps.filter(wasBegun) },
    ...progress.nodes.map(({ name, steps }) => ({ name: plainName(name), steps: steps.filter(wasBegun) }))
  ].filter(({ steps }) => steps.length > 0);
  if (sections.length === 0) return "";
  const isLong = sections.reduce((sum, { steps }) => sum + steps.length, 0) > maxBars;
  const bars = sections.slice(0, maxBars).map(({ name, steps }) => {
    const shown = isLong ? [barOf("all steps", steps, progress)] : steps.map((step) => barOf(step.name, [step], progress));
    return [`  section ${name}`, ...shown].join("\n");
  });
  return [
    "```mermaid",
    "gantt",
    "  dateFormat x",
    ...axisOf(sections.flatMap(({ steps }) => steps)),
    "  todayMarker off",
    ...bars,
    "```",
    ""
  ].join("\n");
}
var wasBegun = ({ state }) => state !== "skipped";
var maxTicks = 9;
function axisOf(steps) {
  const start = Math.min(...steps.map(({ startedAt }) => startedAt));
  const end = Math.max(...steps.map(({ startedAt, endedAt }) => endedAt ?? startedAt));
  const seconds = (end - start) / 1e3 / maxTicks;
  const unit = [10, 30].find((one) => one >= seconds);
  if (unit !== void 0) return ["  axisFormat %H:%M:%S", `  tickInterval ${unit}second`];
  const minutes = [1, 2, 5, 10, 15, 30].find((one) => one * 60 >= seconds);
  return ["  axisFormat %H:%M", `  tickInterval ${minutes === void 0 ? "1hour" : `${minutes}minute`}`];
}
function barOf(name, steps, { startedAt, endedAt }) {
  const start = Math.min(...steps.map((step) => step.startedAt));
  const end = Math.max(...steps.map((step) => step.endedAt ?? endedAt ?? step.startedAt), startedAt);
  const tag = steps.some(({ state }) => state === "failed") ? "crit, " : steps.some(isOpen) ? "active, " : "done, ";
  return `  ${name} (${durationText(end - start)}) :${tag}${start}, ${Math.max(end, start + 500)}`;
}
function isOpen({ state }) {
  return state === "running";
}
function plainName(name) {
  return name.replace(/[^\w.-]/g, "_").slice(0, 63);
}

// src/report/operation/render-suggestion.ts
function renderSuggestion({ changes, unplaced }) {
  const lines = [
    ...changes.flatMap(({ file, line, before, after }, index) => [
      ...changes[index - 1]?.file === file ? [] : [`--- ${file}`, `+++ ${file}`],
      `@@ line ${line} @@`,
      `-${before}`,
      `+${after}`
    ]),
    ...unplaced.map(({ path, value }) => `# set ${path} to ${value}`)
  ];
  return lines.map(visibleText).join("\n");
}

// src/report/operation/render-progress.ts
var limits = { maxUnits: 6e4, maxBytes: 24e4, maxParts: 1 };
function renderProgress(progress, context) {
  const pieces = [
    piece(leadText(progress, context), "the beginning"),
    ...composeReason(progress),
    ...composeClusterSteps(progress, context),
    ...composeNow(progress, context),
    ...composeTable(progress, context),
    ...composeReasons(progress),
    ...composeFindings(progress.findings),
    ...composeEnd(progress, context)
  ];
  const { parts, leftOut } = packPieces(pieces, limits);
  const place = context.runUrl === void 0 ? "the log of the run" : `[the log of the run](${context.runUrl})`;
  return [
    `## ${titleOf(progress)}

`,
    parts[0] ?? "",
    leftOutText(leftOut, "one comment", place),
    footerOf(progress, context)
  ].join("");
}
var states = {
  running: "\u{1F504} running",
  succeeded: "\u2705 done",
  failed: "\u274C failed",
  refused: "\u26D4 refused",
  cancelled: "\u{1F6D1} stopped",
  "handed-over": "\u{1F91D} handed over"
};
function titleOf(progress) {
  const { command, cluster, state, nodes } = progress;
  const working = nodes.filter((node) => node.state !== "unchanged");
  const done = working.filter((node) => node.state === "done").length;
  const count = working.length === 0 ? "" : `, ${done} of ${plural(working.length, "node")}`;
  return `${codeSpan(`/talos ${command}`)} on ${codeSpan(cluster)}: ${states[state]}${count}`;
}
function leadText(progress, context) {
  const { requester, revision, startedAt, endedAt } = progress;
  const names = (context.approvedBy ?? []).map((name) => `**${escapeMarkdown(name)}**`);
  const approval = names.length === 0 ? "" : `, approved by ${names.join(", ")}`;
  const time = endedAt === void 0 ? `since ${clockTime(startedAt)}` : `took ${durationText(endedAt - startedAt)}`;
  return `Asked for by **${escapeMarkdown(requester)}**${approval}, at ${linkRevision(revision, context)}; ${time}.`;
}
function composeReason({ reason, state }) {
  if (reason === void 0) return [];
  const alert = state === "failed" || state === "refused" ? "CAUTION" : "IMPORTANT";
  const lines = [`> [!${alert}]`, `> **${escapeMarkdown(reason.message)}** ${codeSpan(reason.code)}`];
  if (reason.hint !== void 0) lines.push(">", `> ${hintText(reason.hint)}`);
  return [piece(lines.join("\n"), "the reason")];
}
function composeClusterSteps({ steps }, { now }) {
  if (steps.length === 0) return [];
  const texts = steps.map((step) => {
    const detail = step.detail === void 0 || step.state === "running" ? "" : ` (${escapeMarkdown(step.detail)})`;
    return `${step.name} ${stepsText([step], now)}${detail}`;
  });
  return [piece(`Cluster: ${texts.join(" \xB7 ")}`, "the steps of the cluster")];
}
function composeNow(progress, { now }) {
  const running = [
    ...progress.steps.map((step) => ({ who: "cluster", step })),
    ...progress.nodes.flatMap(({ name, steps }) => steps.map((step) => ({ who: name, step })))
  ].filter(({ step }) => step.state === "running");
  const lines = running.map(({ who, step }) => {
    const detail = step.detail === void 0 ? "" : `: ${escapeMarkdown(step.detail)}`;
    return `**${escapeMarkdown(who)}** \xB7 ${step.name}${detail} (${durationText(now - step.startedAt)})`;
  });
  return progress.state === "running" && lines.length > 0 ? [piece(`\u25B6\uFE0F ${lines.join("<br>\u25B6\uFE0F ")}`, "what runs now")] : [];
}
function composeTable(progress, { now }) {
  const rows = progress.nodes.map((node) => ({ name: codeSpan(node.name), state: nodeText(node), steps: node.steps }));
  if (rows.length === 0) return [];
  const columns = columnsOf(rows);
  const open = `| Node | State | ${columns.map((column) => `${column} | `).join("")}
|---|---|${"---|".repeat(columns.length)}
`;
  const table = { open: open.replaceAll(" \n", "\n"), reopen: open.replaceAll(" \n", "\n"), close: "\n" };
  return rows.map(({ name, state, steps }) => {
    const cells = [
      name,
      state,
      ...columns.map(
        (column) => stepsText(
          steps.filter((step) => step.name === column),
          now
        )
      )
    ];
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |
`, name: "rows of the table" };
  });
}
function columnsOf(rows) {
  const columns = [];
  for (const { steps } of rows) {
    let after = -1;
    for (const { name, state } of steps) {
      if (state === "skipped") continue;
      const known = columns.indexOf(name);
      if (known < 0) columns.splice(after + 1, 0, name);
      after = Math.max(after, known < 0 ? after + 1 : known);
    }
  }
  return columns;
}
var nodeStates = {
  waiting: "\u23F3 waiting",
  running: "\u{1F504} running",
  done: "\u2705 done",
  unchanged: "\u{1F7E2} nothing to do",
  failed: "\u274C failed",
  "not-started": "\u2B1C not started",
  "handed-over": "\u{1F91D} handed over"
};
function nodeText({ state }) {
  return nodeStates[state];
}
var stepStates = { running: "\u{1F504}", done: "\u2705", failed: "\u274C", skipped: "\u2013" };
function stepsText(steps, now) {
  const last = steps.at(-1);
  if (last === void 0) return "";
  if (last.state === "skipped") return stepStates.skipped;
  const took = steps.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? now) - startedAt, 0);
  return `${stepStates[last.state]}\xA0${narrow(durationText(took))}`;
}
function narrow(duration) {
  return duration.replace(/(\d) /g, "$1").replaceAll(" ", "\xA0");
}
function composeReasons({ nodes }) {
  return nodes.flatMap(({ name, reason, state }) => {
    if (reason === void 0) return [];
    const hint = reason.hint === void 0 ? "" : ` ${hintText(reason.hint)}`;
    const lines = [
      `> [!${state === "failed" ? "CAUTION" : "NOTE"}]`,
      `> **${escapeMarkdown(name)}**: ${escapeMarkdown(reason.message)} ${codeSpan(reason.code)}${hint}`
    ];
    return [piece(lines.join("\n"), "the reason of a node")];
  });
}
function composeEnd(progress, context) {
  if (progress.state === "running") return [];
  const timeline = composeTimeline(progress);
  const commands = nextCommands(progress);
  return [
    ...context.snapshot === void 0 ? [] : [piece(`\u{1F4E6} ${escapeMarkdown(context.snapshot)}`, "the snapshot")],
    ...composeSuggestion(context.suggestion),
    ...timeline === "" ? [] : [piece(`<details><summary>Timeline</summary>

${timeline}
</details>`, "the timeline")],
    ...commands.length === 0 ? [] : [piece(`Next, as a comment of its own:

\`\`\`
${commands.join("\n")}
\`\`\``, "the next commands")]
  ];
}
function composeSuggestion(suggestion) {
  if (suggestion === void 0) return [];
  const diff = renderSuggestion(suggestion);
  const ticks = fenceFor(diff);
  const text = `The repository should say now what the cluster runs:

${ticks}diff
${diff}
${ticks}`;
  return [piece(text, "the suggested change")];
}
function nextCommands({ state }) {
  switch (state) {
    case "failed":
    case "cancelled":
      return ["/talos status", "/talos continue"];
    case "succeeded":
      return ["/talos status"];
    case "handed-over":
    case "refused":
    case "running":
      return [];
    default:
      return state;
  }
}
function footerOf({ id }, { runUrl }) {
  const facts = [`Operation ${codeSpan(id)}`, ...runUrl === void 0 ? [] : [`[workflow run](${runUrl})`]];
  return `<sub>${facts.join(" \xB7 ")}</sub>
`;
}
function clockTime(ms) {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
function piece(text, name) {
  return { wrappers: [], text: `${text}

`, name };
}

// src/report/operation/progress-events.ts
function progressEvents(before, after) {
  const known = new Map((before?.nodes ?? []).map((node) => [node.name, node]));
  return [
    ...stepEvents("cluster", before?.steps ?? [], after.steps),
    ...after.nodes.flatMap((node) => nodeEvents(known.get(node.name), node))
  ];
}
function nodeEvents(before, after) {
  const name = logText(after.name);
  const steps = stepEvents(name, before?.steps ?? [], after.steps);
  if (before?.state === after.state || quiet.has(after.state)) return steps;
  const reason = after.reason === void 0 ? "" : `: ${oneLine(after.reason.message)}`;
  const state = after.state === "unchanged" ? "nothing to do" : after.state.replaceAll("-", " ");
  return [...steps, `${name}: ${state}${reason}`];
}
var quiet = /* @__PURE__ */ new Set(["waiting", "running"]);
function stepEvents(who, before, after) {
  return after.flatMap((step, index) => {
    const known = before[index];
    if (known?.state === step.state || step.state === "skipped") return [];
    const detail = step.detail === void 0 ? "" : `: ${oneLine(step.detail)}`;
    if (step.state === "running") return [`${who}: ${step.name}${detail}`];
    const tookMs = (step.endedAt ?? step.startedAt) - step.startedAt;
    const took = tookMs < 1e3 ? "" : ` after ${durationText(tookMs)}`;
    return [`${who}: ${step.name} ${step.state}${took}${detail}`];
  });
}
function oneLine(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}

// src/action/operate/pace-updates.ts
function paceUpdates(write, options) {
  const { pace, intervalMs, refreshMs } = options;
  const over = new AbortController();
  let current;
  let isNew = false;
  let writing;
  const keepWriting = async () => {
    let writtenAt = Number.NEGATIVE_INFINITY;
    while (!over.signal.aborted && current !== void 0) {
      if (isNew || pace.now() - writtenAt >= refreshMs) {
        isNew = false;
        writtenAt = pace.now();
        await write(current());
      }
      await pace.sleep(intervalMs, over.signal).catch(() => void 0);
    }
  };
  return {
    update(text) {
      current = text;
      isNew = true;
      writing ??= keepWriting();
    },
    async finish(text) {
      over.abort();
      await writing;
      await write(text);
    }
  };
}

// src/action/operate/follow-operation.ts
var pacing = { intervalMs: 5e3, refreshMs: 3e4 };
function followOperation(followed, pace, posting, run) {
  const { environment, log, redactor } = run;
  const approvedBy = followed.approvedBy.map((login) => redactor.text(login));
  const render = (progress, more = {}) => renderProgress(progress, { ...run.report, now: pace.now(), approvedBy, ...more });
  const { holder, number, request } = followed;
  const held = { cluster: request.cluster, identity: holder.identity, ...number !== void 0 && { number } };
  let latest;
  let shown;
  let deployment;
  saveHeld(held);
  return {
    get latest() {
      return latest;
    },
    onOperation(progress) {
      for (const event of progressEvents(latest, progress)) log.info(event);
      latest = progress;
      saveProgress(progress, environment);
      if (shown === void 0) saveHeld({ ...held, operation: progress.id });
      shown ??= begin(progress, followed, pace, posting, run);
      if (hasBegun(progress)) {
        deployment ??= recordDeployment(progress, followed, posting, run).then((id) => {
          if (id !== void 0) saveHeld({ ...held, operation: progress.id, deployment: id });
          return id;
        });
      }
      shown.updates?.update(() => publishable(render(progress), (text) => redactor.isClean(text)));
    },
    async end(progress, more, isPublishable) {
      const text = publishable(render(progress, more), isPublishable);
      await finish(progress, text, shown, { followed, posting, run, deployment: await deployment });
      saveHeld(void 0);
      removeProgress(progress.id, environment);
      return text;
    }
  };
}
function publishable(text, isPublishable) {
  return isPublishable(text) ? text : withheld;
}
function hasBegun({ steps, nodes }) {
  return steps.length > 0 || nodes.some((node) => node.steps.length > 0);
}
function begin(progress, followed, pace, posting, run) {
  const live = openLive(progress, followed.number, run);
  const write = async (text) => {
    await posting.attempt(async () => live?.write(text, { signal: lastWordSignal(run) }));
  };
  return { live, updates: live && paceUpdates(write, { ...pacing, pace }) };
}
function openLive({ id }, number, { github }) {
  return number === void 0 ? void 0 : openLiveComment(github, { number, key: operationKey(id) });
}
function operationKey(operation) {
  return `operation ${operation}`;
}
async function recordDeployment(progress, { request: { environment, digest } }, posting, run) {
  if (environment === "") return void 0;
  const { github, report } = run;
  const signal = lastWordSignal(run);
  const wanted = {
    sha: progress.revision,
    environment,
    description: `/talos ${progress.command}`,
    payload: { operation: progress.id, command: progress.command, cluster: progress.cluster, digest }
  };
  const status = {
    state: "in_progress",
    description: `/talos ${progress.command}`,
    ...report.runUrl !== void 0 && { logUrl: report.runUrl }
  };
  return posting.attempt(async () => {
    const id = await createDeployment(github, wanted, { signal });
    await setDeploymentStatus(github, id, status, { signal });
    return id;
  });
}
async function finish(progress, text, shown, around) {
  const { deployment, followed, posting, run } = around;
  const live = shown?.live ?? openLive(progress, followed.number, run);
  if (shown?.updates === void 0) {
    await posting.attempt(async () => live?.write(text, { signal: lastWordSignal(run) }));
  } else await shown.updates.finish(text);
  if (deployment === void 0) return;
  const { runUrl } = run.report;
  const status = {
    state: deploymentStates[progress.state],
    description: `${progress.state}: /talos ${progress.command}`,
    ...runUrl !== void 0 && { logUrl: runUrl },
    ...live?.url !== void 0 && { environmentUrl: live.url }
  };
  await posting.attempt(() => setDeploymentStatus(run.github, deployment, status, { signal: lastWordSignal(run) }));
}
var deploymentStates = {
  running: "in_progress",
  succeeded: "success",
  failed: "failure",
  refused: "inactive",
  cancelled: "failure",
  "handed-over": "inactive"
};
function lastWordSignal({ signal }) {
  return AbortSignal.timeout(signal.aborted ? 2e3 : 6e4);
}

export {
  setDeploymentStatus,
  openLiveComment,
  renderProgress,
  followOperation,
  operationKey
};
