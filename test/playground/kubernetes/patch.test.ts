import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/playground/kubernetes/objects/kube-object.ts";
import { applyJsonPatch } from "../../../src/playground/kubernetes/patch/apply-json-patch.ts";
import { mergeJson } from "../../../src/playground/kubernetes/patch/merge-json.ts";
import { mergeStrategically } from "../../../src/playground/kubernetes/patch/merge-strategically.ts";
import { applyConfiguration, trackUpdate } from "../../../src/playground/kubernetes/patch/track-managers.ts";

describe("mergeJson()", () => {
  it.each([
    { name: "sets", target: { a: 1 }, patch: { b: 2 }, result: { a: 1, b: 2 } },
    { name: "removes by null", target: { a: 1, b: 2 }, patch: { a: null }, result: { b: 2 } },
    { name: "replaces lists", target: { a: [1, 2] }, patch: { a: [3] }, result: { a: [3] } },
    {
      name: "goes into maps",
      target: { a: { b: 1, c: 2 } },
      patch: { a: { b: null, d: 3 } },
      result: { a: { c: 2, d: 3 } },
    },
    { name: "makes maps that are missing", target: {}, patch: { a: { b: { c: null } } }, result: { a: { b: {} } } },
  ])("$name", ({ target, patch, result }) => {
    expect(mergeJson(target, patch)).toEqual(result);
  });
});

describe("mergeStrategically()", () => {
  const containers = [
    { name: "a", image: "a:1", env: [{ name: "X", value: "1" }] },
    { name: "b", image: "b:1" },
  ];
  it.each([
    {
      name: "merges containers and their variables by name",
      patch: { containers: [{ name: "a", env: [{ name: "Y", value: "2" }] }] },
      result: [
        {
          name: "a",
          image: "a:1",
          env: [
            { name: "X", value: "1" },
            { name: "Y", value: "2" },
          ],
        },
        { name: "b", image: "b:1" },
      ],
    },
    {
      name: "adds what is new",
      patch: { containers: [{ name: "c", image: "c:1" }] },
      result: [...containers, { name: "c", image: "c:1" }],
    },
    {
      name: "deletes by directive",
      patch: { containers: [{ name: "a", $patch: "delete" }] },
      result: [{ name: "b", image: "b:1" }],
    },
    {
      name: "replaces by directive",
      patch: { containers: [{ name: "c" }, { $patch: "replace" }] },
      result: [{ name: "c" }],
    },
  ])("$name", ({ patch, result }) => {
    expect(mergeStrategically({ containers }, patch)).toEqual({ containers: result });
  });

  it("keeps finalizers apart from each other, and takes them off by directive", () => {
    const target = { finalizers: ["a", "b"] };
    expect(mergeStrategically(target, { finalizers: ["c"] })).toEqual({ finalizers: ["a", "b", "c"] });
    expect(mergeStrategically(target, { "$deleteFromPrimitiveList/finalizers": ["a"] })).toEqual({ finalizers: ["b"] });
  });
});

describe("applyJsonPatch()", () => {
  const document = { a: { b: [1, 2, 3] }, "x/y": "~" };
  it.each([
    { operation: { op: "add", path: "/a/b/1", value: 9 }, result: { a: { b: [1, 9, 2, 3] }, "x/y": "~" } },
    { operation: { op: "add", path: "/a/b/-", value: 9 }, result: { a: { b: [1, 2, 3, 9] }, "x/y": "~" } },
    { operation: { op: "remove", path: "/x~1y" }, result: { a: { b: [1, 2, 3] } } },
    { operation: { op: "replace", path: "/a/b/0", value: 9 }, result: { a: { b: [9, 2, 3] }, "x/y": "~" } },
    { operation: { op: "move", from: "/a/b", path: "/c" }, result: { a: {}, "x/y": "~", c: [1, 2, 3] } },
    { operation: { op: "copy", from: "/a/b/2", path: "/c" }, result: { ...document, c: 3 } },
    { operation: { op: "test", path: "/a/b/2", value: 3 }, result: document },
  ])("does $operation", ({ operation, result }) => {
    expect(applyJsonPatch(document, [operation])).toEqual(result);
  });

  it.each([
    { op: "remove", path: "/nothing" },
    { op: "replace", path: "/nothing", value: 1 },
    { op: "add", path: "/no/where", value: 1 },
    { op: "add", path: "/a/b/9", value: 1 },
    { op: "test", path: "/a/b/0", value: 9 },
    { op: "unknown", path: "/a" },
  ])("refuses $op $path", (operation) => {
    expect(() => applyJsonPatch(document, [operation])).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 422 }) }),
    );
  });
});

const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }));
const field = fc.constantFrom("a", "b", "c", "d");
const spec = fc.dictionary(field, fc.oneof(value, fc.dictionary(field, value, { maxKeys: 3 })), { maxKeys: 4 });

const thing = (content: Record<string, unknown>): KubeObject => ({
  apiVersion: "example.org/v1",
  kind: "Thing",
  metadata: { name: "x", uid: "1", resourceVersion: "1", creationTimestamp: "2026-01-02T03:04:05Z" },
  spec: JSON.parse(JSON.stringify(content)),
});

const writer = (manager: string) => ({ manager, subresource: "", time: "2026-01-02T03:04:05Z" });
const forced = { force: true, custom: true };

describe("applyConfiguration()", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(spec, spec, (before, applied) => {
        const live = trackUpdate(undefined, thing(before), writer("other"), true);
        const once = applyConfiguration(live, thing(applied), writer("me"), forced);
        expect(applyConfiguration(once, thing(applied), writer("me"), forced)).toEqual(once);
      }),
    );
  });

  it("leaves all that is applied, and of its own earlier fields nothing else", () => {
    fc.assert(
      fc.property(spec, spec, (first, second) => {
        const once = applyConfiguration(undefined, thing(first), writer("me"), forced);
        const twice = applyConfiguration(once, thing(second), writer("me"), forced);
        expect(withoutEmptyMaps(twice["spec"])).toEqual(withoutEmptyMaps(thing(second)["spec"]));
      }),
    );
  });

  it("never conflicts with oneself", () => {
    fc.assert(
      fc.property(spec, spec, (first, second) => {
        const once = applyConfiguration(undefined, thing(first), writer("me"), forced);
        expect(() => applyConfiguration(once, thing(second), writer("me"), { ...forced, force: false })).not.toThrow();
      }),
    );
  });
});

/** Nobody owns a map without fields; whether it is there says nothing. */
function withoutEmptyMaps(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  const entries = Object.entries(content).map(([key, inner]) => [key, withoutEmptyMaps(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => JSON.stringify(inner) !== "{}"));
}
