import { askAgain } from "../../chatops/refusals.ts";
import type { ErrorCode } from "../../errors.ts";
import { gateTexts } from "./gate-texts.ts";

export interface Reason {
  /** A sentence without a full stop, as it follows a colon. */
  readonly text: string;
  /** What the person can do about it. */
  readonly next: string;
  /** It would go on as asked, were it only asked again. */
  readonly again?: true;
}

/** Codes that no error of ours has: what GitHub says of the run. */
type RunCode = "run_deleted";

const plan = "The comment with the plan says more.";
const answer = "The comment with the answer says more.";
const gate = "Mend what stands in the way, then give the command again. The comment with the plan says more.";
const log = "The workflow run's log says more.";
const settings = "Correct the settings on the default branch, then give the command again.";

const reasons: Readonly<Partial<Record<ErrorCode | RunCode, Reason>>> = {
  approval_missing: {
    text: "nobody but the person who asked has approved it",
    next: "Add required reviewers to the environment; a second person has to approve what destroys.",
  },
  cancelled: { text: "somebody cancelled it", next: "`/talos continue` goes on with what was begun." },
  cluster_unknown: { text: "the settings know no such cluster", next: answer },
  command_invalid: { text: "the command cannot be understood", next: answer },
  comment_changed: { text: "the comment was changed or deleted since", next: askAgain, again: true },
  config_invalid: { text: "a machine configuration is not valid", next: plan },
  confirmation_missing: { text: "the node has to be named again", next: answer },
  credential_invalid: { text: "the runner's credential is not valid", next: log },
  fork_refused: {
    text: "nothing is changed on behalf of a fork",
    next: "Bring the change into a branch of this repository.",
  },
  gate_refused: {
    text: "the cluster is not fit for it now",
    next: `Mend what the plan objects to, then give the command again. ${plan}`,
  },
  github_failed: { text: "GitHub's API failed", next: askAgain, again: true },
  head_moved: {
    text: "the pull request has another head now",
    next: "Look at the new commits, then give the command again.",
    again: true,
  },
  kubernetes_failed: { text: "the cluster's Kubernetes API refused something", next: log },
  kubernetes_unreachable: { text: "the cluster's Kubernetes API cannot be reached from the runner", next: log },
  lock_held: { text: "the cluster is locked", next: "`/talos status` says by whom; `/talos unlock` lets go of it." },
  node_busy: { text: "a node is busy with something else", next: askAgain, again: true },
  node_failed: { text: "a node failed", next: "Look at the node; `/talos continue` goes on with the rest." },
  node_rolled_back: {
    text: "a node came back with its old version",
    next: "Look at the node's console and logs before trying again.",
  },
  node_timeout: {
    text: "a node did not come back in time",
    next: "Look at the node; `/talos continue` goes on when it is back.",
  },
  node_unknown: { text: "there is no such node", next: answer },
  nothing_to_continue: { text: "there is nothing to continue", next: "`/talos status` says how the nodes are." },
  operation_refused: { text: "it would harm the cluster", next: plan },
  operation_unsupported: { text: "this version cannot do that", next: answer },
  permission_denied: {
    text: "the permissions do not allow it",
    next: "`/talos can` and the command says which rule decides.",
  },
  plan_changed: {
    text: "the plan is not the approved one any more",
    next: "Read the new plan, then give the command again.",
    again: true,
  },
  ref_refused: { text: "the workflow did not run on the default branch", next: "Only the bot starts the workflow." },
  request_expired: { text: "it has waited for too long", next: askAgain, again: true },
  request_unknown: { text: "the run does not belong to the request", next: "Only the bot starts the workflow." },
  rerun_refused: { text: "a run cannot be started again", next: askAgain, again: true },
  run_deleted: { text: "somebody deleted its workflow run", next: askAgain, again: true },
  secret_missing: { text: "a secret that the configuration refers to is missing", next: plan },
  secret_store_failed: { text: "the secret store cannot be read", next: log },
  settings_invalid: { text: "the settings are not valid", next: settings },
  settings_missing: { text: "the default branch has no settings", next: settings },
  snapshot_invalid: { text: "the snapshot of etcd is not complete", next: log },
  snapshot_refused: { text: "the snapshot of etcd may not be stored there", next: answer },
  talosconfig_invalid: { text: "the runner's talosconfig is not valid", next: log },
  template_invalid: { text: "a template is not valid", next: plan },
  timeout: { text: "something took too long", next: log },
  unreachable: { text: "nodes cannot be reached from the runner", next: log },
};

/** @param code stable reason code, of which a newer run may know more than this bot */
export function reasonText(code: string | undefined): Reason {
  const known = find(reasons, code);
  if (known !== undefined) return known;
  const text = find(gateTexts, code);
  if (text !== undefined) return { text, next: gate };
  return { text: code === undefined ? "the run does not say why" : `reason ${code}`, next: log };
}

function find<Found>(table: Readonly<Record<string, Found>>, code: string | undefined): Found | undefined {
  return Object.entries(table).find(([one]) => one === code)?.[1];
}
