import { renderEtcdTerminal } from "../../report/health/render-health-terminal.ts";
import { etcdStatusJson } from "../../report/health/status-json.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { inspectFor } from "../inspect-for.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  return inspectFor(call, {
    selectors: ["all"],
    runsChecks: false,
    toJson: etcdStatusJson,
    toText: renderEtcdTerminal,
  });
}
