/** nunjucks' parser, as far as it hands out tokens, with errors of our own. */
import lexer, { type Token } from "nunjucks/src/lexer.js";
import nunjucks from "nunjucks/src/parser.js";
import { TemplateFault } from "../template-fault.ts";

const maxNesting = 150;

export class TokenParser extends nunjucks.Parser {
  #nesting = 0;

  override error(message: string, lineno?: number, colno?: number): Error {
    const fault = new TemplateFault(message);
    return lineno === undefined || colno === undefined ? fault : fault.at("", { lineno, colno });
  }

  protected nested<T>(parse: () => T): T {
    this.#nesting++;
    if (this.#nesting > maxNesting) {
      throw new TemplateFault("expressions or blocks are nested too deeply", { code: "template_limit" });
    }
    const parsed = parse();
    this.#nesting--;
    return parsed;
  }

  /** Takes the next token when it has the type, and the value if one is asked for. */
  protected take(type: string, expected: string, value?: string): Token {
    const token = this.next(expected);
    if (token.type !== type || (value !== undefined && token.value !== value)) throw this.unexpected(token, expected);
    return token;
  }

  protected next(expected: string): Token {
    return this.nextToken() ?? this.endOfTemplate(expected);
  }

  protected isNext(type: string, value?: string): boolean {
    const token = this.peekToken();
    return token !== null && token.type === type && (value === undefined || token.value === value);
  }

  protected unexpected(token: Token, expected: string): TemplateFault {
    const written = token.type === lexer.TOKEN_STRING ? "a string" : `"${token.value}"`;
    return new TemplateFault(`unexpected ${written}, expected ${expected}`).at("", token);
  }

  protected endOfTemplate(expected: string): never {
    throw new TemplateFault(`unexpected end of the template, expected ${expected}`);
  }
}
