/** What a node reports of its work: a ring of the last events, and everyone who listens. */
import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";
import type { Clock } from "../../clock.ts";

export interface LoggedEvent {
  /** Sorts by time. */
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly data: Any;
}

/** What a new listener wants of the past; at most one of the three. */
export interface Tail {
  /** That many events; negative: all there are. */
  readonly events?: number;
  /** Everything after this id. */
  readonly id?: string;
  readonly seconds?: number;
}

const capacity = 1000;

export class EventLog {
  readonly #clock: Clock;
  readonly #events: LoggedEvent[] = [];
  readonly #listeners = new Set<(event: LoggedEvent) => void>();
  #counter = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds an event whose payload Talos would mark as `talos/runtime/<message name>`. */
  publish<Schema extends DescMessage>(schema: Schema, payload: MessageInitShape<Schema>, actorId = ""): void {
    const value = toBinary(schema, create(schema, payload));
    const at = this.#clock.now();
    this.#counter += 1;
    const event: LoggedEvent = {
      id: eventId(at, this.#counter),
      at,
      actorId,
      data: create(AnySchema, { typeUrl: `talos/runtime/${schema.typeName}`, value }),
    };
    this.#events.push(event);
    if (this.#events.length > capacity) this.#events.shift();
    for (const listener of this.#listeners) listener(event);
  }

  /** A new boot: nothing of the last one is kept. Ids go on rising. */
  clear(): void {
    this.#events.length = 0;
  }

  /** Nobody listens any longer. */
  hangUp(): void {
    this.#listeners.clear();
  }

  past(tail: Tail): readonly LoggedEvent[] {
    const { events = 0, id, seconds } = tail;
    if (id !== undefined) return this.#events.filter((event) => event.id > id);
    if (seconds !== undefined) {
      const since = this.#clock.now().getTime() - seconds * 1000;
      return this.#events.filter((event) => event.at.getTime() >= since);
    }
    if (events === 0) return [];
    return events < 0 ? [...this.#events] : this.#events.slice(-events);
  }

  /** Calls `listener` for every event from now on; the returned function ends that. */
  listen(listener: (event: LoggedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Like an xid: seconds, then a counter, in base 32 with digits that sort as their values. */
function eventId(at: Date, counter: number): string {
  const digits = (value: number, length: number) => value.toString(32).padStart(length, "0");
  return `${digits(Math.floor(at.getTime() / 1000), 7)}${digits(counter, 13)}`;
}
