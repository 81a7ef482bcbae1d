/** A comment's Markdown in, the lines that are commands out: what is only shown (code, quotes, hidden text) is no command. */

export interface CommandLine {
  /** From `/talos` on, with plain spaces and dashes. */
  readonly text: string;
  /** Line of the comment, from 1. */
  readonly line: number;
}

const prefix = /^\/talos(?=\s|$)/;

/** Commands in a comment are requests of their own; more of them than this in one comment are no person's wish. */
export const maxCommands = 10;

/**
 * Finds the lines that begin with `/talos`: not inside fenced or indented code, quotes (with their lazy continuation), HTML
 * comments or `<details>`-like raw blocks of code (`<pre>`, `<code>`, `<script>`, `<style>`). At most ten are given.
 */
export function findCommandLines(comment: string): readonly CommandLine[] {
  const found: CommandLine[] = [];
  let state: Reading = { fence: undefined, hiddenUntil: undefined, inQuote: false };
  for (const [index, raw] of comment.split(/\r\n|\n|\r|\u2028|\u2029/).entries()) {
    const line = plainSpaces(raw);
    const wasShown = state.fence === undefined && state.hiddenUntil === undefined;
    const before = state;
    state = readLine(line, state);
    const isText = wasShown && state.fence === undefined && !state.inQuote && !startsHidden(line);
    if (isText && !isIndentedCode(line, before) && prefix.test(line.trim())) {
      found.push({ text: plainDashes(line.trim()), line: index + 1 });
    }
    if (found.length === maxCommands) break;
  }
  return found;
}

interface Reading {
  /** The marker that opened a code fence. */
  readonly fence: string | undefined;
  /** What ends the hidden text. */
  readonly hiddenUntil: RegExp | undefined;
  readonly inQuote: boolean;
}

function readLine(line: string, state: Reading): Reading {
  if (state.hiddenUntil) return { ...state, ...(state.hiddenUntil.test(line) && { hiddenUntil: undefined }) };
  if (state.fence !== undefined) return closesFence(line, state.fence) ? { ...state, fence: undefined } : state;
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence !== undefined) return { fence, hiddenUntil: undefined, inQuote: false };
  const inQuote = /^ {0,3}>/.test(line) || (state.inQuote && line.trim() !== "");
  return { fence: undefined, hiddenUntil: hiddenAfter(line), inQuote };
}

function closesFence(line: string, fence: string): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length;
}

const rawBlock = /<(pre|code|script|style|textarea|template)\b/i;

/** What has to come before text is shown again, when the line leaves something hidden open. */
function hiddenAfter(line: string): RegExp | undefined {
  if (line.lastIndexOf("<!--") > line.lastIndexOf("-->")) return /-->/;
  const tag = rawBlock.exec(line)?.[1];
  if (tag === undefined) return undefined;
  const end = new RegExp(`</${tag}\\s*>`, "i");
  return end.test(line) ? undefined : end;
}

/** A line that begins inside of something hidden is never a command, also when the hidden part ends on it. */
function startsHidden(line: string): boolean {
  return /^\s*<(!--|pre\b|code\b|script\b|style\b|textarea\b|template\b)/i.test(line);
}

function isIndentedCode(line: string, { inQuote }: Reading): boolean {
  return !inQuote && /^( {4}| {0,3}\t)/.test(line);
}

/** Phones and word processors write no-break spaces; a byte order mark may come from a paste. */
function plainSpaces(line: string): string {
  return line
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, "");
}

/** `—force` was typed as `--force`. */
function plainDashes(line: string): string {
  return line.replace(/(^|\s)[\u2014\u2013](?=\w)/g, "$1--").replace(/[\u2010\u2011\u2012\u2212]/g, "-");
}
