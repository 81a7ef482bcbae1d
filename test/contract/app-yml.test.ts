import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isScalar, parse, parseDocument, visit } from "yaml";
import { defaultAppName, eventNeeds, permissionNeeds } from "../../src/app-needs.ts";
import { botHandlers } from "../../src/bot/register-handlers.ts";
import { appManifest } from "../../src/bot/setup/app-manifest.ts";

const text = readFileSync("app.yml", "utf8");
const manifest = parse(text);

/** Each key or item of a list with the comment that stands above it. */
function commentsIn(key: string): readonly (readonly [unknown, string])[] {
  const found: [unknown, string][] = [];
  visit(parseDocument(text), {
    Scalar(index, node, path) {
      const isBelow = path.some((parent) => "key" in parent && isScalar(parent.key) && parent.key.value === key);
      if (!isBelow || index === "value" || node.value === key) return;
      const first = path.findLast((parent) => "commentBefore" in parent && typeof parent.commentBefore === "string");
      const comment = node.commentBefore ?? (first && "commentBefore" in first ? first.commentBefore : undefined) ?? "";
      found.push([node.value, comment.trim()]);
    },
  });
  return found;
}

describe("app.yml", () => {
  test("asks for the permissions that the bot needs, with the reasons", () => {
    expect(Object.entries(manifest.default_permissions)).toEqual(
      permissionNeeds.map(({ name, access }) => [name, access]),
    );
    expect(commentsIn("default_permissions")).toEqual(permissionNeeds.map(({ name, why }) => [name, why]));
  });

  test("asks for the events that the bot hears, with the reasons", () => {
    expect(manifest.default_events).toEqual(eventNeeds.map(({ name }) => name));
    expect(commentsIn("default_events")).toEqual(eventNeeds.map(({ name, why }) => [name, why]));
  });

  test("asks for the events that somebody listens to", () => {
    const heard = new Set(botHandlers.map(([event]) => event.split(".")[0]));
    expect([...heard].toSorted()).toEqual(eventNeeds.map(({ name }) => name));
  });

  test("is what the set-up sends to GitHub", () => {
    const { hook_attributes, redirect_url, ...sent } = appManifest({
      name: defaultAppName,
      webhookUrl: "https://bot.example.com/",
      redirectUrl: "http://localhost/created",
    });
    expect(manifest).toEqual(sent);
  });
});
