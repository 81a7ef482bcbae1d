/** Jobs of a workflow's file, as far as runners look at them here. */
import { parse } from "yaml";
import { type Contexts, evaluateText, isTrue, toText } from "./evaluate-expression.ts";

export type Permissions = Readonly<Record<string, "read" | "write" | "none">>;
type Texts = Readonly<Record<string, string>>;

export interface WorkflowText {
  readonly permissions?: Permissions;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, JobText>>;
  readonly on?: {
    readonly workflow_call?: { readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>> };
  };
}

export interface JobText {
  readonly name?: string;
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string | { readonly name: string };
  readonly permissions?: Permissions;
  readonly concurrency?: Concurrency;
  readonly outputs?: Texts;
  readonly "runs-on"?: string | readonly string[];
  readonly strategy?: { readonly matrix?: Texts; readonly "max-parallel"?: number };
  /** Of a job that calls another workflow. */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: "inherit" | Texts;
  /** The first one is run; it uses the action. */
  readonly steps?: readonly {
    readonly id?: string;
    readonly name?: string;
    readonly uses?: string;
    readonly with?: Texts;
    readonly env?: Texts;
  }[];
}

type Concurrency =
  | string
  | { readonly group: string; readonly queue?: "single" | "max"; readonly "cancel-in-progress"?: boolean | string };

export interface ConcurrencyRule {
  readonly group: string;
  /** All that wait are kept; otherwise a newer one takes the place of the one that waits. */
  readonly keepsAll: boolean;
  readonly cancelsInProgress: boolean;
}

/** The text is this project's own; GitHub has checked it as far as it is a workflow. */
export function parseWorkflow(text: string): WorkflowText {
  return parse(text);
}

export function conditionOf({ if: condition }: JobText, contexts: Contexts): boolean {
  if (condition === undefined) return true;
  // A condition need not be written as an expression.
  const text = condition.includes("${{") ? condition : ["$", `{{ ${condition} }}`].join("");
  return isTrue(evaluateText(text, contexts));
}

/** One entry for each job of the matrix; one without a matrix. */
export function matrixOf({ strategy }: JobText, contexts: Contexts): readonly Readonly<Record<string, unknown>>[] {
  const [dimension] = Object.entries(strategy?.matrix ?? {});
  if (dimension === undefined) return [{}];
  const values = evaluateText(dimension[1], contexts);
  return Array.isArray(values) ? values.map((value: unknown) => ({ [dimension[0]]: value })) : [];
}

export function environmentOf({ environment = "" }: JobText, contexts: Contexts): string {
  return toText(evaluateText(typeof environment === "string" ? environment : environment.name, contexts));
}

export function labelsOf(job: JobText, contexts: Contexts): readonly string[] {
  const wanted = job["runs-on"] ?? [];
  const labels =
    typeof wanted === "string" ? evaluateText(wanted, contexts) : wanted.map((label) => evaluateText(label, contexts));
  return Array.isArray(labels) ? labels.map(toText) : [toText(labels)];
}

export function concurrencyOf(rule: Concurrency | undefined, contexts: Contexts): ConcurrencyRule | undefined {
  if (rule === undefined) return undefined;
  const { group, queue, ...more } = typeof rule === "string" ? { group: rule } : rule;
  const cancels = "cancel-in-progress" in more ? more["cancel-in-progress"] : false;
  return {
    // Capital letters make no difference.
    group: toText(evaluateText(group, contexts)).toLowerCase(),
    keepsAll: queue === "max",
    cancelsInProgress: typeof cancels === "string" ? isTrue(evaluateText(cancels, contexts)) : cancels === true,
  };
}

export function evaluateAll(
  values: Readonly<Record<string, unknown>> = {},
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      toText(typeof value === "string" ? evaluateText(value, contexts) : value),
    ]),
  );
}
