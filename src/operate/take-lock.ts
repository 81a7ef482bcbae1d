import { UserError } from "../errors.ts";
import type { HeldLock } from "../operation/cluster-lock.ts";
import type { OperatePorts, OperateRequest } from "./operate-request.ts";

export type Taken =
  | { readonly kind: "held"; readonly held: HeldLock }
  /** The Kubernetes API is down, and it was said that this shall not matter. */
  | { readonly kind: "without" }
  | { readonly kind: "refused"; readonly error: UserError };

export async function takeLock(
  { command }: Pick<OperateRequest, "command">,
  { write, holder }: Pick<OperatePorts, "write" | "holder">,
  signal: AbortSignal,
): Promise<Taken> {
  try {
    return { kind: "held", held: await write.lock.acquire(holder, { signal }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== "kubernetes_unreachable") return { kind: "refused", error };
    return command.withoutLock ? { kind: "without" } : { kind: "refused", error: withHint(error) };
  }
}

function withHint(error: UserError): UserError {
  return new UserError(error.message, {
    code: error.code,
    hint: "Without the Kubernetes API there is no lock: if nobody else works on the cluster, add --without-lock.",
    cause: error,
  });
}
