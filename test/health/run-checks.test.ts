import { describe, expect, test } from "vitest";
import type { HealthCheck } from "../../src/cluster/cluster.ts";
import { UserError } from "../../src/errors.ts";
import { runChecks } from "../../src/health/run-checks.ts";
import { FakePace } from "../support/fake-kubernetes.ts";

const { signal } = new AbortController();
const ceph: HealthCheck = {
  ...{ apiVersion: "ceph.rook.io/v1", kind: "CephCluster", namespace: "rook-ceph" },
  expr: "status.ceph.health in ['HEALTH_OK']",
};
const object = (name: string, status: unknown, labels = {}) => ({
  metadata: { name, namespace: "rook-ceph", labels },
  status,
});
const healthy = object("ceph", { ceph: { health: "HEALTH_OK" } });
const ill = object("ceph", { ceph: { health: "HEALTH_ERR" } });

const probe = (...objects: readonly unknown[]) => ({ resources: async () => objects });
const run = (check: HealthCheck, ...objects: readonly unknown[]) => runChecks([check], probe(...objects), { signal });

describe("runChecks()", () => {
  test("finds nothing where every object satisfies", async () => {
    expect(await run(ceph, healthy, healthy)).toEqual([]);
    expect(await runChecks([], probe(), { signal })).toEqual([]);
  });

  test("tells false, with what the expression looked at", async () => {
    expect(await run(ceph, healthy, ill)).toEqual([
      {
        code: "check_false",
        verdict: "refuse",
        message: "The check of CephCluster rook-ceph is false for 1 of 2",
        evidence: [ceph.expr, "rook-ceph/ceph: status.ceph.health is HEALTH_ERR"],
      },
    ]);
  });

  test.each<[string, HealthCheck, readonly unknown[], string]>([
    ["an expression that fails", ceph, [object("ceph", {})], "check_error"],
    ["one object that fails among others", ceph, [healthy, object("ceph", {}), ill], "check_error"],
    ["no object", ceph, [], "check_matches_nothing"],
    ["an expression that is none", { ...ceph, expr: "status ==" }, [healthy], "check_error"],
    ["an object that is none", ceph, [null], "check_error"],
  ])("%s", async (_, check, objects, code) => {
    expect(await run(check, ...objects)).toMatchObject([{ code, verdict: "refuse" }]);
  });

  test("chooses by labels", async () => {
    const labelled = { ...ceph, labelSelector: { matchLabels: { app: "web" } } };
    expect(await run(labelled, ill, object("web", { ceph: { health: "HEALTH_OK" } }, { app: "web" }))).toEqual([]);
    expect(await run(labelled, healthy)).toMatchObject([{ code: "check_matches_nothing" }]);
    const others = { ...ceph, labelSelector: { matchExpressions: [{ key: "app", operator: "Exists" as const }] } };
    expect(await run(others, healthy)).toMatchObject([{ code: "check_matches_nothing" }]);
  });

  test("shows no value of a Secret", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", expr: "object.data.key == 'x'" };
    const findings = await run(secret, { metadata: { name: "s" }, data: { key: "aHVudGVyMg==" } });
    expect(findings).toMatchObject([{ code: "check_false", evidence: [secret.expr, "s"] }]);
  });

  test("shows ten lines of evidence at most, and how many more there are", async () => {
    const [finding] = await run(ceph, ...Array.from({ length: 30 }, () => ill));
    expect(finding?.evidence).toHaveLength(11);
    expect(finding?.evidence.at(-1)).toBe("and 21 more");
  });

  test("tells why the cluster could not be asked", async () => {
    const resources = async () => {
      throw new UserError("Cannot list CephCluster: not allowed", { code: "kubernetes_failed", hint: "Add a role." });
    };
    expect(await runChecks([ceph], { resources }, { signal })).toMatchObject([
      { code: "check_error", evidence: [ceph.expr, "Cannot list CephCluster: not allowed"], hint: "Add a role." },
    ]);
  });

  test("asks again until a check holds", async () => {
    const pace = new FakePace();
    const answers = [[], [ill], [object("ceph", {})], [healthy]];
    const resources = async () => answers.shift() ?? [];
    expect(await runChecks([ceph], { resources }, { signal, pace })).toEqual([]);
    expect(pace.slept).toEqual([5_000, 5_000, 5_000]);
  });

  test.each([
    [{ ...ceph, timeout: "12s" }, 12_000],
    [ceph, 600_000],
  ])("gives up when the check's time is over", async (check, ms) => {
    const pace = new FakePace();
    expect(await runChecks([check], probe(ill), { signal, pace })).toMatchObject([{ code: "check_false" }]);
    expect(pace.now()).toBe(ms);
  });

  test("ends with the signal's reason", async () => {
    const stop = new AbortController();
    const pace = new FakePace();
    pace.at(5_000, () => stop.abort(new Error("stopped")));
    await expect(runChecks([ceph], probe(ill), { signal: stop.signal, pace })).rejects.toThrow("stopped");
  });
});
