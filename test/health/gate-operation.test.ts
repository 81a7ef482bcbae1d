import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateOperation } from "../../src/health/gate-operation.ts";
import type { OperationIntent } from "../../src/health/intent.ts";
import { type ClusterChanges, intent, nodeIntent, observedCluster, silent } from "../support/observed-cluster.ts";

const three = ["talos-m01", "talos-m02", "talos-m03"];
const five = [...three, "talos-m04", "talos-m05"];

const codes = (changes: ClusterChanges, operation: OperationIntent, names: readonly string[] = three) =>
  gateOperation(observedCluster(names, changes), operation).map(({ code, verdict }) => `${verdict} ${code}`);

describe("gateOperation()", () => {
  test("lets a well cluster be rebooted node by node", () => {
    expect(codes({}, intent("reboot", three))).toEqual([]);
  });

  test("says once what it finds for every node, what refuses first", () => {
    const changes: ClusterChanges = {
      readings: { "talos-w01": silent },
      access: { daysLeft: 3 },
      kubernetesNodes: { "talos-m03": { unschedulable: true } },
    };
    expect(codes(changes, intent("reboot", three), [...three, "talos-w01"])).toEqual([
      "refuse node_unreachable",
      "warn cordoned_by_other",
      "warn credential_expiring",
    ]);
  });

  test("counts the members that nodes before have taken away", () => {
    const leaving = (...names: readonly string[]) =>
      intent(
        "reset",
        names.map((name) => nodeIntent(name, { leavesEtcd: true })),
      );
    expect(codes({}, leaving("talos-m05"), five)).toEqual([]);
    expect(codes({}, leaving("talos-m05", "talos-m04"), five)).toEqual([]);
    expect(codes({}, leaving("talos-m05", "talos-m04", "talos-m03"), five)).toEqual(["warn etcd_quorum"]);
    expect(codes({}, leaving("talos-m05", "talos-m04", "talos-m03", "talos-m02"), five)).toEqual([
      "refuse etcd_two_members",
      "warn etcd_quorum",
    ]);
  });

  test("counts the nodes that stay away", () => {
    const nodes = three.slice(0, 2).map((name) => nodeIntent(name, { staysAway: true }));
    expect(codes({}, intent("shutdown", nodes))).toEqual(["refuse etcd_quorum", "refuse node_unreachable"]);
  });

  test.each<[OperationIntent["kind"], readonly string[], readonly string[]]>([
    ["reboot", ["os:operator"], []],
    ["reboot", ["os:reader"], ["refuse credential_role"]],
    ["upgrade", ["os:operator"], ["refuse credential_role"]],
    ["apply", ["os:reader", "os:admin"], []],
    ["etcd-snapshot", ["os:etcd:backup"], []],
    ["etcd-snapshot", ["os:reader"], ["refuse credential_role"]],
    ["shutdown", [], ["refuse credential_role"]],
  ])("%s with %j", (kind, roles, expected) => {
    expect(codes({ access: { roles } }, intent(kind, []))).toEqual(expected);
  });

  test("takes a snapshot of an ailing etcd, as long as it answers", () => {
    const changes: ClusterChanges = { readings: { "talos-m02": silent, "talos-m03": silent } };
    expect(codes(changes, intent("etcd-snapshot", []))).toEqual([]);
    expect(codes({ readings: { ...changes.readings, "talos-m01": silent } }, intent("etcd-snapshot", []))).toEqual([
      "refuse etcd_unreadable",
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ["v1.34.1", "v1.34.3", []],
    ["v1.34.1", "v1.35.0", []],
    ["v1.34.1", "v1.34.0", []],
    ["v1.33.4", "v1.35.0", ["refuse kubernetes_version"]],
    ["v1.34.1", "v1.33.4", ["refuse kubernetes_version"]],
    ["v1.36.1", "v1.37.0", ["refuse kubernetes_version"]],
    ["v1.34.1", "latest", ["refuse kubernetes_version"]],
  ])("upgrade-k8s from %s to %s on Talos 1.13", (from, kubernetesVersion, expected) => {
    const changes: ClusterChanges = {
      kubernetes: { version: from },
      kubernetesNodes: Object.fromEntries(three.map((name) => [name, { kubeletVersion: from }])),
    };
    expect(codes(changes, { ...intent("upgrade-k8s", []), kubernetesVersion })).toEqual(expected);
  });

  test("upgrade-k8s counts the kubelet that is furthest behind", () => {
    const changes: ClusterChanges = { kubernetesNodes: { "talos-m02": { kubeletVersion: "v1.33.0" } } };
    expect(codes(changes, { ...intent("upgrade-k8s", []), kubernetesVersion: "v1.35.0" })).toEqual([
      "refuse kubernetes_version",
    ]);
  });

  test("never throws, and names a node only where the finding is about one", () => {
    const names = fc.subarray([...five, "talos-w01", "talos-w02"], { minLength: 1 });
    const arbitrary = fc.record({
      names,
      chosen: names,
      away: names,
      kind: fc.constantFrom(
        "apply",
        "reboot",
        "reset",
        "rollback",
        "shutdown",
        "upgrade",
        "upgrade-k8s",
        "etcd-snapshot",
      ),
      version: fc.constantFrom("v1.13.9", "v1.14.0", "latest", ""),
      leavesEtcd: fc.boolean(),
      staysAway: fc.boolean(),
    } as const);
    fc.assert(
      fc.property(arbitrary, ({ names: all, chosen, away, kind, version, ...planned }) => {
        const readings = Object.fromEntries(away.map((name) => [name, silent]));
        const nodes = chosen.map((name) => nodeIntent(name, { ...planned, target: { version, image: "installer" } }));
        const operation = { ...intent(kind, nodes), kubernetesVersion: version };
        const known = new Set([...all, ...chosen]);
        for (const { node } of gateOperation(observedCluster(all, { readings }), operation)) {
          expect(node === undefined || known.has(node)).toBe(true);
        }
      }),
    );
  });
});
