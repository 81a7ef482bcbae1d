import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { plainSettings, renderText } from "./render-text.ts";

const attempts: readonly string[] = [
  // nunjucks' well-known ways out: a function's constructor compiles text.
  "{{ range.constructor('return process')() }}",
  "{{ name.constructor.constructor('return 40+2')() }}",
  "{{ ''.constructor.constructor('return globalThis')() }}",
  "{{ [].constructor.constructor('return process.env')() }}",
  "{{ {}.constructor.constructor('return process')() }}",
  "{{ (1).constructor.constructor('return process')() }}",
  "{{ cycler.constructor('return process')() }}",
  "{{ joiner.constructor('return process')() }}",
  "{{ lipsum.constructor('return process')() }}",
  "{{ lipsum.__globals__['os'].popen('id').read() }}",
  "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
  "{{ joiner()().constructor.constructor('return process')() }}",
  "{{ cycler(['a']).next.constructor('return process')() }}",
  "{{ namespace().constructor.constructor('return process')() }}",
  "{{ dict().constructor.constructor('return process')() }}",
  "{{ self.constructor.constructor('return process')() }}",
  "{{ self._TemplateReference__context }}",
  "{{ config.items() }}",
  "{{ request['application']['__globals__'] }}",
  // The same through brackets, filters and paths.
  "{{ range['constructor']('return process')() }}",
  "{{ (range|attr('constructor'))('return process')() }}",
  "{{ ([range]|map(attribute='constructor')|first)('return process')() }}",
  "{{ [{'a': range}]|map(attribute='a.constructor.constructor')|list }}{{ x() }}",
  "{{ [[]]|groupby('constructor')|string }}{{ x() }}",
  "{{ [1]|map('constructor')|list }}",
  "{{ [1]|map('__proto__')|list }}",
  "{{ [1]|select('constructor')|list }}",
  "{{ 1|constructor }}",
  "{{ 1|toString }}",
  "{{ 1|hasOwnProperty }}",
  "{{ 1 is constructor }}",
  "{{ 1 is valueOf }}",
  "{{ toString() }}",
  "{{ constructor() }}",
  "{{ hasOwnProperty('x') }}",
  "{{ valueOf() }}",
  "{{ __defineGetter__('x', range) }}",
  "{{ ENV.constructor('return process')() }}",
  "{{ ENV.__defineGetter__('x', range) }}",
  "{{ ENV.toString() }}",
  "{{ ENV.get('A') }}",
  "{{ name.toString() }}",
  "{{ name.sub.call('x') }}",
  "{{ name.replace.constructor('return process')() }}",
  "{{ [].map(range) }}",
  "{{ [].push(1) }}",
  "{% set x = namespace() %}{% set x.__proto__ = {'polluted': 1} %}{{ {}.polluted.y }}",
  "{% set ENV.A = 2 %}",
  "{% set range.call = 2 %}",
  "{% macro m() %}{{ caller.constructor('return process')() }}{% endmacro %}{% call m() %}{% endcall %}",
  "{% macro m() %}{% endmacro %}{{ m.constructor('return process')() }}",
  "{% macro m() %}{% endmacro %}{{ m.macro.body() }}",
  "{% for x in [1] %}{{ loop.constructor('return process')() }}{% endfor %}",
  "{% for x in [1] %}{{ loop.recurse([1]) }}{% endfor %}",
  "{% import 'lib.j2' as lib %}{{ lib.constructor('return process')() }}",
  "{% include 'constructor' %}",
  "{% include '/etc/passwd' %}",
  "{% include '../../../../etc/passwd' %}",
  "{% include 'lib.j2/../../x' %}",
  "{% include '.git/config' %}",
  "{% include '..\\\\x' %}",
  "{% extends '../main.j2' %}",
  "{{ 'x'.__class__.__mro__ }}",
  "{{ r/x/.constructor }}",
  "{% asyncEach x in [1] %}{% endeach %}",
  "{% switch 1 %}{% case 1 %}{% endswitch %}",
  "{{ range(3)|dump }}",
  "{{ debug() }}",
  "{{ now() }}",
  "{{ randrange(5) }}",
  "{{ lipsum() }}",
  "{{ [1, 2]|random }}",
  "{{ range }}",
];

const silent: readonly string[] = [
  "{{ ENV.__proto__ }}",
  "{{ ENV.constructor }}",
  "{{ ENV['__proto__'] }}",
  "{{ ENV.toString }}",
  "{{ ENV.hasOwnProperty }}",
  "{{ name.constructor }}",
  "{{ name.length }}",
  "{{ name.__proto__ }}",
  "{{ [1].length }}",
  "{{ [1].constructor }}",
  "{{ [1].map }}",
  "{{ [1]['__proto__'] }}",
  "{{ {'a': 1}.constructor }}",
  "{{ {'a': 1}.size }}",
  "{{ {'a': 1}['__proto__'] }}",
  "{{ namespace().set }}",
  "{{ namespace().__proto__ }}",
  "{{ range.call }}",
  "{{ range.kind }}",
  "{{ joiner().call }}",
  "{{ range(2).items }}",
  "{{ range(2).constructor }}",
  "{{ 5 .constructor }}",
  "{{ name|attr('constructor') }}",
  "{{ [name]|map(attribute='constructor')|first }}",
  "{{ [name]|map(attribute='__proto__')|first }}",
  "{{ [range]|map(attribute='constructor')|first|string }}",
  "{% macro m() %}{% endmacro %}{{ m.template }}{{ m.closure }}{{ m.macro }}",
  "{% for x in [1] %}{{ loop.rounds }}{{ loop.recurse }}{{ loop.kind }}{% endfor %}",
  "{% import 'lib.j2' as lib %}{{ lib.items }}{{ lib.constructor }}{{ lib.__proto__ }}",
  "{{ __proto__ }}{{ constructor }}{{ process }}{{ globalThis }}{{ require }}",
];

const setup = { definitions: { name: "x" }, environment: { A: "1" }, others: { "lib.j2": "" } };

describe("renderTemplate() has no way out", () => {
  test.each(attempts)("%s is refused", async (template) => {
    const rendering = renderText(template, setup);
    await expect(rendering).rejects.toBeInstanceOf(UserError);
  });

  test.each(silent)("%s finds nothing", async (template) => {
    expect(await renderText(template, setup)).toMatchObject({ text: "" });
  });

  test.each(attempts.filter((template) => !template.includes("ENV.get")))(
    "%s is refused with Python's methods too",
    async (template) => {
      const rendering = renderText(template, { ...setup, settings: { ...plainSettings, pyCompat: true } });
      await expect(rendering).rejects.toBeInstanceOf(UserError);
    },
  );

  test("renderTemplate() leaves JavaScript's prototypes alone", async () => {
    await renderText(
      "{% set x = namespace() %}{% set x.__proto__ = 1 %}{{ dict(**{'__proto__': 2, 'constructor': 3}) }}",
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty("polluted");
  });

  test("renderTemplate() shows a variable named like a prototype's member as data", async () => {
    const { text } = await renderText("{{ ENV.constructor }} {{ ENV['__proto__'] }}", {
      environment: Object.fromEntries([
        ["constructor", "c"],
        ["__proto__", "p"],
      ]),
    });
    expect(text).toBe("c p");
  });

  test("renderTemplate() does not show the environment of the process", async () => {
    const { text } = await renderText("{{ ENV }}{{ ENV.PATH }}{{ ENV.HOME }}");
    expect(text).toBe("{}");
  });
});
