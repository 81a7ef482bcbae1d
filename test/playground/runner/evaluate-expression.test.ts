import { describe, expect, it } from "vitest";
import { evaluateText, isTrue } from "../../../src/playground/runner/evaluate-expression.ts";

const contexts = {
  github: { event_name: "issue_comment", event: { issue: { pull_request: {} }, comment: { body: "/TALOS x" } } },
  inputs: { runner: '["a","b"]', empty: "" },
  needs: { plan: { outputs: { operate: "true" } } },
  matrix: { request: { command: "upgrade a" } },
};

const expression = (text: string) => ["$", `{{ ${text} }}`].join("");

describe("evaluateText()", () => {
  it.each([
    { text: "fromJSON(inputs.runner)", value: ["a", "b"] },
    { text: "toJSON(matrix.request)", value: '{\n  "command": "upgrade a"\n}' },
    { text: "needs.plan.outputs.operate == 'true'", value: true },
    { text: "needs.other.outputs.operate", value: undefined },
    { text: "github.event_name != 'push' && contains(github.event.comment.body, '/talos')", value: true },
    { text: "(inputs.empty || 'it''s') == 'it''s'", value: true },
    { text: "!inputs.empty", value: true },
    { text: "format('/talos {0}', matrix.request.command)", value: "/talos upgrade a" },
  ])("gives $value for $text", ({ text, value }) => {
    expect(evaluateText(expression(text), contexts)).toEqual(value);
  });

  it("puts values into the text around them", () => {
    expect(evaluateText(`group-${expression("matrix.request.command")}`, contexts)).toBe("group-upgrade a");
  });

  it.each(["inputs.runner inputs", "(inputs", "hash('x')"])("fails for %s", (text) => {
    expect(() => evaluateText(expression(text), contexts)).toThrow(Error);
  });
});

describe("isTrue()", () => {
  it.each([
    { value: "", is: false },
    { value: 0, is: false },
    { value: undefined, is: false },
    { value: "false", is: true },
    { value: {}, is: true },
  ])("is $is for $value", ({ value, is }) => {
    expect(isTrue(value)).toBe(is);
  });
});
