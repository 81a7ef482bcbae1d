import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { createRedactor, type Redactor } from "../../src/redaction/create-redactor.ts";
import type { SafePlan } from "../../src/redaction/redacted.ts";
import { checkRunOutput } from "../../src/report/check-run-output.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { renderErrorComment, renderErrorText } from "../../src/report/render-error.ts";
import { renderSummary } from "../../src/report/render-summary.ts";
import { renderTerminal } from "../../src/report/render-terminal.ts";
import { resultJson } from "../../src/report/result-json.ts";
import { isUrl, nodeAt, plainSettings, type SecretPlan, secretPlan } from "../support/secret-plans.ts";

const runs = 1_000;

/** Everything that is ever published of a plan. */
function renderAll(safe: SafePlan, redactor: Redactor, texts: readonly string[]): Record<string, string> {
  const context = { repositoryUrl: "https://github.com/example/home-ops", offersCommands: true };
  const errors = texts.map((text) => redactor.error(new UserError(text, { code: "config_invalid", hint: text })));
  return {
    comment: renderComment(safe, context).join("\n"),
    summary: renderSummary(safe, context),
    terminal: renderTerminal(safe, { color: false, width: 80 }),
    colours: renderTerminal(safe, { color: true, width: 40 }),
    check: JSON.stringify(checkRunOutput(safe, context)),
    result: JSON.stringify(resultJson(safe)),
    errorComment: errors.map((error) => renderErrorComment(error, {})).join("\n"),
    errorText: errors.map((error) => renderErrorText(error, { color: false })).join("\n"),
  };
}

function redact({ plan, configs }: SecretPlan): { safe: SafePlan; redactor: Redactor } {
  const redactor = createRedactor({ key: new Uint8Array(32).fill(7) });
  for (const config of configs) redactor.learn(config);
  return { safe: redactor.plan(plan), redactor };
}

/** The forms in which a secret must not be found; written anew here, so as not to repeat redaction's own mistakes. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const embedded = ["", "a", "ab"].flatMap((before) => {
    const text = Buffer.from(`${before}${secret}`).toString("base64");
    const inner = text.slice(before.length === 0 ? 0 : 4, Math.floor((4 * (before.length + bytes.length)) / 3));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const lines = secret.split("\n").filter((line) => /[\w-]{14}/.test(line) && !line.startsWith("-----"));
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, ...lines, ...embedded, bytes.toString("hex"), encodeURIComponent(secret), json];
}

const strip = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/[\s\\"'\u2060]/g, "");

const withoutSigns = (text: string) => text.replace(/(^|\\n|\n)[-+ ]/g, "\n");

describe("createRedactor()", () => {
  it(`lets no secret through any output, in any form (${runs} generated plans)`, () => {
    fc.assert(
      fc.property(secretPlan, (given) => {
        const { safe, redactor } = redact(given);
        const forms = given.secrets.flatMap(formsOf).map(strip);
        const outputs = renderAll(safe, redactor, given.secrets);
        const everything = Object.values(outputs).join("\n\n");
        const texts = [strip(everything), strip(withoutSigns(everything))];
        const found = forms.filter((form) => form.length >= 10 && texts.some((text) => text.includes(form)));
        expect(found).toEqual([]);
        expect(redactor.isClean(everything)).toBe(true);
      }),
      { numRuns: runs },
    );
  }, 240_000);

  it("shows a changed secret as changed, an equal one as equal, whatever side it came from", () => {
    fc.assert(
      fc.property(secretPlan, (given) => {
        const [changed] = redact(given).safe.nodes;
        for (const { kind, path, live, desired } of given.cases) {
          const document =
            changed?.kind === "changed" ? changed.documents.find(({ id }) => (id.kind ?? "") === kind) : undefined;
          const [a, b] = [document?.live, document?.desired].map((root) => root && nodeAt(root, path));
          const [before, after] = [a, b].map((node) => (node?.kind === "scalar" ? String(node.value) : "missing"));
          expect(before).toMatch(/<secret [0-9a-f]{6,}/);
          expect(after).toMatch(/<secret [0-9a-f]{6,}/);
          expect(before === after).toBe(live === desired);
          expect(before).not.toMatch(isUrl(kind, path) ? /^<secret/ : /^(?!<secret)/);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it("leaves plain settings readable", () => {
    fc.assert(
      fc.property(secretPlan, (given) => {
        const { safe, redactor } = redact(given);
        const { summary = "", terminal = "" } = renderAll(safe, redactor, []);
        for (const [, , value] of plainSettings) {
          expect(terminal).toContain(value);
          expect(summary).toContain(value);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
