import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateNode } from "../../src/health/gate-node.ts";
import type { EtcdFacts } from "../../src/health/observation.ts";
import {
  type ClusterChanges,
  etcdFacts,
  type FactChanges,
  intent,
  memberId,
  node,
  nodeIntent,
  observedCluster,
  silent,
} from "../support/observed-cluster.ts";

const three = ["talos-m01", "talos-m02", "talos-m03"];
const five = [...three, "talos-m04", "talos-m05"];
const withWorkers = [...three, "talos-w01", "talos-w02"];

const codes = (findings: ReturnType<typeof gateNode>) => findings.map(({ code, verdict }) => `${verdict} ${code}`);

const etcd = (name: string, changes: Partial<EtcdFacts>, all = three) => ({ ...etcdFacts(name, all), ...changes });
const etcdAway: FactChanges = { etcd: undefined };
const learner = { id: "a3", hostname: "talos-m03", peerUrls: [], isLearner: true };

interface Case {
  readonly name: string;
  readonly nodes?: readonly string[];
  readonly changes?: ClusterChanges;
  readonly node?: string;
  readonly kind?: Parameters<typeof intent>[0];
  readonly consents?: Parameters<typeof intent>[2];
  readonly findings: readonly string[];
}

const mark = { operation: "20261123-upgrade", at: "2026-11-23T08:40:26Z" };

const cases: readonly Case[] = [
  { name: "a well cluster of three", findings: [] },
  { name: "a well cluster of five", nodes: five, findings: [] },
  { name: "a worker of a well cluster", nodes: withWorkers, node: "talos-w01", findings: [] },
  {
    name: "its address is another node's",
    changes: {
      facts: {
        "talos-m01": { hostname: "talos-m02.example.org", etcd: etcdFacts("talos-m02", three) },
        "talos-m02": { hostname: "talos-m01", etcd: etcdFacts("talos-m01", three) },
      },
    },
    findings: ["refuse node_identity"],
  },
  {
    name: "a worker's address is another worker's",
    nodes: withWorkers,
    node: "talos-w01",
    changes: { facts: { "talos-w01": { hostname: "talos-w02" } } },
    findings: ["refuse node_identity"],
  },
  {
    name: "two nodes have one address, and the machine a name of its own",
    nodes: withWorkers,
    node: "talos-w01",
    changes: { facts: { "talos-w01": { hostname: "rack-1" }, "talos-w02": { hostname: "rack-1" } } },
    findings: ["refuse node_identity"],
  },
  {
    name: "its address is the virtual IP",
    changes: { facts: { "talos-m03": { virtualAddresses: ["10.0.0.1"] } } },
    findings: ["refuse node_identity"],
  },
  {
    name: "a node that goes by a name of its own",
    changes: { facts: { "talos-m01": { hostname: "rack-7.example.org" } } },
    findings: [],
  },
  { name: "the only control plane", nodes: ["talos-m01"], findings: ["refuse downtime_not_accepted"] },
  {
    name: "the only control plane, accepted",
    nodes: ["talos-m01"],
    consents: { acceptDowntime: true },
    findings: ["warn downtime_not_accepted"],
  },
  { name: "two control planes", nodes: ["talos-m01", "talos-m02"], findings: ["refuse etcd_two_members"] },
  {
    name: "two control planes, downtime accepted",
    nodes: ["talos-m01", "talos-m02"],
    consents: { acceptDowntime: true },
    findings: ["refuse etcd_two_members"],
  },
  {
    name: "another member does not answer",
    changes: { facts: { "talos-m02": etcdAway } },
    findings: ["refuse etcd_quorum"],
  },
  {
    name: "another control plane is silent",
    changes: { readings: { "talos-m02": silent } },
    findings: ["refuse etcd_quorum", "refuse node_unreachable"],
  },
  {
    name: "two of five are silent: quorum now, not without a third",
    nodes: five,
    changes: { readings: { "talos-m02": silent, "talos-m03": silent } },
    findings: ["refuse etcd_quorum", "refuse node_unreachable", "refuse node_unreachable"],
  },
  {
    name: "its own etcd does not answer, and a reboot may help",
    changes: { facts: { "talos-m01": etcdAway } },
    findings: [],
  },
  {
    name: "its own etcd does not answer, and an upgrade is no cure",
    kind: "upgrade",
    changes: { facts: { "talos-m01": etcdAway } },
    findings: ["refuse services_unhealthy"],
  },
  {
    name: "a member has no leader",
    changes: { facts: { "talos-m02": { etcd: etcd("talos-m02", { leaderId: "0" }) } } },
    findings: ["refuse etcd_members_differ", "refuse etcd_quorum"],
  },
  {
    name: "no member answers",
    changes: { facts: { "talos-m01": etcdAway, "talos-m02": etcdAway, "talos-m03": etcdAway } },
    findings: ["refuse etcd_unreadable"],
  },
  {
    name: "a member that nobody knows",
    changes: {
      facts: Object.fromEntries(three.map((name) => [name, { etcd: etcdFacts(name, [...three, "talos-m09"]) }])),
    },
    findings: ["refuse etcd_members_unexpected", "refuse etcd_quorum"],
  },
  {
    name: "a control plane that is no member",
    changes: { facts: Object.fromEntries(three.map((name) => [name, { etcd: etcdFacts(name, three.slice(0, 2)) }])) },
    findings: ["refuse etcd_members_unexpected", "refuse etcd_two_members"],
  },
  {
    name: "views differ",
    changes: { facts: { "talos-m03": { etcd: etcd("talos-m03", {}, five) } } },
    findings: ["refuse etcd_members_differ", "refuse etcd_members_unexpected", "refuse etcd_quorum"],
  },
  {
    name: "a learner",
    changes: {
      facts: Object.fromEntries(
        three.map((name) => {
          const facts = etcdFacts(name, three);
          return [name, { etcd: { ...facts, members: [...facts.members.slice(0, 2), learner] } }];
        }),
      ),
    },
    findings: ["refuse etcd_learner", "refuse etcd_quorum"],
  },
  {
    name: "an alarm",
    changes: {
      facts: { "talos-m01": { etcd: etcd("talos-m01", { alarms: [{ memberId: "a2", kind: "NOSPACE" }] }) } },
    },
    findings: ["refuse etcd_alarm"],
  },
  {
    name: "entries that wait to be applied",
    changes: { facts: { "talos-m02": { etcd: etcd("talos-m02", { raftAppliedIndex: 998_000n }) } } },
    findings: ["refuse etcd_lag"],
  },
  {
    name: "a member far behind",
    changes: {
      facts: { "talos-m02": { etcd: etcd("talos-m02", { raftIndex: 900_000n, raftAppliedIndex: 900_000n }) } },
    },
    findings: ["refuse etcd_lag"],
  },
  {
    name: "members read one after another while the cluster writes",
    changes: {
      facts: { "talos-m02": { etcd: etcd("talos-m02", { raftIndex: 1_004_000n, raftAppliedIndex: 1_003_900n }) } },
    },
    findings: [],
  },
  {
    name: "another worker is not Ready",
    nodes: withWorkers,
    changes: { kubernetesNodes: { "talos-w01": { ready: false } } },
    findings: ["refuse node_not_ready"],
  },
  {
    name: "another worker is booting",
    nodes: withWorkers,
    node: "talos-w02",
    changes: { facts: { "talos-w01": { stage: "booting", ready: false } } },
    findings: ["refuse node_not_ready"],
  },
  {
    name: "a new worker waits for its configuration",
    nodes: withWorkers,
    changes: {
      readings: { "talos-w02": { kind: "maintenance" } },
      kubernetes: { nodes: observedNodes(["talos-m01", "talos-m02", "talos-m03", "talos-w01"]) },
    },
    findings: ["warn node_unreachable"],
  },
  {
    name: "a worker lost its configuration",
    nodes: withWorkers,
    changes: { readings: { "talos-w02": { kind: "maintenance" } } },
    findings: ["refuse node_unreachable"],
  },
  {
    name: "the node itself is not Ready",
    changes: { kubernetesNodes: { "talos-m01": { ready: false } } },
    findings: ["warn node_not_ready"],
  },
  {
    name: "the node itself is at something else",
    changes: { facts: { "talos-m01": { stage: "upgrading", ready: false } } },
    findings: ["refuse node_not_ready"],
  },
  {
    name: "the node itself is silent",
    changes: { readings: { "talos-m01": silent } },
    findings: ["refuse node_unreachable"],
  },
  {
    name: "cordoned by hand",
    changes: { kubernetesNodes: { "talos-m01": { unschedulable: true }, "talos-m02": { unschedulable: true } } },
    findings: ["warn cordoned_by_other", "warn cordoned_by_other"],
  },
  {
    name: "another is cordoned by an operation",
    changes: { kubernetesNodes: { "talos-m02": { unschedulable: true, cordon: mark } } },
    findings: ["warn cordoned_by_other"],
  },
  {
    name: "another has a service of Talos that is not healthy",
    changes: { facts: { "talos-m02": { services: [{ id: "kubelet", state: "Failed", healthy: false }] } } },
    findings: ["refuse services_unhealthy"],
  },
  {
    name: "another has an extension's service that is not healthy, and one that is over",
    changes: {
      facts: {
        "talos-m02": {
          services: [
            { id: "ext-tailscale", state: "Waiting", healthy: false },
            { id: "ext-iscsi", state: "Finished", healthy: false },
          ],
        },
      },
    },
    findings: ["warn services_unhealthy"],
  },
  {
    name: "a configuration is staged",
    changes: { facts: { "talos-m01": { stagedConfig: true } } },
    findings: ["warn staged_config"],
  },
  {
    name: "an upgrade is installed that was not booted",
    changes: { facts: { "talos-m01": { fallbackPending: true } } },
    findings: ["warn staged_upgrade"],
  },
  {
    name: "Kubernetes has a node that is away and not in the settings",
    changes: {
      kubernetes: {
        nodes: [...observedNodes(three), ...observedNodes(["talos-w77"]).map((one) => ({ ...one, ready: false }))],
      },
    },
    findings: ["warn node_not_ready"],
  },
];

function observedNodes(names: readonly string[]) {
  const { kubernetes } = observedCluster(names);
  return kubernetes.kind === "read" ? kubernetes.facts.nodes : [];
}

describe("gateNode()", () => {
  test.each(cases)(
    "$name",
    ({ nodes = three, changes, node: name = "talos-m01", kind = "reboot", consents, findings }) => {
      const observation = observedCluster(nodes, changes);
      expect(codes(gateNode(observation, node(name), intent(kind, [name], consents))).sort()).toEqual(
        [...findings].sort(),
      );
    },
  );

  test("refuses while Kubernetes cannot be read, unless the lock is done without", () => {
    const observation = {
      ...observedCluster(three),
      kubernetes: { kind: "problem", problem: { kind: "unreachable", message: "does not answer" } },
    } as const;
    const judge = (withoutLock: boolean) =>
      codes(gateNode(observation, node("talos-m01"), intent("reboot", ["talos-m01"], { withoutLock })));
    expect(judge(false)).toEqual(["refuse kubernetes_unreadable"]);
    expect(judge(true)).toEqual(["warn kubernetes_unreadable"]);
  });

  test("refuses a node that was not observed", () => {
    expect(codes(gateNode(observedCluster(three), node("talos-m07"), intent("reboot", [])))).toEqual([
      "refuse node_unreachable",
    ]);
  });

  test("judges a node that the intent does not name as if it were to be drained and rebooted", () => {
    const observation = observedCluster(["talos-m01", "talos-m02"]);
    expect(codes(gateNode(observation, node("talos-m01"), intent("reboot", [])))).toEqual(["refuse etcd_two_members"]);
  });

  test("only warns of the quorum where a configuration disrupts nothing", () => {
    const planned = nodeIntent("talos-m01", { disrupts: false, drains: false });
    const judge = (...args: Parameters<typeof observedCluster>) =>
      codes(gateNode(observedCluster(...args), planned.node, intent("apply", [planned])));
    expect(judge(three, { readings: { "talos-m02": silent } })).toEqual(["warn etcd_quorum"]);
    expect(judge(three)).toEqual([]);
    expect(judge(["talos-m01"])).toEqual([]);
  });

  test("lets a member leave three, and says that none of the two may fail then", () => {
    const planned = nodeIntent("talos-m01", { leavesEtcd: true });
    expect(codes(gateNode(observedCluster(three), planned.node, intent("reset", [planned])))).toEqual([
      "warn etcd_quorum",
    ]);
    expect(codes(gateNode(observedCluster(five), planned.node, intent("reset", [planned])))).toEqual([]);
  });

  test("never lets the only member leave", () => {
    const planned = nodeIntent("talos-m01", { leavesEtcd: true });
    const consented = intent("reset", [planned], { acceptDowntime: true });
    expect(codes(gateNode(observedCluster(["talos-m01"]), planned.node, consented))).toEqual(["refuse etcd_quorum"]);
  });
});

type Fate = "well" | "silent" | "etcd away" | "maintenance" | "no leader" | "booting" | "not a member";

const fates = fc.constantFrom<Fate>(
  "well",
  "well",
  "well",
  "silent",
  "etcd away",
  "maintenance",
  "no leader",
  "booting",
  "not a member",
);

/** The truth of a cluster, and what would be observed of it. */
function clusterOf(all: readonly Fate[]) {
  const names = all.map((_, index) => `talos-m0${index + 1}`);
  const fateOf = (name: string) => all[names.indexOf(name)] ?? "well";
  const members = names.filter((name) => fateOf(name) !== "not a member");
  const isUp = (name: string) => ["well", "booting"].includes(fateOf(name)) && members.includes(name);
  const leader = members.find(isUp) ?? "talos-m00";
  const factsOf = (name: string): FactChanges => {
    const fate = fateOf(name);
    if (fate === "etcd away" || fate === "not a member") return etcdAway;
    const view = { ...etcdFacts(name, members), leaderId: fate === "no leader" ? "0" : memberId(leader) };
    return { etcd: view, ...(fate === "booting" && { stage: "booting", ready: false }) };
  };
  const readings = names.flatMap((name) => {
    if (fateOf(name) === "silent") return [[name, silent] as const];
    return fateOf(name) === "maintenance" ? [[name, { kind: "maintenance" }] as const] : [];
  });
  const observation = observedCluster(names, {
    facts: Object.fromEntries(names.map((name) => [name, factsOf(name)])),
    readings: Object.fromEntries(readings),
  });
  return { names, members, isUp, observation };
}

describe("gateNode() for every cluster", () => {
  const clusters = fc.array(fates, { minLength: 1, maxLength: 7 }).chain((all) =>
    fc.record({
      all: fc.constant(all),
      index: fc.nat({ max: all.length - 1 }),
      kind: fc.constantFrom("reboot" as const, "upgrade" as const, "reset" as const, "apply" as const),
      leavesEtcd: fc.boolean(),
      acceptDowntime: fc.boolean(),
      withoutLock: fc.boolean(),
    }),
  );

  test("lets a control plane go only where the quorum survives it", () => {
    fc.assert(
      fc.property(clusters, ({ all, index, kind, leavesEtcd, ...consents }) => {
        const { names, members, isUp, observation } = clusterOf(all);
        const name = names[index] ?? "";
        const planned = nodeIntent(name, { leavesEtcd });
        const findings = gateNode(observation, planned.node, intent(kind, [planned], consents));
        const passes = findings.every(({ verdict }) => verdict === "warn");
        const left = members.filter((member) => member !== name && isUp(member)).length;
        const survives = left >= Math.floor(members.length / 2) + 1;
        const isAccepted = members.length === 1 && consents.acceptDowntime && !leavesEtcd;
        expect(passes && !survives && !isAccepted).toBe(false);
        expect(passes && members.length === 2).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test("refuses every other control plane of three while one is down", () => {
    fc.assert(
      fc.property(
        fates.filter((fate) => fate !== "well"),
        fc.constantFrom(...three),
        fc.constantFrom(...three),
        (fate, down, name) => {
          fc.pre(down !== name);
          const { observation } = clusterOf(three.map((one) => (one === down ? fate : "well")));
          const findings = gateNode(
            observation,
            node(name),
            intent("reboot", [name], { acceptDowntime: true, withoutLock: true }),
          );
          expect(findings.map(({ verdict }) => verdict)).toContain("refuse");
        },
      ),
    );
  });
});
