import type { HealthCheck } from "../cluster/cluster.ts";
import type { GateFinding } from "./gate.ts";
import type { KubernetesProbe, Waiting } from "./probes.ts";

export interface CheckOptions extends Waiting {
  /** Left out: each check is judged once. Else it is judged again until it holds, or its own timeout is over. */
  readonly pace?: CheckPace;
}

/** Time as an argument. */
export interface CheckPace {
  /** Unix milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The settings' own gates: every object that a check is about has to satisfy its expression. Rejects only for the signal. */
export async function runChecks(
  checks: readonly HealthCheck[],
  probe: Pick<KubernetesProbe, "resources">,
  { signal }: CheckOptions,
): Promise<readonly GateFinding[]> {
  const found = await Promise.all(checks.map((check) => matchesNothing(check, probe, signal)));
  return found.flat();
}

async function matchesNothing(
  check: HealthCheck,
  probe: Pick<KubernetesProbe, "resources">,
  signal: AbortSignal,
): Promise<readonly GateFinding[]> {
  const objects = await probe.resources(check, { signal });
  if (objects.length > 0) return [];
  const message = `The check of ${check.kind} matches nothing`;
  return [{ code: "check_matches_nothing", verdict: "refuse", message, evidence: [] }];
}
