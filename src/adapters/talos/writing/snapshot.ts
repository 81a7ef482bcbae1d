/** A member's database, as it comes. */
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import { streamData } from "../connection/stream-data.ts";
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
    if (first.done === true) return;
    yield first.value;
    for (;;) {
      const next = await rest.next().catch(() => {
        signal.throwIfAborted();
        throw brokenOff(node);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    over.abort();
  }
}

/** Only until the first piece is there can the way to the node be changed for another. */
const firstPiece: Omit<NodeOperation<FirstPiece>, "limitMs"> = {
  action: "take a snapshot of etcd",
  roles: ["os:etcd:backup", "os:operator"],
  run: async (_transport, options, sessions) => {
    const rest = streamData(sessions, "/machine.MachineService/EtcdSnapshot", options);
    return { first: await rest.next(), rest };
  },
};

interface FirstPiece {
  readonly first: IteratorResult<Uint8Array, void>;
  readonly rest: AsyncIterator<Uint8Array, void>;
}

const brokenOff = ({ name }: Node): UserError =>
  new UserError(`Cannot take a snapshot of etcd of ${name}: the connection broke off in the middle`, {
    code: "unreachable",
    hint: "Try again.",
  });
