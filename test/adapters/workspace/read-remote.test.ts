import { describe, expect, test } from "vitest";
import { parseRemote, readRemote } from "../../../src/adapters/workspace/read-remote.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("parseRemote()", () => {
  test.each([
    { address: "https://github.com/acme/home-ops.git", host: "github.com", repository: "acme/home-ops" },
    { address: "https://user:token@github.com/acme/home-ops", host: "github.com", repository: "acme/home-ops" },
    { address: "git@github.com:acme/home-ops.git", host: "github.com", repository: "acme/home-ops" },
    { address: "ssh://git@GHES.example.com:2222/acme/home.ops", host: "ghes.example.com", repository: "acme/home.ops" },
  ])("reads $address", ({ address, ...gives }) => {
    expect(parseRemote(address)).toEqual(gives);
  });

  test.each(["", "/srv/git/home-ops.git", "../home-ops", "https://github.com/acme", "https://git.example/a/b/c"])(
    "finds no repository in %j",
    (address) => {
      expect(parseRemote(address)).toBeUndefined();
    },
  );
});

describe("readRemote()", () => {
  test("gives nothing outside of Git", async () => {
    expect(await readRemote(await temporaryFolder())).toBeUndefined();
  });
});
