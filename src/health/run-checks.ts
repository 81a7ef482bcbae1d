import pMap from "p-map";
import type { CheckSelector, HealthCheck } from "../cluster/cluster.ts";
import { durationSeconds } from "../cluster/duration-seconds.ts";
import { UserError } from "../errors.ts";
import type { GateCode, GateFinding } from "./gate.ts";
import { matchesLabels } from "./matches-labels.ts";
import type { KubernetesProbe, Waiting } from "./probes.ts";

export interface CheckOptions extends Waiting {
  /** Left out: each check is judged once. Else one that does not hold is judged again until its own timeout is over. */
  readonly pace?: CheckPace;
}

/** Time as an argument. */
export interface CheckPace {
  /** Unix milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

type Resources = Pick<KubernetesProbe, "resources">;

const pauseMs = 5_000;
const defaultSeconds = 600;
const concurrency = 8;
const maxEvidence = 10;

/**
 * The settings' own gates: the expression of each has to be true of every object that it is about. False, an expression
 * that fails, and a check that is about nothing are three findings; all three refuse.
 *
 * @throws only the signal's reason
 */
export async function runChecks(
  checks: readonly HealthCheck[],
  probe: Resources,
  { signal, pace }: CheckOptions,
): Promise<readonly GateFinding[]> {
  const run = (check: HealthCheck) =>
    pace === undefined ? judgeCheck(check, probe, signal) : awaitCheck(check, probe, pace, signal);
  return (await pMap(checks, run, { concurrency, signal })).flat();
}

async function awaitCheck(
  check: HealthCheck,
  probe: Resources,
  pace: CheckPace,
  signal: AbortSignal,
): Promise<readonly GateFinding[]> {
  const deadline = pace.now() + (durationSeconds(check.timeout ?? "") ?? defaultSeconds) * 1000;
  for (;;) {
    const findings = await judgeCheck(check, probe, signal);
    const left = deadline - pace.now();
    if (findings.length === 0 || left <= 0) return findings;
    await pace.sleep(Math.min(pauseMs, left), signal);
  }
}

async function judgeCheck(check: HealthCheck, probe: Resources, signal: AbortSignal): Promise<readonly GateFinding[]> {
  const { parseExpression } = await import("../cluster/check-expression.ts");
  const expression = parseExpression(check.expr);
  if (expression.kind === "invalid") return [failed(check, [`expression ${expression.reason}`])];
  try {
    const objects = await find(check, probe, signal);
    if (objects.length === 0) return [matchesNothing(check)];
    const judged = objects.map((object) => ({ name: nameOf(object), judgement: expression.judge(object) }));
    const errors = judged.flatMap(({ name, judgement }) =>
      judgement.kind === "error" ? [`${name}: ${judgement.reason}`] : [],
    );
    if (errors.length > 0) return [failed(check, errors)];
    const wrong = judged.flatMap(({ name, judgement }) => {
      if (judgement.kind !== "false") return [];
      // values of a Secret are nobody's to read
      const values = check.kind === "Secret" ? [] : judgement.values.map(({ path, value }) => `${path} is ${value}`);
      return [values.length === 0 ? name : `${name}: ${values.join(", ")}`];
    });
    return wrong.length === 0 ? [] : [isFalse(check, wrong, objects.length)];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return [failed(check, [error.message], error.hint)];
    throw error;
  }
}

async function find(
  { apiVersion, kind, name, namespace, labelSelector }: HealthCheck,
  probe: Resources,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const query = {
    apiVersion,
    kind,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
  };
  const objects = await probe.resources(query, { signal });
  return labelSelector === undefined ? objects : objects.filter((object) => isChosen(object, labelSelector));
}

function isChosen(object: unknown, { matchLabels = {}, matchExpressions = [] }: CheckSelector): boolean {
  const selector = {
    matchLabels,
    matchExpressions: matchExpressions.map(({ values = [], ...rest }) => ({ ...rest, values })),
  };
  return matchesLabels(selector, textsOf(field(field(object, "metadata"), "labels")));
}

function nameOf(object: unknown): string {
  const { name = "an object without a name", namespace } = textsOf(field(object, "metadata"));
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}

function isFalse(check: HealthCheck, wrong: readonly string[], total: number): GateFinding {
  const message =
    total === 1
      ? `The check ${titleOf(check)} is false`
      : `The check ${titleOf(check)} is false for ${wrong.length} of ${total}`;
  return refuse("check_false", message, [check.expr, ...wrong]);
}

function failed(check: HealthCheck, reasons: readonly string[], hint?: string): GateFinding {
  const message = `The check ${titleOf(check)} could not be judged`;
  return refuse("check_error", message, [check.expr, ...reasons], hint ?? "has(…) tells whether a field is there.");
}

function matchesNothing(check: HealthCheck): GateFinding {
  const message = `The check ${titleOf(check)} is about nothing: the cluster has no such object`;
  const hint = "Compare apiVersion, kind, name, namespace and labels with the cluster.";
  return refuse("check_matches_nothing", message, [`${check.apiVersion} ${check.kind}`], hint);
}

function refuse(code: GateCode, message: string, evidence: readonly string[], hint?: string): GateFinding {
  const more = evidence.length - maxEvidence;
  const shown = more > 0 ? [...evidence.slice(0, maxEvidence), `and ${more} more`] : evidence;
  return { code, verdict: "refuse", message, evidence: shown, ...(hint !== undefined && { hint }) };
}

function titleOf({ description, kind, name, namespace }: HealthCheck): string {
  if (description !== undefined) return JSON.stringify(description);
  const place = [namespace, name].filter((part) => part !== undefined).join("/");
  return place === "" ? `of every ${kind}` : `of ${kind} ${place}`;
}
