import { UserError } from "../../errors.ts";
import { nearestName } from "../../nearest-name.ts";
import type { CommandModule } from "../command.ts";
import type { CommandSpec, OptionSpec } from "../command-spec.ts";
import { completionScript, shells } from "../completion-scripts.ts";

/** @param commands all of them, this one included */
export function completionOf(commands: readonly CommandSpec[], globalOptions: readonly OptionSpec[]): CommandModule {
  return {
    async run({ args: [given = ""], output }) {
      const shell = shells.find((known) => known === given);
      if (shell === undefined) {
        const nearest = nearestName(given, shells);
        throw new UserError(`Cannot complete commands in ${JSON.stringify(given)}`, {
          code: "input_invalid",
          hint: nearest === undefined ? `There are scripts for ${shells.join(", ")}.` : `Did you mean ${nearest}?`,
        });
      }
      output.write(completionScript(shell, commands, globalOptions));
      return 0;
    },
  };
}
