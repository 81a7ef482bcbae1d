import { join } from "node:path";

/** For what is kept for the time of the run only: the runner empties it between jobs. */
export function temporaryFolder(environment: NodeJS.ProcessEnv): string {
  return join(environment["RUNNER_TEMP"] ?? ".", "talos-chatops");
}
