/** `metadata.managedFields`: who set which field, and the rules of server-side apply that follow from it. */
import { asObject, equalJson, type JsonObject, without } from "../objects/json.ts";
import type { KubeObject, ManagedFields } from "../objects/kube-object.ts";
import { applyConflict } from "../objects/status-error.ts";
import { mergeApplied, removeFields } from "./apply-fields.ts";
import { changedFields } from "./changed-fields.ts";
import { difference, type FieldSet, fieldsOf, formatFields, intersection, isEmpty, union } from "./field-set.ts";

export interface Writer {
  readonly manager: string;
  readonly subresource: string;
  /** As Kubernetes writes times. */
  readonly time: string;
}

/** After a create, update or patch: what changed belongs to the writer, and to nobody else. */
export function trackUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: Writer,
  custom: boolean,
): KubeObject {
  const changed = changedFields(before ?? {}, after, custom);
  const existing = fieldsOf(after, custom);
  const others = managersOf(before).map((entry) =>
    withFields(entry, intersection(difference(fieldSetOf(entry), changed), existing)),
  );
  if (isEmpty(changed)) return withManagers(after, others);
  return withManagers(after, addTo(others, { ...writer, operation: "Update", apiVersion: after.apiVersion }, changed));
}

/** @throws StatusError 409 when others set fields to other values, unless forced */
export function applyConfiguration(
  live: KubeObject | undefined,
  applied: KubeObject,
  writer: Writer,
  { force, custom }: { readonly force: boolean; readonly custom: boolean },
): KubeObject {
  const wanted = fieldsOf(applied, custom);
  const isMine = (entry: ManagedFields) =>
    entry.manager === writer.manager && entry.operation === "Apply" && (entry.subresource ?? "") === writer.subresource;
  const entries = managersOf(live);
  const mine = entries.filter(isMine).map(fieldSetOf).reduce(union, {});
  const base: JsonObject = live ?? { apiVersion: applied.apiVersion, kind: applied.kind, metadata: {} };
  const merged = mergeApplied(base, applied, custom);
  const contested = intersection(changedFields(base, merged, custom), wanted);
  const others = entries.filter((entry) => !isMine(entry));
  if (!force) refuseConflicts(others, contested);
  const left = entries.map((entry) =>
    isMine(entry) ? entry : withFields(entry, difference(fieldSetOf(entry), contested)),
  );
  const abandoned = others.map(fieldSetOf).reduce(difference, difference(mine, wanted));
  const result = removeFields(merged, abandoned, custom);
  const own = { ...writer, operation: "Apply" as const, apiVersion: applied.apiVersion };
  return withManagers(asKubeObject(result, applied), keepTime(addTo(left, own, wanted), entries));
}

function refuseConflicts(others: readonly ManagedFields[], contested: FieldSet): void {
  const conflicts = others.flatMap((entry) =>
    formatFields(intersection(fieldSetOf(entry), contested)).map((field) => ({ entry, field })),
  );
  if (conflicts.length === 0) return;
  const causes = conflicts.map(({ entry, field }) => ({
    reason: "FieldManagerConflict",
    message: `conflict with "${entry.manager}"${describe(entry)}`,
    field,
  }));
  const [first] = conflicts;
  const plural = conflicts.length === 1 ? "conflict" : "conflicts";
  const where = causes.map(({ message, field }) => `${message}: ${field}`);
  const text = conflicts.length === 1 && first !== undefined ? where[0] : `conflicts:\n- ${where.join("\n- ")}`;
  throw applyConflict(`Apply failed with ${conflicts.length} ${plural}: ${text}`, causes);
}

const describe = ({ operation, subresource, apiVersion, time }: ManagedFields): string =>
  operation === "Apply"
    ? ""
    : ` ${subresource === undefined ? "" : `with subresource "${subresource}" `}using ${apiVersion} at ${time}`;

function asKubeObject(result: JsonObject, applied: KubeObject): KubeObject {
  return {
    ...result,
    apiVersion: applied.apiVersion,
    kind: applied.kind,
    metadata: { ...applied.metadata, ...asObject(result["metadata"]) },
  };
}

const managersOf = (object: KubeObject | undefined): readonly ManagedFields[] => object?.metadata.managedFields ?? [];

/** Written by this module only: clients cannot set managed fields. */
const fieldSetOf = (entry: ManagedFields): FieldSet => entry.fieldsV1 as FieldSet;

const withFields = (entry: ManagedFields, fieldsV1: FieldSet): ManagedFields => ({ ...entry, fieldsV1 });

function withManagers(object: KubeObject, entries: readonly ManagedFields[]): KubeObject {
  const managedFields = entries.filter((entry) => !isEmpty(fieldSetOf(entry)));
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

type Owner = Writer & Pick<ManagedFields, "operation" | "apiVersion">;

function addTo(entries: readonly ManagedFields[], owner: Owner, fields: FieldSet): readonly ManagedFields[] {
  const { manager, operation, apiVersion, time, subresource } = owner;
  const isSame = (entry: ManagedFields) =>
    entry.manager === manager && entry.operation === operation && (entry.subresource ?? "") === subresource;
  const index = entries.findIndex(isSame);
  const before = entries[index];
  const own = before === undefined || operation === "Apply" ? fields : union(fieldSetOf(before), fields);
  const entry: ManagedFields = {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: own,
    ...(subresource !== "" && { subresource }),
  };
  return index === -1 ? [...entries, entry] : entries.with(index, entry);
}

/** An apply that changed nothing leaves the time as it was, so that the object stays the same. */
function keepTime(entries: readonly ManagedFields[], before: readonly ManagedFields[]): readonly ManagedFields[] {
  return entries.map((entry) => before.find((old) => equalJson(without(old, "time"), without(entry, "time"))) ?? entry);
}
