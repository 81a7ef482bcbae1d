import { describe, expect, test } from "vitest";
import { checkInstallSchematic } from "../../src/config/check-install-schematic.ts";

const [one, other] = ["1".repeat(64), "2".repeat(64)];
const image = { reference: `factory.talos.dev/metal-installer/${one}:v1.13.8`, repository: "", schematic: one };
const schematic = { id: one, text: "", file: "schematic.yaml.j2" };

describe("checkInstallSchematic()", () => {
  test("warns where the two differ, at the line of the image", () => {
    const origin = { file: "talos/machineconfig.yaml.j2", line: 7 };
    expect(checkInstallSchematic({ ...image, origin }, { ...schematic, id: other })).toMatchObject([
      {
        code: "image_not_of_schematic",
        severity: "warning",
        message: "The install image names schematic 11111111…, but schematic.yaml.j2 gives 22222222…",
        location: origin,
      },
    ]);
  });

  test.each([
    { name: "the same schematic", image, schematic },
    { name: "no image", image: undefined, schematic },
    { name: "an image of no factory", image: { reference: "x", repository: "x" }, schematic },
    { name: "no schematic", image, schematic: undefined },
  ])("says nothing of $name", ({ image, schematic }) => {
    expect(checkInstallSchematic(image, schematic)).toEqual([]);
  });
});
