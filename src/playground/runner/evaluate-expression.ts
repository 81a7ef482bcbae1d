/**
 * Expressions of workflow files, as far as this project's own use them: properties, `fromJSON`, `toJSON`, `contains`,
 * `format`, comparison, `!`, `&&`, `||`, parentheses, texts and numbers.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/expressions
 */
export type Contexts = Readonly<Record<string, unknown>>;

const pattern = /\$\{\{\s*([\s\S]*?)\s*\}\}/g;

/** A value of a workflow file: a text that is one expression as a whole becomes what that gives. */
export function evaluateText(text: string, contexts: Contexts): unknown {
  const [whole] = text.matchAll(pattern);
  if (whole?.[0] === text.trim()) return evaluateExpression(whole[1] ?? "", contexts);
  return text.replace(pattern, (_, expression: string) => toText(evaluateExpression(expression, contexts)));
}

export function evaluateExpression(expression: string, contexts: Contexts): unknown {
  const tokens = expression.match(/'(?:[^']|'')*'|&&|\|\||==|!=|[!().,[\]]|[\w-]+/g) ?? [];
  const parser = new Parser(tokens, contexts);
  return parser.readAll();
}

/** As GitHub writes a value into a text; null and missing ones are empty. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? "Object" : String(value);
}

/** False, 0, an empty text and nothing are not true. */
export function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #contexts: Contexts;
  #at = 0;

  constructor(tokens: readonly string[], contexts: Contexts) {
    this.#tokens = tokens;
    this.#contexts = contexts;
  }

  readAll(): unknown {
    const value = this.#readOr();
    if (this.#at < this.#tokens.length) throw new Error(`unexpected ${this.#tokens[this.#at]} in an expression`);
    return value;
  }

  #readOr(): unknown {
    let left = this.#readAnd();
    while (this.#take("||")) {
      const right = this.#readAnd();
      left = isTrue(left) ? left : right;
    }
    return left;
  }

  #readAnd(): unknown {
    let left = this.#readComparison();
    while (this.#take("&&")) {
      const right = this.#readComparison();
      left = isTrue(left) ? right : left;
    }
    return left;
  }

  #readComparison(): unknown {
    const left = this.#readNot();
    if (this.#take("==")) return equals(left, this.#readNot());
    if (this.#take("!=")) return !equals(left, this.#readNot());
    return left;
  }

  #readNot(): unknown {
    return this.#take("!") ? !isTrue(this.#readNot()) : this.#readValue();
  }

  #readValue(): unknown {
    if (this.#take("(")) {
      const value = this.#readOr();
      this.#expect(")");
      return value;
    }
    const token = this.#tokens[this.#at] ?? "";
    this.#at += 1;
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^\d/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    return this.#take("(") ? this.#call(token) : this.#readProperties(this.#contexts[token]);
  }

  #readProperties(object: unknown): unknown {
    let value = object;
    while (this.#take(".")) {
      const name = this.#tokens[this.#at] ?? "";
      this.#at += 1;
      value = typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
    }
    return value;
  }

  #call(name: string): unknown {
    const values: unknown[] = [];
    while (!this.#take(")")) {
      values.push(this.#readOr());
      this.#take(",");
    }
    const [first, second] = values;
    switch (name) {
      case "fromJSON":
        return JSON.parse(toText(first));
      case "toJSON":
        return JSON.stringify(first, null, 2);
      case "contains":
        return toText(first).toLowerCase().includes(toText(second).toLowerCase());
      case "format":
        return toText(first).replace(/\{(\d)\}/g, (_, index: string) => toText(values[Number(index) + 1]));
      default:
        throw new Error(`${name}() is not known in expressions here`);
    }
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`an expression lacks ${token}`);
  }
}

function equals(one: unknown, other: unknown): boolean {
  return toText(one).toLowerCase() === toText(other).toLowerCase();
}
