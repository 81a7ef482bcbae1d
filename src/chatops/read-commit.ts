/** The words of a command that begin with `@` in, the commit that it is bound to out. */
import type { CommandSpec } from "./command-spec.ts";
import { type Refusal, refuse } from "./refuse.ts";
import type { Word } from "./split-words.ts";

export interface ReadCommit {
  readonly kind: "fields";
  readonly fields: { readonly commit?: string };
}

const hint = "Write @ and 7 or more digits of the commit, such as @3f9a1c2.";

export function readCommit({ name, goesByCommit }: CommandSpec, [word, second]: readonly Word[]): ReadCommit | Refusal {
  if (word === undefined) return { kind: "fields", fields: {} };
  if (!goesByCommit) {
    return refuse("argument_surplus", `${name} goes by no commit`, word, { hint: "Leave it out." });
  }
  if (second !== undefined) return refuse("argument_surplus", "A command is for one commit", second);
  const [, commit] = /^@([0-9a-f]{7,64})$/.exec(word.text.toLowerCase()) ?? [];
  if (commit === undefined) return refuse("value_invalid", "This names no commit", word, { hint });
  return { kind: "fields", fields: { commit } };
}
