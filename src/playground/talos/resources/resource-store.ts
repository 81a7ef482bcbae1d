/** A node's resources as COSI keeps them: versioned, watchable, and brought up to date with the machine when someone looks. */
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

type Watcher = (change: ResourceChange) => void;

export class ResourceStore {
  readonly #clock: Clock;
  readonly #describe: (type: string) => readonly ResourceDescription[];
  /** By type, then by namespace and id. */
  readonly #resources = new Map<string, Map<string, StoredResource>>();
  readonly #watchers = new Map<string, Set<Watcher>>();

  /** `describe` gives every resource of a type as it should be now. */
  constructor(clock: Clock, describe: (type: string) => readonly ResourceDescription[]) {
    this.#clock = clock;
    this.#describe = describe;
  }

  get(namespace: string, type: string, id: string): StoredResource | undefined {
    return this.#reconcile(type).get(key({ namespace, id }));
  }

  /** Every resource of a type, by id. */
  list(namespace: string, type: string): readonly StoredResource[] {
    return [...this.#reconcile(type).values()]
      .filter((resource) => resource.namespace === namespace)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Calls `watcher` for every change of the type from now on; the returned function ends that. */
  watch(type: string, watcher: Watcher): () => void {
    this.#reconcile(type);
    const watchers = this.#watchers.get(type) ?? new Set();
    this.#watchers.set(type, watchers.add(watcher));
    return () => watchers.delete(watcher);
  }

  /** To be called when the machine has changed: tells the watchers. Without them, the next reader finds out. */
  refresh(): void {
    for (const [type, watchers] of this.#watchers) if (watchers.size > 0) this.#reconcile(type);
  }

  /** A new boot: versions begin anew. Nobody is told, since whoever watched has lost the connection. */
  clear(): void {
    this.#resources.clear();
    this.#watchers.clear();
  }

  /** Creates, updates and destroys until exactly the described resources are there. */
  #reconcile(type: string): ReadonlyMap<string, StoredResource> {
    const stored = this.#resources.get(type) ?? new Map<string, StoredResource>();
    this.#resources.set(type, stored);
    const wanted = new Map(this.#describe(type).map((description) => [key(description), description]));
    for (const [id, resource] of stored) {
      if (wanted.has(id)) continue;
      stored.delete(id);
      this.#tell({ kind: "destroyed", resource });
    }
    for (const description of wanted.values()) this.#put(stored, description);
    return stored;
  }

  #put(stored: Map<string, StoredResource>, description: ResourceDescription): void {
    const old = stored.get(key(description));
    if (old !== undefined && isSame(old, description)) return;
    const now = this.#clock.now();
    const version = (old?.version ?? 0) + 1;
    const resource = { ...description, version, created: old?.created ?? now, updated: now };
    stored.set(key(description), resource);
    this.#tell(old === undefined ? { kind: "created", resource } : { kind: "updated", resource, old });
  }

  #tell(change: ResourceChange): void {
    for (const watcher of this.#watchers.get(change.resource.type) ?? []) watcher(change);
  }
}

const key = ({ namespace, id }: Pick<ResourceDescription, "namespace" | "id">): string => `${namespace} ${id}`;

function isSame(a: ResourceDescription, b: ResourceDescription): boolean {
  return a.yamlSpec === b.yamlSpec && Buffer.from(a.protoSpec).equals(b.protoSpec);
}
