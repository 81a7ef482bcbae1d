import type { SecretLookup, SecretStore } from "../../config/secrets/secret-store.ts";
import { missing } from "./find-values.ts";

export interface EnvironmentStoreOptions {
  /** The only variables that may be read: whoever opens a pull request writes the references. */
  readonly names: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `env://NAME` */
export function createEnvironmentStore({ names, environment }: EnvironmentStoreOptions): SecretStore {
  const lookUp = (name: string): SecretLookup => {
    if (!names.includes(name)) return missing(`${name} is not listed as secrets.environment in the settings`);
    const value = environment[name];
    return value === undefined ? missing(`the environment variable ${name} is not set`) : { kind: "found", value };
  };
  return { scheme: "env", read: async (references) => references.map(({ path }) => lookUp(path)) };
}
