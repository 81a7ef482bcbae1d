// The goldens are whole comments: read their diff as a reviewer would. UPDATE_GOLDENS=1 vitest run test/report rewrites them.
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { renderComment } from "../../src/report/render-comment.ts";
import { changedNode, invalidNode, plan, unreachableNode } from "../support/plans.ts";
import { cases, safePlan } from "./cases.ts";
import { expectGolden } from "./expect-golden.ts";

const context = {
  repositoryUrl: "https://github.com/example/home-ops",
  runUrl: "https://github.com/example/home-ops/actions/runs/4711",
  offersCommands: true,
};

const toHtml = (body: string) => new MarkdownIt({ html: true, linkify: true }).render(body);

describe("renderComment()", () => {
  it.each(Object.keys(cases))("shows %s", (name) => {
    const bodies = renderComment(safePlan(name), context);
    expectGolden(`${name}.md`, bodies.join("\n=== next comment ===\n"));
  });

  it.each(Object.keys(cases))("keeps each part of %s whole and within GitHub's limits", (name) => {
    for (const body of renderComment(safePlan(name), context)) {
      expect(body.length).toBeLessThanOrEqual(65_000);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(260_000);
      expect(body.match(/<details/g)?.length).toBe(body.match(/^<\/details>/gm)?.length);
      expect((body.match(/^`{3,}/gm)?.length ?? 0) % 2).toBe(0);
    }
  });

  it("lets foreign text neither add elements, links and mentions nor close what is open", () => {
    const [body = ""] = renderComment(safePlan("hostile"), context);
    const html = toHtml(body);
    const elements = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map((match) => match[1]));
    expect([...elements].sort()).toEqual(
      ["a", "b", "blockquote", "code", "details", "h2", "h3", "li", "p", "pre", "sub", "summary"]
        .concat(["strong", "table", "tbody", "td", "th", "thead", "tr", "ul"])
        .sort(),
    );
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
    expect(links.every((link) => link?.startsWith(context.repositoryUrl))).toBe(true);
    const prose = html.replace(/<(pre|code)[\s\S]*?<\/\1>/g, "");
    expect(prose).not.toMatch(/@[a-z]|#[0-9]|<!--/);
    expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  });

  it("says what it leaves out beyond the last part, and where that is", () => {
    const bodies = renderComment(safePlan("overflow"), { ...context, maxParts: 1 });
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain(`In [the job summary](${context.runUrl}), not here: the diff of talos-w02`);
  });

  it("stays within the limits whatever the length of a message, name, path or value", () => {
    const long = "word `x` ".repeat(10_000);
    const huge = plan(
      [
        changedNode("talos-m01", {
          live: `machine:\n  nodeLabels:\n    a: "1"\n`,
          desired: `machine:\n  nodeLabels:\n    a: ${long}\n    ? ${long}\n    : x\n`,
          reboot: { kind: "manual", paths: Array.from({ length: 20 }, () => `machine.${long}`) },
          image: {
            liveVersion: long,
            desiredVersion: long,
            desiredImage: long,
            upgrade: "version",
            reasons: [long, long],
          },
        }),
        unreachableNode("talos-m02", { kind: "refused", message: long, hint: long }),
        invalidNode("talos-m03", long, { hint: long }),
      ],
      { notes: [{ code: "long", severity: "info", message: long, hint: long }] },
    );
    const bodies = renderComment(createRedactor({ key: new Uint8Array(32) }).plan(huge), context);
    for (const body of bodies) expect(body.length).toBeLessThanOrEqual(65_000);
    expect(bodies[0]).toContain("more characters");
  });

  it("offers no command that was not asked for", () => {
    const [body = ""] = renderComment(safePlan("one-node"), {});
    expect(body).not.toContain("/talos");
  });
});
