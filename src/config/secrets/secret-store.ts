/** The port behind a reference scheme. */

/** A reference as it stands in a config: `ak://talos/MACHINE_TOKEN`. */
export interface SecretReference {
  readonly scheme: string;
  /** What follows `://`. */
  readonly path: string;
  /** As written. */
  readonly text: string;
}

export type SecretLookup =
  | { readonly kind: "found"; readonly value: string }
  | { readonly kind: "missing"; readonly reason: string };

/** Looks references up; answers in the order asked. A store that cannot be reached throws a UserError `secret_store_failed`. */
export interface SecretStore {
  readonly scheme: string;
  read(
    references: readonly SecretReference[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly SecretLookup[]>;
}
