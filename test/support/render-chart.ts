/** As much of Helm as the chart uses: values, `quote`, `toYaml … | nindent`, `if`, `range` over a map, and trimming at the left. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";

type Scope = Readonly<Record<string, unknown>>;

/** The objects of a chart, with values laid over its own, in the order of its files. */
export function renderChart(folder: string, release: string, values: Scope = {}): readonly Scope[] {
  const own: unknown = parse(readFileSync(join(folder, "values.yaml"), "utf8"));
  const scope = { Release: { Name: release }, Values: merge(own, values) };
  const templates = join(folder, "templates");
  return readdirSync(templates)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name): readonly Scope[] => {
      const tokens = tokenize(readFileSync(join(templates, name), "utf8"));
      const text = renderBlock(tokens, scope);
      if (tokens.length > 0) throw new Error(`${name}: an end too many`);
      return parseAllDocuments(text).map((document): Scope => {
        if (document.errors.length > 0) throw document.errors[0];
        return asScope(document.toJS());
      });
    });
}

type Token = { readonly text: string } | { readonly action: string };

function tokenize(source: string): Token[] {
  const parts = source.split(/(\s*\{\{-[^}]*\}\}|\{\{[^}]*\}\})/);
  return parts.map((part, index) =>
    index % 2 === 0 ? { text: part } : { action: part.trim().replace(/^\{\{-?\s*|\s*\}\}$/g, "") },
  );
}

/** Takes tokens up to the end of the block. */
function renderBlock(tokens: Token[], scope: Scope): string {
  let out = "";
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if ("text" in token) out += token.text;
    else if (token.action === "end") return out;
    else if (token.action.startsWith("if ")) {
      const inner = renderBlock(tokens, scope);
      out += isTrue(evaluate(token.action.slice(3), scope)) ? inner : "";
    } else if (token.action.startsWith("range ")) out += renderRange(tokens, token.action, scope);
    else out += print(token.action, scope);
  }
  return out;
}

function renderRange(tokens: Token[], action: string, scope: Scope): string {
  const [, name = "", value = "", path = ""] = /^range (\$\w+), (\$\w+) := (.+)$/.exec(action) ?? [];
  const body = tokens.slice();
  // once for nobody: it takes the tokens of the block away
  renderBlock(tokens, { ...scope, [name]: "", [value]: "" });
  return Object.entries(asScopeOrEmpty(evaluate(path, scope)))
    .map(([key, item]) => renderBlock(body.slice(), { ...scope, [name]: key, [value]: item }))
    .join("");
}

function print(action: string, scope: Scope): string {
  const [expression = "", filter = ""] = action.split(" | ");
  const [, yaml] = /^toYaml (.+)$/.exec(expression) ?? [];
  const value = evaluate(yaml ?? expression, scope);
  const [, indent] = /^nindent (\d+)$/.exec(filter) ?? [];
  if (yaml !== undefined && indent !== undefined) {
    return `\n${stringify(value).trimEnd()}`.replaceAll("\n", `\n${" ".repeat(Number(indent))}`);
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw new Error(`${action} is no text`);
  }
  return filter === "quote" ? JSON.stringify(String(value)) : String(value);
}

function evaluate(path: string, scope: Scope): unknown {
  const [first = "", ...rest] = path.replace(/^\./, "").split(".");
  if (!(first in scope)) throw new Error(`${path} is not known`);
  return rest.reduce<unknown>((value, key) => asScope(value)[key], scope[first]);
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function merge(own: unknown, over: unknown): unknown {
  if (!isScope(own) || !isScope(over)) return over ?? own;
  const keys = [...new Set([...Object.keys(own), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merge(own[key], over[key])]));
}

function isScope(value: unknown): value is Scope {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asScope(value: unknown): Scope {
  if (isScope(value)) return value;
  throw new Error("a map is wanted");
}

function asScopeOrEmpty(value: unknown): Scope {
  return isScope(value) ? value : {};
}
