import { UserError } from "../../errors.ts";
import type { SecretLookup, SecretReference, SecretStore } from "./secret-store.ts";

export interface LookUpOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** More than any cluster needs; references are written by whoever opens a pull request. */
const maxReferences = 2_000;

const settingFor: ReadonlyMap<string, string> = new Map([
  ["ak", "secrets.akeyless"],
  ["op", "secrets.onepassword, or a program as secrets.commands.op"],
  ["env", "secrets.environment"],
]);

/**
 * Asks every store once for all of its references, stores at the same time. The result has an entry for each reference,
 * under its text; values end without line breaks, as the output of a program does in a shell.
 *
 * @throws UserError `secret_store_failed`
 */
export async function lookUpReferences(
  references: readonly SecretReference[],
  stores: readonly SecretStore[],
  options: LookUpOptions,
): Promise<ReadonlyMap<string, SecretLookup>> {
  if (references.length === 0) return new Map();
  if (references.length > maxReferences) {
    throw new UserError(`Cannot look up ${references.length} secrets: more than ${maxReferences} are refused`, {
      code: "secret_store_failed",
    });
  }
  const groups = Map.groupBy(references, ({ scheme }) => scheme);
  const answers = await withDeadline(options, [...groups.keys()], (signal) =>
    Promise.all([...groups].map(([scheme, group]) => askStore(scheme, group, stores, signal))),
  );
  return new Map(answers.flat());
}

type Answer = readonly [reference: string, lookup: SecretLookup];

async function askStore(
  scheme: string,
  references: readonly SecretReference[],
  stores: readonly SecretStore[],
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const store = stores.find((candidate) => candidate.scheme === scheme);
  if (store === undefined) {
    const reason = `no store is set up for ${scheme}://; add ${settingFor.get(scheme) ?? "one"} to the settings`;
    return references.map(({ text }) => [text, { kind: "missing", reason }]);
  }
  const lookups = await store.read(references, { signal });
  return references.map(({ text }, index) => {
    const lookup = lookups[index];
    if (lookup === undefined) throw new Error(`the store for ${scheme}:// left a reference unanswered`);
    return [text, tidy(lookup)];
  });
}

/** An empty secret is a mistake in the store: written into a configuration it would only fail later. */
function tidy(lookup: SecretLookup): SecretLookup {
  if (lookup.kind === "missing") return lookup;
  const value = lookup.value.replace(/(?:\r?\n)+$/, "");
  return value === "" ? { kind: "missing", reason: "its value is empty" } : { kind: "found", value };
}

/** Ends at the deadline even when a store pays no attention to the signal; the first failure ends the others. */
async function withDeadline<T>(
  { signal, timeoutMs }: LookUpOptions,
  schemes: readonly string[],
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  const end = new AbortController();
  const ended = AbortSignal.any([signal, deadline, end.signal]);
  const { promise: cut, reject } = Promise.withResolvers<never>();
  ended.addEventListener("abort", () => reject(ended.reason), { once: true });
  try {
    return await Promise.race([ask(ended), cut]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!deadline.aborted) throw error;
    throw new UserError(`Cannot read secrets: no full answer for ${schemes.join(", ")} within ${timeoutMs / 1000} s`, {
      code: "secret_store_failed",
      hint: "Check that the secret stores can be reached from here.",
      cause: error,
    });
  } finally {
    end.abort();
  }
}
