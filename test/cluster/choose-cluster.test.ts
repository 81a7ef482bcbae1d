import { describe, expect, test } from "vitest";
import { chooseCluster } from "../../src/cluster/choose-cluster.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

async function settingsWith(...names: string[]) {
  const clusters = names.map((name) => `  ${name}: { config: { base: a }, nodes: { n: } }\n`).join("");
  return await readSettings(memoryFiles({ ".github/talos-chatops.yaml": `clusters:\n${clusters}` }));
}

describe("chooseCluster()", () => {
  test("takes the only cluster", async () => {
    expect(chooseCluster(await settingsWith("main"), {}).name).toBe("main");
  });

  test.each([
    { name: "its name", request: { name: "lab" } },
    { name: "the selectors' prefix", request: { selectors: ["lab/n,lab/m", "all"] } },
    { name: "both", request: { name: "lab", selectors: ["lab/n"] } },
  ])("takes a cluster by $name", async ({ request }) => {
    expect(chooseCluster(await settingsWith("main", "lab"), request).name).toBe("lab");
  });

  test.each([
    { name: "no name among several", request: {}, hint: /main, lab/ },
    { name: "an unknown name", request: { name: "mian" }, hint: /mean main/ },
    { name: "two clusters at once", request: { selectors: ["lab/n", "main/n"] }, hint: /each/ },
    { name: "a prefix beside another name", request: { name: "main", selectors: ["lab/n"] }, hint: /each/ },
  ])("refuses $name", async ({ request, hint }) => {
    const settings = await settingsWith("main", "lab");
    expect(() => chooseCluster(settings, request)).toThrow(
      expect.objectContaining({ code: "cluster_unknown", hint: expect.stringMatching(hint) }),
    );
  });
});
