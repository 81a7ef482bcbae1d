import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  publishStickyComment
} from "./chunk-QR4OKCLH.mjs";
import {
  writeSummary
} from "./chunk-5P53UJAG.mjs";
import {
  renderErrorComment
} from "./chunk-G4LSGC3P.mjs";
import {
  codeSpan
} from "./chunk-OGDUSKOQ.mjs";

// src/report/operation/render-refusal.ts
function renderRefusal({ command, cluster, error }, context) {
  const where = cluster === void 0 ? "" : ` on ${codeSpan(cluster)}`;
  const title = `## ${codeSpan(`/talos ${command}`)}${where}: \u26D4 not carried out`;
  return `${title}

Nothing was changed.

${renderErrorComment(error, context)}`;
}

// src/action/operate/report-refusal.ts
async function reportRefusal(error, { command, cluster, number, key }, posting, run) {
  const { environment, github, redactor, report } = run;
  const text = renderRefusal(
    {
      command: redactor.text(command),
      ...cluster !== void 0 && { cluster: redactor.text(cluster) },
      error: redactor.error(error)
    },
    report
  );
  await writeSummary(text, environment);
  if (number === void 0) return;
  const comment = { number, key, parts: [text] };
  const signal = AbortSignal.timeout(run.signal.aborted ? 2e3 : 6e4);
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
}

export {
  reportRefusal
};
