/** Shows an operation while it runs: a table that is drawn again on a terminal, a line for each event elsewhere. */
import type { OperationProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { progressEvents } from "../../report/operation/progress-events.ts";
import { terminalProgress } from "../../report/operation/terminal-progress.ts";
import type { Output } from "../output.ts";

export interface LiveProgress {
  update(progress: Safe<OperationProgress>): void;
  /** Takes the table away. */
  end(): void;
}

/** Durations go on while nothing else happens. */
const redrawMs = 1_000;

export function createLiveProgress(output: Output): LiveProgress {
  let latest: Safe<OperationProgress> | undefined;
  const draw = () => {
    if (latest === undefined) return;
    const { columns, rows } = output.size;
    const view = { color: output.color.stderr, width: columns - 1, height: rows - 1, now: Date.now() };
    output.draw(terminalProgress(latest, view));
  };
  const timer = output.isLive ? setInterval(draw, redrawMs) : undefined;
  return {
    update(progress) {
      if (!output.isLive) for (const line of progressEvents(latest, progress)) output.say(line);
      latest = progress;
      draw();
    },
    end() {
      clearInterval(timer);
      output.clearProgress();
    },
  };
}
