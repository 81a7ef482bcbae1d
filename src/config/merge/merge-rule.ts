/** How Talos merges the values at a path, where that is not "maps by key, lists append, a non-zero value wins". */
export type MergeRule =
  /** A given list or map replaces the old one; an empty map does not. */
  | "replace"
  /** Each key's value is replaced as a whole, also by null. */
  | "values"
  /** Elements are matched by the key named in `key`. */
  | "keyed"
  /** Matched by `interface`, else by an equal `deviceSelector`. */
  | "interfaces"
  /** Matched by `image`, replaced as a whole. */
  | "images"
  /** Keys that Talos decodes as one: a half that the patch leaves out is blanked. */
  | "pair"
  /** Merged by URL parts. */
  | "url"
  /** Taken from the patch even when it leaves the value out. */
  | "cleared"
  /** A size in bytes is not replaced by a percentage. */
  | "size"
  /** Two values make Talos fail. */
  | "refused"
  /** A pointer or bytes: zero overrides. */
  | "pointer"
  /** Zero when it is the text in `zero`. */
  | "named-zero"
  | "duration"
  /** Free YAML: values keep their own type, and types must agree. */
  | "free"
  /** Values are strings however they are written. */
  | "texts"
  /** A map with free keys and typed values. */
  | "open"
  /** A struct that is always there, so that patching anything beside it reaches its `cleared` values. */
  | "struct";

export interface RuleRow {
  readonly rule: MergeRule;
  /** Kinds of documents; `v1alpha1` is the root document. */
  readonly kinds: readonly string[];
  /** `*` stands for any key or list element; an empty path is the document. */
  readonly paths: readonly string[];
  /** First Talos version with the rule, and first one without it. */
  readonly since?: string;
  readonly before?: string;
  readonly key?: string;
  readonly fields?: readonly string[];
  readonly zero?: string;
}
