import { describe, expect, it } from "vitest";
import type { PageModel } from "../../../src/playground/page/page-model.ts";
import { renderConversation, renderShell, renderSide } from "../../../src/playground/page/render-page.ts";

const hostile = `"><img src=x onerror="alert(1)"><script>alert(2)</script>`;

const model: PageModel = {
  repository: hostile,
  url: "http://127.0.0.1:1/acme/home-ops",
  pull: {
    ...{ number: 1, title: hostile, body: hostile, author: hostile, branch: hostile, headSha: "a".repeat(40) },
    labels: [hostile],
    comments: [
      {
        ...{ id: 7, author: hostile, isBot: false, isEdited: true, body: hostile, at: "12:00:00" },
        reactions: [{ emoji: hostile, by: [hostile] }],
      },
    ],
  },
  people: [{ login: hostile, role: hostile }],
  labels: [hostile],
  checks: [
    {
      ...{ id: 8, name: hostile, app: hostile, status: hostile, conclusion: null },
      ...{ title: hostile, summary: hostile },
    },
  ],
  runs: [
    {
      ...{ id: 9, title: hostile, status: hostile, conclusion: null },
      jobs: [
        {
          ...{ id: 10, name: hostile, status: "waiting", conclusion: null },
          waitsFor: { environment: hostile, reviewers: [hostile] },
        },
      ],
    },
  ],
  nodes: [{ name: hostile, role: hostile, version: hostile, state: hostile, isCordoned: false, schematic: hostile }],
};

const assets = { style: "", script: "", nonce: "n" };

describe("the page", () => {
  it.each([
    ["renderShell()", () => renderShell(model, assets)],
    ["renderConversation()", () => renderConversation(model)],
    ["renderSide()", () => renderSide(model)],
  ])("%s shows hostile names, titles and texts as text", (_, render) => {
    const html = render().replaceAll('<script nonce="n"></script>', "");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img/);
  });

  it("renderSide() puts what waits for a person before the nodes, with a button for each reviewer", () => {
    const html = renderSide({ ...model, runs: model.runs, nodes: [] });
    expect(html.indexOf("Waits for a review")).toBeLessThan(html.indexOf("<h2>Nodes"));
    expect(html.match(/<button class="review/g)).toHaveLength(2);
  });
});
