import { TemplateFault, tooMuch } from "../template-fault.ts";
import type { Block, Body } from "./nodes.ts";
import { TemplateParser } from "./template-parser.ts";
import { TemplateTokenizer, type WhitespaceRules } from "./tokenizer.ts";

/** A template's text, understood; it does not know where the text was found. */
export interface Syntax {
  readonly body: Body;
  /** Every block of the template, nested ones included. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** The names that it includes, imports or extends and that stand there as plain strings. */
  readonly references: readonly string[];
}

const maxRemembered = 512;
/** A syntax tree takes some fifty times the memory of its text. */
const maxRememberedLength = 8_000_000;
/** Nodes of a plan share their templates: a text is parsed once per process. */
const remembered = new Map<string, Syntax>();
let rememberedLength = 0;

export function parseTemplate(source: string, rules: WhitespaceRules, path: string, maxLength: number): Syntax {
  if (source.length > maxLength) {
    throw tooMuch(`${path} is longer than ${maxLength} characters`).at(path, { lineno: 0, colno: 0 });
  }
  const key = `${Number(rules.trimBlocks)}${Number(rules.lstripBlocks)}${source}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const syntax = parse(source, rules, path);
  if (remembered.size >= maxRemembered || rememberedLength + source.length > maxRememberedLength) {
    remembered.clear();
    rememberedLength = 0;
  }
  remembered.set(key, syntax);
  rememberedLength += source.length;
  return syntax;
}

function parse(source: string, rules: WhitespaceRules, path: string): Syntax {
  const tokenizer = new TemplateTokenizer(source, rules);
  const parser = new TemplateParser(tokenizer);
  try {
    const body = parser.parseTemplate();
    return { body, blocks: parser.blocks, references: parser.references };
  } catch (error) {
    // Long chains (`a.b.c`, `a()()`, `1 if 1 else …`) nest in the syntax tree; where the stack ends depends on the machine.
    const fault = error instanceof RangeError ? tooMuch("expressions or blocks are nested too deeply") : error;
    throw fault instanceof TemplateFault ? placed(fault, path, tokenizer) : fault;
  }
}

/** The parser knows lines and columns, not the file. */
function placed(fault: TemplateFault, path: string, end: { lineno: number; colno: number }): TemplateFault {
  fault.at(path, end);
  fault.location = { ...fault.location, file: path };
  return fault;
}
