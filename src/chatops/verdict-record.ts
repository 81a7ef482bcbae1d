/**
 * A person's word on a request that waits for it: `/talos approve` or `/talos reject`. Like the request it is a check run of
 * the bot's App and never changes, so that two words at the same moment cannot overwrite each other.
 */
import * as z from "zod/mini";
import { formatJsonBlock, readJsonBlock } from "./request-record.ts";

const id = z.int().check(z.positive());

const schema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(["approved", "rejected"]),
  /** Id of the request's check run. */
  request: id,
  /** Of the plan that was shown. */
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  person: z.strictObject({ id, login: z.string().check(z.minLength(1)) }),
  commentId: id,
  /** Which of the comment's commands, from 1. */
  number: id,
  at: z.iso.datetime(),
});

export type VerdictRecord = z.output<typeof schema>;

export interface StoredVerdict {
  /** Of the check run; the lowest of a request is the one that counts. */
  readonly id: number;
  readonly appId: number;
  readonly sha: string;
  readonly key: string;
  readonly record: VerdictRecord;
}

export function verdictKey({ request, commentId, number }: Omit<VerdictRecord, "version">): string {
  return `verdict-${request}-${commentId}-${number}`;
}

export function formatVerdict(record: VerdictRecord): string {
  return formatJsonBlock("Verdict", record);
}

/** @returns undefined for a text that is no verdict */
export function parseVerdict(text: string | null | undefined): VerdictRecord | undefined {
  const result = z.safeParse(schema, readJsonBlock(text));
  return result.success ? result.data : undefined;
}
