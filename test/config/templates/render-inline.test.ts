import { describe, expect, test } from "vitest";
import { renderInline } from "../../../src/config/templates/render-inline.ts";

const node = {
  name: "talos-m01",
  role: "controlplane",
  index: 2,
  weight: 1.5,
  tags: ["a", "b"],
  variables: { GPU: "" },
};
const options = { name: "settings.yaml" };

describe("renderInline()", () => {
  test.each([
    ["{{ 'true' if node.role == 'controlplane' else '' }}", "true"],
    ["{{ 'true' if node.role == 'worker' else '' }}", ""],
    ["{{ 'true' if node.role == 'worker' }}", ""],
    ["{{ node.name }}.example.com", "talos-m01.example.com"],
    ["{{ node.index + 1 }} {{ node.weight }}", "3 1.5"],
    ["{{ node.tags | join(',') }}", "a,b"],
    ["{{ node.variables.GPU | default('x', true) }}", "x"],
    ["{{ node.variables.NOPE | default('x') }}", "x"],
    ["plain", "plain"],
    ["two\nlines\n", "two\nlines"],
  ])("renderInline() %s", (source, expected) => {
    expect(renderInline(source, { node }, options)).toBe(expected);
  });

  test.each([
    ["{{ node.nope }}", "template_invalid"],
    ["{{ ENV.PATH }}", "template_invalid"],
    ["{{ node.constructor }}", "template_invalid"],
    ["{{ node.role", "template_invalid"],
    ["{% include 'x' %}", "file_missing"],
    ["{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "template_limit"],
    ["{{ now() }}", "template_unsupported"],
  ])("renderInline() refuses %s", (source, code) => {
    expect(() => renderInline(source, { node }, options)).toThrow(
      expect.objectContaining({ code, location: expect.objectContaining({ file: "settings.yaml" }) }),
    );
  });
});
