import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { connectTalos } from "../../src/adapters/talos/connect-talos.ts";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import type { RepositoryFiles } from "../../src/cluster/repository-files.ts";
import type { SecretStore } from "../../src/config/secrets/secret-store.ts";
import { type PlanProgress, planChanges } from "../../src/plan.ts";
import type { NodeOptions, SimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { startCluster } from "../support/start-cluster.ts";

const settings = `
clusters:
  main:
    config:
      base: talos/base.yaml.j2
      patches: ["talos/nodes/{node}.yaml.j2"]
      variables: { IS_CONTROLLER: "{{ 'true' if node.role == 'controlplane' else '' }}" }
    nodes:
      cp: { address: 192.0.2.11, role: controlplane }
      w1: { address: 192.0.2.21, role: worker }
      w2: { address: 192.0.2.22, role: worker }
`;

const base = `version: v1alpha1
machine:
  token: ak://talos/TOKEN
  {% if ENV.IS_CONTROLLER %}
  type: controlplane
  {% else %}
  type: worker
  {% endif %}
  install:
    image: ghcr.io/siderolabs/installer:v1.13.8
cluster:
  clusterName: main
`;

const repository = {
  ".minijinja.toml": 'autoescape = "none"\ntrim-blocks = true\nlstrip-blocks = true\n',
  ".github/talos-chatops.yaml": settings,
  "talos/base.yaml.j2": base,
  "talos/nodes/cp.yaml.j2": "machine: { network: { hostname: cp } }\n",
  "talos/nodes/w1.yaml.j2": "machine: { network: { hostname: w1 } }\n",
  "talos/nodes/w2.yaml.j2": "machine: { network: { hostname: w2 } }\n",
};

const token = "abcdef.0123456789abcdef";

const live = (type: string, hostname: string, more = "") =>
  `version: v1alpha1
machine:
  type: ${type}
  token: ${token} # as applied
  install: { image: "ghcr.io/siderolabs/installer:v1.13.8" }
  network: { hostname: ${hostname} }
${more}cluster: { clusterName: main }
`;

const nodes: readonly NodeOptions[] = [
  { name: "cp", role: "controlplane", address: "192.0.2.11", config: live("controlplane", "cp") },
  { name: "w1", role: "worker", address: "192.0.2.21", config: live("worker", "w1") },
  { name: "w2", role: "worker", address: "192.0.2.22", config: live("worker", "w2") },
];

function storeOf(values: Readonly<Record<string, string>>, asked: string[] = []): SecretStore {
  return {
    scheme: "ak",
    read: async (references) => {
      asked.push(...references.map(({ text }) => text));
      return references.map(({ path }) => {
        const value = values[path];
        return value === undefined ? { kind: "missing", reason: "there is no such name" } : { kind: "found", value };
      });
    },
  };
}

interface Options {
  readonly files?: Readonly<Record<string, string>>;
  readonly base?: RepositoryFiles;
  readonly selectors?: readonly string[];
  readonly stores?: readonly SecretStore[];
  readonly onProgress?: (progress: PlanProgress) => void;
}

async function onlyCluster(files: RepositoryFiles): Promise<Cluster> {
  const [cluster] = (await readSettings(files)).clusters;
  if (cluster === undefined) throw new Error("the settings have no cluster");
  return cluster;
}

async function plan(simulated: SimulatedCluster | undefined, options: Options = {}) {
  const files = memoryFiles(options.files ?? repository);
  const stores = options.stores ?? [storeOf({ "talos/TOKEN": token })];
  const request = {
    cluster: await onlyCluster(files),
    files,
    selectors: options.selectors ?? ["all"],
    command: "diff all",
    ...(options.base && { base: options.base }),
  };
  const ports = {
    redactionKey: randomBytes(32),
    ...(simulated && { openAccess: () => openAccess(simulated, stores) }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  };
  return planChanges(request, ports, { signal: AbortSignal.timeout(15_000) });
}

async function openAccess({ talosconfig }: SimulatedCluster, stores: readonly SecretStore[]) {
  const talos = await connectTalos({ talosconfig: { text: talosconfig }, now: () => new Date() });
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}

const kinds = (result: Awaited<ReturnType<typeof plan>>) =>
  result.plan.nodes.map(({ kind, node }) => `${node.name} ${kind}`);

describe("planChanges() against live nodes", () => {
  it("finds nothing where only comments, order and notation differ", async () => {
    const result = await plan(await startCluster({ nodes }));
    expect(kinds(result)).toEqual(["cp unchanged", "w1 unchanged", "w2 unchanged"]);
  });

  it("shows a change with the template line that caused it", async () => {
    const changed = { ...repository, "talos/nodes/w1.yaml.j2": "machine:\n  network:\n    hostname: w1-new\n" };
    const { plan: made } = await plan(await startCluster({ nodes }), { files: changed });
    const w1 = made.nodes.find(({ node }) => node.name === "w1");
    expect(w1).toMatchObject({
      kind: "changed",
      documents: [{ changes: [{ origin: { file: "talos/nodes/w1.yaml.j2", line: 3 } }] }],
    });
  });

  it("looks every reference up once, and never shows its value", async () => {
    const asked: string[] = [];
    const rotated = "fedcba.fedcba9876543210";
    const result = await plan(await startCluster({ nodes }), { stores: [storeOf({ "talos/TOKEN": rotated }, asked)] });
    expect(asked).toEqual(["ak://talos/TOKEN"]);
    expect(kinds(result)).toEqual(["cp changed", "w1 changed", "w2 changed"]);
    const comment = renderComment(result.safe, {}).join("\n");
    expect(comment).toMatch(/-.*<secret [0-9a-f]+>/);
    expect(comment).not.toContain(rotated);
    expect(comment).not.toContain(token);
    expect(result.redactor.isClean(comment)).toBe(true);
    expect(result.redactor.isClean(`${comment} ${token}`)).toBe(false);
  });

  it("keeps one node's broken template to that node", async () => {
    const broken = { ...repository, "talos/nodes/w1.yaml.j2": "machine: {{ ENV.X | nosuchfilter }}\n" };
    const result = await plan(await startCluster({ nodes }), { files: broken });
    expect(kinds(result)).toEqual(["cp unchanged", "w1 invalid", "w2 unchanged"]);
    expect(result.plan.nodes[1]).toMatchObject({
      error: { code: "template_invalid", location: { file: "talos/nodes/w1.yaml.j2", line: 1 } },
    });
  });

  it("says of a node that cannot be reached why, and goes on with the others", async () => {
    const simulated = await startCluster({ nodes });
    await simulated.node("w2").stop();
    const result = await plan(simulated);
    expect(kinds(result)).toEqual(["cp unchanged", "w1 unchanged", "w2 unreachable"]);
    expect(result.plan.nodes[2]).toMatchObject({ problem: { kind: "rebooting" } });
  });

  it("fails the nodes whose reference does not exist, naming it", async () => {
    const files = { ...repository, "talos/nodes/w2.yaml.j2": "machine: { env: { X: ak://talos/NOPE } }\n" };
    const result = await plan(await startCluster({ nodes }), { files });
    expect(kinds(result)).toEqual(["cp unchanged", "w1 unchanged", "w2 invalid"]);
    expect(result.plan.nodes[2]).toMatchObject({ error: { code: "secret_missing" } });
  });

  it("works on the chosen nodes only, and tells its progress", async () => {
    const progress: string[] = [];
    const result = await plan(await startCluster({ nodes }), {
      selectors: ["workers"],
      onProgress: ({ step, node, total }) => progress.push(`${step} ${node} of ${total}`),
    });
    expect(kinds(result)).toEqual(["w1 unchanged", "w2 unchanged"]);
    expect(progress.sort()).toEqual(["read w1 of 2", "read w2 of 2", "rendered w1 of 2", "rendered w2 of 2"]);
  });

  it("refuses a node that the cluster does not have", async () => {
    await expect(plan(await startCluster({ nodes }), { selectors: ["w3"] })).rejects.toMatchObject({
      code: "node_unknown",
    });
  });
});

describe("planChanges() digest", () => {
  it("is the same for the same plan, and names what changed for another", async () => {
    const simulated = await startCluster({ nodes });
    const [one, two] = [await plan(simulated), await plan(simulated)];
    expect(two.plan.digest).toEqual(one.plan.digest);
    const changed = await plan(simulated, {
      files: { ...repository, "talos/nodes/w1.yaml.j2": "machine: { network: { hostname: other } }\n" },
    });
    expect(changed.plan.digest.value).not.toBe(one.plan.digest.value);
    const parts = Object.keys(one.plan.digest.parts).filter(
      (part) => changed.plan.digest.parts[part] !== one.plan.digest.parts[part],
    );
    expect(parts).toEqual(["desired/w1"]);
  });
});

describe("planChanges() offline", () => {
  it("compares head with base, asks no store and dials no node", async () => {
    const asked: string[] = [];
    const head = {
      ...repository,
      "talos/nodes/w1.yaml.j2": "machine: { network: { hostname: w1, nameservers: [192.0.2.1] } }\n",
    };
    const result = await plan(undefined, {
      files: head,
      base: memoryFiles(repository, "1".repeat(40)),
      stores: [storeOf({}, asked)],
    });
    expect(kinds(result)).toEqual(["cp unchanged", "w1 changed", "w2 unchanged"]);
    expect(result.plan.mode).toBe("offline");
    expect(asked).toEqual([]);
  });

  it("shows a changed reference as a reference", async () => {
    const head = { ...repository, "talos/base.yaml.j2": base.replace("ak://talos/TOKEN", "ak://talos/NEW_TOKEN") };
    const result = await plan(undefined, { files: head, base: memoryFiles(repository) });
    expect(renderComment(result.safe, {}).join("\n")).toContain("ak://talos/NEW_TOKEN");
  });

  describe("with nodes found from files", () => {
    const found = { ...repository, ".github/talos-chatops.yaml": settings.replace(/ {4}nodes:[\s\S]*/, "") };
    const own = (name: string, address: string, type = "worker") =>
      `machine: { type: ${type}, network: { hostname: ${name}, interfaces: [{ interface: eth0, addresses: [${address}/24] }] } }\n`;
    const before = {
      ...found,
      "talos/nodes/cp.yaml.j2": own("cp", "192.0.2.11", "controlplane"),
      "talos/nodes/w1.yaml.j2": own("w1", "192.0.2.21"),
      "talos/nodes/w2.yaml.j2": own("w2", "192.0.2.22"),
    };
    const { "talos/nodes/w1.yaml.j2": _, ...without } = before;
    const after = { ...without, "talos/nodes/w3.yaml.j2": own("w3", "192.0.2.23") };

    it("shows a node that only one of the revisions has", async () => {
      const result = await plan(undefined, { files: after, base: memoryFiles(before) });
      expect(kinds(result)).toEqual(["cp unchanged", "w2 unchanged", "w3 changed", "w1 changed"]);
      const [added, removed] = result.plan.nodes.slice(2);
      expect(added).toMatchObject({ documents: [{ kind: "added" }], notes: [{ code: "node_added" }] });
      // Nothing is applied to a node that is taken out.
      expect(removed).toMatchObject({
        documents: [{ kind: "removed" }],
        reboot: { kind: "none" },
        notes: [{ code: "node_removed" }],
      });
    });

    it.each(["w1", "w3"])("chooses %s, which only one of the revisions has", async (name) => {
      const result = await plan(undefined, { files: after, base: memoryFiles(before), selectors: [name] });
      expect(kinds(result)).toEqual([`${name} changed`]);
    });

    it("takes all nodes for new where the base has none", async () => {
      const result = await plan(undefined, { files: before, base: memoryFiles({}) });
      expect(kinds(result)).toEqual(["cp changed", "w1 changed", "w2 changed"]);
    });
  });

  it("shows all of a node whose base could not be built", async () => {
    const broken = { ...repository, "talos/nodes/w1.yaml.j2": "machine: {% if %}\n" };
    const result = await plan(undefined, { base: memoryFiles(broken) });
    expect(kinds(result)).toEqual(["cp unchanged", "w1 changed", "w2 unchanged"]);
    expect(result.plan.nodes[1]).toMatchObject({ notes: [{ code: "base_invalid", severity: "info" }] });
  });
});
