// The parts of nunjucks 3.2.4 that the template parser builds on; the package ships no types of its own.
declare module "nunjucks/src/lexer.js" {
  export interface Token {
    readonly type: string;
    readonly value: string;
    readonly lineno: number;
    readonly colno: number;
  }

  /** The class behind `lex`, which nunjucks does not export by name. */
  export class Tokenizer {
    constructor(source: string, options?: object);
    readonly str: string;
    readonly len: number;
    index: number;
    lineno: number;
    colno: number;
    in_code: boolean;
    nextToken(): Token | null;
    isFinished(): boolean;
    forwardN(count: number): void;
  }

  const lexer: {
    lex(source: string, options?: object): Tokenizer;
    readonly TOKEN_STRING: "string";
    readonly TOKEN_DATA: "data";
    readonly TOKEN_BLOCK_START: "block-start";
    readonly TOKEN_BLOCK_END: "block-end";
    readonly TOKEN_VARIABLE_START: "variable-start";
    readonly TOKEN_VARIABLE_END: "variable-end";
    readonly TOKEN_LEFT_PAREN: "left-paren";
    readonly TOKEN_RIGHT_PAREN: "right-paren";
    readonly TOKEN_LEFT_BRACKET: "left-bracket";
    readonly TOKEN_RIGHT_BRACKET: "right-bracket";
    readonly TOKEN_LEFT_CURLY: "left-curly";
    readonly TOKEN_RIGHT_CURLY: "right-curly";
    readonly TOKEN_OPERATOR: "operator";
    readonly TOKEN_COMMA: "comma";
    readonly TOKEN_COLON: "colon";
    readonly TOKEN_TILDE: "tilde";
    readonly TOKEN_PIPE: "pipe";
    readonly TOKEN_INT: "int";
    readonly TOKEN_FLOAT: "float";
    readonly TOKEN_SYMBOL: "symbol";
  };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module gives to import
  export default lexer;
}

declare module "nunjucks/src/nodes.js" {
  export interface NodeClass {
    new (lineno: number, colno: number, ...fields: unknown[]): { lineno: number; colno: number };
    extend(name: string, properties: { readonly fields: readonly string[] }): NodeClass;
  }

  const nodes: Readonly<Record<string, NodeClass>> & { readonly Node: NodeClass };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module gives to import
  export default nodes;
}

declare module "nunjucks/src/parser.js" {
  import type { Token, Tokenizer } from "nunjucks/src/lexer.js";

  interface NodeListShape {
    readonly children: readonly unknown[];
  }

  export class Parser {
    constructor(tokens: Tokenizer);
    nextToken(): Token | null;
    peekToken(): Token | null;
    pushToken(token: Token | null): void;
    skip(type: string): boolean;
    skipValue(type: string, value: string): boolean;
    skipSymbol(value: string): boolean;
    fail(message: string, lineno?: number, colno?: number): never;
    error(message: string, lineno?: number, colno?: number): Error;
    advanceAfterVariableEnd(): void;
    parseStatement(): unknown;
    parseExpression(): unknown;
    parseUntilBlocks(...names: string[]): NodeListShape;
    parseAsRoot(): NodeListShape;
  }

  const parser: { readonly Parser: typeof Parser };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module gives to import
  export default parser;
}
