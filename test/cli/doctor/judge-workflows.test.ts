import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judgeWorkflows } from "../../../src/cli/doctor/judge-workflows.ts";
import { isOurs, readWorkflow, type Workflow } from "../../../src/cli/doctor/read-workflow.ts";

const bot = { appId: 7, workflow: "talos-chatops.yaml", expiresSeconds: 3600 };
const path = ".github/workflows/talos-chatops.yaml";
const pin = "0123456789abcdef0123456789abcdef01234567";

const good = `name: Talos
run-name: "/talos \${{ inputs.command }} · request \${{ inputs.request-id }}"
on:
  workflow_dispatch:
    inputs:
      request-id: { type: string, required: true }
      command: { type: string }
permissions: {}
jobs:
  talos:
    uses: acme/talos-chatops/.github/workflows/talos-chatops.yaml@${pin}
`;

function workflow(text: string, at = path): Workflow {
  const read = readWorkflow(at, text);
  if (read === undefined) throw new Error(`${at} is no workflow`);
  return read;
}

function told(...workflows: readonly Workflow[]): readonly string[] {
  return judgeWorkflows(workflows, bot, "main").map(({ severity, code }) => `${severity} ${code}`);
}

describe("judgeWorkflows()", () => {
  test("is content with the workflow that the bot starts", () => {
    expect(told(workflow(good))).toEqual(["ok workflow_fit"]);
  });

  test.each([
    { from: "request-id: {", to: "request: {", gives: ["error input_missing"] },
    { from: "workflow_dispatch", to: "push", gives: ["error dispatch_missing"] },
    { from: " · request", to: "", gives: ["error run_name_missing"] },
    { from: "inputs.request-id", to: "github.run_id", gives: ["error run_name_missing"] },
    { from: pin, to: "v1", gives: ["error uses_unpinned"] },
    { from: pin, to: "0".repeat(40), gives: ["error uses_unpinned"] },
    { from: "acme/talos-chatops/", to: "acme/other/", gives: ["error action_missing"] },
    { from: "permissions: {}\n", to: "", gives: ["ok workflow_fit", "warning permissions_default"] },
    { from: "on:\n", to: "on:\n  pull_request_target:\n", gives: ["error pull_request_target"] },
    { from: "on:\n", to: "on:\n  issue_comment: { types: [created] }\n", gives: ["error workflow_rival"] },
  ])("gives $gives where $from is $to", ({ from, to, gives }) => {
    expect(good).toContain(from);
    expect(told(workflow(good.replace(from, to)))).toEqual(gives);
  });

  test("tells that there is none of that name", () => {
    expect(told()).toEqual(["error workflow_missing"]);
    expect(told(workflow(good, ".github/workflows/other.yaml"))).toEqual(["error workflow_missing"]);
  });

  test("tells of another one that answers the same comments, and not of one that answers others", () => {
    const answering = (uses: string) =>
      `on: [issue_comment]\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ uses: ${uses}@${pin} }] } }\n`;
    const rival = workflow(answering("acme/talos-chatops"), ".github/workflows/read.yaml");
    const other = workflow(answering("acme/greeter"), ".github/workflows/greet.yaml");
    expect(told(workflow(good), rival)).toEqual(["error workflow_rival"]);
    expect(told(workflow(good), other)).toEqual(["ok workflow_fit"]);
  });

  test("wants some workflow where there is no bot", () => {
    const judge = (workflows: readonly Workflow[]) =>
      judgeWorkflows(workflows, undefined, "main").map(({ code }) => code);
    expect(judge([])).toEqual(["workflow_missing"]);
    expect(judge([workflow(good.replace("workflow_dispatch", "issue_comment"))])).toEqual(["workflow_fit"]);
  });
});

describe("readWorkflow()", () => {
  test("finds the labels that runners need", () => {
    const call = (inputs: string) => workflow(`${good}    with: ${inputs}\n`).labels;
    expect(workflow(good).labels).toEqual([
      ["self-hosted", "talos-plan"],
      ["self-hosted", "talos-operate"],
    ]);
    expect(call(`{ plan-runner: '["a", "b"]', operate-runner: '"c"' }`)).toEqual([["a", "b"], ["c"]]);
    expect(call(`{ plan-runner: "\${{ vars.RUNNER }}" }`)).toEqual([["self-hosted", "talos-operate"]]);
    const job = (runsOn: string) =>
      workflow(`on: push\njobs: { a: { runs-on: ${runsOn}, steps: [{ uses: acme/talos-chatops@${pin} }] } }\n`).labels;
    expect(job("[self-hosted, x]")).toEqual([["self-hosted", "x"]]);
    expect(job("{ group: g, labels: [y] }")).toEqual([["y"]]);
  });

  test.each(["", "a: [", "name: no jobs\non: push\n", "jobs: []", "- 1"])("takes %j for none", (text) => {
    expect(readWorkflow(path, text)).toBeUndefined();
  });

  test.each(readdirSync("examples/workflows"))("reads the example %s, which uses ours", (name) => {
    const example = workflow(readFileSync(`examples/workflows/${name}`, "utf8"));
    expect(example.uses.some(isOurs)).toBe(true);
    expect(example.asksPermissions).toBe(true);
  });
});
