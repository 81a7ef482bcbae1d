/** The reusable workflow, the workflow that calls it, the action and the documentation say the same. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inputSchemas, outputNames } from "../../src/action/inputs.ts";

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
  readonly on: {
    readonly workflow_call?: { readonly inputs: object; readonly secrets: object };
    readonly workflow_dispatch?: { readonly inputs: object };
  };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const reusable: WorkflowFile = parse(readFileSync(".github/workflows/talos-chatops.yaml", "utf8"));
const caller: WorkflowFile = parse(readFileSync("examples/workflows/chatops.yaml", "utf8"));
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

describe("examples/workflows/chatops.yaml", () => {
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
    expect(inputs).toEqual(["command", "pull-request", "sha", "cluster", "operation"]);
  });
});
