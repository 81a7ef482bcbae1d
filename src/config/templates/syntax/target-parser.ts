/** The parts that statements are made of: what is assigned to, parameters, chains of filters. */
import lexer, { type Token } from "nunjucks/src/lexer.js";
import { TemplateFault } from "../template-fault.ts";
import { ExpressionParser } from "./expression-parser.ts";
import {
  type Expression,
  type Filter,
  type Literal,
  type Lookup,
  type Name,
  node,
  type Parameter,
  type Target,
} from "./nodes.ts";

const reserved: ReadonlySet<string> = new Set(["true", "True", "false", "False", "none", "None", "loop", "self"]);

export class TargetParser extends ExpressionParser {
  protected parseTargets(dotted: boolean): Target {
    const items: Target[] = [];
    let tuple = false;
    for (;;) {
      if (items.length > 0) this.take(lexer.TOKEN_COMMA, '","');
      if (this.#endsTargets()) break;
      items.push(this.isNext(lexer.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(dotted) : this.parseTarget(dotted));
      if (!this.isNext(lexer.TOKEN_COMMA)) break;
      tuple = true;
    }
    const [only] = items;
    if (!tuple && only !== undefined) return only;
    const at = only ?? this.next("a name");
    return node("Array", at, { children: items as Expression[] }) as Target; // targets are expressions by their shape
  }

  #endsTargets(): boolean {
    return (
      this.isNext(lexer.TOKEN_RIGHT_PAREN) ||
      this.isNext(lexer.TOKEN_BLOCK_END) ||
      this.isNext(lexer.TOKEN_VARIABLE_END) ||
      this.isNext(lexer.TOKEN_SYMBOL, "in")
    );
  }

  protected parseBracketedTargets(dotted: boolean): Target {
    this.take(lexer.TOKEN_LEFT_PAREN, '"("');
    const targets = this.nested(() => this.parseTargets(dotted));
    this.take(lexer.TOKEN_RIGHT_PAREN, '")"');
    return targets;
  }

  protected parseTarget(dotted: boolean): Name | Lookup {
    const token = this.parseNewName();
    let target: Name | Lookup = node<Name>("Symbol", token, { value: token.value });
    while (dotted && this.skipValue(lexer.TOKEN_OPERATOR, ".")) {
      const attribute = this.take(lexer.TOKEN_SYMBOL, "a name");
      const val = node<Literal>("Literal", attribute, { value: attribute.value });
      target = node<Lookup>("LookupVal", token, { target, val, dotted: true });
    }
    return target;
  }

  protected parseNewName(): Token {
    const token = this.take(lexer.TOKEN_SYMBOL, "a name");
    if (reserved.has(token.value)) throw new TemplateFault(`cannot assign to the name "${token.value}"`).at("", token);
    return token;
  }

  protected parseFilterChain(): Filter {
    let filter = this.parseFilter(undefined);
    while (!this.isNext(lexer.TOKEN_BLOCK_END)) {
      this.take(lexer.TOKEN_PIPE, '"|"');
      filter = this.parseFilter(filter);
    }
    return filter;
  }

  /** `with context` and `without context` mean nothing in minijinja. */
  protected skipContextMarker(): boolean {
    if (!this.skipSymbol("with") && !this.skipSymbol("without")) return false;
    this.take(lexer.TOKEN_SYMBOL, '"context"', "context");
    return true;
  }

  protected parseParameters(): readonly Parameter[] {
    const parameters: Parameter[] = [];
    let hasDefaults = false;
    while (!this.skip(lexer.TOKEN_RIGHT_PAREN)) {
      if (parameters.length > 0) {
        this.take(lexer.TOKEN_COMMA, '","');
        if (this.skip(lexer.TOKEN_RIGHT_PAREN)) break;
      }
      const name = this.parseNewName().value;
      if (hasDefaults) this.take(lexer.TOKEN_OPERATOR, '"="', "=");
      else hasDefaults = this.skipValue(lexer.TOKEN_OPERATOR, "=");
      parameters.push({ name, default: hasDefaults ? this.parseExpression() : undefined });
    }
    return parameters;
  }
}
