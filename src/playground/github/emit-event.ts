/** One bus for everything that GitHub tells webhooks of: whoever changes the state says here what happened. */
import type { State, WorldEvent } from "./state.ts";

/** Tells everybody who listens, at once and in the order of events; without a server nobody does. */
export function emitEvent(state: State, event: WorldEvent): void {
  for (const listen of state.listeners) listen(event);
}
