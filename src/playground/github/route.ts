/** What a route is: a path of GitHub's API, the permission it takes, and what it does to the state. */
import type { App, Issue, Repository, Role, State, Token } from "./state.ts";
import type { Webhooks } from "./webhooks/start-webhooks.ts";

export interface Call {
  readonly state: State;
  readonly token: Token;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The request's JSON object; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly webhooks: Webhooks;
  /** Where the API is, without a slash at the end: the addresses in answers begin with it. */
  readonly apiUrl: string;
}

export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The server cuts it into pages and links them. */
  | { readonly list: readonly unknown[]; readonly wrap?: (page: readonly unknown[]) => unknown };

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** `/repos/:owner/:repo/pulls/:number`; a last `*name` takes the rest. */
  readonly path: string;
  /** Any one of these lets a token in: `issues=write`. Empty: every token. */
  readonly needs: readonly string[];
  handle(call: Call): Answer;
}

/** A route for an App that shows its own signed token instead of an installation's. */
export interface AppRoute extends Omit<Route, "needs" | "handle"> {
  handle(call: AppCall): Answer;
}

export interface AppCall extends Omit<Call, "token"> {
  readonly app: App;
}

/** A route that asks nobody who he is. */
export interface OpenRoute extends Omit<Route, "needs" | "handle"> {
  handle(call: Omit<Call, "token">): Answer;
}

/** An answer of status 400 and above, in GitHub's form. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    { headers = {}, details = {} }: { readonly headers?: Record<string, string>; readonly details?: object } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.details = { ...details };
  }
}

/** The repository of the path; private ones that the token has nothing to do with do not exist for it. */
export function repositoryOf(call: Call): Repository {
  const found = findRepository(call);
  if (found === undefined || (found.isPrivate && !call.token.repositories.has(found.id)))
    throw new Refusal(404, "Not Found");
  return found;
}

export function findRepository({ state, parameters }: Pick<Call, "state" | "parameters">): Repository | undefined {
  const { owner, repo } = parameters;
  return state.repositories.find(({ owner: { login }, name }) => same(login, owner) && same(name, repo));
}

export function issueOf(call: Call): Issue {
  const issue = repositoryOf(call).issues.get(Number(call.parameters["number"]));
  if (issue === undefined) throw new Refusal(404, "Not Found");
  return issue;
}

/** On a pull request either permission is enough to write, on an issue only `issues`. */
export function mayWriteTo(call: Call, issue: Issue): void {
  requirePermission(call, issue.pull ? ["issues=write", "pull_requests=write"] : ["issues=write"]);
}

/** @throws Refusal 403 as GitHub words it, naming what would have been enough */
export function requirePermission({ token }: Pick<Call, "token">, needs: readonly string[]): void {
  const granted = needs.length === 0 || needs.some((need) => isGranted(token, need));
  if (!granted) throw notAccessible(needs);
}

export function notAccessible(needs: readonly string[]): Refusal {
  return new Refusal(403, "Resource not accessible by integration", {
    headers: { "x-accepted-github-permissions": needs.join("; ") },
  });
}

function isGranted({ permissions }: Token, need: string): boolean {
  const [name = "", access] = need.split("=");
  const has = permissions[name];
  return has === "write" || (access === "read" && has === "read");
}

/** A text field of the request's body. */
export function textOf(call: Pick<Call, "body">, field: string): string | undefined {
  const value = call.body[field];
  return typeof value === "string" ? value : undefined;
}

/** @throws Refusal 422 */
export function requiredText(call: Call, field: string, resource: string): string {
  const value = textOf(call, field);
  if (value === undefined || value === "") throw invalid(resource, field, "missing_field");
  return value;
}

export function invalid(resource: string, field: string, code: string): Refusal {
  return new Refusal(422, "Validation Failed", { details: { errors: [{ resource, field, code }] } });
}

/** The role as the older field `permission` words it. */
export function coarseRole(role: Role): "none" | "read" | "write" | "admin" {
  if (role === "maintain") return "write";
  return role === "triage" ? "read" : role;
}

function same(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
