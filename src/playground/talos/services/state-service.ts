/** cosi.resource.State: reading and watching a machine's resources. */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import {
  type LabelQuery,
  LabelTerm_Operation,
  type ResourceSchema,
} from "../../../adapters/talos/proto/cosi/resource/resource_pb.ts";
import {
  type EventSchema,
  EventType,
  type State,
  type WatchRequest,
  WatchResponseSchema,
} from "../../../adapters/talos/proto/cosi/resource/state_pb.ts";
import type { ResourceChange, StoredResource } from "../resources/resource-store.ts";
import { resourceTypes } from "../resources/resource-types.ts";
import { notAuthorized } from "../server/authorize.ts";
import type { Machine } from "../state/machine.ts";
import { isAdmin } from "./call-context.ts";
import { subscribe } from "./subscription.ts";

type EventInit = MessageInitShape<typeof EventSchema>;

interface Kind {
  readonly namespace: string;
  readonly type: string;
}

export function createStateService(machine: Machine): Partial<ServiceImpl<typeof State>> {
  return {
    get: (request, context) => {
      admit(machine, request, context);
      const found = machine.resources.get(request.namespace, request.type, request.id);
      if (found === undefined) throw notFound(request);
      return { resource: toMessage(found) };
    },
    list: async function* (request, context) {
      admit(machine, request, context);
      const matches = createFilter(request.options?.labelQuery ?? [], request.options?.idQuery?.regexp);
      for (const found of machine.resources.list(request.namespace, request.type)) {
        if (matches(found)) yield { resource: toMessage(found) };
      }
    },
    watch: async function* (request, context) {
      admit(machine, request, context);
      refuseOptions(request);
      const changes = subscribe<ResourceChange>((push) => machine.resources.watch(request.type, push), context.signal);
      // The generator subscribes on its first step, which must come before the contents are read.
      let next = changes.next();
      yield create(WatchResponseSchema, {});
      for (const event of firstEvents(machine, request)) yield { event: [event] };
      for (let step = await next; !step.done; next = changes.next(), step = await next) {
        if (concerns(step.value.resource, request)) yield { event: [changeToEvent(step.value)] };
      }
    },
  };
}

/** Talos' access policy: the type must be registered, sensitive ones are an admin's, the namespace must exist. */
function admit(machine: Machine, { namespace, type }: Kind, context: HandlerContext): void {
  const types = resourceTypes(machine.profile);
  const known = types.get(type.toLowerCase());
  if (known === undefined) {
    throw new ConnectError(`resource type ${JSON.stringify(type)} is not supported`, Code.PermissionDenied);
  }
  if (known.sensitive && !isAdmin(context)) throw notAuthorized();
  if (unmergedNamespaces.has(namespace)) return;
  if ([...types.values()].some((candidate) => candidate.namespace === namespace)) return;
  throw new ConnectError(`namespace ${JSON.stringify(namespace)} is not supported`, Code.PermissionDenied);
}

/** Where resources stand as they come, before they are merged into the namespace of their type. */
const unmergedNamespaces: ReadonlySet<string> = new Set(["cluster-raw", "network-config"]);

function notFound({ namespace, type, id }: Kind & { readonly id: string }): ConnectError {
  return new ConnectError(`resource ${type}(${namespace}/${id}@undefined) doesn't exist`, Code.NotFound);
}

function refuseOptions({ id, options }: WatchRequest): void {
  if (id === undefined) return;
  const refused = (what: string) =>
    new ConnectError(`${what} is not implemented for resource watch`, Code.Unimplemented);
  if (options?.bootstrapContents === true) throw refused("bootstrap contents");
  if (options !== undefined && options.labelQuery.length > 0) throw refused("label query");
}

/** What stands already: of one resource always, of a kind when asked for. */
function firstEvents(machine: Machine, request: WatchRequest): readonly EventInit[] {
  const { namespace, type, id, options, apiVersion } = request;
  if (id !== undefined) {
    const found = machine.resources.get(namespace, type, id);
    if (found !== undefined) return [{ eventType: EventType.CREATED, resource: toMessage(found) }];
    return [{ eventType: EventType.DESTROYED, resource: tombstone(machine, { namespace, type, id }) }];
  }
  if (options?.bootstrapContents !== true) return [];
  const contents = machine.resources.list(namespace, type).filter((resource) => concerns(resource, request));
  const events = contents.map((found) => ({ eventType: EventType.CREATED, resource: toMessage(found) }));
  return apiVersion === 1 ? [...events, { eventType: EventType.BOOTSTRAPPED }] : events;
}

function concerns(resource: StoredResource, { namespace, type, id, options }: WatchRequest): boolean {
  if (resource.namespace !== namespace || resource.type !== type) return false;
  if (id !== undefined) return resource.id === id;
  return createFilter(options?.labelQuery ?? [], options?.idQuery?.regexp)(resource);
}

function changeToEvent(change: ResourceChange): EventInit {
  const resource = toMessage(change.resource);
  switch (change.kind) {
    case "created":
      return { eventType: EventType.CREATED, resource };
    case "updated":
      return { eventType: EventType.UPDATED, resource, old: toMessage(change.old) };
    case "destroyed":
      return { eventType: EventType.DESTROYED, resource };
    default:
      return change satisfies never;
  }
}

function toMessage(stored: StoredResource): MessageInitShape<typeof ResourceSchema> {
  const { namespace, type, id, owner, annotations = {} } = stored;
  return {
    metadata: {
      namespace,
      type,
      id,
      owner,
      version: String(stored.version),
      phase: "running",
      created: timestampFromDate(stored.created),
      updated: timestampFromDate(stored.updated),
      annotations: { ...annotations },
    },
    spec: { protoSpec: stored.protoSpec, yamlSpec: stored.yamlSpec },
  };
}

function tombstone(machine: Machine, key: Kind & { readonly id: string }): MessageInitShape<typeof ResourceSchema> {
  const now = timestampFromDate(machine.clock.now());
  return {
    metadata: { ...key, version: "undefined", phase: "tearingDown", created: now, updated: now },
    spec: { yamlSpec: "" },
  };
}

/** No resource here has labels: a query holds exactly when it asks for their absence. */
function createFilter(
  queries: readonly LabelQuery[],
  idPattern: string | undefined,
): (resource: StoredResource) => boolean {
  const labelsMatch =
    queries.length === 0 ||
    queries.some(({ terms }) => terms.every(({ op, invert }) => (op === LabelTerm_Operation.NOT_EXISTS) !== invert));
  const pattern = idPattern === undefined || idPattern === "" ? undefined : new RegExp(idPattern);
  return ({ id }) => labelsMatch && (pattern?.test(id) ?? true);
}
