import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundles } from "../../scripts/bundles.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const main = join(import.meta.dirname, "..", "..", "src", "playground", "start.ts");
const bundles = await mkdtemp(join(tmpdir(), "talos-chatops-start-"));

beforeAll(async () => void (await buildBundles(bundles)), 120_000);
afterAll(() => rm(bundles, { recursive: true }));

async function start({ port = "0", from = bundles }: { readonly port?: string; readonly from?: string } = {}) {
  const temporary = await temporaryFolder();
  const child = spawn(process.execPath, [main, "--bundles", from], {
    env: { PATH: process.env["PATH"], PORT: port, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const ended = once(child, "close").then(([code]: unknown[]) => code);
  const url = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        printed += data;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
        if (found !== undefined) resolve(found);
      });
    }
  });
  return { child, ended, url, printed: () => printed, leftovers: () => readdir(temporary) };
}

async function until(page: string, words: string): Promise<string> {
  for (;;) {
    const html = await (await fetch(`${page}/conversation`)).text();
    if (html.includes(words)) return html;
    await pass(100);
  }
}

describe("npm start", () => {
  it("answers a comment with the plan, and leaves nothing when it is told to end", { timeout: 60_000 }, async () => {
    const run = await start();
    const page = await run.url;
    const body = JSON.stringify({ author: "alice", body: "/talos diff" });
    const sent = await fetch(`${page}/comments`, { method: "POST", headers: { origin: page }, body });
    expect(sent.status).toBe(204);
    expect(await until(page, "Talos plan for")).toContain("3 of 3 nodes change");
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(await run.leftovers()).toEqual([]);
    await expect(fetch(page)).rejects.toThrow();
  });

  it("ends in good order when it is told so while it still starts", { timeout: 60_000 }, async () => {
    const run = await start();
    await once(run.child.stdout, "data");
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(await run.leftovers()).toEqual([]);
  });

  it("says which port is taken, and what to do", { timeout: 60_000 }, async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const run = await start({ port: String(port) });
    expect(await run.ended).toBe(1);
    other.close();
    expect(run.printed()).toContain(`PORT=${port + 1} npm start`);
    expect(await run.leftovers()).toEqual([]);
  });

  it("says what is not built, before it starts anything", async () => {
    const run = await start({ from: await temporaryFolder() });
    expect(await run.ended).toBe(1);
    expect(run.printed()).toContain("npm run build");
    expect(await run.leftovers()).toEqual([]);
  });
});
