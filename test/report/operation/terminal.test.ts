import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeProgress, OperationProgress } from "../../../src/operation/operation.ts";
import { operationJson, plannedJson } from "../../../src/report/operation/operation-json.ts";
import { progressEvents } from "../../../src/report/operation/progress-events.ts";
import { renderTerminalOperation } from "../../../src/report/operation/terminal-plan.ts";
import { terminalProgress } from "../../../src/report/operation/terminal-progress.ts";
import { renderTerminalResult } from "../../../src/report/operation/terminal-result.ts";
import { expectGolden } from "../expect-golden.ts";
import {
  begun,
  budget,
  minutesIn,
  operationPlan,
  planned,
  progress,
  progressNode,
  quorum,
  step,
  upgradeSteps,
} from "./operation-cases.ts";

const plain = { color: false, width: 100 };

const upgradeOfThree = operationPlan({
  command: "upgrade all",
  nodes: [
    planned("talos-w01", "v1.13.7 → v1.13.8, reboots", { role: "worker" }),
    planned("talos-m01", "v1.13.7 → v1.13.8, reboots"),
    planned("talos-m02", "runs v1.13.8 already", { unchanged: true, disruptive: false }),
  ],
  findings: [budget],
});

const running = progress({
  nodes: [
    progressNode("talos-w01", { role: "worker", state: "done", steps: upgradeSteps(0) }),
    progressNode("talos-m01", {
      state: "running",
      steps: [...upgradeSteps(300).slice(0, 5), step("install", 430, undefined, { detail: "copying\nfiles" })],
    }),
    progressNode("talos-m02"),
  ],
});

const failed = progress({
  state: "failed",
  endedAt: minutesIn(12),
  reason: { code: "node_timeout", message: "Stopped at talos-m01", hint: "Look at its console." },
  nodes: [
    progressNode("talos-w01", { role: "worker", state: "done", steps: upgradeSteps(0) }),
    progressNode("talos-m01", {
      state: "failed",
      steps: [step("reboot", 300, 10), step("wait", 310, 400, { state: "failed" })],
      reason: { code: "node_timeout", message: "talos-m01 did not come back", hint: "Look at its console." },
    }),
    progressNode("talos-m02", { state: "not-started" }),
  ],
});

describe("renderTerminalOperation()", () => {
  it("shows order, changes and objections", () => {
    expectGolden("terminal-operation.txt", renderTerminalOperation(upgradeOfThree, plain));
  });

  it("shows a refusal and what would be lost", () => {
    const operation = operationPlan({
      command: "reset talos-m02 --confirm talos-m02",
      risk: "destroy",
      nodes: [planned("talos-m02", "wiped: STATE, EPHEMERAL; leaves etcd")],
      findings: [quorum, budget],
      consequences: ["The data on STATE and EPHEMERAL of talos-m02 is lost."],
      changed: true,
    });
    expectGolden("terminal-operation-refused.txt", renderTerminalOperation(operation, plain));
  });

  it("colours only when asked to", () => {
    expect(renderTerminalOperation(upgradeOfThree, plain)).not.toContain("\u001b");
    expect(renderTerminalOperation(upgradeOfThree, { ...plain, color: true })).toContain("\u001b[");
  });
});

describe("terminalProgress()", () => {
  const view = { color: false, width: 100, height: 20, now: begun + 440_000 };

  it("shows each node with its steps", () => {
    expectGolden("terminal-progress.txt", `${terminalProgress(running, view).join("\n")}\n`);
  });

  const steps = fc.integer({ min: 0, max: 10 }).map((count) => upgradeSteps(0).slice(0, count));
  const node = fc.record({
    name: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 40 }),
    role: fc.constantFrom("controlplane" as const, "worker" as const),
    state: fc.constantFrom<NodeProgress["state"]>("waiting", "running", "done", "failed", "not-started", "unchanged"),
    steps: fc
      .tuple(steps, fc.string({ maxLength: 200 }))
      .map(([list, detail]) => [...list, step("wait", 1, undefined, { detail })]),
  });

  it("never has more lines or columns than the terminal", () => {
    fc.assert(
      fc.property(
        fc.array(node, { maxLength: 30 }),
        fc.integer({ min: 60, max: 140 }),
        fc.integer({ min: 8, max: 40 }),
        (nodes, width, height) => {
          const lines = terminalProgress(progress({ nodes }), { ...view, width, height });
          expect(lines.length).toBeLessThanOrEqual(height);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
          expect(lines.join("")).not.toContain("\n");
        },
      ),
    );
  });

  it("shows the node in hand however many there are", () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      progressNode(`node-${index}`, { state: index < 50 ? "done" : index === 50 ? "running" : "waiting" }),
    );
    const lines = terminalProgress(progress({ nodes: many }), { ...view, height: 10 });
    expect(lines.some((line) => line.includes("node-50"))).toBe(true);
    expect(lines.at(-1)).toMatch(/… and 9\d more: 50 done, 4\d waiting/);
  });
});

describe("progressEvents()", () => {
  it("has one line for each thing that happened", () => {
    const before = progress({ steps: [] });
    const end: Partial<OperationProgress> = { state: "failed" };
    const lines = [
      ...progressEvents(undefined, before),
      ...progressEvents(before, running),
      ...progressEvents(running, progress({ ...end, nodes: [...failed.nodes] })),
    ];
    expectGolden("terminal-events.txt", `${lines.join("\n")}\n`);
  });

  it("says nothing twice", () => {
    expect(progressEvents(running, running)).toEqual([]);
  });
});

describe("renderTerminalResult()", () => {
  it("says what became of each node and what to do next", () => {
    expectGolden("terminal-result-failed.txt", renderTerminalResult(failed, { lines: [] }, plain));
  });

  it("names what was kept", () => {
    const done = progress({ command: "etcd snapshot", state: "succeeded", endedAt: begun + 4_000, nodes: [] });
    const lines = ["Snapshot: /backup/main.db.age, 4 MiB, encrypted."];
    expectGolden("terminal-result-snapshot.txt", renderTerminalResult(done, { lines }, plain));
  });
});

describe("operationJson()", () => {
  it("tells of one that was started", () => {
    expectGolden("operation-failed.json", `${JSON.stringify(operationJson(failed, upgradeOfThree, {}), null, 2)}\n`);
  });

  it("tells of one that was only prepared", () => {
    expect(plannedJson(upgradeOfThree)).toMatchObject({ kind: "operation", state: "planned", changed: true });
    expect(plannedJson(operationPlan({ findings: [quorum] }))).toMatchObject({ state: "refused" });
  });
});
