import { describe, expect, it } from "vitest";
import { renderProgress } from "../../../src/report/operation/render-progress.ts";
import { expectGolden } from "../expect-golden.ts";
import {
  begun,
  budget,
  context,
  minutesIn,
  progress,
  progressNode,
  safe,
  step,
  upgradeSteps,
} from "./operation-cases.ts";

const running = progress({
  steps: [step("check", 0, 2), step("snapshot", 2, 8, { detail: "48 MB, encrypted" })],
  findings: [budget],
  nodes: [
    progressNode("talos-w01", { role: "worker", state: "unchanged" }),
    progressNode("talos-m03", { state: "done", steps: upgradeSteps(10) }),
    progressNode("talos-m02", {
      state: "running",
      steps: [
        step("check", 271, 1),
        step("pull", 272, 38),
        step("cordon", 310, 1),
        step("drain", 311, undefined, { detail: "4 pods left" }),
      ],
    }),
    progressNode("talos-m01"),
  ],
});

const failedStep = step("wait", 421, 900, { state: "failed", detail: "runs v1.13.7 again" });

const ended = {
  succeeded: progress({
    state: "succeeded",
    endedAt: minutesIn(9),
    nodes: [
      progressNode("talos-m03", { state: "done", steps: upgradeSteps(10) }),
      progressNode("talos-m02", { state: "done", steps: upgradeSteps(272) }),
    ],
  }),
  failed: progress({
    state: "failed",
    endedAt: minutesIn(23),
    reason: {
      code: "node_rolled_back",
      message: "talos-m02 came back with v1.13.7: the new version did not boot",
      hint: "It was uncordoned and serves again. Look at its console, then continue.",
    },
    nodes: [
      progressNode("talos-m03", { state: "done", steps: upgradeSteps(10) }),
      progressNode("talos-m02", {
        state: "failed",
        steps: [...upgradeSteps(272).slice(0, 7), failedStep, step("uncordon", 1321, 1)],
        reason: { code: "node_rolled_back", message: "it runs v1.13.7 again" },
      }),
      progressNode("talos-m01", { state: "not-started" }),
    ],
  }),
  cancelled: progress({
    state: "cancelled",
    endedAt: minutesIn(1),
    reason: { code: "cancelled", message: "The run was cancelled: no further node was started" },
    nodes: [progressNode("talos-m03", { state: "not-started" })],
  }),
  "handed over": progress({
    state: "handed-over",
    endedAt: minutesIn(5),
    reason: { code: "handed_over", message: "talos-m01 hosts this runner: another run goes on with it" },
    nodes: [
      progressNode("talos-m03", { state: "done", steps: upgradeSteps(10) }),
      progressNode("talos-m01", { state: "handed-over" }),
    ],
  }),
};

describe("renderProgress()", () => {
  it("shows what runs, what is done and what waits", () => {
    expectGolden(
      "operation-running.md",
      renderProgress(running, { ...context, now: minutesIn(6), approvedBy: [safe("bob")] }),
    );
  });

  it.each(Object.entries(ended))("shows how it ended: %s", (name, operation) => {
    const text = renderProgress(operation, {
      ...context,
      now: minutesIn(30),
      ...(name === "succeeded" && {
        snapshot: safe("main-talos-m01-20261123T084026Z, 48 MB, encrypted"),
        suggestion: {
          changes: [
            {
              file: safe("talos/base.yaml.j2"),
              line: 12,
              before: safe("  image: x:v1.34.0"),
              after: safe("  image: x:v1.34.1"),
            },
          ],
          unplaced: [{ path: safe("cluster.proxy.image"), value: safe("y:v1.34.1") }],
        },
      }),
    });
    expectGolden(`operation-${name.replaceAll(" ", "-")}.md`, text);
  });

  it("keeps the columns in the order in which the steps are done, on whichever node", () => {
    const text = renderProgress(
      progress({
        steps: [],
        nodes: [
          progressNode("a", { steps: [step("cordon", 0, 1), step("reboot", 1, 1)] }),
          progressNode("b", {
            steps: [step("pull", 2, 1), step("cordon", 3, 1), step("drain", 4, 1), step("reboot", 5, 1)],
          }),
        ],
      }),
      { ...context, now: begun },
    );
    expect(text).toContain("| Node | State | pull | cordon | drain | reboot |");
  });

  it("stays within one comment for a hundred nodes of hostile text", () => {
    const hostile = "x` | @acme/admins </details> <!-- | ```".repeat(40);
    const nodes = Array.from({ length: 100 }, (_, index) =>
      progressNode(`worker-${index}`, {
        state: "failed",
        steps: upgradeSteps(index * 270),
        reason: { code: "node_failed", message: hostile },
      }),
    );
    const text = renderProgress(progress({ state: "failed", endedAt: minutesIn(500), nodes }), {
      ...context,
      now: minutesIn(500),
    });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("Too long for one comment");
    const outside = text.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/@acme|<!--/);
  });
});
