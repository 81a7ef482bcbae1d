import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../src/playground/page/render-markdown.ts";

const repositoryUrl = "http://127.0.0.1:1/acme/home-ops";

describe("renderMarkdown()", () => {
  it.each([
    { name: "a fold", text: "<details open>\n\n<summary>x</summary>\n\n</details>", shows: "<details open>" },
    { name: "a script as text", text: "<script>alert(1)</script>", shows: "&lt;script&gt;" },
    { name: "a known tag with an attribute as text", text: 'a <b onclick="x">b</b>', shows: "&lt;b onclick" },
    { name: "a form as text", text: '<form action="/x">', shows: "&lt;form" },
    { name: "an alert", text: "> [!CAUTION]\n> **No**", shows: 'class="alert caution"' },
    { name: "a diff in colour", text: "```diff\n-<a>\n```", shows: '<span class="removed">-&lt;a&gt;</span>' },
    { name: "a column's alignment as a class", text: "| a |\n|--:|\n| 1 |", shows: '<th class="right">' },
    { name: "a run at its place", text: `[run](${repositoryUrl}/actions/runs/5)`, shows: 'href="/runs/5"' },
    {
      name: "a comment at its place",
      text: `[it](${repositoryUrl}/pull/1#issuecomment-9)`,
      shows: 'href="#issuecomment-9"',
    },
    { name: "a commit as no link", text: `[c](${repositoryUrl}/commit/abc)`, shows: '<a class="nowhere">' },
    { name: "no address that runs", text: "[x](javascript:alert(1))", shows: "[x](javascript:alert(1))" },
  ])("shows $name", ({ text, shows }) => {
    expect(renderMarkdown(text, { repositoryUrl })).toContain(shows);
  });

  it("hides the marks of our comments", () => {
    expect(renderMarkdown("<!-- talos-chatops answer 1 -->\n\nText", { repositoryUrl }).trim()).toBe("<p>Text</p>");
  });
});
