import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { renderErrorComment, renderErrorText } from "../../src/report/render-error.ts";

const redactor = createRedactor({ key: new Uint8Array(32) });
const runUrl = "https://github.com/example/home-ops/actions/runs/4711";
const error = redactor.error(
  new UserError("Cannot read `talos`: @octocat </details>", {
    code: "config_invalid",
    hint: "::error::Fix it.",
    location: { file: "talos/a.yaml", line: 3 },
  }),
);

describe("renderErrorComment()", () => {
  it("tells message, place and next step without markup of theirs", () => {
    expect(renderErrorComment(error, { runUrl })).toBe(
      [
        "> [!CAUTION]",
        "> **Cannot read \\`talos\\`: @\u2060octocat &lt;/details&gt;**",
        ">",
        "> In `talos/a.yaml:3`",
        ">",
        "> ::error::Fix it.",
        "",
        `<sub>\`config_invalid\` · [the workflow run](${runUrl})</sub>`,
        "",
      ].join("\n"),
    );
  });

  it("keeps a bug's text to itself", () => {
    const text = renderErrorComment(redactor.error(new Error("token abc is wrong")), { runUrl });
    expect(text).not.toContain("abc");
    expect(text).toContain(runUrl);
  });
});

describe("renderErrorText()", () => {
  it("fits a log", () => {
    expect(renderErrorText(error, { color: false })).toBe(
      ["error: Cannot read `talos`: @octocat </details>", "  at talos/a.yaml:3", "  hint: \\u{3a}:error::Fix it."].join(
        "\n",
      ),
    );
    expect(renderErrorText({ kind: "bug" }, { color: false })).toMatch(/^error: Something went wrong/);
  });
});
