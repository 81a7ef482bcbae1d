export const heldState = "held";

/** In the post step: what the main step still held when it ended, as JSON; empty when nothing. */
export function readHeldText(environment: NodeJS.ProcessEnv): string {
  return environment[`STATE_${heldState}`] ?? "";
}
