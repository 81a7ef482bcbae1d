import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import {
  formatRecord,
  parseRecord,
  type RequestRecord,
  requestKey,
  requestName,
} from "../../src/chatops/request-record.ts";
import { formatRunNote, parseRunNote, type RunNote } from "../../src/chatops/run-note.ts";
import { formatVerdict, parseVerdict, type VerdictRecord, verdictKey } from "../../src/chatops/verdict-record.ts";

const id = fc.integer({ min: 1 });
const time = fc
  .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((one) => one.toISOString());
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "```",
        "`",
        "\n```\n",
        "</details>",
        "<!--",
        "@org/team",
        "&lt;",
        "\\u0060",
        '"',
        "\\",
        "\n",
        "\u2028",
      ),
      fc.string({ unit: "binary-ascii", maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => text !== "");
const person = fc.record({ id, login: hostile });

const record: fc.Arbitrary<RequestRecord> = fc.record(
  {
    version: fc.constant(1 as const),
    command: hostile,
    risk: fc.constantFrom("read" as const, "change" as const, "destroy" as const),
    cluster: hostile,
    pullRequest: id,
    headSha: fc.stringMatching(/^[0-9a-f]{40}$/),
    requester: person,
    origin: fc.oneof(
      fc.record({ kind: fc.constant("comment" as const), commentId: id, number: id }),
      fc.record({ kind: fc.constant("label" as const), label: hostile, eventId: fc.integer({ min: 1 }) }),
    ),
    askedAt: time,
    expiresAt: time,
  },
  {
    requiredKeys: [
      "version",
      "command",
      "risk",
      "pullRequest",
      "headSha",
      "requester",
      "origin",
      "askedAt",
      "expiresAt",
    ],
  },
);

const verdict: fc.Arbitrary<VerdictRecord> = fc.record({
  version: fc.constant(1 as const),
  verdict: fc.constantFrom("approved" as const, "rejected" as const),
  request: id,
  digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  person,
  commentId: id,
  number: id,
  at: time,
});

const note: fc.Arbitrary<RunNote> = fc.record(
  {
    version: fc.constant(1 as const),
    request: id,
    phase: fc.constantFrom("plan" as const, "operate" as const),
    outcome: fc.constantFrom("answered" as const, "planned" as const, "refused" as const, "handed-over" as const),
    code: fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/),
    approval: fc.constantFrom("environment" as const, "comment" as const, "none" as const),
    operation: fc.uuid(),
  },
  { requiredKeys: ["version", "request", "phase", "outcome"] },
);

const codecs = [
  { name: "record", value: record, format: formatRecord, parse: parseRecord },
  { name: "verdict", value: verdict, format: formatVerdict, parse: parseVerdict },
] as {
  name: string;
  value: fc.Arbitrary<unknown>;
  format: (value: unknown) => string;
  parse: (text: string) => unknown;
}[]; // each with its own

describe.each(codecs)("the text of a $name", ({ value, format, parse }) => {
  it("is read back as what was written, and whatever stands in it stays in its block", () => {
    const markdown = new MarkdownIt({ html: true });
    fc.assert(
      fc.property(value, (one) => {
        const text = format(one);
        expect(parse(text)).toEqual(one);
        expect(text.match(/```/g)).toHaveLength(2);
        expect(text.match(/<\/?details>/g)).toEqual(["<details>", "</details>"]);
        expect(text).not.toMatch(/[@&]|<!--/);
        expect(markdown.render(text).match(/<code/g)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it("is nothing when it is cut off or has more in it", () => {
    fc.assert(
      fc.property(value, fc.nat(), (one, at) => {
        const text = format(one);
        const end = text.lastIndexOf("\n```");
        expect(parse(text.slice(0, at % end))).toBeUndefined();
        expect(parse(text.replace('{"version"', '{"more":1,"version"'))).toBeUndefined();
        expect(parse(text.replace('"version":1', '"version":2'))).toBeUndefined();
      }),
    );
  });

  it("is not read from anything else", () => {
    for (const text of ["", "x", "```json\n{}\n```", "```json\nnull\n```", "```json\n[]\n```", "```json\n{\n```"]) {
      expect(parse(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(text)).toBeUndefined();
      }),
    );
  });
});

describe("records of each other's kind", () => {
  it("are not taken for one", () => {
    fc.assert(
      fc.property(record, verdict, (one, other) => {
        expect(parseVerdict(formatRecord(one))).toBeUndefined();
        expect(parseRecord(formatVerdict(other))).toBeUndefined();
      }),
      { numRuns: 30 },
    );
    expect(parseRecord(undefined)).toBeUndefined();
    expect(parseVerdict(null)).toBeUndefined();
  });
});

describe("parseRunNote()", () => {
  it("reads back what was written, in one line", () => {
    fc.assert(
      fc.property(note, (one) => {
        expect(parseRunNote(formatRunNote(one))).toEqual(one);
        expect(formatRunNote(one)).not.toContain("\n");
      }),
    );
  });

  it.each(["", "{", "null", "[]", '{"version":2}', '{"version":1,"request":0,"phase":"plan","outcome":"answered"}'])(
    "takes %j for none",
    (text) => {
      expect(parseRunNote(text)).toBeUndefined();
    },
  );

  it("takes no code that could be read as anything but a code", () => {
    const text = formatRunNote({ version: 1, request: 1, phase: "plan", outcome: "refused", code: "a b`@x" });
    expect(parseRunNote(text)).toBeUndefined();
  });
});

describe("keys and names", () => {
  it("tell requests apart, and are not longer than GitHub shows", () => {
    fc.assert(
      fc.property(record, record, verdict, (one, other, said) => {
        const same = JSON.stringify(one.origin) === JSON.stringify(other.origin);
        const label = one.origin.kind === "label" && other.origin.kind === "label";
        expect(label || same === (requestKey(one.origin) === requestKey(other.origin))).toBe(true);
        expect(requestName(one).length).toBeLessThanOrEqual(100);
        expect(verdictKey(said)).toBe(`verdict-${said.request}-${said.commentId}-${said.number}`);
      }),
    );
    expect(requestName({ command: "x".repeat(200) })).toHaveLength(100);
    expect(requestName({ command: "diff" })).toBe("talos diff");
  });
});
