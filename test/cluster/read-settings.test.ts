import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { UserError } from "../../src/errors.ts";
import { memoryFiles } from "../support/memory-files.ts";

const file = ".github/talos-chatops.yaml";

async function problemOf(text: string, others: Record<string, string> = {}): Promise<UserError> {
  const error = await readSettings(memoryFiles({ [file]: text, ...others })).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

const nodes = "    nodes: { m01: { address: 192.0.2.1, role: controlplane } }\n";
const minimal = `clusters:\n  main:\n    config: { base: talos/machineconfig.yaml.j2 }\n${nodes}`;

describe("readSettings()", () => {
  test("fills in everything that a minimal file leaves out", async () => {
    const settings = await readSettings(memoryFiles({ [file]: minimal }));
    expect(settings).toEqual({
      path: file,
      clusters: [
        {
          name: "main",
          config: {
            base: "talos/machineconfig.yaml.j2",
            patches: [],
            roleNames: { controlplane: "controlplane", worker: "worker" },
            variables: {},
            definitions: {},
          },
          nodes: [{ name: "m01", address: "192.0.2.1", role: "controlplane", variables: {} }],
          factory: "https://factory.talos.dev",
          secrets: { commands: {} },
          checks: [],
          approvals: { change: "environment", destroy: "environment" },
          permissions: [{ commands: ["destroy"], role: "admin" }, { role: "write" }],
          snapshots: { recipients: [], beforeControlPlanes: true },
          operations: { lockNamespace: "kube-system", drainSeconds: 600, rebootSeconds: 900, installSeconds: 900 },
          findsNodes: false,
        },
      ],
    });
  });

  test("takes every setting that there is", async () => {
    const settings = await readSettings(
      memoryFiles({ [file]: readFileSync("test/cluster/every-setting.yaml", "utf8") }),
    );
    expect(settings).toMatchSnapshot();
  });

  test("reads another path when told", async () => {
    const settings = await readSettings(memoryFiles({ "ops/settings.yaml": minimal }), { path: "ops/settings.yaml" });
    expect(settings.path).toBe("ops/settings.yaml");
  });

  test("says that the file is missing and how to get one", async () => {
    const error = await readSettings(memoryFiles({})).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "settings_missing", location: { file }, hint: expect.stringMatching(/init/) });
  });

  test.each([
    {
      name: "a command in permissions that does not exist",
      text: `clusters:\n  main:\n    config: { base: a }\n${nodes}    permissions:\n      - { commands: [upgrad], role: write }\n`,
      location: { line: 6, column: 22 },
      words: /permissions\[0\]\.commands\[0\] must be one of read, change/,
      hint: /upgrade/,
    },
    {
      name: "a permission for everybody",
      text: `clusters:\n  main:\n    config: { base: a }\n${nodes}    permissions:\n      - { role: write, commands: [read] }\n      - { commands: [change] }\n`,
      location: { line: 7, column: 9 },
      words: /permissions\[1\] does not say who may/,
    },
    {
      name: "a permission that the ones before it never let decide",
      text: `clusters:\n  main:\n    config: { base: a }\n${nodes}    permissions:\n      - { role: write }\n      - { commands: [destroy], role: admin }\n`,
      location: { line: 7, column: 9 },
      words: /permissions\[1\] never decides/,
      hint: /before/,
    },
    {
      name: "an unknown key, with the nearest",
      text: "clusters:\n  main:\n    config:\n      base: a.yaml\n      patchs: []\n",
      location: { line: 5, column: 7 },
      words: /clusters\.main\.config\.patchs is no known setting/,
      hint: /patches/,
    },
    {
      name: "an unknown key without a near one, with what is known",
      text: `clusters:\n  main:\n    config: { base: a }\n    zzz: 1\n${nodes}`,
      location: { line: 4, column: 5 },
      words: /zzz is no known setting/,
      hint: /context, environment/,
    },
    {
      name: "a misspelt key before the one that is missing for it",
      text: `clusters:\n  main:\n    confg: { base: a }\n${nodes}`,
      location: { line: 3, column: 5 },
      words: /confg is no known setting \(and 1 more\)/,
      hint: /config/,
    },
    {
      name: "a missing key, at the map that lacks it",
      text: `clusters:\n  main:\n    config: {}\n${nodes}`,
      location: { line: 3, column: 5 },
      words: /config\.base is missing/,
    },
    {
      name: "a wrong type",
      text: `clusters:\n  main:\n    config:\n      base: a\n      patches: one\n${nodes}`,
      location: { line: 5, column: 16 },
      words: /patches must be a list/,
    },
    {
      name: "a bare true where a text is wanted",
      text: "clusters:\n  main:\n    config:\n      base: a\n      variables:\n        IS_NVIDIA: true\n",
      location: { line: 6, column: 20 },
      words: /IS_NVIDIA must be text/,
      hint: /"true"/,
    },
    {
      name: "a value outside of a choice",
      text: "clusters:\n  main:\n    config: { base: a }\n    nodes:\n      m01:\n        role: master\n",
      location: { line: 6, column: 15 },
      words: /must be one of controlplane, worker/,
    },
    {
      name: "an address with a port",
      text: "clusters:\n  main:\n    config: { base: a }\n    nodes:\n      m01: { address: 192.0.2.1:50000 }\n",
      location: { line: 5, column: 23 },
      words: /without port/,
    },
    {
      name: "a reserved node name, at its key",
      text: "clusters:\n  main:\n    config: { base: a }\n    nodes:\n      m01: {}\n      all: {}\n",
      location: { line: 6, column: 7 },
      words: /must not be all/,
    },
    {
      name: "a path that leads out of the repository",
      text: `clusters:\n  main:\n    config: { base: ../secrets.yaml }\n${nodes}`,
      location: { line: 3, column: 21 },
      words: /below the repository's root/,
    },
    {
      name: "an unknown placeholder",
      text: `clusters:\n  main:\n    config: { base: "{cluster}.yaml" }\n${nodes}`,
      location: { line: 3, column: 21 },
      words: /only placeholders/,
    },
    {
      name: "broken YAML",
      text: "clusters:\n  main: [\n",
      location: { line: 3, column: 1 },
      words: /Cannot read/,
    },
    {
      name: "a key given twice",
      text: `${minimal}    context: a\n    context: b\n`,
      location: { line: 6, column: 5 },
      words: /unique/,
    },
    {
      name: "several documents",
      text: `${minimal}---\n${minimal}`,
      location: { line: 5, column: 1 },
      words: /document/,
    },
    { name: "an empty file", text: "", location: { file }, words: /must be a map/ },
    { name: "a list", text: "- a\n", location: { line: 1, column: 1 }, words: /must be a map/ },
    { name: "no cluster", text: "clusters: {}\n", location: { line: 1, column: 1 }, words: /names no cluster/ },
    {
      name: "a cluster without nodes",
      text: "clusters:\n  main:\n    config: { base: a }\n    nodes: {}\n",
      location: { line: 4, column: 5 },
      words: /names no node/,
    },
    {
      name: "neither nodes nor a pattern to find them",
      text: "clusters:\n  main:\n    config: { base: a }\n",
      location: { line: 2, column: 3 },
      words: /names no nodes/,
      hint: /\{node\}/,
    },
  ])("points at $name", async ({ text, location, words, hint }) => {
    const error = await problemOf(text);
    expect(error).toMatchObject({ code: "settings_invalid", location: { file, ...location } });
    expect(error.message).toMatch(words);
    expect(error.hint ?? "").toMatch(hint ?? /^/);
  });

  test("counts the problems that follow the first", async () => {
    const error = await problemOf(`clusters:\n  main:\n    config: { base: a, one: 1, two: 2 }\n${nodes}`);
    expect(error.message).toMatch(/and 1 more/);
  });

  test.each([
    { name: "length", text: `# ${"x".repeat(300_000)}\n${minimal}` },
    { name: "depth", text: "[".repeat(20_000) },
    {
      name: "aliases",
      text: `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n`,
    },
    { name: "an alias of nothing", text: "clusters: *nothing\n" },
  ])("refuses a file beyond its limits: $name", async ({ text }) => {
    expect(await problemOf(text)).toMatchObject({ code: "settings_invalid" });
  });

  test("does not let a key reach the prototype", async () => {
    const error = await problemOf(`${minimal}    __proto__: { context: x }\n`);
    expect(error.code).toBe("settings_invalid");
    expect(({} as { context?: string }).context).toBeUndefined();
  });

  test("answers any text with settings or a UserError", async () => {
    const known = fc.constantFrom(
      "clusters",
      "config",
      "base",
      "patches",
      "nodes",
      "variables",
      "secrets",
      "__proto__",
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant("a/{node}.yaml")),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: fc.string() }), tie("tree"), {
          maxKeys: 4,
        }),
      ),
    }));
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      tree.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (settings) => {
        const result = await readSettings(memoryFiles({ [file]: settings })).catch((thrown: unknown) => thrown);
        expect(result instanceof UserError ? result.code : "read").toMatch(/^(settings_invalid|read)$/);
        expect(result instanceof Error).toBe(result instanceof UserError);
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps the order of nodes", async () => {
    const text = "clusters:\n  main:\n    config: { base: a }\n    nodes: { m03: , m01: , m02: {} }\n";
    const settings = await readSettings(memoryFiles({ [file]: text }));
    expect(settings.clusters[0]?.nodes.map((node) => node.name)).toEqual(["m03", "m01", "m02"]);
  });
});

describe("readSettings() finding nodes", () => {
  const settingsFor = (config: string) => `clusters:\n  main:\n    config:\n      base: talos/base.yaml.j2\n${config}`;

  async function find(config: string, paths: readonly string[]) {
    const files = { [file]: settingsFor(config), ...Object.fromEntries(paths.map((path) => [path, ""])) };
    const settings = await readSettings(memoryFiles(files));
    return settings.clusters[0]?.nodes.map((node) =>
      node.role === undefined ? node.name : `${node.role} ${node.name}`,
    );
  }

  test.each([
    {
      name: "files in one folder, numbers in order",
      config: '      patches: ["talos/nodes/{node}.yaml.j2"]\n',
      paths: [
        "talos/nodes/m10.yaml.j2",
        "talos/nodes/m2.yaml.j2",
        "talos/nodes/deep/m3.yaml.j2",
        "talos/nodes/README.md",
      ],
      expected: ["m2", "m10"],
    },
    {
      name: "no schematic among the nodes",
      config: '      patches: ["talos/nodes/{node}.yaml.j2"]\n      schematic: talos/nodes/image.yaml.j2\n',
      paths: [
        "talos/nodes/m1.yaml.j2",
        "talos/nodes/m1.schematic.yaml.j2",
        "talos/nodes/schematic.yaml.j2",
        "talos/nodes/image.yaml.j2",
      ],
      expected: ["m1"],
    },
    {
      name: "roles of folders by their own names",
      config:
        '      patches: ["talos/{role}.yaml.j2", "talos/nodes/{role}/{node}.yaml.j2"]\n      roleNames: { worker: workers }\n',
      paths: ["talos/nodes/controlplane/a.yaml.j2", "talos/nodes/workers/b.yaml.j2", "talos/nodes/other/c.yaml.j2"],
      expected: ["controlplane a", "worker b"],
    },
    {
      name: "a node once when two layers are per node",
      config: '      patches: ["talos/nodes/{node}.yaml.j2", "talos/network/{node}.yaml.j2?"]\n',
      paths: ["talos/nodes/m1.yaml.j2", "talos/network/m1.yaml.j2"],
      expected: ["m1"],
    },
    {
      name: "a folder per node",
      config: '      patches: ["talos/nodes/{node}/{node}.yaml.j2"]\n',
      paths: ["talos/nodes/m1/m1.yaml.j2", "talos/nodes/m1/m2.yaml.j2"],
      expected: ["m1"],
    },
  ])("finds $name", async ({ config, paths, expected }) => {
    expect(await find(config, paths)).toEqual(expected);
  });

  test("finds nodes in another revision when told", async () => {
    const text = minimal.replace(nodes, "").replace(" }", ', patches: ["nodes/{node}.yaml"] }');
    const [trusted, planned] = [
      { [file]: text, "nodes/m1.yaml": "" },
      { [file]: "clusters: {}", "nodes/m2.yaml": "" },
    ];
    const { clusters } = await readSettings(memoryFiles(trusted), { nodesFrom: memoryFiles(planned) });
    expect(clusters).toMatchObject([{ findsNodes: true, nodes: [{ name: "m2" }] }]);
  });

  test("refuses a node in two role folders", async () => {
    const config = '      patches: ["nodes/{role}/{node}.yaml"]\n';
    const twice = find(config, ["nodes/controlplane/a.yaml", "nodes/worker/a.yaml"]);
    await expect(twice).rejects.toMatchObject({ code: "settings_invalid", location: { file, line: 5 } });
  });

  test("says when no file matches", async () => {
    const none = find('      patches: ["nodes/{node}.yaml"]\n', []);
    await expect(none).rejects.toMatchObject({ code: "settings_invalid", location: { file, line: 5 } });
  });
});
