import { describe, expect, it } from "vitest";
import { createVerdict, listVerdicts } from "../../../src/adapters/github/verdict-store.ts";
import { formatVerdict, type VerdictRecord } from "../../../src/chatops/verdict-record.ts";
import { calm } from "../../support/github.ts";
import { startSingleCalls } from "../../support/single-calls.ts";

const sha = "a".repeat(40);

const record: VerdictRecord = {
  version: 1,
  verdict: "approved",
  request: 4711,
  digest: "d".repeat(64),
  person: { id: 12, login: "bob" },
  commentId: 901,
  number: 1,
  at: "2026-11-02T10:05:00Z",
};

function check(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 50,
    head_sha: sha,
    external_id: "verdict-4711-901-1",
    app: { id: 5 },
    output: { text: formatVerdict(record) },
    ...more,
  };
}

describe("createVerdict()", () => {
  it.each([
    { verdict: "approved", conclusion: "success" } as const,
    { verdict: "rejected", conclusion: "neutral" } as const,
  ])("writes $verdict into a check run that is over", async ({ verdict, conclusion }) => {
    const { api, github } = startSingleCalls();
    const said = { ...record, verdict };
    api
      .post("/repos/acme/home-ops/check-runs", (body) => {
        expect(body).toMatchObject({
          head_sha: sha,
          external_id: "verdict-4711-901-1",
          status: "completed",
          conclusion,
          output: { text: formatVerdict(said) },
        });
        return true;
      })
      .reply(201, check({ output: { text: formatVerdict(said) } }));
    expect(await createVerdict(github, { sha, record: said }, calm)).toEqual({
      id: 50,
      appId: 5,
      sha,
      key: "verdict-4711-901-1",
      record: said,
    });
  });
});

describe("listVerdicts()", () => {
  it("gives those on the request by the App, the first one first", async () => {
    const { api, github } = startSingleCalls();
    const other = { ...record, request: 4712 };
    const list = [
      check({ id: 60 }),
      check({ id: 50 }),
      check({ id: 40, app: { id: 6 } }),
      check({ id: 30, external_id: "verdict-4712-901-1", output: { text: formatVerdict(other) } }),
      check({ id: 20, external_id: "verdict-4711-901-2" }),
      check({ id: 10, output: { text: "no verdict" } }),
    ];
    api
      .get(`/repos/acme/home-ops/commits/${sha}/check-runs`)
      .query({ app_id: "5", filter: "all", per_page: "100" })
      .reply(200, { total_count: 6, check_runs: list });
    const found = await listVerdicts(github, { sha, appId: 5, request: 4711 }, calm);
    expect(found.map(({ id }) => id)).toEqual([50, 60]);
  });
});
