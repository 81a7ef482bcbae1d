import { describe, expect, test } from "vitest";
import { mergeUrls } from "../../../src/config/merge/merge-url.ts";

describe("mergeUrls()", () => {
  test.each([
    { left: "https://a:6443", right: "https://b:6443", merged: "https://b:6443" },
    { left: "https://a:6443/x?q=1#f", right: "http://b", merged: "http://b/x?q=1#f" },
    { left: "https://a/x", right: "/y", merged: "https://a/y" },
    { left: "https://a", right: "y", merged: "https://a/y" },
    { left: "https://u:p@a", right: "https://b", merged: "https://u:p@b" },
    { left: "mailto:a", right: "https://b", merged: "https:a" },
    { left: "", right: "https://b/", merged: "https://b/" },
    { left: "HTTPS://a", right: "?x=1", merged: "https://a?x=1" },
  ])("$left and $right give $merged", ({ left, right, merged }) => {
    expect(mergeUrls(left, right)).toBe(merged);
  });

  test("gives nothing for two URLs with user information", () => {
    expect(mergeUrls("https://a:b@c", "https://d@e")).toBeUndefined();
  });
});
