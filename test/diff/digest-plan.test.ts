import { describe, expect, it } from "vitest";
import type { DesiredNode } from "../../src/config/desired-node.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import type { MapNode } from "../../src/config/tree/config-node.ts";
import { digestPlan, type NodeEvidence } from "../../src/diff/digest-plan.ts";
import type { LiveNode } from "../../src/diff/live-nodes.ts";

function desired(pin: string, label = "a"): DesiredNode {
  const scalar = (value: string | Secret) => ({ kind: "scalar", value, text: String(value), quoted: false }) as const;
  const root: MapNode = {
    kind: "map",
    entries: new Map([
      ["label", scalar(label)],
      ["pin", scalar(new Secret(pin, ["ak://t/PIN"]))],
    ]),
  };
  return {
    node: { name: "m01", role: "worker", address: "192.0.2.1" },
    config: { documents: [{ id: {}, root }] },
    notes: [],
  };
}

const live = (config: string): LiveNode => ({
  hostname: "m01",
  version: "v1.13.8",
  platform: "metal",
  config: Buffer.from(config),
  extensions: [],
  secureBoot: false,
});

const digest = (evidence: Omit<NodeEvidence, "name">) =>
  digestPlan({ revision: "r", command: "diff all", nodes: [{ name: "m01", ...evidence }] });

/** The parts in which two digests differ. */
function differing(one: ReturnType<typeof digest>, other: ReturnType<typeof digest>): readonly string[] {
  expect(one.value === other.value).toBe(JSON.stringify(one.parts) === JSON.stringify(other.parts));
  return Object.keys(one.parts).filter((part) => one.parts[part] !== other.parts[part]);
}

describe("digestPlan()", () => {
  const one = digest({ desired: desired("1234"), live: live("token: x") });

  it("is equal for equal input", () => {
    expect(differing(one, digest({ desired: desired("1234"), live: live("token: x") }))).toEqual([]);
  });

  it("names a changed template, and a changed secret", () => {
    expect(differing(one, digest({ desired: desired("1234", "b"), live: live("token: x") }))).toEqual(["desired/m01"]);
    expect(differing(one, digest({ desired: desired("4321"), live: live("token: x") }))).toEqual(["secrets/m01"]);
  });

  it("names a changed live config, with which the key of the secrets changes", () => {
    const other = digest({ desired: desired("1234"), live: live("token: y") });
    expect(differing(one, other)).toEqual(["live/m01", "secrets/m01"]);
  });

  it("does not depend on secrets where no live config hides them", () => {
    expect(differing(digest({ desired: desired("1234") }), digest({ desired: desired("4321") }))).toEqual([]);
  });

  it("tells of a template the same whatever its secrets are", () => {
    const part = (pin: string) => digest({ desired: desired(pin), live: live("token: x") }).parts["desired/m01"];
    expect(part("1234")).toBe(part("9999"));
  });
});
