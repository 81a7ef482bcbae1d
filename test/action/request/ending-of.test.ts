import { describe, expect, it } from "vitest";
import type { Asking } from "../../../src/action/ask/asking.ts";
import { endingOfError, endingOfOperate, endingOfPlan } from "../../../src/action/request/ending-of.ts";
import { formatRunNote, parseRunNote } from "../../../src/chatops/run-note.ts";
import { UserError } from "../../../src/errors.ts";
import { startRequestScene } from "../../support/request-scene.ts";

const digest = "a".repeat(64);
const error = (code: UserError["code"]) => new UserError("Cannot", { code });

/** As far as a phase's end is told from it. */
const asked = (asking: Partial<Asking>) => ({ endings: [], outcomes: [], ...asking }) as unknown as Asking; // the rest is not looked at

describe("endingOfError()", () => {
  it.each([
    { code: "permission_denied", outcome: "refused" },
    { code: "request_expired", outcome: "refused" },
    { code: "github_failed", outcome: "failed" },
    { code: "kubernetes_unreachable", outcome: "failed" },
    { code: "timeout", outcome: "failed" },
  ] as const)("tells $code from what it is: $outcome", async ({ code, outcome }) => {
    const run = (await startRequestScene()).run();
    expect(endingOfError(error(code), run)).toEqual({ outcome, code });
  });

  it("says nothing of a bug but that it is one", async () => {
    const run = (await startRequestScene()).run();
    expect(endingOfError(new TypeError("secret"), run)).toEqual({ outcome: "failed", code: "bug" });
  });

  it.each([
    { phase: "plan", outcome: "failed" },
    { phase: "operate", outcome: "cancelled" },
  ])("says of a cancelled phase $phase that it was", async ({ phase, outcome }) => {
    const run = (await startRequestScene()).run({ INPUT_PHASE: phase });
    const cancelled = { ...run, signal: AbortSignal.abort() };
    expect(endingOfError(new Error("aborted"), cancelled)).toEqual({ outcome, code: "cancelled" });
  });
});

describe("endingOfPlan()", () => {
  const nothing = { problems: [], attempt: async () => undefined };

  it("is what came of the command, else that it was answered", async () => {
    const run = (await startRequestScene()).run();
    const planned = { outcome: "planned", approval: "comment", digest } as const;
    expect(endingOfPlan(asked({ endings: [planned] }), nothing, run)).toEqual(planned);
    expect(endingOfPlan(asked({}), nothing, run)).toEqual({ outcome: "answered" });
  });

  it("is a failure where there is no plan, or nobody can see the answer", async () => {
    const run = (await startRequestScene()).run();
    const failed = { kind: "failed", error: error("template_invalid"), summary: "" } as const;
    expect(endingOfPlan(asked({ outcomes: [failed] }), nothing, run)).toEqual({
      outcome: "failed",
      code: "template_invalid",
    });
    const unseen = { ...nothing, problems: [error("github_failed")] };
    expect(endingOfPlan(asked({}), unseen, run)).toEqual({ outcome: "failed", code: "github_failed" });
  });
});

describe("endingOfOperate()", () => {
  it("carries the reason, and makes a note that the bot can read", () => {
    const ending = endingOfOperate({ state: "refused", error: error("plan_changed") }, digest);
    expect(ending).toEqual({ outcome: "refused", code: "plan_changed", digest });
    const note = { version: 1, request: 4711, phase: "operate", ...ending } as const;
    expect(parseRunNote(formatRunNote(note))).toEqual(note);
  });
});
