/** Deliveries that were answered and wait for their work: in order within a lane, several lanes at once, never too many. */
import type { Delivery } from "./delivery.ts";

export interface DeliveryQueue {
  /** @returns false when it is full */
  offer(delivery: Delivery): boolean;
  /** How many wait. */
  readonly length: number;
  /** How many are being worked on. */
  readonly working: number;
  readonly isFull: boolean;
  /** Resolves when nothing waits and nothing is worked on. */
  idle(): Promise<void>;
}

export interface QueueOptions {
  /** Lanes at once. */
  readonly lanes: number;
  /** Deliveries that may wait. */
  readonly capacity: number;
  /** Of the bodies of those that wait, together. */
  readonly capacityBytes: number;
}

/** @param work Must not reject. */
export function createDeliveryQueue(work: (delivery: Delivery) => Promise<void>, options: QueueOptions): DeliveryQueue {
  /** A lane is here while one of its deliveries waits or is worked on. */
  const lanes = new Map<string, Delivery[]>();
  /** Lanes of which nothing is being worked on, the one that waits longest first. */
  const ready: string[] = [];
  let idlers: (() => void)[] = [];
  let length = 0;
  let bytes = 0;
  let working = 0;
  const isFull = () => length >= options.capacity || bytes >= options.capacityBytes;

  const pump = () => {
    while (working < options.lanes) {
      const lane = ready.shift();
      const delivery = lane === undefined ? undefined : lanes.get(lane)?.shift();
      if (delivery === undefined) break;
      length--;
      bytes -= delivery.bytes;
      working++;
      work(delivery).finally(() => release(delivery.lane));
    }
    if (working === 0) {
      for (const resolve of idlers) resolve();
      idlers = [];
    }
  };
  const release = (lane: string) => {
    working--;
    if (lanes.get(lane)?.length === 0) lanes.delete(lane);
    else ready.push(lane);
    pump();
  };
  return {
    offer(delivery) {
      if (isFull()) return false;
      const waiting = lanes.get(delivery.lane);
      if (waiting === undefined) {
        lanes.set(delivery.lane, [delivery]);
        ready.push(delivery.lane);
      } else {
        waiting.push(delivery);
      }
      length++;
      bytes += delivery.bytes;
      pump();
      return true;
    },
    get length() {
      return length;
    },
    get working() {
      return working;
    },
    get isFull() {
      return isFull();
    },
    idle() {
      return working === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve));
    },
  };
}
