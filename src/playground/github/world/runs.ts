/** What people do with environments and runs, without the API. */
import { findOrAddUser } from "../accounts.ts";
import { openEnvironment } from "../environment.ts";
import { bypassGate, reviewGate } from "../runs/gate.ts";
import { cancelRun, rerun } from "../runs/run-life.ts";
import type { WorkflowRun } from "../runs/run-state.ts";
import type { App, Environment, Repository, State, User } from "../state.ts";

export interface EnvironmentSettings extends Partial<Omit<Environment, "id" | "name" | "protectionRules">> {
  /** Apps that have to agree. */
  readonly protectionRules?: readonly App[];
}

export interface RunActions {
  addEnvironment(repository: Repository, name: string, settings?: EnvironmentSettings): Environment;
  /**
   * A reviewer answers for all jobs of the run that wait for the environment.
   *
   * @throws Error when none waits, for who is no reviewer, and for who started the run where that is prevented
   */
  review(
    run: WorkflowRun,
    environment: Environment | string,
    person: User | string,
    verdict: "approved" | "rejected",
    comment?: string,
  ): void;
  /** An administrator lets the jobs that wait pass without the others. */
  bypass(run: WorkflowRun, environment: Environment | string, person: User | string, comment?: string): void;
  /** Starts the next attempt. */
  rerun(run: WorkflowRun, person: User | string): void;
  /** As the button does: jobs that have not begun end at once. */
  cancelRun(run: WorkflowRun): void;
  /** Its dispatches are refused from then on. */
  disableWorkflow(repository: Repository, path: string): void;
}

export function runActions(state: State): RunActions {
  const person = (named: User | string) => (typeof named === "string" ? findOrAddUser(state, named) : named);
  const siteOf = (run: WorkflowRun) => {
    const repository = state.repositories.find(({ runs }) => runs.get(run.id) === run);
    if (repository === undefined) throw new Error(`no repository has the run ${run.id}`);
    return { state, repository, run };
  };
  return {
    addEnvironment(repository, name, { protectionRules = [], ...settings } = {}) {
      const environment: Environment = {
        ...openEnvironment(state.nextId(), name),
        ...settings,
        protectionRules: protectionRules.map((app) => ({ id: state.nextId(), app })),
      };
      repository.environments.set(name, environment);
      return environment;
    },
    review(run, environment, user, verdict, comment = "") {
      reviewGate(siteOf(run), { state: verdict, user: person(user), environment: nameOf(environment), comment });
    },
    bypass(run, environment, user, comment = "") {
      bypassGate(siteOf(run), { user: person(user), environment: nameOf(environment), comment });
    },
    rerun: (run, user) => rerun(siteOf(run), person(user)),
    cancelRun: (run) => cancelRun(siteOf(run)),
    disableWorkflow: (repository, path) => void repository.disabledWorkflows.add(path),
  };
}

function nameOf(environment: Environment | string): string {
  return typeof environment === "string" ? environment : environment.name;
}
