/** `lock`, `unlock`, `abort`: about the cluster's lock, with nothing to plan. */
import { UserError } from "../../errors.ts";
import type { ClusterLock, LockState } from "../../operation/cluster-lock.ts";
import { logText } from "../../report/log-text.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { givenLine, readCommand } from "./command-line.ts";
import { confirm } from "./confirm.ts";
import { openOperation } from "./open-operation.ts";
import { holderOf, requesterOf } from "./who-asks.ts";

/** What was done, in one sentence and as data. */
interface Done {
  readonly text: string;
  readonly data: object;
}

export async function runLock(call: CommandCall): Promise<ExitCode> {
  const { command } = readCommand(call, "lock");
  const reason = command.name === "lock" ? command.reason : undefined;
  return withLock(call, "lock", async (lock) => {
    await lock.lockFor(holderOf(call), reason, call);
    return {
      text: "Locked, until somebody unlocks it: talos-chatops unlock",
      data: { locked: true, by: requesterOf(call) },
    };
  });
}

export async function runUnlock(call: CommandCall): Promise<ExitCode> {
  return withLock(call, "unlock", async (lock) => {
    const state = await lock.read(call);
    if (state.kind === "free") return { text: "It was not locked", data: { locked: false } };
    call.output.say(logText(describeLock(state)));
    // of an operation that runs it is refused anyway
    const isRunning = state.kind === "operation" && !state.expired;
    if (!isRunning && !call.options.flag("yes")) await confirm(call, {});
    await lock.unlock(call);
    return { text: "Unlocked", data: { locked: false, was: state.holder.name } };
  });
}

export async function runAbort(call: CommandCall): Promise<ExitCode> {
  return withLock(call, "abort", async (lock) => {
    const isRunning = await lock.requestAbort(requesterOf(call), call);
    if (!isRunning) {
      throw new UserError("Nothing is running that could be stopped", { code: "nothing_to_continue" });
    }
    return {
      text: "Asked to stop: the node in hand is brought to its end, no further one is started",
      data: { asked: true },
    };
  });
}

async function withLock(
  call: CommandCall,
  name: "abort" | "lock" | "unlock",
  work: (lock: ClusterLock) => Promise<Done>,
): Promise<ExitCode> {
  const { cluster, ports, close } = await openOperation(call, givenLine(call, name), readCommand(call, name));
  try {
    const { text, data } = await work(ports.write.lock);
    if (call.output.json) call.output.writeJson({ version: 1, kind: name, cluster: cluster.name, ...data });
    else call.output.write(`${cluster.name}: ${text}.\n`);
    return 0;
  } finally {
    close();
  }
}

function describeLock(state: Exclude<LockState, { readonly kind: "free" }>): string {
  const why = state.kind === "person" && state.reason !== undefined ? `: ${state.reason}` : "";
  const how =
    state.kind === "operation" ? (state.expired ? ", whose run has ended without letting go" : ", which runs") : "";
  return `Locked by ${state.holder.name} since ${toSeconds(state.since)}${how}${why}`;
}

/** Kubernetes writes microseconds. */
function toSeconds(time: string): string {
  return time.replace(/\.\d+Z$/, "Z");
}
