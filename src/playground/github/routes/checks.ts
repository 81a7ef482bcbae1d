import { tellCheckRun } from "../check-runs.ts";
import { fullName, webUrl } from "../present.ts";
import { presentCheckRun } from "../present-check-run.ts";
import { type Answer, type Call, invalid, Refusal, type Route, repositoryOf, requiredText, textOf } from "../route.ts";
import type { Annotation, CheckRun } from "../state.ts";

const write = ["checks=write"];
const read = ["checks=read"];

/** Check runs and their annotations. */
export const checkRoutes: readonly Route[] = [
  { method: "POST", path: "/repos/:owner/:repo/check-runs", needs: write, handle: createRun },
  { method: "GET", path: "/repos/:owner/:repo/check-runs/:run", needs: read, handle: readRun },
  { method: "PATCH", path: "/repos/:owner/:repo/check-runs/:run", needs: write, handle: updateRun },
  { method: "GET", path: "/repos/:owner/:repo/check-runs/:run/annotations", needs: read, handle: listAnnotations },
  { method: "GET", path: "/repos/:owner/:repo/commits/:ref/check-runs", needs: read, handle: listRuns },
];

const conclusions = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"];
const statuses = ["queued", "in_progress", "completed"];
const maxActions = 3;
const maxAnnotations = 50;
const maxTextLength = 65_535;

function placeOf(call: Call) {
  return { apiUrl: call.apiUrl, repository: repositoryOf(call) };
}

function createRun(call: Call): Answer {
  const place = placeOf(call);
  const headSha = requiredText(call, "head_sha", "CheckRun");
  if (!place.repository.objects.commits.has(headSha)) {
    throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  }
  if (call.token.app === undefined) throw new Refusal(403, "You must authenticate via a GitHub App.");
  const run: CheckRun = {
    id: call.state.nextId(),
    name: requiredText(call, "name", "CheckRun"),
    headSha,
    externalId: "",
    detailsUrl: "",
    status: "queued",
    conclusion: null,
    startedAt: call.state.now().toISOString(),
    completedAt: null,
    app: call.token.app,
    actions: [],
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  change(call, run);
  place.repository.checkRuns.set(run.id, run);
  const sender = call.token.actor;
  tellCheckRun(call.state, place.repository, run, { action: "created", sender });
  if (run.status === "completed") tellCheckRun(call.state, place.repository, run, { action: "completed", sender });
  return { status: 201, body: presentCheckRun(place, run) };
}

function runOf(call: Call): CheckRun {
  const run = repositoryOf(call).checkRuns.get(Number(call.parameters["run"]));
  if (run === undefined) throw new Refusal(404, "Not Found");
  return run;
}

function readRun(call: Call): Answer {
  return { status: 200, body: presentCheckRun(placeOf(call), runOf(call)) };
}

function updateRun(call: Call): Answer {
  const run = runOf(call);
  if (run.app !== call.token.app)
    throw new Refusal(403, "Invalid app_id `1` - check run can only be modified by the GitHub App that created it.");
  if (run.job) throw new Refusal(403, "Check runs of GitHub Actions' own jobs can only be changed by GitHub Actions.");
  const wasCompleted = run.status === "completed";
  change(call, run);
  if (run.status === "completed" && !wasCompleted) {
    tellCheckRun(call.state, repositoryOf(call), run, { action: "completed", sender: call.token.actor });
  }
  return { status: 200, body: presentCheckRun(placeOf(call), run) };
}

function listAnnotations(call: Call): Answer {
  const { annotations, headSha } = runOf(call);
  const web = `${webUrl(call.apiUrl)}/${fullName(repositoryOf(call))}`;
  return {
    list: annotations.map((annotation) => ({ ...annotation, blob_href: `${web}/blob/${headSha}/${annotation.path}` })),
  };
}

function listRuns(call: Call): Answer {
  const place = placeOf(call);
  const ref = call.parameters["ref"] ?? "";
  const sha = place.repository.branches.get(ref) ?? ref;
  const wanted = (field: string, value: string | number) => (call.query.get(field) ?? `${value}`) === `${value}`;
  const all = [...place.repository.checkRuns.values()]
    .filter(({ headSha }) => headSha === sha)
    .filter((run) => wanted("check_name", run.name) && wanted("app_id", run.app.id) && wanted("status", run.status))
    .toReversed();
  const runs = call.query.get("filter") === "all" ? all : latestOf(all);
  return {
    list: runs.map((run) => presentCheckRun(place, run)),
    wrap: (page) => ({ total_count: runs.length, check_runs: page }),
  };
}

/** Unless all are asked for, GitHub names only the youngest of each name and App. */
function latestOf(runs: readonly CheckRun[]): readonly CheckRun[] {
  return runs.filter((run, index) => {
    return !runs.slice(0, index).some((younger) => younger.name === run.name && younger.app === run.app);
  });
}

function change(call: Call, run: CheckRun): void {
  run.externalId = textOf(call, "external_id") ?? run.externalId;
  run.detailsUrl = textOf(call, "details_url") ?? run.detailsUrl;
  const status = oneOf(call, "status", statuses);
  const conclusion = oneOf(call, "conclusion", conclusions);
  if (status === "completed" && conclusion === undefined) throw invalid("CheckRun", "conclusion", "missing_field");
  if (status !== undefined && conclusion === undefined) {
    // A completed one is open again.
    run.status = status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (conclusion !== undefined) {
    run.conclusion = conclusion;
    run.status = "completed";
    run.completedAt = call.state.now().toISOString();
  }
  run.actions = readActions(call.body["actions"]) ?? run.actions;
  const output = call.body["output"];
  if (typeof output === "object" && output !== null) changeOutput(run, { ...output });
}

function readActions(value: unknown): CheckRun["actions"] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length > maxActions) throw invalid("CheckRun", "actions", "invalid");
  return value.map((action: unknown) => {
    const fields = new Map<string, unknown>(
      typeof action === "object" && action !== null ? Object.entries(action) : [],
    );
    const text = (name: string, longest: number) => {
      const field = fields.get(name);
      if (typeof field !== "string" || field.length > longest) throw invalid("CheckRun", `actions.${name}`, "invalid");
      return field;
    };
    return { label: text("label", 20), description: text("description", 40), identifier: text("identifier", 20) };
  });
}

function changeOutput(run: CheckRun, output: Readonly<Record<string, unknown>>): void {
  const text = (field: string) => {
    const value = output[field];
    if (typeof value !== "string") return undefined;
    if (value.length > maxTextLength) throw invalid("CheckRun", field, "too_long");
    return value;
  };
  if (text("title") === undefined || text("summary") === undefined)
    throw invalid("CheckRun", "output", "missing_field");
  run.output = {
    title: text("title") ?? null,
    summary: text("summary") ?? null,
    text: text("text") ?? run.output.text,
  };
  const annotations = Array.isArray(output["annotations"]) ? output["annotations"] : [];
  if (annotations.length > maxAnnotations) {
    throw new Refusal(
      422,
      `Invalid request.\n\nNo more than ${maxAnnotations} items are allowed; ${annotations.length} were supplied.`,
    );
  }
  run.annotations.push(...annotations.map(readAnnotation));
}

function readAnnotation(value: unknown): Annotation {
  const fields = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const text = (name: string): string | null => {
    const field: unknown = fields.get(name);
    return typeof field === "string" ? field : null;
  };
  const line = (name: string): number | null => {
    const field: unknown = fields.get(name);
    return typeof field === "number" && field > 0 ? field : null;
  };
  const path = text("path");
  const startLine = line("start_line");
  const endLine = line("end_line");
  const level = text("annotation_level");
  if (path === null || startLine === null || endLine === null || endLine < startLine) {
    throw invalid("CheckRun", "annotations", "invalid");
  }
  if (!["notice", "warning", "failure"].includes(level ?? "") || text("message") === null) {
    throw invalid("CheckRun", "annotations", "invalid");
  }
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    start_column: line("start_column"),
    end_column: line("end_column"),
    annotation_level: level,
    title: text("title"),
    message: text("message"),
    raw_details: text("raw_details"),
  };
}

function oneOf(call: Call, field: string, allowed: readonly string[]): string | undefined {
  const value = textOf(call, field);
  if (value !== undefined && !allowed.includes(value)) throw invalid("CheckRun", field, "invalid");
  return value;
}
