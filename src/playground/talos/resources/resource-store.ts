/** A node's resources as COSI keeps them: versioned, watchable, and made to agree with a description as a whole. */
import type { Clock } from "../../clock.ts";

/** What a resource should look like; two descriptions with equal bytes are one state. */
export interface ResourceDescription {
  readonly namespace: string;
  readonly type: string;
  readonly id: string;
  readonly owner: string;
  readonly protoSpec: Uint8Array;
  readonly yamlSpec: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface StoredResource extends ResourceDescription {
  readonly version: number;
  readonly created: Date;
  readonly updated: Date;
}

export type ResourceChange =
  | { readonly kind: "created"; readonly resource: StoredResource }
  | { readonly kind: "updated"; readonly resource: StoredResource; readonly old: StoredResource }
  | { readonly kind: "destroyed"; readonly resource: StoredResource };

export class ResourceStore {
  readonly #clock: Clock;
  readonly #resources = new Map<string, StoredResource>();
  readonly #watchers = new Set<(change: ResourceChange) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(namespace: string, type: string, id: string): StoredResource | undefined {
    return this.#resources.get(key({ namespace, type, id }));
  }

  /** Every resource of a type, by id. */
  list(namespace: string, type: string): readonly StoredResource[] {
    return [...this.#resources.values()]
      .filter((resource) => resource.namespace === namespace && resource.type === type)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Calls `listener` for every change from now on; the returned function ends that. */
  watch(listener: (change: ResourceChange) => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  /** Creates, updates and destroys until exactly the described resources are there. */
  reconcile(descriptions: readonly ResourceDescription[]): void {
    const wanted = new Map(descriptions.map((description) => [key(description), description]));
    for (const [stored, resource] of this.#resources) {
      if (wanted.has(stored)) continue;
      this.#resources.delete(stored);
      this.#tell({ kind: "destroyed", resource });
    }
    for (const description of wanted.values()) this.#put(description);
  }

  #put(description: ResourceDescription): void {
    const old = this.#resources.get(key(description));
    if (old !== undefined && isSame(old, description)) return;
    const now = this.#clock.now();
    const version = (old?.version ?? 0) + 1;
    const resource = { ...description, version, created: old?.created ?? now, updated: now };
    this.#resources.set(key(description), resource);
    this.#tell(old === undefined ? { kind: "created", resource } : { kind: "updated", resource, old });
  }

  #tell(change: ResourceChange): void {
    for (const watcher of this.#watchers) watcher(change);
  }
}

const key = ({ namespace, type, id }: Pick<ResourceDescription, "namespace" | "type" | "id">): string =>
  JSON.stringify([namespace, type, id]);

function isSame(a: ResourceDescription, b: ResourceDescription): boolean {
  return a.yamlSpec === b.yamlSpec && Buffer.from(a.protoSpec).equals(b.protoSpec);
}
