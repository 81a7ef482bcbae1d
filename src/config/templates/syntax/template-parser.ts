/** nunjucks' parser with minijinja's statements. */
import lexer, { type Token } from "nunjucks/src/lexer.js";
import { TemplateFault, unsupported } from "../template-fault.ts";
import {
  type Assignment,
  type AutoEscape,
  type Block,
  type Body,
  type CallBlock,
  type Do,
  type Expression,
  type Extends,
  type FilterBlock,
  type For,
  type FromImport,
  type If,
  type Import,
  type ImportedName,
  type Include,
  type Jump,
  type Macro,
  node,
  type SetBlock,
  type SetValue,
  type Statement,
  type With,
} from "./nodes.ts";
import { TargetParser } from "./target-parser.ts";
import { trim } from "./whitespace.ts";

/** Where a statement stands, as far as that decides what it may be. */
interface Surroundings {
  /** `broken`: inside something that a jump would leave half open, which minijinja does not survive. */
  readonly loop: "none" | "inside" | "broken";
  readonly macro: boolean;
  /** Whether `extends` would take effect on the whole template here. */
  readonly top: boolean;
}

export class TemplateParser extends TargetParser {
  #within: Surroundings = { loop: "none", macro: false, top: true };
  /** Every block parsed so far. */
  readonly blocks = new Map<string, Block>();
  /** The templates named by plain strings so far. */
  readonly references: string[] = [];

  parseTemplate(): Body {
    return this.parseAsRoot().children as Body; // parseStatement below makes every child
  }

  override advanceAfterVariableEnd(): void {
    this.take(lexer.TOKEN_VARIABLE_END, '"}}"');
  }

  /** Called by nunjucks after `{%`; null ends the body that parseUntilBlocks is reading. */
  override parseStatement(): Statement | null {
    const token = this.next("a statement");
    if (token.type !== lexer.TOKEN_SYMBOL) throw this.unexpected(token, "a statement");
    if (this.#ends.has(token.value)) {
      this.pushToken(token);
      return null;
    }
    const statement = this.nested(() => this.#whole(token));
    this.#blockEnd();
    return statement;
  }

  /** Where the template ends too early, the innermost statement still open is the one to look at. */
  #whole(token: Token): Statement {
    try {
      return this.#statement(token);
    } catch (error) {
      const hasEnded = error instanceof TemplateFault && error.location === undefined;
      if (hasEnded) error.hint ??= `The "${token.value}" in line ${token.lineno + 1} is not closed.`;
      throw error;
    }
  }

  #ends: ReadonlySet<string> = new Set();

  #body(ends: readonly string[], within: Partial<Surroundings> = {}): Body {
    const [outerEnds, outer] = [this.#ends, this.#within];
    this.#ends = new Set(ends);
    this.#within = { ...outer, ...within };
    const { children } = this.parseUntilBlocks(...ends);
    this.#ends = outerEnds;
    this.#within = outer;
    return children as Body; // parseStatement above makes every child
  }

  #blockEnd(): void {
    this.take(lexer.TOKEN_BLOCK_END, '"%}"');
  }

  #statement(token: Token): Statement {
    switch (token.value) {
      case "for":
        return this.#for(token);
      case "if":
        return this.#if(token);
      case "with":
        return this.#with(token);
      case "set":
        return this.#set(token);
      case "autoescape":
        return this.#autoescape(token);
      case "filter":
        return this.#filterBlock(token);
      case "block":
        return this.#block(token);
      case "extends":
        return this.#extends(token);
      case "include":
        return this.#include(token);
      case "import":
        return this.#import(token);
      case "from":
        return this.#fromImport(token);
      case "macro":
        return this.#macro(token);
      case "call":
        return this.#callBlock(token);
      case "do":
        return node<Do>("Do", token, { call: this.#call() });
      case "break":
        return this.#jump("Break", token);
      case "continue":
        return this.#jump("Continue", token);
      default:
        throw new TemplateFault(`unknown statement "${token.value}"`).at("", token);
    }
  }

  #for(at: Token): For {
    const name = this.parseTargets(false);
    this.take(lexer.TOKEN_SYMBOL, '"in"', "in");
    const arr = this.parseCondition();
    const filter = this.skipSymbol("if") ? this.parseExpression() : undefined;
    const recursive = this.skipSymbol("recursive");
    this.#blockEnd();
    const body = this.#body(["endfor", "else"], { loop: "inside", top: false });
    const else_ = this.skipSymbol("else") ? this.#elseOfFor() : [];
    this.take(lexer.TOKEN_SYMBOL, '"endfor"', "endfor");
    return node<For>("For", at, { name, arr, filter, recursive, body, else_ });
  }

  #elseOfFor(): Body {
    this.#blockEnd();
    // minijinja lets a jump stand here without a loop around it, and then starts the template anew for ever.
    const loop = this.#within.loop === "none" ? "broken" : this.#within.loop;
    return this.#body(["endfor"], { loop, top: false });
  }

  #if(at: Token): If {
    const cond = this.parseCondition();
    this.#blockEnd();
    const body = this.#body(["endif", "else", "elif"]);
    const token = this.take(lexer.TOKEN_SYMBOL, '"endif"');
    return node<If>("If", at, { cond, body, else_: this.#elseOfIf(token) });
  }

  #elseOfIf(token: Token): Body | undefined {
    if (token.value === "endif") return undefined;
    if (token.value === "elif") return [this.nested(() => this.#if(token))];
    this.#blockEnd();
    const body = this.#body(["endif"]);
    this.take(lexer.TOKEN_SYMBOL, '"endif"', "endif");
    return body;
  }

  #with(at: Token): With {
    const assignments: Assignment[] = [];
    while (!this.isNext(lexer.TOKEN_BLOCK_END)) {
      if (assignments.length > 0) this.take(lexer.TOKEN_COMMA, '","');
      const target = this.isNext(lexer.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(false) : this.parseTarget(false);
      this.take(lexer.TOKEN_OPERATOR, '"="', "=");
      assignments.push({ target, value: this.parseExpression() });
    }
    this.#blockEnd();
    const body = this.#closedBody("endwith");
    return node<With>("With", at, { assignments, body });
  }

  /** The body of a statement that opens a scope or catches output: a jump must not leave it. */
  #closedBody(end: string, within: Partial<Surroundings> = {}): Body {
    const loop = this.#within.loop === "none" ? "none" : "broken";
    const body = this.#body([end], { loop, top: false, ...within });
    this.take(lexer.TOKEN_SYMBOL, `"${end}"`, end);
    return body;
  }

  #set(at: Token): SetValue | SetBlock {
    const target = this.parseTargets(true);
    if (this.isNext(lexer.TOKEN_BLOCK_END) || this.isNext(lexer.TOKEN_PIPE)) {
      const filter = this.skip(lexer.TOKEN_PIPE) ? this.parseFilterChain() : undefined;
      this.#blockEnd();
      return node<SetBlock>("SetBlock", at, { target, filter, body: this.#closedBody("endset") });
    }
    this.take(lexer.TOKEN_OPERATOR, '"="', "=");
    const value = this.parseExpression();
    if (!this.skip(lexer.TOKEN_COMMA)) return node<SetValue>("Set", at, { target, value });
    const children = [value];
    while (!this.isNext(lexer.TOKEN_BLOCK_END)) {
      children.push(this.parseExpression());
      if (!this.skip(lexer.TOKEN_COMMA)) break;
    }
    return node<SetValue>("Set", at, { target, value: node("Array", value, { children }) });
  }

  #autoescape(at: Token): AutoEscape {
    const enabled = this.parseExpression();
    this.#blockEnd();
    return node<AutoEscape>("AutoEscape", at, { enabled, body: this.#closedBody("endautoescape") });
  }

  #filterBlock(at: Token): FilterBlock {
    const filter = this.parseFilterChain();
    this.#blockEnd();
    return node<FilterBlock>("FilterBlock", at, { filter, body: this.#closedBody("endfilter") });
  }

  #block(at: Token): Block {
    if (this.#within.macro) throw new TemplateFault("a block cannot stand in a macro").at("", at);
    const name = this.take(lexer.TOKEN_SYMBOL, "a name").value;
    this.skipSymbol("scoped");
    const required = this.skipSymbol("required");
    if (this.blocks.has(name)) throw new TemplateFault(`block "${name}" is defined twice`).at("", at);
    const block = node<Block>("Block", at, { name, required, body: [] });
    this.blocks.set(name, block);
    this.#blockEnd();
    const body = this.#closedBody("endblock", { loop: "none" });
    if (required && !body.every(isBlank)) throw new TemplateFault("a required block must be empty").at("", at);
    const trailing = this.peekToken();
    if (trailing?.type === lexer.TOKEN_SYMBOL) this.take(lexer.TOKEN_SYMBOL, `the block's name "${name}"`, name);
    return Object.assign(block, { body });
  }

  #extends(at: Token): Extends {
    if (!this.#within.top) throw unsupported("extends inside another statement than if").at("", at);
    return node<Extends>("Extends", at, { template: this.#reference() });
  }

  #reference(): Expression {
    const template = this.parseExpression();
    if (template.typename === "Literal" && typeof template.value === "string") this.references.push(template.value);
    return template;
  }

  #include(at: Token): Include {
    const template = this.#reference();
    const skipped = this.skipContextMarker();
    const ignoreMissing = this.skipSymbol("ignore");
    if (ignoreMissing) {
      this.take(lexer.TOKEN_SYMBOL, '"missing"', "missing");
      if (!skipped) this.skipContextMarker();
    }
    return node<Include>("Include", at, { template, ignoreMissing });
  }

  #import(at: Token): Import {
    const template = this.#reference();
    this.take(lexer.TOKEN_SYMBOL, '"as"', "as");
    const target = this.take(lexer.TOKEN_SYMBOL, "a name").value;
    this.skipContextMarker();
    return node<Import>("Import", at, { template, target });
  }

  #fromImport(at: Token): FromImport {
    const template = this.#reference();
    this.take(lexer.TOKEN_SYMBOL, '"import"', "import");
    const names: ImportedName[] = [];
    while (!this.skipContextMarker() && !this.isNext(lexer.TOKEN_BLOCK_END)) {
      if (names.length > 0) {
        this.take(lexer.TOKEN_COMMA, '","');
        if (this.skipContextMarker() || this.isNext(lexer.TOKEN_BLOCK_END)) break;
      }
      const name = this.parseNewName().value;
      names.push({ name, alias: this.skipSymbol("as") ? this.parseNewName().value : name });
    }
    return node<FromImport>("FromImport", at, { template, names });
  }

  #macro(at: Token): Macro {
    const name = this.take(lexer.TOKEN_SYMBOL, "a name").value;
    this.take(lexer.TOKEN_LEFT_PAREN, '"("');
    const args = this.parseParameters();
    this.#blockEnd();
    const body = this.#closedBody("endmacro", { loop: "none", macro: true });
    return node<Macro>("Macro", at, { name, args, body });
  }

  #callBlock(at: Token): CallBlock {
    const args = this.skip(lexer.TOKEN_LEFT_PAREN) ? this.parseParameters() : [];
    const call = this.#call();
    this.#blockEnd();
    const body = this.#closedBody("endcall", { loop: "none", macro: true });
    return node<CallBlock>("CallBlock", at, { call, caller: node<Macro>("Macro", at, { name: "caller", args, body }) });
  }

  #call(): CallBlock["call"] {
    const call = this.parseExpression();
    if (call.typename !== "FunCall") throw new TemplateFault("expected a call").at("", call);
    return call;
  }

  #jump(typename: Jump["typename"], at: Token): Jump {
    const word = typename.toLowerCase();
    if (this.#within.loop === "none") throw new TemplateFault(`${word} must stand inside a loop`).at("", at);
    if (this.#within.loop === "broken") {
      throw unsupported(`${word} out of a nested block`, "minijinja-cli fails on it too; use an if around the rest").at(
        "",
        at,
      );
    }
    return node<Jump>(typename, at, {});
  }
}

function isBlank(statement: Statement): boolean {
  if (statement.typename !== "Output") return false;
  const [child] = statement.children;
  return child.typename === "TemplateData" && trim(child.value) === "";
}
