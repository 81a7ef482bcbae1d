/** A workflow's file as far as it is judged; no expression is evaluated. */
import { parseDocument } from "yaml";

export interface Workflow {
  readonly path: string;
  readonly triggers: readonly string[];
  readonly dispatchInputs: readonly string[];
  readonly runName: string;
  /** Of actions and reusable workflows, as written. */
  readonly uses: readonly string[];
  /** Of the jobs that talos-chatops runs in: the labels that a runner must have. */
  readonly labels: readonly (readonly string[])[];
  readonly asksPermissions: boolean;
}

/** @returns undefined for what is no workflow */
export function readWorkflow(path: string, text: string): Workflow | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  const root = toMap(safely(() => document.toJS({ maxAliasCount: 50 })));
  const jobs = Object.values(toMap(root["jobs"])).map(toMap);
  if (jobs.length === 0) return undefined;
  const on = root["on"];
  return {
    path,
    triggers: typeof on === "string" ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(toMap(on)),
    dispatchInputs: Object.keys(toMap(toMap(toMap(on)["workflow_dispatch"])["inputs"])),
    runName: textOf(root["run-name"]),
    uses: jobs.flatMap(usesOf),
    labels: jobs.flatMap(labelsOf),
    asksPermissions: "permissions" in root,
  };
}

/** Whether it is this project's action, or its reusable workflow. */
export function isOurs(uses: string): boolean {
  return /(^|\/)talos-chatops(\/|@)/.test(uses);
}

function usesOf(job: Fields): readonly string[] {
  const steps = Array.isArray(job["steps"]) ? job["steps"].map(toMap) : [];
  return [job, ...steps].map(({ uses }) => textOf(uses)).filter((uses) => uses !== "");
}

/** Those that the reusable workflow takes where it is told no others. */
const ownLabels = { "plan-runner": ["self-hosted", "talos-plan"], "operate-runner": ["self-hosted", "talos-operate"] };

function labelsOf(job: Fields): readonly (readonly string[])[] {
  if (!usesOf(job).some(isOurs)) return [];
  if (!isOurs(textOf(job["uses"]))) return [labelList(job["runs-on"])].filter(({ length }) => length > 0);
  const inputs = toMap(job["with"]);
  return Object.entries(ownLabels)
    .map(([input, labels]) => (input in inputs ? labelList(safely(() => JSON.parse(textOf(inputs[input])))) : labels))
    .filter(({ length }) => length > 0);
}

/** Empty where an expression chooses. */
function labelList(value: unknown): readonly string[] {
  const labels = toMap(value)["labels"] ?? value;
  const list = (Array.isArray(labels) ? labels : [labels]).filter((label) => typeof label === "string");
  return list.some((label) => label.includes("${{")) ? [] : list;
}

type Fields = Readonly<Record<string, unknown>>;

function toMap(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
