import { describe, expect, it } from "vitest";
import { chooseClusters } from "../../src/cluster/choose-clusters.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

const text = `clusters:
  main: { config: { base: a }, nodes: { m-1: , shared: } }
  lab: { config: { base: a }, nodes: { l-1: , shared: } }
`;

describe("chooseClusters()", () => {
  it.each([
    { name: "all that have the node", request: { selectors: ["shared"] }, chosen: ["main", "lab"] },
    { name: "the one that has the node", request: { selectors: ["l-1"] }, chosen: ["lab"] },
    { name: "the one named", request: { name: "lab", selectors: ["shared"] }, chosen: ["lab"] },
    { name: "the one that a selector names", request: { selectors: ["main/shared"] }, chosen: ["main"] },
    { name: "all where none has the node", request: { selectors: ["nowhere"] }, chosen: ["main", "lab"] },
  ])("gives $name", async ({ request, chosen }) => {
    const settings = await readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }));
    expect(chooseClusters(settings, request).map(({ name }) => name)).toEqual(chosen);
  });
});
