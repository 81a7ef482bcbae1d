/** Brings the objects that Talos asks a cluster to have to what a control plane makes of its configuration now. */
import { UserError } from "../../errors.ts";
import type { ManifestObject } from "../../health/kubernetes-components.ts";
import type { Waiting } from "../../health/probes.ts";
import type { ManifestControl, ObjectName } from "../kubernetes-control.ts";
import type { Pace } from "../pace.ts";
import { patiently } from "../patiently.ts";
import { poll } from "../poll.ts";
import type { Detail } from "../record-progress.ts";
import { inventoryName, objectKey, ownerAnnotation, parseObjectKey, readInventory, sameObject } from "./inventory.ts";

/** A kind that was defined a moment ago is served a moment later. */
const kindSeconds = 60;
const rolloutSeconds = 300;

export interface SyncOptions extends Waiting {
  readonly pace: Pace;
  readonly detail: Detail;
  /**
   * As Talos does since 1.13: by server-side apply, with an inventory by which objects are removed that are no longer wanted.
   * Before, objects are created or replaced, and none is removed.
   */
  readonly applies: boolean;
}

/** @throws UserError `operation_refused` for an object that belongs to another inventory, `node_timeout`, `kubernetes_failed` */
export async function syncManifests(
  objects: readonly ManifestObject[],
  control: ManifestControl,
  options: SyncOptions,
): Promise<void> {
  const sync = new Sync(control, options);
  if (options.applies) await sync.applyAll(objects);
  else for (const object of objects) await sync.write(object);
  await sync.waitForRollouts(objects);
  options.detail(sync.summary());
}

class Sync {
  readonly #control: ManifestControl;
  readonly #options: SyncOptions;
  #changed = 0;
  #removed = 0;
  #total = 0;

  constructor(control: ManifestControl, options: SyncOptions) {
    this.#control = control;
    this.#options = options;
  }

  summary(): string {
    const removed = this.#removed === 0 ? "" : `, ${this.#removed} removed`;
    return `${this.#changed} of ${this.#total} objects changed${removed}`;
  }

  /** The inventory names an object before it can be left behind, and forgets it after it is gone. */
  async applyAll(objects: readonly ManifestObject[]): Promise<void> {
    const known = readInventory(await this.#read(inventoryName));
    const wanted = objects.map(objectKey);
    await this.#writeInventory(known, [...new Set([...known, ...wanted])]);
    for (const object of inStages(objects)) await this.#applyOwned(object);
    const surplus = known.flatMap((key) => {
      const name = parseObjectKey(key);
      return name === undefined || objects.some((object) => sameObject(name, object)) ? [] : [name];
    });
    for (const name of surplus) await this.#prune(name);
    const unreadable = known.filter((key) => parseObjectKey(key) === undefined);
    await this.#writeInventory([...new Set([...known, ...wanted])], [...wanted, ...unreadable]);
  }

  async write(object: ManifestObject): Promise<void> {
    this.#count(await this.#whenKnown(object, () => this.#control.putObject(object, this.#options)));
  }

  async waitForRollouts(objects: readonly ManifestObject[]): Promise<void> {
    for (const object of objects) {
      if (!object.apiVersion.startsWith("apps/")) continue;
      if (object.kind === "Deployment" || object.kind === "DaemonSet") await this.#waitForRollout(object);
    }
  }

  async #applyOwned(object: ManifestObject): Promise<void> {
    this.#refuseForeign(await this.#read(nameOf(object)), object);
    const annotations = { ...object.metadata.annotations, [ownerAnnotation]: inventoryName.name };
    const owned = { ...object, metadata: { ...object.metadata, annotations } };
    this.#count(await this.#whenKnown(object, () => this.#control.applyObject(owned, this.#options)));
  }

  #count(outcome: "changed" | "unchanged"): void {
    this.#total += 1;
    if (outcome === "changed") this.#changed += 1;
  }

  async #prune(name: ObjectName): Promise<void> {
    const found = await this.#read(name);
    if (found === undefined) return;
    this.#refuseForeign(found, found);
    await this.#patiently(() => this.#control.removeObject(name, this.#options));
    this.#removed += 1;
  }

  /** What belongs to nobody is taken over, as Talos does. */
  #refuseForeign(found: ManifestObject | undefined, object: ManifestObject): void {
    const owner = found?.metadata.annotations?.[ownerAnnotation];
    if (owner === undefined || owner === inventoryName.name) return;
    throw new UserError(`Cannot apply ${titleOf(object)}: it belongs to another inventory`, {
      code: "operation_refused",
      hint: `Remove its annotation ${ownerAnnotation}, or take it out of the machine configuration.`,
    });
  }

  async #writeInventory(before: readonly string[], after: readonly string[]): Promise<void> {
    if (before.length === after.length && after.every((key) => before.includes(key))) return;
    const { name, namespace } = inventoryName;
    const data = Object.fromEntries(after.map((key) => [key, ""]));
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data };
    await this.#patiently(() => this.#control.putObject(object, this.#options));
  }

  #read(name: ObjectName): Promise<ManifestObject | undefined> {
    return this.#patiently(() => this.#control.readObject(name, this.#options));
  }

  async #whenKnown(
    object: ManifestObject,
    write: () => Promise<"changed" | "unchanged" | "unknown-kind">,
  ): Promise<"changed" | "unchanged"> {
    this.#options.detail(titleOf(object));
    const written = await poll(
      async () => {
        const outcome = await this.#patiently(write);
        return outcome === "unknown-kind" ? undefined : outcome;
      },
      { ...this.#options, seconds: kindSeconds },
    );
    if (written !== undefined) return written;
    throw new UserError(`Cannot apply ${titleOf(object)}: Kubernetes does not know its kind`, {
      code: "kubernetes_failed",
    });
  }

  async #waitForRollout(object: ManifestObject): Promise<void> {
    const look = async () => {
      const missing = whyNotRolledOut(await this.#read(nameOf(object)));
      if (missing === undefined) return true;
      this.#options.detail(`${titleOf(object)}: ${missing}`);
      return undefined;
    };
    if ((await poll(look, { ...this.#options, seconds: rolloutSeconds })) !== undefined) return;
    throw new UserError(`${titleOf(object)} is not rolled out after ${rolloutSeconds} seconds`, {
      code: "node_timeout",
      hint: "Look at its pods; once they are Ready, continue.",
    });
  }

  #patiently<T>(run: () => Promise<T>): Promise<T> {
    return patiently(run, this.#options);
  }
}

/** What others refer to comes before them, as in Talos: namespaces, kinds, roles; then what pods read. */
function inStages(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const stage = ({ kind }: ManifestObject) =>
    kind === "Namespace" || kind === "CustomResourceDefinition" || kind === "ClusterRole" || kind.endsWith("Class")
      ? 0
      : kind === "ConfigMap" || kind === "Secret" || kind === "ServiceAccount"
        ? 1
        : 2;
  return objects.toSorted((a, b) => stage(a) - stage(b));
}

function nameOf({ apiVersion, kind, metadata }: ManifestObject): ObjectName {
  const slash = apiVersion.indexOf("/");
  const { name, namespace } = metadata;
  return {
    group: slash === -1 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
  };
}

const titleOf = ({ kind, metadata }: ManifestObject): string => `${kind} ${metadata.name}`;

/** By the fields that `kubectl rollout status` looks at. */
function whyNotRolledOut(object: ManifestObject | undefined): string | undefined {
  if (object === undefined) return "it is not there yet";
  const status = fieldsOf(object["status"]);
  const generation = Number(object.metadata["generation"] ?? 0);
  if (numberOf(status, "observedGeneration") < generation) return "its controller has not seen it yet";
  const isDaemonSet = object.kind === "DaemonSet";
  const wanted = numberOf(status, isDaemonSet ? "desiredNumberScheduled" : "replicas");
  const fields = isDaemonSet
    ? ["updatedNumberScheduled", "numberReady", "numberAvailable"]
    : ["updatedReplicas", "readyReplicas"];
  const least = Math.min(...fields.map((field) => numberOf(status, field)));
  return least < wanted ? `${least} of ${wanted} pods are new and ready` : undefined;
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function numberOf(fields: ReadonlyMap<string, unknown>, name: string): number {
  const value = fields.get(name);
  return typeof value === "number" ? value : 0;
}
