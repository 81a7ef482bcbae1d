import { describe, expect, it } from "vitest";
import {
  renderOperationPlan,
  renderOperationPlanSummary,
} from "../../../src/report/operation/render-operation-plan.ts";
import { expectGolden } from "../expect-golden.ts";
import { budget, context, operationPlan, planned, quorum, safe } from "./operation-cases.ts";

const three = [
  planned("talos-m03", "v1.13.7 → v1.13.8, reboots"),
  planned("talos-w01", "runs v1.13.8 already", { role: "worker", unchanged: true, disruptive: false }),
  planned("talos-m01", "v1.13.7 → v1.13.8, reboots; leads etcd, so it is the last"),
];

describe("renderOperationPlan()", () => {
  it.each([
    { name: "waits for approval", operation: operationPlan({ findings: [budget] }) },
    {
      name: "several nodes and an unprotected environment",
      operation: operationPlan({
        command: "upgrade all",
        nodes: three,
        next: {
          kind: "approval",
          environment: safe("talos-main"),
          warnings: ["The environment talos-main asks for no reviewer: the operation starts without an approval."],
        },
      }),
    },
    {
      name: "waits for a comment",
      operation: operationPlan({ next: { kind: "comment-approval", plan: safe("3fa9c1d2") } }),
    },
    {
      name: "an environment that a comment may open",
      operation: operationPlan({
        next: { kind: "approval", environment: safe("talos-main"), warnings: [], plan: safe("3fa9c1d2") },
      }),
    },
    {
      name: "a configuration",
      operation: operationPlan({
        command: "apply talos-m02",
        changed: true,
        nodes: [planned("talos-m02", "1 change, without a reboot", { disruptive: false })],
      }),
    },
    {
      name: "refused by a gate",
      operation: operationPlan({ findings: [budget, quorum], next: { kind: "refused" } }),
    },
    {
      name: "destroys",
      operation: operationPlan({
        command: "reset talos-m02 --confirm talos-m02",
        risk: "destroy",
        nodes: [planned("talos-m02", "wipes STATE and EPHEMERAL, then reboots into maintenance mode")],
        consequences: [
          "etcd goes from 3 members to 2: it survives no further failure.",
          "14 pods on talos-m02 are evicted, 2 of them with data on the node's own disk.",
        ],
      }),
    },
    {
      name: "a dry run",
      operation: operationPlan({ command: "upgrade talos-m02 --dry-run", next: { kind: "dry-run" } }),
    },
    { name: "no approval asked for", operation: operationPlan({ next: { kind: "starts" } }) },
    {
      name: "nothing to do",
      operation: operationPlan({ nodes: three.slice(1, 2), next: { kind: "nothing-to-do" } }),
    },
  ])("shows an operation: $name", ({ name, operation }) => {
    const parts = renderOperationPlan(operation, context);
    expect(parts).toHaveLength(1);
    expectGolden(`operation-plan-${name.replaceAll(" ", "-")}.md`, parts.join("\n"));
  });

  it("keeps foreign text from being markup, a mention or a row of its own", () => {
    const hostile = "x` | @acme/admins </details> <!-- | ``` \u202e";
    const [part = ""] = renderOperationPlan(
      operationPlan({
        nodes: [planned(hostile, hostile)],
        findings: [{ ...budget, message: hostile, evidence: [hostile], hint: hostile }],
        consequences: [hostile],
      }),
      context,
    );
    const outside = part.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/@acme|<\/details>\s*<!--|<!--|\u202e/);
    expect(
      part
        .split("\n")
        .find((line) => line.startsWith("| 1"))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(5);
  });

  it("splits what is too long for one comment into parts that are valid by themselves", () => {
    const nodes = Array.from({ length: 900 }, (_, index) => planned(`worker-${index}`, "s".repeat(60)));
    const parts = renderOperationPlan(operationPlan({ nodes }), context);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part.length).toBeLessThan(65_000);
      expect(part).toContain("| | Node |");
    }
    expect(renderOperationPlanSummary(operationPlan({ nodes }), context)).toContain("worker-899");
  });
});
