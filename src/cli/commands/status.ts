import { renderStatusTerminal } from "../../report/health/render-health-terminal.ts";
import { statusJson } from "../../report/health/status-json.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { inspectFor } from "../inspect-for.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  const selectors = call.args.length === 0 ? ["all"] : call.args;
  return inspectFor(call, { selectors, runsChecks: false, toJson: statusJson, toText: renderStatusTerminal });
}
