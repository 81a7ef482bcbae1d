/** machine.ImageService, since Talos 1.13: the images in a machine's stores. */
import { createHash } from "node:crypto";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import {
  type ImageService,
  ImageServicePullLayerProgress_Status as LayerStatus,
} from "../../../adapters/talos/proto/machine/image_pb.ts";
import type { Machine } from "../state/machine.ts";

const layerBytes = 104_857_600n;

export function createImageService(machine: Machine): ServiceImpl<typeof ImageService> {
  return {
    list: async function* () {
      for (const { name, digest, pulledAt } of machine.images) {
        yield { name, digest, size: layerBytes, createdAt: timestampFromDate(pulledAt) };
      }
    },
    pull: async function* ({ imageRef }) {
      if (imageRef === "") throw new ConnectError("image reference is required", Code.InvalidArgument);
      const digest = `sha256:${createHash("sha256").update(imageRef).digest("hex")}`;
      for (const status of [LayerStatus.DOWNLOADING, LayerStatus.DOWNLOAD_COMPLETE, LayerStatus.EXTRACT_COMPLETE]) {
        const offset = status === LayerStatus.DOWNLOADING ? 0n : layerBytes;
        const progress = { status, offset, total: layerBytes };
        yield { response: { case: "pullProgress", value: { layerId: digest, progress } } };
      }
      const pinned = `${repositoryOf(imageRef)}@${digest}`;
      const pulledAt = machine.clock.now();
      machine.images = [...machine.images, ...[imageRef, pinned].map((name) => ({ name, digest, pulledAt }))];
      yield { response: { case: "name", value: pinned } };
    },
  };
}

/** The reference without tag and digest; a port of the registry stays. */
function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
}
