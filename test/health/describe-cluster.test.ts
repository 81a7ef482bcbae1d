import { describe, expect, test } from "vitest";
import { describeCluster } from "../../src/health/describe-cluster.ts";
import { publicTokens } from "../../src/health/public-tokens.ts";
import { observedCluster, silent } from "../support/observed-cluster.ts";

const names = ["talos-m01", "talos-m02", "talos-m03", "talos-w01"];
const nothing = { cluster: "home", findings: [], checks: 0 };

describe("describeCluster()", () => {
  test("tells of the chosen nodes, and of etcd as a whole", () => {
    const { nodes, etcd, well } = describeCluster(observedCluster(names), {
      ...nothing,
      chosen: new Set(["talos-w01"]),
    });
    expect(nodes.map(({ name }) => name)).toEqual(["talos-w01"]);
    expect(etcd).toMatchObject({ healthy: 3, quorum: 2 });
    expect(well).toBe(true);
  });

  test("is not well with a chosen node that is not, and with a finding that refuses", () => {
    const observation = observedCluster(names, { readings: { "talos-w01": silent } });
    expect(describeCluster(observation, nothing).well).toBe(false);
    expect(describeCluster(observation, { ...nothing, chosen: new Set(["talos-m01"]) }).well).toBe(true);
    const refusal = { code: "etcd_alarm", verdict: "refuse", message: "…", evidence: [] } as const;
    expect(describeCluster(observedCluster(names), { ...nothing, findings: [refusal] }).well).toBe(false);
    expect(
      describeCluster(observedCluster(names), { ...nothing, findings: [{ ...refusal, verdict: "warn" }] }).well,
    ).toBe(true);
  });

  test("counts a node that runs another version as well", () => {
    const targets = new Map(names.map((name) => [name, { version: "v1.13.9" }]));
    const { nodes, well } = describeCluster(observedCluster(names), { ...nothing, targets });
    expect(new Set(nodes.map(({ state }) => state))).toEqual(new Set(["running-old"]));
    expect(well).toBe(true);
  });
});

describe("publicTokens()", () => {
  test("takes names of Kubernetes and schematics, and nothing else", () => {
    const observation = observedCluster(["talos-m01"], {
      kubernetes: {
        pods: [],
        budgets: [],
        nodes: [
          {
            ...{ name: "Not A Name", controlPlane: false, ready: true, unschedulable: true, kubeletVersion: "v1.34.1" },
            cordon: { operation: "20261123-upgrade", at: "x" },
          },
        ],
      },
    });
    expect(publicTokens(observation, [{ schematicId: "b".repeat(64) }])).toEqual([
      "a".repeat(64),
      "b".repeat(64),
      "talos-m01",
      "20261123-upgrade",
    ]);
  });
});
