/** The reusable workflow, the workflow that calls it, the action and the documentation say the same. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inputSchemas, outputNames } from "../../src/action/inputs.ts";
import { requestOfTitle } from "../../src/adapters/github/find-run.ts";
import { evaluateText } from "../../src/playground/runner/evaluate-expression.ts";

type Permissions = Readonly<Record<string, "read" | "write">>;

interface Job {
  readonly permissions: Permissions;
  readonly uses?: string;
  readonly with?: object;
  readonly secrets?: object;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly with?: object }[];
}

interface WorkflowFile {
  readonly "run-name"?: string;
  readonly on: {
    readonly workflow_call?: { readonly inputs: object; readonly secrets: object };
    readonly workflow_dispatch?: { readonly inputs: object };
  };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const reusable: WorkflowFile = parse(readFileSync(".github/workflows/talos-chatops.yaml", "utf8"));
const callers = ["examples/workflows/chatops.yaml", "examples/workflows/bot.yaml"].map((path) => ({
  path,
  caller: parse(readFileSync(path, "utf8")) as WorkflowFile, // the tests below look at the rest
}));
const docs = readFileSync("docs/action.md", "utf8");
const jobs = Object.entries(reusable.jobs);

describe(".github/workflows/talos-chatops.yaml", () => {
  it.each(jobs)("gives job %s inputs that the action has", (_, job) => {
    const given = (job.steps ?? []).flatMap((step) => Object.keys(step.with ?? {}));
    expect(Object.keys(inputSchemas)).toEqual(expect.arrayContaining(given));
  });

  it("hands on outputs that the action has", () => {
    expect(outputNames).toEqual(expect.arrayContaining(Object.keys(reusable.jobs["plan"]?.outputs ?? {})));
  });

  it("grants nothing but what its jobs declare, each of it explained", () => {
    expect(reusable.permissions).toEqual({});
    for (const [name, access] of jobs.flatMap(([, job]) => Object.entries(job.permissions))) {
      expect(docs).toContain(`| \`${name}: ${access}\` |`);
    }
  });
});

describe.each(callers)("$path", ({ caller }) => {
  const [call] = Object.values(caller.jobs);

  it("lets the jobs of the reusable workflow have what they declare", () => {
    const granted = call?.permissions ?? {};
    const wanted = jobs.flatMap(([, job]) => Object.entries(job.permissions));
    const lacking = wanted.filter(([name, access]) => granted[name] !== access && granted[name] !== "write");
    expect(lacking).toEqual([]);
  });

  it("gives inputs and secrets that the reusable workflow takes", () => {
    const { inputs = {}, secrets = {} } = reusable.on.workflow_call ?? {};
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(call?.with ?? {})));
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(call?.secrets ?? {})));
  });

  it("has the inputs by which an operation is handed over", () => {
    const inputs = Object.keys(caller.on.workflow_dispatch?.inputs ?? {});
    expect(inputs.filter((name) => name !== "request-id")).toEqual([
      "command",
      "pull-request",
      "sha",
      "cluster",
      "operation",
    ]);
  });
});

describe("examples/workflows/bot.yaml", () => {
  const bot = callers.find(({ path }) => path.endsWith("bot.yaml"))?.caller;

  it("is started by nothing but a dispatch, with the number of the request", () => {
    expect(Object.keys(bot?.on ?? {})).toEqual(["workflow_dispatch"]);
    expect(Object.keys(bot?.on.workflow_dispatch?.inputs ?? {})).toContain("request-id");
  });

  it.each([
    { name: "of a request", inputs: { "request-id": "4711", command: "lock --reason request 5" }, request: 4711 },
    { name: "by hand", inputs: { "request-id": "", command: "reboot talos-m02" }, request: undefined },
  ])("has a title by which the bot finds its run: $name", ({ inputs, request }) => {
    const title = String(evaluateText(bot?.["run-name"] ?? "", { inputs }));
    expect(title).toContain(inputs.command);
    expect(requestOfTitle(title)).toBe(request);
  });
});
