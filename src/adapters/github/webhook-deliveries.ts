/** What GitHub tried to deliver to an App's webhook, and trying again. Asked for with the App's own token. */
import type { GitHubClient } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

/** One attempt to deliver. */
export interface DeliveryAttempt {
  /** Of the attempt; may be larger than a number can hold. */
  readonly id: string;
  /** Of the delivery: the same for all attempts. */
  readonly guid: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** What the webhook answered; 0 while it did not. */
  readonly status: number;
  readonly event: string;
  readonly action: string | undefined;
}

export interface DeliveryPage {
  /** The newest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Of the next page, with older ones. */
  readonly cursor: string | undefined;
}

export type AppClient = Pick<GitHubClient, "request">;

/** @throws UserError `github_failed` */
export function listDeliveries(
  app: AppClient,
  cursor: string | undefined,
  { signal }: { readonly signal: AbortSignal },
): Promise<DeliveryPage> {
  return attempt({ what: "list the deliveries of the App's webhook", needs: "metadata: read" }, async () => {
    const { data, headers } = await app.request("GET /app/hook/deliveries", {
      per_page: 100,
      ...(cursor === undefined ? {} : { cursor }),
      // Read here: a number of JavaScript does not hold every id.
      request: { signal, parseSuccessResponseBody: false },
    });
    return { attempts: parseAttempts(await readText(data)), cursor: nextCursor(headers.link) };
  });
}

/** @throws UserError `github_failed` */
export async function redeliver(
  app: AppClient,
  attemptId: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await attempt({ what: "ask GitHub to deliver again", needs: "metadata: read" }, () =>
    app.request(`POST /app/hook/deliveries/${encodeURIComponent(attemptId)}/attempts`, { request: { signal } }),
  );
}

/** The type says that it is parsed; it is a stream. */
async function readText(body: unknown): Promise<string> {
  return body instanceof ReadableStream ? await new Response(body).text() : String(body);
}

function parseAttempts(text: string): readonly DeliveryAttempt[] {
  const exactIds = (key: string, value: unknown, context?: { readonly source?: string }) =>
    key === "id" && typeof value === "number" ? (context?.source ?? String(value)) : value;
  const list: unknown = JSON.parse(text, exactIds);
  return (Array.isArray(list) ? list : []).flatMap((entry: Record<string, unknown> | null) => {
    const { id, guid, delivered_at, status_code, event, action } = entry ?? {};
    const at = Date.parse(String(delivered_at));
    if (typeof id !== "string" || typeof guid !== "string" || typeof event !== "string" || Number.isNaN(at)) return [];
    const status = typeof status_code === "number" ? status_code : 0;
    return [{ id, guid, at, status, event, action: typeof action === "string" ? action : undefined }];
  });
}

function nextCursor(link: string | undefined): string | undefined {
  const url = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
  return url === undefined || !URL.canParse(url) ? undefined : (new URL(url).searchParams.get("cursor") ?? undefined);
}
