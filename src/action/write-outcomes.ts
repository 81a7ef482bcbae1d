/** Tells the workflow how it went: outputs, job summary, exit code. */
import { createHash } from "node:crypto";
import { setFailed, setOutput, summary } from "@actions/core";
import type { UserError } from "../errors.ts";
import { type PlanResult as ResultJson, resultJson } from "../report/result-json.ts";
import { summarizePlan } from "../report/summarize-plan.ts";
import { visibleText } from "../report/visible-text.ts";
import type { OutputName } from "./inputs.ts";
import { isDifferent } from "./present.ts";
import type { ClusterOutcome } from "./report-cluster.ts";
import type { RunContext } from "./run-context.ts";

export async function writeOutcomes(
  outcomes: readonly ClusterOutcome[],
  problems: readonly UserError[],
  run: RunContext,
): Promise<void> {
  await writeSummary(outcomes.map((outcome) => outcome.summary).join("\n\n"), run.environment);
  if (outcomes.some(({ kind }) => kind !== "prepared")) writeOutputs(outputsOf(outcomes, run));
  const reasons = [
    ...outcomes.flatMap((outcome) => failureReasons(outcome, run)),
    ...problems.map(({ message }) => message),
  ];
  if (reasons.length > 0) setFailed(visibleText(reasons.join("\n")));
}

/** Left out where the runner gives no file for it, as when the action is tried out by hand. */
export async function writeSummary(text: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (text === "" || !environment["GITHUB_STEP_SUMMARY"]) return;
  await summary.addRaw(text, true).write();
}

export function writeOutputs(outputs: Readonly<Partial<Record<OutputName, string>>>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

type Planned = Extract<ClusterOutcome, { readonly kind: "planned" }>;

function outputsOf(
  outcomes: readonly ClusterOutcome[],
  { redactor }: RunContext,
): Readonly<Partial<Record<OutputName, string>>> {
  const planned = outcomes.filter((outcome): outcome is Planned => outcome.kind === "planned");
  const results = planned.map(({ result }) => resultJson(result.safe));
  const named = (matches: (node: ResultJson["nodes"][number]) => boolean) =>
    JSON.stringify(
      results.flatMap(({ cluster, nodes }) => nodes.filter(matches).map(({ name }) => `${cluster}/${name}`)),
    );
  const errors = outcomes.flatMap((outcome) =>
    outcome.kind === "failed"
      ? [{ ...(outcome.cluster !== undefined && { cluster: outcome.cluster }), error: redactor.error(outcome.error) }]
      : [],
  );
  const result = encodeResult(results, errors);
  const isClean = planned.every((outcome) => outcome.result.redactor.isClean(result)) && redactor.isClean(result);
  return {
    changed: String(planned.some(({ result: { safe } }) => isDifferent(safe))),
    nodes: named(({ changeCount, image }) => changeCount > 0 || (image !== undefined && image.upgrade !== "none")),
    reboot: named(({ reboot }) => reboot?.kind === "automatic"),
    digest: digestOf(results.map(({ digest }) => digest)),
    result: isClean ? result : JSON.stringify({ version: 1, kind: "run", plans: [], errors, withheld: true }),
  };
}

// GitHub takes 1 MB of outputs from a job.
const maxResultLength = 800_000;

/** A result that is too long keeps its counts and codes, and loses the single changes, openly. */
function encodeResult(plans: readonly ResultJson[], errors: readonly unknown[]): string {
  const whole = JSON.stringify({ version: 1, kind: "run", plans, errors });
  if (whole.length <= maxResultLength) return whole;
  const short = plans.map((plan) => ({ ...plan, nodes: plan.nodes.map((node) => ({ ...node, changes: [] })) }));
  return JSON.stringify({ version: 1, kind: "run", plans: short, errors, shortened: true });
}

function digestOf(digests: readonly string[]): string {
  const [only = "", another] = digests;
  return another === undefined ? only : createHash("sha256").update(digests.join("\n")).digest("hex");
}

function failureReasons(outcome: ClusterOutcome, { inputs, redactor }: RunContext): readonly string[] {
  if (outcome.kind === "failed") {
    const error = redactor.error(outcome.error);
    const reason = error.kind === "user" ? error.message : "failed in a way that it should not; see the log";
    return [outcome.cluster === undefined ? reason : `${outcome.cluster}: ${reason}`];
  }
  if (outcome.kind === "prepared") return [];
  const { cluster } = outcome;
  const { safe } = outcome.result;
  const { invalid, unreachable, verdict } = summarizePlan(safe);
  const fails =
    invalid > 0 || (inputs.failOnChanges && isDifferent(safe)) || (inputs.failOnUnreachable && unreachable > 0);
  return fails ? [`${cluster}: ${verdict}`] : [];
}
