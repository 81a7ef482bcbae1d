import { describe, expect, test } from "vitest";
import { autoescapeFor } from "../../../src/config/templates/autoescape.ts";
import { readTemplateSettings } from "../../../src/config/templates/template-settings.ts";

function read(text: string | undefined) {
  return readTemplateSettings({
    revision: "x",
    read: async (path) => (path === ".minijinja.toml" ? text : undefined),
    list: async () => [],
  });
}

describe("readTemplateSettings()", () => {
  test("readTemplateSettings() reads the settings of the repositories this is made for", async () => {
    const text = 'autoescape = "none"\nnewline = true\ntrim-blocks = true\nlstrip-blocks = true\nenv = true\n';
    expect(await read(text)).toEqual({
      autoescape: "none",
      newline: true,
      include: true,
      strict: false,
      pyCompat: false,
      trimBlocks: true,
      lstripBlocks: true,
      definitions: {},
      notes: [],
    });
  });

  test("readTemplateSettings() has minijinja-cli's defaults without a file, and says what autoescape does", async () => {
    expect(await read(undefined)).toMatchObject({
      autoescape: "auto",
      newline: true,
      trimBlocks: false,
      lstripBlocks: false,
      notes: [{ code: "template_autoescape_unset" }],
    });
  });

  test.each([
    { text: "trim_blocks = true", code: "template_setting_unknown" },
    { text: "keep-trailing-newline = true", code: "template_setting_unknown" },
    { text: "env = false", code: "template_env_ignored" },
    { text: "fuel = 100", code: "template_fuel_ignored" },
    { text: 'safe-paths = ["x"]', code: "template_safe_paths_ignored" },
  ])("readTemplateSettings() notes $code for $text", async ({ text, code }) => {
    const { notes } = await read(`autoescape = "none"\n${text}\n`);
    expect(notes.map((note) => note.code)).toEqual([code]);
  });

  test.each(['newline = "false"', 'autoescape = "xml"', "trim-blocks = 1", "newline = tru", "[defines]\nx = 1"])(
    "readTemplateSettings() refuses %s",
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({
        code: "settings_invalid",
        location: { file: ".minijinja.toml" },
      });
    },
  );

  test("readTemplateSettings() refuses other delimiters, and takes the usual ones", async () => {
    await expect(read('[syntax]\nblock-start = "<%"')).rejects.toMatchObject({ code: "template_unsupported" });
    expect(await read('autoescape = "none"\n[syntax]\nblock-start = "{%"')).toMatchObject({ notes: [] });
  });

  test("readTemplateSettings() takes definitions, includes and Python's methods", async () => {
    const text = 'autoescape = "none"\ninclude = false\npy-compat = true\nstrict = true\n[defines]\nx = "1"\n';
    expect(await read(text)).toMatchObject({ include: false, pyCompat: true, strict: true, definitions: { x: "1" } });
  });
});

describe("autoescapeFor()", () => {
  test.each([
    ["a.yaml.j2", "json"],
    ["a.yml", "json"],
    ["a.json.j2", "json"],
    ["a.json5", "json"],
    ["a.html.j2", "html"],
    ["a.xml", "html"],
    ["a.txt.j2", "none"],
    ["a.yaml.jinja", "none"],
    ["a.yaml.j2.j2", "none"],
    ["talos.yaml/a", "none"],
    ["a", "none"],
  ] as const)("autoescapeFor() %s is %s", (name, expected) => {
    expect(autoescapeFor(name, { autoescape: "auto" })).toBe(expected);
    expect(autoescapeFor(name, { autoescape: "none" })).toBe("none");
  });
});
