/** All kinds that are served: the built-in ones, and those of the CustomResourceDefinitions in the store. */
import { builtInKinds, definitionKind } from "./built-in-kinds.ts";
import type { ObjectStore } from "./object-store.ts";
import { describeKind, type ResourceKind } from "./resource-kind.ts";
import { definitionSchema, viewAs } from "./shapes.ts";

export interface KindRegistry {
  all(): readonly ResourceKind[];
  find(group: string, version: string, plural: string): ResourceKind | undefined;
}

export function createKindRegistry(store: ObjectStore): KindRegistry {
  const custom = () => store.list(definitionKind).flatMap((object) => kindsOf(viewAs(definitionSchema, object)));
  const all = () => [...builtInKinds, ...custom()];
  return {
    all,
    find: (group, version, plural) =>
      all().find((kind) => kind.group === group && kind.version === version && kind.plural === plural),
  };
}

function kindsOf({ spec }: ReturnType<typeof definitionSchema.parse>): readonly ResourceKind[] {
  const { group, names, scope, versions } = spec;
  return versions
    .filter(({ served }) => served)
    .map((version) =>
      describeKind({
        group,
        version: version.name,
        kind: names.kind,
        plural: names.plural,
        singular: names.singular ?? names.kind.toLowerCase(),
        shortNames: names.shortNames,
        categories: names.categories,
        namespaced: scope === "Namespaced",
        hasStatus: version.subresources?.status !== undefined,
        custom: true,
        unconditionalUpdate: false,
      }),
    );
}
