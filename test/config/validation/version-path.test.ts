import { describe, expect, test } from "vitest";
import { checkVersionPath } from "../../../src/config/validation/version-path.ts";

describe("checkVersionPath()", () => {
  test.each([
    { from: "v1.13.8", to: "v1.13.8", code: undefined },
    { from: "v1.13.1", to: "v1.13.8", code: undefined },
    { from: "v1.12.9", to: "v1.13.0", code: undefined },
    { from: "v1.13.0-rc.1", to: "v1.13.0", code: undefined },
    { from: "v1.11.6", to: "v1.13.0", code: "version_skips_minor" },
    { from: "v1.8.0", to: "v1.10.0", code: "version_skips_minor" },
    { from: "v1.10.0", to: "v1.13.0", code: "version_path_refused" },
    { from: "v1.7.0", to: "v1.9.0", code: "version_path_refused" },
    { from: "v1.13.8", to: "v1.13.1", code: "version_downgrade" },
    { from: "v1.13.8", to: "v1.12.9", code: "version_downgrade" },
    { from: "v1.14.0", to: "v1.12.0", code: "version_path_refused" },
    { from: "v1.13.0", to: "v2.0.0", code: "version_path_refused" },
    { from: "v1.13.0", to: "latest", code: "version_unknown" },
    { from: "", to: "v1.13.0", code: "version_unknown" },
  ])("$from to $to: $code", ({ from, to, code }) => {
    expect(checkVersionPath(from, to).map((note) => note.code)).toEqual(code === undefined ? [] : [code]);
  });

  test("only a downgrade within the installer's window is a mere warning", () => {
    expect(checkVersionPath("1.13.0", "1.12.0")[0]?.severity).toBe("warning");
    expect(checkVersionPath("1.11.0", "1.13.0")[0]?.severity).toBe("error");
  });
});
