import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { readEvent } from "../../src/action/read-event.ts";

it("readEvent() reads what the toolkit's own context reads", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talos-chatops-event-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  const path = join(folder, "event.json");
  writeFileSync(path, JSON.stringify({ action: "created", issue: { number: 7 }, repository: { id: 1 } }));
  vi.stubEnv("GITHUB_EVENT_NAME", "issue_comment");
  vi.stubEnv("GITHUB_EVENT_PATH", path);
  vi.stubEnv("GITHUB_SHA", "0".repeat(40));
  vi.stubEnv("GITHUB_REF", "refs/heads/main");
  const { context } = await import("@actions/github");
  const { name, payload, sha, ref } = readEvent(process.env);
  expect({ eventName: name, payload, sha, ref }).toEqual({
    eventName: context.eventName,
    payload: context.payload,
    sha: context.sha,
    ref: context.ref,
  });
});
