/** Whole lists, page by page. */
import { ApiFailure } from "./api-failure.ts";
import { expectPresent, onRefusal } from "./refusal.ts";

/** Which part of a list is asked for. */
export interface PagePlace {
  readonly limit: number;
  /** Not there for the first page. */
  readonly _continue?: string;
}

export interface Page<Item> {
  readonly metadata?: { readonly _continue?: string };
  /** Null when it is empty and its server writes it so; undefined when it is no list. */
  readonly items: readonly Item[] | null | undefined;
}

const firstPage = { limit: 500 };
const maxPages = 200;

/** @throws ApiFailure */
export async function listAll<Item, Value>(
  askPage: (place: PagePlace) => Promise<Page<Item>>,
  read: (item: Item) => Value,
): Promise<readonly Value[]> {
  let values: Value[] = [];
  let place: PagePlace = firstPage;
  for (let pages = 0; pages < maxPages; pages++) {
    // The rest of a list may be to be had no more: then once more from the start.
    const tooOld = onRefusal(place === firstPage ? [] : [410], () => undefined);
    const page = await askPage(place).catch(tooOld);
    values = page === undefined ? [] : [...values, ...(expectPresent(page.items) ?? []).map(read)];
    const token = page?.metadata?._continue;
    if (page !== undefined && !token) return values;
    place = token ? { ...firstPage, _continue: token } : firstPage;
  }
  throw new ApiFailure({
    kind: "refused",
    message: `Kubernetes lists more than ${maxPages} pages`,
    hint: "Something makes objects without end: look for it.",
  });
}
