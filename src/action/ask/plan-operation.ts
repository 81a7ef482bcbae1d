/** A command that changes the cluster in; what it would do, posted for approval, out. Nothing is changed here. */
import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { OperationCommand, Risk } from "../../chatops/command.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { chooseCluster } from "../../cluster/choose-cluster.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { PreparedOperation } from "../../operate/operate-request.ts";
import { prepareOperation } from "../../operate.ts";
import type { NextStep } from "../../report/operation/operation-plan.ts";
import { checkRun, refuseFork, refuseLaterPush } from "../operate/check-origin.ts";
import { type Approval, chooseApproval, warnOfEnvironment } from "../operate/choose-approval.ts";
import { findRunnerPlace } from "../operate/find-runner-place.ts";
import { openCluster } from "../operate/open-cluster.ts";
import { presentOperation } from "../operate/present-operation.ts";
import { refuseClearSnapshot } from "../operate/refuse-clear-snapshot.ts";
import { requestOf } from "../request/request-of.ts";
import { findVerdict, requireApproved } from "../request/require-verdict.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking, PhaseEnding } from "./asking.ts";
import { handOn, shortDigest, waitForWord } from "./hand-on.ts";
import { originOf } from "./origin-of.ts";
import { requirePermission } from "./require-permission.ts";

/** @throws UserError why nothing could be planned; what gates object to is in the plan that is posted */
export async function planOperation(
  command: OperationCommand & { readonly cluster?: string },
  number: number,
  asking: Asking,
  run: RunContext,
): Promise<void> {
  const { ask } = asking;
  const cluster = await clusterOf(command, asking, run);
  await requirePermission(command, cluster, asking);
  const target = await asking.target();
  refuseFork(target);
  const approval: Approval = command.dryRun ? { kind: "none" } : chooseApproval(cluster, riskOf(command), ask);
  if (!command.dryRun) {
    checkRun(target, run);
    await refuseLaterPush(ask, target, run);
  }
  refuseClearSnapshot(command, cluster, target);
  const wanted = { number, command: formatCommand(command), cluster: cluster.name, sha: target.sha };
  const approved = approval.kind === "comment" ? await findApproved(command, cluster, asking, run) : undefined;
  // What was approved is compared with what would be done when it begins.
  if (approved !== undefined) return handOn({ ...wanted, digest: approved }, approval, asking);
  const prepared = await prepare(command, cluster, asking, run);
  const next = await nextStep(prepared, { approval, risk: riskOf(command), asking, run });
  await show(prepared, { next, commandText: wanted.command, number, cluster: cluster.name }, asking, run);
  const { value: digest, parts } = prepared.digest;
  if (next.kind === "comment-approval") waitForWord({ digest }, asking);
  else if (next.kind === "approval" || next.kind === "starts") handOn({ ...wanted, digest, parts }, approval, asking);
  else asking.endings.push(endingOf(next.kind, prepared));
}

/** @returns the digest that another person has approved; undefined where nobody has spoken yet */
async function findApproved(
  command: OperationCommand,
  cluster: Cluster,
  asking: Asking,
  run: RunContext,
): Promise<string | undefined> {
  const verdict = await findVerdict(asking.ask, run);
  if (verdict === undefined) return undefined;
  const { login } = await requireApproved(verdict, { command, cluster }, asking, run);
  run.log.info(`Approved by ${login}: handed on as it was approved`);
  return verdict.record.digest;
}

interface Shown {
  readonly next: NextStep;
  readonly commandText: string;
  readonly number: number;
  readonly cluster: string;
}

async function show(
  prepared: PreparedOperation,
  { next, commandText, number, cluster }: Shown,
  asking: Asking,
  run: RunContext,
): Promise<void> {
  const view = { prepared, commandText, requester: asking.ask.author.login, risk: riskOf(prepared.command), next };
  const shown = presentOperation(view, run);
  await post(shown.parts, number, asking, run);
  asking.outcomes.push({ kind: "prepared", cluster, summary: shown.summary });
}

function endingOf(kind: NextStep["kind"], { digest, findings }: PreparedOperation): PhaseEnding {
  if (kind === "nothing-to-do") return { outcome: "nothing-to-do", digest: digest.value };
  const refusal = findings.find(({ verdict }) => verdict === "refuse");
  if (kind !== "refused" || refusal === undefined) return { outcome: "answered", digest: digest.value };
  return { outcome: "refused", code: refusal.code, digest: digest.value };
}

/**
 * The one cluster that a command which writes is for.
 *
 * @throws UserError `cluster_unknown`; `request_unknown` where it is another than the bot's request is for
 */
export async function clusterOf(
  command: Parameters<typeof requirePermission>[0],
  { ask, settings }: Asking,
  { inputs }: RunContext,
): Promise<Cluster> {
  const asked = requestOf(ask)?.stored.record.cluster;
  const dispatched = ask.kind === "dispatch" ? ask.cluster : asked;
  const name = command.cluster ?? dispatched ?? inputs.cluster;
  const selectors = selectorsOf(command);
  const cluster = chooseCluster(await settings(), { ...(name !== undefined && { name }), selectors });
  if (asked === undefined || asked === cluster.name) return cluster;
  throw new UserError(`Cannot go by the request: it is for ${asked}, not for ${cluster.name}`, {
    code: "request_unknown",
  });
}

async function prepare(
  command: OperationCommand,
  cluster: Cluster,
  asking: Asking,
  run: RunContext,
): Promise<PreparedOperation> {
  const { environment, filesAt, log, redactionKey, signal } = run;
  const target = await asking.target();
  const files = filesAt(target.sha);
  log.info(`Preparing ${command.name} on ${cluster.name} at ${target.sha.slice(0, 12)}`);
  const opened = await openCluster(cluster, files, run);
  try {
    const request = {
      cluster,
      files,
      ...(target.sha !== target.settingsSha && { earlier: filesAt(target.settingsSha) }),
      command,
      commandText: formatCommand(command),
      requester: asking.ask.author.login,
    };
    const ports = {
      access: opened.read,
      factory: opened.factory,
      runner: findRunnerPlace(environment),
      redactionKey,
      clock: () => performance.now(),
    };
    return await prepareOperation(request, ports, { signal });
  } finally {
    opened.close();
  }
}

interface Around {
  readonly approval: Approval;
  readonly risk: Risk;
  readonly asking: Asking;
  readonly run: RunContext;
}

async function nextStep(
  { command, digest, findings, nodes, redactor }: PreparedOperation,
  { approval, risk, asking, run }: Around,
): Promise<NextStep> {
  if (command.dryRun) return { kind: "dry-run" };
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (nodes.length > 0 && nodes.every(({ unchanged }) => unchanged)) return { kind: "nothing-to-do" };
  const plan = redactor.text(shortDigest(digest.value));
  if (approval.kind === "comment") return { kind: "comment-approval", plan };
  if (approval.kind === "none") return { kind: "starts" };
  const { environment } = approval;
  const { warnings, hasOwnRules } = await warnOfEnvironment(environment, risk, run);
  // The rule of an App may be the bot's, which goes by a person's word.
  const isByWord = hasOwnRules && requestOf(asking.ask) !== undefined;
  return { kind: "approval", environment: redactor.text(environment), warnings, ...(isByWord && { plan }) };
}

/** A comment of its own for each command: it stays as the record of what was approved. */
async function post(parts: readonly string[], number: number, asking: Asking, run: RunContext): Promise<void> {
  const { ask, posting } = asking;
  if (ask.number === undefined) return;
  const key = `request ${originOf(asking, run)} ${number}`;
  const comment = { number: ask.number, key, parts };
  const posted = await posting.attempt(() => publishStickyComment(run.github, comment, { signal: run.signal }));
  if (posted) run.log.info(`Comment: ${posted.url}`);
}
