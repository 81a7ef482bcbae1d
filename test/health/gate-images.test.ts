import { expect, test } from "vitest";
import { gateImages } from "../../src/health/gate-images.ts";
import { intent, nodeIntent } from "../support/observed-cluster.ts";

test("gateImages() asks once for each image, and tells what is missing from what is not known", async () => {
  const images = ["there", "missing", "unknown", "there"];
  const asked: string[] = [];
  const registry = {
    hasImage: async (image: string) => {
      asked.push(image);
      return image === "unknown" ? undefined : image === "there";
    },
  };
  const nodes = images.map((image, index) => nodeIntent(`talos-w0${index}`, { target: { image } }));
  const findings = await gateImages(intent("upgrade", [...nodes, nodeIntent("talos-w09")]), registry, {
    signal: AbortSignal.timeout(5_000),
  });
  expect(asked).toEqual(["there", "missing", "unknown"]);
  expect(findings.map(({ code, verdict }) => [code, verdict])).toEqual([
    ["image_missing", "refuse"],
    ["image_unverified", "warn"],
  ]);
});
