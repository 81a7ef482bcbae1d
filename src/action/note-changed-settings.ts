import { listChangedFiles } from "../adapters/github/commits.ts";
import { type Note, UserError } from "../errors.ts";
import type { Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/** Says it when a pull request changes the settings: the plan goes by those of the default branch. */
export async function noteChangedSettings(target: Target, run: RunContext): Promise<readonly Note[]> {
  const { github, inputs, log, signal } = run;
  if (target.pullRequest === undefined) return [];
  try {
    const changed = await listChangedFiles(github, target.pullRequest, { signal });
    if (!changed.includes(inputs.settingsPath)) return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The plan is right without it: a token that may not list them is no reason to fail.
    log.info(`Not known whether the settings change: ${error.message}`);
    return [];
  }
  const message = `${inputs.settingsPath} is changed here; the plan uses the one of the default branch until that is merged`;
  return [{ code: "settings_changed", severity: "info", message }];
}
