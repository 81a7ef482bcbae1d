/** Keeps of every look at a cluster which changes came after it. */

/** `taken-down`: a node or a member of etcd was taken away. `changed`: that, something was written, or a machine went or came. */
export type Since = "changed" | "taken-down";

/**
 * A gate shows in what was looked at, not in what was thought of it. So this is what it can be held to: since the last change,
 * everything that it judges by was read again. Begins with nothing seen.
 */
export class GateWatch {
  readonly #looks = new Map<string, number>();
  readonly #last: Record<Since, number> = { changed: 0, "taken-down": 0 };
  #step = 0;

  lookedAt(what: string): void {
    this.#looks.set(what, ++this.#step);
  }

  change(): void {
    this.#last.changed = ++this.#step;
  }

  takeDown(): void {
    this.change();
    this.#last["taken-down"] = this.#step;
  }

  /** What nobody has looked at since. */
  unseen(needed: readonly string[], since: Since): readonly string[] {
    return needed.filter((what) => (this.#looks.get(what) ?? -1) < this.#last[since]);
  }
}
