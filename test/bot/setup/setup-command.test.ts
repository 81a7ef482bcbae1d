import { describe, expect, test } from "vitest";
import { runSetupCommand } from "../../../src/bot/setup/setup-command.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("runSetupCommand()", () => {
  test.each([
    { args: [] },
    { args: ["--url"] },
    { args: ["--urls", "https://bot.example.com"] },
    { args: ["--url", "http://bot.example.com"] },
    { args: ["--url", "https://bot.example.com", "--port", "70000"] },
    { args: ["https://bot.example.com"] },
  ])("refuses $args and says what to do", async ({ args }) => {
    const call = {
      args,
      serverUrl: "https://github.com",
      apiUrl: "https://api.github.com",
      directory: await temporaryFolder(),
      say: () => undefined,
      signal: new AbortController().signal,
    };
    await expect(runSetupCommand(call)).rejects.toMatchObject({ code: "input_invalid", hint: expect.any(String) });
  });

  test("begins where the command line says", async () => {
    const stop = new AbortController();
    const opened = Promise.withResolvers<string>();
    const done = runSetupCommand({
      args: ["--url", "https://bot.example.com", "--organization", "acme", "--name", "talos-lab"],
      serverUrl: "https://github.com",
      apiUrl: "https://api.github.com",
      directory: await temporaryFolder(),
      say: (line) => opened.resolve(line),
      signal: stop.signal,
    });
    const [, address = ""] = /^Open (\S+)/.exec(await opened.promise) ?? [];
    const page = await (await fetch(address)).text();
    expect(page).toContain("https://github.com/organizations/acme/settings/apps/new");
    expect(page).toContain("talos-lab");
    stop.abort();
    await expect(done).rejects.toThrow();
  });
});
