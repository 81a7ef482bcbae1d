import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createPosting,
  createRunLog,
  listenForCancel,
  openRun
} from "./chunk-QEDHJJI3.mjs";
import {
  openLiveComment,
  operationKey,
  renderProgress,
  setDeploymentStatus
} from "./chunk-PECS3V2L.mjs";
import {
  realPace
} from "./chunk-YX7YZCZS.mjs";
import {
  readDefaultBranch
} from "./chunk-ZFYVKNR2.mjs";
import {
  readHeld,
  readProgress,
  removeProgress
} from "./chunk-RKQ2ARUM.mjs";
import "./chunk-GHCTDYZA.mjs";
import {
  openCluster
} from "./chunk-NIVHEI4V.mjs";
import "./chunk-EJE2KNFJ.mjs";
import {
  chooseCluster
} from "./chunk-P2CFB6J2.mjs";
import "./chunk-QR4OKCLH.mjs";
import {
  readSettings
} from "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import {
  temporaryFolder
} from "./chunk-5GYLAGCH.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import "./chunk-VITRDJYN.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-4A32ZLFE.mjs";
import {
  withheld
} from "./chunk-VDWMSX5A.mjs";
import "./chunk-657ERBJW.mjs";
import "./chunk-MTTRY2YG.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import "./chunk-G4LSGC3P.mjs";
import "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/operate/release-held.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var import_node_fs = __toESM(require_node_fs(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function releaseHeld(environment) {
  const redactionKey = (0, import_node_crypto.randomBytes)(32);
  const redactor = createRedactor({ key: redactionKey });
  const log = createRunLog((text) => process.stdout.write(text), redactor);
  const cancel = listenForCancel(process, log);
  try {
    const held = readHeld(environment);
    const run = openRun({ environment, log, signal: cancel.signal, cancel, redactor, redactionKey });
    const posting = createPosting(log, { isExpected: false });
    log.info(`Operation ${held.operation ?? ""} was interrupted: letting go of what it held`);
    await posting.attempt(() => releaseLock(held, run));
    await sayInterrupted(held, posting, run);
    removeLeftovers(held, environment);
  } catch (error) {
    log.failure(error);
  } finally {
    cancel.end();
  }
}
async function releaseLock({ cluster: name, identity }, run) {
  const { filesAt, github, inputs, log, signal } = run;
  const { sha } = await readDefaultBranch(github, { signal });
  const settings = await readSettings(filesAt(sha), { path: inputs.settingsPath, signal });
  const opened = await openCluster(chooseCluster(settings, { name }), filesAt(sha), run);
  try {
    const { lock } = opened.write;
    const state = await lock.read({ signal });
    if (state.kind !== "operation" || state.holder.identity !== identity) {
      log.info("The lock is not held by this job any more");
      return;
    }
    const held = await lock.acquire(state.holder, { signal });
    const record = held.previous ?? state.record;
    await held.release(record === void 0 ? {} : { keep: { ...record, state: "cancelled" } });
    log.info("The lock is free again; the record of the operation stays");
  } finally {
    opened.close();
  }
}
async function sayInterrupted(held, posting, run) {
  const { environment, github, redactor, report } = run;
  const signal = AbortSignal.timeout(6e4);
  const { number, deployment, operation } = held;
  const progress = operation === void 0 ? void 0 : readProgress(operation, environment);
  let url;
  if (number !== void 0 && progress !== void 0) {
    const live = openLiveComment(github, { number, key: operationKey(progress.id) });
    const last = progress.state === "running" ? interrupted(progress, redactor.text) : progress;
    const text = renderProgress(last, { ...report, now: realPace.now() });
    await posting.attempt(() => live.write(redactor.isClean(text) ? text : withheld, { signal }));
    url = live.url;
  }
  if (deployment === void 0) return;
  const status = {
    state: "failure",
    description: "Interrupted: the run was cancelled or killed",
    ...report.runUrl !== void 0 && { logUrl: report.runUrl },
    ...url !== void 0 && { environmentUrl: url }
  };
  await posting.attempt(() => setDeploymentStatus(github, deployment, status, { signal }));
}
function interrupted(progress, text) {
  const endedAt = realPace.now();
  const states = { running: "failed", waiting: "not-started" };
  const inHand = progress.nodes.filter(({ state }) => state === "running").map(({ name }) => name);
  const where = inHand.length === 0 ? "" : `, with ${inHand.join(", ")} in hand`;
  return {
    ...progress,
    state: "cancelled",
    endedAt,
    reason: {
      code: text("interrupted"),
      message: text(`The run was interrupted${where}`),
      hint: text("Nothing is lost: `continue` looks at the cluster and goes on from there.")
    },
    nodes: progress.nodes.map((node) => ({
      ...node,
      state: states[node.state] ?? node.state,
      steps: node.steps.map((step) => step.state === "running" ? { ...step, state: "failed", endedAt } : step)
    }))
  };
}
function removeLeftovers({ operation }, environment) {
  if (operation !== void 0) removeProgress(operation, environment);
  const folder = temporaryFolder(environment);
  try {
    for (const name of (0, import_node_fs.readdirSync)(folder)) if (/\.(part|new)$/.test(name)) (0, import_node_fs.rmSync)((0, import_node_path.join)(folder, name));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
export {
  releaseHeld
};
