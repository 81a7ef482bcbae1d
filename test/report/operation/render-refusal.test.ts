import { describe, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { createRedactor } from "../../../src/redaction/create-redactor.ts";
import { renderRefusal } from "../../../src/report/operation/render-refusal.ts";
import { expectGolden } from "../expect-golden.ts";
import { context, safe } from "./operation-cases.ts";

const redactor = createRedactor({ key: new Uint8Array(32) });

describe("renderRefusal()", () => {
  it("says that nothing was changed, why, and what to do", () => {
    const error = new UserError("Cannot go by the command: its comment was edited", {
      code: "comment_changed",
      hint: "Give the command again, as a new comment.",
    });
    const refusal = { command: safe("upgrade talos-m02"), cluster: safe("main"), error: redactor.error(error) };
    expectGolden("operation-refused.md", renderRefusal(refusal, context));
  });
});
