import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  ImageServicePullProgressSchema,
  ImageServicePullLayerProgress_Status as Status,
} from "../../../../src/adapters/talos/proto/machine/image_pb.ts";
import { createPullMeter } from "../../../../src/adapters/talos/writing/pull-meter.ts";

const layer = (layerId: string, status: Status, offset: number, total: number) =>
  create(ImageServicePullProgressSchema, {
    layerId,
    progress: { status, offset: BigInt(offset), total: BigInt(total) },
  });

function percents(layers: readonly ReturnType<typeof layer>[]): readonly number[] {
  const told: number[] = [];
  const meter = createPullMeter((percent) => told.push(percent));
  for (const progress of layers) meter.update(progress);
  meter.finish();
  return told;
}

test("createPullMeter() tells the share that is there, and 100 only at the end", () => {
  const told = percents([
    layer("a", Status.DOWNLOADING, 10, 100),
    layer("a", Status.DOWNLOADING, 50, 100),
    layer("a", Status.DOWNLOAD_COMPLETE, 0, 100),
    layer("a", Status.EXTRACT_COMPLETE, 100, 100),
  ]);
  expect(told).toEqual([10, 50, 99, 100]);
});

test("createPullMeter() never goes back when another layer becomes known", () => {
  const told = percents([
    layer("a", Status.DOWNLOADING, 50, 100),
    layer("b", Status.DOWNLOADING, 0, 300),
    layer("a", Status.ALREADY_EXISTS, 0, 100),
    layer("b", Status.DOWNLOADING, 200, 300),
  ]);
  expect(told).toEqual([50, 75, 100]);
});

test.each([
  { name: "sizes that are none", progress: layer("a", Status.DOWNLOADING, 5, 0) },
  { name: "more than there is", progress: layer("a", Status.DOWNLOADING, 500, 100) },
  { name: "less than nothing", progress: layer("a", Status.DOWNLOADING, -500, 100) },
])("createPullMeter() stays between 0 and 100 with $name", ({ progress }) => {
  const told = percents([progress]);
  expect(told.at(-1)).toBe(100);
  expect(told.every((percent) => percent >= 0 && percent <= 100)).toBe(true);
});
