/** machine.ImageService, since Talos 1.13: the images in a machine's stores. */
import { durationFromMs, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import {
  type ImageService,
  ImageServicePullLayerProgress_Status as LayerStatus,
} from "../../../adapters/talos/proto/machine/image_pb.ts";
import { pause } from "../life/pause.ts";
import { imageFor } from "../life/pull-image.ts";
import type { Machine } from "../state/machine.ts";
import { toInstance } from "./containerd-instance.ts";
import { recordWrite } from "./record-write.ts";

export const layerBytes = 104_857_600n;
/** Messages of progress for each of the layers. */
const [layers, steps] = [3, 4];

export function createImageService(machine: Machine): ServiceImpl<typeof ImageService> {
  return {
    list: async function* ({ containerd }) {
      for (const { name, digest, pulledAt } of machine.imageStore.list(toInstance(containerd))) {
        yield { name, digest, size: layerBytes * BigInt(layers), createdAt: timestampFromDate(pulledAt) };
      }
    },
    pull: async function* ({ containerd, imageRef }, { signal }) {
      const instance = toInstance(containerd);
      recordWrite(machine, "ImageService.Pull", { image: imageRef, instance });
      const known = machine.imageStore.find(instance, imageRef);
      const image = known?.image ?? imageFor(machine, imageRef);
      if (known === undefined) {
        for (const progress of describeProgress(machine.timing.pullMs)) {
          yield { response: { case: "pullProgress", value: progress } };
          await pause(machine, machine.timing.pullMs / (layers * steps), signal);
        }
      }
      const { name } = machine.imageStore.add(instance, imageRef, image);
      yield { response: { case: "name", value: name } };
    },
    remove: ({ containerd, imageRef }) => {
      recordWrite(machine, "ImageService.Remove", { image: imageRef });
      if (machine.imageStore.remove(toInstance(containerd), imageRef)) return {};
      throw new ConnectError(`image ${imageRef} not found`, Code.NotFound);
    },
  };
}

function describeProgress(pullMs: number) {
  return Array.from({ length: layers * steps }, (_, index) => {
    const [layer, step] = [Math.floor(index / steps), index % steps];
    const status = [LayerStatus.DOWNLOADING, LayerStatus.DOWNLOADING, LayerStatus.DOWNLOAD_COMPLETE][step];
    const elapsed = durationFromMs(Math.round((pullMs * (index + 1)) / (layers * steps)));
    const offset = step === 0 ? layerBytes / 3n : step === 1 ? (layerBytes * 2n) / 3n : layerBytes;
    const progress = { status: status ?? LayerStatus.EXTRACT_COMPLETE, elapsed, offset, total: layerBytes };
    return { layerId: `sha256:${String(layer).repeat(64)}`, progress };
  });
}
