/** Objects that Talos asks a cluster to have: read, applied, replaced, removed. */
import type { KubernetesObject } from "@kubernetes/client-node";
import type { ManifestObject } from "../../../health/kubernetes-components.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { ManifestControl, ObjectName } from "../../../operation/kubernetes-control.ts";
import { ApiFailure, doing } from "../connection/api-failure.ts";
import { type Apis, ask, fieldManager } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import type { PlainObjects } from "../connection/plain-objects.ts";
import { expectPresent, onRefusal } from "../connection/refusal.ts";

/** As which Talos itself applies them. */
const talos = "talos";
/** Others may change an object between reading and replacing it. */
const maxTries = 10;

export function createManifestControl(call: CallApi): ManifestControl {
  return {
    readObject: (name, waiting) => doing(`read ${titleOf(name)}`, () => atPlace(call, name, readObject, waiting)),
    async applyObject(object, waiting) {
      const name = nameOf(object);
      const apply: Work<Change> = (objects, place) => applyObject(objects, place, object);
      return (await doing(`apply ${titleOf(name)}`, () => atPlace(call, name, apply, waiting))) ?? "unknown-kind";
    },
    async putObject(object, waiting) {
      const name = nameOf(object);
      const put: Work<Change> = (objects, place) => putObject(objects, place, object);
      return (await doing(`put ${titleOf(name)}`, () => atPlace(call, name, put, waiting))) ?? "unknown-kind";
    },
    removeObject: (name, waiting) => doing(`remove ${titleOf(name)}`, () => atPlace(call, name, removeObject, waiting)),
  };
}

const titleOf = ({ kind, namespace, name }: ObjectName): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;

function nameOf({ apiVersion, kind, metadata }: ManifestObject): ObjectName {
  const [group = "", version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const { name, namespace } = metadata;
  return {
    group,
    kind,
    name,
    ...(version !== undefined && { version }),
    ...(namespace !== undefined && { namespace }),
  };
}

type Change = "changed" | "unchanged";

/** What an object is found by. */
interface Place {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

type Work<Result> = (objects: PlainObjects, place: Place) => Promise<Result>;

/** @returns undefined when there is no such kind */
function atPlace<Result>(call: CallApi, name: ObjectName, work: Work<Result>, waiting: Waiting) {
  const find = async (apis: Apis): Promise<Result | undefined> => {
    const place = await findPlace(apis, name);
    return place && work(apis.objects, place);
  };
  return ask(call, find, waiting);
}

async function findPlace({ groups, objects }: Apis, name: ObjectName): Promise<Place | undefined> {
  const { group, kind } = name;
  const version = name.version ?? (group === "" ? "v1" : await preferredVersion(groups, group));
  if (version === undefined) return undefined;
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const found = await objects.kindOf({ apiVersion, kind });
  const scope = found?.namespaced ? { namespace: name.namespace ?? "default" } : {};
  return found && { apiVersion, kind, metadata: { name: name.name, ...scope } };
}

async function preferredVersion(api: Apis["groups"], group: string): Promise<string | undefined> {
  const { groups } = await api.getAPIVersions();
  return groups.find(({ name }) => name === group)?.preferredVersion?.version;
}

async function readObject(objects: PlainObjects, place: Place): Promise<ManifestObject | undefined> {
  const found = await objects.read(place).catch(onRefusal([404], () => undefined));
  if (found === undefined) return undefined;
  const name = expectPresent(found.metadata?.name);
  return { ...found, apiVersion: place.apiVersion, kind: place.kind, metadata: { ...found.metadata, name } };
}

async function applyObject(objects: PlainObjects, place: Place, object: ManifestObject): Promise<Change> {
  const before = await readObject(objects, place);
  return describeChange(before, await objects.apply(place, object, talos));
}

async function putObject(objects: PlainObjects, place: Place, object: ManifestObject): Promise<Change> {
  for (let tries = 0; tries < maxTries; tries++) {
    const before = await readObject(objects, place);
    const putting =
      before === undefined
        ? objects.make(place, object, fieldManager)
        : objects.put(place, basedOn(object, before), fieldManager);
    const after = await putting.catch(onRefusal([409], () => undefined));
    if (after !== undefined) return describeChange(before, after);
  }
  throw new ApiFailure({
    kind: "refused",
    message: `somebody else changed it each time, ${maxTries} times`,
    hint: "Look for what writes to it all the time.",
  });
}

function basedOn({ metadata, ...object }: ManifestObject, before: ManifestObject): object {
  return { ...object, metadata: { ...metadata, resourceVersion: expectPresent(before.metadata["resourceVersion"]) } };
}

function describeChange(before: ManifestObject | undefined, after: KubernetesObject): Change {
  const version = expectPresent(after.metadata?.resourceVersion);
  return before?.metadata["resourceVersion"] === version ? "unchanged" : "changed";
}

/** Only the object that is there now; what belongs to it goes after it. */
async function removeObject(objects: PlainObjects, place: Place): Promise<void> {
  const found = await objects.read(place).catch(onRefusal([404], () => undefined));
  if (found === undefined) return;
  const none = undefined;
  const body = { preconditions: { uid: expectPresent(found.metadata?.uid) } };
  await objects.delete(place, none, none, none, none, "Background", body).catch(onRefusal([404], () => undefined));
}
