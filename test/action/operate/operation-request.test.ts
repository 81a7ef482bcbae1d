import { describe, expect, it } from "vitest";
import { parseRequest, toRequest } from "../../../src/action/operate/operation-request.ts";

const request = {
  number: 1,
  command: "upgrade talos-m02",
  cluster: "main",
  environment: "talos-main",
  sha: "1".repeat(40),
  digest: "a".repeat(64),
  parts: { revision: "b".repeat(64) },
};

describe("parseRequest()", () => {
  it("reads what toRequest() gives", () => {
    expect(parseRequest(JSON.stringify(toRequest(request)))).toEqual(request);
  });

  it.each([
    { name: "nothing", text: undefined },
    { name: "no JSON", text: "{" },
    { name: "a digest that is none", text: JSON.stringify({ ...request, digest: "a" }) },
    { name: "a branch in place of a commit", text: JSON.stringify({ ...request, sha: "main" }) },
    { name: "number 0", text: JSON.stringify({ ...request, number: 0 }) },
  ])("refuses $name", ({ text }) => {
    expect(() => parseRequest(text)).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });
});

describe("toRequest()", () => {
  it("leaves the parts of very many nodes out, so that it fits an environment variable", () => {
    const parts = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [`live/worker-${index}`, "c".repeat(64)]),
    );
    const text = JSON.stringify(toRequest({ ...request, parts }));
    expect(text.length).toBeLessThan(100_000);
    expect(parseRequest(text)).not.toHaveProperty("parts");
  });
});
