import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandTable } from "../../src/chatops/command-table.ts";
import { labelName } from "../../src/chatops/describe-command.ts";
import { formatCommand } from "../../src/chatops/format-command.ts";
import { formatLabel } from "../../src/chatops/format-label.ts";
import { parseLabel } from "../../src/chatops/parse-label.ts";
import { riskOf } from "../../src/chatops/risk-of.ts";
import { arbitraryCommand } from "../support/arbitrary-command.ts";

describe("parseLabel()", () => {
  it.each([
    { label: "talos/diff", line: "diff" },
    { label: "talos/plan", line: "diff" },
    { label: "talos/diff/talos-m01", line: "diff talos-m01" },
    { label: "talos/diff/main/talos-m*", line: "diff main/talos-m*" },
    { label: "talos/status/workers", line: "status workers" },
    { label: "talos/health", line: "health" },
    { label: "talos/health/home", line: "health --cluster home" },
    { label: "talos/etcd-status", line: "etcd status" },
    { label: "talos/etcd-snapshot/home", line: "etcd snapshot --cluster home" },
    { label: "talos/etcd snapshot", line: "etcd snapshot" },
    { label: "talos/snapshot", line: "etcd snapshot" },
    { label: "talos/apply/all", line: "apply all" },
    { label: "talos/reboot/talos-w01,talos-w02", line: "reboot talos-w01 talos-w02" },
    { label: "talos/upgrade/main/talos-m02", line: "upgrade main/talos-m02" },
    { label: "Talos/Upgrade/Talos-M02", line: "upgrade Talos-M02" },
    { label: "talos/rollback/talos-m02", line: "rollback talos-m02" },
    { label: "talos/render/talos-m02", line: "render talos-m02" },
    { label: "talos/diff/", line: "diff" },
  ])("reads $label", ({ label, line }) => {
    const parsed = parseLabel(label);
    expect(parsed?.kind === "command" && formatCommand(parsed.command)).toBe(line);
  });

  it.each([
    { label: "talos/upgrde/talos-m02", code: "command_unknown", at: "upgrde", nearest: "upgrade" },
    { label: "talos/etcd-snapsot", code: "command_unknown", at: "etcd-snapsot", nearest: "etcd-snapshot" },
    { label: "talos/rest/talos-m02", code: "command_unknown", at: "rest", nearest: "reset" },
    { label: "talos/apply", code: "argument_missing", at: "apply", hint: "Write it as talos/apply/<node>." },
    { label: "talos/rollback", code: "argument_missing", at: "rollback", hint: "Write it as talos/rollback/<node>." },
    { label: "talos/rollback/all", code: "value_invalid", at: "all" },
    { label: "talos/diff/a/b/c", code: "value_invalid", at: "a/b/c" },
    { label: "talos/diff/--cluster", code: "value_invalid", at: "--cluster" },
    { label: "talos/diff/@abcdef0", code: "value_invalid", at: "@abcdef0" },
    { label: "talos/health/a/b", code: "value_invalid", at: "a/b" },
    {
      label: "talos/reset/talos-w01",
      code: "label_refused",
      at: "reset",
      hint: "Comment instead: /talos reset talos-w01 --confirm talos-w01",
    },
    { label: "talos/shutdown", code: "label_refused", at: "shutdown" },
    { label: "talos/shutdown/<b>", code: "label_refused", at: "shutdown" },
    { label: "talos/approve", code: "label_refused", at: "approve", hint: "Comment instead: /talos approve [plan]" },
    { label: "talos/unlock", code: "label_refused", at: "unlock" },
    { label: "talos/upgrade-k8s/v1.34.1", code: "label_refused", at: "upgrade-k8s" },
    { label: "talos/can/upgrade", code: "label_refused", at: "can" },
  ])("points at what is wrong in $label", ({ label, code, at, nearest, hint }) => {
    const parsed = parseLabel(label);
    const problem = parsed?.kind === "problem" ? parsed.problem : undefined;
    expect(problem).toMatchObject({ code, ...(nearest && { nearest }), ...(hint && { hint }) });
    expect(label.slice(problem?.offset, (problem?.offset ?? 0) + (problem?.length ?? 0))).toBe(at);
  });

  it.each([
    "bug",
    "talos",
    "talos/",
    "talos/docs",
    "talos/kubernetes",
    "area/talos/diff",
    "talosdiff",
    "",
    "/",
    "talos//",
  ])("leaves %j alone", (label) => {
    expect(parseLabel(label)).toBeUndefined();
  });
});

describe("labels as commands", () => {
  const parts = fc.oneof(
    fc.constantFrom(...commandTable.map(({ name }) => labelName(name)), "all", "a", "a,b", "--dry-run", "@abcdef0", ""),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const anyLabel = fc.array(parts, { maxLength: 4 }).map((rest) => ["talos", ...rest].join("/"));

  it("never throw, never destroy, point into the label, and use only what a label may ask for", () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        const parsed = parseLabel(label);
        const problem = parsed?.kind === "problem" ? parsed.problem : { offset: 0, length: 0 };
        expect(parsed?.kind).not.toBe("unconfirmed");
        expect(problem.offset + problem.length).toBeLessThanOrEqual(label.length);
        const name = parsed?.kind === "command" ? parsed.command.name : "diff";
        expect(riskOf({ name })).not.toBe("destroy");
        expect(commandTable.find((entry) => entry.name === name)?.doors).toContain("label");
      }),
      { numRuns: 2_000 },
    );
  });

  it("are read back as the command that they were made from", () => {
    const said = arbitraryCommand.map((command) => ({ command, label: formatLabel(command) }));
    fc.assert(
      fc.property(
        said.filter(({ label }) => label !== undefined),
        ({ command, label = "" }) => {
          expect(parseLabel(label)).toHaveProperty("command", command);
          expect(label.length).toBeLessThanOrEqual(50);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("formatLabel()", () => {
  const consents = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };
  const reboot = { name: "reboot", nodes: ["talos-w01"], mode: "default", ...consents } as const;

  it.each([
    { command: { name: "etcd snapshot", cluster: "home", ...consents } as const, label: "talos/etcd-snapshot/home" },
    { command: reboot, label: "talos/reboot/talos-w01" },
    { command: { ...reboot, nodes: ["main/*"] }, label: "talos/reboot/main/*" },
    { command: { ...reboot, dryRun: true }, label: undefined },
    { command: { ...reboot, nodes: ["n".repeat(40)] }, label: undefined },
    { command: { ...reboot, commit: "abcdef0" }, label: undefined },
    { command: { name: "unlock" } as const, label: undefined },
  ])("gives $label", ({ command, label }) => {
    expect(formatLabel(command)).toBe(label);
  });
});
