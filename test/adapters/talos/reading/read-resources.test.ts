import { create } from "@bufbuild/protobuf";
import { createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { ResourceSchema } from "../../../../src/adapters/talos/proto/cosi/resource/resource_pb.ts";
import { State } from "../../../../src/adapters/talos/proto/cosi/resource/state_pb.ts";
import { listResources, parseSpec } from "../../../../src/adapters/talos/reading/read-resources.ts";

const resource = (yamlSpec: string) => create(ResourceSchema, { spec: { yamlSpec } });
const kind = { namespace: "runtime", type: "ExtensionStatuses.runtime.talos.dev" };

describe("listResources()", () => {
  it("gives up on a node whose answer has no end", async () => {
    let sent = 0;
    const transport = createRouterTransport(({ service }) => {
      service(State, {
        async *list() {
          for (; ; sent += 1) yield { resource: resource("a: 1") };
        },
      });
    });
    await expect(listResources(transport, kind, {})).rejects.toThrow(RangeError);
    expect(sent).toBeLessThan(100_000);
  });
});

describe("parseSpec()", () => {
  it("reads a content of the known form", () => {
    expect(parseSpec(resource("{a: 1, b: !x 2}"), z.object({ a: z.number() }))).toEqual({ a: 1 });
  });

  it.each([
    { name: "too long", text: `a: ${"x".repeat(300_000)}` },
    { name: "nested too deep", text: "[".repeat(100_000) },
    { name: "growing by aliases", text: `a: &a [1, 1]\n${"abcdefgh".replace(/./g, "$&: &$& [*a, *a, *a]\n")}` },
    { name: "of another form", text: "a: b" },
  ])("refuses a content that is $name", ({ text }) => {
    expect(() => parseSpec(resource(text), z.object({ a: z.number() }))).toThrow();
  });
});
