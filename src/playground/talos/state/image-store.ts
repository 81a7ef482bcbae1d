/** The images that a machine has pulled, each containerd instance with its own. */
import { createHash } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { FoundImage } from "./image-source.ts";

/** `system` and `cri` are namespaces of the CRI's containerd, `inmem` is the containerd that runs from memory. */
export type ImageInstance = "cri" | "inmem" | "system";

export interface StoredImage {
  readonly name: string;
  readonly digest: string;
  readonly pulledAt: Date;
  readonly image: FoundImage;
}

export class ImageStore {
  readonly #clock: Clock;
  #images: readonly (StoredImage & { readonly instance: ImageInstance })[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  list(instance: ImageInstance): readonly StoredImage[] {
    return this.#images.filter((stored) => stored.instance === instance);
  }

  find(instance: ImageInstance, name: string): StoredImage | undefined {
    return this.list(instance).find((stored) => stored.name === name);
  }

  /** Stores it under the reference and pinned by its digest; gives the pinned name. */
  add(instance: ImageInstance, reference: string, image: FoundImage): StoredImage {
    const digest = digestOf(reference);
    const pinned = `${repositoryOf(reference)}@${digest}`;
    const pulledAt = this.#clock.now();
    for (const name of new Set([reference, pinned])) {
      if (this.find(instance, name) === undefined) {
        this.#images = [...this.#images, { name, digest, pulledAt, image, instance }];
      }
    }
    return { name: pinned, digest, pulledAt, image };
  }

  /** False when there is none of that name. */
  remove(instance: ImageInstance, name: string): boolean {
    const kept = this.#images.filter((stored) => stored.instance !== instance || stored.name !== name);
    const removed = kept.length < this.#images.length;
    this.#images = kept;
    return removed;
  }

  /** What lies in memory goes with a reboot, the rest with EPHEMERAL. */
  forget(instances: readonly ImageInstance[]): void {
    this.#images = this.#images.filter((stored) => !instances.includes(stored.instance));
  }
}

function digestOf(reference: string): string {
  const [, pinned] = /@(sha256:[0-9a-f]{64})$/.exec(reference) ?? [];
  return pinned ?? `sha256:${createHash("sha256").update(reference).digest("hex")}`;
}

/** The reference without tag and digest; a port of the registry stays. */
function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
}
