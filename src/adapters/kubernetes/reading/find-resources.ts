/** Objects of any kind, found by what the cluster says of its kinds. */
import type { KubernetesProbe, Waiting } from "../../../health/probes.ts";
import { ask, type Question } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";

type Query = Parameters<KubernetesProbe["resources"]>[0];

/** @throws ApiFailure */
export async function findResources(call: CallApi, query: Query, waiting: Waiting): Promise<readonly unknown[]> {
  // In lists the objects do not say what they are.
  const read = (item: object) => ({ apiVersion: query.apiVersion, kind: query.kind, ...item });
  const find: Question<readonly unknown[]> = async ({ objects }) =>
    (await objects.kindOf(query)) === undefined ? [] : listAll((place) => objects.page(query, place), read);
  return ask(call, find, waiting);
}
