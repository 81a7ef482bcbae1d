/** A person's `/talos approve` or `/talos reject`: which request it is about, and whether it counts. */

import type { Bounds, VerdictCommand } from "./command.ts";
import type { PermissionDecision } from "./decide-permission.ts";
import type { Identity } from "./permission.ts";
import { askAgain } from "./refusals.ts";
import type { StoredRequest } from "./request-record.ts";
import type { PendingEnvironment } from "./request-truth.ts";
import type { VerdictRecord } from "./verdict-record.ts";

/** A request that waits for somebody's word, as far as the decision needs it. */
export interface WaitingRequest {
  readonly request: Pick<StoredRequest, "id" | "record">;
  /** Of the plan that was shown. */
  readonly digest: string;
  /** When the job that showed it was over; undefined where that is not known. */
  readonly plannedAt: string | undefined;
  /**
   * Whose word lets it go on: a comment's; that of the environments' reviewers; or a comment's because the App itself is a rule of
   * the environment and asks for another person.
   */
  readonly approval: "comment" | "environment" | "rule";
  /** Environments that its run waits for. */
  readonly pending: readonly PendingEnvironment[];
  /** The word that counts already. */
  readonly verdict: VerdictRecord | undefined;
  /** Whether the person may ask for the request's own command, now. */
  readonly right: PermissionDecision;
}

export interface VerdictQuestion {
  readonly command: VerdictCommand & Pick<Bounds, "cluster">;
  readonly person: Identity;
  readonly comment: { readonly id: number; readonly number: number; readonly createdAt: string };
  /** Of the pull request now. */
  readonly headSha: string;
  /** The branch's last push by GitHub's clock, where it is known. */
  readonly lastPushAt: string | undefined;
  readonly now: string;
}

export type VerdictDecision =
  /** To be written down. */
  | { readonly kind: "counts"; readonly waiting: WaitingRequest; readonly verdict: VerdictRecord["verdict"] }
  /** This very comment has been written down before: the delivery came again. */
  | { readonly kind: "known"; readonly waiting: WaitingRequest }
  | VerdictRefusal;

export interface VerdictRefusal {
  readonly kind: "refused";
  readonly code:
    | "approval_elsewhere"
    | "head_moved"
    | "nothing_to_decide"
    | "permission_denied"
    | "plan_changed"
    | "plan_unnamed"
    | "request_expired"
    | "self_approval"
    | "verdict_ambiguous"
    | "verdict_given";
  /** One sentence without a full stop. */
  readonly message: string;
  /** The next step, as a sentence. */
  readonly hint?: string;
}

/** @param waiting the requests on the pull request's head that are planned and not carried out yet */
export function decideVerdict(question: VerdictQuestion, waiting: readonly WaitingRequest[]): VerdictDecision {
  const { comment } = question;
  const known = waiting.find(({ verdict }) => verdict?.commentId === comment.id && verdict.number === comment.number);
  if (known !== undefined) return { kind: "known", waiting: known };
  const meant = findMeant(question, waiting);
  if ("kind" in meant) return meant;
  return refuse(question, meant) ?? { kind: "counts", waiting: meant, verdict: verdictOf(question.command) };
}

function verdictOf({ name }: VerdictCommand): VerdictRecord["verdict"] {
  return name === "approve" ? "approved" : "rejected";
}

/** The one that waits; where several do, the digest has to tell which. */
function findMeant(
  { command: { plan, name, cluster } }: VerdictQuestion,
  all: readonly WaitingRequest[],
): WaitingRequest | VerdictRefusal {
  const waiting = cluster === undefined ? all : all.filter(({ request }) => request.record.cluster === cluster);
  const named = plan === undefined ? waiting : waiting.filter(({ digest }) => digest.startsWith(plan.toLowerCase()));
  // What nobody can decide here any more is meant only where it is all there is.
  const open = named.filter(({ verdict }) => verdict === undefined);
  const [first, second] = open.length > 0 ? open : named;
  if (first === undefined) {
    return waiting.length === 0
      ? refusal("nothing_to_decide", `There is nothing to ${name}: no plan on this commit waits for it`)
      : refusal("plan_changed", "No plan that waits has a digest that begins so", `What waits: ${list(waiting)}.`);
  }
  if (second === undefined) return first;
  return refusal("verdict_ambiguous", "Several plans wait", `Name the one that is meant: ${list(open, name)}.`);
}

function list(waiting: readonly WaitingRequest[], name?: string): string {
  return waiting
    .map(({ digest, request }) => {
      const short = digest.slice(0, 8);
      return `\`${name === undefined ? short : `/talos ${name} ${short}`}\` for ${request.record.command}`;
    })
    .join(", ");
}

function refuse(question: VerdictQuestion, meant: WaitingRequest): VerdictRefusal | undefined {
  const { person, command, now } = question;
  const { request, verdict, right } = meant;
  const { record } = request;
  const own = person.id === record.requester.id;
  // Whoever asked for it may call it off; for everything else it takes the right to the command itself.
  if (right.kind === "denied" && !(own && command.name === "reject")) {
    return refusal("permission_denied", `You may not ${command.name} ${record.command}. ${right.reason}`);
  }
  if (verdict !== undefined) {
    return refusal("verdict_given", `${record.command} was ${verdict.verdict} by ${verdict.person.login} already`);
  }
  if (Date.parse(now) >= Date.parse(record.expiresAt)) {
    return refusal("request_expired", `The request ${record.command} has waited too long`, askAgain);
  }
  return command.name === "reject" ? undefined : refuseApproval(question, meant, own);
}

function refuseApproval(
  { comment, command, headSha, lastPushAt }: VerdictQuestion,
  { approval, digest, pending, plannedAt, request: { record } }: WaitingRequest,
  own: boolean,
): VerdictRefusal | undefined {
  if (approval === "environment") return refusal("approval_elsewhere", ...whereToApprove(pending));
  if (own) {
    return refusal("self_approval", `You asked for ${record.command} yourself: another person has to approve it`);
  }
  // GitHub's times are whole seconds: a push in the second of the comment may have come after it.
  const pushed = lastPushAt !== undefined && Date.parse(lastPushAt) >= Date.parse(comment.createdAt);
  if (pushed || headSha !== record.headSha) {
    return refusal("head_moved", "The branch was pushed to since the plan", askAgain);
  }
  // Whoever asks could take one plan back and have another one wait in the moment before somebody approves "it".
  if (record.risk === "destroy" && command.plan === undefined) {
    const named = `/talos approve ${digest.slice(0, 8)}`;
    return refusal("plan_unnamed", `${record.command} destroys: its plan has to be named`, `Look at it: \`${named}\`.`);
  }
  // Whoever names the digest has seen the plan, also in the moments before its job was over.
  const early = plannedAt !== undefined && Date.parse(comment.createdAt) < Date.parse(plannedAt);
  // The same plan may have waited before; what was said then was said of another request.
  const earlier = Date.parse(comment.createdAt) < Date.parse(record.askedAt);
  return earlier || (early && command.plan === undefined)
    ? refusal("nothing_to_decide", "The plan was not there yet when you approved", "Look at the plan, then approve it.")
    : undefined;
}

function whereToApprove(pending: readonly PendingEnvironment[]): readonly [message: string, hint: string] {
  const places = pending.map(({ environment, reviewers }) =>
    reviewers.length === 0 ? environment : `${environment} (${reviewers.join(", ")})`,
  );
  const where = places.length === 0 ? "its environment" : `the environment ${places.join(", ")}`;
  return [
    `A comment cannot approve this: it waits for the reviewers of ${where}`,
    "They approve in the workflow run: Review deployments.",
  ];
}

function refusal(code: VerdictRefusal["code"], message: string, hint?: string): VerdictRefusal {
  return { kind: "refused", code, message, ...(hint !== undefined && { hint }) };
}
