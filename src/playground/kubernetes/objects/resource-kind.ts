/** A kind of objects that the server keeps: its names, and what is special about it. */
import type { z } from "zod";
import type { KubeObject } from "./kube-object.ts";

export interface ResourceKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** `status` is written through its own subresource only. */
  readonly hasStatus: boolean;
  /** `metadata.generation` counts the changes of everything but metadata and status. */
  readonly hasGeneration: boolean;
  /** Names may have dots (RFC 1123 subdomain), or may not (RFC 1123 label). */
  readonly naming: "subdomain" | "label";
  /** Defined by a CustomResourceDefinition: no strategic merge, lists are replaced as a whole. */
  readonly custom: boolean;
  /** An update need not name the revision that it is based on. */
  readonly unconditionalUpdate: boolean;
  /** PUT creates what is not there. */
  readonly createOnUpdate: boolean;
  /** DELETE answers with the object rather than with a Status. */
  readonly returnsDeleted: boolean;
  /** What an object must look like to be kept. */
  readonly schema?: z.ZodType;
  /** Fills in what the server fills in. */
  readonly complete?: (object: KubeObject) => KubeObject;
  /** Seconds that an object stays with a deletion timestamp before it is gone; none unless told. */
  readonly graceSeconds?: (object: KubeObject, requested: number | undefined) => number;
}

export type KindDescription = Pick<ResourceKind, "group" | "version" | "kind" | "plural"> & Partial<ResourceKind>;

/** The description with what usually holds in the place of what it leaves out. */
export function describeKind(description: KindDescription): ResourceKind {
  return {
    singular: description.kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    hasStatus: true,
    hasGeneration: true,
    naming: "subdomain",
    custom: false,
    unconditionalUpdate: true,
    createOnUpdate: false,
    returnsDeleted: false,
    ...description,
  };
}

/** `apps/v1`, `v1` */
export const apiVersionOf = ({ group, version }: Pick<ResourceKind, "group" | "version">): string =>
  group === "" ? version : `${group}/${version}`;
