import { describe, expect, test } from "vitest";
import { renderTemplate } from "../../../src/config/templates/render-template.ts";
import { plainSettings, renderText } from "./render-text.ts";

function library(texts: Readonly<Record<string, string>>) {
  const reads: string[] = [];
  const files = {
    revision: "abc",
    read: async (path: string) => {
      reads.push(path);
      await new Promise((resolve) => setImmediate(resolve));
      return texts[path];
    },
    list: async () => Object.keys(texts),
  };
  return { files, reads };
}

const options = { environment: {}, settings: plainSettings };

describe("renderTemplate() includes", () => {
  test("renderTemplate() reads included files once, whatever names them", async () => {
    const { files, reads } = library({
      "t/main.j2": "{% for n in ['a', 'b', 'a'] %}{% include n ~ '.j2' %}{% include 'a.j2' %}{% endfor %}",
      "t/a.j2": "A",
      "t/b.j2": "B{% include 'sub/c.j2' %}",
      "t/sub/c.j2": "C{% include '../a.j2' %}",
    });
    const { text } = await renderTemplate("t/main.j2", { ...options, files });
    expect(text).toBe("AABCAAAA");
    expect(reads.toSorted()).toEqual(["t/a.j2", "t/b.j2", "t/main.j2", "t/sub/c.j2"]);
  });

  test("renderTemplate() does not read what is named only by a branch not taken, when that leaves the roots", async () => {
    const { files, reads } = library({ "t/main.j2": "{% if false %}{% include '../x.j2' %}{% endif %}ok" });
    expect((await renderTemplate("t/main.j2", { ...options, files })).text).toBe("ok");
    expect(reads).toEqual(["t/main.j2"]);
  });

  test.each([
    { include: "../shared/x.j2", roots: ["t", "shared"], text: "X" },
    { include: "../shared/x.j2", roots: [""], text: "X" },
    { include: "./../t/../shared//x.j2", roots: ["shared/"], text: "X" },
  ])("renderTemplate() includes $include below the roots $roots", async ({ include, roots, text }) => {
    const { files } = library({ "t/main.j2": `{% include '${include}' %}`, "shared/x.j2": "X" });
    expect((await renderTemplate("t/main.j2", { ...options, files, roots })).text).toBe(text);
  });

  test.each([
    { include: "../shared/x.j2", roots: undefined },
    { include: "../shared/x.j2", roots: ["t", "shar"] },
    { include: "../../x.j2", roots: [""] },
    { include: "/shared/x.j2", roots: [""] },
    { include: "../.env", roots: [""] },
    { include: ".git/config", roots: [""] },
    { include: "..\\\\shared\\\\x.j2", roots: [""] },
  ])("renderTemplate() refuses $include with the roots $roots", async ({ include, roots }) => {
    const { files, reads } = library({
      "t/main.j2": `{% include '${include}' ignore missing %}`,
      "shared/x.j2": "X",
      ".env": "TOKEN=x",
    });
    const rendering = renderTemplate("t/main.j2", { ...options, files, ...(roots === undefined ? {} : { roots }) });
    await expect(rendering).rejects.toMatchObject({ code: "template_unsupported" });
    expect(reads).toEqual(["t/main.j2"]);
  });

  test("renderTemplate() finds no template when includes are switched off", async () => {
    const setup = { others: { "x.j2": "X" }, settings: { ...plainSettings, include: false } };
    expect((await renderText("{% include 'x.j2' ignore missing %}.", setup)).text).toBe(".");
    await expect(renderText("{% include 'x.j2' %}", setup)).rejects.toMatchObject({ code: "file_missing" });
  });

  test("renderTemplate() refuses a template that is not there", async () => {
    const { files } = library({});
    await expect(renderTemplate("no.j2", { ...options, files })).rejects.toMatchObject({
      code: "file_missing",
      location: { file: "no.j2" },
    });
  });
});
