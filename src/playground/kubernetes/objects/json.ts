/** What a JSON document holds. */
import { isDeepStrictEqual } from "node:util";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value as an object, an empty one in place of anything else. */
export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

export const asText = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const equalJson = (a: Json | undefined, b: Json | undefined): boolean => isDeepStrictEqual(a, b);

export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
