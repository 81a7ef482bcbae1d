import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const token = "abcdef.0123456789abcdef";
const config = `machine:\n  type: worker\n  token: ${token}\ncluster:\n  token: ${token}\n  ca: { key: ak://talos/KEY }\n`;

describe("talos-chatops redact", () => {
  test("masks a machine config's secrets, equal ones alike, and keeps the rest", async () => {
    const directory = await temporaryFolder({ "config.yaml": config });
    const { code, stdout, stderr } = await runCli(["redact", "config.yaml"], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).not.toContain(token);
    expect(stdout).toContain("type: worker");
    expect(stdout).toContain("ak://talos/KEY");
    expect(new Set(stdout.match(/<secret [0-9a-f]+>/g)).size).toBe(1);
  });

  test("masks what looks like a secret in any other text, and says so", async () => {
    const { code, stdout, stderr } = await runCli(["redact"], { stdin: `joined with ${token}\n[not yaml\n` });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^joined with <secret [0-9a-f]+>\n\[not yaml\n$/);
    expect(stderr).toMatch(/no YAML/);
  });

  test("masks differently in each run, so that nobody can try values out", async () => {
    const [one, other] = await Promise.all([
      runCli(["redact"], { stdin: config }),
      runCli(["redact"], { stdin: config }),
    ]);
    expect(one.stdout).not.toBe(other.stdout);
  });

  test("tells a script what it took the text for", async () => {
    const { stdout } = await runCli(["redact", "--json"], { stdin: config });
    expect(JSON.parse(stdout)).toEqual({ kind: "config", text: expect.stringContaining("<secret ") });
  });

  test("masks by name in any YAML", async () => {
    const { stdout } = await runCli(["redact"], { stdin: "user: me\npassword: hunter2\n" });
    expect(stdout).toMatch(/^user: me\npassword: <secret [0-9a-f]+>\n$/);
  });

  test("refuses a broken machine config, in which only names would tell what is secret", async () => {
    const broken = "cluster:\n  secret: hunter2\n\tcomment: with a tab\n";
    const { code, stdout, stderr } = await runCli(["redact", "--json"], { stdin: broken });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "config_invalid" } });
    expect(stdout + stderr).not.toContain("hunter2");
  });

  test("refuses a file without end", async () => {
    const { code, stderr } = await runCli(["redact", "/dev/zero"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/larger than/);
  });

  test("gives nothing for nothing", async () => {
    expect(await runCli(["redact"], { stdin: "" })).toMatchObject({ code: 0, stdout: "" });
  });
});
