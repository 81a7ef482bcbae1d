import { describe, expect, test } from "vitest";
import { hasRebooted, nodeState, type StateOptions } from "../../src/health/node-state.ts";
import type { KubernetesNode, NodeFacts, ObservedNode } from "../../src/health/observation.ts";
import { kubernetesNode, node, nodeFacts, silent } from "../support/observed-cluster.ts";

const [oldSchematic, newSchematic] = ["a".repeat(64), "b".repeat(64)];
const target = { version: "v1.13.9", schematicId: newSchematic };
const before = { bootTime: 1_700_000_000, version: "v1.13.8", schematicId: oldSchematic };
const reached = { version: "v1.13.9", schematicId: newSchematic };
const later = { bootTime: 1_700_000_900 };
const mark = { operation: "20261123-upgrade", at: "2026-11-23T08:40:26Z" };

interface Case {
  readonly name: string;
  readonly facts?: Partial<NodeFacts>;
  readonly reading?: ObservedNode["reading"];
  readonly kubernetes?: Partial<KubernetesNode>;
  readonly options?: StateOptions;
  readonly states: readonly string[];
}

const problem = (kind: "unreachable" | "rebooting" | "maintenance" | "credential") =>
  ({ kind: "problem", problem: { kind, message: "…" } }) as const;

const cases: readonly Case[] = [
  { name: "well, nothing planned", states: ["ready"] },
  { name: "silent", reading: silent, states: ["unreachable"] },
  { name: "credential refused", reading: problem("credential"), states: ["unreachable"] },
  { name: "breaking off", reading: problem("rebooting"), states: ["booting"] },
  { name: "problem maintenance", reading: problem("maintenance"), states: ["maintenance"] },
  { name: "maintenance", reading: { kind: "maintenance" }, states: ["maintenance"] },
  { name: "stage maintenance", facts: { stage: "maintenance" }, states: ["maintenance"] },
  { name: "stage booting", facts: { stage: "booting", ready: false }, states: ["booting"] },
  { name: "stage rebooting", facts: { stage: "rebooting" }, options: { target, before }, states: ["booting"] },
  { name: "stage unknown", facts: { stage: "unknown" }, states: ["booting"] },
  { name: "Talos not ready", facts: { ready: false }, states: ["not-ready"] },
  { name: "Kubernetes not Ready", kubernetes: { ready: false }, states: ["not-ready"] },
  { name: "cordoned by hand", kubernetes: { unschedulable: true }, states: ["cordoned-by-other"] },
  { name: "cordoned by us", kubernetes: { unschedulable: true, cordon: mark }, states: ["cordoned-by-us"] },
  { name: "our mark on a node that is schedulable", kubernetes: { cordon: mark }, states: ["ready"] },
  {
    name: "silent and cordoned by us",
    reading: silent,
    kubernetes: { unschedulable: true, cordon: mark },
    states: ["unreachable", "cordoned-by-us"],
  },
  { name: "not begun", options: { target, before }, states: ["running-old"] },
  { name: "at the target", facts: reached, options: { target, before }, states: ["ready", "running-target"] },
  {
    name: "at the target, cordoned still",
    facts: { ...reached, ...later },
    kubernetes: { unschedulable: true, cordon: mark },
    options: { target, before },
    states: ["cordoned-by-us", "running-target"],
  },
  {
    name: "at the target, not ready yet",
    facts: { ...reached, ...later, ready: false, fallbackPending: true },
    options: { target, before },
    states: ["not-ready", "running-target"],
  },
  {
    name: "at the version with another schematic",
    facts: { version: "v1.13.9", schematicId: "c".repeat(64), ...later },
    options: { target, before },
    states: ["running-target-wrong-schematic"],
  },
  {
    name: "installed, not rebooted, cordoned",
    facts: { fallbackPending: true },
    kubernetes: { unschedulable: true, cordon: mark },
    options: { target, before },
    states: ["installed-not-rebooted", "cordoned-by-us", "running-old"],
  },
  {
    name: "installed, nothing known of before",
    facts: { fallbackPending: true, ready: false },
    options: { target },
    states: ["installed-not-rebooted", "not-ready", "running-old"],
  },
  { name: "installed, no target known", facts: { fallbackPending: true }, states: ["installed-not-rebooted"] },
  { name: "coming up, no target known", facts: { fallbackPending: true, ready: false }, states: ["not-ready"] },
  { name: "rolled back", facts: later, options: { target, before }, states: ["rolled-back", "running-old"] },
  {
    name: "rolled back to the other schematic of the same version",
    facts: { version: "v1.13.9", ...later },
    options: { target, before: { ...before, version: "v1.13.9" } },
    states: ["rolled-back", "running-target-wrong-schematic"],
  },
  {
    name: "rolled back, only the boot time known",
    facts: later,
    options: { target, before: { bootTime: before.bootTime } },
    states: ["rolled-back", "running-old"],
  },
  {
    name: "clock stepped by two seconds",
    facts: { bootTime: 1_700_000_002, fallbackPending: true },
    options: { target, before },
    states: ["installed-not-rebooted", "running-old"],
  },
  {
    name: "target without schematic",
    facts: { version: "v1.13.9" },
    options: { target: { version: "v1.13.9" } },
    states: ["ready", "running-target"],
  },
];

describe("nodeState()", () => {
  test.each(cases)("$name", ({ facts, reading, kubernetes, options, states }) => {
    const observed: ObservedNode = {
      node: node("talos-m01"),
      reading: reading ?? { kind: "read", facts: nodeFacts("talos-m01", ["talos-m01"], facts) },
    };
    const state = nodeState(observed, kubernetesNode("talos-m01", kubernetes), options);
    expect(state.all).toEqual(states);
    expect(state.primary).toBe(states[0]);
  });

  test("judges by Talos alone where Kubernetes is not known", () => {
    const observed: ObservedNode = {
      node: node("talos-m01"),
      reading: { kind: "read", facts: nodeFacts("talos-m01", ["talos-m01"]) },
    };
    expect(nodeState(observed, undefined).all).toEqual(["ready"]);
  });
});

test("hasRebooted() forgives a clock that steps by two seconds, either way", () => {
  expect([98, 100, 102].map((time) => hasRebooted(100, time))).toEqual([false, false, false]);
  expect([97, 103].map((time) => hasRebooted(100, time))).toEqual([true, true]);
});
