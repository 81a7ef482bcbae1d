/** A label of a pull request in; the command that it means, or what is wrong with which part of it, out. */
import { nearestName } from "../nearest-name.ts";
import type { CommandSpec } from "./command-spec.ts";
import { commandTable } from "./command-table.ts";
import { labelForm, labelName, usageOf } from "./describe-command.ts";
import { parseWords } from "./parse-command.ts";
import type { ParsedCommand } from "./parsed-command.ts";
import { type Refusal, refuse } from "./refuse.ts";
import type { Word } from "./split-words.ts";

/**
 * Parses `talos/<command>[/<node>]`, with `<cluster>/<node>` where a repository holds several clusters, or
 * `talos/<command>/<cluster>` of a command that is for no node. Capitals do not count before the node. Never throws, and never
 * gives anything that destroys.
 *
 * @returns undefined for a label that is not ours: another prefix, or behind it nothing that comes near to a command
 */
export function parseLabel(label: string): ParsedCommand | undefined {
  const [prefix, name, ...rest] = splitSegments(label);
  if (prefix?.text.toLowerCase() !== "talos" || name === undefined) return undefined;
  const typed = labelName(name.text.toLowerCase());
  const entry = commandTable.find((one) => [one.name, ...one.aliases].some((each) => labelName(each) === typed));
  if (entry === undefined) return refuseUnknown(typed, name);
  const words = [...nameWords(entry, name), ...restWords(entry, rest)];
  if (!entry.doors.includes("label")) return refuseDoor(entry, words, name);
  const parsed = parseWords(words);
  if (parsed.kind !== "problem" || parsed.problem.code !== "argument_missing") return parsed;
  return { kind: "problem", problem: { ...parsed.problem, hint: `Write it as ${labelForm(entry)}.` } };
}

/** Parts between slashes, each with its place. A slash at the end is none's beginning. */
function splitSegments(label: string): readonly Word[] {
  let position = 0;
  const words = label.split("/").map((text) => {
    const offset = position;
    position += text.length + 1;
    // as in quotes: neither a flag nor a commit
    return { text, offset, length: text.length, quoted: true };
  });
  return words.at(-1)?.text === "" ? words.slice(0, -1) : words;
}

function refuseUnknown(typed: string, { offset, length }: Word): Refusal | undefined {
  const namesOf = (entries: readonly CommandSpec[]) =>
    entries.flatMap(({ name, aliases }) => [name, ...aliases].map(labelName));
  const byLabel = commandTable.filter(({ doors }) => doors.includes("label"));
  const nearest = nearestName(typed, namesOf(byLabel)) ?? nearestName(typed, namesOf(commandTable));
  if (nearest === undefined) return undefined;
  return refuse("command_unknown", "There is no such command", { offset, length }, { nearest });
}

function nameWords({ name }: CommandSpec, { offset, length }: Word): readonly Word[] {
  return name.split(" ").map((text) => ({ text, offset, length, quoted: false }));
}

/** Nodes, or else the cluster. */
function restWords({ args }: CommandSpec, rest: readonly Word[]): readonly Word[] {
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return [];
  const { offset } = first;
  const length = last.offset + last.length - offset;
  const word = { text: rest.map(({ text }) => text).join("/"), offset, length, quoted: true };
  if (args.some(({ kind }) => kind === "node" || kind === "nodes")) return [word];
  return [{ ...word, text: "--cluster", quoted: false }, word];
}

/** What needs more words, or destroys, is typed. */
function refuseDoor(entry: CommandSpec, words: readonly Word[], { offset, length }: Word): Refusal {
  const parsed = parseWords(words);
  const typed = parsed.kind === "unconfirmed" ? parsed.problem.hint?.replace(/^Type: /, "") : undefined;
  return refuse(
    "label_refused",
    `${entry.name} cannot be asked for by a label`,
    { offset, length },
    {
      hint: `Comment instead: ${typed ?? `/talos ${usageOf(entry)}`}`,
    },
  );
}
