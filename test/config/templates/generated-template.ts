/** Templates at random: every statement, operator and common filter, with whitespace control in between. */
import fc from "fast-check";

const names = ["a", "b", "x", "name", "nope", "ENV"];
const literals = [
  ...["0", "1", "2", "-3", "1.5", "''", "'a'", "'b c'", "'ä€'", "'l1\\n\\n  l3\\n'", "true", "false", "none"],
  ...["[]", "[1, 2, 3]", "['b', 'a']", "{}", "{'a': 1}", "{'a': {'b': 'q'}}", "range(3)", "[[1, 2], [3, 4]]"],
  ...["ENV.A", "ENV.NOPE", "ENV['a.b']", "ENV.EMPTY", "(1, 2)"],
];
const integers = ["0", "1", "2", "-3", "10", "[1, 2]|length"];
const filters = [
  ...[
    "default('d')",
    "default('d', true)",
    "string",
    "tojson",
    "safe",
    "string|length",
    "string|upper",
    "string|title",
  ],
  ...["string|indent(2)", "string|trim", "string|split(' ')|join('+')", "string|replace('a', 'b')", "string|first"],
  ...["string|list|join(',')", "string|lines|join('|')", "bool", "string|reverse", "string|last|default('z')"],
];
const tests = [
  ...["defined", "undefined", "none", "odd", "string", "number", "mapping", "sequence", "iterable", "true", "eq 1"],
  ...["not defined", "not none", "boolean", "in [1, 'a']", "sameas none"],
];
const suffixes = [
  "",
  "[0]",
  "[-1]",
  "[1:]|list",
  "[::-1]|list",
  "|join('-')",
  "|last",
  "|reverse|list",
  "|map('string')|list",
];
const mapSuffixes = ["", ".k", "['k']", "|length", "|items|list", "|dictsort", "|list"];
const operators = ["~", "==", "!=", "<", ">", "<=", ">=", "and", "or"];
const arithmetic = ["+", "-", "*", "/", "//", "%", "**"];

const pick = (values: readonly string[]) => fc.constantFrom(...values);
const text = (parts: TemplateStringsArray, ...arbitraries: fc.Arbitrary<string>[]) =>
  fc
    .tuple(...arbitraries)
    .map((values) => parts.map((part, index) => (index === 0 ? part : (values[index - 1] ?? "") + part)).join(""));

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(pick(names), pick(literals)),
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    text`${tie("expression")}|${pick(filters)}`,
    text`${tie("expression")} is ${pick(tests)}`,
    text`(${tie("expression")}) ${pick(operators)} (${tie("expression")})`,
    text`${pick(integers)} ${pick(arithmetic)} ${pick(integers)}`,
    text`not ${tie("expression")}`,
    text`(${tie("expression")})`,
    text`(${tie("expression")} if ${tie("expression")} else ${tie("expression")})`,
    text`(${tie("expression")} if ${tie("expression")})`,
    text`[${tie("expression")}, ${tie("expression")}]${pick(suffixes)}`,
    text`{'a': 1, 'k': ${tie("expression")}}${pick(mapSuffixes)}`,
  ),
}));

const blank = pick(["", "", " ", "\n", "\n  ", "  ", "\n\n", "\t", "\r\n"]);
const open = pick(["{%", "{%", "{%", "{%-", "{%+"]);
const close = pick(["%}", "%}", "%}", "-%}", "+%}"]);
const tag = (inner: fc.Arbitrary<string>) => text`${open} ${inner} ${close}`;
const word = (name: string) => tag(fc.constant(name));
const iterated = [
  "[1, 2, 3]",
  "range(3)",
  "['a', 'b']",
  "'ab'",
  "{'k': [1]}",
  "[]",
  "[1, [2, [3]]]",
  "[[1, 2], [3, 4]]",
];
const loopValues = [
  ...["loop.index", "loop.index0", "loop.first", "loop.last", "loop.length", "loop.revindex", "loop.depth"],
  ...["loop.previtem", "loop.nextitem", "loop.cycle('o', 'e')", "loop.changed(x)", "x"],
];
const captures = pick([
  "set c",
  "set c | upper",
  "set a",
  "filter upper",
  "filter replace('a', 'b') | indent(2)",
  "with b = 2",
]);

const { body } = fc.letrec<{ body: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text`${pick(["text", "a: b", "#}", "}}", "%}", "- x", "key:", "'\"", "é", "{"])}${blank}`,
    text`{{${pick(["", "-"])} ${expression} ${pick(["", "-"])}}}${blank}`,
    text`${tag(text`if ${expression}`)}${tie("body")}${word("endif")}`,
    text`${tag(text`if ${expression}`)}${tie("body")}${word("else")}${tie("body")}${word("endif")}`,
    text`${tag(text`for x in ${pick(iterated)}`)}${tie("body")}{{ ${pick(loopValues)} }}${word("endfor")}`,
    text`${tag(text`for x in ${pick(iterated)} if ${expression}`)}${tie("body")}${word("else")}${tie("body")}${word("endfor")}`,
    text`${tag(text`set ${pick(["a", "b", "x"])} = ${expression}`)}${blank}`,
    captures.chain((start) => text`${word(start)}${tie("body")}${word(`end${start.split(" ")[0]}`)}`),
    text`${word("macro m(p, q='z')")}${tie("body")}{{ p }}{{ q }}{{ a }}${word("endmacro")}{{ m(1) }}{{ m(q=2, p=3) }}${blank}`,
    text`{#${pick(["", "-", "+"])} comment {{ x }} ${pick(["", "-", "+"])}#}${blank}`,
    text`${word("raw")}${pick(["{{ x }}", " a\n", "\n  {% if %}\n "])}${word("endraw")}${blank}`,
  ),
  body: fc
    .array(tie("statement"), { minLength: 1, maxLength: 3, depthIdentifier: "body" })
    .map((parts) => parts.join("")),
}));

export const generatedTemplate = text`${blank}${body}`;
