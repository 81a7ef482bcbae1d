import { tellChange, waitUntil } from "../github/runs/repository-changes.ts";
import type { Repository } from "../github/state.ts";
import type { ConcurrencyRule } from "./workflow-jobs.ts";

/** One who wants to be alone in its group. */
export interface Member {
  /** Ends it: a newer one takes its place. */
  readonly cancel: () => void;
  readonly isOver: () => boolean;
}

/**
 * Concurrency groups of one repository: the first of a group runs, others wait behind it.
 *
 * @see https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
export class ConcurrencyGroups {
  readonly #queues = new Map<string, Member[]>();
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Resolves when it is the member's turn, or when it is over before; to be left in both cases. */
  async enter(
    rule: ConcurrencyRule,
    member: Member,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<() => void> {
    const queue = this.#queues.get(rule.group) ?? [];
    this.#queues.set(rule.group, queue);
    const [running, ...pending] = [...queue];
    queue.push(member);
    const leave = () => {
      const at = queue.indexOf(member);
      if (at >= 0) queue.splice(at, 1);
      tellChange(this.#repository);
    };
    if (rule.cancelsInProgress) running?.cancel();
    if (!rule.keepsAll) for (const other of pending) other.cancel();
    try {
      await waitUntil(this.#repository, () => queue[0] === member || member.isOver(), { signal });
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }
}
