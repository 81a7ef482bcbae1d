/** Reading a node's COSI resources. */
import { type CallOptions, createClient, type Transport } from "@connectrpc/connect";
import { parse } from "yaml";
import type * as z from "zod/mini";
import type { Resource } from "../proto/cosi/resource/resource_pb.ts";
import { State } from "../proto/cosi/resource/state_pb.ts";

export interface ResourceKind {
  readonly namespace: string;
  readonly type: string;
}

/** One resource. */
export async function getResource(
  transport: Transport,
  { id, ...kind }: ResourceKind & { readonly id: string },
  options: CallOptions,
): Promise<Resource> {
  const { resource } = await createClient(State, transport).get({ ...kind, id, options: {} }, options);
  if (resource === undefined) throw new TypeError(`a reply without its resource ${kind.type}/${id}`);
  return resource;
}

/** All resources of one kind. */
export async function listResources(
  transport: Transport,
  kind: ResourceKind,
  options: CallOptions,
): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  for await (const { resource } of createClient(State, transport).list({ ...kind, options: {} }, options)) {
    if (resource !== undefined) resources.push(resource);
  }
  return resources;
}

/** The resource's content, which nodes send as YAML for every kind. */
export function parseSpec<Value>(resource: Resource, schema: z.ZodMiniType<Value>): Value {
  return schema.parse(parse(resource.spec?.yamlSpec ?? "", { maxAliasCount: 10 }));
}
