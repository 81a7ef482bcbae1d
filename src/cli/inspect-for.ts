import { randomBytes } from "node:crypto";
import type { ClusterReport } from "../health/cluster-report.ts";
import { type InspectRequest, inspectCluster } from "../inspect.ts";
import { createRedactor } from "../redaction/create-redactor.ts";
import type { Safe } from "../redaction/redact-data.ts";
import type { TerminalOptions } from "../report/render-terminal.ts";
import type { CommandCall, ExitCode } from "./command.ts";
import { openFactory, openInspection } from "./open-ports.ts";
import { openCluster, openRepository } from "./open-repository.ts";

export interface Inspecting extends Pick<InspectRequest, "selectors" | "runsChecks"> {
  readonly toJson: (report: Safe<ClusterReport>) => { readonly well: boolean };
  readonly toText: (report: Safe<ClusterReport>, options: TerminalOptions) => string;
}

/** The width that prose is wrapped at where stdout is no terminal. */
const defaultWidth = 100;

/** Looks at the cluster, and prints what the command tells of it. 2 when that is not well. */
export async function inspectFor(call: CommandCall, { toJson, toText, ...request }: Inspecting): Promise<ExitCode> {
  const { args, output, signal } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const report = await inspectCluster(
    { cluster, files: repository.files, ...request },
    {
      openAccess: (nodes) => {
        output.progress(`reading ${nodes.length} nodes`);
        return openInspection(call, cluster, nodes);
      },
      factory: await openFactory(cluster),
      redactor: createRedactor({ key: randomBytes(32) }),
      clock: () => performance.now(),
    },
    { signal },
  );
  const result = toJson(report);
  if (output.json) output.writeJson(result);
  else output.write(toText(report, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
  return result.well ? 0 : 2;
}
