import { repositoryUrl } from "../present.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf, requiredText } from "../route.ts";
import { findWorkflow } from "../runs/find-workflow.ts";
import { presentWorkflow, runWebUrl } from "../runs/present-run.ts";
import { startRun } from "../runs/run-life.ts";
import { type DispatchInput, readWorkflowFile } from "../runs/workflow-file.ts";

const base = "/repos/:owner/:repo/actions/workflows";

/** Workflows, and starting runs of them. */
export const workflowRoutes: readonly Route[] = [
  { method: "GET", path: base, needs: ["actions=read"], handle: listWorkflows },
  { method: "GET", path: `${base}/:workflow`, needs: ["actions=read"], handle: readWorkflow },
  { method: "POST", path: `${base}/:workflow/dispatches`, needs: ["actions=write"], handle: dispatch },
];

const maxInputs = 25;
const maxInputsLength = 65_535;
const fields = ["ref", "inputs", "return_run_details"];

function readWorkflow(call: Call): Answer {
  const repository = repositoryOf(call);
  const workflow = findWorkflow(repository, call.parameters["workflow"] ?? "");
  if (workflow === undefined) throw new Refusal(404, "Not Found");
  return { status: 200, body: presentWorkflow({ apiUrl: call.apiUrl, repository }, workflow) };
}

function listWorkflows(call: Call): Answer {
  const repository = repositoryOf(call);
  const files = repository.objects.files(repository.branches.get(repository.defaultBranch) ?? "");
  const found = Object.keys(files).flatMap((path) => findWorkflow(repository, path.split("/").at(-1) ?? "") ?? []);
  const workflows = [...new Map(found.map((workflow) => [workflow.path, workflow])).values()];
  return {
    list: workflows.map((workflow) => presentWorkflow({ apiUrl: call.apiUrl, repository }, workflow)),
    wrap: (page) => ({ total_count: workflows.length, workflows: page }),
  };
}

function dispatch(call: Call): Answer {
  const repository = repositoryOf(call);
  const known = findWorkflow(repository, call.parameters["workflow"] ?? "");
  if (known === undefined) throw new Refusal(404, "Not Found");
  refuseUnknownFields(call);
  const { path } = known;
  const ref = requiredText(call, "ref", "Workflow");
  const fullRef = ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
  const sha = repository.branches.get(fullRef.replace("refs/heads/", ""));
  if (sha === undefined) throw new Refusal(422, `No ref found for: ${ref}`);
  const declared = readWorkflowFile(repository, sha, path)?.dispatchInputs;
  if (declared === undefined) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  if (repository.disabledWorkflows.has(path))
    throw new Refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  const inputs = completeInputs(readInputs(call.body["inputs"]), declared);
  const actor = call.token.actor;
  const run = startRun(call.state, repository, { path, event: "workflow_dispatch", actor, inputs, ref: fullRef, sha });
  if (call.body["return_run_details"] !== true) return { status: 204 };
  const place = { apiUrl: call.apiUrl, repository };
  return {
    status: 200,
    body: {
      workflow_run_id: run.id,
      run_url: `${repositoryUrl(place)}/actions/runs/${run.id}`,
      html_url: runWebUrl(place, run),
    },
  };
}

/** An Enterprise Server up to 3.20 does not know `return_run_details`. */
function refuseUnknownFields({ body, state }: Call): void {
  const unknown = Object.keys(body).filter(
    (field) => !fields.includes(field) || (field === "return_run_details" && state.refusesRunDetails !== undefined),
  );
  if (unknown.length === 0) return;
  const names = unknown.map((field) => `"${field}"`).join(", ");
  const noun = unknown.length > 1 ? "are not permitted keys" : "is not a permitted key";
  throw new Refusal(state.refusesRunDetails ?? 422, `Invalid request.\n\n${names} ${noun}.`);
}

function readInputs(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length > maxInputs)
    throw new Refusal(
      422,
      `Invalid request.\n\nNo more than ${maxInputs} properties are allowed; ${entries.length} were supplied.`,
    );
  const inputs = entries.map(([name, text]: [string, unknown]) => {
    if (typeof text !== "string") throw new Refusal(422, `Invalid value for input '${name}'`);
    return [name, text] as const;
  });
  if (inputs.reduce((length, [, text]) => length + text.length, 0) > maxInputsLength)
    throw new Refusal(422, "inputs are too large.");
  return Object.fromEntries(inputs);
}

/** What is declared comes with its default; what is not is refused. */
function completeInputs(
  given: Readonly<Record<string, string>>,
  declared: ReadonlyMap<string, DispatchInput>,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const inputs = [...declared].flatMap(([name, { isRequired, options, ...input }]) => {
    const value = given[name] ?? input.default;
    if (isRequired && (value ?? "") === "") throw new Refusal(422, `Required input '${name}' not provided`);
    if (value !== undefined && options !== undefined && !options.includes(value))
      throw new Refusal(422, `Provided value '${value}' for input '${name}' not in the list of allowed values`);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(inputs);
}
