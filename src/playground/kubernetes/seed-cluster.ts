/** What a fresh Talos cluster has: its namespaces, and what the bootstrap manifests name. */
import type { ApiState } from "./api/api-state.ts";
import { createObject } from "./api/create-object.ts";
import { bootstrapManifests } from "./bootstrap-manifests.ts";
import type { MachineView } from "./life/machine-view.ts";
import { readComponents } from "./life/read-components.ts";
import { namespaceKind } from "./objects/built-in-kinds.ts";
import { asObject, asText, type JsonObject } from "./objects/json.ts";
import { apiVersionOf } from "./objects/resource-kind.ts";

const namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];
const write = { manager: "talos", dryRun: false, subresource: "" };

export function seedCluster(api: ApiState, machines: readonly MachineView[]): void {
  for (const name of namespaces) createObject(api, namespaceKind, "", { metadata: { name } }, write);
  const [first] = machines.filter(({ role, activeConfig }) => role === "controlplane" && activeConfig !== undefined);
  if (first === undefined) return;
  for (const { objects } of bootstrapManifests(readComponents(first))) {
    for (const object of objects) create(api, object);
  }
}

function create(api: ApiState, object: JsonObject): void {
  const kind = api.kinds
    .all()
    .find((known) => known.kind === object["kind"] && apiVersionOf(known) === object["apiVersion"]);
  if (kind === undefined) throw new RangeError(`No kind ${asText(object["kind"])}`);
  createObject(api, kind, asText(asObject(object["metadata"])["namespace"]), object, write);
}
