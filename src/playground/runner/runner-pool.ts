import { tellChange, waitUntil } from "../github/runs/repository-changes.ts";
import type { Repository, Runner } from "../github/state.ts";

/** Of which these runners say they are. */
export const runnerVersion = "2.331.0";

/** Self-hosted runners; each carries out one job at a time. */
export class RunnerPool {
  readonly #repository: Repository;
  readonly #runners: readonly Runner[];

  readonly #ignoresLabels: boolean;

  constructor(
    repository: Repository,
    runners: readonly Runner[],
    { ignoresLabels = false }: { readonly ignoresLabels?: boolean } = {},
  ) {
    this.#repository = repository;
    this.#runners = runners;
    this.#ignoresLabels = ignoresLabels;
  }

  /**
   * Who waits longest gets the first that is free and has the labels.
   *
   * @returns undefined when the job is over before
   */
  async take(
    labels: readonly string[],
    isOver: () => boolean,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Runner | undefined> {
    let taken: Runner | undefined;
    const isTaken = () => {
      if (isOver()) return true;
      taken = this.#runners.find((runner) => runner.isOnline && !runner.isBusy && this.#fits(runner, labels));
      if (taken) taken.isBusy = true;
      return taken !== undefined;
    };
    await waitUntil(this.#repository, isTaken, { signal });
    return taken;
  }

  giveBack(runner: Runner): void {
    runner.isBusy = false;
    tellChange(this.#repository);
  }

  #fits({ labels }: Runner, wanted: readonly string[]): boolean {
    const has = new Set(labels.map((label) => label.toLowerCase()));
    return this.#ignoresLabels || wanted.every((label) => has.has(label.toLowerCase()));
  }
}
