import { describe, expect, it } from "vitest";
import { createRunLog } from "../../src/action/run-log.ts";
import { UserError } from "../../src/errors.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";

function open() {
  const written: string[] = [];
  const redactor = createRedactor({ key: new Uint8Array(32) });
  const log = createRunLog((text) => written.push(text), redactor);
  return { log, redactor, text: () => written.join("") };
}

describe("createRunLog()", () => {
  it("writes plain lines as they are", () => {
    const { log, text } = open();
    log.info("rendered talos-m01");
    expect(text()).toBe("rendered talos-m01\n");
  });

  it.each(["::set-output name=x::y", "a\n  ::add-mask::b", "x ##[error]y", "a\r::error::b"])(
    "keeps the runner from obeying %j",
    (message) => {
      const { log, text } = open();
      log.info(message);
      // Either the runner is told not to look, or there is nothing to obey.
      const shown = text().replace(/^::stop-commands::([\w-]{36})\n[\s\S]*\n::\1::\n$/, "");
      expect(shown).not.toMatch(/^\s*::|##\[/m);
      expect(shown).not.toContain("\r");
    },
  );

  it("hides what the redaction knows", () => {
    const { log, redactor, text } = open();
    redactor.learnValue("correct-horse-battery");
    log.info("it is correct-horse-battery");
    expect(text()).not.toContain("correct-horse");
  });

  it("shows a person's error with code and hint", () => {
    const { log, text } = open();
    log.failure(new UserError("Cannot find x", { code: "file_missing", hint: "Add it." }));
    expect(text()).toContain("Cannot find x");
    expect(text()).toContain("Add it.");
  });

  it("shows of a bug where it happened, and not its text", () => {
    const { log, text } = open();
    log.failure(new TypeError("token is hunter2hunter2"));
    expect(text()).toContain("TypeError");
    expect(text()).not.toContain("hunter2");
    expect(text()).toContain("run-log.test.ts");
  });
});
