import { describe, expect, test } from "vitest";
import type { Cluster, NodeEntry } from "../../src/cluster/cluster.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { identifyNodes } from "../../src/config/identify-nodes.ts";
import { readTemplateSettings } from "../../src/config/templates/template-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

const controlPlane = `machine:
  type: controlplane
  network: { interfaces: [{ interface: eth0, addresses: ["{{ ENV.NET }}.1/24"], routes: [{ gateway: 192.0.2.254 }] }] }
`;

const settings = `clusters:
  main:
    config:
      base: base.yaml.j2
      patches: ["{role}.yaml.j2?", "nodes/{node}.yaml.j2"]
      variables: { NET: 192.0.2, NAME: "{{ node.name }}", SCHEMATIC: "{{ node.schematic }}", ROLE: "{{ node.role }}" }
`;

async function identify(
  texts: Readonly<Record<string, string>>,
  change: { readonly settings?: string; readonly nodes?: readonly NodeEntry[] } = {},
) {
  const path = ".github/talos-chatops.yaml";
  const files = memoryFiles({
    "base.yaml.j2": "machine: {}\n",
    ".minijinja.toml": 'autoescape = "none"\n',
    ...texts,
    [path]: change.settings ?? settings,
  });
  const [cluster] = (await readSettings(files)).clusters;
  expect(cluster).toBeDefined();
  const chosen: Cluster = { ...(cluster as Cluster), ...(change.nodes && { nodes: change.nodes }) };
  const templates = await readTemplateSettings(files);
  return identifyNodes(chosen, { files, templates, signal: new AbortController().signal });
}

describe("identifyNodes()", () => {
  test("reads role and address from the rendered patch of each node, in order", async () => {
    const nodes = await identify({
      "nodes/m1.yaml.j2": controlPlane,
      "nodes/m2.yaml.j2":
        "machine: { type: worker, network: { interfaces: [{ interface: e, addresses: [192.0.2.2/24] }] } }\n",
    });
    expect(nodes).toEqual([
      { name: "m1", role: "controlplane", address: "192.0.2.1" },
      { name: "m2", role: "worker", address: "192.0.2.2" },
    ]);
  });

  test("takes what the settings say, without reading a file for it", async () => {
    const entry = { name: "m1", role: "worker", address: "m1.lan", variables: {} } as const;
    expect(await identify({ "nodes/m1.yaml.j2": "{% broken" }, { nodes: [entry] })).toEqual([
      { name: "m1", role: "worker", address: "m1.lan" },
    ]);
  });

  test("completes what the settings leave out", async () => {
    const entry = { name: "m1", address: "m1.lan", variables: { NET: "nonsense" } };
    expect(await identify({ "nodes/m1.yaml.j2": controlPlane }, { nodes: [entry] })).toEqual([
      { name: "m1", role: "controlplane", address: "m1.lan" },
    ]);
  });

  test("renders with the node's own variables", async () => {
    const entry = { name: "m1", variables: { NET: "198.51.100" } };
    expect(await identify({ "nodes/m1.yaml.j2": controlPlane }, { nodes: [entry] })).toEqual([
      { name: "m1", role: "controlplane", address: "198.51.100.1" },
    ]);
  });

  test("leaves secret references alone", async () => {
    const patch = `${controlPlane}  token: ak://nowhere/TOKEN\n`;
    expect(await identify({ "nodes/m1.yaml.j2": patch })).toMatchObject([{ name: "m1", role: "controlplane" }]);
  });

  test("learns from the base which address the cluster uses", async () => {
    const nodes = await identify({
      "base.yaml.j2": "machine: { kubelet: { nodeIP: { validSubnets: [192.0.2.0/24] } } }\n",
      "nodes/m1.yaml.j2":
        "machine: { type: worker, network: { interfaces: [{ interface: a, addresses: [198.51.100.1/24] }, { interface: b, addresses: [192.0.2.1/24] }] } }\n",
    });
    expect(nodes).toEqual([{ name: "m1", role: "worker", address: "192.0.2.1" }]);
  });

  test("does without a base that cannot be rendered", async () => {
    const nodes = await identify({ "base.yaml.j2": "{% if %}", "nodes/m1.yaml.j2": controlPlane });
    expect(nodes).toMatchObject([{ address: "192.0.2.1" }]);
  });

  test("takes the role from the path, by the settings' own names", async () => {
    const byFolder = settings
      .replace("nodes/{node}", "nodes/{role}/{node}")
      .replace("variables:", "roleNames: { worker: workers }\n      variables:");
    const patch = "machine: { network: { interfaces: [{ interface: e, addresses: [192.0.2.2/24] }] } }\n";
    expect(await identify({ "nodes/workers/m2.yaml.j2": patch }, { settings: byFolder })).toEqual([
      { name: "m2", role: "worker", address: "192.0.2.2" },
    ]);
    const listed = { settings: byFolder, nodes: [{ name: "m2", variables: {} }] };
    expect(await identify({ "nodes/workers/m2.yaml.j2": patch }, listed)).toMatchObject([{ role: "worker" }]);
  });

  test("takes no machine type from what every JavaScript object has", async () => {
    const [node] = await identify({
      "nodes/m1.yaml.j2": controlPlane.replace("controlplane", "constructor"),
    });
    expect(node).toMatchObject({ name: "m1", error: { code: "settings_invalid" } });
  });

  test.each([
    { type: "init", role: "controlplane" },
    { type: "join", role: "worker" },
  ])("understands the old machine type $type", async ({ type, role }) => {
    const patch = `machine: { type: ${type}, network: { interfaces: [{ interface: e, addresses: [192.0.2.2/24] }] } }\n`;
    expect(await identify({ "nodes/m1.yaml.j2": patch })).toMatchObject([{ role }]);
  });

  test("takes a name that is an IP address for the address", async () => {
    expect(await identify({ "nodes/192.0.2.7.yaml.j2": "machine: { type: worker }\n" })).toEqual([
      { name: "192.0.2.7", role: "worker", address: "192.0.2.7" },
    ]);
  });

  test.each([
    {
      name: "no role",
      patch: "machine: { network: { interfaces: [{ interface: e, addresses: [192.0.2.2/24] }] } }\n",
      error: { code: "settings_invalid", hint: expect.stringMatching(/role: controlplane/) },
    },
    {
      name: "no address",
      patch: "machine: { type: worker }\n",
      error: { code: "settings_invalid", hint: expect.stringMatching(/address of m1/) },
    },
    {
      name: "two addresses and no default route",
      patch:
        "machine: { type: worker, network: { interfaces: [{ interface: a, addresses: [192.0.2.2/24] }, { interface: b, addresses: [198.51.100.2/24] }] } }\n",
      error: { code: "settings_invalid", message: expect.stringMatching(/192\.0\.2\.2 and 198\.51\.100\.2/) },
    },
    { name: "a template that cannot be rendered", patch: "{% if %}\n", error: { code: "template_invalid" } },
    { name: "no YAML", patch: "a: [\n", error: { code: "config_invalid" } },
  ])("gives a node with $name its error and the others their identity", async ({ patch, error }) => {
    const nodes = await identify({ "nodes/m1.yaml.j2": patch, "nodes/m2.yaml.j2": controlPlane });
    expect(nodes).toEqual([
      {
        name: "m1",
        error: expect.objectContaining({ ...error, location: expect.objectContaining({ file: "nodes/m1.yaml.j2" }) }),
      },
      { name: "m2", role: "controlplane", address: "192.0.2.1" },
    ]);
  });

  test("says which file a listed node lacks", async () => {
    const [node] = await identify({ "nodes/m1.yaml.j2": controlPlane }, { nodes: [{ name: "m9", variables: {} }] });
    expect(node).toMatchObject({
      name: "m9",
      error: { code: "file_missing", message: expect.stringMatching(/nodes\/m9/) },
    });
  });

  test("stops when told", async () => {
    const files = memoryFiles({ "nodes/m1.yaml.j2": controlPlane, ".github/talos-chatops.yaml": settings });
    const [cluster] = (await readSettings(files)).clusters;
    const templates = await readTemplateSettings(files);
    const stopped = identifyNodes(cluster as Cluster, { files, templates, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  });
});
