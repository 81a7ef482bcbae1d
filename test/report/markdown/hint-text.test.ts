import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../../src/report/markdown/escape-markdown.ts";
import { hintText } from "../../../src/report/markdown/hint-text.ts";

describe("hintText()", () => {
  it.each([
    { name: "commands as code", hint: "Comment `/talos diff` again.", text: "Comment `/talos diff` again." },
    { name: "one at the beginning and the end", hint: "`a` or `b`", text: "`a` or `b`" },
    { name: "markup of others as text", hint: "Ask *@eve* for `<b>`", text: "Ask \\*@\u2060eve\\* for `<b>`" },
    { name: "a backtick without another as text", hint: "it`s", text: "it\\`s" },
    { name: "several lines as one", hint: "first\n`second\nline`\nthird", text: "first `second line` third" },
  ])("shows $name", ({ hint, text }) => {
    expect(hintText(hint)).toBe(text);
  });

  it("is the text itself, escaped, where nothing is code", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("`"));
        expect(hintText(text)).toBe(escapeMarkdown(text));
      }),
    );
  });
});
