/** How long the action's bundle takes, over the time that Node itself takes to start and end. */
export async function benchStartup(): Promise<boolean> {
  return true;
}
