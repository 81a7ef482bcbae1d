/** The words behind a command's name in, the fields of the command out. */
import type { CommandSpec } from "./command-spec.ts";
import type { CommandProblem, PlacedSelector } from "./parsed-command.ts";
import { readArguments } from "./read-arguments.ts";
import { readCommit } from "./read-commit.ts";
import { type GivenFlag, readFlags, sortWords } from "./read-flags.ts";
import { type Place, problemAt, type Refusal } from "./refuse.ts";
import type { Word } from "./split-words.ts";

type Fields = Readonly<Record<string, unknown>>;

export type ReadWords =
  | {
      readonly kind: "fields";
      readonly fields: Fields;
      readonly selectors: readonly PlacedSelector[];
      /** Where the value of a field stands. */
      readonly places: ReadonlyMap<string, Place>;
    }
  | Refusal;

/** @param command where the command's name stands: what is missing is missing there */
export function readWords(entry: CommandSpec, words: readonly Word[], command: Place): ReadWords {
  const given = sortWords(entry, words);
  if (given.kind === "problem") return given;
  const flags = readFlags(given.flags);
  if (flags.kind === "problem") return flags;
  const commit = readCommit(entry, given.commits);
  if (commit.kind === "problem") return commit;
  const args = readArguments(entry, given.args, command);
  if (args.kind === "problem") return args;
  const fields = { ...fallbacks(entry), ...args.fields, ...flags.fields, ...commit.fields };
  const conflict = findConflict(entry, given.flags, fields) ?? findOtherCluster(entry, fields, args.selectors);
  if (conflict !== undefined) return { kind: "problem", problem: conflict };
  const places = new Map(given.flags.map(({ spec, place }) => [spec.field, place]));
  return { kind: "fields", fields, selectors: args.selectors, places };
}

/** What is left out. */
function fallbacks({ flags }: CommandSpec): Fields {
  const isOperation = flags.some(({ field }) => field === "dryRun");
  const consents = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };
  const own = flags.flatMap(({ field, value }): (readonly [string, unknown])[] => {
    if (value.kind === "switch") return [[field, !value.sets]];
    return "fallback" in value ? [[field, value.fallback]] : [];
  });
  return { ...(isOperation && consents), ...Object.fromEntries(own) };
}

function findConflict(entry: CommandSpec, given: readonly GivenFlag[], fields: Fields): CommandProblem | undefined {
  for (const { spec, at } of given) {
    if (given.some((other) => other.spec.name === spec.excludes)) {
      return problemAt("flag_conflict", `--${spec.name} and --${spec.excludes} cannot stand together`, at);
    }
    const { onlyWith } = spec;
    const condition = onlyWith && entry.flags.find(({ name }) => name === onlyWith.flag);
    if (onlyWith && condition && fields[condition.field] !== onlyWith.value) {
      const text = `--${onlyWith.flag} ${onlyWith.value}`;
      return problemAt("flag_conflict", `--${spec.name} is only for ${text}`, at, { hint: `Add ${text}.` });
    }
  }
  return undefined;
}

/** What reads may compare several clusters; what changes is for one. */
function findOtherCluster(
  { risk }: CommandSpec,
  fields: Fields,
  selectors: readonly PlacedSelector[],
): CommandProblem | undefined {
  const named = selectors.filter(({ selector }) => selector.includes("/"));
  const clusterOf = ({ selector }: PlacedSelector) => selector.slice(0, selector.indexOf("/"));
  const [first] = named;
  const expected = fields["cluster"] ?? (risk === "read" || first === undefined ? undefined : clusterOf(first));
  const other = expected === undefined ? undefined : named.find((one) => clusterOf(one) !== expected);
  return (
    other &&
    problemAt("flag_conflict", "This is another cluster than the command's", other, {
      hint: "Give one command for each cluster.",
    })
  );
}
