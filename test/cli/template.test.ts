import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const toml = 'autoescape = "none"\ntrim-blocks = true\nlstrip-blocks = true\nnewline = true\n';

describe("talos-chatops template", () => {
  test("renders with what --env and --define give and the settings of .minijinja.toml", async () => {
    const template = "{% if ENV.ON %}\na: {{ ENV.VALUE }}\n{% endif %}\nb: {{ name }}\nc: ak://talos/KEY\n";
    const directory = await temporaryFolder({ ".minijinja.toml": toml, "talos/a.yaml.j2": template });
    const options = ["-e", "ON=true", "--env", "VALUE", "-D", "name=x=y"];
    const { code, stdout, stderr } = await runCli(["template", "talos/a.yaml.j2", ...options], {
      directory,
      environment: { VALUE: "from outside" },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("a: from outside\nb: x=y\nc: ak://talos/KEY\n");
  });

  test("shows the template nothing else of the environment", async () => {
    const directory = await temporaryFolder({ ".minijinja.toml": toml, "a.txt": "[{{ ENV.HIDDEN }}]\n" });
    const { stdout } = await runCli(["template", "a.txt"], { directory, environment: { HIDDEN: "token" } });
    expect(stdout).toBe("[]\n");
  });

  test("renders a template of another folder, with what lies beside it", async () => {
    const other = await temporaryFolder({ ".minijinja.toml": toml, "a.txt": "{% include 'b.txt' %}\n", "b.txt": "b" });
    const directory = await temporaryFolder();
    const { code, stdout } = await runCli(["template", join(other, "a.txt")], { directory });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "b\n" });
  });

  test("takes the settings of the repository that the template lies in", async () => {
    const other = await temporaryFolder({
      ".minijinja.toml": toml,
      ".git/HEAD": "",
      "talos/a.yaml.j2": "{{ 'plain' }}\n",
    });
    const { stdout } = await runCli(["template", join(other, "talos/a.yaml.j2")], {
      directory: await temporaryFolder(),
    });
    expect(stdout).toBe("plain\n");
  });

  test("renders stdin", async () => {
    const directory = await temporaryFolder({ ".minijinja.toml": toml });
    const { stdout } = await runCli(["template", "-", "-D", "a=1"], { directory, stdin: "{{ a }}\n" });
    expect(stdout).toBe("1\n");
  });

  test("writes a file", async () => {
    const directory = await temporaryFolder({ ".minijinja.toml": toml, "a.txt": "text\n" });
    expect(await runCli(["template", "a.txt", "-o", "b.txt"], { directory })).toMatchObject({ code: 0, stdout: "" });
    expect(await readFile(join(directory, "b.txt"), "utf8")).toBe("text\n");
  });

  test.each([
    { name: "a missing file", args: ["nowhere.j2"], error: { code: "file_missing" } },
    { name: "a folder", args: ["."], error: { code: "input_invalid", location: { file: "." } } },
    {
      name: "a broken template, with its line",
      args: ["broken.j2"],
      error: { code: "template_invalid", location: { file: "broken.j2", line: 2 } },
    },
    {
      name: "an undefined name with --strict",
      args: ["open.j2", "--strict"],
      error: { location: { file: "open.j2" } },
    },
    { name: "a variable that is not set", args: ["open.j2", "-e", "NOWHERE"], error: { code: "input_invalid" } },
    { name: "an --env without a name", args: ["open.j2", "-e", "=x"], error: { code: "input_invalid" } },
    { name: "a --define without a value", args: ["open.j2", "-D", "x"], error: { code: "input_invalid" } },
    { name: "an endless loop", args: ["loop.j2"], error: { code: "template_limit" } },
  ])("refuses $name", async ({ args, error }) => {
    const loops = "{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}";
    const directory = await temporaryFolder({
      ".minijinja.toml": toml,
      "broken.j2": "a\n{% if %}\n",
      "open.j2": "{{ open }}",
      "loop.j2": loops,
    });
    const { code, stdout } = await runCli(["template", ...args, "--json"], { directory });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject(error);
  });
});
