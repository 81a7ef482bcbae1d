import { describe, expect, test } from "vitest";
import { judgeCluster } from "../../src/health/judge-cluster.ts";
import { pod } from "../support/fake-kubernetes.ts";
import { etcdFacts, observedCluster, silent } from "../support/observed-cluster.ts";

const names = ["talos-m01", "talos-m02", "talos-m03", "talos-w01"];
const codes = (observation: ReturnType<typeof observedCluster>) =>
  judgeCluster(observation).map(({ code, verdict }) => `${verdict} ${code}`);

describe("judgeCluster()", () => {
  test("finds nothing in a well cluster", () => {
    expect(codes(observedCluster(names))).toEqual([]);
    expect(codes(observedCluster(["talos-m01"]))).toEqual([]);
  });

  test("tells a cluster that lost a member, with its quorum left", () => {
    expect(codes(observedCluster(names, { readings: { "talos-m02": silent } }))).toEqual(["refuse node_unreachable"]);
  });

  test("tells a lost quorum", () => {
    const readings = { "talos-m02": silent, "talos-m03": silent };
    expect(codes(observedCluster(names, { readings }))).toContain("refuse etcd_quorum");
  });

  test("tells of Kubernetes that cannot be read, and of budgets as a warning", () => {
    const labels = { app: "db" };
    const kubernetes = {
      pods: [pod("db-0", { labels })],
      budgets: ["db", "all"].map((name) => ({
        ...{ namespace: "media", name, selector: { matchLabels: labels, matchExpressions: [] } },
        ...{ disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1 },
      })),
    };
    expect(codes(observedCluster(names, { kubernetes }))).toEqual(["warn budget_blocks_drain"]);
    const problem = { kind: "problem", problem: { kind: "timeout", message: "did not answer in time" } } as const;
    expect(codes({ ...observedCluster(names), kubernetes: problem })).toEqual(["refuse kubernetes_unreadable"]);
  });

  test("tells an alarm by the name of the node that raised it", () => {
    const alarms = [{ memberId: "a2", kind: "NOSPACE" as const }];
    const facts = { "talos-m01": { etcd: { ...etcdFacts("talos-m01", names.slice(0, 3)), alarms } } };
    expect(judgeCluster(observedCluster(names, { facts }))).toMatchObject([
      { code: "etcd_alarm", evidence: ["talos-m02: NOSPACE"] },
    ]);
  });
});
