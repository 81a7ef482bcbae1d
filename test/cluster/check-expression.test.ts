import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/cluster/check-expression.ts";

const cluster = {
  metadata: { name: "rook-ceph", namespace: "rook-ceph", labels: { "app.kubernetes.io/name": "ceph" } },
  spec: { replicas: 3 },
  status: {
    ceph: { health: "HEALTH_WARN" },
    readyReplicas: 3,
    replicas: 3,
    ratio: 0.5,
    conditions: [
      { type: "Ready", status: "True" },
      { type: "Progressing", status: "False" },
    ],
  },
};

function judge(text: string, object: unknown = cluster) {
  const parsed = parseExpression(text);
  return parsed.kind === "invalid" ? parsed : parsed.judge(object);
}

describe("parseExpression()", () => {
  test.each([
    "status.ceph.health in ['HEALTH_OK', 'HEALTH_WARN']",
    'status.conditions.exists(c, c.type == "Ready" && c.status == "True")',
    'status.conditions.filter(c, c.type == "Ready").all(c, c.status == "True")',
    "status.readyReplicas == status.replicas",
    "object.spec.replicas - 1 == 2",
    "size(status.conditions) == 2 && status.ratio < 1.0",
    "self.metadata.labels['app.kubernetes.io/name'].startsWith('ceph')",
    "!has(status.missing) || status.missing == 'x'",
    "has(object.metadata.name) && object.metadata.name.matches('^rook-')",
    "status != null",
    "status.?missing.orValue('none') == 'none'",
    "status.conditions.exists_one(c, c.type == 'Ready')",
    "duration('5m') > duration('1m')",
  ])("%s holds", (text) => {
    expect(judge(text)).toEqual({ kind: "true" });
  });

  test("tells what a false expression looked at", () => {
    const text =
      "status.ceph.health == 'HEALTH_OK' && status.conditions.all(c, c.status == 'True') && status.spare == 1";
    expect(judge(`!has(status.other) && (${text})`)).toEqual({
      kind: "false",
      values: [
        { path: "status.other", value: "missing" },
        { path: "status.ceph.health", value: "HEALTH_WARN" },
        { path: "status.conditions", value: "Ready=True, Progressing=False" },
        { path: "status.spare", value: "missing" },
      ],
    });
  });

  test.each([
    ["status.missing == 'x'", "no such key: missing"],
    ["status.conditions[5].type == 'x'", "index out of bounds"],
    ["status.readyReplicas + 'a' == 'b'", "no such overload"],
    ["object.constructor == 'x'", "no such key: constructor"],
    ["object['__proto__'] == 'x'", "no such key: __proto__"],
    ["int(status.ceph.health) == 1", "int conversion error"],
    ["status.readyReplicas", "it gives neither true nor false"],
  ])("%s fails, without quoting a value", (text, reason) => {
    const judged = judge(text);
    expect(judged).toMatchObject({ kind: "error", reason: expect.stringContaining(reason) });
    expect(JSON.stringify(judged)).not.toContain("HEALTH_WARN");
  });

  test("sees an empty status where the object has none", () => {
    expect(judge("has(status.ceph)", { metadata: { name: "x" } })).toMatchObject({ kind: "false" });
    expect(judge("has(status.ceph)", { status: "text" })).toMatchObject({ kind: "false" });
    expect(judge("has(status.ceph)", null)).toMatchObject({ kind: "false" });
  });

  test.each([
    ["status.ceph.health ==", 1, 22],
    ["status.ceph ==\n  ) 1", 2, 3],
    ["foo.bar == 1", 1, 1],
    ["status.name.reverse() == 'x'", 1, 1],
  ])("refuses %j at line %i, column %i", (text, line, column) => {
    expect(parseExpression(text)).toMatchObject({ kind: "invalid", line, column });
  });

  test.each([
    ["'text'", "gives a string"],
    ["[1, 2]", "gives a list"],
    [`status.a == '${"x".repeat(2_000)}'`, "longer than 2000 characters"],
    ["status.a.all(a, a.b.all(b, b.c.all(c, c)))", "macros inside each other"],
    [`${"(".repeat(60)}true${")".repeat(60)}`, ""],
    [
      Array.from({ length: 300 }, (_, index) => `${index}`)
        .join("==")
        .slice(0, 1_500),
      "",
    ],
  ])("refuses %.40s", (text, reason) => {
    expect(parseExpression(text)).toMatchObject({ kind: "invalid", reason: expect.stringContaining(reason) });
  });

  test("judges an object of any depth without throwing", () => {
    let deep: unknown = "end";
    for (let level = 0; level < 100_000; level++) deep = { deep };
    expect(judge("has(object.deep)", deep)).toEqual({ kind: "error", reason: "the object is nested too deep" });
  });

  test("never throws, whatever expression and object", () => {
    const word = fc.constantFrom(
      "status",
      "object",
      ".",
      "a",
      "==",
      "1",
      "'x'",
      "(",
      ")",
      "[",
      "]",
      "&&",
      "!",
      "has",
      "exists",
      ",",
      "?",
      "-",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.jsonValue(), (words, object) => {
        expect(["true", "false", "error", "invalid"]).toContain(judge(words.join(" "), object).kind);
      }),
      { numRuns: 1_000 },
    );
  });
});
