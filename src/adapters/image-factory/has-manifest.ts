import { isIP } from "node:net";
import { UserError } from "../../errors.ts";
import { describeFailure, fetchRetrying, type RetryOptions, readText } from "../../fetch-retrying.ts";

const accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const pattern =
  /^(?<host>[^/\s]+)\/(?<name>[a-z0-9][a-z0-9._/-]*?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$/;

const maxTokenBytes = 64 * 1024;
const maxRedirects = 3;

/** What is asked, and within which limits. */
interface Question {
  readonly factory: URL;
  readonly reference: string;
  /** The repository's path in its registry. */
  readonly name: string;
  readonly options: RetryOptions;
}

/**
 * Asks an image's registry for its manifest, with an anonymous token where the registry wants one
 * (https://distribution.github.io/distribution/spec/auth/token/).
 *
 * The reference comes from a pull request: apart from the factory of the settings, only public https hosts are contacted.
 *
 * @param factory its host may be private and without TLS.
 * @returns false when the registry has no such image, or cannot build it (400: an extension that this version lacks).
 * @throws UserError `factory_failed`
 */
export async function hasManifest(factory: URL, reference: string, options: RetryOptions): Promise<boolean> {
  const { host, name, tag, digest } = pattern.exec(reference)?.groups ?? {};
  if (host === undefined || name === undefined) throw failed(reference, "it is no full image reference");
  const question = { factory, reference, name, options };
  const scheme = host === factory.host ? factory.protocol : "https:";
  const url = allowed(`${scheme}//${host}/v2/${name}/manifests/${digest ?? tag ?? "latest"}`, question);
  const first = await head(url, question);
  const answer = first.status === 401 ? await head(url, question, await getToken(first, question)) : first;
  if (answer.ok) return true;
  if (answer.status === 404 || answer.status === 400) return false;
  throw failed(reference, `its registry answers with ${answer.status}`);
}

/** Redirects are followed by hand, to check each address. */
async function head(url: URL, question: Question, token?: string): Promise<Response> {
  let target = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const withToken = token !== undefined && target.host === url.host;
    const headers = { accept, ...(withToken && { authorization: `Bearer ${token}` }) };
    const answer = await send(target, { method: "HEAD", redirect: "manual", headers }, question);
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (location === null || !URL.canParse(location, target.href)) return answer;
    target = allowed(new URL(location, target).href, question);
  }
  throw failed(question.reference, "its registry redirects without end");
}

async function getToken(refusal: Response, question: Question): Promise<string> {
  const challenge = readChallenge(refusal.headers.get("www-authenticate") ?? "");
  if (challenge === undefined) throw failed(question.reference, "its registry wants a login");
  const realm = allowed(challenge.realm, question);
  if (challenge.service !== undefined) realm.searchParams.set("service", challenge.service);
  realm.searchParams.set("scope", `repository:${question.name}:pull`);
  const answer = await send(realm, { method: "GET", redirect: "error" }, question);
  const token = answer.ok ? readToken(await readText(answer, maxTokenBytes)) : undefined;
  if (token !== undefined) return token;
  throw failed(question.reference, "its registry gives no anonymous access");
}

async function send(url: URL, init: RequestInit, { reference, options }: Question): Promise<Response> {
  try {
    return await fetchRetrying(url, init, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw failed(reference, describeFailure(error, options.timeoutMs), error);
  }
}

function allowed(address: string, { factory, reference }: Question): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "") {
    throw failed(reference, "its registry's address is not valid");
  }
  if (url.host === factory.host && url.protocol === factory.protocol) return url;
  const { protocol, hostname } = url;
  const isName = hostname.includes(".") && !hostname.startsWith("[") && isIP(hostname) === 0;
  if (protocol === "https:" && isName) return url;
  throw failed(reference, "its registry is neither the image factory of the settings nor a public https host");
}

function readChallenge(header: string): { realm: string; service?: string } | undefined {
  if (!/^bearer\s/i.test(header)) return undefined;
  const parameter = (name: string) => new RegExp(`[\\s,]${name}="([^"]*)"`, "i").exec(header)?.[1];
  const realm = parameter("realm");
  const service = parameter("service");
  return realm === undefined ? undefined : { realm, ...(service !== undefined && { service }) };
}

function readToken(text: string | undefined): string | undefined {
  try {
    const body: unknown = JSON.parse(text ?? "");
    if (typeof body !== "object" || body === null) return undefined;
    const token = "token" in body ? body.token : "access_token" in body ? body.access_token : undefined;
    return typeof token === "string" ? token : undefined;
  } catch {
    return undefined;
  }
}

/** A reference that got this far holds no secret: readInstallImage takes none with one in it. */
function failed(reference: string, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot check that the image ${reference} exists: ${reason}`, {
    code: "factory_failed",
    hint: "Check the image reference, and that its registry can be reached from here.",
    cause,
  });
}
