/** The one state behind all API servers of a cluster, with its history, as etcd keeps it. */

import type { KubeObject } from "./kube-object.ts";
import { expired } from "./status-error.ts";

/** Objects are kept by resource, whatever version they are asked for in. */
export interface StoredKind {
  readonly group: string;
  readonly plural: string;
}

export interface ObjectPlace {
  /** Empty for objects of the cluster. */
  readonly namespace: string;
  readonly name: string;
}

export interface StoreChange {
  readonly revision: number;
  readonly kind: StoredKind;
  /** Undefined when it was created. */
  readonly before: KubeObject | undefined;
  /** Undefined when it was removed. */
  readonly after: KubeObject | undefined;
  /** The object as of this revision: the new one, or the removed one with the revision of its removal. */
  readonly object: KubeObject;
}

type Listener = (change: StoreChange) => void;

/** Changes kept for watches that come late. */
const historyLength = 10_000;

export class ObjectStore {
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  /** Lists that were asked for since their last change. */
  readonly #sorted = new Map<string, readonly KubeObject[]>();
  readonly #listeners = new Set<Listener>();
  #history: StoreChange[] = [];
  #compacted = 0;
  #revision: number;

  constructor(firstRevision = 1000) {
    this.#revision = firstRevision;
    this.#compacted = firstRevision;
  }

  get revision(): number {
    return this.#revision;
  }

  get(kind: StoredKind, place: ObjectPlace): KubeObject | undefined {
    return this.#objects.get(keyOf(kind))?.get(placeKey(place));
  }

  /** In the order of namespace and name, as etcd's keys are. */
  list(kind: StoredKind, namespace = ""): readonly KubeObject[] {
    const all = this.#sortedList(keyOf(kind));
    return namespace === "" ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  }

  /** Creates or replaces; the returned object bears the new revision. */
  put(kind: StoredKind, object: KubeObject): KubeObject {
    const objects = this.#objects.get(keyOf(kind)) ?? new Map<string, KubeObject>();
    this.#objects.set(keyOf(kind), objects);
    const key = placeKey(placeOf(object));
    const before = objects.get(key);
    const after = this.#stamp(object);
    objects.set(key, after);
    this.#record({ revision: this.#revision, kind, before, after, object: after });
    return after;
  }

  remove(kind: StoredKind, place: ObjectPlace): KubeObject | undefined {
    const before = this.get(kind, place);
    if (before === undefined) return undefined;
    this.#objects.get(keyOf(kind))?.delete(placeKey(place));
    const object = this.#stamp(before);
    this.#record({ revision: this.#revision, kind, before, after: undefined, object });
    return object;
  }

  /** Called after every change, until the returned function is called. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What happened after a revision. @throws StatusError 410 when that has been forgotten */
  since(revision: number): readonly StoreChange[] {
    if (revision < this.#compacted) throw expired(`too old resource version: ${revision} (${this.#compacted})`);
    return this.#history.filter((change) => change.revision > revision);
  }

  /** Forgets the history: who watches from before has to list again. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#revision;
  }

  #sortedList(key: string): readonly KubeObject[] {
    const known = this.#sorted.get(key);
    if (known !== undefined) return known;
    const entries = [...(this.#objects.get(key) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const list = entries.map(([, object]) => object);
    this.#sorted.set(key, list);
    return list;
  }

  #stamp(object: KubeObject): KubeObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #record(change: StoreChange): void {
    this.#sorted.delete(keyOf(change.kind));
    this.#history.push(change);
    if (this.#history.length > historyLength) {
      this.#history = this.#history.slice(-historyLength / 2);
      this.#compacted = (this.#history[0]?.revision ?? this.#revision + 1) - 1;
    }
    for (const listener of this.#listeners) listener(change);
  }
}

export const placeOf = ({ metadata }: KubeObject): ObjectPlace => ({
  namespace: metadata.namespace ?? "",
  name: metadata.name,
});

const keyOf = ({ group, plural }: StoredKind): string => `${plural}.${group}`;

const placeKey = ({ namespace, name }: ObjectPlace): string => (namespace === "" ? name : `${namespace}/${name}`);
