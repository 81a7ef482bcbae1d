import type { Probot } from "probot";
import { attempt, failureStatus } from "../../adapters/github/github-error.ts";
import { UserError } from "../../errors.ts";
import type { Pace } from "../../operation/pace.ts";
import type { BotLog } from "../bot-log.ts";

export interface AuthenticationParts {
  readonly appId: number;
  readonly log: BotLog;
  readonly pace: Pace;
}

const longestPauseMs = 60_000;

/**
 * Asks GitHub who the App is, again and again while GitHub cannot be reached.
 *
 * @returns the App's slug
 * @throws UserError `credential_invalid` when GitHub does not know the key as the App's
 */
export async function authenticateApp(
  probot: Pick<Probot, "auth">,
  { appId, log, pace }: AuthenticationParts,
  signal: AbortSignal,
): Promise<string> {
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await readApp(probot, appId, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (isRefused(error)) throw refusal(error);
      log.failure("the App could not sign in, trying again", error, { pauseMs });
    }
    await pace.sleep(pauseMs, signal);
  }
}

async function readApp(probot: Pick<Probot, "auth">, appId: number, signal: AbortSignal): Promise<string> {
  const octokit = await probot.auth();
  const { data } = await attempt({ what: "sign in as the App", needs: "metadata: read" }, () =>
    octokit.rest.apps.getAuthenticated({ request: { signal, retries: 0 } }),
  );
  if (data === null || data.id !== appId) throw refusal(undefined);
  return data.slug ?? String(appId);
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof UserError)) return false;
  const status = failureStatus(error.cause);
  return error.code === "credential_invalid" || status === 401 || status === 404;
}

function refusal(cause: unknown): UserError {
  if (cause instanceof UserError && cause.code === "credential_invalid") return cause;
  return new UserError("Cannot sign in as the App: GitHub does not know the private key as that of this App", {
    code: "credential_invalid",
    hint: "Check APP_ID and PRIVATE_KEY against the App's settings page, GHE_HOST, and the clock of this machine.",
    cause,
  });
}
