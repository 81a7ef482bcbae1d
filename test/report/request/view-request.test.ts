import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { RequestRecord } from "../../../src/chatops/request-record.ts";
import type { RequestJob, RequestRun, RequestTruth } from "../../../src/chatops/request-truth.ts";
import type { RunNote } from "../../../src/chatops/run-note.ts";
import type { VerdictRecord } from "../../../src/chatops/verdict-record.ts";
import { UserError } from "../../../src/errors.ts";
import type { RequestView } from "../../../src/report/request/request-view.ts";
import { viewRequest } from "../../../src/report/request/view-request.ts";
import { viewUnstarted } from "../../../src/report/request/view-unstarted.ts";
import { expectGolden } from "../expect-golden.ts";

const record: RequestRecord = {
  version: 1,
  command: "upgrade talos-m02",
  risk: "change",
  cluster: "main",
  pullRequest: 12,
  headSha: "3f9a1c2e".repeat(5),
  requester: { id: 1, login: "alice" },
  origin: { kind: "comment", commentId: 900, number: 1 },
  askedAt: "2026-11-02T10:00:00Z",
  expiresAt: "2026-11-03T10:00:00Z",
};
const digest = "d1".repeat(32);
const url = "https://github.test/acme/home-ops/actions/runs/7";

const standing: RequestJob = {
  url: `${url}/job/1`,
  status: "queued",
  conclusion: undefined,
  labels: ["self-hosted", "talos-plan"],
  hasRunner: false,
  completedAt: undefined,
};
const running: RequestJob = { ...standing, status: "in_progress", hasRunner: true };
const done: RequestJob = { ...running, status: "completed", conclusion: "success" };

type Found = Extract<RequestRun, { kind: "found" }>;

function run(more: Partial<Found> = {}): Found {
  const createdAt = "2026-11-02T10:00:05Z";
  const base = { kind: "found", id: 7, url, status: "in_progress", conclusion: undefined, createdAt } as const;
  return { ...base, goesOn: false, plan: done, operate: undefined, ...more };
}

function truth(more: Partial<RequestTruth> = {}): RequestTruth {
  return { now: "2026-11-02T10:05:00Z", run: run(), notes: [], pending: [], reviews: [], ...more };
}

function note(phase: RunNote["phase"], outcome: RunNote["outcome"], more: Partial<RunNote> = {}): RunNote {
  return { version: 1, request: 4711, phase, outcome, ...more };
}

const planned = note("plan", "planned", { digest, approval: "environment" });
const forComment = note("plan", "planned", { digest, approval: "comment" });
const over = run({ status: "completed", conclusion: "success" });
const operating = run({ operate: running });
const cancelled = run({ status: "completed", conclusion: "cancelled" });
const bob = { state: "approved", login: "bob", id: 2 } as const;
const late = "2026-11-03T10:00:00Z";

function verdict(said: VerdictRecord["verdict"]): VerdictRecord {
  const at = "2026-11-02T10:04:00Z";
  return { version: 1, verdict: said, request: 4711, digest, person: bob, commentId: 901, number: 1, at };
}

const second = run({ id: 8, createdAt: "2026-11-02T10:04:10Z" });

interface Case {
  readonly name: string;
  readonly truth: RequestTruth;
  readonly record?: Partial<RequestRecord>;
  readonly view: Pick<RequestView, "status" | "reaction"> & { readonly conclusion?: RequestView["conclusion"] };
  readonly title: RegExp;
  /** In the summary. */
  readonly says?: RegExp;
}

const queued = { status: "queued", reaction: "eyes" } as const;
const waiting = { status: "in_progress", reaction: "eyes" } as const;
const working = { status: "in_progress", reaction: "rocket" } as const;
const good = { status: "completed", conclusion: "success", reaction: "+1" } as const;
const bad = (conclusion: NonNullable<RequestView["conclusion"]>) =>
  ({ status: "completed", conclusion, reaction: "-1" }) as const;

const inReview = truth({
  run: run({ status: "waiting", operate: { ...standing, status: "waiting" } }),
  notes: [planned],
  pending: [{ environment: "talos-main", reviewers: ["bob", "acme/infra"], waitMinutes: 0 }],
});
const awaiting = truth({ run: over, notes: [forComment] });
const succeeded = truth({
  run: run({ operate: done }),
  notes: [planned, note("operate", "succeeded")],
  reviews: [bob],
});
const refused = (code: string) => truth({ run: over, notes: [note("plan", "refused", { code })] });

const cases: readonly Case[] = [
  {
    name: "dispatch",
    truth: truth({ run: undefined }),
    view: queued,
    title: /its workflow run/,
    says: /is being started/,
  },
  {
    name: "a runner",
    truth: truth({ run: run({ plan: standing }) }),
    view: queued,
    title: /^Waits for a runner with labels self-hosted, talos-plan$/,
  },
  { name: "a job to be made", truth: truth({ run: run({ plan: undefined }) }), view: queued, title: /a runner$/ },
  { name: "planning", truth: truth({ run: run({ plan: running }) }), view: waiting, title: /Makes the plan/ },
  {
    name: "an answer",
    truth: truth({ run: run({ plan: running }) }),
    record: { risk: "read", command: "diff" },
    view: waiting,
    title: /Works on the answer/,
  },
  {
    name: "review",
    truth: inReview,
    view: waiting,
    title: /^Waits for approval by bob or acme\/infra in talos-main$/,
    says: /Review deployments/,
  },
  {
    name: "review of what destroys",
    truth: inReview,
    record: { risk: "destroy", command: "reset talos-m02 --confirm talos-m02" },
    view: waiting,
    title: /bob/,
    says: /not by \*\*alice\*\* alone/,
  },
  {
    name: "review by nobody named",
    truth: { ...inReview, pending: [] },
    view: waiting,
    title: /^Waits for approval$/,
    says: /by the environment's reviewers/,
  },
  {
    name: "a wait timer",
    truth: { ...inReview, pending: [{ environment: "talos-main", reviewers: [], waitMinutes: 30 }] },
    view: waiting,
    title: /^Waits 30 min, as talos-main asks everybody to$/,
  },
  {
    name: "a comment",
    truth: awaiting,
    view: waiting,
    title: /^Waits for \/talos approve d1d1d1d1 by another person than alice$/,
    says: /`\/talos reject d1d1d1d1`/,
  },
  {
    name: "the second run",
    truth: { ...awaiting, verdict: verdict("approved") },
    view: waiting,
    title: /^Approved by bob/,
    says: /✅ \| approval \| by \*\*bob\*\*/,
  },
  {
    name: "the second run's runner",
    truth: truth({ run: { ...second, plan: standing }, verdict: verdict("approved") }),
    view: waiting,
    title: /a runner with labels/,
    says: /⏳ \| carrying out \| waits for/,
  },
  {
    name: "the second run's plan",
    truth: truth({ run: { ...second, plan: running }, verdict: verdict("approved") }),
    view: waiting,
    title: /planned again/,
  },
  {
    name: "a runner to carry it out",
    truth: truth({
      run: run({ operate: { ...standing, labels: ["talos-operate"] } }),
      notes: [planned],
      reviews: [bob],
    }),
    view: waiting,
    title: /^Waits for a runner with label talos-operate$/,
    says: /✅ \| approval \| by \*\*bob\*\*/,
  },
  {
    name: "carrying out",
    truth: truth({ run: operating, notes: [planned] }),
    view: working,
    title: /being carried out/,
  },
  {
    name: "another run",
    truth: truth({ run: over, notes: [planned, note("operate", "handed-over", { operation: "op-1" })] }),
    view: working,
    title: /Another run/,
    says: /`op-1`/,
  },
  {
    name: "the run that goes on",
    truth: truth({ run: run({ goesOn: true, plan: standing }) }),
    view: working,
    title: /a runner with labels/,
    says: /⏳ \| carrying out \| waits for/,
  },
  { name: "the end of the plan", truth: truth(), view: waiting, title: /end/ },
  { name: "the end", truth: truth({ run: run({ operate: done }) }), view: working, title: /end/ },
  { name: "success", truth: succeeded, view: good, title: /^Done$/ },
  {
    name: "nothing to do",
    truth: truth({ run: over, notes: [note("plan", "nothing-to-do")] }),
    view: good,
    title: /Nothing to do/,
  },
  {
    name: "an answer given",
    truth: truth({ run: over, notes: [note("plan", "answered")] }),
    view: good,
    title: /^Answered$/,
  },
  { name: "gates", truth: refused("gate_refused"), view: bad("failure"), title: /^Refused: the cluster is not fit/ },
  { name: "a gate", truth: refused("etcd_alarm"), view: bad("failure"), title: /^Refused: etcd raises an alarm$/ },
  { name: "another head", truth: refused("head_moved"), view: bad("action_required"), title: /another head/ },
  {
    name: "a code of tomorrow",
    truth: refused("moon_phase"),
    view: bad("failure"),
    title: /^Refused: reason moon_phase$/,
  },
  {
    name: "a failure",
    truth: truth({
      run: run({ operate: done }),
      notes: [planned, note("operate", "failed", { code: "node_timeout" })],
    }),
    view: bad("failure"),
    title: /^Failed: a node did not come back in time$/,
    says: /`\/talos continue`/,
  },
  {
    name: "a run that says nothing",
    truth: truth({ run: run({ status: "completed", conclusion: "startup_failure", plan: undefined }) }),
    view: bad("failure"),
    title: /does not say why/,
  },
  {
    name: "a run that is gone",
    truth: truth({ run: { kind: "gone", id: 7, url } }),
    view: bad("failure"),
    title: /deleted/,
  },
  { name: "cancelling", truth: truth({ run: cancelled }), view: bad("cancelled"), title: /nothing was changed/ },
  {
    name: "cancelling underway",
    truth: truth({ run: { ...cancelled, operate: done } }),
    view: bad("cancelled"),
    title: /while it was carried out/,
    says: /`\/talos continue`/,
  },
  {
    name: "a run that took too long",
    truth: truth({ run: { ...cancelled, conclusion: "timed_out" } }),
    view: bad("timed_out"),
    title: /too long/,
  },
  {
    name: "rejection by comment",
    truth: { ...awaiting, verdict: verdict("rejected") },
    view: bad("neutral"),
    title: /^Rejected by bob; nothing was changed$/,
    says: /➖ \| approval \| rejected by \*\*bob\*\*/,
  },
  {
    name: "rejection in review",
    truth: truth({
      run: run({ status: "completed", conclusion: "failure" }),
      notes: [planned],
      reviews: [{ ...bob, state: "rejected" }],
    }),
    view: bad("neutral"),
    title: /^Rejected by bob/,
  },
  {
    name: "expiry",
    truth: { ...awaiting, now: late },
    view: bad("neutral"),
    title: /Expired before it was carried out/,
  },
  {
    name: "a run that was never found",
    truth: truth({ run: undefined, now: late }),
    view: bad("neutral"),
    title: /never found/,
    says: /❌|➖/,
  },
];

describe("viewRequest()", () => {
  it.each(cases)("shows $name", ({ truth: now, record: more, view, title, says = /./ }) => {
    const shown = viewRequest({ ...record, ...more }, now);
    expect(shown).toMatchObject(view);
    expect("conclusion" in shown).toBe(shown.status === "completed");
    expect(shown.title).toMatch(title);
    expect(shown.summary).toMatch(says);
  });

  it("shows the whole way of a request", () => {
    const seen = [cases[0], cases[1], cases[5], cases[9], cases[14]].flatMap((one) => (one ? [one.truth] : []));
    const texts = [...seen, succeeded, refused("gate_refused")].map((one) => {
      const { status, conclusion = "–", title, summary, reaction } = viewRequest(record, one);
      return `# ${title}\n\n${status} ${conclusion} ${reaction}\n\n${summary}\n`;
    });
    expectGolden("request-views.md", texts.join("\n"));
  });

  it("stays completed, whatever the clock says later", () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.nat(400_000), ({ truth: now, record: more }, seconds) => {
        const before = viewRequest({ ...record, ...more }, now);
        fc.pre(before.status === "completed");
        const later = new Date(Date.parse(now.now) + seconds * 1000).toISOString();
        expect(viewRequest({ ...record, ...more }, { ...now, now: later })).toEqual(before);
      }),
    );
  });
});

describe("what others wrote", () => {
  const hostile = fc
    .array(
      fc.constantFrom("`", "```", "|", "\n", "</td>", "<!--", "@acme/admins", "#1", "[a](b)", "\u202e", "**", "x"),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(""));
  const markdown = new MarkdownIt({ html: true });

  function rows(summary: string): readonly number[] {
    const table = summary.split("\n").filter((line) => line.startsWith("|"));
    return table.map((line) => line.replace(/\\\|/g, "").split("|").length);
  }

  it("is neither markup nor a mention, and stays in its cell and line", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...cases), (text, { truth: now }) => {
        const other = { ...record, command: `x ${text}`, cluster: text, requester: { id: 1, login: text } };
        const jobs = { ...standing, labels: [text, text] };
        const found =
          now.run?.kind === "found"
            ? { ...now.run, plan: now.run.plan && { ...now.run.plan, labels: [text] } }
            : now.run;
        const shown = viewRequest(other, {
          ...now,
          run:
            found?.kind === "found" && found.operate
              ? { ...found, operate: { ...found.operate, labels: jobs.labels } }
              : found,
          pending: now.pending.map((one) => ({ ...one, environment: text, reviewers: [text] })),
          reviews: now.reviews.map((one) => ({ ...one, login: text })),
          ...(now.verdict && { verdict: { ...now.verdict, person: { id: 2, login: text } } }),
        });
        expect(shown.title).not.toMatch(/[\n\u202e]/);
        expect(shown.title.length).toBeLessThanOrEqual(100);
        expect(new Set(rows(shown.summary)).size).toBe(1);
        const html = markdown.render(shown.summary).replace(/<code>[\s\S]*?<\/code>/g, "");
        expect(html).not.toMatch(/<!--|<\/td>x|@acme|<a href="b"|\u202e/);
        expect(shown.summary.length).toBeLessThan(20_000);
      }),
      { numRuns: 300 },
    );
  });

  it("is no address", () => {
    const shown = viewRequest(record, truth({ run: run({ url: "javascript:alert(1)" }) }));
    expect(shown.summary).not.toContain("](");
  });
});

describe("viewUnstarted()", () => {
  it("names another request where one was taken in twice, and leaves the reaction to that one", () => {
    const shown = viewUnstarted(record, "duplicate");
    expect(shown).toMatchObject({ status: "completed", conclusion: "skipped", reaction: "eyes" });
    expect(shown.summary).toContain("`duplicate`");
  });

  it("tells why the workflow could not be started, and the next step", () => {
    const cause = new UserError("No <b> @acme/admins", { code: "github_failed", hint: "Add `talos.yaml`." });
    const shown = viewUnstarted(record, "not_dispatched", cause);
    expect(shown).toMatchObject({ status: "completed", conclusion: "failure", reaction: "-1" });
    expect(shown.summary).toMatch(/`not_dispatched`.*\n\n\*\*Next:\*\* Add `talos\.yaml`\.$/);
    expect(shown.summary).not.toMatch(/<b>|@acme/);
  });

  it.each(["comment_changed", "earlier_failed", "request_expired"] as const)("says what to do after %s", (reason) => {
    const shown = viewUnstarted(record, reason);
    expect(shown).toMatchObject({ conclusion: "cancelled", reaction: "-1" });
    expect(shown.summary).toContain("**Next:** Give the command again");
  });
});
