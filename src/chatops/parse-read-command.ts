/** A command line in, what is wished for out: the commands that only read. */

export type ReadCommand =
  /** Selectors of nodes; none means all. */
  | { readonly kind: "diff"; readonly nodes: readonly string[] }
  | { readonly kind: "render"; readonly node: string }
  | { readonly kind: "schematic"; readonly node: string }
  | { readonly kind: "help" };

export type ParsedCommand =
  | { readonly kind: "command"; readonly command: ReadCommand }
  /** Something is wrong with a word of the line; `candidates` are what could stand in its place. */
  | {
      readonly kind: "problem";
      readonly message: string;
      readonly word?: string;
      readonly candidates: readonly string[];
    };

/** Name, arguments and what it does: what `help` shows. */
export const readCommands = [
  { name: "diff", usage: "/talos diff [nodes]", summary: "what the repository says against what the nodes run" },
  { name: "plan", usage: "/talos plan [nodes]", summary: "the same as diff" },
  { name: "render", usage: "/talos render <node>", summary: "the machine configuration of a node, secrets hidden" },
  { name: "schematic", usage: "/talos schematic <node>", summary: "the image factory's id for a node" },
  { name: "help", usage: "/talos help", summary: "this list" },
] as const;

const names = readCommands.map(({ name }) => name);
const selector = /^(?:[a-z0-9](?:[a-z0-9.-]{0,62})?\/)?[a-z0-9*?][a-z0-9*?.-]{0,62}$/i;

/** Reads one line that begins with `/talos`. */
export function parseReadCommand(line: string): ParsedCommand {
  const [, name = "help", ...words] = line.split(/\s+/).filter((word) => word !== "");
  const args = words.flatMap((word) => word.split(",")).filter((word) => word !== "");
  const wrong = args.find((word) => !selector.test(word));
  if (names.every((known) => known !== name)) {
    return { kind: "problem", message: "There is no such command here", word: name, candidates: names };
  }
  if (wrong !== undefined) {
    return { kind: "problem", message: `\`${name}\` takes names of nodes`, word: wrong, candidates: [] };
  }
  return parseArguments(name, args);
}

function parseArguments(name: string, args: readonly string[]): ParsedCommand {
  const [node, surplus] = args;
  switch (name) {
    case "diff":
    case "plan":
      return { kind: "command", command: { kind: "diff", nodes: args } };
    case "render":
    case "schematic":
      if (node === undefined || surplus !== undefined) {
        return { kind: "problem", message: `\`${name}\` takes the name of one node`, candidates: [] };
      }
      return { kind: "command", command: { kind: name, node } };
    default:
      return { kind: "command", command: { kind: "help" } };
  }
}
