/** Whole lists, page by page. */
import type { RequestContext } from "@kubernetes/client-node";
import * as z from "zod/mini";
import { ApiFailure } from "./api-failure.ts";
import type { CallApi, CallOptions } from "./call-api.ts";
import { readAnswer } from "./read-answer.ts";

/** The request for one page; the first has no token. */
export type PageRequest = (token: string | undefined) => RequestContext;

const maxPages = 200;
const goneStatus = 410;

/** @throws ApiFailure */
export async function listAll<Schema extends z.ZodMiniType>(
  call: CallApi,
  request: PageRequest,
  item: Schema,
  options: CallOptions,
): Promise<readonly z.infer<Schema>[]> {
  const page = z.object({
    metadata: z.optional(z.object({ continue: z.optional(z.string()) })),
    items: z.nullish(z.array(item)),
  });
  let items: z.infer<Schema>[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < maxPages; pages++) {
    const answer = await call(request(token), options);
    if (answer.status === goneStatus && token !== undefined) {
      // The rest of the list is too old to be had: once more from the start.
      [items, token] = [[], undefined];
      continue;
    }
    const { metadata, items: found } = readAnswer(answer, page);
    items.push(...(found ?? []));
    token = metadata?.continue;
    if (!token) return items;
  }
  throw new ApiFailure({
    kind: "refused",
    message: `Kubernetes lists more than ${maxPages} pages`,
    hint: "Something makes objects without end: look for it.",
  });
}
