/** Where a report is shown: facts of the door, none of them from the pull request's content. */
export interface ReportContext {
  /** `https://github.com/owner/name`, for links to lines and commits. */
  readonly repositoryUrl?: string;
  /** The workflow run. */
  readonly runUrl?: string;
  /** Whether to offer the commands that come next; off unless told. */
  readonly offersCommands?: boolean;
}
