import { describe, expect, it } from "vitest";
import { inputDefaults, readInputs } from "../../src/action/inputs.ts";
import { listenForCancel } from "../../src/action/listen-for-cancel.ts";
import { presentFailure, presentPlan } from "../../src/action/present.ts";
import type { RunContext } from "../../src/action/run-context.ts";
import { createRunLog } from "../../src/action/run-log.ts";
import { connectGitHub } from "../../src/adapters/github/connect-github.ts";
import type { Plan } from "../../src/diff/plan.ts";
import { UserError } from "../../src/errors.ts";
import { createRedactor, type Redactor } from "../../src/redaction/create-redactor.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { changedNode, plan, unchangedNode, unreachableNode } from "../support/plans.ts";

const key = new Uint8Array(32);

function context(redactor: Redactor, inputs: Readonly<Record<string, string>> = {}): RunContext {
  const given = Object.entries({ ...inputDefaults, "github-token": "t", ...inputs });
  const log = createRunLog(() => {}, redactor);
  return {
    inputs: readInputs(Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))),
    environment: {},
    github: connectGitHub({ token: "t", apiUrl: "http://127.0.0.1:9", repository: "acme/home-ops", log }),
    filesAt: () => memoryFiles({}),
    log,
    signal: new AbortController().signal,
    cancel: listenForCancel(process, log),
    redactor,
    redactionKey: key,
    report: {},
  };
}

function present(made: Plan, inputs: Readonly<Record<string, string>> = {}) {
  const redactor = createRedactor({ key });
  return presentPlan({ plan: made, safe: redactor.plan(made), evidence: [], redactor }, context(redactor, inputs));
}

const changed = changedNode("talos-m01", {
  live: "machine:\n  sysctls:\n    net.ipv4.ip_forward: '0'\n",
  desired: "machine:\n  sysctls:\n    net.ipv4.ip_forward: '1'\n",
});
const unreachable = unreachableNode("talos-m02", { kind: "timeout", message: "no answer" });

describe("presentPlan()", () => {
  it.each([
    { name: "nothing differs", nodes: [unchangedNode("a")], drift: "clean" },
    { name: "a node differs", nodes: [unchangedNode("a"), changed], drift: "drifted" },
    { name: "a node could not be read", nodes: [unchangedNode("a"), unreachable], drift: "unknown" },
    { name: "one differs and one could not be read", nodes: [changed, unreachable], drift: "drifted" },
  ])("knows whether there is drift when $name", ({ nodes, drift }) => {
    expect(present(plan(nodes)).drift).toBe(drift);
  });

  it.each([
    { input: "fail-on-changes", nodes: [changed] },
    { input: "fail-on-unreachable", nodes: [unreachable] },
  ])("lets the check fail for $input, and only then", ({ input, nodes }) => {
    expect(present(plan(nodes)).check.conclusion).not.toBe("failure");
    expect(present(plan(nodes), { [input]: "true" }).check.conclusion).toBe("failure");
  });

  it("publishes counts only when a secret is left in any text", () => {
    const made = plan([changed]);
    const redactor = createRedactor({ key });
    const safe = redactor.plan(made);
    const run = context(createRedactor({ key }));
    // Learned after the plan was masked: what a failure of redaction looks like from here.
    run.redactor.learnValue("net.ipv4.ip_forward");
    const shown = presentPlan({ plan: made, safe, evidence: [], redactor }, run);
    expect(JSON.stringify(shown)).not.toContain("ip_forward");
    expect(shown).toMatchObject({ drift: "drifted", check: { annotations: [] } });
    expect(shown.comment[0]).toContain("1 of 1 node");
  });
});

describe("presentFailure()", () => {
  it("shows a person's error, and of a bug nothing of its text", () => {
    const run = context(createRedactor({ key }));
    const known = presentFailure(new UserError("Cannot find x", { code: "file_missing" }), run);
    expect(known.comment[0]).toContain("file_missing");
    const bug = JSON.stringify(presentFailure(new TypeError("hunter2hunter2"), run));
    expect(bug).not.toContain("hunter2");
  });
});
