/** What happens on the simulated GitHub without the API: people push, open pull requests, comment. */
import { type FileTree, GitObjects } from "./git-objects.ts";
import type {
  Comment,
  Environment,
  Issue,
  Repository,
  Role,
  State,
  Team,
  Token,
  TokenPermissions,
  User,
} from "./state.ts";

export interface World {
  readonly state: State;
  addUser(login: string, options?: { readonly type?: User["type"] }): User;
  addRepository(
    fullName: string,
    options?: { readonly files?: FileTree; readonly isPrivate?: boolean; readonly defaultBranch?: string },
  ): Repository;
  /** A copy under another owner that shares the objects. */
  fork(repository: Repository, owner: string): Repository;
  /** Deletes it: pull requests from it stay, without a head repository. */
  removeRepository(repository: Repository): void;
  setRole(repository: Repository, login: string, role: Role): void;
  /** Commits to a branch (made from the default one if new): the files are laid over what is there; null removes one. */
  push(
    repository: Repository,
    branch: string,
    files: Readonly<Record<string, FileTree[string] | null>>,
    options?: { readonly message?: string; readonly author?: string },
  ): string;
  openPullRequest(pull: {
    readonly base: Repository;
    readonly head?: Repository;
    readonly branch: string;
    readonly author: string;
    readonly title?: string;
    readonly body?: string;
  }): Issue;
  openIssue(
    repository: Repository,
    issue: { readonly author: string; readonly title: string; readonly body?: string },
  ): Issue;
  comment(issue: Issue, comment: { readonly author: string; readonly body: string; readonly app?: string }): Comment;
  /** As its author, or a maintainer, may do at any time. */
  editComment(comment: Comment, body: string): void;
  addEnvironment(
    repository: Repository,
    name: string,
    protection?: Partial<Pick<Environment, "reviewers" | "preventsSelfReview" | "branches">>,
  ): Environment;
  addTeam(organization: string, slug: string, members: readonly string[]): Team;
  /** A token as a workflow run gets it: the bot `github-actions[bot]` with these permissions on one repository. */
  addWorkflowToken(repository: Repository, permissions: TokenPermissions): Token;
  addToken(
    token: Omit<Token, "used" | "value" | "repositories"> & { readonly repositories: readonly Repository[] },
  ): Token;
}

/** @param now The clock; a test passes its own. */
export function createWorld(now: () => Date = () => new Date()): World {
  let lastId = 1000;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const state: State = {
    users: new Map(),
    repositories: [],
    tokens: new Map(),
    teams: new Map(),
    rateLimit: 1000,
    treeLimit: 100_000,
    listeners: new Set(),
    nextId,
    now,
  };
  const addUser: World["addUser"] = (login, { type = "User" } = {}) => {
    const user = state.users.get(login) ?? { id: wellKnownIds[login] ?? nextId(), login, type };
    state.users.set(login, user);
    return user;
  };
  const addToken: World["addToken"] = ({ repositories, ...token }) => {
    const value = `ghs_playground${String(nextId()).padStart(26, "0")}`;
    const added = { ...token, value, used: 0, repositories: new Set(repositories.map(({ id }) => id)) };
    state.tokens.set(value, added);
    return added;
  };
  return {
    state,
    addUser,
    addToken,
    addRepository(
      fullName,
      { files = { "README.md": "# Playground\n" }, isPrivate = false, defaultBranch = "main" } = {},
    ) {
      const [owner = "", name = ""] = fullName.split("/");
      const repository = createRepository(state, { owner: addUser(owner), name, isPrivate, defaultBranch });
      const sha = repository.objects.commit(files, { parents: [], message: "Begin", time: seconds(now) });
      repository.branches.set(defaultBranch, sha);
      repository.roles.set(repository.owner.id, "admin");
      return repository;
    },
    fork(parent, owner) {
      const { name, isPrivate, defaultBranch, objects } = parent;
      const fork = createRepository(state, { owner: addUser(owner), name, isPrivate, defaultBranch, objects, parent });
      for (const [branch, sha] of parent.branches) fork.branches.set(branch, sha);
      fork.roles.set(fork.owner.id, "admin");
      return fork;
    },
    removeRepository(repository) {
      state.repositories.splice(state.repositories.indexOf(repository), 1);
      for (const { pull } of pullsFrom(state, repository)) if (pull) pull.headRepository = null;
    },
    setRole(repository, login, role) {
      repository.roles.set(addUser(login).id, role);
    },
    push(repository, branch, changes, { message = `Change ${branch}`, author = repository.owner.login } = {}) {
      const known = repository.branches.get(branch);
      const parent = known ?? repository.branches.get(repository.defaultBranch) ?? "";
      const merged: Record<string, FileTree[string] | null> = { ...repository.objects.files(parent), ...changes };
      const kept = Object.entries(merged).flatMap(([path, file]) => (file === null ? [] : [[path, file] as const]));
      const commit = { parents: [parent], message, time: seconds(now) };
      const sha = repository.objects.commit(Object.fromEntries(kept), commit);
      repository.branches.set(branch, sha);
      repository.activity.unshift({
        id: nextId(),
        before: known ?? "0".repeat(40),
        after: sha,
        ref: `refs/heads/${branch}`,
        timestamp: now().toISOString(),
        type: known === undefined ? "branch_creation" : "push",
        actor: addUser(author),
      });
      for (const issue of pullsFrom(state, repository)) {
        if (issue.pull?.headRef !== branch || issue.state !== "open") continue;
        issue.pull.headSha = sha;
        issue.updatedAt = now().toISOString();
      }
      return sha;
    },
    openPullRequest({ base, head = base, branch, author, title = "Change the nodes", body = "" }) {
      const headSha = head.branches.get(branch);
      if (headSha === undefined) throw new Error(`no branch ${branch}`);
      const pull = { id: nextId(), headRepository: head, headRef: branch, headSha, baseRef: base.defaultBranch };
      return createIssue(state, base, {
        user: addUser(author),
        title,
        body,
        pull: { ...pull, draft: false, merged: false },
      });
    },
    openIssue(repository, { author, title, body = "" }) {
      return createIssue(state, repository, { user: addUser(author), title, body });
    },
    comment(issue, { author, body, app }) {
      const comment = createComment(state, { user: addUser(author), body, ...(app !== undefined && { app }) });
      issue.comments.push(comment);
      issue.updatedAt = comment.createdAt;
      return comment;
    },
    editComment(comment, body) {
      comment.body = body;
      comment.updatedAt = new Date(Math.max(now().getTime(), Date.parse(comment.createdAt) + 1000)).toISOString();
    },
    addEnvironment(repository, name, { reviewers = [], preventsSelfReview = false, branches = "all" } = {}) {
      const environment = { id: nextId(), name, reviewers, preventsSelfReview, branches };
      repository.environments.set(name, environment);
      return environment;
    },
    addTeam(organization, slug, members) {
      const owner = addUser(organization, { type: "Organization" });
      const team = {
        id: nextId(),
        slug,
        organization: owner,
        members: new Set(members.map((login) => addUser(login).id)),
      };
      state.teams.set(`${organization}/${slug}`, team);
      return team;
    },
    addWorkflowToken(repository, permissions) {
      const actor = addUser("github-actions[bot]", { type: "Bot" });
      const granted = { metadata: "read" as const, ...permissions };
      return addToken({ actor, app: "github-actions", permissions: granted, repositories: [repository] });
    },
  };
}

// As on github.com.
const wellKnownIds: Readonly<Record<string, number>> = { "github-actions[bot]": 41_898_282 };

export function createComment(
  state: State,
  comment: { readonly user: User; readonly body: string; readonly app?: string },
): Comment {
  const createdAt = state.now().toISOString();
  return { id: state.nextId(), ...comment, createdAt, updatedAt: createdAt, reactions: [] };
}

export function createIssue(
  state: State,
  repository: Repository,
  issue: Pick<Issue, "user" | "title" | "body"> & Partial<Pick<Issue, "pull">>,
): Issue {
  const createdAt = state.now().toISOString();
  const created: Issue = {
    id: state.nextId(),
    number: repository.issues.size + 1,
    state: "open",
    stateReason: null,
    labels: new Set(),
    locked: false,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    comments: [],
    reactions: [],
    ...issue,
  };
  repository.issues.set(created.number, created);
  return created;
}

function createRepository(
  state: State,
  {
    objects = new GitObjects(),
    ...repository
  }: Pick<Repository, "owner" | "name" | "isPrivate" | "defaultBranch"> &
    Partial<Pick<Repository, "objects" | "parent">>,
): Repository {
  const created: Repository = {
    id: state.nextId(),
    objects,
    branches: new Map(),
    roles: new Map(),
    issues: new Map(),
    labels: new Map(),
    checkRuns: new Map(),
    environments: new Map(),
    deployments: new Map(),
    runs: new Map(),
    activity: [],
    ...repository,
  };
  state.repositories.push(created);
  return created;
}

function pullsFrom(state: State, head: Repository): readonly Issue[] {
  return state.repositories
    .flatMap(({ issues }) => [...issues.values()])
    .filter(({ pull }) => pull?.headRepository === head);
}

function seconds(now: () => Date): number {
  return Math.floor(now().getTime() / 1000);
}
