/** What becomes of an operation, written down while it happens: steps begun and ended, nodes done and failed. */
import type {
  NodeProgress,
  NodeState,
  OperationProgress,
  OperationState,
  Reason,
  StepName,
  StepProgress,
} from "./operation.ts";
import type { Pace } from "./pace.ts";

/** Tells what a step is at; undefined takes nothing back. */
export type Detail = (text: string) => void;

export interface ProgressRecorder {
  current(): OperationProgress;
  /** Runs a step of a node, or of the cluster as a whole. What `run` gives becomes no detail: use `detail`. */
  step<T>(node: string | undefined, name: StepName, run: (detail: Detail) => Promise<T>): Promise<T>;
  /** A step that is not needed, and why. */
  skip(node: string | undefined, name: StepName, detail: string): void;
  node(name: string, state: NodeState, reason?: Reason): void;
  end(state: OperationState, reason?: Reason): void;
}

/** @param onChange called with the whole state after every change, and once at the start */
export function recordProgress(
  initial: OperationProgress,
  { pace, onChange }: { readonly pace: Pace; readonly onChange: (progress: OperationProgress) => void },
): ProgressRecorder {
  let progress = initial;
  const change = (next: OperationProgress) => {
    progress = next;
    onChange(progress);
  };
  const changeNode = (name: string, edit: (node: NodeProgress) => NodeProgress) =>
    change({ ...progress, nodes: progress.nodes.map((node) => (node.name === name ? edit(node) : node)) });
  const changeSteps = (
    node: string | undefined,
    edit: (steps: readonly StepProgress[]) => readonly StepProgress[],
  ): void =>
    node === undefined
      ? change({ ...progress, steps: edit(progress.steps) })
      : changeNode(node, (one) => ({ ...one, steps: edit(one.steps) }));

  const step = async <T>(node: string | undefined, name: StepName, run: (detail: Detail) => Promise<T>): Promise<T> => {
    let shown: StepProgress = { name, state: "running", startedAt: pace.now() };
    changeSteps(node, (steps) => [...steps, shown]);
    const show = (next: StepProgress) => {
      const before = shown;
      shown = next;
      changeSteps(node, (steps) => steps.map((one) => (one === before ? next : one)));
    };
    try {
      const result = await run((detail) => {
        if (detail !== shown.detail && shown.state === "running") show({ ...shown, detail });
      });
      show({ ...shown, state: "done", endedAt: pace.now() });
      return result;
    } catch (error) {
      show({ ...shown, state: "failed", endedAt: pace.now() });
      throw error;
    }
  };
  onChange(progress);
  return {
    current: () => progress,
    step,
    skip: (node, name, detail) => {
      const now = pace.now();
      changeSteps(node, (steps) => [...steps, { name, state: "skipped", startedAt: now, endedAt: now, detail }]);
    },
    node: (name, state, reason) => changeNode(name, (one) => ({ ...one, state, ...(reason && { reason }) })),
    end: (state, reason) => change({ ...progress, state, endedAt: pace.now(), ...(reason && { reason }) }),
  };
}
