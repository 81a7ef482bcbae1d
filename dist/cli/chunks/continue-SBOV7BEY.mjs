import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  continueOperation,
  createLiveProgress,
  describeOperation,
  recordedCommand,
  riskOf,
  showResult
} from "./chunk-PDFERDSS.mjs";
import "./chunk-LIOT4LWK.mjs";
import {
  bareName,
  confirm,
  givenLine,
  openOperation,
  readCommand,
  requesterOf
} from "./chunk-RZQ4RQAE.mjs";
import "./chunk-6OAT57D5.mjs";
import "./chunk-S5LSDLKO.mjs";
import {
  openRevision
} from "./chunk-3XUJSGAV.mjs";
import "./chunk-EWQ63OKD.mjs";
import "./chunk-CGAG4KJM.mjs";
import "./chunk-24MUTCWT.mjs";
import "./chunk-H2VVC5AP.mjs";
import "./chunk-JTL3MS7Z.mjs";
import "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-3GNTJJF6.mjs";
import "./chunk-WQCB6VHB.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-J2TA3IMP.mjs";
import "./chunk-V7XVEVV4.mjs";
import "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-FFUMUOPK.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/operate/continue.ts
async function runContinue(call) {
  const opened = await openOperation(call, givenLine(call, "continue"), readCommand(call, "continue"));
  try {
    const record = await findRecord(call, opened);
    for (const line of recordLines(record)) call.output.say(line);
    await confirmRecord(call, record);
    const result = await goOn(call, opened, record);
    return showResult(call, result, describeOperation(result.prepared, result.progress.requester));
  } finally {
    opened.close();
  }
}
async function confirmRecord(call, record) {
  const question = questionOf(record);
  if (!call.options.flag("yes")) return confirm(call, question);
  if (question.name === void 0) return;
  throw new UserError(`Nothing was changed: ${record.command} destroys, and --yes is not enough to go on with it`, {
    code: "confirmation_missing",
    hint: "Continue it at a terminal, where the node's name is asked for, or give the whole command anew."
  });
}
function questionOf(record) {
  const command = recordedCommand(record);
  return riskOf(command) === "destroy" && "node" in command ? { name: bareName(command.node) } : {};
}
async function findRecord({ signal }, { cluster, ports }) {
  const state = await ports.write.lock.read({ signal });
  if (state.kind === "operation" && !state.expired) {
    throw new UserError(`Cannot go on: ${state.holder.name} is at it since ${state.since.replace(/\.\d+Z$/, "Z")}`, {
      code: "lock_held",
      hint: "Wait for its end, or stop it: talos-chatops abort."
    });
  }
  const record = state.kind === "person" ? void 0 : state.record;
  if (record !== void 0) return record;
  throw new UserError(`Nothing was broken off in cluster ${cluster.name}`, { code: "nothing_to_continue" });
}
function recordLines({ command, cluster, revision, requester, startedAt, nodes }) {
  const width = Math.max(0, ...nodes.map(({ name }) => name.length));
  return [
    `${command} on ${cluster}, begun ${new Date(startedAt).toISOString()} by ${requester}, revision ${revision.slice(0, 12)}`,
    ...nodes.map(
      ({ name, state, step }) => `  ${name.padEnd(width)}  ${state}${step === void 0 ? "" : `, at ${step}`}`
    )
  ].map(logText);
}
async function goOn(call, opened, { id }) {
  const { output, signal, holdOn } = call;
  const { cluster, ports, repository } = opened;
  const stop = holdOn();
  const live = createLiveProgress(output);
  try {
    return await continueOperation(
      { cluster, openFiles: (revision) => openFiles(repository, revision), requester: requesterOf(call), id },
      { ...ports, onOperation: live.update },
      { signal, stop }
    );
  } finally {
    live.end();
  }
}
async function openFiles({ root, files }, revision) {
  if (files.revision === revision) return files;
  const found = /^[0-9a-f]{40,64}$/.test(revision) ? await openRevision(root, revision) : void 0;
  if (found !== void 0) return found;
  throw new UserError(`Cannot go on: the repository is not at ${revision}, where the operation was begun`, {
    code: "nothing_to_continue",
    hint: "Check that revision out, or give the command anew."
  });
}
export {
  runContinue
};
