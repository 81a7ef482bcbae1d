import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  reactToComment
} from "./chunk-QZNXKJ5N.mjs";
import {
  openAsking
} from "./chunk-4FGIBLZY.mjs";
import {
  writeSummary
} from "./chunk-NZSKIVH6.mjs";
import {
  followOperation,
  realPace,
  saveHeld
} from "./chunk-W4EFN5IY.mjs";
import "./chunk-LBEMVSUN.mjs";
import "./chunk-SVFC2DHW.mjs";
import "./chunk-MTNBNKJH.mjs";
import {
  checkHandedOver,
  lockDigest,
  recordOf,
  requireRightToContinue
} from "./chunk-VHUOL7HA.mjs";
import {
  checkRun,
  chooseEnvironment,
  clusterOf,
  continueOperation,
  findRunnerPlace,
  headMoved,
  operate,
  originOf,
  parseRequest,
  readAgain,
  refuseClearSnapshot,
  refuseFork,
  requireApproval
} from "./chunk-VBITHGS3.mjs";
import {
  formatCommand,
  parseCommand,
  requirePermission
} from "./chunk-HYLD56N7.mjs";
import {
  riskOf
} from "./chunk-SRCCXFC4.mjs";
import {
  openCluster
} from "./chunk-T3TQIQWJ.mjs";
import {
  describePreparation,
  isClean,
  presentOperation
} from "./chunk-XC5KABBB.mjs";
import "./chunk-NBY5JESA.mjs";
import {
  publishStickyComment
} from "./chunk-DDWYSD3F.mjs";
import "./chunk-4CHBWOXG.mjs";
import "./chunk-UAHXZIYU.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-NZWP2ZM7.mjs";
import {
  attempt
} from "./chunk-YB6JIVX2.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-657ERBJW.mjs";
import "./chunk-YHNMAZDE.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-2WWPMZ54.mjs";
import {
  renderErrorComment
} from "./chunk-Q3VGIBY3.mjs";
import {
  codeSpan
} from "./chunk-3HM5YD2R.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-ZCXMJK5B.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-2YYTUAHC.mjs";
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
  const { environment } = request;
  const risk = command.name === "continue" ? continuedRisk(cluster, environment) : riskOf(command);
  if (cluster.name !== request.cluster || environment !== chooseEnvironment(cluster, risk)) throw settingsChanged();
  const isBoundToHead = command.name !== "unlock" && command.name !== "continue";
  if (isBoundToHead && target.sha !== request.sha) throw headMoved(ask.number ?? 0);
  const approvedBy = await requireApproval({ environment, risk, requester: ask.author.id }, run);
  return { request, command, cluster, approvedBy };
}
function continuedRisk(cluster, environment) {
  return environment === chooseEnvironment(cluster, "change") ? "change" : "destroy";
}
async function checkContinued(record, { request, cluster }, asking, run) {
  const { environment } = request;
  const { risk } = await requireRightToContinue(record, cluster, asking);
  if (environment !== chooseEnvironment(cluster, risk)) throw settingsChanged();
  await requireApproval({ environment, risk, requester: asking.ask.author.id }, run);
}
function readCommand(line, request) {
  const parsed = parseCommand(line ?? "");
  if (line !== void 0 && parsed.kind === "command" && formatCommand(parsed.command) === request.command) {
    return parsed.command;
  }
  throw new UserError("Cannot go by the command: it is not the one that was planned", {
    code: "comment_changed",
    hint: "Give the command again, as a new comment."
  });
}
function settingsChanged() {
  return new UserError("Cannot carry this out: the settings of the cluster changed since the plan", {
    code: "plan_changed",
    hint: "Give the command again, as a new comment."
  });
}

// src/adapters/github/dispatch-workflow.ts
async function dispatchWorkflow(github, dispatch, { signal }) {
  await attempt(
    { what: `start the workflow ${dispatch.workflow}`, needs: "actions: write" },
    async () => (await github.octokit()).rest.actions.createWorkflowDispatch({
      ...github.at,
      workflow_id: dispatch.workflow,
      ref: dispatch.ref,
      inputs: { ...dispatch.inputs },
      request: { signal, retries: 0 }
    })
  );
}

// src/action/operate/hand-over.ts
function handOverBy({ ask, target, cluster }, { environment, github, log }) {
  const workflow = /\/\.github\/workflows\/([^/@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  if (workflow === void 0 || ask.kind === "dispatch" && ask.byProgram) return void 0;
  return async (operation) => {
    const { defaultBranch } = await target();
    const pull = ask.number === void 0 ? {} : { "pull-request": String(ask.number) };
    const inputs = { command: "continue", cluster, operation, ...pull };
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

// src/report/operation/render-refusal.ts
function renderRefusal({ command, cluster, error }, context) {
  const title = `## ${codeSpan(`/talos ${command}`)} on ${codeSpan(cluster)}: \u26D4 not carried out`;
  return `${title}

Nothing was changed.

${renderErrorComment(error, context)}`;
}

// src/action/operate/report-refusal.ts
async function reportRefusal(error, request, asking, run) {
  const { environment, github, redactor, report } = run;
  const text = renderRefusal(
    {
      command: redactor.text(request.command),
      cluster: redactor.text(request.cluster),
      error: redactor.error(error)
    },
    report
  );
  await writeSummary(text, environment);
  const { ask, posting } = asking;
  if (ask.number === void 0) return;
  const comment = { number: ask.number, key: `refusal ${originOf(asking, run)} ${request.number}`, parts: [text] };
  const signal = AbortSignal.timeout(run.signal.aborted ? 2e3 : 6e4);
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
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
    await reportRefusal(error, request, asking, run);
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
    hint: "Give the command again, as a new comment."
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
