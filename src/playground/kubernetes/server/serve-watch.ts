/** A watch as a stream of lines: what is there, then what happens, until the client, the time or a fault ends it. */

import type { Clock } from "../../clock.ts";
import type { ApiState } from "../api/api-state.ts";
import { listObjects, type Selection, selectObjects } from "../api/list-objects.ts";
import type { JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { StoreChange } from "../objects/object-store.ts";
import { apiVersionOf, type ResourceKind } from "../objects/resource-kind.ts";
import { StatusError, toStatus } from "../objects/status-error.ts";

export interface WatchOptions extends Selection {
  /** Events after this one; what is there first when it is empty or `0`. */
  readonly resourceVersion: string;
  readonly bookmarks: boolean;
  /** Sends what is there as events, and a bookmark when that is over. */
  readonly sendInitialEvents: boolean;
  readonly timeoutSeconds: number;
}

export interface WatchSink {
  send(event: JsonObject): void;
  end(): void;
}

export interface WatchSurroundings {
  readonly sink: WatchSink;
  readonly clock: Clock;
}

const bookmarkMs = 60_000;

/** Begins a watch; the returned function ends it. @throws StatusError 400 for a selector */
export function serveWatch(
  api: ApiState,
  kind: ResourceKind,
  options: WatchOptions,
  { sink, clock }: WatchSurroundings,
): () => void {
  const isSelected = selectObjects(kind, options);
  const send = (type: string, object: JsonObject) => sink.send({ type, object });
  const cleanups: (() => void)[] = [];
  const stop = () => {
    for (const clean of cleanups.splice(0)) clean();
  };
  const deliver = (change: StoreChange) => {
    const event = isOf(change, kind) ? eventOf(change, isSelected) : undefined;
    if (event !== undefined) send(event.type, asServed(kind, event.object));
  };
  const bookmark = (annotations?: JsonObject) => send("BOOKMARK", bookmarkOf(kind, api.store.revision, annotations));
  try {
    for (const object of initialObjects(api, kind, options)) send("ADDED", asServed(kind, object));
    if (options.sendInitialEvents && options.bookmarks) bookmark({ "k8s.io/initial-events-end": "true" });
    for (const change of missedChanges(api, options)) deliver(change);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    send("ERROR", toStatus(error.failure));
    sink.end();
    return stop;
  }
  cleanups.push(api.store.onChange(deliver), endAfter(clock, options, sink));
  if (options.bookmarks) cleanups.push(repeat(clock, () => bookmark()));
  return stop;
}

const isFromStart = ({ resourceVersion }: WatchOptions): boolean => resourceVersion === "" || resourceVersion === "0";

function initialObjects(api: ApiState, kind: ResourceKind, options: WatchOptions): readonly KubeObject[] {
  if (!isFromStart(options) && !options.sendInitialEvents) return [];
  return listObjects(api, kind, { ...options, limit: 0, continue: "" }).items;
}

function missedChanges(api: ApiState, options: WatchOptions): readonly StoreChange[] {
  if (isFromStart(options) || options.sendInitialEvents) return [];
  return api.store.since(Number(options.resourceVersion));
}

const isOf = (change: StoreChange, { plural, group }: ResourceKind): boolean =>
  change.kind.plural === plural && change.kind.group === group;

/** A change as those see it who watch a part: entering that part is an addition, leaving it a deletion. */
function eventOf({ before, after, object }: StoreChange, isSelected: (object: KubeObject) => boolean) {
  const was = before !== undefined && isSelected(before);
  const is = after !== undefined && isSelected(after);
  if (is) return { type: was ? "MODIFIED" : "ADDED", object };
  if (!was) return undefined;
  // Who no longer is shown what left shows as it last was, with the revision of the change.
  return {
    type: "DELETED",
    object: { ...before, metadata: { ...before.metadata, resourceVersion: object.metadata.resourceVersion } },
  };
}

const asServed = (kind: ResourceKind, object: KubeObject): JsonObject => ({
  ...object,
  apiVersion: apiVersionOf(kind),
});

function bookmarkOf(kind: ResourceKind, revision: number, annotations?: JsonObject): JsonObject {
  const metadata = {
    resourceVersion: String(revision),
    creationTimestamp: null,
    ...(annotations !== undefined && { annotations }),
  };
  return { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
}

function endAfter(clock: Clock, { timeoutSeconds }: WatchOptions, sink: WatchSink): () => void {
  return clock.after(timeoutSeconds * 1000, () => sink.end());
}

function repeat(clock: Clock, action: () => void): () => void {
  let cancel = () => {};
  const next = () => {
    cancel = clock.after(bookmarkMs, () => {
      action();
      next();
    });
  };
  next();
  return () => cancel();
}
