import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { type CommandCall, commandOptions } from "../../src/cli/command.ts";
import { confirm } from "../../src/cli/operate/confirm.ts";
import { createOutput } from "../../src/cli/output.ts";

function openTerminal({ isTTY = true } = {}) {
  const stop = new AbortController();
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  const output = createOutput({
    stdout: new PassThrough(),
    stderr,
    environment: {},
    color: false,
    json: false,
    verbose: false,
  });
  const call = {
    args: [],
    options: commandOptions({}),
    output,
    environment: {},
    directory: "/",
    signal: stop.signal,
    holdOn: () => stop.signal,
    stdin: stdin as unknown as NodeJS.ReadStream, // as much of a terminal as is used
  } satisfies CommandCall;
  return { call, stdin, stop, shown: () => String(stderr.read() ?? "") };
}

describe("confirm()", () => {
  test.each(["yes\n", "y\n", " YES \n"])("takes %j", async (answer) => {
    const { call, stdin, shown } = openTerminal();
    const confirmed = confirm(call, {});
    stdin.write(answer);
    await expect(confirmed).resolves.toBeUndefined();
    expect(shown()).toContain("Type yes to go on: ");
  });

  test.each([
    { name: undefined, answer: "no\n" },
    { name: undefined, answer: "\n" },
    { name: "talos-m01", answer: "yes\n" },
    { name: "talos-m01", answer: "talos-m02\n" },
  ])("refuses $answer where $name has to be typed", async ({ name, answer }) => {
    const { call, stdin } = openTerminal();
    const confirmed = confirm(call, name === undefined ? {} : { name });
    stdin.write(answer);
    await expect(confirmed).rejects.toMatchObject({ code: "confirmation_missing" });
  });

  test("takes the node's name", async () => {
    const { call, stdin, shown } = openTerminal();
    const confirmed = confirm(call, { name: "talos-m01" });
    stdin.write("talos-m01\n");
    await expect(confirmed).resolves.toBeUndefined();
    expect(shown()).toContain("Type talos-m01 to go on: ");
  });

  test("takes the end of the input for a no", async () => {
    const { call, stdin } = openTerminal();
    const confirmed = confirm(call, {});
    stdin.end();
    await expect(confirmed).rejects.toMatchObject({ code: "confirmation_missing" });
  });

  test("does not ask where nobody answers", async () => {
    const { call, shown } = openTerminal({ isTTY: false });
    await expect(confirm(call, {})).rejects.toMatchObject({
      code: "confirmation_missing",
      hint: expect.stringMatching(/--yes/),
    });
    expect(shown()).toBe("");
  });

  test("stops asking on Ctrl-C", async () => {
    const { call, stop } = openTerminal();
    const confirmed = confirm(call, {});
    stop.abort();
    await expect(confirmed).rejects.toBe(stop.signal.reason);
  });
});
