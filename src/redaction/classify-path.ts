import type { DocumentId } from "../config/machine-config.ts";
import { kindPaths, type PathClass, type PathTable, publicKeys, rootPaths } from "./secret-paths.ts";

/** A place in a document: what the tables say of it, and which of their paths go on below it. */
export interface Place {
  /** Undefined: a plain setting. */
  readonly class: PathClass | undefined;
  /** The nearest map key at or above the place. */
  readonly key: string;
  /** Kind and keys from the root on, equal for all positions of a list. */
  readonly path: string;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly class: PathClass;
  readonly steps: readonly string[];
}

/** Where two paths meet, the stricter class holds. */
const strictness: readonly PathClass[] = ["secret", "certificate", "hidden", "opaque", "url", "arguments", "public"];

/** The place of a document's root; a kind that Talos does not have is opaque. */
export function documentPlace(id: DocumentId): Place {
  if (id.kind === undefined) return { class: undefined, key: "", path: "", rules: rulesOf(rootPaths) };
  const table = Object.hasOwn(kindPaths, id.kind) ? kindPaths[id.kind] : undefined;
  if (table === undefined || id.apiVersion !== "v1alpha1")
    return { class: "opaque", key: "", path: id.kind, rules: [] };
  return { class: undefined, key: "", path: id.kind, rules: rulesOf(table) };
}

/** The place one map key or list position further down. */
export function placeBelow(place: Place, step: string | number): Place {
  const key = typeof step === "number" ? place.key : step;
  const name = typeof step === "number" ? "[]" : step;
  const reached = place.rules.filter((rule) => rule.steps[0] === name || (rule.steps[0] === "*" && name !== "[]"));
  const rules = reached.map((rule) => ({ class: rule.class, steps: rule.steps.slice(1) }));
  const classes = rules.filter((rule) => rule.steps.length === 0).map((rule) => rule.class);
  if (place.class !== undefined) classes.push(place.class);
  const strictest = strictness.find((candidate) => classes.includes(candidate));
  const path = `${place.path}\n${name}`;
  return { class: strictest ?? (publicKeys.has(key) ? "public" : undefined), key, path, rules };
}

const cache = new WeakMap<PathTable, readonly Rule[]>();

function rulesOf(table: PathTable): readonly Rule[] {
  const known = cache.get(table);
  if (known !== undefined) return known;
  const rules = strictness.flatMap((pathClass) =>
    (table[pathClass] ?? []).map((path) => ({ class: pathClass, steps: path.replaceAll("[]", ".[]").split(".") })),
  );
  cache.set(table, rules);
  return rules;
}
