/** nunjucks' tokenizer with minijinja's rules for whitespace, comments, raw blocks, numbers and strings. */
import lexer, { type Token, type Tokenizer } from "nunjucks/src/lexer.js";
import { TemplateFault, unsupported } from "../template-fault.ts";
import { resolveEscapes } from "./resolve-escapes.ts";
import { scanNumber } from "./scan-number.ts";
import { isWhitespace, stripIndentation, trimEnd, trimStart } from "./whitespace.ts";

export interface WhitespaceRules {
  readonly trimBlocks: boolean;
  readonly lstripBlocks: boolean;
}

type Control = "-" | "+" | "";

const BaseTokenizer = lexer.lex("").constructor as typeof Tokenizer; // the class is reachable only through an instance

const startMarker = /\{([{%#])([-+]?)/g;
const identifier = /[_\p{XID_Start}][_\p{XID_Continue}]*/uy;
const codeWhitespace = /[ \t\n\f\r]+/y;
const rawStart = /[ \t\n\f\r]*raw[ \t\n\f\r]*([-+]?)%\}/y;
const rawEnd = /\{%([-+]?)[ \t\n\f\r]*endraw[ \t\n\f\r]*([-+]?)%\}/g;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+*/%.,:~|=><()[\]{}]/y;

const punctuation: ReadonlyMap<string, string> = new Map([
  ["(", lexer.TOKEN_LEFT_PAREN],
  [")", lexer.TOKEN_RIGHT_PAREN],
  ["[", lexer.TOKEN_LEFT_BRACKET],
  ["]", lexer.TOKEN_RIGHT_BRACKET],
  ["{", lexer.TOKEN_LEFT_CURLY],
  ["}", lexer.TOKEN_RIGHT_CURLY],
  [",", lexer.TOKEN_COMMA],
  [":", lexer.TOKEN_COLON],
  ["~", lexer.TOKEN_TILDE],
  ["|", lexer.TOKEN_PIPE],
]);

export class TemplateTokenizer extends BaseTokenizer {
  readonly #rules: WhitespaceRules;
  #trimLeading = false;
  /** Set once the text before a marker was handed out: the marker's kind and length. */
  #pending: { readonly kind: string; readonly length: number } | undefined;
  #end: "%}" | "}}" = "%}";
  #openBrackets = 0;

  constructor(source: string, rules: WhitespaceRules) {
    super(withoutLastNewline(source));
    this.#rules = rules;
  }

  override nextToken(): Token | null {
    while (!this.isFinished()) {
      const token = this.in_code ? this.#code() : this.#text();
      if (token !== undefined) return token;
    }
    return null;
  }

  /** nunjucks steps character by character; only the line count needs that. */
  override forwardN(count: number): void {
    const skipped = this.str.slice(this.index, this.index + count);
    this.index += count;
    const lastNewline = skipped.lastIndexOf("\n");
    if (lastNewline === -1) {
      this.colno += count;
      return;
    }
    for (let at = skipped.indexOf("\n"); at !== -1; at = skipped.indexOf("\n", at + 1)) this.lineno++;
    this.colno = count - lastNewline - 1;
  }

  #text(): Token | undefined {
    if (this.#pending !== undefined) return this.#marker(this.#pending);
    if (this.#trimLeading) {
      this.#trimLeading = false;
      const rest = this.str.slice(this.index);
      this.forwardN(rest.length - trimStart(rest).length);
    }
    startMarker.lastIndex = this.index;
    const match = startMarker.exec(this.str);
    const text = this.str.slice(this.index, match?.index);
    const [, kind = "", control = ""] = match ?? [];
    if (match !== null) this.#pending = { kind, length: match[0].length };
    const kept = match === null ? text : this.#textBefore(text, kind, control as Control); // as the pattern has it
    const token = this.#token(lexer.TOKEN_DATA, kept);
    this.forwardN(text.length);
    return kept === "" ? undefined : token;
  }

  #textBefore(text: string, kind: string, control: Control): string {
    if (control === "-") return trimEnd(text);
    if (control === "+" || kind === "{" || !this.#rules.lstripBlocks) return text;
    return this.#startsLine(this.index + text.length) ? stripIndentation(text) : text;
  }

  #startsLine(end: number): boolean {
    for (let at = end - 1; at >= 0; at--) {
      const character = this.str.charAt(at);
      if (character === "\n" || character === "\r") return true;
      if (!isWhitespace(character)) return false;
    }
    return true;
  }

  #marker({ kind, length }: { kind: string; length: number }): Token | undefined {
    this.#pending = undefined;
    if (kind === "#") return this.#comment(length);
    if (kind === "%") {
      rawStart.lastIndex = this.index + length;
      const raw = rawStart.exec(this.str);
      if (raw !== null) return this.#raw(length + raw[0].length, (raw[1] ?? "") as Control); // as the pattern has it
    }
    const type = kind === "%" ? lexer.TOKEN_BLOCK_START : lexer.TOKEN_VARIABLE_START;
    const token = this.#token(type, `{${kind}`);
    this.forwardN(length);
    this.in_code = true;
    this.#end = kind === "%" ? "%}" : "}}";
    return token;
  }

  #comment(length: number): undefined {
    const end = this.str.indexOf("#}", this.index + length);
    if (end === -1) throw this.#fault("comment is not closed by #}");
    const control = this.str.charAt(Math.max(end - 1, this.index + length));
    this.forwardN(end + 2 - this.index);
    this.#afterTag(control === "-" || control === "+" ? control : "");
  }

  #raw(length: number, startControl: Control): Token | undefined {
    const from = this.index + length;
    rawEnd.lastIndex = from;
    const match = rawEnd.exec(this.str);
    if (match === null) throw this.#fault("raw block is not closed by endraw");
    this.forwardN(length);
    let text = this.str.slice(from, match.index);
    if (startControl === "-") text = trimStart(text);
    else if (startControl === "" && this.#rules.trimBlocks) text = text.replace(/^\r?\n?/, "");
    // The text keeps its line number only when nothing above it was cut.
    const cutLines =
      this.str
        .slice(from, match.index)
        .slice(0, match.index - from - text.length)
        .split("\n").length - 1;
    if (match[1] === "-") text = trimEnd(text);
    else if (match[1] === "" && this.#rules.lstripBlocks) text = stripIndentation(text);
    const token = { ...this.#token(lexer.TOKEN_DATA, text), lineno: this.lineno + cutLines };
    this.forwardN(match.index + match[0].length - from);
    this.#afterTag((match[2] ?? "") as Control); // as the pattern has it
    return token;
  }

  #afterTag(control: Control): void {
    if (control === "-") this.#trimLeading = true;
    else if (control === "") this.#skipNewline();
  }

  #skipNewline(): void {
    if (!this.#rules.trimBlocks) return;
    if (this.str.charAt(this.index) === "\r") this.forwardN(1);
    if (this.str.charAt(this.index) === "\n") this.forwardN(1);
  }

  #code(): Token | undefined {
    const blank = this.#match(codeWhitespace);
    if (blank !== undefined) return this.forwardN(blank.length) as undefined; // forwardN gives nothing
    return this.#tagEnd() ?? this.#operator() ?? this.#literal();
  }

  #tagEnd(): Token | undefined {
    if (this.#openBrackets !== 0) return undefined;
    const first = this.str.charAt(this.index);
    const control = first === "-" || first === "+" ? first : "";
    if (!this.str.startsWith(this.#end, this.index + control.length)) return undefined;
    const type = this.#end === "%}" ? lexer.TOKEN_BLOCK_END : lexer.TOKEN_VARIABLE_END;
    const token = this.#token(type, this.#end);
    this.forwardN(control.length + this.#end.length);
    this.in_code = false;
    if (control === "-") this.#trimLeading = true;
    else if (control === "" && type === lexer.TOKEN_BLOCK_END) this.#skipNewline();
    return token;
  }

  #operator(): Token | undefined {
    const text = this.#match(operator);
    if (text === undefined) return undefined;
    if (text === "(" || text === "[" || text === "{") this.#openBrackets++;
    if (text === ")" || text === "]" || text === "}") this.#openBrackets--;
    const token = this.#token(punctuation.get(text) ?? lexer.TOKEN_OPERATOR, text);
    this.forwardN(text.length);
    return token;
  }

  #literal(): Token {
    const first = this.str.charAt(this.index);
    if (first === '"' || first === "'") return this.#string(first);
    if (first >= "0" && first <= "9") {
      const number = this.#located(() => scanNumber(this.str, this.index));
      const token = this.#token(number.float ? lexer.TOKEN_FLOAT : lexer.TOKEN_INT, number.text);
      this.forwardN(number.length);
      return token;
    }
    const name = this.#match(identifier);
    if (name === undefined) throw this.#fault(`unexpected character ${JSON.stringify(first)}`);
    const token = this.#token(lexer.TOKEN_SYMBOL, name);
    this.forwardN(name.length);
    return token;
  }

  #string(quote: string): Token {
    let end = this.index + 1;
    while (end < this.len && this.str.charAt(end) !== quote) end += this.str.charAt(end) === "\\" ? 2 : 1;
    if (end >= this.len) throw this.#fault("string is not closed");
    const text = this.str.slice(this.index + 1, end);
    const token = this.#token(
      lexer.TOKEN_STRING,
      this.#located(() => resolveEscapes(text)),
    );
    this.forwardN(end + 1 - this.index);
    return token;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    return pattern.exec(this.str)?.[0];
  }

  #token(type: string, value: string): Token {
    return { type, value, lineno: this.lineno, colno: this.colno };
  }

  #located<T>(scan: () => T): T {
    try {
      return scan();
    } catch (error) {
      throw error instanceof TemplateFault ? error.at("", this) : error;
    }
  }

  #fault(message: string): TemplateFault {
    return new TemplateFault(message).at("", this);
  }
}

/** minijinja drops one newline at a template's end, and a carriage return before it. */
function withoutLastNewline(source: string): string {
  if (source.includes("\0")) throw unsupported("a NUL character in a template");
  return source.replace(/\n$/, "").replace(/\r$/, "");
}
