import {
  type HttpService,
  type noAnswer,
  type ServiceAnswer,
  type ServiceRequest,
  startHttpService,
} from "../start-http-service.ts";

export interface AkeylessOptions {
  /** Names with their leading slash, as Akeyless keeps them. */
  readonly items: Readonly<Record<string, string>>;
  readonly accessId: string;
  readonly accessKey?: string;
  /** The OIDC token that is accepted. */
  readonly jwt?: string;
  /** Names that the identity may not read; existing or not, the answer is the same. */
  readonly denied?: readonly string[];
  /** Comes before everything else: what to answer instead, to simulate trouble. */
  readonly fault?: (request: ServiceRequest, count: number) => ServiceAnswer | typeof noAnswer | undefined;
}

const token = "t-0123456789abcdef";

/** A simulated Akeyless: log-in by access key or JWT, and static secrets, as its REST API has them. */
export async function startAkeyless(options: AkeylessOptions): Promise<HttpService> {
  let count = 0;
  return startHttpService((request) => {
    count += 1;
    return options.fault?.(request, count) ?? answer(request, options);
  });
}

function answer(request: ServiceRequest, options: AkeylessOptions): ServiceAnswer {
  if (request.method !== "POST") return failure(405, "method not allowed");
  const body: unknown = JSON.parse(request.text);
  if (request.path === "/auth") return authenticate(body, options);
  if (request.path === "/get-secret-value") return readSecrets(body, options);
  return failure(404, "page not found");
}

function authenticate(body: unknown, { accessId, accessKey, jwt }: AkeylessOptions): ServiceAnswer {
  const isKnown = fieldOf(body, "access-id") === accessId;
  const type = fieldOf(body, "access-type");
  const byKey = type === "access_key" && accessKey !== undefined && fieldOf(body, "access-key") === accessKey;
  const byJwt = type === "jwt" && jwt !== undefined && fieldOf(body, "jwt") === jwt;
  return isKnown && (byKey || byJwt) ? { status: 200, body: { token } } : failure(401, "authentication failed");
}

/** All or nothing: one name that cannot be read refuses the request. */
function readSecrets(body: unknown, { items, denied = [] }: AkeylessOptions): ServiceAnswer {
  if (fieldOf(body, "token") !== token) return failure(401, "invalid token");
  const names = fieldOf(body, "names");
  if (!Array.isArray(names)) return failure(400, "names are required");
  const found = names.map((name: unknown) => ({ name: String(name), full: `/${String(name).replace(/^\//, "")}` }));
  if (found.some(({ full }) => denied.includes(full))) return failure(403, "access denied");
  if (found.some(({ full }) => !Object.hasOwn(items, full))) return failure(404, "item was not found");
  return { status: 200, body: Object.fromEntries(found.map(({ name, full }) => [name, items[full]])) };
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function failure(status: number, error: string): ServiceAnswer {
  return { status, body: { error } };
}
