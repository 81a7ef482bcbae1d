import type { Repository, State } from "../state.ts";
import type { WorkflowRun } from "./run-state.ts";

/** A run with what is around it. */
export interface RunSite {
  readonly state: State;
  readonly repository: Repository;
  readonly run: WorkflowRun;
}
