/** minijinja's expression grammar: its precedences, slices, tests, tuples and arguments. */
import lexer, { type Token } from "nunjucks/src/lexer.js";
import { type Position, TemplateFault } from "../template-fault.ts";
import {
  type Argument,
  type Binary,
  type Call,
  type Compare,
  type Comparison,
  type Dict,
  type Expression,
  type Filter,
  type InlineIf,
  type List,
  type Literal,
  type Logic,
  type Lookup,
  type Name,
  node,
  type Operand,
  type Operator,
  type Pair,
  type Slice,
  type Test,
  type Unary,
} from "./nodes.ts";
import { TokenParser } from "./token-parser.ts";

const maxArguments = 2000;
const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);
/** Tokens that begin the argument of a test written without brackets: `is divisibleby 3`. */
const argumentStarts: ReadonlySet<string> = new Set([
  lexer.TOKEN_SYMBOL,
  lexer.TOKEN_STRING,
  lexer.TOKEN_INT,
  lexer.TOKEN_FLOAT,
  lexer.TOKEN_LEFT_BRACKET,
  lexer.TOKEN_LEFT_CURLY,
]);
const notArguments: ReadonlySet<string> = new Set(["and", "or", "else", "is"]);

export class ExpressionParser extends TokenParser {
  override parseExpression(): Expression {
    return this.nested(() => this.#inlineIf());
  }

  protected parseCondition(): Expression {
    return this.#or();
  }

  #here(): Position {
    return this.peekToken() ?? this.endOfTemplate("an expression");
  }

  #inlineIf(): Expression {
    let expression = this.#or();
    while (this.skipSymbol("if")) {
      const cond = this.#or();
      const else_ = this.skipSymbol("else") ? this.#inlineIf() : undefined;
      expression = node<InlineIf>("InlineIf", expression, { cond, body: expression, else_ });
    }
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.skipSymbol("or")) left = node<Logic>("Or", left, { left, right: this.#and() });
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.skipSymbol("and")) left = node<Logic>("And", left, { left, right: this.#not() });
    return left;
  }

  #not(): Expression {
    const at = this.#here();
    if (!this.skipSymbol("not")) return this.#compare();
    return this.nested(() => node<Unary>("Not", at, { target: this.#not() }));
  }

  #compare(): Expression {
    const expr = this.#sum();
    const ops: Operand[] = [];
    for (let type = this.#comparison(); type !== undefined; type = this.#comparison()) {
      const operand = this.#sum();
      ops.push(node<Operand>("CompareOperand", operand, { expr: operand, type }));
    }
    return ops.length === 0 ? expr : node<Compare>("Compare", expr, { expr, ops });
  }

  #comparison(): Comparison | undefined {
    const token = this.peekToken();
    if (token?.type === lexer.TOKEN_OPERATOR && comparisons.has(token.value)) {
      this.nextToken();
      return token.value as Comparison; // the set holds comparisons only
    }
    if (this.skipSymbol("in")) return "in";
    if (!this.skipSymbol("not")) return undefined;
    this.take(lexer.TOKEN_SYMBOL, '"in"', "in");
    return "not in";
  }

  #sum(): Expression {
    return this.#binary(["+", "-"], () => this.#concatenation());
  }

  #concatenation(): Expression {
    return this.#binary(["~"], () => this.#product());
  }

  #product(): Expression {
    return this.#binary(["*", "/", "//", "%"], () => this.#power());
  }

  #power(): Expression {
    return this.#binary(["**"], () => this.#unary());
  }

  #binary(operators: readonly Operator[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const token = this.peekToken();
      const operator = operators.find((candidate) => token?.value === candidate && token.type !== lexer.TOKEN_STRING);
      if (operator === undefined) return left;
      this.nextToken();
      left = node<Binary>("BinOp", left, { operator, left, right: operand() });
    }
  }

  #unary(): Expression {
    return this.#filtersAndTests(this.#postfix(this.#negation()));
  }

  /** As in minijinja, a minus binds closer than what follows it: `-a.b` is `(-a).b`. */
  #negation(): Expression {
    const at = this.#here();
    if (!this.skipValue(lexer.TOKEN_OPERATOR, "-")) return this.nested(() => this.#primary());
    return this.nested(() => node<Unary>("Neg", at, { target: this.#negation() }));
  }

  #postfix(target: Expression): Expression {
    if (this.skipValue(lexer.TOKEN_OPERATOR, ".")) return this.#postfix(this.#attribute(target));
    if (this.skip(lexer.TOKEN_LEFT_BRACKET)) return this.#postfix(this.#subscript(target));
    if (!this.isNext(lexer.TOKEN_LEFT_PAREN)) return target;
    return this.#postfix(node<Call>("FunCall", target, { name: target, args: this.parseArguments() }));
  }

  #attribute(target: Expression): Expression {
    const token = this.next("a name or an integer");
    if (token.type !== lexer.TOKEN_SYMBOL && token.type !== lexer.TOKEN_INT) {
      throw this.unexpected(token, "a name or an integer");
    }
    const dotted = token.type === lexer.TOKEN_SYMBOL;
    const val = node<Literal>("Literal", token, { value: dotted ? token.value : BigInt(token.value) });
    return node<Lookup>("LookupVal", target, { target, val, dotted });
  }

  #subscript(target: Expression): Expression {
    const at = this.#here();
    const start = this.isNext(lexer.TOKEN_COLON) ? undefined : this.parseExpression();
    if (!this.skip(lexer.TOKEN_COLON)) {
      this.take(lexer.TOKEN_RIGHT_BRACKET, '"]"');
      if (start === undefined) throw new TemplateFault("empty subscript").at("", at);
      return node<Lookup>("LookupVal", target, { target, val: start, dotted: false });
    }
    const stop =
      this.isNext(lexer.TOKEN_RIGHT_BRACKET) || this.isNext(lexer.TOKEN_COLON) ? undefined : this.parseExpression();
    const hasStep = this.skip(lexer.TOKEN_COLON) && !this.isNext(lexer.TOKEN_RIGHT_BRACKET);
    const step = hasStep ? this.parseExpression() : undefined;
    this.take(lexer.TOKEN_RIGHT_BRACKET, '"]"');
    return node<Slice>("Slice", target, { target, start, stop, step });
  }

  #filtersAndTests(target: Expression): Expression {
    let expression = target;
    for (;;) {
      if (this.skip(lexer.TOKEN_PIPE)) expression = this.parseFilter(expression);
      else if (this.skipSymbol("is")) expression = this.#test(expression);
      else return expression;
    }
  }

  /** What follows a `|`. */
  protected parseFilter(target: Expression | undefined): Filter {
    const { token, name } = this.#dottedName();
    const args = this.isNext(lexer.TOKEN_LEFT_PAREN) ? this.parseArguments() : [];
    return node<Filter>("Filter", token, { name, target, args });
  }

  #test(target: Expression): Expression {
    const negated = this.skipSymbol("not");
    const { token, name } = this.#dottedName();
    const test = node<Test>("Is", token, { name, target, args: this.#testArguments() });
    return negated ? node<Unary>("Not", target, { target: test }) : test;
  }

  #testArguments(): readonly Argument[] {
    const token = this.peekToken();
    if (token === null) return [];
    if (token.type === lexer.TOKEN_LEFT_PAREN) return this.parseArguments();
    const isSign = token.type === lexer.TOKEN_OPERATOR && (token.value === "-" || token.value === "+");
    if (!isSign && !argumentStarts.has(token.type)) return [];
    if (token.type === lexer.TOKEN_SYMBOL && notArguments.has(token.value)) return [];
    return [{ kind: "positional", value: this.#postfix(this.#negation()) }];
  }

  #dottedName(): { readonly token: Token; readonly name: string } {
    const token = this.take(lexer.TOKEN_SYMBOL, "a name");
    let name = token.value;
    while (this.skipValue(lexer.TOKEN_OPERATOR, ".")) name += `.${this.take(lexer.TOKEN_SYMBOL, "a name").value}`;
    return { token, name };
  }

  protected parseArguments(): readonly Argument[] {
    this.take(lexer.TOKEN_LEFT_PAREN, '"("');
    const args: Argument[] = [];
    this.#untilBracket(lexer.TOKEN_RIGHT_PAREN, () => {
      args.push(this.#argument(args));
      if (args.length > maxArguments) throw new TemplateFault("too many arguments in a call");
    });
    return args;
  }

  #argument(before: readonly Argument[]): Argument {
    if (this.skipValue(lexer.TOKEN_OPERATOR, "**")) return { kind: "keywords", value: this.parseExpression() };
    if (this.skipValue(lexer.TOKEN_OPERATOR, "*")) return { kind: "splat", value: this.parseExpression() };
    const value = this.parseExpression();
    if (value.typename === "Symbol" && this.skipValue(lexer.TOKEN_OPERATOR, "=")) {
      return { kind: "keyword", name: value.value, value: this.parseExpression() };
    }
    if (before.some(({ kind }) => kind === "keyword" || kind === "keywords")) {
      throw new TemplateFault("positional argument after a keyword argument").at("", value);
    }
    return { kind: "positional", value };
  }

  #primary(): Expression {
    const token = this.next("an expression");
    switch (token.type) {
      case lexer.TOKEN_SYMBOL: {
        const constant = constants.get(token.value);
        if (constant !== undefined) return node<Literal>("Literal", token, { value: constant });
        return node<Name>("Symbol", token, { value: token.value });
      }
      case lexer.TOKEN_STRING:
        return node<Literal>("Literal", token, { value: this.#adjacentStrings(token.value) });
      case lexer.TOKEN_INT:
        return node<Literal>("Literal", token, { value: BigInt(token.value) });
      case lexer.TOKEN_FLOAT:
        return node<Literal>("Literal", token, { value: Number(token.value) });
      case lexer.TOKEN_LEFT_PAREN:
        return this.#tupleOrGroup(token);
      case lexer.TOKEN_LEFT_BRACKET:
        return this.#list(token);
      case lexer.TOKEN_LEFT_CURLY:
        return this.#dict(token);
      default:
        throw this.unexpected(token, "an expression");
    }
  }

  #adjacentStrings(first: string): string {
    let text = first;
    while (this.isNext(lexer.TOKEN_STRING)) text += this.next("a string").value;
    return text;
  }

  /** minijinja has no tuples: they are lists. */
  #tupleOrGroup(at: Token): Expression {
    if (this.skip(lexer.TOKEN_RIGHT_PAREN)) return node<List>("Array", at, { children: [] });
    const first = this.parseExpression();
    if (!this.isNext(lexer.TOKEN_COMMA)) {
      this.take(lexer.TOKEN_RIGHT_PAREN, '")"');
      return first;
    }
    const children = [first];
    while (!this.skip(lexer.TOKEN_RIGHT_PAREN)) {
      this.take(lexer.TOKEN_COMMA, '","');
      if (this.skip(lexer.TOKEN_RIGHT_PAREN)) break;
      children.push(this.parseExpression());
    }
    return node<List>("Array", at, { children });
  }

  #list(at: Token): List {
    const children: Expression[] = [];
    this.#untilBracket(lexer.TOKEN_RIGHT_BRACKET, () => children.push(this.parseExpression()));
    return node<List>("Array", at, { children });
  }

  #dict(at: Token): Dict {
    const children: Pair[] = [];
    this.#untilBracket(lexer.TOKEN_RIGHT_CURLY, () => {
      const key = this.parseExpression();
      this.take(lexer.TOKEN_COLON, '":"');
      children.push(node<Pair>("Pair", key, { key, value: this.parseExpression() }));
    });
    return node<Dict>("Dict", at, { children });
  }

  /** Items with commas between them, one more comma allowed at the end. */
  #untilBracket(closing: string, parseItem: () => void): void {
    for (let first = true; !this.skip(closing); first = false) {
      if (!first) {
        this.take(lexer.TOKEN_COMMA, '","');
        if (this.skip(closing)) return;
      }
      parseItem();
    }
  }
}
