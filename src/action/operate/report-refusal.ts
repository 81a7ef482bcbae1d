import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { UserError } from "../../errors.ts";
import { renderRefusal } from "../../report/operation/render-refusal.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { writeSummary } from "../write-outcomes.ts";

export interface Refused {
  /** In its canonical form. */
  readonly command: string;
  readonly cluster: string | undefined;
  /** The pull request; undefined where there is none. */
  readonly number: number | undefined;
  /** Of the comment. */
  readonly key: string;
}

/** Says where the command was given why it was not carried out. */
export async function reportRefusal(
  error: UserError,
  { command, cluster, number, key }: Refused,
  posting: Posting,
  run: RunContext,
): Promise<void> {
  const { environment, github, redactor, report } = run;
  const text = renderRefusal(
    {
      command: redactor.text(command),
      ...(cluster !== undefined && { cluster: redactor.text(cluster) }),
      error: redactor.error(error),
    },
    report,
  );
  await writeSummary(text, environment);
  if (number === undefined) return;
  const comment = { number, key, parts: [text] };
  const signal = AbortSignal.timeout(run.signal.aborted ? 2_000 : 60_000);
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
}
