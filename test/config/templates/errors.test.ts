import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { plainSettings, renderText, type Setup } from "./render-text.ts";

async function failure(source: string, setup: Setup = {}): Promise<UserError> {
  try {
    await renderText(source, setup);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("the template rendered");
}

const places: readonly {
  readonly template: string;
  readonly line: number;
  readonly column: number;
  readonly says: string;
}[] = [
  { template: "a\nb: {{ ENV.NOPE.deep }}", line: 2, column: 7, says: '"ENV.NOPE"' },
  { template: "a\nb: {{ ENV['no-pe'].deep }}", line: 2, column: 7, says: '"ENV["no-pe"]"' },
  { template: "{% if x %}\n{{ y | uper }}{% endif %}{{ y | uper }}", line: 2, column: 33, says: '"uper"' },
  { template: "\n{% if x is defind %}{% endif %}", line: 2, column: 12, says: '"defind"' },
  { template: "\n\n  {% foo %}", line: 3, column: 6, says: '"foo"' },
  { template: "{{ 1 + }}", line: 1, column: 8, says: '"}}"' },
  { template: "{{ 'abc }}", line: 1, column: 4, says: "string" },
  { template: "{{ a ? b }}", line: 1, column: 6, says: '"?"' },
  { template: "{% set x = nofunction(1) %}", line: 1, column: 12, says: '"nofunction"' },
  { template: "{{ 1 | indent(widht=2) }}", line: 1, column: 8, says: '"widht"' },
  { template: "{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", line: 1, column: 34, says: '"b"' },
  { template: "{# open", line: 1, column: 1, says: "comment" },
  { template: "a\n{% if x %}\nb", line: 3, column: 2, says: '"endif"' },
  { template: "{% for a in [1] %}{% endif %}", line: 1, column: 22, says: '"endif"' },
  { template: "{% include 'nope.j2' %}", line: 1, column: 4, says: '"nope.j2"' },
];

describe("renderTemplate() names the place of a fault", () => {
  test.each(places)("$template", async ({ template, line, column, says }) => {
    const error = await failure(template);
    expect(error.location).toEqual({ file: "main.j2", line, column });
    expect(error.message).toContain(says);
  });

  test.each([
    { template: "a\n{% if x %}\nb", hint: 'The "if" in line 2 is not closed.' },
    { template: "{% if x %}\n{% for a in b %}\n{% if y %}{% endif %}", hint: 'The "for" in line 2 is not closed.' },
    { template: "{% if x %}{% endif %}\n{% set y =", hint: 'The "set" in line 2 is not closed.' },
  ])("renderTemplate() says which statement is still open: $hint", async ({ template, hint }) => {
    expect(await failure(template)).toMatchObject({ hint });
  });

  test("renderTemplate() shows the files that led to a fault", async () => {
    const others = { "one.j2": "\n{% include 'two.j2' %}", "two.j2": "x\n\n{{ nope.deep }}" };
    const error = await failure("{% include 'one.j2' %}", { others });
    expect(error.location).toEqual({ file: "two.j2", line: 3, column: 4 });
    expect(error.message).toContain("(two.j2:3:4, included from one.j2:2:4, included from main.j2:1:4)");
  });

  test("renderTemplate() shows who extends the template that fails", async () => {
    const error = await failure("\n{% extends 'base.j2' %}", { others: { "base.j2": "{{ nope.deep }}" } });
    expect(error.message).toContain("(base.j2:1:4, included from main.j2:2:4)");
  });

  test("renderTemplate() names the nearest filter and test", async () => {
    expect((await failure("{{ 1 | uper }}")).hint).toContain('"upper"');
    expect((await failure("{{ 1 is defind }}")).hint).toContain('"defined"');
  });

  test("renderTemplate() names an undefined variable in strict mode", async () => {
    const settings = { ...plainSettings, strict: true };
    for (const template of [
      "{{ ENV.TOKEN }}",
      "{% if ENV.TOKEN %}{% endif %}",
      "{% for x in ENV.TOKEN %}{% endfor %}",
    ]) {
      expect((await failure(template, { settings })).message).toContain('"ENV.TOKEN" is undefined');
    }
    for (const template of [
      "{{ 'a' ~ ENV.TOKEN }}",
      "{{ ENV.TOKEN == 'a' }}",
      "{{ not ENV.TOKEN }}",
      "{{ 1 if ENV.TOKEN }}",
    ]) {
      expect((await failure(template, { strict: true })).message).toContain('"ENV.TOKEN" is undefined');
    }
  });
});

const secret = "s3cr3t-value";
const leaky: readonly string[] = [
  "{{ ENV.SECRET.deep.deeper }}",
  "{{ ENV.SECRET + 1 }}",
  "{{ ENV.SECRET | int }}",
  "{{ ENV.SECRET | float }}",
  "{{ ENV.SECRET() }}",
  "{{ ENV.SECRET.method() }}",
  "{{ ENV.SECRET | items }}",
  "{{ ENV.SECRET | round }}",
  "{{ ENV.SECRET | abs }}",
  "{{ ENV.SECRET | sum }}",
  "{{ [1] | map(ENV.SECRET) | list }}",
  "{{ [1] | select(ENV.SECRET) | list }}",
  "{{ [{}] | map(attribute=ENV.SECRET ~ '.x.y') | list }}",
  "{{ [{}, {'a': 1}] | sort(attribute=ENV.SECRET ~ '.x.y') }}",
  "{{ [1] | batch(ENV.SECRET) }}",
  "{{ 'x' | indent(ENV.SECRET) }}",
  "{{ 'x' | truncate(length=ENV.SECRET) }}",
  "{{ 'x' | tojson(ENV.SECRET) }}",
  "{{ ENV.SECRET | format }}{{ ('%' ~ ENV.SECRET) | format(1) }}{{ '%q' | format(1) }}",
  "{{ ('%(' ~ ENV.SECRET ~ ')s') | format({}) }}",
  "{{ range(ENV.SECRET) }}",
  "{{ dict(ENV.SECRET) }}",
  "{{ namespace(ENV.SECRET) }}",
  "{{ cycler(ENV.SECRET) }}",
  "{{ range(**{ENV.SECRET: 1}) }}",
  "{{ 'x' | indent(**{ENV.SECRET: 1}) }}",
  "{% macro m() %}{% endmacro %}{{ m(**{ENV.SECRET: 1}) }}",
  "{% include ENV.SECRET %}",
  "{% include '/' ~ ENV.SECRET %}",
  "{% include '../' ~ ENV.SECRET %}",
  "{% include ['.' ~ ENV.SECRET] %}",
  "{% import ENV.SECRET as x %}",
  "{% extends ENV.SECRET %}",
  "{% autoescape ENV.SECRET %}{% endautoescape %}",
  "{% set a, b = [ENV.SECRET] %}",
  "{% for a, b in [ENV.SECRET] %}{% endfor %}",
  "{{ -ENV.SECRET }}",
  "{{ ENV.SECRET[ENV.SECRET:] }}",
  "{{ 1 in ENV.SECRET | length }}",
  "{{ ENV.SECRET * ENV.SECRET }}",
  "{{ ENV.SECRET | pluralize }}{{ ENV.SECRET | nope }}",
  "{{ ENV.SECRET | filesizeformat }}",
  "{{ {[ENV.SECRET]: 1} }}",
];

describe("renderTemplate() keeps values out of its errors", () => {
  test.each(leaky)("%s", async (template) => {
    const error = await failure(template, { environment: { SECRET: secret } });
    expect(`${error.message} ${error.hint} ${JSON.stringify(error.location)}`).not.toContain(secret);
    expect(error.cause).toBeUndefined();
  });
});
