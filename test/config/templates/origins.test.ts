import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { generatedTemplate } from "./generated-template.ts";
import { renderText, type Setup } from "./render-text.ts";

/** Each line of the output with the template line that wrote it: `file:line text`. */
async function annotated(source: string, setup: Setup = {}): Promise<readonly string[]> {
  const { text, origins } = await renderText(source, setup);
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line, index) => {
    const origin = origins[index];
    return `${origin === undefined ? "?" : `${origin.file}:${origin.line}`} ${line}`;
  });
}

const cases: readonly {
  readonly name: string;
  readonly template: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
}[] = [
  {
    name: "plain text",
    template: "a: 1\nb: {{ 2 }}\n\nc: 3\n",
    expected: ["main.j2:1 a: 1", "main.j2:2 b: 2", "main.j2:3 ", "main.j2:4 c: 3"],
  },
  {
    name: "conditions and loops",
    template: "{% if true %}\na:\n{% endif %}\n{% for n in [1, 2] %}\n  - {{ n }}\n    x: y\n{% endfor %}\nend\n",
    expected: [
      "main.j2:2 a:",
      "main.j2:5   - 1",
      "main.j2:6     x: y",
      "main.j2:5   - 2",
      "main.j2:6     x: y",
      "main.j2:8 end",
    ],
  },
  {
    name: "a line written by several tags",
    template: "{% set x = 1 %}\nkey:\n  {%- if x %}\n one\n  {%- endif %}\n\nnext: 1\n",
    expected: ["main.j2:2 key: one", "main.j2:7 next: 1"],
  },
  {
    name: "comments over several lines",
    template: "{# one\ntwo #}\na: 1\n{# three #}\nb: 2\n",
    expected: ["main.j2:3 a: 1", "main.j2:5 b: 2"],
  },
  {
    name: "raw blocks",
    template: "{% raw %}\n{{ a }}\n{% b %}\n{% endraw %}\nc\n",
    expected: ["main.j2:2 {{ a }}", "main.j2:3 {% b %}", "main.j2:5 c"],
  },
  {
    name: "values of several lines",
    template: "a: |\n  {{ 'x\\ny' | indent(2) }}\nb\n",
    expected: ["main.j2:1 a: |", "main.j2:2   x", "main.j2:2   y", "main.j2:3 b"],
  },
  {
    name: "includes",
    template: "a\n{% include 'part.j2' %}\n\nb\n",
    others: { "part.j2": "p1\n{% if true %}\np2\n{% endif %}\n" },
    expected: ["main.j2:1 a", "part.j2:1 p1", "part.j2:3 p2", "main.j2:3 ", "main.j2:4 b"],
  },
  {
    name: "macros of another file",
    template: "{% from 'lib.j2' import nic %}\nlist:\n{{ nic('eth0') }}\nend\n",
    others: { "lib.j2": "{# nics #}\n{% macro nic(name) %}\n- name: {{ name }}\n  dhcp: true\n{%- endmacro %}\n" },
    expected: ["main.j2:2 list:", "lib.j2:3 - name: eth0", "lib.j2:4   dhcp: true", "main.j2:4 end"],
  },
  {
    name: "indented macros",
    template:
      "{% macro nic(name) %}\n- name: {{ name }}\n  dhcp: true\n{%- endmacro %}\nlist:\n  {{ nic('eth0') | indent(2) }}\n",
    expected: ["main.j2:5 list:", "main.j2:2   - name: eth0", "main.j2:3     dhcp: true"],
  },
  {
    name: "set blocks",
    template: "{% set block %}\na: 1\nb: 2\n{% endset %}\nx\n{{ block }}\n",
    expected: ["main.j2:5 x", "main.j2:2 a: 1", "main.j2:3 b: 2"],
  },
  {
    name: "two blocks of the same text",
    template: "{% set one %}\na\nb\n{%- endset %}\n{% set two %}\na\nb\n{%- endset %}\n{{ two }}\n",
    expected: ["? a", "? b"],
  },
  {
    name: "overridden blocks",
    template: "{% extends 'base.j2' %}\n{% block a %}\nchild\n{{ super() }}\n{%- endblock %}\n",
    others: { "base.j2": "first\n{% block a %}\nbase\n{% endblock %}\nlast\n" },
    expected: ["base.j2:1 first", "main.j2:3 child", "base.j2:3 base", "base.j2:5 last"],
  },
  {
    name: "a call block's body",
    template: "{% macro box() %}\nbegin\n{{ caller() }}\nend\n{% endmacro %}\n{% call box() %}\nbody\n{%- endcall %}\n",
    expected: ["main.j2:2 begin", "main.j2:7 body", "main.j2:4 end"],
  },
];

describe("renderTemplate() knows the template line of each output line", () => {
  test.each(cases)("$name", async ({ template, others = {}, expected }) => {
    expect(await annotated(template, { others })).toEqual(expected);
  });

  test("renderTemplate() gives one origin a line, of a line that exists", async () => {
    const property = fc.asyncProperty(generatedTemplate, async (template) => {
      const lines = template.split("\n").length;
      const rendered = await renderText(template).catch((error: unknown) => {
        if (error instanceof UserError) return { text: "", origins: [] };
        throw error;
      });
      const expected = rendered.text === "" ? 0 : rendered.text.replace(/\n$/, "").split("\n").length;
      expect(rendered.origins).toHaveLength(expected);
      for (const origin of rendered.origins) {
        expect(origin?.line ?? 1).toBeGreaterThanOrEqual(1);
        expect(origin?.line ?? 1).toBeLessThanOrEqual(lines);
      }
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
