import { describe, expect, it } from "vitest";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { compareConfigs } from "../../src/diff/compare-configs.ts";
import { forecastReboot } from "../../src/diff/forecast-reboot.ts";

function forecast(desired: string, live: string, version: string) {
  const parse = (text: string) => parseMachineConfig(text, { file: "x.yaml" });
  return forecastReboot(compareConfigs(parse(desired), parse(live)), version);
}

describe("forecastReboot()", () => {
  const cases: readonly { name: string; desired: string; live: string; version: string; expected: object }[] = [
    {
      name: "1.13 applies sysctls at once",
      version: "v1.13.8",
      desired: "machine: { sysctls: { a: 1 } }",
      live: "machine: { sysctls: { a: 2 } }",
      expected: { kind: "none" },
    },
    {
      name: "1.13 applies all of cluster at once",
      version: "v1.13.8",
      desired: "cluster: { etcd: { a: 1 } }",
      live: "cluster: { etcd: { a: 2 } }",
      expected: { kind: "none" },
    },
    {
      name: "1.13 reboots for files",
      version: "v1.13.8",
      desired: "machine: { files: [{ path: /a }] }",
      live: "machine: { type: worker, files: [{ path: /b }] }",
      expected: { kind: "automatic", paths: ["machine.files[0].path", "machine.type"] },
    },
    {
      name: "1.11 reboots for one of several features",
      version: "v1.11.5",
      desired: "machine: { features: { kubePrism: { port: 1 }, rbac: true } }",
      live: "machine: { features: { kubePrism: { port: 2 }, rbac: false } }",
      expected: { kind: "automatic", paths: ["machine.features.rbac"] },
    },
    {
      name: "up to 1.13 no typed document forces a reboot",
      version: "v1.13.8",
      desired: "kind: EnvironmentConfig\nvariables: { a: b }",
      live: "kind: EnvironmentConfig\nvariables: { a: c }",
      expected: { kind: "none" },
    },
    {
      name: "1.14 never reboots for files",
      version: "v1.14.0",
      desired: "machine: { files: [{ path: /a }] }",
      live: "machine: { files: [{ path: /b }] }",
      expected: { kind: "none" },
    },
    {
      name: "1.14 names what waits for a reboot",
      version: "v1.14.0",
      desired: "cluster: { etcd: { a: 1 } }\n---\nkind: EnvironmentConfig\nvariables: { a: b }",
      live: "cluster: { etcd: { a: 2 } }",
      expected: { kind: "manual", paths: ["cluster.etcd.a", "EnvironmentConfig"] },
    },
    {
      name: "a pre-release has the rules of its release",
      version: "v1.14.0-rc.1",
      desired: "machine: { files: [{ path: /a }] }",
      live: "machine: { files: [{ path: /b }] }",
      expected: { kind: "none" },
    },
  ];
  it.each(cases)("$name", ({ desired, live, version, expected }) => {
    expect(forecast(desired, live, version)).toEqual(expected);
  });
});
