/** Every call that changes something, as a cluster's nodes received it. */
import type { MachineRole } from "./machine-description.ts";

export interface RecordedWrite {
  /** In the time of the simulation. */
  readonly at: Date;
  readonly node: string;
  readonly role: MachineRole;
  /** `ApplyConfiguration`, `Reboot`, `LifecycleService.Upgrade`, `ImageService.Pull` … */
  readonly method: string;
  /** What of the request matters to an order of events: mode, image, partitions. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export class WriteLog {
  readonly #writes: RecordedWrite[] = [];
  readonly #listeners = new Set<(write: RecordedWrite) => void>();

  /** In the order in which they came. */
  get all(): readonly RecordedWrite[] {
    return [...this.#writes];
  }

  /** Calls `listener` for every write from now on; the returned function ends that. */
  onWrite(listener: (write: RecordedWrite) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  record(write: RecordedWrite): void {
    this.#writes.push(write);
    for (const listener of this.#listeners) listener(write);
  }
}
