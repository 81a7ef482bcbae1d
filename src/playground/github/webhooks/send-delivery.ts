/** One POST to an App's webhook address, and what came back. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Delivery, DeliveryOutcome } from "../state.ts";

type Answer = Omit<DeliveryOutcome, "durationSeconds">;

export const unreachable: Answer = { status: "failed to connect to host", statusCode: 502, headers: {}, body: "" };
const late: Answer = { status: "timed out", statusCode: 504, headers: {}, body: "" };

/**
 * Never throws: what goes wrong is the outcome.
 *
 * @param answerWithinMs GitHub waits ten seconds
 */
export async function sendDelivery(
  { url, headers, body }: Pick<Delivery, "url" | "headers" | "body">,
  { answerWithinMs, signal }: { readonly answerWithinMs: number; readonly signal: AbortSignal },
): Promise<DeliveryOutcome> {
  const began = performance.now();
  const answer = await new Promise<Answer>((resolve) => {
    const timeout = AbortSignal.timeout(answerWithinMs);
    const request = url.startsWith("https:") ? httpsRequest : httpRequest;
    // Each on its own connection: an idle one kept open would hold up a bot that stops.
    const options = { method: "POST", headers, agent: false, signal: AbortSignal.any([timeout, signal]) };
    const outgoing = request(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", () => resolve(timeout.aborted ? late : unreachable));
      incoming.on("end", () => {
        const statusCode = incoming.statusCode ?? 0;
        const isGood = statusCode >= 200 && statusCode < 300;
        resolve({
          status: isGood ? "OK" : `Invalid HTTP Response: ${statusCode}`,
          statusCode,
          headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    outgoing.on("error", () => resolve(timeout.aborted ? late : unreachable));
    outgoing.end(body);
  });
  return { ...answer, durationSeconds: Math.round(performance.now() - began) / 1000 };
}
