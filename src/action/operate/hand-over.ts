import { dispatchWorkflow } from "../../adapters/github/dispatch-workflow.ts";
import type { Ask } from "../choose-task.ts";
import type { Target } from "../resolve-target.ts";
import type { RunContext } from "../run-context.ts";

interface HandOver {
  readonly ask: Ask;
  readonly target: () => Promise<Target>;
  readonly cluster: string;
}

/**
 * Starts another run of this workflow that goes on. Undefined in a run that was started so itself: where its runner is on
 * the same node again, a third one would be no better.
 */
export function handOverBy(
  { ask, target, cluster }: HandOver,
  { environment, github, log }: RunContext,
): ((operation: string) => Promise<void>) | undefined {
  const workflow = /\/\.github\/workflows\/([^/@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  if (workflow === undefined || (ask.kind === "dispatch" && ask.byProgram)) return undefined;
  return async (operation) => {
    const { defaultBranch } = await target();
    const pull = ask.number === undefined ? {} : { "pull-request": String(ask.number) };
    // The bot follows the run that goes on by this.
    const request = ask.kind === "request" ? { "request-id": String(ask.request.stored.id) } : {};
    const inputs = { command: "continue", cluster, operation, ...pull, ...request };
    const signal = AbortSignal.timeout(30_000);
    await dispatchWorkflow(github, { workflow, ref: defaultBranch?.name ?? "", inputs }, { signal });
    log.info(`Handed over: ${workflow} was started to continue ${operation}`);
  };
}
