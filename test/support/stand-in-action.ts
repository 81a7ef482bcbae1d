/**
 * In place of the action where only the bot is judged: waits until its run is the request's, plans, and says that it has
 * carried something out. It tells the bot what it did as the action does, and what reads is answered by phase plan.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { RunNote } from "../../src/chatops/run-note.ts";

const { env } = process;
const digest = "d".repeat(64);
const { inputs } = JSON.parse(readFileSync(env["GITHUB_EVENT_PATH"] ?? "", "utf8"));
const request = Number(inputs["request-id"]);
const approval = env["APPROVAL"] ?? "environment";

interface Check {
  readonly details_url: string;
  readonly status: string;
}

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(`${env["GITHUB_API_URL"]}/repos/${env["GITHUB_REPOSITORY"]}${path}`, {
    headers: { authorization: `Bearer ${env["INPUT_GITHUB-TOKEN"]}` },
  });
  return answer.json();
}

/** As long as the action waits, by the bot's clock. */
async function isBound(): Promise<boolean> {
  const until = Date.now() + 60_000 / Number(env["CLOCK_SPEED"]);
  for (;;) {
    const check = (await ask(`/check-runs/${request}`)) as Check;
    if (check.status === "completed") return false;
    if (check.details_url.endsWith(`/runs/${env["GITHUB_RUN_ID"]}`)) return true;
    if (Date.now() > until) return false;
    await pause(20);
  }
}

function tell(note: Pick<RunNote, "outcome"> & Partial<RunNote>): void {
  const phase = env["INPUT_PHASE"] === "operate" ? "operate" : "plan";
  const told: RunNote = { version: 1, request, phase, ...note };
  process.stdout.write(`::notice title=talos-chatops::${JSON.stringify(told)}\n`);
}

function set(name: string, value: string): void {
  appendFileSync(env["GITHUB_OUTPUT"] ?? "", `${name}=${value}\n`);
}

async function plan(): Promise<void> {
  if (inputs.command.startsWith("status")) return tell({ outcome: "answered" });
  const asked = { command: inputs.command, cluster: "main", digest, environment: "talos-main" };
  if (approval === "comment" && !(await isApproved())) return tell({ outcome: "planned", approval: "comment", digest });
  tell({ outcome: "planned", approval: approval === "comment" ? "none" : "environment", digest });
  set("operate", "true");
  set("requests", JSON.stringify([approval === "comment" ? { ...asked, environment: "" } : asked]));
}

/** A verdict is a check run on the same commit. */
async function isApproved(): Promise<boolean> {
  const { head_sha: sha } = (await ask(`/check-runs/${request}`)) as { readonly head_sha: string };
  const list = (await ask(`/commits/${sha}/check-runs?filter=all&per_page=100`)) as {
    readonly check_runs: readonly { readonly external_id: string }[];
  };
  return list.check_runs.some(({ external_id: key }) => key.startsWith(`verdict-${request}-`));
}

if (!(await isBound())) {
  tell({ outcome: "refused", code: "request_unknown" });
  process.exitCode = 1;
} else if (env["INPUT_PHASE"] === "operate") {
  process.stdout.write(`carried out ${request}\n`);
  tell({ outcome: "succeeded", digest, operation: `op-${request}` });
} else {
  await plan();
}
