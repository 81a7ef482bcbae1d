import { expect, test } from "vitest";
import { renderText } from "./render-text.ts";

test("renderTemplate() renders text, conditions, loops and ENV", async () => {
  const source =
    "{% if ENV.ROLE == 'cp' %}\ntype: {{ ENV.ROLE }}\n{% endif %}\n{% for n in [1, 2] %}\n- {{ n }}\n{% endfor %}\n";
  const { text } = await renderText(source, { environment: { ROLE: "cp" } });
  expect(text).toBe("type: cp\n- 1\n- 2\n");
});
