import type { GitHub } from "../adapters/github/connect-github.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import type { ReportContext } from "../report/report-context.ts";
import type { Inputs } from "./inputs.ts";
import type { Cancel } from "./listen-for-cancel.ts";
import type { RunLog } from "./run-log.ts";

/** What every step of a run needs. */
export interface RunContext {
  readonly inputs: Inputs;
  readonly environment: NodeJS.ProcessEnv;
  readonly github: GitHub;
  /** The files of a commit; a commit is listed once in a run. */
  filesAt(sha: string): RepositoryFiles;
  readonly log: RunLog;
  /** Aborted when the run is cancelled: nothing new is begun then. */
  readonly signal: AbortSignal;
  readonly cancel: Cancel;
  /** Knows the secrets that this run came to know, also where no plan was made. */
  readonly redactor: Redactor;
  /** Made for this run, for the fingerprints that show a changed secret as changed. */
  readonly redactionKey: Uint8Array;
  readonly report: ReportContext;
}
