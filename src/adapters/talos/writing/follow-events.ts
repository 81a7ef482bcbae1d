/** What a node reports while it works. */
import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { Code as TalosCode } from "../proto/common/common_pb.ts";
import {
  type Event,
  MachineStatusEventSchema,
  PhaseEvent_Action as PhaseAction,
  PhaseEventSchema,
  SequenceEvent_Action as SequenceAction,
  SequenceEventSchema,
  MachineStatusEvent_MachineStage as Stage,
} from "../proto/machine/events_pb.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { Perform } from "./perform.ts";

/** Names are the node's own: foreign text. */
export type NodeEvent = { readonly actor: string } & (
  | {
      readonly kind: "sequence";
      readonly name: string;
      /** `locked`: not started, since another one runs. */
      readonly state: "started" | "ended" | "locked" | "failed";
    }
  | { readonly kind: "phase"; readonly name: string }
  | { readonly kind: "stage"; readonly name: string }
);

export interface FollowOptions {
  readonly perform: Perform;
  readonly limitMs: number;
  /** Begin with all that the node remembers of this boot; with what comes from now on when left out. */
  readonly past?: boolean;
  /** Ends the stream, too. */
  readonly signal: AbortSignal;
}

/**
 * Resolves when the subscription stands: nothing that happens later is missed. The events end when the connection does, or
 * when the signal aborts, without an error.
 *
 * @throws UserError when there is no subscription
 */
export async function followEvents(
  node: Node,
  { perform, limitMs, past = false, signal }: FollowOptions,
): Promise<AsyncIterableIterator<NodeEvent>> {
  const stream = await perform(
    node,
    {
      action: "follow the events",
      roles: ["os:reader", "os:operator"],
      limitMs,
      run: async (transport, options) => {
        const events = createClient(MachineService, transport).events({ tailEvents: past ? -1 : 0 }, options);
        const iterator = events[Symbol.asyncIterator]();
        // The first one is empty, and says that those to come will not be missed.
        await iterator.next();
        return iterator;
      },
    },
    { signal },
  );
  // Nobody may be reading when it ends: without a last look the call's deadline would keep the process alive.
  signal.addEventListener("abort", () => void stream.next().catch(() => undefined), { once: true });
  return readEvents(stream);
}

async function* readEvents(stream: AsyncIterator<Event>): AsyncGenerator<NodeEvent, undefined> {
  for (;;) {
    const event = await stream.next().catch(() => undefined);
    if (event === undefined || event.done === true) return;
    const read = readEvent(event.value);
    if (read !== undefined) yield read;
  }
}

function readEvent({ data, actorId: actor }: Event): NodeEvent | undefined {
  // The type URL is `talos/runtime/machine.SequenceEvent`.
  const decode = <Schema extends DescMessage>(schema: Schema): MessageShape<Schema> | undefined =>
    data?.typeUrl.endsWith(`/${schema.typeName}`) ? decodeOr(schema, data.value) : undefined;
  const sequence = decode(SequenceEventSchema);
  if (sequence !== undefined) {
    const { action, error, sequence: name } = sequence;
    if (error !== undefined) {
      return { kind: "sequence", actor, name, state: error.code === TalosCode.LOCKED ? "locked" : "failed" };
    }
    return { kind: "sequence", actor, name, state: action === SequenceAction.START ? "started" : "ended" };
  }
  const phase = decode(PhaseEventSchema);
  if (phase?.action === PhaseAction.START) return { kind: "phase", actor, name: phase.phase };
  const status = decode(MachineStatusEventSchema);
  return status && { kind: "stage", actor, name: stageName(status.stage) };
}

/** Something else of that name, from a Talos that is newer than this program, is left out. */
function decodeOr<Schema extends DescMessage>(schema: Schema, value: Uint8Array): MessageShape<Schema> | undefined {
  try {
    return fromBinary(schema, value);
  } catch {
    return undefined;
  }
}

const stageNames = new Map<number, string>(Object.entries(Stage).map(([name, stage]) => [stage, name]));

/** As the machine's status spells it: `shutting down`. */
const stageName = (stage: Stage): string => (stageNames.get(stage) ?? "unknown").toLowerCase().replaceAll("_", " ");
