import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { checkRunOutput } from "../../src/report/check-run-output.ts";
import { changedNode, plan } from "../support/plans.ts";
import { cases, safePlan } from "./cases.ts";

const context = { repositoryUrl: "https://github.com/example/home-ops" };

describe("checkRunOutput()", () => {
  it.each([
    { name: "no-change", conclusion: "success" },
    { name: "shared-changes", conclusion: "success" },
    { name: "hostile", conclusion: "neutral" },
    { name: "unreachable-and-invalid", conclusion: "failure" },
  ])("concludes $conclusion for $name", ({ name, conclusion }) => {
    expect(checkRunOutput(safePlan(name), context).conclusion).toBe(conclusion);
  });

  it("remarks each changed line once, with all nodes and paths that it feeds", () => {
    const { annotations } = checkRunOutput(safePlan("twelve-nodes"), context);
    expect(annotations.map(({ startLine, title, message }) => [startLine, title, message])).toEqual([
      [12, "Changes k8s-1, k8s-2, k8s-3", "machine.network.interfaces[0].mtu"],
      [18, "Changes k8s-1, k8s-2, k8s-3", "machine.network.interfaces[1].mtu"],
      [27, "Changes 10 nodes, all but k8s-5, k8s-8", 'machine.sysctls."vm.nr_hugepages"'],
      [31, "Changes k8s-8", 'machine.sysctls."vm.nr_hugepages"'],
      [7, "Changes k8s-8", "machine.kernel"],
    ]);
    expect(annotations[0]).toMatchObject({ path: "talos/machineconfig.yaml.j2", endLine: 12, level: "notice" });
  });

  it("marks located warnings and invalid nodes", () => {
    const [warning] = checkRunOutput(safePlan("reboot-and-upgrade"), context).annotations;
    expect(warning).toMatchObject({ level: "warning", startLine: 48, title: "extra_kernel_args_ignored" });
    const [failure] = checkRunOutput(safePlan("unreachable-and-invalid"), context).annotations;
    expect(failure).toMatchObject({ level: "failure", path: "talos/nodes/talos-m03.yaml.j2", startLine: 12 });
  });

  it.each(Object.keys(cases))("keeps within the 65,535 characters of a field for %s", (name) => {
    const { summary, text } = checkRunOutput(safePlan(name), context);
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(text.length).toBeLessThanOrEqual(65_535);
  });

  it("does not remark thousands of lines, and says so", () => {
    const values = (value: string) =>
      `machine:\n  sysctls:\n${Array.from({ length: 3_000 }, (_, index) => `    a.b${index}: ${value}\n`).join("")}`;
    const made = plan([changedNode("cp", { live: values("x"), desired: values("y") })]);
    const { annotations, summary } = checkRunOutput(createRedactor({ key: new Uint8Array(32) }).plan(made), context);
    expect(annotations).toHaveLength(250);
    expect(summary).toContain("2750 more places");
  });

  it("says what it leaves out", () => {
    expect(checkRunOutput(safePlan("overflow"), context).text).toContain(
      "Too long for a check run. In the job summary",
    );
  });
});
