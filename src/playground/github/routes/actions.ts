import { presentUser } from "../present.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf, requiredText } from "../route.ts";
import type { WorkflowRun } from "../state.ts";
import { dispatchInputs, startRun } from "../workflow-runs.ts";

/** Workflow runs: what the review of one said, and starting another. */
export const actionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/repos/:owner/:repo/actions/workflows/:workflow/dispatches",
    needs: ["actions=write"],
    handle: dispatch,
  },
  {
    method: "GET",
    path: "/repos/:owner/:repo/actions/runs/:run/approvals",
    needs: ["actions=read"],
    handle: listApprovals,
  },
];

const maxInputs = 25;

function dispatch(call: Call): Answer {
  const repository = repositoryOf(call);
  const path = `.github/workflows/${call.parameters["workflow"]}`;
  const ref = requiredText(call, "ref", "Workflow");
  const declared = dispatchInputs(repository, ref, path);
  if (declared === undefined) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const inputs = readInputs(call.body["inputs"]);
  const unknown = Object.keys(inputs).filter((name) => !declared.includes(name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const fullRef = ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
  startRun(call.state, repository, { path, event: "workflow_dispatch", actor: call.token.actor, inputs, ref: fullRef });
  return { status: 204 };
}

function readInputs(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length > maxInputs) throw new Refusal(422, `You may only define up to ${maxInputs} inputs`);
  return Object.fromEntries(
    entries.map(([name, text]: [string, unknown]) => {
      if (typeof text !== "string") throw new Refusal(422, `Invalid value for input '${name}'`);
      return [name, text];
    }),
  );
}

function runOf(call: Call): WorkflowRun {
  const run = repositoryOf(call).runs.get(Number(call.parameters["run"]));
  if (run === undefined) throw new Refusal(404, "Not Found");
  return run;
}

function listApprovals(call: Call): Answer {
  const { environments } = repositoryOf(call);
  const reviews = runOf(call).reviews.map(({ state, user, environment, comment }) => ({
    state,
    comment,
    user: presentUser(user, call.apiUrl),
    environments: [{ id: environments.get(environment)?.id ?? 0, name: environment }],
  }));
  return { status: 200, body: reviews };
}
