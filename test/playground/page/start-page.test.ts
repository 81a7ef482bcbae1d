import { request } from "node:http";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { PageModel } from "../../../src/playground/page/page-model.ts";
import { startPage } from "../../../src/playground/page/start-page.ts";

const model: PageModel = {
  ...{ repository: "acme/home-ops", url: "http://127.0.0.1:1/acme/home-ops" },
  pull: { number: 1, title: "T", body: "", author: "alice", branch: "b", headSha: "a", labels: [], comments: [] },
  ...{ people: [], labels: [], checks: [], runs: [], nodes: [] },
};

const taken: unknown[] = [];
const take = (form: object) => {
  if ("author" in form && form.author === "stranger") throw new Error("There is nobody of that name here");
  taken.push(form);
};
const page = await startPage(
  {
    describe: () => model,
    readLog: (run) => (run === 5 ? "log" : undefined),
    actions: { comment: take, edit: take, remove: take, label: take, review: take },
  },
  0,
);

const comment = { author: "alice", body: "/talos diff" };

interface Sent {
  readonly path?: string;
  readonly form?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post({ path = "/comments", form = comment, headers = { origin: page.url } }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${page.url}${path}`, { method: "POST", headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject).end(typeof form === "string" ? form : JSON.stringify(form));
  });
}

beforeEach(() => void taken.splice(0));
afterAll(() => page.close());

describe("startPage()", () => {
  it("takes what the page itself sends", async () => {
    expect(await post({})).toBe(204);
    expect(taken).toEqual([comment]);
  });

  it.each<Sent & { readonly name: string }>([
    { name: "another site", headers: { origin: "http://evil.test" } },
    { name: "nobody who says where he is", headers: {} },
    { name: "another name that leads here", headers: { origin: "http://evil.test", host: "evil.test" } },
    { name: "another port", headers: { origin: "http://127.0.0.1:1" } },
    { name: "a stranger", form: { author: "stranger", body: "/talos diff" } },
    { name: "an unknown action", path: "/reset" },
    { name: "a form of another shape", form: { author: 1 } },
    { name: "no JSON", form: "{" },
    { name: "an endless comment", form: { author: "alice", body: "x".repeat(70_000) } },
    {
      name: "a review of neither kind",
      path: "/reviews",
      form: { run: 1, environment: "e", person: "bob", state: "?" },
    },
  ])("refuses $name", async (sent) => {
    expect(await post(sent)).toBe(400);
    expect(taken).toEqual([]);
  });

  it("lets nothing run but its own script, in no other page", async () => {
    const policy = (await fetch(page.url)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-inline");
  });

  it("sends a part only when it has changed", async () => {
    const first = await fetch(`${page.url}/side`);
    const etag = first.headers.get("etag") ?? "";
    expect((await fetch(`${page.url}/side`, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("sends the logs of runs as text", async () => {
    expect((await fetch(`${page.url}/runs/5`)).headers.get("content-type")).toContain("text/plain");
    expect((await fetch(`${page.url}/runs/6`)).status).toBe(404);
  });
});
