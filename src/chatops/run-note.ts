/**
 * What a workflow run tells the bot about a request: an annotation of its job. Only the job itself can make one, and the bot
 * reads those of the run that it dispatched, so no other run can speak for it.
 */
import * as z from "zod/mini";

const schema = z.object({
  version: z.literal(1),
  /** Id of the request's check run. */
  request: z.int().check(z.positive()),
  phase: z.enum(["plan", "operate"]),
  /**
   * Of phase plan: `answered`, `planned` (something is to be carried out), `nothing-to-do`, `refused`, `failed`.
   * Of phase operate: `succeeded`, `failed`, `refused`, `cancelled`, `handed-over`.
   */
  outcome: z.enum([
    "answered",
    "planned",
    "nothing-to-do",
    "refused",
    "failed",
    "succeeded",
    "cancelled",
    "handed-over",
  ]),
  /** Stable reason code of what was refused or has failed. */
  code: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,63}$/))),
  /** Of the plan. */
  digest: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  /** Of a plan that is to be carried out: who has to agree. */
  approval: z.optional(z.enum(["environment", "comment", "none"])),
  /** Of phase operate: the operation's id. */
  operation: z.optional(z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/))),
});

export type RunNote = z.output<typeof schema>;

/** Title of the annotation. */
export const runNoteTitle = "talos-chatops";

export function formatRunNote(note: RunNote): string {
  return JSON.stringify(note);
}

/** @returns undefined for a text that is no note */
export function parseRunNote(text: string): RunNote | undefined {
  try {
    const result = z.safeParse(schema, JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
