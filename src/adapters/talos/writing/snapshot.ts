/** A member's database, as it comes. */
import { createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { Data } from "../proto/common/common_pb.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { NodeOperation, Perform } from "./perform.ts";

export interface SnapshotOptions extends Waiting {
  readonly perform: Perform;
  readonly limitMs: number;
}

/**
 * Ends early without an error when the node does: whoever takes it has to check it.
 *
 * @throws UserError when there is none, and `unreachable` when the connection breaks
 */
export async function* streamSnapshot(
  node: Node,
  { perform, limitMs, signal }: SnapshotOptions,
): AsyncGenerator<Uint8Array> {
  const over = new AbortController();
  const waiting = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    const { first, rest } = await perform(node, { ...firstPiece, limitMs }, waiting);
    if (first !== undefined) yield first;
    for (;;) {
      const next = await rest.next().catch(() => {
        signal.throwIfAborted();
        throw brokenOff(node);
      });
      if (next.done === true) return;
      yield next.value.bytes;
    }
  } finally {
    over.abort();
  }
}

/** Only until the first piece is there can the way to the node be changed for another. */
const firstPiece = {
  action: "take a snapshot of etcd",
  roles: ["os:etcd:backup", "os:operator"],
  run: async (...[transport, options]: Parameters<NodeOperation<unknown>["run"]>) => {
    const stream = createClient(MachineService, transport).etcdSnapshot({}, options);
    const rest: AsyncIterator<Data> = stream[Symbol.asyncIterator]();
    const first = await rest.next();
    return { first: first.done === true ? undefined : first.value.bytes, rest };
  },
};

const brokenOff = ({ name }: Node): UserError =>
  new UserError(`Cannot take a snapshot of etcd of ${name}: the connection broke off in the middle`, {
    code: "unreachable",
    hint: "Try again.",
  });
