import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/action/request/ending-of.ts
function endingOfError(error, { inputs, signal }) {
  if (signal.aborted) return { outcome: inputs.phase === "operate" ? "cancelled" : "failed", code: "cancelled" };
  if (!(error instanceof UserError)) return { outcome: "failed", code: "bug" };
  const { code } = error;
  return { outcome: /(^|_)(failed|timeout|unreachable)$/.test(code) ? "failed" : "refused", code };
}
function endingOfPlan({ endings, outcomes }, { problems }, run) {
  const [ending] = endings;
  if (ending !== void 0) return ending;
  const failed = outcomes.find((outcome) => outcome.kind === "failed");
  if (failed !== void 0) return { ...endingOfError(failed.error, run), outcome: "failed" };
  const [problem] = problems;
  return problem === void 0 ? { outcome: "answered" } : { outcome: "failed", code: problem.code };
}
function endingOfOperate({ state, result, error }, digest) {
  const code = result?.progress.reason?.code ?? error?.code;
  const operation = result?.progress.id;
  return {
    outcome: state,
    digest,
    ...code !== void 0 && state !== "succeeded" && { code },
    ...operation !== void 0 && { operation }
  };
}

export {
  endingOfError,
  endingOfPlan,
  endingOfOperate
};
