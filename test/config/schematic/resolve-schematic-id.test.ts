import { describe, expect, test } from "vitest";
import type { ImageFactory } from "../../../src/config/schematic/image-factory.ts";
import { resolveSchematicId } from "../../../src/config/schematic/resolve-schematic-id.ts";

const { signal } = new AbortController();
const file = "schematic.yaml";
const beyond = 'customization: {extraKernelArgs: ["a b"]}';

function factoryThatGives(id: string): ImageFactory & { readonly submitted: string[] } {
  const submitted: string[] = [];
  return {
    submitted,
    submit: async (schematic) => {
      submitted.push(schematic);
      return id;
    },
    hasImage: async () => false,
  };
}

describe("resolveSchematicId()", () => {
  test("asks no factory for what can be computed", async () => {
    const factory = factoryThatGives("0".repeat(64));
    const id = await resolveSchematicId("customization: {}", { file, factory, signal });
    expect(id).toBe("376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba");
    expect(factory.submitted).toEqual([]);
  });

  test("submits what cannot be computed", async () => {
    const factory = factoryThatGives("a".repeat(64));
    expect(await resolveSchematicId(beyond, { file, factory, signal })).toBe("a".repeat(64));
    expect(factory.submitted).toEqual([beyond]);
  });

  test("needs a factory for that", async () => {
    const location = { file };
    await expect(resolveSchematicId(beyond, { file, signal })).rejects.toMatchObject({
      code: "schematic_invalid",
      location,
    });
  });

  test.for(["null", "", "A".repeat(64), "a".repeat(63)])("never passes on %j as an id", async (id) => {
    const resolving = resolveSchematicId(beyond, { file, factory: factoryThatGives(id), signal });
    await expect(resolving).rejects.toMatchObject({ code: "factory_failed" });
  });
});
