import {
  type ImageServicePullProgress,
  ImageServicePullLayerProgress_Status as Status,
} from "../proto/machine/image_pb.ts";

export interface PullMeter {
  update(progress: ImageServicePullProgress): void;
  finish(): void;
}

/**
 * Tells how much of an image is there, in whole percent that only grow. Layers become known one by one, so that the true
 * share may fall.
 */
export function createPullMeter(onProgress: ((percent: number) => void) | undefined): PullMeter {
  const layers = new Map<string, { readonly done: bigint; readonly total: bigint }>();
  let told = -1;
  const tell = (percent: number) => {
    if (percent <= told) return;
    told = percent;
    onProgress?.(percent);
  };
  return {
    update({ layerId, progress }) {
      if (progress === undefined) return;
      const { status, offset, total } = progress;
      layers.set(layerId, { done: status === Status.DOWNLOADING ? min(offset, total) : total, total });
      tell(percentOf([...layers.values()]));
    },
    finish: () => tell(100),
  };
}

/** All that is known may be there while there is more to come: 100 is for the end. */
function percentOf(layers: readonly { readonly done: bigint; readonly total: bigint }[]): number {
  const total = layers.reduce((sum, layer) => sum + layer.total, 0n);
  const done = layers.reduce((sum, layer) => sum + layer.done, 0n);
  return total <= 0n ? 0 : Math.min(99, Math.max(0, Number((done * 100n) / total)));
}

const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);
