import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  confirm,
  givenLine,
  holderOf,
  openOperation,
  readCommand,
  requesterOf
} from "./chunk-RZQ4RQAE.mjs";
import "./chunk-6OAT57D5.mjs";
import "./chunk-JTL3MS7Z.mjs";
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

// src/cli/operate/lock-commands.ts
async function runLock(call) {
  const { command } = readCommand(call, "lock");
  const reason = command.name === "lock" ? command.reason : void 0;
  return withLock(call, "lock", async (lock) => {
    await lock.lockFor(holderOf(call), reason, call);
    return {
      text: "Locked, until somebody unlocks it: talos-chatops unlock",
      data: { locked: true, by: requesterOf(call) }
    };
  });
}
async function runUnlock(call) {
  return withLock(call, "unlock", async (lock) => {
    const state = await lock.read(call);
    if (state.kind === "free") return { text: "It was not locked", data: { locked: false } };
    call.output.say(logText(describeLock(state)));
    const isRunning = state.kind === "operation" && !state.expired;
    if (!isRunning && !call.options.flag("yes")) await confirm(call, {});
    await lock.unlock(call);
    return { text: "Unlocked", data: { locked: false, was: state.holder.name } };
  });
}
async function runAbort(call) {
  return withLock(call, "abort", async (lock) => {
    const isRunning = await lock.requestAbort(requesterOf(call), call);
    if (!isRunning) {
      throw new UserError("Nothing is running that could be stopped", { code: "nothing_to_continue" });
    }
    return {
      text: "Asked to stop: the node in hand is brought to its end, no further one is started",
      data: { asked: true }
    };
  });
}
async function withLock(call, name, work) {
  const { cluster, ports, close } = await openOperation(call, givenLine(call, name), readCommand(call, name));
  try {
    const { text, data } = await work(ports.write.lock);
    if (call.output.json) call.output.writeJson({ version: 1, kind: name, cluster: cluster.name, ...data });
    else call.output.write(`${cluster.name}: ${text}.
`);
    return 0;
  } finally {
    close();
  }
}
function describeLock(state) {
  const why = state.kind === "person" && state.reason !== void 0 ? `: ${state.reason}` : "";
  const how = state.kind === "operation" ? state.expired ? ", whose run has ended without letting go" : ", which runs" : "";
  return `Locked by ${state.holder.name} since ${toSeconds(state.since)}${how}${why}`;
}
function toSeconds(time) {
  return time.replace(/\.\d+Z$/, "Z");
}
export {
  runAbort,
  runLock,
  runUnlock
};
