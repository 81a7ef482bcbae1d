/** ApplyConfiguration of the separate maintenance server that Talos had before 1.13. */
import { Code, ConnectError } from "@connectrpc/connect";
import type { ApplyRequest, ApplyResult } from "./apply-request.ts";
import type { Machine } from "./machine.ts";
import { InvalidConfigError, parseConfig } from "./parse-config.ts";
import { validateConfig } from "./validate-config.ts";

/** The reply's mode is always the zero value. */
export function applyInMaintenance(machine: Machine, { mode, data, dryRun }: ApplyRequest): ApplyResult {
  if (mode === "NO_REBOOT" || mode === "STAGED") {
    const flag = mode.toLowerCase().replace("_", "-");
    throw new ConnectError(
      `apply configuration --mode='${flag}' is not supported in maintenance mode`,
      Code.Unimplemented,
    );
  }
  const config = refusing(Code.Unknown, "failed to parse config", () => parseConfig(data, machine.profile));
  refusing(Code.InvalidArgument, "configuration validation failed", () => validateConfig(config, machine.profile));
  if (!dryRun) machine.setConfig(data);
  const note = "Node is running in maintenance mode and does not have a config yet.";
  return { mode: "REBOOT", details: dryRun ? `Dry run summary:\n${note}` : "" };
}

function refusing<Result>(code: Code, action: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    if (error instanceof InvalidConfigError) throw new ConnectError(`${action}: ${error.message}`, code);
    throw error;
  }
}
