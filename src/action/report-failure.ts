/** The one place where a run that cannot go on ends. */
import { setFailed } from "@actions/core";
import type { Redactor } from "../redaction/create-redactor.ts";
import { renderErrorComment } from "../report/render-error.ts";
import { visibleText } from "../report/visible-text.ts";
import type { RunLog } from "./run-log.ts";
import { writeOutputs, writeSummary } from "./write-outcomes.ts";

export interface FailedRun {
  readonly log: RunLog;
  readonly redactor: Redactor;
  readonly environment: NodeJS.ProcessEnv;
  readonly wasCancelled: boolean;
}

/** Of a bug, nobody but the log of the run sees the text: it may quote anything. */
export async function reportFailure(error: unknown, run: FailedRun): Promise<void> {
  if (run.wasCancelled) {
    setFailed("Cancelled");
    return;
  }
  run.log.failure(error);
  const safe = run.redactor.error(error);
  setFailed(
    safe.kind === "user" ? visibleText(safe.message) : "talos-chatops failed in a way that it should not; see the log",
  );
  const errors = [{ error: safe }];
  writeOutputs({
    changed: "false",
    nodes: "[]",
    reboot: "[]",
    digest: "",
    result: JSON.stringify({ version: 1, kind: "run", plans: [], errors }),
  });
  await writeSummary(renderErrorComment(safe, {}), run.environment);
}
