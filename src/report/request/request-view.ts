/** A request as its check run shows it. */
export interface RequestView {
  /** What only waits for something is not completed. */
  readonly status: "queued" | "in_progress" | "completed";
  /** With status `completed`, and only then. */
  readonly conclusion?: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "action_required" | "timed_out";
  /** One line of plain text, at most 100 characters. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** On the comment with the command: taken in, being carried out, ended as asked, ended otherwise. */
  readonly reaction: "eyes" | "rocket" | "+1" | "-1";
}
