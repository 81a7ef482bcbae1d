import { describe, expect, test } from "vitest";
import { detectLayout } from "../../src/cluster/detect-layout.ts";
import { formatSettings } from "../../src/cluster/format-settings.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

const first = {
  "talos/machineconfig.yaml.j2":
    "machine:\n  token: ak://talos/TOKEN\n  {% if ENV.IS_CONTROLLER %}\n  a: {{ ENV.SCHEMATIC_ID | safe }}\n  {% endif %}\ncluster:\n  clusterName: home\n",
  "talos/nodes/talos-m01.yaml.j2": "machine:\n  kernel: { modules: [{ name: nvidia }] }\n",
  "talos/nodes/talos-m02.yaml.j2": "machine: {}\n",
  "talos/schematic.yaml.j2": "a: {% if ENV.IS_NVIDIA %}{{ ENV['SITE'] }}{% endif %}\n",
  "talos/mod.just": "",
};

const second = {
  "kubernetes/talos/machineconfig.yaml.j2": "a: {{ ENV.CONTROLPLANE }}{{ ENV.WORKER }}{{ ENV.SCHEMATIC }}\n",
  "kubernetes/talos/nodes/k8s-1.yaml.j2": "",
  "kubernetes/talos/nodes/ai3090.yaml.j2": "",
  "kubernetes/talos/nodes/schematic.yaml.j2": "",
};

const threeLayers = {
  "talos/cluster.yaml.j2":
    "image: x/{{ schematic }}\ntoken: op://vault/item/field\n{% for a in [1] %}{{ a }}{% endfor %}\n",
  "talos/controlplane.yaml.j2": "{% set hidden = ENV.REGION %}{{ hidden }}\n",
  "talos/workers.yaml.j2": "",
  "talos/nodes/controlplane/k8s-0.yaml.j2": "{{ place | default('x') }}\n",
  "talos/nodes/controlplane/k8s-0.schematic.yaml.j2": "",
  "talos/nodes/workers/k8s-9.yaml.j2": "",
  "talos/nodes/workers/k8s-9.schematic.yaml.j2": "",
};

const detect = (texts: Record<string, string>) => detectLayout(memoryFiles(texts));

describe("detectLayout()", () => {
  test("knows one base, a patch per node and a schematic", async () => {
    expect(await detect(first)).toEqual([
      {
        name: "home",
        base: "talos/machineconfig.yaml.j2",
        patches: ["talos/nodes/{node}.yaml.j2"],
        roleNames: { controlplane: "controlplane", worker: "worker" },
        schematic: "talos/schematic.yaml.j2",
        variables: {
          IS_CONTROLLER: "{{ 'true' if node.role == 'controlplane' else '' }}",
          SCHEMATIC_ID: "{{ node.schematic }}",
        },
        openVariables: [{ name: "SITE", file: "talos/schematic.yaml.j2" }],
        definitions: {},
        openDefinitions: [],
        nodes: [
          { name: "talos-m01", variables: { IS_NVIDIA: "true" } },
          { name: "talos-m02", variables: {} },
        ],
        secretSchemes: ["ak"],
      },
    ]);
  });

  test("knows a schematic among the nodes", async () => {
    const [cluster] = await detect(second);
    expect(cluster).toMatchObject({
      name: "main",
      base: "kubernetes/talos/machineconfig.yaml.j2",
      patches: ["kubernetes/talos/nodes/{node}.yaml.j2"],
      schematic: "kubernetes/talos/nodes/schematic.yaml.j2",
      openVariables: [],
    });
    expect(Object.keys(cluster?.variables ?? {})).toEqual(["CONTROLPLANE", "WORKER", "SCHEMATIC"]);
    expect(cluster?.nodes.map((node) => node.name)).toEqual(["ai3090", "k8s-1"]);
  });

  test("knows three layers with definitions and a schematic per node", async () => {
    const [cluster] = await detect(threeLayers);
    expect(cluster).toMatchObject({
      base: "talos/cluster.yaml.j2",
      patches: ["talos/{role}.yaml.j2", "talos/nodes/{role}/{node}.yaml.j2"],
      roleNames: { controlplane: "controlplane", worker: "workers" },
      schematic: "talos/nodes/{role}/{node}.schematic.yaml.j2",
      variables: {},
      openVariables: [{ name: "REGION", file: "talos/controlplane.yaml.j2" }],
      definitions: { schematic: "{{ node.schematic }}" },
      openDefinitions: [{ name: "place", file: "talos/nodes/controlplane/k8s-0.yaml.j2" }],
      secretSchemes: ["op"],
    });
    expect(cluster?.nodes.map((node) => node.name)).toEqual(["k8s-0", "k8s-9"]);
  });

  test("knows role folders with a schematic each", async () => {
    const [cluster] = await detect({
      "talos/machineconfig.yaml.j2": "",
      "talos/controlplane/a.yaml.j2": "",
      "talos/controlplane/schematic.yaml.j2": "",
      "talos/worker/b.yaml.j2": "",
      "talos/worker/schematic.yaml.j2": "",
    });
    expect(cluster).toMatchObject({
      patches: ["talos/{role}/{node}.yaml.j2"],
      schematic: "talos/{role}/schematic.yaml.j2",
    });
  });

  test("makes a role's layer optional when only one role has it", async () => {
    const [cluster] = await detect({
      "talos/cluster.yaml.j2": "",
      "talos/controlplane.yaml.j2": "",
      "talos/nodes/a.yaml.j2": "",
    });
    expect(cluster?.patches).toEqual(["talos/{role}.yaml.j2?", "talos/nodes/{node}.yaml.j2"]);
  });

  test("finds several clusters, each by its own name", async () => {
    const clusters = await detect({
      "clusters/one/cluster.yaml.j2": "",
      "clusters/one/nodes/a.yaml.j2": "",
      "clusters/two/cluster.yaml.j2": "",
      "clusters/two/nodes/a.yaml.j2": "",
      ".archive/three/cluster.yaml.j2": "",
      ".archive/three/nodes/a.yaml.j2": "",
    });
    expect(clusters.map((cluster) => cluster.name)).toEqual(["main", "two"]);
  });

  test("takes plain YAML too", async () => {
    const [cluster] = await detect({ "machineconfig.yaml": "", "nodes/10.0.0.1.yaml": "" });
    expect(cluster).toMatchObject({ base: "machineconfig.yaml", patches: ["nodes/{node}.yaml"] });
    expect(cluster?.nodes.map((node) => node.name)).toEqual(["10.0.0.1"]);
  });

  test.each([
    { name: "nothing", texts: {}, hint: /by hand/ },
    { name: "a base without nodes", texts: { "talos/machineconfig.yaml.j2": "" }, hint: /by hand/ },
    { name: "another tool's file", texts: { "talos/talconfig.yaml": "" }, hint: /talhelper/ },
  ])("says what it looked for in $name", async ({ texts, hint }) => {
    await expect(detect(texts)).rejects.toMatchObject({
      code: "layout_unknown",
      message: expect.stringMatching(/machineconfig\.yaml\.j2/),
      hint: expect.stringMatching(hint),
    });
  });
});

describe("formatSettings()", () => {
  test.each([
    { name: "one base and a patch per node", texts: first },
    { name: "a schematic among the nodes", texts: second },
    { name: "three layers", texts: threeLayers },
  ])("writes what readSettings() reads: $name", async ({ texts }) => {
    const clusters = await detect(texts);
    const text = formatSettings(clusters.map((cluster) => ({ cluster })));
    expect(text).toMatchSnapshot();
    const settings = await readSettings(memoryFiles({ ...texts, ".github/talos-chatops.yaml": text }));
    const [cluster] = settings.clusters;
    expect(cluster?.config.variables).toMatchObject(clusters[0]?.variables ?? {});
    expect(cluster?.config.definitions).toMatchObject(clusters[0]?.definitions ?? {});
    expect(cluster?.nodes.map((node) => node.name)).toEqual(clusters[0]?.nodes.map((node) => node.name));
  });

  test("lists nodes with what is known of them", async () => {
    const [cluster] = await detect(second);
    const text = formatSettings(
      cluster === undefined
        ? []
        : [
            {
              cluster,
              nodes: [
                { name: "k8s-1", role: "controlplane", address: "192.0.2.1", variables: { "A.B": 'say "x"' } },
                { name: "true", address: "2001:db8::1", variables: {}, comment: "TODO: role" },
                { name: "bare", variables: {} },
              ],
            },
          ],
    );
    const settings = await readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }));
    expect(settings.clusters[0]?.nodes).toEqual([
      { name: "k8s-1", role: "controlplane", address: "192.0.2.1", variables: { "A.B": 'say "x"' } },
      { name: "true", address: "2001:db8::1", variables: {} },
      { name: "bare", variables: {} },
    ]);
  });
});
