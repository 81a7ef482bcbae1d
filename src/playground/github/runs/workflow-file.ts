/** What GitHub itself reads in a workflow's file: what it is called, what starts it, how its runs are titled. */
import { parse } from "yaml";
import { evaluateText, toText } from "../../runner/evaluate-expression.ts";
import type { Repository } from "../state.ts";

export interface WorkflowFile {
  readonly path: string;
  /** The path where the file gives no name. */
  readonly name: string;
  /** Undefined: it cannot be dispatched. */
  readonly dispatchInputs: ReadonlyMap<string, DispatchInput> | undefined;
  /** @returns undefined without a `run-name` */
  title(contexts: Readonly<Record<string, unknown>>): string | undefined;
}

export interface DispatchInput {
  readonly isRequired: boolean;
  readonly default: string | undefined;
  /** Of type `choice`. */
  readonly options: readonly string[] | undefined;
}

/** @returns undefined where the commit has no such file */
export function readWorkflowFile(repository: Repository, sha: string, path: string): WorkflowFile | undefined {
  const text = repository.objects.files(sha)[path]?.content.toString("utf8");
  if (text === undefined) return undefined;
  const file: unknown = parse(text);
  const name = field(file, "name");
  const title = field(file, "run-name");
  return {
    path,
    name: typeof name === "string" ? name : path,
    dispatchInputs: readTriggers(field(file, "on")),
    title: (contexts) => (typeof title === "string" ? toText(evaluateText(title, contexts)).trim() : undefined),
  };
}

/** `on` may be one name, a list of names, or names with their settings. */
function readTriggers(triggers: unknown): ReadonlyMap<string, DispatchInput> | undefined {
  const names = typeof triggers === "string" ? [triggers] : triggers;
  if (Array.isArray(names)) return names.includes("workflow_dispatch") ? new Map() : undefined;
  if (typeof names !== "object" || names === null || !("workflow_dispatch" in names)) return undefined;
  const inputs = field(field(names, "workflow_dispatch"), "inputs");
  const entries: readonly [string, unknown][] =
    typeof inputs === "object" && inputs !== null ? Object.entries(inputs) : [];
  return new Map(entries.map(([name, input]) => [name, readInput(input)]));
}

function readInput(input: unknown): DispatchInput {
  const preset = field(input, "default");
  const options = field(input, "options");
  return {
    isRequired: field(input, "required") === true,
    default: preset === undefined || preset === null ? undefined : String(preset),
    options: Array.isArray(options) ? options.map(String) : undefined,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
