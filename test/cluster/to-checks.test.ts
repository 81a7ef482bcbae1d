import { describe, expect, test } from "vitest";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

const file = ".github/talos-chatops.yaml";

const read = (check: string) =>
  readSettings(
    memoryFiles({
      [file]: `clusters:
  main:
    config: { base: talos/machineconfig.yaml.j2 }
    nodes: { m01: { address: 192.0.2.1, role: controlplane } }
    checks:
      - apiVersion: apps/v1
        kind: Deployment
${check}
`,
    }),
  );

describe("toChecks()", () => {
  test("keeps what the settings say", async () => {
    const { clusters } = await read("        expr: status.readyReplicas == status.replicas\n        timeout: 5m");
    expect(clusters[0]?.checks).toEqual([
      { apiVersion: "apps/v1", kind: "Deployment", expr: "status.readyReplicas == status.replicas", timeout: "5m" },
    ]);
  });

  test.each([
    ["        expr: status.ready ==", "column 16 of the expression", 8],
    ["        expr: |\n          status.ready ==\n            )", "line 2, column 3 of the expression", 8],
    ["        expr: state.ready == 1", "unknown variable: state (column 1 of the expression)", 8],
    ["        expr: \"'ready'\"", "gives a string", 8],
    ["        expr: status.ready\n        name: web\n        labelSelector: {}", "together with name", 10],
    ["        expr: 1 == 1\n        timeout: soon", "duration", 9],
    ["        expr: 1 == 1\n        labelSelector: { matchLabel: {} }", "is no known setting", 9],
  ])("refuses %j", async (check, message, line) => {
    await expect(read(check)).rejects.toMatchObject({
      code: "settings_invalid",
      message: expect.stringContaining(message),
      location: { file, line },
    });
  });
});
