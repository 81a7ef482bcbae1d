import type { LockHolder } from "../../operation/cluster-lock.ts";
import type { Ask } from "../choose-task.ts";
import type { RunContext } from "../run-context.ts";
import type { OperationRequest } from "./operation-request.ts";

/** This job as the lock's holder: the same in its main step and its post step, and another than any other job. */
export function holderOf(ask: Ask, request: Pick<OperationRequest, "number">, run: RunContext): LockHolder {
  const { environment, report } = run;
  const id = environment["GITHUB_RUN_ID"] ?? "";
  const attempt = environment["GITHUB_RUN_ATTEMPT"] ?? "";
  return {
    name: `${ask.author.login} via run ${id}`,
    identity: `run-${id}-${attempt}-${request.number}`,
    ...(report.runUrl !== undefined && { url: report.runUrl }),
  };
}
