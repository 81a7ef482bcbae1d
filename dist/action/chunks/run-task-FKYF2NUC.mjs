import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createPosting,
  createRunLog,
  listenForCancel,
  openRun
} from "./chunk-QEDHJJI3.mjs";
import {
  performAsk
} from "./chunk-E72L3CY3.mjs";
import "./chunk-EHJ44W4B.mjs";
import "./chunk-GHCTDYZA.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import "./chunk-4A32ZLFE.mjs";
import {
  writeOutcomes,
  writeOutputs,
  writeSummary
} from "./chunk-5P53UJAG.mjs";
import {
  setFailed
} from "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-MGR2BVBE.mjs";
import {
  renderErrorComment
} from "./chunk-G4LSGC3P.mjs";
import {
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-HDXGC2FX.mjs";
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
  if (task.kind === "commit" || task.kind === "pull-request") {
    const { planEvent } = await import("./plan-event-RUKSAGYP.mjs");
    await writeOutcomes(await planEvent(task, posting, run), posting.problems, run);
  } else if (isRequested(task)) {
    const { performRequest } = await import("./perform-request-CLF7MXYH.mjs");
    await performRequest(task, posting, run);
  } else await performAsk(task, posting, run);
}
function isRequested(task) {
  return task.kind === "request" || task.kind === "dispatch" && task.requestId !== void 0;
}
function hasReadingToken(task, environment) {
  return task.kind === "pull-request" && (task.fork || environment["GITHUB_ACTOR"] === "dependabot[bot]");
}
export {
  runTask
};
