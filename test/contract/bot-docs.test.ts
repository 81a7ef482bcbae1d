import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createMetrics } from "../../src/bot/telemetry/create-metrics.ts";

const page = readFileSync("docs/bot.md", "utf8");

describe("docs/bot.md", () => {
  test("names the metrics that there are, and no others", async () => {
    const text = await createMetrics({ queued: () => 0, working: () => 0, ready: () => true }).text();
    const there = [...text.matchAll(/^# HELP (talos_chatops_\w+)/gm)].map(([, name]) => name);
    const named = [...page.matchAll(/`(talos_chatops_\w+)`/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(there.toSorted());
  });

  test("gives a ruleset that is JSON", () => {
    const [, json = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({ enforcement: "active", conditions: { ref_name: { exclude: [] } } });
  });

  test("tells how long the bot takes to stop, and how much waits at most, as the program has it", () => {
    expect(readFileSync("src/bot/start-bot.ts", "utf8")).toContain("stopWithinMs = 25_000");
    expect(readFileSync("src/bot/open-core.ts", "utf8")).toContain("capacity: 1_000, capacityBytes: 64 * 2 ** 20");
    expect(page).toContain("| deliveries that wait | 1,000, and 64 MiB;");
    expect(page).toContain("| an orderly end | 25 seconds |");
  });
});
