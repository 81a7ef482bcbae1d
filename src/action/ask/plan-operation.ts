/** A command that changes the cluster in; what it would do, posted for approval, out. Nothing is changed here. */
import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { OperationCommand, Risk } from "../../chatops/command.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { chooseCluster } from "../../cluster/choose-cluster.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import type { PreparedOperation } from "../../operate/operate-request.ts";
import { prepareOperation } from "../../operate.ts";
import type { NextStep } from "../../report/operation/operation-plan.ts";
import { checkRun, refuseFork, refuseLaterPush } from "../operate/check-origin.ts";
import { chooseEnvironment, warnOfEnvironment } from "../operate/choose-approval.ts";
import { findRunnerPlace } from "../operate/find-runner-place.ts";
import { openCluster } from "../operate/open-cluster.ts";
import { toRequest } from "../operate/operation-request.ts";
import { presentOperation } from "../operate/present-operation.ts";
import { refuseClearSnapshot } from "../operate/refuse-clear-snapshot.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";
import { requirePermission } from "./require-permission.ts";

/** @throws UserError why nothing could be planned; what gates object to is in the plan that is posted */
export async function planOperation(
  command: OperationCommand & { readonly cluster?: string },
  number: number,
  asking: Asking,
  run: RunContext,
): Promise<void> {
  const { ask, outcomes, requests } = asking;
  const cluster = await clusterOf(command, asking, run);
  await requirePermission(command, cluster, asking);
  const target = await asking.target();
  refuseFork(target);
  const environment = command.dryRun ? "" : chooseEnvironment(cluster, riskOf(command));
  if (!command.dryRun) {
    checkRun(target, run);
    await refuseLaterPush(ask, target, run);
  }
  refuseClearSnapshot(command, cluster, target);
  const prepared = await prepare(command, cluster, asking, run);
  const next = await nextStep(prepared, { environment, risk: riskOf(command), run });
  const commandText = formatCommand(command);
  const view = { prepared, commandText, requester: ask.author.login, risk: riskOf(command), next };
  const shown = presentOperation(view, run);
  await post(shown.parts, number, asking, run);
  outcomes.push({ kind: "prepared", cluster: cluster.name, summary: shown.summary });
  if (next.kind !== "approval" && next.kind !== "starts") return;
  const { value: digest, parts } = prepared.digest;
  requests.push(
    toRequest({ number, command: commandText, cluster: cluster.name, environment, sha: target.sha, digest, parts }),
  );
}

/** The one cluster that a command which writes is for. */
export async function clusterOf(
  command: Parameters<typeof requirePermission>[0],
  { ask, settings }: Asking,
  { inputs }: RunContext,
): Promise<Cluster> {
  const dispatched = ask.kind === "dispatch" ? ask.cluster : undefined;
  const name = command.cluster ?? dispatched ?? inputs.cluster;
  const selectors = selectorsOf(command);
  return chooseCluster(await settings(), { ...(name !== undefined && { name }), selectors });
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

async function nextStep(
  { command, findings, nodes, redactor }: PreparedOperation,
  { environment, risk, run }: { readonly environment: string; readonly risk: Risk; readonly run: RunContext },
): Promise<NextStep> {
  if (command.dryRun) return { kind: "dry-run" };
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (nodes.length > 0 && nodes.every(({ unchanged }) => unchanged)) return { kind: "nothing-to-do" };
  if (environment === "") return { kind: "starts" };
  const warnings = await warnOfEnvironment(environment, risk, run);
  return { kind: "approval", environment: redactor.text(environment), warnings };
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

/** What the request came with: the comment's id, or the run's of a dispatch. */
export function originOf({ ask }: Pick<Asking, "ask">, { environment }: RunContext): string {
  return ask.kind === "comment" ? String(ask.commentId) : `run-${environment["GITHUB_RUN_ID"] ?? ""}`;
}
