/** Objects of any kind, found by what the cluster says of its kinds. */
import * as z from "zod/mini";
import type { KubernetesProbe, Waiting } from "../../../health/probes.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { readAnswer } from "../connection/read-answer.ts";
import { get, list } from "../connection/requests.ts";

type Query = Parameters<KubernetesProbe["resources"]>[0];

const kindsSchema = z.object({
  resources: z.nullish(z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }))),
});

export type KindEntry = NonNullable<z.infer<typeof kindsSchema>["resources"]>[number];

const objectSchema = z.record(z.string(), z.unknown());

/** @throws ApiFailure */
export async function findResources(call: CallApi, query: Query, waiting: Waiting): Promise<readonly unknown[]> {
  const base = basePath(query.apiVersion);
  const kind = await findKind(call, base, query.kind, waiting);
  if (kind === undefined) return [];
  const scope =
    kind.namespaced && query.namespace !== undefined ? `/namespaces/${encodeURIComponent(query.namespace)}` : "";
  const plural = `${base}${scope}/${encodeURIComponent(kind.name)}`;
  if (query.name !== undefined && (!kind.namespaced || scope !== "")) {
    return readOne(call, `${plural}/${encodeURIComponent(query.name)}`, waiting);
  }
  return readList(call, plural, query, waiting);
}

/** `v1` is the one group without a name. */
export function basePath(apiVersion: string): string {
  const parts = apiVersion.split("/").map(encodeURIComponent);
  return parts.length === 1 ? `/api/${parts[0]}` : `/apis/${parts.join("/")}`;
}

export async function findKind(
  call: CallApi,
  base: string,
  kind: string,
  waiting: Waiting,
): Promise<KindEntry | undefined> {
  const answer = await call(get(base), waiting);
  if (answer.status === 404) return undefined;
  const { resources } = readAnswer(answer, kindsSchema);
  // Subresources bear kinds too: `pods/eviction`.
  return resources?.find((entry) => entry.kind === kind && !entry.name.includes("/"));
}

async function readOne(call: CallApi, path: string, waiting: Waiting): Promise<readonly unknown[]> {
  const answer = await call(get(path), waiting);
  return answer.status === 404 ? [] : [readAnswer(answer, objectSchema)];
}

async function readList(call: CallApi, path: string, query: Query, waiting: Waiting): Promise<readonly unknown[]> {
  const { apiVersion, kind, name } = query;
  const named = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
  const items = await listAll(call, (token) => list(path, token, named), objectSchema, waiting);
  // In lists the objects do not say what they are.
  return items.map((item) => ({ apiVersion, kind, ...item }));
}
