export interface GitHubLog {
  /** Something took longer or was tried again; free of foreign text. */
  warn(message: string): void;
}

export interface GitHubConnection {
  readonly token: string;
  /** `https://api.github.com`, or a GitHub Enterprise Server's `https://host/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly log: GitHubLog;
  /** Longest rate-limit pause that is waited out; a longer one is an error. */
  readonly maxPauseSeconds?: number;
  /** How long the first retry waits (then 4 and 9 times that); 1,000 unless a test is in a hurry. */
  readonly retryUnitMs?: number;
  /** Whether writes keep the distance that GitHub asks for (1 s, comments 3 s) and limits are waited out. On by default. */
  readonly paced?: boolean;
}
