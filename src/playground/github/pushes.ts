/** Commits that reach a branch: pull requests follow, and webhooks are told. */
import { emitEvent } from "./emit-event.ts";
import { presentCommit, pushFields } from "./event-fields.ts";
import type { FileTree } from "./git-objects.ts";
import { movePulls } from "./issues.ts";
import { repositoryUrl } from "./present.ts";
import { presentCheckSuite } from "./present-check-run.ts";
import type { App, Repository, State, User } from "./state.ts";

export interface Push {
  readonly branch: string;
  /** Laid over what is there; null removes one. */
  readonly files: Readonly<Record<string, FileTree[string] | null>>;
  readonly message: string;
  readonly sender: User;
}

/** @returns the new commit */
export function pushCommit(state: State, repository: Repository, { branch, files, message, sender }: Push): string {
  const known = repository.branches.get(branch);
  const parent = known ?? repository.branches.get(repository.defaultBranch) ?? "";
  const merged: Record<string, FileTree[string] | null> = { ...repository.objects.files(parent), ...files };
  const kept = Object.entries(merged).flatMap(([path, file]) => (file === null ? [] : [[path, file] as const]));
  const commit = { parents: [parent], message, time: Math.floor(state.now().getTime() / 1000) };
  const sha = repository.objects.commit(Object.fromEntries(kept), commit);
  repository.branches.set(branch, sha);
  repository.activity.unshift({
    id: state.nextId(),
    before: known ?? "0".repeat(40),
    after: sha,
    ref: `refs/heads/${branch}`,
    timestamp: state.now().toISOString(),
    type: known === undefined ? "branch_creation" : "push",
    actor: sender,
  });
  const before = known ?? "";
  emitEvent(state, {
    repository,
    event: "push",
    sender,
    payload: (apiUrl) => pushFields({ apiUrl, repository }, { branch, before }, sender),
  });
  for (const app of state.apps.values()) requestSuite(state, { repository, app, sha, sender });
  movePulls(state, repository, { branch, before, after: sha, sender });
  return sha;
}

/** Every App that may write checks is asked for them, subscribed or not. */
function requestSuite(
  state: State,
  push: { readonly repository: Repository; readonly app: App; readonly sha: string; readonly sender: User },
): void {
  const { repository, app, sha, sender } = push;
  if (app.permissions["checks"] !== "write") return;
  emitEvent(state, {
    repository,
    event: "check_suite",
    action: "requested",
    sender,
    onlyFor: app,
    payload: (apiUrl) => {
      const place = { apiUrl, repository };
      const suite = presentCheckSuite(place, app, sha);
      const { id, tree_id, message, timestamp, author, committer } = presentCommit(place, sha, sender);
      const more = {
        runs_rerequestable: true,
        rerequestable: true,
        latest_check_runs_count: 0,
        check_runs_url: `${repositoryUrl(place)}/check-suites/${suite.id}/check-runs`,
        head_commit: { id, tree_id, message, timestamp, author, committer },
      };
      return { check_suite: { ...suite, ...more } };
    },
  });
}
