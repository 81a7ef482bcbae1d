/** Apps: how one comes to be, where it is installed, and tokens for what it may do there. */
import { randomBytes } from "node:crypto";
import { findOrAddUser } from "./accounts.ts";
import { emitEvent } from "./emit-event.ts";
import { presentUser } from "./present.ts";
import { presentInstallation } from "./present-app.ts";
import { presentRepositoryName } from "./present-repository.ts";
import { signingKey } from "./signing-key.ts";
import type { App, Installation, Repository, State, Token, TokenPermissions, User } from "./state.ts";

export interface NewApp {
  readonly slug: string;
  readonly name?: string;
  readonly owner: User;
  readonly permissions?: TokenPermissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string;
  /** Random unless given. */
  readonly webhookSecret?: string;
}

/** GitHub's own App behind the tokens of workflow runs. */
const actionsApp = { slug: "github-actions", id: 15_368, name: "GitHub Actions" };

/** The permission that an event takes; GitHub's documentation of each webhook names it. */
const permissionOfEvent: Readonly<Record<string, readonly string[]>> = {
  check_run: ["checks"],
  check_suite: ["checks"],
  deployment: ["deployments"],
  deployment_protection_rule: ["deployments"],
  deployment_review: ["deployments"],
  deployment_status: ["deployments"],
  issue_comment: ["issues", "pull_requests"],
  issues: ["issues"],
  pull_request: ["pull_requests"],
  push: ["contents"],
  workflow_dispatch: ["contents"],
  workflow_job: ["actions"],
  workflow_run: ["actions"],
};

/** @throws Error for a slug that is taken, or an event that the permissions do not cover */
export function createApp(state: State, { slug, name = slug, owner, ...given }: NewApp): App {
  if (state.apps.has(slug)) throw new Error(`there is an App ${slug} already`);
  const uncovered = (given.events ?? []).filter(
    (event) => !permissionOfEvent[event]?.some((name) => given.permissions?.[name] !== undefined),
  );
  if (uncovered.length > 0) throw new Error(`Default events unsupported: ${uncovered.join(", ")}`);
  const isActions = slug === actionsApp.slug;
  const app: App = {
    // Far from all other numbers, as on github.com.
    id: isActions ? actionsApp.id : 1_000_000 + state.nextId(),
    slug,
    name: isActions ? actionsApp.name : name,
    owner,
    bot: findOrAddUser(state, `${slug}[bot]`, "Bot"),
    clientId: `Iv23li${Buffer.from(slug.padEnd(10, "x")).toString("base64url").slice(0, 14)}`,
    get privateKey() {
      return signingKey().pem;
    },
    permissions: { metadata: "read", ...given.permissions },
    events: given.events ?? [],
    createdAt: state.now().toISOString(),
    hookId: isActions ? 1 : 500_000_000 + state.nextId(),
    webhookSecret: given.webhookSecret ?? randomBytes(32).toString("hex"),
    webhookUrl: given.webhookUrl,
    deliveries: [],
  };
  state.apps.set(slug, app);
  return app;
}

/** On each account once; more repositories of an account are added to what is there. */
export function installApp(
  state: State,
  app: App,
  repositories: readonly [Repository, ...Repository[]],
  sender: User,
): Installation {
  const [{ owner: account }] = repositories;
  if (repositories.some(({ owner }) => owner !== account)) throw new Error("one installation has one account");
  const known = [...state.installations.values()].find((one) => one.app === app && one.account === account);
  const installation = known ?? {
    id: 50_000_000 + state.nextId(),
    app,
    account,
    repositories: new Set<number>(),
    quota: { used: 0, resetsAt: 0 },
    createdAt: state.now().toISOString(),
  };
  const added = repositories.filter(({ id }) => !installation.repositories.has(id));
  for (const { id } of added) installation.repositories.add(id);
  state.installations.set(installation.id, installation);
  if (known === undefined) tell(state, installation, { action: "created", sender, repositories: added });
  else if (added.length > 0) tellRepositories(state, installation, { action: "added", sender, repositories: added });
  return installation;
}

/** Its tokens end with it. */
export function uninstallApp(state: State, installation: Installation, sender: User): void {
  const repositories = state.repositories.filter(({ id }) => installation.repositories.has(id));
  state.installations.delete(installation.id);
  for (const token of state.tokens.values()) {
    if (token.installation === installation) state.tokens.delete(token.value);
  }
  tell(state, installation, { action: "deleted", sender, repositories });
}

export function installationAt(state: State, app: App, repository: Repository): Installation | undefined {
  return [...state.installations.values()].find((one) => one.app === app && one.repositories.has(repository.id));
}

const tokenLifetimeMs = 3_600_000;

/** @param limits What of the installation's rights the token has; all of them unless told */
export function mintToken(
  state: State,
  installation: Installation,
  limits: { readonly permissions?: TokenPermissions; readonly repositories?: ReadonlySet<number> } = {},
): Token & { readonly expiresAt: string } {
  const { app } = installation;
  // A second in the hour is the finest that GitHub tells.
  const end = Math.floor((state.now().getTime() + tokenLifetimeMs) / 1000) * 1000;
  const token = {
    value: `ghs_${String(state.nextId()).padStart(8, "0")}${randomBytes(14).toString("hex")}`,
    actor: app.bot,
    app,
    installation,
    permissions: { metadata: "read" as const, ...(limits.permissions ?? app.permissions) },
    repositories: limits.repositories ?? installation.repositories,
    expiresAt: new Date(end).toISOString(),
    quota: installation.quota,
  };
  state.tokens.set(token.value, token);
  return token;
}

interface Change {
  readonly action: string;
  readonly sender: User;
  readonly repositories: readonly Repository[];
}

function tell(state: State, installation: Installation, { action, sender, repositories }: Change): void {
  emitEvent(state, {
    event: "installation",
    action,
    sender,
    onlyFor: installation.app,
    payload: (apiUrl) => ({
      installation: presentInstallation(installation, apiUrl),
      repositories: repositories.map(presentRepositoryName),
      ...(action === "created" && { requester: presentUser(sender, apiUrl) }),
    }),
  });
}

function tellRepositories(state: State, installation: Installation, { action, sender, repositories }: Change): void {
  emitEvent(state, {
    event: "installation_repositories",
    action,
    sender,
    onlyFor: installation.app,
    payload: (apiUrl) => ({
      installation: presentInstallation(installation, apiUrl),
      repository_selection: "selected",
      repositories_added: repositories.map(presentRepositoryName),
      repositories_removed: [],
      requester: null,
    }),
  });
}
