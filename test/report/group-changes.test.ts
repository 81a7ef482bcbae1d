import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeDiff } from "../../src/diff/node-diff.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { type ChangeGroup, groupChanges } from "../../src/report/changes/group-changes.ts";
import { changedNode, plan } from "../support/plans.ts";
import { safePlan } from "./cases.ts";

const settings = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** A config in which each setting has one of a few values, or is not there. */
const config = fc
  .record({
    sysctls: fc.array(fc.constantFrom("0", "1", undefined), { minLength: 8, maxLength: 8 }),
    interfaces: fc.array(fc.constantFrom("1500", "9000"), { maxLength: 4 }),
    volume: fc.option(fc.constantFrom("10GiB", "20GiB")),
  })
  .map(({ sysctls, interfaces, volume }) => {
    const lines = [
      "machine:",
      "  type: worker",
      "  network:",
      interfaces.length === 0 ? "    interfaces: []" : "    interfaces:",
      ...interfaces.flatMap((mtu, index) => [`      - interface: eth${index}`, `        mtu: ${mtu}`]),
      "  sysctls:",
      '    always: "1"',
      ...settings.flatMap((name, index) => (sysctls[index] === undefined ? [] : [`    ${name}: "${sysctls[index]}"`])),
    ];
    const document = `---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: one\nprovisioning:\n  maxSize: ${volume}\n`;
    return `${lines.join("\n")}\n${volume === null ? "" : document}`;
  });

const nodes = fc
  .array(fc.record({ live: config, desired: config }), { minLength: 1, maxLength: 4 })
  .map((sides) => sides.map((side, index) => changedNode(`node-${index}`, side)));

function groupsOf(given: readonly NodeDiff[]): readonly ChangeGroup[] {
  return groupChanges(createRedactor({ key: new Uint8Array(32) }).plan(plan(given)));
}

/** Every line that changes on a node, whatever group tells it. */
function linesOf(groups: readonly ChangeGroup[], name: string): readonly string[] {
  return groups
    .filter((group) => group.nodes.some((node) => node === name))
    .flatMap((group) => group.documents)
    .flatMap(({ id, hunks }) => hunks.flatMap(({ lines }) => lines.map((line) => ({ ...line, kind: id.kind ?? "" }))))
    .filter(({ sign }) => sign !== " ")
    .map(({ kind, sign, text }) => `${kind} ${sign}${text.trim()}`)
    .sort();
}

describe("groupChanges()", () => {
  it("tells of each node exactly what it tells of that node alone", () => {
    fc.assert(
      fc.property(nodes, (given) => {
        const together = groupsOf(given);
        for (const one of given) {
          const { name } = one.node;
          expect(linesOf(together, name)).toEqual(linesOf(groupsOf([one]), name));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("counts every change of a node once", () => {
    fc.assert(
      fc.property(config, config, (live, desired) => {
        const one = changedNode("one", { live, desired });
        const documents = one.kind === "changed" ? one.documents : [];
        const groups = groupsOf([one]);
        const expected = documents.reduce((sum, document) => sum + document.changes.length, 0);
        expect(groups.reduce((sum, group) => sum + group.changes, 0)).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it("tells once what nodes share, the most shared first, and apart what only one has", () => {
    const groups = groupChanges(safePlan("twelve-nodes"));
    expect(groups.map((group) => [group.nodes.length, group.changes])).toEqual([
      [11, 1],
      [3, 2],
      [1, 1],
    ]);
  });

  it("names the keys around a change and keeps old and new value side by side", () => {
    const live = "machine:\n  sysctls:\n    a: one\n    b: one\n    c: same\n";
    const desired = "machine:\n  sysctls:\n    a: two\n    b: two\n    c: same\n";
    const safe = createRedactor({ key: new Uint8Array(32) }).plan(plan([changedNode("a", { live, desired })]));
    expect(groupChanges(safe)[0]?.documents[0]?.hunks).toMatchObject([
      {
        breadcrumb: "machine.sysctls",
        lines: [
          { sign: "-", text: "a: one" },
          { sign: "+", text: "a: two" },
          { sign: "-", text: "b: one" },
          { sign: "+", text: "b: two" },
          { sign: " ", text: "c: same" },
        ],
      },
    ]);
  });
});
