import type { IncomingMessage } from "node:http";

/** Bodies that are being read: everybody may send some before the signature shows who it is. */
export interface BodyBudget {
  /** Of one body, in bytes. GitHub sends none that is larger than 25 MiB. */
  readonly most: number;
  /** Of all bodies at once. */
  readonly mostTogether: number;
  /** Being held now. */
  held: number;
}

export type ReadBody =
  | { readonly kind: "body"; readonly text: string; readonly bytes: number }
  | { readonly kind: "busy" | "gone" | "too_large" };

/** The whole body, unless it is too large, there is too much to read already, or the sender goes away. */
export async function readBody(request: IncomingMessage, budget: BodyBudget): Promise<ReadBody> {
  if (Number(request.headers["content-length"] ?? 0) > budget.most) return { kind: "too_large" };
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Left open: the answer has to go out over the same connection.
    const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of body) {
      bytes += chunk.length;
      budget.held += chunk.length;
      if (bytes > budget.most) return { kind: "too_large" };
      if (budget.held > budget.mostTogether) return { kind: "busy" };
      chunks.push(chunk);
    }
  } catch {
    return { kind: "gone" };
  } finally {
    budget.held -= bytes;
  }
  return { kind: "body", text: Buffer.concat(chunks).toString(), bytes };
}
