import type { Machine } from "../state/machine.ts";

/** Adds a call that changes something to the cluster's log, before it takes effect. */
export function recordWrite(machine: Machine, method: string, detail: Readonly<Record<string, unknown>> = {}): void {
  const { name: node, role, clock } = machine;
  machine.cluster.writes.record({ at: clock.now(), node, role, method, detail });
}
