/** What an operation holds while it runs, written down for the post step: it comes after a run that was killed, too. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { saveState } from "@actions/core";
import * as z from "zod/mini";
import type { OperationProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { heldState, readHeldText } from "./held-text.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const schema = z.object({
  cluster: z.string(),
  /** Of the lock's holder. */
  identity: z.string(),
  /** Undefined before the operation has an id. */
  operation: z.optional(z.string()),
  /** The issue or pull request that has the live comment. */
  number: z.optional(z.number()),
  deployment: z.optional(z.number()),
});

export type Held = z.output<typeof schema>;

/** @param held Undefined: nothing is held any more. */
export function saveHeld(held: Held | undefined): void {
  saveState(heldState, held === undefined ? "" : JSON.stringify(held));
}

/** In the post step: what the main step still held when it ended. */
export function readHeld(environment: NodeJS.ProcessEnv): Held {
  return schema.parse(JSON.parse(readHeldText(environment)));
}

/** The progress so far; it was redacted before it came here. */
export function saveProgress(progress: Safe<OperationProgress>, environment: NodeJS.ProcessEnv): void {
  const file = progressFile(progress.id, environment);
  mkdirSync(temporaryFolder(environment), { recursive: true, mode: 0o700 });
  // A kill in between must not leave half a file.
  writeFileSync(`${file}.new`, JSON.stringify(progress), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined where none was written. */
export function readProgress(operation: string, environment: NodeJS.ProcessEnv): Safe<OperationProgress> | undefined {
  try {
    // saveProgress wrote it, into a folder that only this job's user can read.
    return JSON.parse(readFileSync(progressFile(operation, environment), "utf8")) as Safe<OperationProgress>;
  } catch {
    return undefined;
  }
}

export function removeProgress(operation: string, environment: NodeJS.ProcessEnv): void {
  rmSync(progressFile(operation, environment), { force: true });
}

function progressFile(operation: string, environment: NodeJS.ProcessEnv): string {
  return join(temporaryFolder(environment), `progress-${operation.replace(/[^\w.-]/g, "_")}.json`);
}
