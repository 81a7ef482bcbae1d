import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { logText } from "../../src/report/log-text.ts";
import { codeSpan } from "../../src/report/markdown/code-span.ts";
import { escapeMarkdown } from "../../src/report/markdown/escape-markdown.ts";
import { fenceFor } from "../../src/report/markdown/fence.ts";
import { htmlText } from "../../src/report/markdown/html-text.ts";
import { visibleText } from "../../src/report/visible-text.ts";

const markdown = new MarkdownIt({ html: true, linkify: true });

/** Text as somebody would write it who wants out of its place. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "```",
        "`",
        "</details>",
        "<!--",
        "-->",
        "<b>",
        "@org/team",
        "#12",
        "GH-3",
        "|",
        "\n",
        "\r\n",
        "\\",
      ),
      fc.constantFrom("**", "__", "~~", "[a](b)", "![a](b)", "https://evil.example", "www.evil.example", "&lt;", "$x$"),
      fc.constantFrom(
        "\u001b[31m",
        "\u202e",
        "\u200b",
        "::error::",
        "##[error]",
        "- ",
        "> ",
        "# ",
        "1. ",
        "    ",
        "\t",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const withoutJoiners = (text: string) => text.replaceAll("\u2060", "");
const readable = (text: string) => withoutJoiners(visibleText(text)).replace(/\s+/g, " ").trim();

/** What a reader sees of rendered HTML. */
function seen(html: string): string {
  return withoutJoiners(html.replace(/<[^>]*>/g, ""))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

describe("escapeMarkdown()", () => {
  it("shows any text as it is, with no element but code", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = markdown.render(`Start ${escapeMarkdown(text)} end`);
        expect(
          [...html.matchAll(/<\/?([a-z0-9]+)/g)].filter((match) => !["p", "code"].includes(match[1] ?? "")),
        ).toEqual([]);
        expect(seen(html)).toBe(`Start ${readable(text)} end`.replace(/\s+/g, " "));
      }),
      { numRuns: 2_000 },
    );
  });

  it("wakes nobody up and refers to nothing", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const prose = markdown
          .render(escapeMarkdown(text))
          .replace(/<code>.*?<\/code>/gs, "")
          .replaceAll("&#39;", "'");
        expect(prose).not.toMatch(/@[\w-]|#[0-9]|GH-[0-9]/i);
      }),
    );
  });
});

describe("codeSpan()", () => {
  it("shows any text as code and nothing else", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const span = codeSpan(text);
        fc.pre(span !== "");
        const html = markdown.renderInline(`a ${span} b`);
        expect(html).toMatch(/^a <code>[^<]*<\/code> b$/);
        expect(seen(html)).toBe(`a ${readable(text)} b`.replace(/\s+/g, " "));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("htmlText()", () => {
  it("opens and closes no element", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(htmlText(text)).not.toMatch(/[<>"\n]|@\w|#[0-9]/);
      }),
    );
  });
});

describe("fenceFor()", () => {
  it.each([
    ["nothing special", "```"],
    ["a ``` b", "````"],
    ["`````", "``````"],
  ])("is longer than any run in %j", (text, fence) => expect(fenceFor(text)).toBe(fence));
});

describe("visibleText()", () => {
  it("leaves line feeds and tabs, and writes out what cannot be seen", () => {
    expect(visibleText("a\tb\r\nc\u001b[1m\u202e\u200b\u00ad\r\u0000\ud800")).toBe(
      "a\tb\nc\\u{1b}[1m\\u{202e}\\u{200b}\\u{ad}\\u{d}\\u{0}\ufffd",
    );
  });
});

describe("logText()", () => {
  it("is never a command to the runner", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(logText(text)).not.toMatch(/^\s*::/m);
        expect(logText(text)).not.toContain("##[");
      }),
    );
  });
});
