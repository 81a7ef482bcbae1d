/** What the plan journey gives: every node's difference and the digest that binds an approval to it. */
import type { Note } from "../errors.ts";
import type { NodeDiff } from "./node-diff.ts";

/** Hashes that tell whether anything changed after approval, and what. Each is hex sha256. */
export interface PlanDigest {
  readonly value: string;
  /**
   * By what it covers: `revision`, `command`, `nodes`, `desired/<node>`, `live/<node>`, `secrets/<node>`,
   * `image/<node>`. None of them, and not the value, lets anybody test guesses of a secret.
   */
  readonly parts: Readonly<Record<string, string>>;
}

export interface Plan {
  readonly cluster: string;
  /** What the desired side was read from: a commit SHA or `working-tree`. */
  readonly revision: string;
  /** The command in its canonical form, `diff all`. */
  readonly command: string;
  /** `live`: repository against nodes. `offline`: head against base, no node and no secret touched. */
  readonly mode: "live" | "offline";
  /** In the settings' order; every selected node is here. */
  readonly nodes: readonly NodeDiff[];
  readonly digest: PlanDigest;
  readonly notes: readonly Note[];
}
