export const untoldState = "untold";

/** In the post step: what the main step had yet to tell the bot when it ended, as JSON; empty when nothing. */
export function readUntoldText(environment: NodeJS.ProcessEnv): string {
  return environment[`STATE_${untoldState}`] ?? "";
}
