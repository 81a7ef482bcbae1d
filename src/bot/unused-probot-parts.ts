/**
 * Takes the place of two packages when the bot is bundled: one would download a client for Redis while the bot runs, the
 * other prints logs in colours. Probot calls neither when it is given a log and no Redis.
 */
export function npxImport(): Promise<never> {
  return Promise.reject(new Error("the bot downloads no packages"));
}

export function getTransformStream(): Promise<never> {
  return Promise.reject(new Error("the bot gives Probot its log"));
}
