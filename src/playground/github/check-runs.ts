/** What webhooks are told of check runs. */
import { emitEvent } from "./emit-event.ts";
import { checkRunFields } from "./event-fields.ts";
import type { CheckRun, Repository, State, User } from "./state.ts";

/** A check run was made, or came to its end. */
export function tellCheckRun(
  state: State,
  repository: Repository,
  run: CheckRun,
  event: { readonly action: "created" | "completed"; readonly sender: User },
): void {
  const payload = (apiUrl: string) => checkRunFields({ apiUrl, repository }, run);
  emitEvent(state, { repository, event: "check_run", ...event, payload });
}

/**
 * A person asks for it once more; only its own App hears of it, and nothing of it changes until that App acts.
 *
 * @throws Error for one that is not completed: GitHub offers no button there
 */
export function rerequestCheckRun(state: State, run: CheckRun, sender: User): void {
  if (run.status !== "completed") throw new Error(`check run ${run.id} is not completed`);
  ask(state, run, { action: "rerequested", sender });
}

/** @throws Error for a button that the check run does not have */
export function requestCheckRunAction(state: State, run: CheckRun, identifier: string, sender: User): void {
  if (!run.actions.some((action) => action.identifier === identifier)) {
    throw new Error(`check run ${run.id} has no action ${identifier}`);
  }
  ask(state, run, { action: "requested_action", sender, more: { requested_action: { identifier } } });
}

function ask(
  state: State,
  run: CheckRun,
  { more, ...event }: { readonly action: string; readonly sender: User; readonly more?: object },
): void {
  const repository = state.repositories.find(({ checkRuns }) => checkRuns.get(run.id) === run);
  if (repository === undefined) throw new Error(`check run ${run.id} is in no repository`);
  const payload = (apiUrl: string) => ({ ...checkRunFields({ apiUrl, repository }, run), ...more });
  emitEvent(state, { repository, event: "check_run", ...event, onlyFor: run.app, payload });
}
