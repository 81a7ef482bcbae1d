/**
 * What the bot writes down of a request, once, when it arrives. It is the text of a check run, which only the bot's own App
 * can make, so whoever reads it knows that the bot wrote it. It never changes; what becomes of it stands beside it.
 */
import * as z from "zod/mini";

const sha = z.string().check(z.regex(/^[0-9a-f]{40,64}$/));
const id = z.int().check(z.positive());
const time = z.iso.datetime();

const origin = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("comment"),
    commentId: id,
    /** Which of the comment's commands, from 1. */
    number: id,
  }),
  z.strictObject({
    kind: z.literal("label"),
    label: z.string().check(z.minLength(1)),
    /** GitHub's own entry of who put it on: there is one for each time. */
    eventId: id,
  }),
]);

const schema = z.strictObject({
  version: z.literal(1),
  /** In its canonical form, without `/talos`. */
  command: z.string().check(z.minLength(1)),
  risk: z.enum(["read", "change", "destroy"]),
  /** Left out for what reads several. */
  cluster: z.optional(z.string().check(z.minLength(1))),
  pullRequest: id,
  /** The commit that was the pull request's head when the request arrived. */
  headSha: sha,
  requester: z.strictObject({ id, login: z.string().check(z.minLength(1)) }),
  origin,
  /** When GitHub took the comment or label in. */
  askedAt: time,
  /** From then on no run may begin to carry it out. */
  expiresAt: time,
});

export type RequestRecord = z.output<typeof schema>;
export type RequestOrigin = RequestRecord["origin"];

/** A record as it was found on GitHub. */
export interface StoredRequest {
  /** Of the check run: what people and runs call the request by. */
  readonly id: number;
  /** Web address of the check run. */
  readonly url: string;
  /** The App that made the check run. */
  readonly appId: number;
  /** By which GitHub names that App as the starter of a run, `slug[bot]`; left out where GitHub does not tell. */
  readonly appLogin?: string;
  /** The commit that the check run stands on. */
  readonly sha: string;
  readonly key: string;
  readonly record: RequestRecord;
  /** The one workflow run that may act on it now. */
  readonly runId: number | undefined;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | undefined;
  /** What people see of it now. */
  readonly shown?: { readonly title: string; readonly summary: string };
}

/** By which a request that arrives twice is known: the check run's `external_id`. */
export function requestKey(origin: RequestOrigin): string {
  return origin.kind === "comment" ? `comment-${origin.commentId}-${origin.number}` : `label-${origin.eventId}`;
}

const longestName = 100;

/** What the check run is called on the pull request. */
export function requestName({ command }: Pick<RequestRecord, "command">): string {
  const name = `talos ${command}`;
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

/** As Markdown for the check run's text. */
export function formatRecord(record: RequestRecord): string {
  return formatJsonBlock("Request", record);
}

/** @returns undefined for a text that is no record */
export function parseRecord(text: string | null | undefined): RequestRecord | undefined {
  const result = z.safeParse(schema, readJsonBlock(text));
  return result.success ? result.data : undefined;
}

/** A fold with a block of JSON in it, for people who look and for whoever reads it back. */
export function formatJsonBlock(title: string, value: unknown): string {
  return `<details><summary>${title}</summary>\n\n\`\`\`json\n${escapeJson(JSON.stringify(value))}\n\`\`\`\n\n</details>`;
}

export function readJsonBlock(text: string | null | undefined): unknown {
  const block = /```json\n(.*)\n```/.exec(text ?? "")?.[1];
  try {
    return block === undefined ? undefined : JSON.parse(block);
  } catch {
    return undefined;
  }
}

/** No text in it can end the block or be taken for Markdown; JSON reads the escapes back. */
function escapeJson(json: string): string {
  return json.replace(
    /[`<>&@\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
