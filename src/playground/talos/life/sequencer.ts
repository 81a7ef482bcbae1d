/** Runs a machine's sequences as machined does: one at a time, phase by phase, each step told as an event. */
import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
import { Code as ErrorCode } from "../../../adapters/talos/proto/common/common_pb.ts";
import {
  PhaseEvent_Action as PhaseAction,
  PhaseEventSchema,
  SequenceEvent_Action as SequenceAction,
  SequenceEventSchema,
  TaskEvent_Action as TaskAction,
  TaskEventSchema,
} from "../../../adapters/talos/proto/machine/events_pb.ts";
import type { Clock } from "../../clock.ts";

export type SequenceName =
  | "boot"
  | "initialize"
  | "install"
  | "maintenanceUpgrade"
  | "reboot"
  | "reset"
  | "shutdown"
  | "stageUpgrade"
  | "upgrade";

export interface Task {
  readonly name: string;
  readonly ms: number;
  readonly begin?: () => void;
  /** Asked when the time is over; the task goes on until it holds, asked again by `resume`. */
  readonly until?: () => boolean;
  /** Gives the reason when the task, and with it the sequence, fails. */
  readonly end?: () => string | undefined;
}

export interface Phase {
  readonly name: string;
  readonly tasks: readonly Task[];
}

export interface Sequence {
  readonly name: SequenceName;
  readonly phases: readonly Phase[];
  /** Marks the events of this request. */
  readonly actorId?: string;
  /** Stops whatever runs, even what it could not take over otherwise. */
  readonly takeover?: boolean;
  readonly whenDone?: () => void;
  readonly whenFailed?: (reason: string) => void;
}

export interface SequencerOptions {
  readonly clock: Clock;
  publish<Schema extends DescMessage>(schema: Schema, payload: MessageInitShape<Schema>, actorId?: string): void;
  /** Called beside the event: a phase that starts may bring the machine to another stage. */
  readonly onPhase: (sequence: SequenceName, phase: string) => void;
  readonly onStart: (sequence: SequenceName) => void;
  /** A task that never comes to its end. */
  readonly isStuck: (task: string) => boolean;
}

/** What may stop what: machined's table (internal/app/machined/pkg/runtime/sequencer.go). */
const takeOver: Readonly<Partial<Record<SequenceName, readonly SequenceName[]>>> = {
  initialize: ["maintenanceUpgrade", "reboot"],
  boot: ["reboot", "reset", "upgrade"],
  reboot: ["reboot"],
  reset: ["reboot"],
};

interface Running {
  readonly sequence: Sequence;
  readonly rest: Iterator<readonly [Phase, Task]>;
  phase: Phase | undefined;
  task: Task | undefined;
  cancel: (() => void) | undefined;
  /** The task is stuck, or waits for something although its time is over. */
  held: boolean;
}

export class Sequencer {
  readonly #options: SequencerOptions;
  #running: Running | undefined;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  get running(): SequenceName | undefined {
    return this.#running?.sequence.name;
  }

  /** Starts now, or tells by an event that another sequence holds the lock. */
  start(sequence: Sequence): "started" | "locked" {
    const holder = this.#running;
    if (holder !== undefined) {
      const may = sequence.takeover === true || takeOver[holder.sequence.name]?.includes(sequence.name) === true;
      if (!may) {
        // Talos does not say whose it was.
        this.#publishFailure({ name: sequence.name }, ErrorCode.LOCKED, "sequence not started: locked");
        return "locked";
      }
      this.#abandon(holder, ErrorCode.CANCELED, "sequence failed: context canceled");
    }
    const rest = steps(sequence.phases);
    const run: Running = { sequence, rest, phase: undefined, task: undefined, cancel: undefined, held: false };
    this.#running = run;
    this.#publishSequence(sequence, SequenceAction.START);
    this.#options.onStart(sequence.name);
    this.#step(run);
    return "started";
  }

  /** The machine is gone; nothing more happens and nothing is told. */
  halt(): void {
    this.#running?.cancel?.();
    this.#running = undefined;
  }

  /** Goes on with a task that was stuck, or waited for something, if it no longer has to. */
  resume(): void {
    const run = this.#running;
    if (run?.task === undefined || !run.held) return;
    if (!this.#options.isStuck(run.task.name) && run.task.until?.() !== false) this.#wait(run, run.task, 0);
  }

  #step(run: Running): void {
    if (this.#running !== run) return;
    const next = run.rest.next();
    const entry = next.done === true ? undefined : next.value;
    this.#enterPhase(run, entry?.[0]);
    if (this.#running !== run) return;
    if (entry === undefined) this.#finish(run);
    else this.#begin(run, entry[1]);
  }

  #begin(run: Running, task: Task): void {
    run.task = task;
    this.#options.publish(TaskEventSchema, { task: task.name, action: TaskAction.START }, run.sequence.actorId);
    task.begin?.();
    if (this.#running !== run) return;
    run.held = this.#options.isStuck(task.name);
    if (!run.held) this.#wait(run, task);
  }

  #wait(run: Running, task: Task, ms = task.ms): void {
    run.held = false;
    run.cancel = this.#options.clock.after(ms, () => {
      run.held = task.until?.() === false;
      if (run.held) return;
      const failure = task.end?.();
      if (this.#running !== run) return;
      if (failure !== undefined) return this.#fail(run, failure);
      this.#options.publish(TaskEventSchema, { task: task.name, action: TaskAction.STOP }, run.sequence.actorId);
      run.task = undefined;
      this.#step(run);
    });
  }

  #enterPhase(run: Running, phase: Phase | undefined): void {
    if (run.phase === phase) return;
    const { actorId, name } = run.sequence;
    if (run.phase !== undefined)
      this.#options.publish(PhaseEventSchema, { phase: run.phase.name, action: PhaseAction.STOP }, actorId);
    run.phase = phase;
    if (phase === undefined) return;
    this.#options.publish(PhaseEventSchema, { phase: phase.name, action: PhaseAction.START }, actorId);
    this.#options.onPhase(name, phase.name);
  }

  #finish(run: Running): void {
    this.#running = undefined;
    this.#publishSequence(run.sequence, SequenceAction.STOP);
    run.sequence.whenDone?.();
  }

  #fail(run: Running, reason: string): void {
    this.#abandon(run, ErrorCode.FATAL, `sequence failed: ${reason}`);
    run.sequence.whenFailed?.(reason);
  }

  #abandon(run: Running, code: ErrorCode, message: string): void {
    run.cancel?.();
    this.#running = undefined;
    const { actorId } = run.sequence;
    if (run.task !== undefined)
      this.#options.publish(TaskEventSchema, { task: run.task.name, action: TaskAction.STOP }, actorId);
    if (run.phase !== undefined)
      this.#options.publish(PhaseEventSchema, { phase: run.phase.name, action: PhaseAction.STOP }, actorId);
    this.#publishSequence(run.sequence, SequenceAction.STOP);
    this.#publishFailure(run.sequence, code, message);
  }

  #publishSequence({ name, actorId }: Sequence, action: SequenceAction): void {
    this.#options.publish(SequenceEventSchema, { sequence: name, action }, actorId);
  }

  #publishFailure({ name, actorId }: Pick<Sequence, "name" | "actorId">, code: ErrorCode, message: string): void {
    const payload = { sequence: name, action: SequenceAction.NOOP, error: { code, message } };
    this.#options.publish(SequenceEventSchema, payload, actorId);
  }
}

function* steps(phases: readonly Phase[]): Generator<readonly [Phase, Task], undefined> {
  for (const phase of phases) for (const task of phase.tasks) yield [phase, task];
}
