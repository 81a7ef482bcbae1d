import type { ConfigPath } from "../../config/tree/config-node.ts";

/** A line of an encoded document and the path of the value that it writes. */
export interface OutlineLine {
  readonly text: string;
  readonly path: ConfigPath;
}

/** Tells for each line of `encodeYaml`'s output (block style, nothing folded) which value stands there. */
export function outlineYaml(text: string): readonly OutlineLine[] {
  const outline = new Outline();
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ text: line, path: outline.follow(line) }));
}

interface Step {
  readonly indent: number;
  readonly step: string | number;
}

const blockStart = /(^|\s)[|>][-+0-9]*$/;

class Outline {
  private steps: Step[] = [];
  /** Inside a block of text: everything deeper than its key belongs to it. */
  private blockIndent: number | undefined;
  private inQuotes = false;

  follow(line: string): ConfigPath {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (this.isInsideValue(line, indent)) return this.path();
    this.blockIndent = undefined;
    let rest = line.slice(indent);
    let column = indent;
    while (rest === "-" || rest.startsWith("- ")) {
      this.enterItem(column);
      column += 2;
      rest = rest.slice(2);
    }
    const key = readKey(rest);
    if (key !== undefined) {
      this.leave(column);
      this.steps.push({ indent: column, step: key.name });
    }
    const value = key === undefined ? rest : key.rest;
    if (blockStart.test(value)) this.blockIndent = key === undefined ? column - 2 : column;
    this.inQuotes = value.startsWith('"') && !endsQuotes(value.slice(1));
    return this.path();
  }

  private isInsideValue(line: string, indent: number): boolean {
    if (this.inQuotes) {
      this.inQuotes = !endsQuotes(line);
      return true;
    }
    return this.blockIndent !== undefined && (line.trim() === "" || indent > this.blockIndent);
  }

  private enterItem(column: number): void {
    const last = this.steps.find((step) => step.indent === column);
    this.leave(column);
    this.steps.push({ indent: column, step: typeof last?.step === "number" ? last.step + 1 : 0 });
  }

  private leave(column: number): void {
    this.steps = this.steps.filter((step) => step.indent < column);
  }

  private path(): ConfigPath {
    return this.steps.map((step) => step.step);
  }
}

// Only spaces and tabs are white space to YAML; a no-break space belongs to its key.
const quotedKey = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'):(?:[ \t]+(.*))?$/s;
const plainKey = /^((?:[^: \t"'#]|:(?=[^ \t])|[ \t"'](?=.)|(?<=[^ \t])#)+):(?:[ \t]+(.*))?$/s;

function readKey(text: string): { name: string; rest: string } | undefined {
  // Keys of more than 1,024 characters; their value follows on a line of its own.
  if (text.startsWith("? ")) return { name: unquote(text.slice(2)), rest: "" };
  const quoted = quotedKey.exec(text);
  if (quoted !== null) return { name: unquote(quoted[1] ?? ""), rest: quoted[2] ?? "" };
  if (text.startsWith('"') || text.startsWith("'")) return undefined;
  const plain = plainKey.exec(text);
  return plain === null ? undefined : { name: plain[1] ?? "", rest: plain[2] ?? "" };
}

function unquote(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'");
  if (!key.startsWith('"')) return key;
  try {
    return String(JSON.parse(key));
  } catch {
    return key.slice(1, -1);
  }
}

function endsQuotes(text: string): boolean {
  return /^(?:[^"\\]|\\.|\\$)*"\s*$/s.test(text);
}
