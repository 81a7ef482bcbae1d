import type { SecretStore } from "../../config/secrets/secret-store.ts";
import { UserError } from "../../errors.ts";
import type { Fetch } from "../../fetch-retrying.ts";
import { findValues, missing, plainValue, type StoredText } from "./find-values.ts";
import { field, type JsonServiceOptions, requestJson, textField } from "./request-json.ts";

export type AkeylessLogin =
  | { readonly kind: "api_key"; readonly accessId: string; readonly accessKey: string }
  | { readonly kind: "jwt"; readonly accessId: string; readonly getToken: () => Promise<string> };

export interface AkeylessOptions {
  readonly gateway: string;
  /** Asked for at every read; throws a UserError when a credential is missing. */
  readonly login: () => AkeylessLogin;
  readonly fetch?: Fetch;
  readonly timeoutMs?: number;
  readonly retryDelayMs?: number;
}

type Read = { readonly signal: AbortSignal };

const namesPerRequest = 50;
const concurrency = 8;

/**
 * `ak://path/of/secret`, or `ak://path/of/json/KEY`: static secrets of Akeyless, through its REST API
 * (https://docs.akeyless.io/reference: /auth, /get-secret-value).
 */
export function createAkeylessStore({ gateway, login, ...rest }: AkeylessOptions): SecretStore {
  const service: JsonServiceOptions = { name: "Akeyless", baseUrl: gateway, ...rest };
  return {
    scheme: "ak",
    read: async (references, options) => {
      const token = await authenticate(service, login(), options);
      return findValues(references, (names) => readNames(service, token, names, options));
    },
  };
}

async function authenticate(service: JsonServiceOptions, login: AkeylessLogin, { signal }: Read): Promise<string> {
  const credential =
    login.kind === "api_key"
      ? { "access-type": "access_key", "access-key": login.accessKey }
      : { "access-type": "jwt", jwt: await login.getToken() };
  const body = { "access-id": login.accessId, ...credential };
  const answer = await requestJson(service, { method: "POST", path: "/auth", body, signal });
  const token = textField(answer.body, "token");
  if (answer.status === 200 && token !== undefined && token !== "") return token;
  if (answer.status >= 400 && answer.status !== 404) throw refused(service, login, answer.status);
  throw new UserError(`Cannot log in to Akeyless: what answers at ${new URL(service.baseUrl).host} is not its API`, {
    code: "secret_store_failed",
    hint: "Set secrets.akeyless.gateway to the API's address: https://api.akeyless.io, or a gateway's with /api/v2.",
  });
}

function refused(service: JsonServiceOptions, login: AkeylessLogin, status: number): UserError {
  const hint =
    login.kind === "api_key"
      ? "Check the access id and $AKEYLESS_ACCESS_KEY."
      : "Check the access id, and that its auth method accepts this repository's and branch's OIDC tokens.";
  return new UserError(
    `Cannot log in to Akeyless at ${new URL(service.baseUrl).host}: it refuses the credential (${status})`,
    {
      code: "secret_store_failed",
      hint,
    },
  );
}

/**
 * Asks for many names at once. One name that does not exist makes Akeyless refuse the whole request; then each is asked for
 * on its own.
 */
async function readNames(
  service: JsonServiceOptions,
  token: string,
  names: readonly string[],
  options: Read,
): Promise<ReadonlyMap<string, StoredText>> {
  const texts = new Map<string, StoredText>();
  for (const batch of inBatches(names, namesPerRequest)) {
    const all = await getSecretValue(service, token, batch, options);
    if (all.kind === "read" || batch.length === 1) for (const name of batch) texts.set(name, textOf(name, all));
    else await readEach(batch);
  }
  return texts;

  async function readEach(batch: readonly string[]): Promise<void> {
    for (const few of inBatches(batch, concurrency)) {
      const readOne = async (name: string) =>
        texts.set(name, textOf(name, await getSecretValue(service, token, [name], options)));
      await Promise.all(few.map(readOne));
    }
  }
}

function inBatches(names: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) =>
    names.slice(index * size, (index + 1) * size),
  );
}

type Answer =
  | { readonly kind: "read"; readonly values: unknown }
  | { readonly kind: "refused"; readonly reason: string };

async function getSecretValue(
  service: JsonServiceOptions,
  token: string,
  names: readonly string[],
  { signal }: Read,
): Promise<Answer> {
  const { status, body } = await requestJson(service, {
    method: "POST",
    path: "/get-secret-value",
    body: { names, token },
    signal,
  });
  if (status === 200) return { kind: "read", values: body };
  if (status === 401) {
    throw new UserError("Cannot read secrets from Akeyless: it does not accept its own token", {
      code: "secret_store_failed",
      hint: "Check that the gateway belongs to the account of the access id.",
    });
  }
  return { kind: "refused", reason: status === 403 ? "access is denied" : "there is no such secret" };
}

/** Akeyless may write a name with the leading slash that the reference left out. */
function textOf(name: string, answer: Answer): StoredText {
  if (answer.kind === "refused") return missing(answer.reason);
  const value = field(answer.values, name) ?? field(answer.values, `/${name}`);
  return value === undefined ? missing("there is no such secret") : plainValue(value, name);
}
