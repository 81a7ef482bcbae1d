/** Why a question to Kubernetes has no answer, in our own words: nothing that a server sent is in them. */
import { type ErrorCode, UserError } from "../../../errors.ts";
import type { KubernetesProblem } from "../../../health/observation.ts";

/** Thrown inside this adapter; what leaves it is a KubernetesProblem or a UserError. */
export class ApiFailure extends Error {
  readonly problem: KubernetesProblem;

  constructor(problem: KubernetesProblem, cause?: unknown) {
    super(problem.message, { cause });
    this.problem = problem;
  }
}

const codes: Readonly<Record<KubernetesProblem["kind"], ErrorCode>> = {
  unreachable: "kubernetes_unreachable",
  timeout: "kubernetes_unreachable",
  credential: "kubernetes_failed",
  refused: "kubernetes_failed",
};

/**
 * Runs what asks Kubernetes, and names in its failure what could not be done.
 *
 * @param action completes "Cannot …": `cordon talos-m01`
 */
export async function doing<Value>(action: string, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { kind, message, hint } = error.problem;
    throw new UserError(`Cannot ${action}: ${message}`, {
      code: codes[kind],
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
