import { describe, expect, test } from "vitest";
import { renderText } from "./render-text.ts";

const bombs: readonly { readonly name: string; readonly template: string }[] = [
  {
    name: "nested loops",
    template:
      "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
  },
  { name: "a loop that never ends", template: "{% for x in [[]] recursive %}{{ loop([[]]) }}{% endfor %}" },
  { name: "a macro that calls itself", template: "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}" },
  { name: "a macro that calls itself twice", template: "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}" },
  { name: "an include of itself", template: "{% include 'main.j2' %}" },
  {
    name: "a chain of includes",
    template: "{% for i in range(1000) %}{% include 'x' ~ i ignore missing %}{% endfor %}",
  },
  { name: "a huge string", template: "{{ 'x' * 99999999 }}" },
  { name: "a huger string", template: "{{ 'x' * 99999999999999999 }}" },
  {
    name: "a string doubled again and again",
    template: `{% set s = 'xxxxxxxx' %}${"{% set s = s ~ s %}".repeat(40)}{{ s|length }}`,
  },
  {
    name: "a string added to itself",
    template: `{% set s = 'xxxxxxxx' %}${"{% set s = s + s %}".repeat(40)}{{ s|length }}`,
  },
  { name: "a huge list", template: "{{ ([1] * 999999999)|length }}" },
  {
    name: "a list doubled again and again",
    template: `{% set s = [1] %}${"{% set s = s + s %}".repeat(40)}{{ s|length }}`,
  },
  {
    name: "a list of lists of lists, printed",
    template: `{% set s = [1, 1] %}${"{% set s = [s, s] %}".repeat(60)}{{ s }}`,
  },
  {
    name: "a list of lists of lists, as JSON",
    template: `{% set s = [1, 1] %}${"{% set s = [s, s] %}".repeat(60)}{{ s|tojson }}`,
  },
  {
    name: "a list of lists of lists, compared",
    template: `{% set s = [1, 1] %}${"{% set s = [s, s] %}".repeat(60)}{% set t = [1, 1] %}${"{% set t = [t, t] %}".repeat(60)}{{ s == t }}`,
  },
  {
    name: "a list of lists of lists, ordered",
    template: `{% set s = [1, 1] %}${"{% set s = [s, s] %}".repeat(60)}{% set t = [1, 1] %}${"{% set t = [t, t] %}".repeat(60)}{{ s < t }}`,
  },
  {
    name: "values nested deeply",
    template: "{% set n = namespace(a=[]) %}{% for i in range(100000) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}",
  },
  { name: "a long chain of members", template: `{{ a${".a".repeat(100_000)} }}` },
  { name: "a long chain of calls", template: `{{ a${"()".repeat(100_000)} }}` },
  { name: "a long chain of conditions", template: `{{ ${"1 if 1 else ".repeat(50_000)}1 }}` },
  { name: "a range", template: "{{ range(999999999)|length }}" },
  { name: "many ranges", template: "{% for i in range(9999) %}{% set x = range(99999)|list %}{% endfor %}" },
  { name: "a replacement that grows", template: "{% set s = 'x' * 100000 %}{{ s|replace('x', s) }}" },
  { name: "a replacement of nothing", template: "{% set s = 'x' * 100000 %}{{ s|replace('', s) }}" },
  { name: "a wide indentation", template: "{{ ('a\\n' * 1000)|indent(999999999) }}" },
  { name: "a wide JSON indentation", template: "{{ [1]|tojson(999999999) }}" },
  { name: "a join with a long separator", template: "{{ range(99999)|join('x' * 99999) }}" },
  { name: "a wide field", template: "{{ '%999999999d'|format(1) }}" },
  { name: "a precise field", template: "{{ '%.999999999f'|format(1.5) }}" },
  { name: "a batch with a large filler", template: "{{ [1]|batch(9999999999, 'x')|list }}" },
  { name: "a slice into many", template: "{{ [1]|slice(9999999999, 'x')|list }}" },
  { name: "a product of lists", template: "{{ ([1] * 9999)|map('string')|join('x' * 9999) }}" },
  { name: "much output", template: "{% for i in range(99999) %}{{ 'x' * 1000 }}{% endfor %}" },
  {
    name: "much captured",
    template: "{% for i in range(99999) %}{% set x %}{{ 'x' * 10000 }}{% endset %}{% endfor %}",
  },
  ...[
    "upper",
    "title",
    "length",
    "wordcount",
    "trim('x')",
    "list|length",
    "reverse",
    "split('y')",
    "urlencode",
    "first",
  ].map((filter) => ({
    name: `a long text through ${filter} again and again`,
    template: `{% set s = 'x' * 3000000 %}{% for i in range(99999) %}{% set t = s|${filter} %}{% endfor %}`,
  })),
  ...[
    "s[5]",
    "s[1:3]",
    "s == t",
    "s < t",
    "'y' in s",
    "s is upper",
    "s ~ ''",
    "s.x",
    "[s]|join",
    "s|replace('y', '')",
  ].map((expression) => ({
    name: `a long text in ${expression} again and again`,
    template: `{% set s = 'x' * 3000000 %}{% set t = 'x' * 3000000 %}{% for i in range(99999) %}{% set u = ${expression} %}{% endfor %}`,
  })),
  { name: "nested brackets", template: `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}` },
  { name: "nested lists", template: `{{ ${"[".repeat(5000)}${"]".repeat(5000)} }}` },
  { name: "many nots", template: `{{ ${"not ".repeat(5000)}1 }}` },
  { name: "many minuses", template: `{{ ${"-".repeat(5000)}1 }}` },
  { name: "nested ifs", template: `${"{% if 1 %}".repeat(5000)}${"{% endif %}".repeat(5000)}` },
  { name: "an unending elif", template: `{% if 0 %}${"{% elif 0 %}".repeat(5000)}{% endif %}` },
  { name: "a large template", template: "x".repeat(1_000_001) },
  {
    name: "a large power in a loop",
    template: "{% for i in range(99999) %}{% for j in range(99999) %}{% set x = 2 ** 126 %}{% endfor %}{% endfor %}",
  },
];

describe("renderTemplate() stops", () => {
  test.each(bombs)("$name", async ({ template }) => {
    await expect(renderText(template)).rejects.toMatchObject({ code: "template_limit" });
  });

  test("renderTemplate() stops at the time limit of its clock", async () => {
    let now = 0;
    const clock = () => (now += 10);
    const template = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
    const rendering = renderText(template, { clock, limits: { tookMs: 100, steps: 1_000_000_000 } });
    await expect(rendering).rejects.toMatchObject({ code: "template_limit" });
  });

  test("renderTemplate() stops when it is cancelled", async () => {
    const signal = AbortSignal.abort(new Error("cancelled"));
    await expect(renderText("x", { signal })).rejects.toThrow("cancelled");
  });

  test("renderTemplate() renders what stays within the limits", async () => {
    const { text } = await renderText("{% for i in range(300) %}{% for j in range(300) %}x{% endfor %}{% endfor %}");
    expect(text).toHaveLength(90_000);
  });
});
