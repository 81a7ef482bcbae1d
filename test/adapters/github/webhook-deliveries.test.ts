import { Octokit } from "@octokit/rest";
import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { listDeliveries, redeliver } from "../../../src/adapters/github/webhook-deliveries.ts";
import { calm } from "../../support/github.ts";

const api = "https://api.github.com";
const client = new Octokit({ log: { debug() {}, info() {}, warn() {}, error() {} } });

afterEach(() => nock.cleanAll());

const entry = (id: string, more = "") =>
  `{"id":${id},"guid":"0b989ba4-242f-11e5-81e1-c7b6966d2516","delivered_at":"2026-11-01T10:00:00Z","status_code":502,"event":"issue_comment","action":"created"${more}}`;

describe("listDeliveries()", () => {
  it("keeps ids that are larger than a number can hold", async () => {
    nock(api)
      .get("/app/hook/deliveries?per_page=100")
      .reply(200, `[${entry("9007199254740993017", ',"installation_id":123')}]`, {
        "content-type": "application/json",
      });
    expect(await listDeliveries(client, undefined, calm)).toEqual({
      attempts: [
        {
          id: "9007199254740993017",
          guid: "0b989ba4-242f-11e5-81e1-c7b6966d2516",
          at: Date.parse("2026-11-01T10:00:00Z"),
          status: 502,
          event: "issue_comment",
          action: "created",
        },
      ],
      cursor: undefined,
    });
  });

  it("follows the link to the next page", async () => {
    const link = `<${api}/app/hook/deliveries?per_page=100&cursor=v1_17>; rel="next"`;
    nock(api)
      .get("/app/hook/deliveries?per_page=100")
      .reply(200, "[]", { link })
      .get("/app/hook/deliveries?per_page=100&cursor=v1_17")
      .reply(200, `[${entry("1")}]`);
    const { cursor } = await listDeliveries(client, undefined, calm);
    expect(cursor).toBe("v1_17");
    expect(await listDeliveries(client, cursor, calm)).toMatchObject({ attempts: [{ id: "1" }], cursor: undefined });
  });

  it("passes over entries that it cannot read", async () => {
    nock(api)
      .get(/deliveries/)
      .reply(200, `[null, {"id":1}, ${entry("2").replace("502", "null")}]`);
    expect(await listDeliveries(client, undefined, calm)).toMatchObject({ attempts: [{ id: "2", status: 0 }] });
  });

  it("says which step failed", async () => {
    nock(api)
      .get(/deliveries/)
      .reply(404, "{}");
    await expect(listDeliveries(client, undefined, calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

describe("redeliver()", () => {
  it("asks for an attempt by its id", async () => {
    const asked = nock(api).post("/app/hook/deliveries/9007199254740993017/attempts").reply(202, {});
    await redeliver(client, "9007199254740993017", calm);
    expect(asked.isDone()).toBe(true);
  });
});
