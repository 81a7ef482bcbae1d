/** One request against the state: who asks, which route, which page. */
import { type Answer, Refusal, type Route, requirePermission } from "./route.ts";
import { routes } from "./routes/index.ts";
import type { State, Token } from "./state.ts";

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

/** Answers as GitHub does, refusals included; never throws for what a client may send. */
export function answerRequest(state: State, request: RawRequest, apiUrl: string): RawAnswer {
  const token = state.tokens.get(request.token);
  const limits = token ? rateHeaders(state, token) : {};
  try {
    const url = new URL(request.path, "http://github.test");
    if (token === undefined) throw new Refusal(401, "Bad credentials");
    if (token.used > state.rateLimit) throw new Refusal(403, "API rate limit exceeded for installation.");
    const { route, parameters } = findRoute(request.method, url.pathname);
    requirePermission({ token }, route.needs);
    const call = { state, token, parameters, query: url.searchParams, body: parseBody(request.body), apiUrl };
    const answer = present(route.handle(call), url, apiUrl);
    return { ...answer, headers: { ...limits, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, message, headers, details } = error;
    const body = { message, ...details, documentation_url: "https://docs.github.com/rest", status: String(status) };
    return { status, headers: { ...limits, ...headers }, body };
  }
}

function findRoute(
  method: string,
  path: string,
): { readonly route: Route; readonly parameters: Record<string, string> } {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters) return { route, parameters };
  }
  throw new Refusal(404, "Not Found");
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
  if (!("list" in answer)) return { status: answer.status, headers: {}, body: answer.body };
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

function rateHeaders(state: State, token: Token): Record<string, string> {
  token.used += 1;
  const nextHour = Math.floor(state.now().getTime() / 1000) + 3600;
  return {
    "x-ratelimit-limit": String(state.rateLimit),
    "x-ratelimit-remaining": String(Math.max(0, state.rateLimit - token.used)),
    "x-ratelimit-used": String(token.used),
    "x-ratelimit-reset": String(nextHour),
    "x-ratelimit-resource": "core",
  };
}
