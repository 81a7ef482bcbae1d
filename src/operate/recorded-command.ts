import type { OperationCommand } from "../chatops/command.ts";
import { parseCommand } from "../chatops/parse-command.ts";
import { UserError } from "../errors.ts";
import type { OperationRecord } from "../operation/operation-record.ts";

/**
 * What an operation that was broken off goes on with.
 *
 * @throws UserError `nothing_to_continue` for a command of another version of this program
 */
export function recordedCommand({ command }: Pick<OperationRecord, "command">): OperationCommand {
  const parsed = parseCommand(command);
  if (parsed.kind === "unconfirmed") return parsed.command;
  if (parsed.kind === "command" && "dryRun" in parsed.command) return parsed.command;
  throw new UserError("Cannot continue: the operation's command is not one of this version", {
    code: "nothing_to_continue",
    hint: "Look at the cluster with status, and start anew.",
  });
}
