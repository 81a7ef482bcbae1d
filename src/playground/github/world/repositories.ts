/** People make repositories, push to them, and set them up. */
import { findOrAddUser } from "../accounts.ts";
import { type FileTree, GitObjects } from "../git-objects.ts";
import { pullsFrom } from "../issues.ts";
import { type Push, pushCommit } from "../pushes.ts";
import type { Repository, Role, State } from "../state.ts";

export interface RepositoryActions {
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
    files: Push["files"],
    options?: { readonly message?: string; readonly author?: string },
  ): string;
}

export function repositoryActions(state: State): RepositoryActions {
  const addUser = (login: string) => findOrAddUser(state, login);
  return {
    addRepository(
      fullName,
      { files = { "README.md": "# Playground\n" }, isPrivate = false, defaultBranch = "main" } = {},
    ) {
      const [owner = "", name = ""] = fullName.split("/");
      const repository = createRepository(state, { owner: addUser(owner), name, isPrivate, defaultBranch });
      const time = Math.floor(state.now().getTime() / 1000);
      const sha = repository.objects.commit(files, { parents: [], message: "Begin", time });
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
      for (const { issue } of pullsFrom(state, repository)) if (issue.pull) issue.pull.headRepository = null;
    },
    setRole(repository, login, role) {
      repository.roles.set(addUser(login).id, role);
    },
    push: (repository, branch, files, { message = `Change ${branch}`, author = repository.owner.login } = {}) =>
      pushCommit(state, repository, { branch, files, message, sender: addUser(author) }),
  };
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
    createdAt: state.now().toISOString(),
    objects,
    branches: new Map(),
    roles: new Map(),
    issues: new Map(),
    labels: new Map(),
    checkRuns: new Map(),
    environments: new Map(),
    deployments: new Map(),
    runs: new Map(),
    runners: [],
    disabledWorkflows: new Set(),
    activity: [],
    ...repository,
  };
  state.repositories.push(created);
  return created;
}
