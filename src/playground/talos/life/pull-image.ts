import { Code, ConnectError } from "@connectrpc/connect";
import type { FoundImage } from "../state/image-source.ts";
import type { Machine } from "../state/machine.ts";

/** What the registries have under a reference; throws NotFound, or what a pull fails with. */
export function imageFor(machine: Machine, reference: string): FoundImage {
  if (reference === "") throw new ConnectError("invalid reference format", Code.Unknown);
  if (machine.faults.has("pull-fails")) {
    throw new ConnectError(`failed to pull image ${JSON.stringify(reference)}: connection reset by peer`, Code.Unknown);
  }
  const image = machine.cluster.images.find(reference);
  if (image !== undefined) return image;
  const reason = `failed to resolve reference ${JSON.stringify(reference)}: ${reference}: not found`;
  throw new ConnectError(`error pulling image: ${reason}`, Code.NotFound);
}
