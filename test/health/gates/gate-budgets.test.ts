import { describe, expect, test } from "vitest";
import { gateBudgets } from "../../../src/health/gates/gate-budgets.ts";
import type { DisruptionBudget, KubernetesPod } from "../../../src/health/observation.ts";
import { pod } from "../../support/fake-kubernetes.ts";
import { observedCluster } from "../../support/observed-cluster.ts";

const web = { app: "web" };
const budget = (changes: Partial<DisruptionBudget> = {}): DisruptionBudget => ({
  ...{ namespace: "media", name: "web", selector: { matchLabels: web, matchExpressions: [] } },
  ...{ disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1 },
  ...changes,
});

const judge = (pods: readonly KubernetesPod[], budgets: readonly DisruptionBudget[]) => {
  const observation = observedCluster(["talos-m01", "talos-w01", "talos-w02"], { kubernetes: { pods, budgets } });
  const [, worker] = observation.nodes;
  return worker === undefined ? [] : gateBudgets(observation, worker);
};

const one = pod("web-1", { labels: web });

describe("gateBudgets()", () => {
  test("names pod, budget and numbers", () => {
    expect(judge([one], [budget()])).toEqual([
      {
        code: "budget_blocks_drain",
        verdict: "warn",
        message:
          "Draining talos-w01 waits for the disruption budget media/web, which lets no pod go: 1 healthy, 1 needed",
        evidence: ["media/web: 0 disruptions allowed, 1 healthy, 1 needed", "media/web-1 on talos-w01"],
        hint: "Give it more replicas, or a budget that allows one disruption; some operators move such a pod by themselves.",
        node: "talos-w01",
      },
    ]);
  });

  test.each<[string, readonly KubernetesPod[], readonly DisruptionBudget[], readonly string[]]>([
    ["no pod, no budget", [], [], []],
    [
      "a budget that allows one, and two pods",
      [one, pod("web-2", { labels: web })],
      [budget({ disruptionsAllowed: 1 })],
      [],
    ],
    ["a pod on another node", [pod("web-1", { labels: web, node: "talos-w02" })], [budget()], []],
    ["a budget of another namespace", [one], [budget({ namespace: "other" })], []],
    ["other labels", [pod("api-1", { labels: { app: "api" } })], [budget()], []],
    ["an empty selector", [one], [budget({ selector: { matchLabels: {}, matchExpressions: [] } })], ["warn"]],
    ["a DaemonSet's pod", [pod("web-1", { labels: web, owner: "DaemonSet" })], [budget()], []],
    ["a static pod", [pod("web-1", { labels: web, mirror: true })], [budget()], []],
    ["a pod that is going", [pod("web-1", { labels: web, deleting: true })], [budget()], []],
    ["a pod that has finished", [pod("web-1", { labels: web, phase: "Succeeded" })], [budget()], []],
    ["a pod that waits for a node", [pod("web-1", { labels: web, phase: "Pending", ready: false })], [budget()], []],
    [
      "a pod that is not ready, with enough others",
      [pod("web-1", { labels: web, ready: false })],
      [budget({ currentHealthy: 2, desiredHealthy: 2 })],
      [],
    ],
    [
      "a pod that is not ready, with too few others",
      [pod("web-1", { labels: web, ready: false })],
      [budget({ currentHealthy: 1, desiredHealthy: 2 })],
      ["warn"],
    ],
    ["two budgets for one pod", [one], [budget({ disruptionsAllowed: 1 }), budget({ name: "all" })], ["refuse"]],
  ])("%s", (_, pods, budgets, verdicts) => {
    expect(judge(pods, budgets).map(({ verdict }) => verdict)).toEqual(verdicts);
  });
});
