import { describe, expect, test } from "vitest";
import { findTemplateNames } from "../../src/cluster/template-names.ts";

function namesIn(text: string) {
  const { environment, definitions } = findTemplateNames(new Map([["a.j2", text]]));
  return { environment: [...environment.keys()], definitions: [...definitions.keys()] };
}

describe("findTemplateNames()", () => {
  test.each([
    {
      text: "{{ ENV.A }} {% if ENV['b.c'] %}{{ ENV[\"D\"] }}{% endif %}",
      environment: ["A", "b.c", "D"],
      definitions: [],
    },
    {
      text: "{{ one }} {{- two.three | indent(4) -}} {% if four is defined and not five %}",
      environment: [],
      definitions: ["one", "two", "four", "five"],
    },
    {
      text: "{% set x = y %}{% for k, v in z %}{{ x }}{{ k }}{{ v }}{{ loop.index }}{% endfor %}",
      environment: [],
      definitions: ["y", "z"],
    },
    { text: "{# ENV.A {{ one }} #}{% raw %}{{ ENV.B }}{% endraw %} ENV.C", environment: [], definitions: [] },
    { text: "{{ 'text with words' ~ \"{{ op://x\" }}", environment: [], definitions: [] },
    {
      text: "{{ value | join(', ', attribute='name') }} {{ range(3) }} {{ {'key': other} }}",
      environment: [],
      definitions: ["value", "other"],
    },
  ])("finds the names in $text", ({ text, environment, definitions }) => {
    expect(namesIn(text)).toEqual({ environment, definitions });
  });
});
