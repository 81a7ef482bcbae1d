import { attempt, failureStatus, type TokenPermission } from "./github-error.ts";

/** What was asked, or why it is not known: nothing there, or the token may not look. */
export type Asked<T> =
  | { readonly kind: "found"; readonly value: T }
  | { readonly kind: "missing" }
  | { readonly kind: "forbidden" };

/**
 * Asks what the token may not be allowed to see. GitHub says 404 also for some of what it hides.
 *
 * @throws UserError `github_failed` for every other failure
 */
export async function askOrUnknown<T>(what: string, work: () => Promise<T>): Promise<Asked<T>> {
  const needs: TokenPermission = "metadata: read";
  return attempt({ what, needs }, async () => {
    try {
      return { kind: "found", value: await work() };
    } catch (error) {
      const status = failureStatus(error);
      if (status === 404) return { kind: "missing" };
      if (status === 403 && !isLimit(error)) return { kind: "forbidden" };
      throw error;
    }
  });
}

/** A rate limit is no answer to the question. */
function isLimit(error: unknown): boolean {
  const response = error instanceof Error && "response" in error ? error.response : undefined;
  if (typeof response !== "object" || response === null || !("headers" in response)) return false;
  const headers: Readonly<Record<string, unknown>> = { ...(typeof response.headers === "object" && response.headers) };
  return headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined;
}
