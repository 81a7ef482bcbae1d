import { describe, expect, test } from "vitest";
import { encodeMachineConfig } from "../../src/config/encode-machine-config.ts";
import type { MachineConfig } from "../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import { map, text } from "../support/arbitrary-config.ts";

const config: MachineConfig = {
  documents: [
    {
      id: { apiVersion: "v1alpha1", kind: "HostnameConfig" },
      root: map({ apiVersion: text("v1alpha1"), kind: text("HostnameConfig"), hostname: text("m01") }),
    },
    {
      id: {},
      root: map({
        machine: map({
          token: { kind: "scalar", value: new Secret("hunter2", ["ak://talos/TOKEN"]), text: "", quoted: false },
          files: { kind: "list", items: [map({ content: text("a: 1\nb: 2\n"), path: text("/var/x") })] },
        }),
      }),
    },
  ],
};

const root = (token: string) => `machine:
    token: ${token}
    files:
        - content: |
              a: 1
              b: 2
          path: /var/x
---
apiVersion: v1alpha1
kind: HostnameConfig
hostname: m01
`;

describe("encodeMachineConfig()", () => {
  test.each([
    { secrets: "reveal", token: "hunter2" },
    { secrets: "mask", token: "<secret>" },
  ] as const)("writes secrets as $secrets, the root document first", ({ secrets, token }) => {
    expect(encodeMachineConfig(config, { secrets })).toBe(root(token));
  });

  test("is read back as the same documents", () => {
    const text = encodeMachineConfig(config, { secrets: "mask" });
    const again = parseMachineConfig(text, { file: "config.yaml" });
    expect(encodeMachineConfig(again, { secrets: "mask" })).toBe(text);
  });
});
