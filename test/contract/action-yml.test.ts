import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inputDefaults, inputSchemas, outputNames, readInputs } from "../../src/action/inputs.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

const action: ActionFile = parse(readFileSync("action.yml", "utf8"));
const docs = readFileSync("docs/action.md", "utf8");

const expression = (name: string) => ["$", `{{ ${name} }}`].join("");

describe("action.yml", () => {
  it("has the inputs of the schema, with the same defaults", () => {
    const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
    expect(defaults).toEqual({ ...inputDefaults, "github-token": expression("github.token") });
    expect(Object.keys(action.inputs)).toEqual(Object.keys(inputSchemas));
  });

  it("has the outputs of the code", () => {
    expect(Object.keys(action.outputs)).toEqual(outputNames);
  });

  it("runs the bundle on Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/action/index.mjs", post: "dist/action/post.mjs" });
  });

  it.each([...Object.keys(inputSchemas), ...outputNames])("is explained in docs/action.md: %s", (name) => {
    expect(docs).toContain(`| \`${name}\` |`);
  });
});

describe("readInputs()", () => {
  const environment = (inputs: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries({ "github-token": "t", ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    );

  it("reads what the runner gives from action.yml's defaults", () => {
    const given = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
    expect(readInputs(environment({ ...given, "github-token": "t" }))).toEqual(readInputs(environment({})));
  });

  it("splits the nodes", () => {
    expect(readInputs(environment({ nodes: " a, b\nc " })).selectors).toEqual(["a", "b", "c"]);
  });

  it.each([
    { name: "mode", value: "apply" },
    { name: "comment", value: "yes" },
    { name: "github-token", value: "" },
  ])("refuses $name: '$value' without repeating it", ({ name, value }) => {
    const read = () => readInputs(environment({ [name]: value }));
    expect(read).toThrow(expect.objectContaining({ code: "input_invalid" }));
    expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining(`"${value}"`) }));
  });
});
