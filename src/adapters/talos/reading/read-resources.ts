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

/** A node that floods us must end neither memory nor time; real ones have some ten resources of a kind that is read here. */
const maxResources = 1_000;
const maxSpecLength = 256 * 1024;

/**
 * All resources of one kind.
 * @throws RangeError for more than any node has
 */
export async function listResources(
  transport: Transport,
  kind: ResourceKind,
  options: CallOptions,
): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  for await (const { resource } of createClient(State, transport).list({ ...kind, options: {} }, options)) {
    if (resource !== undefined) resources.push(resource);
    if (resources.length > maxResources) throw new RangeError(`more than ${maxResources} resources ${kind.type}`);
  }
  return resources;
}

/**
 * The resource's content, which nodes send as YAML for every kind.
 * @throws RangeError for a text longer than any real one, and whatever the YAML parser and the schema throw
 */
export function parseSpec<Value>(resource: Resource, schema: z.ZodMiniType<Value>): Value {
  const text = resource.spec?.yamlSpec ?? "";
  if (text.length > maxSpecLength) throw new RangeError(`a resource of more than ${maxSpecLength} characters`);
  // Warnings would go to stderr, with the node's text in them.
  return schema.parse(parse(text, { maxAliasCount: 10, logLevel: "error" }));
}
