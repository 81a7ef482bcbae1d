/** The garbage collector: what belonged to something that is gone goes too. */
import type { ApiState } from "../api/api-state.ts";
import { deleteObject } from "../api/delete-object.ts";
import { namespaceKind, nodeKind, podKind } from "../objects/built-in-kinds.ts";
import { placeOf, type StoreChange } from "../objects/object-store.ts";
import { podSchema, viewAs } from "../objects/shapes.ts";

export function collectGarbage(api: ApiState, { object, kind }: StoreChange): void {
  const { uid, name } = object.metadata;
  for (const other of api.kinds.all()) {
    for (const dependent of api.store.list(other)) {
      const owners = dependent.metadata.ownerReferences ?? [];
      const wasOnlyOwner = owners.length === 1 && owners[0]?.uid === uid;
      const wasInside = kind.plural === namespaceKind.plural && dependent.metadata.namespace === name;
      if (wasOnlyOwner || wasInside) deleteObject(api, other, placeOf(dependent), { dryRun: false });
    }
  }
  if (kind.plural === nodeKind.plural) removePodsOf(api, name);
}

/** No kubelet will ever stop them. */
function removePodsOf(api: ApiState, node: string): void {
  for (const object of api.store.list(podKind)) {
    if (viewAs(podSchema, object).spec.nodeName === node) api.store.remove(podKind, placeOf(object));
  }
}
