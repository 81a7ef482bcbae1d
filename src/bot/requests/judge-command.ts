/** One command line in; what becomes of it out: an answer, a refusal, a request to write down, or a word on another's request. */
import type { Command, VerdictCommand } from "../../chatops/command.ts";
import { decidePermission } from "../../chatops/decide-permission.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import type { ParsedCommand } from "../../chatops/parsed-command.ts";
import { commitDiffers, fromFork, headMoved, notAllowed } from "../../chatops/refusals.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { checkNodes } from "../../cluster/check-nodes.ts";
import { chooseCluster } from "../../cluster/choose-cluster.ts";
import { chooseClusters } from "../../cluster/choose-clusters.ts";
import type { Cluster, Settings } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { UserError } from "../../errors.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import { answerCan, answerRights } from "../../report/answer-permission.ts";
import { explainProblem } from "../../report/explain-problem.ts";
import { describeDestruction } from "../../report/operation/describe-consequences.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { Hearing } from "./hearing.ts";
import { withoutBot } from "./refusals.ts";

export type Judgement =
  | { readonly kind: "answered"; readonly answers: readonly SafeAnswer[] }
  | Refused
  | { readonly kind: "verdict"; readonly command: VerdictCommand }
  | { readonly kind: "accepted"; readonly request: AcceptedCommand };

export interface Refused {
  readonly kind: "refused";
  /** Stable reason code. */
  readonly code: string;
  readonly answer: SafeAnswer;
  /** What is to be known besides. */
  readonly more?: SafeAnswer;
}

export type AcceptedCommand = Pick<RequestRecord, "command" | "risk" | "cluster">;

export interface Question {
  /** As it was written. */
  readonly line: string;
  readonly parsed: ParsedCommand;
  /** The branch was pushed to in the second of the comment or label, or later. */
  readonly pushedSince: boolean;
}

/** For people who may ask for something; pure. What is told of nodes and clusters is told after the right to the command. */
export function judgeCommand(question: Question, hearing: Hearing, redactor: Redactor): Judgement {
  const { line, parsed } = question;
  try {
    if (parsed.kind === "problem") return refuseProblem(line, parsed.problem, redactor);
    const { settings } = hearing;
    if (parsed.command.name === "help") return { kind: "answered", answers: [helpOf(parsed.command)] };
    if (settings instanceof UserError) throw settings;
    return judgeParsed({ ...question, parsed }, settings, hearing, redactor);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refuseWith(error, redactor);
  }
}

export function refuseWith(error: UserError, redactor: Redactor): Refused {
  return { kind: "refused", code: error.code, answer: { kind: "error", error: redactor.error(error) } };
}

function refuseProblem(line: string, problem: Parameters<typeof explainProblem>[1], redactor: Redactor): Refused {
  return { kind: "refused", code: problem.code, answer: explainProblem(line, problem, redactor) };
}

/** What it would do is told before it is confirmed. */
function refuseUnconfirmed(
  line: string,
  { command, problem }: Extract<ParsedCommand, { kind: "unconfirmed" }>,
  redactor: Redactor,
): Refused {
  const message = redactor.text(describeDestruction(command).join(" "));
  return { ...refuseProblem(line, problem, redactor), more: { kind: "said", message } };
}

function helpOf({ topic }: Extract<Command, { name: "help" }>): SafeAnswer {
  return { kind: "help", ...(topic !== undefined && { topic }) };
}

type Understood = Exclude<ParsedCommand, { readonly kind: "problem" }>;

function judgeParsed(
  question: Question & { readonly parsed: Understood },
  settings: Settings,
  hearing: Hearing,
  redactor: Redactor,
): Judgement {
  const { line, parsed } = question;
  const { command } = parsed;
  if (command.name === "whoami") return { kind: "answered", answers: describeAsker(settings, hearing, redactor) };
  if (command.name === "can") return { kind: "answered", answers: explainRight(command, settings, hearing, redactor) };
  if (settings.bot === undefined) throw withoutBot(settings.path);
  if (command.name === "approve" || command.name === "reject") return { kind: "verdict", command };
  const clusters = clustersOf(command, settings);
  for (const cluster of clusters) requireSomeRight(command, cluster, hearing);
  const unknown = checkNodes(parsed, clusters);
  if (unknown !== undefined) return refuseProblem(line, unknown, redactor);
  for (const cluster of clusters) requireRight(command, cluster, hearing);
  if (parsed.kind === "unconfirmed") return refuseUnconfirmed(line, parsed, redactor);
  refuseWrongCommit(command, question, hearing);
  const [only, another] = clusters;
  return {
    kind: "accepted",
    request: {
      command: formatCommand(command),
      risk: recordedRisk(command),
      ...(only !== undefined && another === undefined && { cluster: only.name }),
    },
  };
}

/** Reading may be about several clusters; whatever goes to nodes or to a lock is for one. */
function clustersOf(command: Command, settings: Settings): readonly Cluster[] {
  const selectors = selectorsOf(command);
  const request = { ...(command.cluster !== undefined && { name: command.cluster }), selectors };
  if (command.name === "diff") return chooseClusters(settings, { ...request, selectors: orAll(selectors) });
  if (command.name === "render" || command.name === "schematic") return chooseClusters(settings, request);
  return [chooseCluster(settings, request)];
}

function orAll(selectors: readonly string[]): readonly string[] {
  return selectors.length === 0 ? ["all"] : selectors;
}

function rightsIn({ name }: Cluster, { rights }: Hearing) {
  const found = rights.get(name);
  if (found === undefined) throw new Error("rights are looked up for every cluster of the settings");
  return found;
}

/** Before a name is looked up that might tell which nodes there are. */
function requireSomeRight(command: Command, cluster: Cluster, hearing: Hearing): void {
  const { person, rules } = rightsIn(cluster, hearing);
  const tries = ([[], ["controlplane"], ["worker"]] as const).map((roles) =>
    decidePermission(command, person, rules, roles),
  );
  const [first] = tries;
  if (first === undefined || tries.some(({ kind }) => kind === "allowed")) return;
  throw notAllowed(command.name, cluster.name, first.reason);
}

function requireRight(command: Command, cluster: Cluster, hearing: Hearing): void {
  const { person, rules } = rightsIn(cluster, hearing);
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  const roles = nodes.map(({ role }) => role);
  const { kind, reason } = decidePermission(command, person, rules, roles);
  if (kind === "denied") throw notAllowed(command.name, cluster.name, reason);
}

/** Whoever asks means what they saw: a commit that was pushed in the same second or later may not be that. */
function refuseWrongCommit(command: Command, { pushedSince }: Question, { pull }: Hearing): void {
  if (command.commit !== undefined && !pull.headSha.startsWith(command.commit)) {
    throw commitDiffers(pull.number, pull.headSha);
  }
  if (riskOf(command) === "read") return;
  if (pull.fork) throw fromFork(pull.number);
  if (pushedSince) throw headMoved(pull.number);
}

function recordedRisk(command: Command): RequestRecord["risk"] {
  const risk = riskOf(command);
  if (risk === "read" || risk === "change" || risk === "destroy") return risk;
  throw new Error(`${command.name} is no request`);
}

/** `whoami`: who somebody is here, and what they may ask for in which cluster. */
function describeAsker(settings: Settings, hearing: Hearing, redactor: Redactor): readonly SafeAnswer[] {
  return settings.clusters.map((cluster) => answerRights(cluster, rightsIn(cluster, hearing), redactor));
}

/** `can …`: whether the person may ask for a command, in each cluster that it may be about. */
function explainRight(
  { line }: Extract<Command, { name: "can" }>,
  settings: Settings,
  hearing: Hearing,
  redactor: Redactor,
): readonly SafeAnswer[] {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error("can holds a command in its canonical form");
  const { command } = parsed;
  const named = command.cluster === undefined ? {} : { name: command.cluster };
  const clusters = chooseClusters(settings, { ...named, selectors: orAll(selectorsOf(command)) });
  return clusters.map((cluster) => answerCan(command, cluster, rightsIn(cluster, hearing), redactor));
}
