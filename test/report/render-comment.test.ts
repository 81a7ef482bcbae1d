// The goldens are whole comments: read their diff as a reviewer would. UPDATE_GOLDENS=1 vitest run test/report rewrites them.
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { cases } from "./cases.ts";
import { expectGolden } from "./expect-golden.ts";

const context = {
  repositoryUrl: "https://github.com/example/home-ops",
  runUrl: "https://github.com/example/home-ops/actions/runs/4711",
  offersCommands: true,
};

describe("renderComment()", () => {
  it.each(Object.keys(cases))("shows %s", (name) => {
    const redactor = createRedactor({ key: new Uint8Array(32) });
    const given = cases[name];
    expect(given).toBeDefined();
    const bodies = given === undefined ? [] : renderComment(redactor.plan(given), context);
    expectGolden(`${name}.md`, bodies.join("\n=== next comment ===\n"));
  });
});
