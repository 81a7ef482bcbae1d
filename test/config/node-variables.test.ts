import { describe, expect, test } from "vitest";
import { nodeVariables } from "../../src/config/node-variables.ts";

const scope = {
  node: { name: "m1", role: "worker", address: "192.0.2.1", schematic: "" },
  cluster: { name: "main" },
};

describe("nodeVariables()", () => {
  test("renders each value over the node and the cluster", () => {
    const variables = {
      PLAIN: "a { b",
      NAME: "{{ cluster.name }}/{{ node.name }}",
      WORKER: "{{ 'true' if node.role == 'worker' else '' }}",
      CONTROLPLANE: "{% if node.role == 'controlplane' %}true{% endif %}",
    };
    expect(nodeVariables(variables, scope)).toEqual({
      PLAIN: "a { b",
      NAME: "main/m1",
      WORKER: "true",
      CONTROLPLANE: "",
    });
  });

  test.each(["{{ nodes.name }}", "{{ node.nam }}", "{{ node.name"])(
    "names the variable that cannot be rendered: %s",
    (value) => {
      expect(() => nodeVariables({ BROKEN: value }, scope)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^template_/),
          message: expect.stringContaining("BROKEN"),
          location: undefined,
        }),
      );
    },
  );
});
