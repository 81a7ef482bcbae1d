/** What comes of something that is ready to be carried out: a job of its own, now or after a review, or waiting for a word. */
import { type Approval, environmentOf } from "../operate/choose-approval.ts";
import { type OperationRequest, toRequest } from "../operate/operation-request.ts";
import type { Asking } from "./asking.ts";

type Wanted = Omit<OperationRequest, "environment">;

/** Becomes a job of this run, which waits for the environment's reviewers where there is one. */
export function handOn(wanted: Wanted, approval: Approval, { endings, requests }: Asking): void {
  requests.push(toRequest({ ...wanted, environment: environmentOf(approval) }));
  const kind = approval.kind === "environment" ? "environment" : "none";
  endings.push({ outcome: "planned", approval: kind, digest: wanted.digest });
}

/** This run ends here. With another person's word the bot starts another one, which hands on what was approved. */
export function waitForWord({ digest }: Pick<Wanted, "digest">, { endings }: Asking): void {
  endings.push({ outcome: "planned", approval: "comment", digest });
}

/** As much of a digest as people type. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 8);
}
