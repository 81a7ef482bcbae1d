import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { UserError } from "../../errors.ts";
import { renderRefusal } from "../../report/operation/render-refusal.ts";
import type { Asking } from "../ask/asking.ts";
import { originOf } from "../ask/plan-operation.ts";
import type { RunContext } from "../run-context.ts";
import { writeSummary } from "../write-outcomes.ts";
import type { OperationRequest } from "./operation-request.ts";

/** Says where the command was given why it was not carried out. */
export async function reportRefusal(
  error: UserError,
  request: OperationRequest,
  asking: Asking,
  run: RunContext,
): Promise<void> {
  const { environment, github, redactor, report } = run;
  const text = renderRefusal(
    {
      command: redactor.text(request.command),
      cluster: redactor.text(request.cluster),
      error: redactor.error(error),
    },
    report,
  );
  await writeSummary(text, environment);
  const { ask, posting } = asking;
  if (ask.number === undefined) return;
  const comment = { number: ask.number, key: `refusal ${originOf(asking, run)} ${request.number}`, parts: [text] };
  const signal = AbortSignal.timeout(run.signal.aborted ? 2_000 : 60_000);
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
}
