import { expect, it } from "vitest";

it("tests run on the Node.js major version of the action", () => {
  expect(process.versions.node.split(".")[0]).toBe("24");
});
