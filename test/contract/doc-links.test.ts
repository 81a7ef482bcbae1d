import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const pages = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...["docs", "examples"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name)),
  ),
];

/** The names that GitHub gives to headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, "utf8").matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const links = pages.flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(
    ([link, path = "", anchor]) => ({ page, link, target: path === "" ? page : join(dirname(page), path), anchor }),
  ),
);

describe("documentation", () => {
  test.each(links)("$page: the target of $link is there", ({ target, anchor }) => {
    expect(existsSync(target)).toBe(true);
    expect(anchor === undefined ? [] : [anchor]).toSatisfy((wanted: string[]) =>
      wanted.every((name) => anchorsOf(target).includes(name)),
    );
  });
});
