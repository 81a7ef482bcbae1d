/** What happens on the simulated GitHub without the API: people push, open pull requests, comment, install Apps. */
import { findOrAddUser } from "./accounts.ts";
import { createApp } from "./apps.ts";
import type { State } from "./state.ts";
import { type AccountActions, accountActions } from "./world/accounts.ts";
import { type AppActions, appActions } from "./world/apps.ts";
import { type IssueActions, issueActions } from "./world/issues.ts";
import { type RepositoryActions, repositoryActions } from "./world/repositories.ts";
import { type RunActions, runActions } from "./world/runs.ts";

export interface World extends AccountActions, AppActions, IssueActions, RepositoryActions, RunActions {
  readonly state: State;
}

/** @param now The clock; a test passes its own. */
export function createWorld(now: () => Date = () => new Date()): World {
  const state = createState(now);
  const owner = findOrAddUser(state, "github", "Organization");
  createApp(state, { slug: "github-actions", owner });
  return {
    state,
    ...accountActions(state),
    ...appActions(state),
    ...issueActions(state),
    ...repositoryActions(state),
    ...runActions(state),
  };
}

function createState(now: () => Date): State {
  let lastId = 1000;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  return {
    users: new Map(),
    repositories: [],
    tokens: new Map(),
    apps: new Map(),
    installations: new Map(),
    manifests: new Map(),
    teams: new Map(),
    rateLimit: 1000,
    installationRateLimit: 5000,
    treeLimit: 100_000,
    refusesRunDetails: undefined,
    listeners: new Set(),
    nextId,
    now,
  };
}
