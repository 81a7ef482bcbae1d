/** One request against the state: who asks, which route, which page. */
import { authenticate, type Caller } from "./authenticate.ts";
import { countRequest } from "./rate-limit.ts";
import {
  type Answer,
  type Call,
  findRepository,
  notAccessible,
  Refusal,
  type Route,
  requirePermission,
} from "./route.ts";
import { appRoutes, openRoutes, routes } from "./routes/index.ts";
import type { State, Token } from "./state.ts";
import type { Webhooks } from "./webhooks/start-webhooks.ts";

export interface RawRequest {
  readonly method: string;
  /** Path with query, without the API's prefix. */
  readonly path: string;
  readonly body: string;
  readonly token: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Serving {
  readonly apiUrl: string;
  readonly webhooks: Webhooks;
}

/** Answers as GitHub does, refusals included; never throws for what a client may send. */
export function answerRequest(state: State, request: RawRequest, serving: Serving): RawAnswer {
  let limits: Readonly<Record<string, string>> = {};
  try {
    const url = new URL(request.path, "http://github.test");
    const caller = authenticate(state, request.token);
    if (caller.kind === "token" && url.pathname !== "/rate_limit") limits = count(state, caller.token);
    const call = { state, query: url.searchParams, body: parseBody(request.body), ...serving };
    const answer = present(dispatch(request.method, url.pathname, caller, call), url, serving.apiUrl);
    return { ...answer, headers: { ...limits, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, message, headers, details } = error;
    const body = { message, ...details, documentation_url: "https://docs.github.com/rest", status: String(status) };
    return { status, headers: { ...limits, ...headers }, body };
  }
}

function dispatch(method: string, path: string, caller: Caller, call: Omit<Call, "token" | "parameters">): Answer {
  const open = findRoute(openRoutes, method, path);
  if (open) return open.route.handle({ ...call, parameters: open.parameters });
  const ofApps = findRoute(appRoutes, method, path);
  if (ofApps) {
    if (caller.kind !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
    return ofApps.route.handle({ ...call, parameters: ofApps.parameters, app: caller.app });
  }
  if (caller.kind === "nobody") throw new Refusal(401, "Requires authentication");
  const found = findRoute(routes, method, path);
  if (found === undefined) throw new Refusal(404, "Not Found");
  if (caller.kind === "app") throw new Refusal(403, "Resource not accessible by integration");
  const { route, parameters } = found;
  const { token } = caller;
  requirePermission({ token }, route.needs);
  const repository = findRepository({ state: call.state, parameters });
  // What anybody may read of a public repository, a token of another one may, too; it writes only to its own.
  const isForeign = repository !== undefined && !token.repositories.has(repository.id);
  if (isForeign && method !== "GET" && !repository.isPrivate) throw notAccessible(route.needs);
  return route.handle({ ...call, parameters, token });
}

function findRoute<Kind extends Pick<Route, "method" | "path">>(
  among: readonly Kind[],
  method: string,
  path: string,
): { readonly route: Kind; readonly parameters: Record<string, string> } | undefined {
  for (const route of among) {
    const parameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const rest = wanted.at(-1)?.startsWith("*") ? wanted.pop()?.slice(1) : undefined;
  if (rest === undefined ? wanted.length !== given.length : given.length <= wanted.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) parameters[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  if (rest !== undefined) parameters[rest] = decodeURIComponent(given.slice(wanted.length).join("/"));
  return parameters;
}

function present(answer: Answer, url: URL, apiUrl: string): RawAnswer {
  if (!("list" in answer)) return { headers: {}, ...answer };
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get("per_page") ?? "30")));
  const page = Math.max(1, Number(url.searchParams.get("page") ?? "1"));
  const last = Math.max(1, Math.ceil(answer.list.length / size));
  const items = answer.list.slice((page - 1) * size, page * size);
  const link = (target: number, rel: string) => {
    const query = new URLSearchParams(url.searchParams);
    query.set("page", String(target));
    return `<${apiUrl}${url.pathname}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  return {
    status: 200,
    headers: links.length > 0 ? { link: links.join(", ") } : {},
    body: answer.wrap ? answer.wrap(items) : items,
  };
}

function parseBody(text: string): Record<string, unknown> {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    throw new Refusal(400, "Problems parsing JSON");
  }
}

/** @throws Refusal 403 once the hour's requests are used up */
function count(state: State, token: Token): Record<string, string> {
  const { limit, used, remaining, reset } = countRequest(state, token);
  const headers = {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
  };
  if (used > limit) throw new Refusal(403, "API rate limit exceeded for installation.", { headers });
  return headers;
}
