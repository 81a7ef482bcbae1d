import { renderHealthTerminal } from "../../report/health/render-health-terminal.ts";
import { healthJson } from "../../report/health/status-json.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { inspectFor } from "../inspect-for.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  return inspectFor(call, {
    selectors: ["all"],
    runsChecks: true,
    toJson: healthJson,
    toText: renderHealthTerminal,
  });
}
