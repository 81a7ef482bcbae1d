import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  chooseApproval,
  clusterOf,
  environmentOf,
  findVerdict,
  handOn,
  recordedCommand,
  requireApproved,
  shortDigest,
  waitForWord
} from "./chunk-IUBSXZIB.mjs";
import {
  openCluster
} from "./chunk-NIVHEI4V.mjs";
import {
  requirePermission
} from "./chunk-ISQVHYBK.mjs";
import {
  riskOf
} from "./chunk-ZU77IRHX.mjs";
import {
  checkRun,
  refuseFork,
  refuseLaterPush,
  requestOf
} from "./chunk-2ATDXXQU.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-QGCTBLZE.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/ask/answer-lock-command.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
async function answerLockCommand(command, number, asking, run) {
  const { ask } = asking;
  const cluster = await clusterOf(command, asking, run);
  const isHandedOn = command.name === "continue" && ask.kind === "dispatch" && ask.byProgram;
  if (!isHandedOn) await requirePermission(command, cluster, asking);
  const target = await asking.target();
  refuseFork(target);
  checkRun(target, run);
  const opened = await openCluster(cluster, run.filesAt(target.settingsSha), run);
  try {
    const { lock } = opened.write;
    if (command.name === "lock") return [await takeLock(command, lock, asking, run)];
    if (command.name === "abort") return [await abort(lock, asking, run)];
    await refuseLaterPush(ask, target, run);
    const state = await lock.read({ signal: run.signal });
    const found = command.name === "unlock" ? heldLock(state) : await brokenOff(state, cluster, asking);
    const approval = chooseApproval(cluster, found.risk, ask);
    const wanted = { number, command: formatCommand(command), cluster: cluster.name, ...found.bound };
    const judged = { approval, command: found.command ?? command, cluster };
    return [said(`${found.message} ${await passOn(wanted, judged, asking, run)}`, run)];
  } finally {
    opened.close();
  }
}
async function takeLock({ reason }, lock, { ask }, run) {
  const { login, id } = ask.author;
  const { runUrl } = run.report;
  const holder = { name: login, identity: `github-${id}`, ...runUrl !== void 0 && { url: runUrl } };
  await lock.lockFor(holder, reason, { signal: run.signal });
  return said("The cluster is locked: no operation starts until `/talos unlock`.", run);
}
async function abort(lock, { ask }, run) {
  const isHeard = await lock.requestAbort(ask.author.login, { signal: run.signal });
  return said(
    isHeard ? "The running operation was asked to start no further node. The node in hand is brought to its end." : "Nothing is running.",
    run
  );
}
async function passOn(wanted, { approval, command, cluster }, asking, run) {
  const { digest } = wanted;
  if (approval.kind !== "comment") {
    handOn(wanted, approval, asking);
    return waitsText(environmentOf(approval));
  }
  const verdict = await findVerdict(asking.ask, run);
  if (verdict === void 0 && asking.ask.kind === "request") {
    waitForWord(wanted, asking);
    return `It waits for another person, who comments \`/talos approve ${shortDigest(digest)}\` or \`/talos reject\`.`;
  }
  const { login } = await requireApproved(verdict, { command, cluster, digest }, asking, run);
  handOn(wanted, approval, asking);
  return `Approved by ${login}. It starts now.`;
}
function heldLock(state) {
  if (state.kind === "free") {
    throw new UserError("Cannot unlock: the lock is free", { code: "nothing_to_continue" });
  }
  const why = state.kind === "person" && state.reason !== void 0 ? ` (${state.reason})` : "";
  return {
    risk: "change",
    message: `${state.holder.name} holds the lock since ${state.since}${why}.`,
    bound: { sha: "0".repeat(40), digest: lockDigest(state) }
  };
}
function lockDigest(state) {
  const seen = state.kind === "free" ? ["free"] : [state.kind, state.holder.identity, state.since];
  return (0, import_node_crypto.createHash)("sha256").update(JSON.stringify(seen)).digest("hex");
}
async function brokenOff(state, cluster, asking) {
  const record = recordOf(state);
  if (record === void 0) {
    throw new UserError("Cannot continue: no operation was broken off", { code: "nothing_to_continue" });
  }
  checkHandedOver(record, asking.ask);
  const { command, risk } = await requireRightToContinue(record, cluster, asking);
  const left = record.nodes.filter(({ state: node }) => node !== "done" && node !== "unchanged").map(({ name }) => name);
  return {
    risk,
    command,
    message: `Operation ${record.id} (${record.command}) by ${record.requester} goes on with ${left.join(", ") || "its end"}.`,
    bound: { sha: record.revision, digest: record.digest }
  };
}
async function requireRightToContinue(record, cluster, asking) {
  const { ask } = asking;
  const command = recordedCommand(record);
  if (ask.kind !== "dispatch" || !ask.byProgram) await requirePermission(command, cluster, asking);
  return { command, risk: riskOf(command) };
}
function recordOf(state) {
  return state.kind === "person" || state.kind === "operation" && !state.expired ? void 0 : state.record;
}
function checkHandedOver(record, ask) {
  if (ask.kind !== "dispatch" || !ask.byProgram) return;
  if (record.id === ask.operation && record.state === "handed-over" && isOfRequest(record, ask)) return;
  throw new UserError("Cannot continue for a program what was not handed over to it", { code: "permission_denied" });
}
function isOfRequest({ command }, ask) {
  const asked = requestOf(ask)?.stored.record.command;
  return asked === void 0 || asked === command || parsesAs(asked, "continue");
}
function parsesAs(line, name) {
  const parsed = parseCommand(line);
  return parsed.kind === "command" && parsed.command.name === name;
}
function waitsText(environment) {
  return environment === "" ? "It starts now." : `It waits for approval in the environment ${environment}: open the workflow run, choose Review deployments.`;
}
function said(message, { redactor }) {
  return { kind: "said", message: redactor.text(message) };
}

export {
  answerLockCommand,
  lockDigest,
  requireRightToContinue,
  recordOf,
  checkHandedOver
};
