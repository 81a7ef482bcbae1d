import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/diff/plan.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import type { SafeError, SafeLocation, SafeNote, SafePlan, SafeText, SafeTree } from "../../src/redaction/redacted.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { renderErrorComment } from "../../src/report/render-error.ts";
import { renderTerminal } from "../../src/report/render-terminal.ts";
import { resultJson } from "../../src/report/result-json.ts";
import { plan } from "../support/plans.ts";

// The compiler is the test: `tsc` fails when one of these lines has no error any more.
function refusedByTheCompiler(given: Plan, error: Error): void {
  // @ts-expect-error an unredacted plan is no report's business
  renderComment(given, {});
  // @ts-expect-error nor the terminal's
  renderTerminal(given, { color: false, width: 80 });
  // @ts-expect-error nor a program's
  resultJson(given);
  // @ts-expect-error an error's own text has not been redacted
  renderErrorComment(error, {});
  // @ts-expect-error a string is not safe because somebody says so
  const text: SafeText = "ak://talos/MACHINE_TOKEN";
  // @ts-expect-error a template literal of safe texts is a plain string again
  const joined: SafeText = `${text} ${text}`;
  // @ts-expect-error a tree must come from the redactor
  const tree: SafeTree = { kind: "map", entries: new Map() };
  // @ts-expect-error the message of a note is text as well
  const note: SafeNote = { code: "a", severity: "info", message: joined.trim() };
  // @ts-expect-error and so is the name of a file
  const location: SafeLocation = { file: "talos/a.yaml" };
  // @ts-expect-error a user error is redacted by redactor.error
  const safe: SafeError = { kind: "user", code: "config_invalid", message: `${location.file}${note.code}${tree.kind}` };
  // @ts-expect-error a redacted plan is not made by hand
  const whole: SafePlan = { ...given, digest: safe.kind };
  expect(whole).toBeDefined();
}

describe("SafePlan", () => {
  it("is made by the redactor alone", () => {
    expect(refusedByTheCompiler).toBeTypeOf("function");
    expect(renderComment(createRedactor({ key: new Uint8Array(32) }).plan(plan([])), {})).toHaveLength(1);
  });
});
