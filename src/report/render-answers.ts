/** The answers to the commands of one comment, as Markdown: one comment, or several when they are too long for one. */
import type { CommandName } from "../chatops/command.ts";
import type { Rights } from "../chatops/describe-rights.ts";
import type { CommandProblemCode } from "../chatops/parsed-command.ts";
import { encodeYaml } from "../config/tree/encode-yaml.ts";
import type { Safe } from "../redaction/redact-data.ts";
import type { SafeError, SafeText, SafeTree } from "../redaction/redacted.ts";
import { helpText } from "./help-text.ts";
import { codeSpan } from "./markdown/code-span.ts";
import { escapeMarkdown } from "./markdown/escape-markdown.ts";
import { fenceFor } from "./markdown/fence.ts";
import { hintText } from "./markdown/hint-text.ts";
import { htmlText } from "./markdown/html-text.ts";
import { leftOutText } from "./markdown/left-out-text.ts";
import { linkRevision } from "./markdown/link-source.ts";
import { type Piece, packPieces, type Wrapper } from "./markdown/pack-pieces.ts";
import { approvalText, type ExplainedRight, permissionText, standingText } from "./permission-text.ts";
import { renderErrorComment } from "./render-error.ts";
import type { ReportContext } from "./report-context.ts";
import { underlineWord } from "./underline-word.ts";
import { visibleText } from "./visible-text.ts";

export type SafeAnswer =
  /** A machine configuration, document by document. */
  | { readonly kind: "config"; readonly node: SafeText; readonly documents: readonly SafeTree[] }
  | {
      readonly kind: "schematic";
      readonly node: SafeText;
      readonly schematic?: { readonly id: SafeText; readonly file: SafeText };
      readonly image?: SafeText;
    }
  | { readonly kind: "help"; readonly topic?: CommandName }
  /** What was done, or how things are, in a sentence. */
  | { readonly kind: "said"; readonly message: SafeText; readonly hint?: SafeText }
  | {
      readonly kind: "rights";
      readonly login: SafeText;
      readonly role: string;
      /** Of the teams that the permissions name, those that the person is in. */
      readonly teams: readonly SafeText[];
      readonly cluster: SafeText;
      readonly rights: Safe<Rights>;
    }
  | ({ readonly kind: "permission" } & ExplainedRight)
  /** Markdown that another report made, in pieces. */
  | { readonly kind: "pieces"; readonly pieces: readonly Piece[] }
  | { readonly kind: "problem"; readonly problem: SafeProblem }
  | { readonly kind: "error"; readonly error: SafeError };

/** Why a command cannot be understood, and which word of the line is at fault. */
export interface SafeProblem {
  /** Stable reason code. */
  readonly code: CommandProblemCode;
  readonly message: string;
  /** Left out when redaction has moved it. */
  readonly place?: { readonly offset: number; readonly length: number };
  readonly nearest?: SafeText;
  readonly hint?: SafeText;
}

export interface AnsweredCommand {
  /** The line as it was written. */
  readonly command: SafeText;
  readonly answer: SafeAnswer;
}

export interface AnswerContext extends ReportContext {
  /** The commit that was read; it is named, since the comment names none. Undefined when none was. */
  readonly revision: string | undefined;
}

const limits = { maxUnits: 60_000, maxBytes: 240_000, maxParts: 4 };

export function renderAnswers(answers: readonly AnsweredCommand[], context: AnswerContext): readonly string[] {
  const pieces = answers.flatMap(({ command, answer }) =>
    answer.kind === "problem"
      ? [piece(problemText(command, answer.problem), "a problem")]
      : [piece(`${codeSpan(command)}\n\n`, "a command"), ...composeAnswer(answer, context)],
  );
  const { parts, leftOut } = packPieces(pieces, limits);
  const end =
    leftOutText(leftOut, `${limits.maxParts} comments`, "the output of `talos-chatops render`") + footer(context);
  return parts.map((part, index) => (index === parts.length - 1 ? part + end : part));
}

function composeAnswer(answer: Exclude<SafeAnswer, { kind: "problem" }>, context: AnswerContext): readonly Piece[] {
  switch (answer.kind) {
    case "config":
      return composeConfig(answer.node, answer.documents);
    case "schematic":
      return [piece(schematicText(answer), "a schematic")];
    case "help":
      return [piece(helpText(answer.topic), "help")];
    case "said":
      return [piece(saidText(answer), "an answer")];
    case "rights":
      return [piece(rightsText(answer), "what you may")];
    case "permission":
      return [piece(permissionText(answer), "whether you may")];
    case "pieces":
      return answer.pieces;
    case "error":
      return [piece(`${renderErrorComment(answer.error, context)}\n`, "an error")];
    default:
      return answer satisfies never;
  }
}

const linesAPiece = 50;
const maxLineLength = 1_000;

function composeConfig(node: SafeText, documents: readonly SafeTree[]): readonly Piece[] {
  // A SafeTree holds no Secret: the mask is for the type's sake.
  const texts = documents.map((document) => encodeYaml(document, { secret: () => "<secret>" }));
  const text = visibleText(texts.join("---\n"));
  const ticks = fenceFor(text);
  const fence: Wrapper = { open: `${ticks}yaml\n`, close: `${ticks}\n\n`, reopen: `${ticks}yaml\n` };
  const summary = (more: string) => `<details><summary>${htmlText(node)}${more}</summary>\n\n`;
  const fold: Wrapper = { open: summary(""), close: "</details>\n\n", reopen: summary(", continued") };
  const lines = text.replace(/\n$/, "").split("\n").map(cutLine);
  const blocks = Array.from({ length: Math.ceil(lines.length / linesAPiece) }, (_, index) =>
    lines.slice(index * linesAPiece, (index + 1) * linesAPiece),
  );
  const name = `lines of the configuration of ${escapeMarkdown(node)}`;
  return blocks.map((block) => ({ wrappers: [fold, fence], text: `${block.join("\n")}\n`, name }));
}

function cutLine(line: string): string {
  const rest = line.length - maxLineLength;
  return rest > 0 ? `${line.slice(0, maxLineLength)}… (${rest} characters more)` : line;
}

function schematicText({ schematic, image }: Extract<SafeAnswer, { kind: "schematic" }>): string {
  if (schematic === undefined) return "The settings name no schematic for this node.\n\n";
  const rows = [
    `| schematic | ${cell(schematic.id)} |`,
    `| file | ${cell(schematic.file)} |`,
    ...(image === undefined ? [] : [`| image | ${cell(image)} |`]),
  ];
  return `| | |\n|---|---|\n${rows.join("\n")}\n\n`;
}

function cell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}

function saidText({ message, hint }: Extract<SafeAnswer, { kind: "said" }>): string {
  return `${escapeMarkdown(message)}${hint === undefined ? "" : ` ${hintText(hint)}`}\n\n`;
}

function rightsText(answer: Extract<SafeAnswer, { kind: "rights" }>): string {
  const { login, cluster, rights } = answer;
  const row = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`| ${what} | ${names.map((name) => `\`${name}\``).join(", ")} |`];
  const rows = [
    ...row("anywhere", rights.everywhere),
    ...row("only on control planes", rights.controlPlanes),
    ...row("only on workers", rights.workers),
  ];
  const may = rows.length === 0 ? "may ask for nothing" : "may ask for these";
  const end = rows.length === 0 ? "." : ":";
  const table = rows.length === 0 ? "" : `\n| where | commands |\n|---|---|\n${rows.join("\n")}\n`;
  const who = `**${escapeMarkdown(login)}**, ${standingText(answer)}, ${may} on ${codeSpan(cluster)}${end}\n${table}\n`;
  const approvals = rights.approvals.map(({ risk, approval }) => `- what ${risks[risk]}: ${approvalText(approval)}`);
  return approvals.length === 0 ? who : `${who}Approval that it takes then:\n\n${approvals.join("\n")}\n\n`;
}

const risks = { change: "changes", destroy: "destroys" } as const;

function problemText(command: SafeText, { code, message, place, nearest, hint }: SafeProblem): string {
  const line = place === undefined ? visibleText(command) : underlineWord(command, place);
  const ticks = fenceFor(line);
  const next = nearest === undefined ? undefined : `Did you mean ${codeSpan(nearest)}?`;
  const more = hint === undefined ? undefined : hintText(hint);
  const sentences = [`${message}.`, next, more].filter((sentence) => sentence !== undefined);
  return `${ticks}text\n${line}\n${ticks}\n${sentences.join(" ")}\n\n<sub>${codeSpan(code)}</sub>\n\n`;
}

function footer(context: AnswerContext): string {
  const { revision, runUrl } = context;
  const facts = [
    ...(revision === undefined ? [] : [`Revision ${linkRevision(revision, context)}`]),
    ...(runUrl === undefined ? [] : [`[workflow run](${runUrl})`]),
  ];
  return facts.length === 0 ? "" : `<sub>${facts.join(" · ")}</sub>\n`;
}

function piece(text: string, name: string): Piece {
  return { wrappers: [], text, name };
}
