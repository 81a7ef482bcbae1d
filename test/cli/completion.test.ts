import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";
import { completionScript, shells } from "../../src/cli/completion-scripts.ts";
import { globalOptions } from "../../src/cli/global-options.ts";
import { runCli } from "../support/run-cli.ts";

const bash = completionScript("bash", commandTable, globalOptions);

/** What bash offers for the last of the words. */
function complete(...words: readonly string[]): readonly string[] {
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _talos_chatops; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const script = `${bash}\n${ask}`;
  return execFileSync("bash", ["-c", script, "bash", "talos-chatops", ...words], { encoding: "utf8" }).split("\n");
}

describe("completionScript()", () => {
  test.each([
    { words: ["upg"], offers: ["upgrade", "upgrade-k8s"] },
    { words: ["etcd", ""], offers: ["snapshot"] },
    { words: ["etcd", "snapshot", "--dry"], offers: ["--dry-run"] },
    { words: ["apply", "--mode", ""], offers: ["auto", "no-reboot", "staged", "try"] },
    { words: ["reboot", "--mode", "p"], offers: ["powercycle"] },
    { words: ["--root", "upgrade", "apply", "all", "--without"], offers: ["--without-lock"] },
    { words: ["apply", "contr"], offers: ["controlplane"] },
    { words: ["help", "rol"], offers: ["rollback"] },
    { words: ["completion", "f"], offers: ["fish"] },
  ])("offers $offers for $words in bash", ({ words, offers }) => {
    expect(complete(...words)).toEqual(expect.arrayContaining(offers));
  });

  test.each(shells)("names every command and flag in %s", (shell) => {
    const script = completionScript(shell, commandTable, globalOptions);
    for (const { name, options } of commandTable) {
      for (const word of name.split(" ")) expect(script).toContain(word);
      for (const { flags } of options) expect(script).toContain(/--([a-z0-9-]+)/.exec(flags)?.[1]);
    }
  });
});

describe("talos-chatops completion", () => {
  test("prints the script", async () => {
    expect(await runCli(["completion", "bash"])).toMatchObject({ code: 0, stdout: bash });
  });

  test("refuses another shell", async () => {
    const { code, stderr } = await runCli(["completion", "zhs"]);
    expect(code).toBe(1);
    expect(stderr).toContain("Did you mean zsh?");
  });
});
