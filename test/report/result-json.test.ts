import { describe, expect, it } from "vitest";
import { resultJson } from "../../src/report/result-json.ts";
import { safePlan } from "./cases.ts";

describe("resultJson()", () => {
  it("gives every node with its changes and codes", () => {
    expect(resultJson(safePlan("unreachable-and-invalid"))).toMatchObject({
      version: 1,
      kind: "plan",
      cluster: "main",
      mode: "live",
      changed: false,
      reboot: false,
      nodes: [
        { name: "talos-m01", state: "unchanged", changeCount: 0 },
        { name: "talos-m02", state: "unreachable", reasonCode: "timeout" },
        {
          name: "talos-m03",
          state: "invalid",
          reasonCode: "template_invalid",
          hint: expect.any(String),
          location: { file: expect.any(String), line: expect.any(Number) },
        },
      ],
    });
  });

  it("tells changes by document and path, and an automatic reboot", () => {
    const result = resultJson(safePlan("reboot-and-upgrade"));
    expect(result).toMatchObject({ changed: true, reboot: true });
    expect(result.nodes[1]?.changes).toEqual([
      {
        kind: "added",
        document: "VolumeConfig EPHEMERAL",
        path: "",
        location: { file: "talos/machineconfig.yaml.j2", line: 36 },
      },
    ]);
  });

  it("counts an image that differs as a change", () => {
    expect(resultJson(safePlan("schematic-order"))).toMatchObject({ changed: true, reboot: false });
    expect(resultJson(safePlan("no-change"))).toMatchObject({ changed: false });
  });

  it("survives JSON", () => {
    const result = resultJson(safePlan("twelve-nodes"));
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
