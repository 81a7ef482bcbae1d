/** Tells the bot how a phase of a request ended: once, and from the post step where the main step could not. */
import { notice, saveState } from "@actions/core";
import * as z from "zod/mini";
import { formatRunNote, type RunNote, runNoteTitle } from "../../chatops/run-note.ts";
import type { PhaseEnding } from "../ask/asking.ts";
import { readHeld } from "../operate/held.ts";
import { readHeldText } from "../operate/held-text.ts";
import { readUntoldText, untoldState } from "./untold-text.ts";

const schema = z.object({ request: z.number(), phase: z.enum(["plan", "operate"]) });

type About = z.output<typeof schema>;

/** From here on the bot waits for a word; should this step be killed, the post step gives it. */
export function oweNote(about: About): void {
  saveState(untoldState, JSON.stringify(about));
}

/**
 * The runner turns the notice into an annotation of the job; it cuts a message off at 4,096 characters, and takes ten notices
 * of a step. A note has some hundred characters, and is the step's only notice.
 */
export function tellNote(about: About, ending: PhaseEnding): void {
  // First, so that a kill in between loses a word but never leaves two that differ: the run's conclusion is left then.
  saveState(untoldState, "");
  notice(formatRunNote({ version: 1, ...about, ...ending }), { title: runNoteTitle });
}

/** In the post step of a run that was cancelled or killed. */
export function tellInterrupted(environment: NodeJS.ProcessEnv): void {
  const about = schema.parse(JSON.parse(readUntoldText(environment)));
  const { operation } = readHeldText(environment) === "" ? {} : readHeld(environment);
  const outcome: RunNote["outcome"] = about.phase === "operate" ? "cancelled" : "failed";
  tellNote(about, { outcome, code: "interrupted", ...(operation !== undefined && { operation }) });
}
