import { UserError } from "../errors.ts";
import { type PollOptions, poll } from "./poll.ts";

/** The Kubernetes API moves from one control plane to another when one goes down. */
export const apiSeconds = 60;

/**
 * Does something with Kubernetes again while its API does not answer. Only for what may be done twice.
 *
 * @throws what `run` throws last
 */
export async function patiently<T>(run: () => Promise<T>, options: Omit<PollOptions, "seconds">): Promise<T> {
  let last: unknown;
  const answer = await poll(
    async () => {
      try {
        return { value: await run() };
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== "kubernetes_unreachable") throw error;
        last = error;
        return undefined;
      }
    },
    { ...options, seconds: apiSeconds },
  );
  if (answer === undefined) throw last;
  return answer.value;
}
