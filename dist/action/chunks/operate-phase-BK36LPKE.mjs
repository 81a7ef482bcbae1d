import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  followOperation
} from "./chunk-PECS3V2L.mjs";
import {
  reactToComment
} from "./chunk-5EGH4NY4.mjs";
import {
  openAsking
} from "./chunk-TLKZVPHW.mjs";
import {
  reportRefusal
} from "./chunk-XKDZO5EP.mjs";
import {
  realPace
} from "./chunk-YX7YZCZS.mjs";
import "./chunk-6WJDWC3Z.mjs";
import "./chunk-ZFYVKNR2.mjs";
import {
  saveHeld
} from "./chunk-RKQ2ARUM.mjs";
import "./chunk-GHCTDYZA.mjs";
import {
  checkHandedOver,
  lockDigest,
  recordOf,
  requireRightToContinue
} from "./chunk-CVU6G3WX.mjs";
import {
  chooseApproval,
  clusterOf,
  continueOperation,
  environmentOf,
  findRunnerPlace,
  operate,
  parseRequest,
  refuseClearSnapshot,
  requireApproval
} from "./chunk-IUBSXZIB.mjs";
import {
  openCluster
} from "./chunk-NIVHEI4V.mjs";
import {
  requirePermission
} from "./chunk-ISQVHYBK.mjs";
import "./chunk-XGB4RFFR.mjs";
import {
  riskOf
} from "./chunk-ZU77IRHX.mjs";
import "./chunk-JNXMRTAJ.mjs";
import "./chunk-EJE2KNFJ.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import "./chunk-O4HNACUG.mjs";
import {
  checkRun,
  originOf,
  readAgain,
  refuseFork,
  requireNamedCommit
} from "./chunk-2ATDXXQU.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-QGCTBLZE.mjs";
import {
  publishStickyComment
} from "./chunk-QR4OKCLH.mjs";
import {
  askAgain,
  headMoved
} from "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-5GYLAGCH.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-VITRDJYN.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-DFHZRWSO.mjs";
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";
import "./chunk-5P53UJAG.mjs";
import {
  describePreparation,
  isClean,
  presentOperation
} from "./chunk-VDWMSX5A.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-657ERBJW.mjs";
import "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-MGR2BVBE.mjs";
import "./chunk-G4LSGC3P.mjs";
import "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/action/operate/check-request.ts
async function checkRequest(request, asking, run) {
  const { ask } = asking;
  const target = await asking.target();
  checkRun(target, run);
  refuseFork(target);
  const lines = ask.kind === "comment" ? await readAgain(ask, run) : ask.commands;
  const command = readCommand(lines[request.number - 1]?.text, request);
  const cluster = await clusterOf(command, asking, run);
  const isHandedOn = ask.kind === "dispatch" && ask.byProgram && command.name === "continue";
  if (!isHandedOn) await requirePermission(command, cluster, asking);
  requireNamedCommit(command, target);
  const risk = command.name === "continue" ? continuedRisk(cluster, request, ask) : riskOf(command);
  const approval = chooseApproval(cluster, risk, ask);
  if (cluster.name !== request.cluster || request.environment !== environmentOf(approval)) throw settingsChanged();
  const isBoundToHead = command.name !== "unlock" && command.name !== "continue";
  if (isBoundToHead && target.sha !== request.sha) throw headMoved(ask.number);
  const { digest } = request;
  const approvedBy = await requireApproval({ approval, risk, command, cluster, digest }, asking, run);
  return { request, command, cluster, approvedBy };
}
function continuedRisk(cluster, { environment }, ask) {
  return environment === environmentOf(chooseApproval(cluster, "change", ask)) ? "change" : "destroy";
}
async function checkContinued(record, { request, cluster }, asking, run) {
  const { command, risk } = await requireRightToContinue(record, cluster, asking);
  const approval = chooseApproval(cluster, risk, asking.ask);
  if (request.environment !== environmentOf(approval)) throw settingsChanged();
  await requireApproval({ approval, risk, command, cluster, digest: request.digest }, asking, run);
}
function readCommand(line, request) {
  const parsed = parseCommand(line ?? "");
  if (line !== void 0 && parsed.kind === "command" && formatCommand(parsed.command) === request.command) {
    return parsed.command;
  }
  throw new UserError("Cannot go by the command: it is not the one that was planned", {
    code: "comment_changed",
    hint: askAgain
  });
}
function settingsChanged() {
  return new UserError("Cannot carry this out: the settings of the cluster changed since the plan", {
    code: "plan_changed",
    hint: askAgain
  });
}

// src/adapters/github/dispatch-workflow.ts
async function dispatchWorkflow(github, dispatch, { signal }) {
  const what = `start the workflow ${dispatch.workflow}`;
  return attempt({ what, needs: "actions: write" }, async () => {
    const octokit = await github.octokit();
    const send = (asksForDetails) => octokit.rest.actions.createWorkflowDispatch({
      ...github.at,
      workflow_id: dispatch.workflow,
      ref: dispatch.ref,
      inputs: { ...dispatch.inputs },
      ...asksForDetails && { return_run_details: true },
      request: { signal, retries: 0 }
    });
    try {
      const { data } = await sendAsKnown(send, hostOf(octokit));
      return runOf(data);
    } catch (error) {
      throw explain(what, dispatch, error);
    }
  });
}
function explain(what, { workflow, ref }, cause) {
  const status = failureStatus(cause);
  if (status === 404) {
    return new UserError(`Cannot ${what}: GitHub does not find it on ${ref}`, {
      code: "github_failed",
      hint: `Add .github/workflows/${workflow} to that branch, and see that \`actions: write\` is granted.`,
      cause
    });
  }
  if (status !== 400 && status !== 422) return cause;
  return new UserError(`Cannot ${what}: GitHub refuses it`, {
    code: "github_failed",
    hint: "See that it is not disabled, and that it has the trigger workflow_dispatch with the inputs of the example.",
    cause
  });
}
var withoutDetails = /* @__PURE__ */ new Set();
async function sendAsKnown(send, host) {
  if (withoutDetails.has(host)) return send(false);
  try {
    return await send(true);
  } catch (error) {
    const status = failureStatus(error);
    if (status !== 400 && status !== 422) throw error;
    const answer = await send(false);
    withoutDetails.add(host);
    return answer;
  }
}
function hostOf(octokit) {
  return octokit.request.endpoint.DEFAULTS.baseUrl;
}
function runOf(data) {
  if (typeof data !== "object" || data === null) return void 0;
  if (!("workflow_run_id" in data) || !("html_url" in data)) return void 0;
  const { workflow_run_id: runId, html_url: url } = data;
  return typeof runId === "number" && typeof url === "string" ? { runId, url } : void 0;
}

// src/action/operate/hand-over.ts
function handOverBy({ ask, target, cluster }, { environment, github, log }) {
  const workflow = /\/\.github\/workflows\/([^/@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  if (workflow === void 0 || ask.kind === "dispatch" && ask.byProgram) return void 0;
  return async (operation) => {
    const { defaultBranch } = await target();
    const pull = ask.number === void 0 ? {} : { "pull-request": String(ask.number) };
    const request = ask.kind === "request" ? { "request-id": String(ask.request.stored.id) } : {};
    const inputs = { command: "continue", cluster, operation, ...pull, ...request };
    const signal = AbortSignal.timeout(3e4);
    await dispatchWorkflow(github, { workflow, ref: defaultBranch?.name ?? "", inputs }, { signal });
    log.info(`Handed over: ${workflow} was started to continue ${operation}`);
  };
}

// src/action/operate/holder-of.ts
function holderOf(ask, request, run) {
  const { environment, report } = run;
  const id = environment["GITHUB_RUN_ID"] ?? "";
  const attempt2 = environment["GITHUB_RUN_ATTEMPT"] ?? "";
  return {
    name: `${ask.author.login} via run ${id}`,
    identity: `run-${id}-${attempt2}-${request.number}`,
    ...report.runUrl !== void 0 && { url: report.runUrl }
  };
}

// src/action/operate/report-result.ts
async function reportResult(result, following, around) {
  const { run } = around;
  const { prepared, progress, suggestedChange } = result;
  const snapshot = describeSnapshot(result);
  const more = {
    ...snapshot !== void 0 && { snapshot },
    ...suggestedChange && { suggestion: suggestedChange }
  };
  const summary = await following.end(progress, more, (text) => isClean(text, prepared.redactor, run));
  const { state } = progress;
  if (state === "running") throw new Error("an operation ended while it runs");
  const view = viewOf(result, around);
  const isChanged = progress.reason?.code === "plan_changed";
  const newPlan = isChanged ? await showNewPlan(view, around) : "";
  return { state, result, plan: describePreparation(view.prepared, view), summary: `${summary}
${newPlan}` };
}
function describeSnapshot({ snapshot, prepared: { redactor } }) {
  if (snapshot === void 0) return void 0;
  const { path, bytes, encrypted } = snapshot;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return redactor.text(`Snapshot of etcd: ${path}, ${size}, ${encrypted ? "encrypted" : "not encrypted"}`);
}
function viewOf({ prepared }, { asking, request }) {
  return {
    prepared,
    commandText: request.command,
    requester: asking.ask.author.login,
    risk: riskOf(prepared.command),
    next: { kind: "changed" }
  };
}
async function showNewPlan(view, { asking, request, run }) {
  const { ask, posting } = asking;
  const { parts, summary } = presentOperation(view, run);
  if (ask.number !== void 0) {
    const comment = { number: ask.number, key: `new plan ${originOf(asking, run)} ${request.number}`, parts };
    await posting.attempt(() => publishStickyComment(run.github, comment, { signal: run.signal }));
  }
  return summary;
}

// src/action/operate/operate-phase.ts
async function runOperatePhase(ask, posting, run) {
  const request = parseRequest(run.inputs.request);
  if (request.digest !== run.inputs.planDigest) {
    throw new UserError("Cannot carry this out: the inputs request and plan-digest do not belong together", {
      code: "input_invalid"
    });
  }
  const asking = openAsking(pinned(ask, request), posting, run);
  try {
    const checked = await checkRequest(request, asking, run);
    await react(asking, "rocket", run);
    const outcome = await carryOut(checked, asking, run);
    await react(asking, outcome.state === "succeeded" || outcome.state === "handed-over" ? "+1" : "-1", run);
    return outcome;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    run.log.failure(error);
    const { command, cluster } = request;
    const key = `refusal ${originOf(asking, run)} ${request.number}`;
    await reportRefusal(error, { command, cluster, number: ask.number, key }, posting, run);
    await react(asking, "-1", run);
    return { state: run.signal.aborted ? "cancelled" : "refused", error };
  }
}
function pinned(ask, { sha }) {
  return ask.kind === "dispatch" && ask.number === void 0 && !/^0+$/.test(sha) ? { ...ask, sha } : ask;
}
async function react({ ask, posting }, content, { github }) {
  if (ask.kind !== "comment") return;
  const { commentId } = ask;
  const signal = AbortSignal.timeout(5e3);
  await posting.attempt(() => reactToComment(github, { commentId, content }, { signal }));
}
async function carryOut(checked, asking, run) {
  const { cluster, command, request, approvedBy } = checked;
  const target = await asking.target();
  const revision = command.name === "unlock" || command.name === "continue" ? target.settingsSha : request.sha;
  run.cancel.giveTime();
  const opened = await openCluster(cluster, run.filesAt(revision), run);
  try {
    if (command.name === "unlock") return await unlock(request, opened, run);
    const holder = holderOf(asking.ask, request, run);
    const followed = { request, number: asking.ask.number, holder, approvedBy };
    const following = followOperation(followed, realPace, asking.posting, run);
    const ports = portsOf(opened, following, { holder, asking, cluster, run });
    return await follow(
      () => command.name === "continue" ? goOn(checked, ports, asking, run) : start(operationOf(command), checked, ports, asking, run),
      following,
      { request, asking, run }
    );
  } finally {
    opened.close();
  }
}
function operationOf(command) {
  if ("dryRun" in command && !command.dryRun) return command;
  throw new UserError(`Cannot carry out ${command.name}: it changes nothing`, { code: "input_invalid" });
}
async function unlock(request, { write }, run) {
  const { signal } = run;
  if (lockDigest(await write.lock.read({ signal })) !== request.digest) {
    throw new UserError("Cannot unlock: the lock is another one than when this was approved", { code: "plan_changed" });
  }
  await write.lock.unlock({ signal });
  return { state: "succeeded" };
}
function portsOf(opened, following, { holder, asking, cluster, run }) {
  const handOver = handOverBy({ ask: asking.ask, target: asking.target, cluster: cluster.name }, run);
  return {
    access: opened.read,
    write: opened.write,
    factory: opened.factory,
    redactionKey: run.redactionKey,
    clock: () => performance.now(),
    holder,
    runner: findRunnerPlace(run.environment),
    pace: realPace,
    onOperation: (progress) => following.onOperation(progress),
    ...handOver && { handOver }
  };
}
async function start(command, { cluster, request }, ports, asking, run) {
  const { cancel, filesAt, signal } = run;
  const target = await asking.target();
  refuseClearSnapshot(command, cluster, target);
  const { digest, parts } = request;
  return operate(
    {
      cluster,
      files: filesAt(request.sha),
      ...target.sha !== target.settingsSha && { earlier: filesAt(target.settingsSha) },
      command,
      commandText: request.command,
      requester: asking.ask.author.login
    },
    ports,
    { digest, ...parts && { parts } },
    { signal, stop: cancel.stop }
  );
}
async function goOn({ cluster, request }, ports, asking, run) {
  const { cancel, filesAt, signal } = run;
  const { settingsSha } = await asking.target();
  const record = recordOf(await ports.write.lock.read({ signal }));
  const same = requireSame(record, request, asking.ask);
  await checkContinued(same, { request, cluster }, asking, run);
  return continueOperation(
    {
      cluster,
      openFiles: async (revision) => filesAt(revision),
      earlier: filesAt(settingsSha),
      requester: asking.ask.author.login,
      id: same.id
    },
    ports,
    { signal, stop: cancel.stop }
  );
}
function requireSame(record, request, ask) {
  if (record === void 0) {
    throw new UserError("Cannot continue: no operation was broken off", { code: "nothing_to_continue" });
  }
  checkHandedOver(record, ask);
  if (record.digest === request.digest && record.revision === request.sha) return record;
  throw new UserError("Cannot continue: another operation was broken off since", {
    code: "plan_changed",
    hint: askAgain
  });
}
async function follow(work, following, { request, asking, run }) {
  try {
    return await reportResult(await work(), following, { request, asking, run });
  } catch (error) {
    const { latest } = following;
    if (latest === void 0) {
      saveHeld(void 0);
      throw error;
    }
    const ended = latest.state === "running" ? brokenOffBy(error, latest, run) : latest;
    await following.end(ended, {}, (text) => run.redactor.isClean(text));
    if (!(error instanceof UserError) || ended.state === "running") throw error;
    run.log.failure(error);
    return { state: ended.state, error };
  }
}
function brokenOffBy(error, latest, { redactor, signal }) {
  const safe = redactor.error(error);
  const reason = safe.kind === "user" ? { code: redactor.text(safe.code), message: safe.message, ...safe.hint !== void 0 && { hint: safe.hint } } : { code: redactor.text("bug"), message: redactor.text("Something went wrong in talos-chatops itself") };
  return { ...latest, state: signal.aborted ? "cancelled" : "failed", endedAt: realPace.now(), reason };
}
export {
  runOperatePhase
};
