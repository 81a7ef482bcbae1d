/** What a node has where the repository has, or had, a reference to a secret is hidden, whatever place and look it has. */
import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/cluster/read-settings.ts";
import type { RepositoryFiles } from "../../src/cluster/repository-files.ts";
import type { SecretStore } from "../../src/config/secrets/secret-store.ts";
import { planChanges } from "../../src/plan.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { resultJson } from "../../src/report/result-json.ts";
import { memoryFiles } from "../support/memory-files.ts";

const settings = `
clusters:
  main:
    config: { base: talos/base.yaml }
    nodes:
      cp: { address: 192.0.2.11, role: controlplane }
`;

const repository = (text: string) =>
  memoryFiles({ ".github/talos-chatops.yaml": settings, "talos/base.yaml": config(text) });
const config = (text: string) => `version: v1alpha1\nmachine:\n  type: controlplane\n${text}`;

interface Case {
  readonly desired: string;
  readonly live: string;
  /** The default branch, where it differs. */
  readonly earlier?: string;
  readonly values?: Readonly<Record<string, string>>;
}

async function publish({ desired, earlier, ...rest }: Case): Promise<string> {
  return publishPlan({
    ...rest,
    files: repository(desired),
    ...(earlier !== undefined && { earlier: repository(earlier) }),
  });
}

async function publishPlan({
  files,
  earlier,
  live,
  values = {},
  selectors = ["all"],
}: {
  readonly files: RepositoryFiles;
  readonly earlier?: RepositoryFiles;
  readonly live: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly selectors?: readonly string[];
}): Promise<string> {
  const [cluster] = (await readSettings(files)).clusters;
  if (cluster === undefined) throw new Error("the settings have no cluster");
  const store: SecretStore = {
    scheme: "ak",
    read: async (references) => references.map(({ path }) => ({ kind: "found", value: values[path] ?? "" })),
  };
  const node = { hostname: "cp", version: "v1.13.8", platform: "metal", extensions: [], secureBoot: false };
  const { safe } = await planChanges(
    {
      cluster,
      files,
      ...(earlier !== undefined && { earlier }),
      selectors,
      command: "diff all",
    },
    {
      openAccess: async () => ({
        liveNodes: { read: async () => ({ kind: "read", live: { ...node, config: Buffer.from(config(live)) } }) },
        stores: [store],
        close: () => undefined,
      }),
      redactionKey: new Uint8Array(32),
    },
    { signal: AbortSignal.timeout(15_000) },
  );
  return [...renderComment(safe, {}), JSON.stringify(resultJson(safe))].join("\n");
}

describe("planChanges() hides", () => {
  it.each([
    {
      name: "the old value of a secret at a place for plain settings",
      desired: "  sysctls: { a.b: ak://t/NEW }\n",
      live: "  sysctls: { a.b: oldhunter2old }\n",
      values: { "t/NEW": "newhunter2new" },
      hidden: ["oldhunter2old", "newhunter2new"],
    },
    {
      name: "an old value that is a number",
      desired: "  nodeLabels: { pin: ak://t/NEW }\n",
      live: "  nodeLabels: { pin: 123456789012 }\n",
      values: { "t/NEW": "999456789012" },
      hidden: ["123456789012", "999456789012"],
    },
    {
      name: "the old value in the place of a reference that was taken out",
      earlier: "  sysctls: { a.b: ak://t/OLD }\n",
      desired: "  sysctls: { c.d: x }\n",
      live: "  sysctls: { a.b: oldhunter2old }\n",
      hidden: ["oldhunter2old"],
    },
    {
      name: "the old value in the place of a reference that became plain text",
      earlier: "  sysctls: { a.b: pre-ak://t/OLD }\n",
      desired: "  sysctls: { a.b: x }\n",
      live: "  sysctls: { a.b: pre-oldhunter2old }\n",
      hidden: ["oldhunter2old"],
    },
    {
      name: "a removed item of a list that holds references",
      desired: "  certSANs: [ak://t/NEW, plain.example]\n",
      live: "  certSANs: [oldhunter2old, plain.example]\n",
      values: { "t/NEW": "newhunter2new" },
      hidden: ["oldhunter2old"],
    },
    {
      name: "one of several secrets in a text, where it stands alone",
      desired: "  sysctls: { a.b: x-ak://t/S-y ak://t/T }\n",
      live: "  sysctls: { c.d: mysecretpart99 }\n",
      values: { "t/S-y": "mysecretpart99", "t/T": "anotherpart88" },
      hidden: ["mysecretpart99", "anotherpart88"],
    },
    {
      name: "a value out of a secret JSON object",
      desired: "  sysctls: { a.b: ak://t/J }\n",
      live: "  sysctls: { c.d: partalpha7 }\n",
      values: { "t/J": '{"a":"partalpha7", "b": "other"}' },
      hidden: ["partalpha7"],
    },
    {
      name: "a value out of a secret file of variables",
      desired: "  sysctls: { a.b: ak://t/F }\n",
      live: "  sysctls: { c.d: partalpha7 }\n",
      values: { "t/F": "A=1\nexport TOKEN='partalpha7'\n" },
      hidden: ["partalpha7"],
    },
    {
      name: "a secret that was encoded twice",
      desired: "  sysctls: { a.b: ak://t/S }\n",
      live: `  sysctls: { c.d: p%2540ss%2520word9, e.f: ${btoa(btoa("p@ss word9"))} }\n`,
      values: { "t/S": "p@ss word9" },
      hidden: ["p%2540ss%2520word9", btoa(btoa("p@ss word9"))],
    },
  ])("$name", async ({ hidden, ...texts }) => {
    const published = await publish(texts);
    expect(published).toContain("<secret ");
    for (const value of hidden) expect(published).not.toContain(value);
  });

  it("what a node has that the earlier state knew by another name", async () => {
    const own = (name: string, text: string) => ({
      [`nodes/${name}.yaml`]:
        "machine: { type: controlplane, network: { interfaces: [{ interface: eth0, addresses: [192.0.2.1/24] }] } }\n",
      "base.yaml": config(text),
    });
    const found = {
      ".github/talos-chatops.yaml":
        "clusters: { main: { config: { base: base.yaml, patches: ['nodes/{node}.yaml'] } } }",
    };
    const earlier = memoryFiles({ ...found, ...own("old", "  sysctls: { a.b: ak://t/OLD }\n") });
    const files = memoryFiles({ ...found, ...own("new", "  sysctls: { c.d: x }\n") });
    const published = await publishPlan({
      files,
      earlier,
      live: "  sysctls: { a.b: oldhunter2old }\n",
      selectors: ["new"],
    });
    expect(published).toContain("`new`");
    expect(published).toContain("<secret ");
    expect(published).not.toContain("oldhunter2old");
  });

  it("what both sides have behind one mask, at every kind of place", async () => {
    const text = (value: (name: string) => string, label: string) =>
      `  ca: { crt: ${value("CRT")}, key: ${value("KEY")} }\n  token: ${value("TOKEN")}\n  sysctls: { a.b: ${value("PLAIN")} }\n` +
      `  registries: { config: { r.example: { auth: { password: ${value("PASSWORD")} } } } }\n  nodeLabels: { label: ${label} }\n`;
    const names = ["CRT", "KEY", "TOKEN", "PLAIN", "PASSWORD"];
    const values = Object.fromEntries(names.map((name) => [`t/${name}`, `value-of-${name}-7f3a9c`]));
    const published = await publish({
      desired: text((name) => `ak://t/${name}`, "new"),
      live: text((name) => values[`t/${name}`] ?? "", "old"),
      values,
    });
    expect(published.match(/^[-+] *[a-zA-Z.]+:.*/gm)).toEqual(["-label: old", "+label: new"]);
  });

  it("nothing that the repository itself writes in plain text", async () => {
    const published = await publish({
      desired: "  certSANs: [ak://t/S, Plain Text In Git]\n  sysctls: { a.b: plain-again-7 }\n",
      live: "  certSANs: [newhunter2new]\n  sysctls: { a.b: plain-before-7 }\n",
      values: { "t/S": "newhunter2new" },
    });
    for (const value of ["Plain Text In Git", "plain-again-7", "plain-before-7"]) expect(published).toContain(value);
  });
});
