import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createPosting,
  createRunLog,
  listenForCancel,
  openRun
} from "./chunk-C2PBBZV2.mjs";
import {
  writeOutcomes,
  writeOutputs,
  writeSummary
} from "./chunk-NZSKIVH6.mjs";
import "./chunk-LBEMVSUN.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-YB6JIVX2.mjs";
import {
  setFailed
} from "./chunk-YHNMAZDE.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-2WWPMZ54.mjs";
import {
  renderErrorComment
} from "./chunk-Q3VGIBY3.mjs";
import {
  visibleText
} from "./chunk-3HM5YD2R.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-2YYTUAHC.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/run-task.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

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

// src/action/run-task.ts
async function runTask(task, environment) {
  const redactionKey = (0, import_node_crypto.randomBytes)(32);
  const redactor = createRedactor({ key: redactionKey });
  const log = createRunLog((text) => process.stdout.write(text), redactor);
  const cancel = listenForCancel(process, log);
  try {
    const run = openRun({ environment, log, signal: cancel.signal, cancel, redactor, redactionKey });
    const posting = createPosting(log, { isExpected: hasReadingToken(task, environment) });
    await perform(task, posting, run);
  } catch (error) {
    await reportFailure(error, { log, redactor, environment, wasCancelled: cancel.signal.aborted });
  } finally {
    cancel.end();
    leaveSoon();
  }
}
var lastMs = 1e4;
function leaveSoon() {
  setTimeout(() => process.exit(), lastMs).unref();
}
async function perform(task, posting, run) {
  if (task.kind !== "comment" && task.kind !== "dispatch") {
    const { planEvent } = await import("./plan-event-HSXZQHSZ.mjs");
    await writeOutcomes(await planEvent(task, posting, run), posting.problems, run);
    return;
  }
  if (run.inputs.phase === "operate") {
    const { runOperatePhase } = await import("./operate-phase-2E3FA52V.mjs");
    const { writePhaseOutcome } = await import("./write-phase-outcome-5CBJXJYJ.mjs");
    await writePhaseOutcome(await runOperatePhase(task, posting, run), posting.problems, run);
    return;
  }
  const { answerAsk } = await import("./answer-ask-FQ34OXCY.mjs");
  const { outcomes, requests } = await answerAsk(task, posting, run);
  await writeOutcomes(outcomes, posting.problems, run);
  writeOutputs({ operate: String(requests.length > 0), requests: JSON.stringify(requests) });
}
function hasReadingToken(task, environment) {
  return task.kind === "pull-request" && (task.fork || environment["GITHUB_ACTOR"] === "dependabot[bot]");
}
export {
  runTask
};
