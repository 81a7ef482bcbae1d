/** The settings' secret stores, ready to be asked. Nothing is contacted before the first reference is looked up. */
import { join, resolve, sep } from "node:path";
import type { SecretSettings } from "../../cluster/cluster.ts";
import type { SecretStore } from "../../config/secrets/secret-store.ts";
import { UserError } from "../../errors.ts";
import type { Fetch } from "../../fetch-retrying.ts";
import { type AkeylessLogin, createAkeylessStore } from "./akeyless.ts";
import { createCommandStore } from "./command.ts";
import { createEnvironmentStore } from "./environment.ts";
import { createFileStore, type FileStoreOptions } from "./file.ts";
import { createOnePasswordStore } from "./onepassword.ts";

export interface SecretStoresOptions {
  /** Holds the credentials: AKEYLESS_ACCESS_ID, AKEYLESS_ACCESS_KEY, OP_CONNECT_TOKEN. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative directories of the settings start from, and that programs run in. */
  readonly root: string;
  /** The job's OIDC token, where there is one. */
  readonly getIdToken?: (audience?: string) => Promise<string>;
  readonly fetch?: Fetch;
}

/**
 * Gives one store for each scheme that the settings set up.
 *
 * @throws UserError `settings_invalid` for two stores of one scheme, and for a program that lies inside of the repository.
 */
export function createSecretStores(settings: SecretSettings, options: SecretStoresOptions): readonly SecretStore[] {
  const { environment, root } = options;
  const fetch = options.fetch && { fetch: options.fetch };
  const { akeyless, onepassword, file, commands } = settings;
  const stores = [
    akeyless &&
      createAkeylessStore({ gateway: akeyless.gateway, login: () => akeylessLogin(akeyless, options), ...fetch }),
    onepassword && createOnePasswordStore({ host: onepassword.host, token: () => connectToken(environment), ...fetch }),
    file && createFileStore(fileStoreOptions(file.directory, root)),
    settings.environment && createEnvironmentStore({ names: settings.environment, environment }),
    ...Object.entries(commands).map(([scheme, command]) =>
      createCommandStore({ scheme, command, root, environment, variables: settings.commandEnvironment ?? [] }),
    ),
  ].filter((store) => store !== undefined);
  refuseDoubles(stores);
  return stores;
}

/** The settings may name a folder outside; one that they name inside must stay inside. */
function fileStoreOptions(directory: string, root: string): FileStoreOptions {
  const path = resolve(root, directory);
  return { directory: path, ...(path.startsWith(join(resolve(root), sep)) && { within: root }) };
}

function refuseDoubles(stores: readonly SecretStore[]): void {
  const schemes = stores.map(({ scheme }) => scheme);
  const twice = schemes.find((scheme, index) => schemes.indexOf(scheme) !== index);
  if (twice === undefined) return;
  throw new UserError(`Cannot use the settings: two stores are set up for ${twice}:// references`, {
    code: "settings_invalid",
    hint: `Remove secrets.commands.${twice}, or the other one.`,
  });
}

function akeylessLogin(
  settings: NonNullable<SecretSettings["akeyless"]>,
  { environment, getIdToken }: SecretStoresOptions,
): AkeylessLogin {
  const accessId = settings.accessId ?? environment["AKEYLESS_ACCESS_ID"];
  if (!accessId) throw noCredential("the access id", "Set secrets.akeyless.accessId, or $AKEYLESS_ACCESS_ID.");
  const accessKey = environment["AKEYLESS_ACCESS_KEY"];
  const type = settings.accessType ?? (accessKey || getIdToken === undefined ? "api_key" : "github");
  if (type === "api_key") {
    if (accessKey) return { kind: "api_key", accessId, accessKey };
    throw noCredential(
      "the access key",
      "Set $AKEYLESS_ACCESS_KEY, or accessType: github to use the job's OIDC token.",
    );
  }
  if (getIdToken === undefined) throw noIdToken();
  return {
    kind: "jwt",
    accessId,
    getToken: () => getIdToken(settings.audience).catch(() => Promise.reject(noIdToken())),
  };
}

function noIdToken(): UserError {
  return noCredential(
    "the job's OIDC token",
    "Give the job permissions: id-token: write. Outside of GitHub Actions there is none.",
  );
}

function noCredential(what: string, hint: string): UserError {
  return new UserError(`Cannot log in to Akeyless: ${what} is missing`, { code: "secret_store_failed", hint });
}

function connectToken(environment: Readonly<Record<string, string | undefined>>): string {
  const token = environment["OP_CONNECT_TOKEN"];
  if (token) return token;
  throw new UserError("Cannot read secrets from 1Password Connect: its token is missing", {
    code: "secret_store_failed",
    hint: "Set $OP_CONNECT_TOKEN. Without a Connect server, set secrets.commands.op to [op, inject] instead of secrets.onepassword.",
  });
}
