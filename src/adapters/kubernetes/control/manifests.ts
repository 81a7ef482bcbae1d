/** Objects that Talos asks a cluster to have: read, applied, replaced, removed. */
import * as z from "zod/mini";
import type { ManifestObject } from "../../../health/kubernetes-components.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { ManifestControl, ObjectName } from "../../../operation/kubernetes-control.ts";
import { ApiFailure, doing } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { expectGood, readAnswer } from "../connection/read-answer.ts";
import { create, get, remove, replace, serverSideApply } from "../connection/requests.ts";
import { basePath, findKind } from "../reading/find-resources.ts";

/** As which Talos itself applies them. */
const fieldManager = "talos";
/** Others may change an object between reading and replacing it. */
const maxTries = 10;

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.optional(z.string()),
    annotations: z.nullish(z.record(z.string(), z.string())),
    uid: z.string(),
    resourceVersion: z.string(),
  }),
});

type Kept = z.infer<typeof objectSchema>;

export function createManifestControl(call: CallApi): ManifestControl {
  return {
    readObject: (name, waiting) =>
      doing(`read ${titleOf(name)}`, async () => {
        const path = await findPath(call, name, waiting);
        return path === undefined ? undefined : readKept(call, path.object, waiting);
      }),
    applyObject: (object, waiting) =>
      doing(`apply ${titleOf(nameOf(object))}`, async () => {
        const path = await findPath(call, nameOf(object), waiting);
        return path === undefined ? "unknown-kind" : applyObject(call, path, object, waiting);
      }),
    putObject: (object, waiting) =>
      doing(`put ${titleOf(nameOf(object))}`, async () => {
        const path = await findPath(call, nameOf(object), waiting);
        return path === undefined ? "unknown-kind" : putObject(call, path, object, waiting);
      }),
    removeObject: (name, waiting) =>
      doing(`remove ${titleOf(name)}`, async () => {
        const path = await findPath(call, name, waiting);
        if (path !== undefined) await removeObject(call, path, waiting);
      }),
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

interface ObjectPath {
  /** Where objects of the kind are created. */
  readonly list: string;
  readonly object: string;
}

async function findPath(call: CallApi, name: ObjectName, waiting: Waiting): Promise<ObjectPath | undefined> {
  const version = name.version ?? (await preferredVersion(call, name.group, waiting));
  if (version === undefined) return undefined;
  const base = basePath(name.group === "" ? version : `${name.group}/${version}`);
  const kind = await findKind(call, base, name.kind, waiting);
  if (kind === undefined) return undefined;
  const scope = kind.namespaced ? `/namespaces/${encodeURIComponent(name.namespace ?? "default")}` : "";
  const list = `${base}${scope}/${encodeURIComponent(kind.name)}`;
  return { list, object: `${list}/${encodeURIComponent(name.name)}` };
}

const groupSchema = z.object({ preferredVersion: z.object({ version: z.string() }) });

async function preferredVersion(call: CallApi, group: string, waiting: Waiting): Promise<string | undefined> {
  if (group === "") return "v1";
  const answer = await call(get(`/apis/${encodeURIComponent(group)}`), waiting);
  return answer.status === 404 ? undefined : readAnswer(answer, groupSchema).preferredVersion.version;
}

async function readKept(call: CallApi, path: string, waiting: Waiting): Promise<Kept | undefined> {
  const answer = await call(get(path), waiting);
  return answer.status === 404 ? undefined : readAnswer(answer, objectSchema);
}

async function applyObject(call: CallApi, path: ObjectPath, object: ManifestObject, waiting: Waiting) {
  const before = await readKept(call, path.object, waiting);
  const after = readAnswer(await call(serverSideApply(path.object, object, fieldManager), waiting), objectSchema);
  return describeChange(before, after);
}

async function putObject(call: CallApi, path: ObjectPath, object: ManifestObject, waiting: Waiting) {
  for (let tries = 0; tries < maxTries; tries++) {
    const before = await readKept(call, path.object, waiting);
    const request = before === undefined ? create(path.list, object) : replace(path.object, basedOn(object, before));
    const answer = await call(request, waiting);
    if (answer.status === 409) continue;
    return describeChange(before, readAnswer(answer, objectSchema));
  }
  throw new ApiFailure({
    kind: "refused",
    message: `somebody else changed it each time, ${maxTries} times`,
    hint: "Look for what writes to it all the time.",
  });
}

function basedOn({ metadata, ...object }: ManifestObject, before: Kept): object {
  return { ...object, metadata: { ...metadata, resourceVersion: before.metadata.resourceVersion } };
}

function describeChange(before: Kept | undefined, after: Kept): "changed" | "unchanged" {
  return before?.metadata.resourceVersion === after.metadata.resourceVersion ? "unchanged" : "changed";
}

async function removeObject(call: CallApi, path: ObjectPath, waiting: Waiting): Promise<void> {
  const found = await readKept(call, path.object, waiting);
  if (found === undefined) return;
  const answer = await call(remove(path.object, found.metadata.uid), waiting);
  if (answer.status !== 404) expectGood(answer);
}
