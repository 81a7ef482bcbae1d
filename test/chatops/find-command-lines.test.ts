import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCommandLines, maxCommands } from "../../src/chatops/find-command-lines.ts";

const texts = (comment: string) => findCommandLines(comment).map(({ text }) => text);

describe("findCommandLines()", () => {
  it.each([
    { name: "a plain line", comment: "/talos diff" },
    { name: "text around it", comment: "Please:\n/talos diff\nThanks" },
    { name: "CRLF", comment: "Please:\r\n/talos diff\r\n" },
    { name: "outer spaces", comment: "  /talos diff  " },
    { name: "a no-break space", comment: "/talos\u00a0diff" },
    { name: "a byte order mark", comment: "\ufeff/talos diff" },
    { name: "a fence that is closed", comment: "```\n/talos plan\n```\n/talos diff" },
    { name: "a longer fence", comment: "````\n```\n/talos plan\n````\n/talos diff" },
    { name: "a quote that ended", comment: "> /talos plan\n\n/talos diff" },
    { name: "a hidden text that ended", comment: "<!-- /talos plan -->\n/talos diff" },
    { name: "several lines of hidden text", comment: "<!--\n/talos plan\n-->\n/talos diff" },
    { name: "a raw block that ended", comment: "<pre>\n/talos plan\n</pre>\n/talos diff" },
  ])("finds a command with $name", ({ comment }) => {
    expect(texts(comment)).toEqual(["/talos diff"]);
  });

  it.each([
    { name: "a fence", comment: "```\n/talos diff\n```" },
    { name: "a fence of tildes", comment: "~~~ yaml\n/talos diff\n~~~" },
    { name: "a fence that is never closed", comment: "```\n/talos diff" },
    { name: "a fence that a shorter one does not close", comment: "````\n```\n/talos diff" },
    { name: "indented code", comment: "    /talos diff" },
    { name: "code behind a tab", comment: "\t/talos diff" },
    { name: "inline code", comment: "`/talos diff`" },
    { name: "a quote", comment: "> /talos diff" },
    { name: "a nested quote", comment: ">> /talos diff" },
    { name: "a quote's lazy continuation", comment: "> said:\n/talos diff" },
    { name: "hidden text", comment: "<!-- x\n/talos diff\n-->" },
    { name: "hidden text that is never closed", comment: "<!--\n/talos diff" },
    { name: "a raw block", comment: "<pre>\n/talos diff" },
    { name: "the middle of a line", comment: "run /talos diff" },
    { name: "a longer word", comment: "/talosctl diff\n/talos-x diff" },
    { name: "a path", comment: "/talos/nodes/a.yaml" },
  ])("finds none in $name", ({ comment }) => {
    expect(texts(comment)).toEqual([]);
  });

  it("gives several commands with their lines", () => {
    expect(findCommandLines("/talos diff a\n\n/talos diff b")).toEqual([
      { text: "/talos diff a", line: 1 },
      { text: "/talos diff b", line: 3 },
    ]);
  });

  it("reads a long dash as two short ones", () => {
    expect(texts("/talos diff \u2014json a\u2011b")).toEqual(["/talos diff --json a-b"]);
  });

  it("gives no more than a person would write", () => {
    expect(findCommandLines("/talos diff\n".repeat(50))).toHaveLength(maxCommands);
  });

  it("gives nothing of any comment that is quoted as a whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (body) => {
        const quoted = `${body}\n/talos diff`.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${line}`);
        expect(texts(quoted.join("\n"))).toEqual([]);
      }),
    );
  });

  it("ends for any text, in time that grows with its length", () => {
    const hostile = ["<!--".repeat(20_000), "`".repeat(60_000), "<pre ".repeat(12_000), "> ".repeat(30_000)];
    for (const text of hostile) expect(texts(`${text}\n/talos diff`)).toBeDefined();
  });
});
