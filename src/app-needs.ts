/**
 * What the bot's GitHub App needs, and why: the one list behind app.yml, the set-up of the App and what doctor compares with.
 * Names are those of GitHub's API (https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps).
 */
export type AppAccess = "read" | "write";

export interface PermissionNeed {
  readonly name: string;
  readonly access: AppAccess;
  /** One line, for the person who grants it. */
  readonly why: string;
}

export interface EventNeed {
  readonly name: string;
  readonly why: string;
}

export const permissionNeeds: readonly PermissionNeed[] = [
  { name: "actions", access: "write", why: "starts the workflow, and reads its runs, jobs and environments" },
  { name: "checks", access: "write", why: "a request is a check run, and so is a person's approval of it" },
  {
    name: "contents",
    access: "read",
    why: "reads the settings of the default branch, and when a branch was pushed to",
  },
  { name: "deployments", access: "write", why: "answers for an environment that has the App as a protection rule" },
  {
    name: "issues",
    access: "write",
    why: "hears comments, reacts to them, and tells who put a label on; GitHub counts all of it as issues",
  },
  { name: "members", access: "read", why: "tells whether a person is in a team that the settings' permissions name" },
  { name: "metadata", access: "read", why: "every App has it; tells a person's role in the repository" },
  {
    name: "pull_requests",
    access: "write",
    why: "answers on the pull request, and takes labels off that are commands",
  },
];

export const eventNeeds: readonly EventNeed[] = [
  { name: "check_run", why: "somebody asks GitHub to run a request again, which is refused" },
  { name: "deployment_protection_rule", why: "an environment asks the App whether a run may go on" },
  { name: "deployment_review", why: "a reviewer has approved or rejected a run" },
  { name: "issue_comment", why: "commands" },
  { name: "pull_request", why: "labels that are commands" },
  { name: "workflow_job", why: "a job waits for a runner, for a reviewer, or has ended" },
  { name: "workflow_run", why: "a run has begun or ended" },
];

/** Path of the bot's own server that GitHub delivers to. */
export const webhookPath = "/api/github/webhooks";

/** GitHub cuts names of Apps at 34 characters. */
export const defaultAppName = "talos-chatops";
