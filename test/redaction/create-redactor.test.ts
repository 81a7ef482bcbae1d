import { describe, expect, it } from "vitest";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import { encodeYaml } from "../../src/config/tree/encode-yaml.ts";
import type { NodeDiff } from "../../src/diff/node-diff.ts";
import { UserError } from "../../src/errors.ts";
import { createRedactor, type Redactor } from "../../src/redaction/create-redactor.ts";
import { kindPaths } from "../../src/redaction/secret-paths.ts";
import { changedNode, node, plan, revision, unchangedNode } from "../support/plans.ts";

const key = new Uint8Array(32).fill(1);

function redactYaml(yaml: string, redactor: Redactor = createRedactor({ key })): string {
  const config = parseMachineConfig(yaml, { file: "config.yaml" });
  redactor.learn(config);
  const texts = config.documents.map(({ root, id }) => encodeYaml(redactor.tree(root, id), { secret: () => "?" }));
  return texts.join("---\n").replace(/<(secret|certificate) [0-9a-f]{6}/g, "<$1");
}

describe("redactor.tree()", () => {
  it.each([
    { name: "a token", yaml: "machine:\n    token: abc\n", shown: "machine:\n    token: <secret>\n" },
    {
      name: "a certificate",
      yaml: "machine:\n    ca:\n        crt: LS0tLS1CRUdJTg==\n",
      shown: "machine:\n    ca:\n        crt: <certificate>\n",
    },
    {
      name: "a file's content",
      yaml: "machine:\n    files:\n        - path: /etc/a\n          content: |\n              a\n              b\n",
      shown: "machine:\n    files:\n        - path: /etc/a\n          content: <secret, 2 lines>\n",
    },
    {
      name: "variables",
      yaml: "machine:\n    env:\n        HTTP_PROXY: http://proxy:3128\n",
      shown: "machine:\n    env:\n        HTTP_PROXY: <secret>\n",
    },
    {
      name: "the credentials of a URL",
      yaml: "cluster:\n    extraManifests:\n        - https://me:pw@example.com/a.yaml?ref=main#top\n",
      shown: "cluster:\n    extraManifests:\n        - https://<secret>@example.com/a.yaml?ref=<secret>#<secret>\n",
    },
    {
      name: "a secret argument",
      yaml: "machine:\n    install:\n        extraKernelArgs:\n            - net.ifnames=0\n            - my.token=hunter2\n",
      shown:
        "machine:\n    install:\n        extraKernelArgs:\n            - net.ifnames=0\n            - my.token=<secret>\n",
    },
    {
      name: "a plain argument with a telling name",
      yaml: "cluster:\n    apiServer:\n        extraArgs:\n            service-account-key-file: /etc/kubernetes/sa.pub\n            token-ttl: 24h0m0s\n",
      shown:
        "cluster:\n    apiServer:\n        extraArgs:\n            service-account-key-file: /etc/kubernetes/sa.pub\n            token-ttl: 24h0m0s\n",
    },
    {
      name: "a kind that Talos does not have",
      yaml: "apiVersion: v1alpha1\nkind: NewConfig\nname: one\nsize: 3\ntext: hello\n",
      shown: "apiVersion: v1alpha1\nkind: NewConfig\nname: one\nsize: 3\ntext: <secret>\n",
    },
    {
      name: "a known kind of another version",
      yaml: "apiVersion: v1beta1\nkind: HostnameConfig\nhostname: a\n",
      shown: "apiVersion: v1beta1\nkind: HostnameConfig\nhostname: <secret>\n",
    },
    {
      name: "an unresolved reference",
      yaml: "machine:\n    token: ak://talos/TOKEN\n",
      shown: "machine:\n    token: ak://talos/TOKEN\n",
    },
    { name: "an empty value", yaml: 'machine:\n    token: ""\n', shown: 'machine:\n    token: ""\n' },
    {
      name: "a number for a secret",
      yaml: "cluster:\n    secret: 123456\n",
      shown: "cluster:\n    secret: <secret>\n",
    },
    {
      name: "a key that is a secret",
      yaml: "machine:\n    token: abcdef.0123456789abcdef\n    nodeLabels:\n        abcdef.0123456789abcdef: x\n",
      shown: "machine:\n    token: <secret>\n    nodeLabels:\n        <secret>: x\n",
    },
  ])("shows $name as it should", ({ yaml, shown }) => {
    expect(redactYaml(yaml)).toBe(shown);
  });

  it("gives one value one mask, wherever it stands and whatever side it came from", () => {
    const redactor = createRedactor({ key });
    const value = "correct-horse-battery";
    const secret = { kind: "scalar", value: new Secret(value, ["ak://talos/WIFI"]), text: "", quoted: false } as const;
    const labels = (child: typeof secret | { kind: "scalar"; value: string; text: string; quoted: boolean }) => ({
      kind: "map" as const,
      entries: new Map([["machine", { kind: "map" as const, entries: new Map([["type", child]]) }]]),
    });
    redactor.learn({ documents: [{ id: {}, root: labels(secret) }] });
    const desired = redactor.tree(labels(secret), {});
    const live = redactor.tree(labels({ kind: "scalar", value, text: value, quoted: false }), {});
    expect(live).toEqual(desired);
    expect(redactor.text(`it is ${Buffer.from(value).toString("base64")}`)).toMatch(
      /^it is <secret [0-9a-f]{6}, ak:\/\/talos\/WIFI>$/,
    );
  });

  it("masks a word of a store at its key, and leaves it where it is another word", () => {
    const secrets = { "ak://talos/NAME": "kubernetes" };
    const given = changedNode("a", {
      live: "cluster:\n  clusterName: other\n  discovery:\n    registries:\n      kubernetes: {}\n",
      desired: "cluster:\n  clusterName: ak://talos/NAME\n",
      secrets,
    });
    const [safe] = createRedactor({ key }).plan(plan([given])).nodes;
    const document = safe?.kind === "changed" ? safe.documents[0] : undefined;
    const shown = JSON.stringify([document?.live, document?.desired], (_, value) =>
      value instanceof Map ? Object.fromEntries(value) : value,
    );
    expect(shown).toContain('"kubernetes"');
    expect(shown).toMatch(/<secret [0-9a-f]{6}, ak:\/\/talos\/NAME>/);
  });

  it("masks a short value of a store on both sides, but only at its key", () => {
    const redactor = createRedactor({ key });
    const config = (vlan: unknown) =>
      changedNode("a", {
        live: "cluster:\n  clusterName: main\n  network:\n    dnsDomain: main\n",
        desired: `cluster:\n  clusterName: ${vlan}\n  network:\n    dnsDomain: other\n`,
        secrets: { "ak://talos/NAME": "main" },
      });
    const [safe] = redactor.plan(plan([config("ak://talos/NAME")])).nodes;
    const document = safe?.kind === "changed" ? safe.documents[0] : undefined;
    const text = (side: "live" | "desired") =>
      document?.[side] === undefined ? "" : encodeYaml(document[side], { secret: () => "?" });
    expect(text("live").split("\n")[1]).toBe(text("desired").split("\n")[1]);
    expect(text("live")).toContain("dnsDomain: main");
  });

  it("keeps the masks of two runs apart", () => {
    const mask = (seed: number) => createRedactor({ key: new Uint8Array(32).fill(seed) }).text("password=hunter2");
    expect(mask(1)).not.toBe(mask(2));
    expect(mask(1)).toBe(mask(1));
  });

  it("knows the kinds of Talos 1.14", () => {
    expect(Object.keys(kindPaths)).toHaveLength(89);
  });
});

describe("redactor.plan()", () => {
  it("leaves revision, digest and schematic ids readable, in notes too", () => {
    const id = "ab".repeat(16) + "cd".repeat(16);
    const image = {
      liveVersion: "v1.11.5",
      desiredSchematic: id,
      upgrade: "schematic",
      reasons: [`to ${id}`],
    } as const;
    const note = { code: "a", severity: "info", message: `at ${revision}, schematic ${id}` } as const;
    const safe = createRedactor({ key }).plan(plan([unchangedNode("a", { image })], { notes: [note] }));
    expect(safe.notes[0]?.message).toBe(note.message);
    expect(safe.nodes[0]).toMatchObject({ image: { desiredSchematic: id, reasons: [`to ${id}`] } });
  });

  it("withholds a node whose redaction fails, and only that", () => {
    const broken: NodeDiff = {
      kind: "changed",
      node: node("broken"),
      documents: [
        {
          id: {},
          kind: "changed",
          get desired(): never {
            throw new Error("the token is abcdef.0123456789abcdef");
          },
          changes: [
            { kind: "changed", path: ["a"] },
            { kind: "changed", path: ["b"] },
          ],
        },
      ],
      reboot: { kind: "none" },
      notes: [],
    };
    const safe = createRedactor({ key }).plan(plan([broken, unchangedNode("fine")]));
    expect(safe.nodes).toEqual([
      { kind: "withheld", name: "broken", changes: 2, notes: [] },
      expect.objectContaining({ kind: "unchanged", name: "fine" }),
    ]);
  });
});

describe("redactor.error()", () => {
  it("redacts a user error and hides a bug", () => {
    const redactor = createRedactor({ key });
    redactor.learnValue("hunter2hunter2");
    const error = new UserError("got hunter2hunter2", { code: "timeout", location: { file: "a", line: 1 } });
    expect(redactor.error(error)).toEqual({
      kind: "user",
      code: "timeout",
      message: expect.stringMatching(/^got <secret [0-9a-f]{6}>$/),
      location: { file: "a", line: 1 },
    });
    expect(redactor.error(new Error("hunter2hunter2"))).toEqual({ kind: "bug" });
  });
});

describe("redactor.allow()", () => {
  const pod = "rook-ceph-osd-7f9d8c6b5-x2x4z";

  it("keeps a name that looks random, also behind its namespace", () => {
    const redactor = createRedactor({ key });
    expect(redactor.text(`rook-ceph/${pod} on talos-w01`)).not.toContain(pod);
    redactor.allow(pod);
    expect(redactor.text(`rook-ceph/${pod} on talos-w01`)).toBe(`rook-ceph/${pod} on talos-w01`);
  });

  it("hides a learned secret all the same", () => {
    const redactor = createRedactor({ key });
    redactor.learnValue(pod);
    redactor.allow(pod);
    expect(redactor.text(`rook-ceph/${pod}`)).not.toContain(pod);
  });
});

describe("redactor.isClean()", () => {
  it.each([
    ["raw", "x hunter2&hunter3 y", false],
    ["wrapped in a diff", "+  hunter2&\n+  hunter3", false],
    ["as HTML", "hunter2&amp;hunter3", false],
    ["as an HTML entity", "hunter2&#38;hunter&#x33;", false],
    ["escaped for Markdown", "hunter2\\&hunter3", false],
    ["with a word joiner", "hunter2\u2060&hunter3", false],
    ["in base64", Buffer.from("user:hunter2&hunter3").toString("base64"), false],
    ["in hex", Buffer.from("hunter2&hunter3").toString("hex"), false],
    ["in a URL", "?a=hunter2%26hunter3", false],
    ["not at all", "hunter2 and hunter3", true],
  ])("judges a secret %s", (_, text, clean) => {
    const redactor = createRedactor({ key });
    redactor.learnValue("hunter2&hunter3");
    expect(redactor.isClean(text)).toBe(clean);
  });

  it("minds no secret that is part of a public text, as long as it stands nowhere else", () => {
    const redactor = createRedactor({ key });
    redactor.learnValue("octo-owner");
    const except = ["https://github.com/octo-owner/home-ops"];
    expect(redactor.isClean("see https://github.com/octo-owner/home-ops/blob/x", { except })).toBe(true);
    expect(redactor.isClean("see https://github.com/octo-owner/home-ops: octo-owner", { except })).toBe(false);
    expect(redactor.isClean("see https://github.com/octo-owner/home-ops")).toBe(false);
  });

  it("knows what a base64 value stands for", () => {
    const redactor = createRedactor({ key });
    redactor.learnValue(Buffer.from("user:correct-horse-battery").toString("base64"));
    expect(redactor.isClean("it was correct-horse-battery")).toBe(false);
  });
});
