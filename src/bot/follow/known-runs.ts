/** Which runs are about which request, as far as this process has learnt: a cache, to ask GitHub less. */

interface RunPlace {
  readonly at: { readonly owner: string; readonly repo: string };
  readonly id: number;
  /** Name of the workflow. */
  readonly workflow: string;
}

export interface KnownRuns {
  learn(run: RunPlace & { readonly request: number | undefined }): void;
  /** @returns `none` for one that is about no request; undefined for one that is not known */
  find(run: RunPlace): number | "none" | undefined;
}

const defaultSize = 5_000;

/** @param size how many runs, and how many names of workflows, are remembered */
export function createKnownRuns(size: number = defaultSize): KnownRuns {
  const runs = new Map<string, number | "none">();
  // A workflow that has had a run about no request is another one, until it has one that is: of its runs only those that an event
  // has told about are ours.
  const others = new Map<string, true>();
  return {
    learn({ at, id, workflow, request }) {
      remember(runs, keyOf(at, id), request ?? "none", size);
      if (request === undefined) remember(others, keyOf(at, workflow), true, size);
      else others.delete(keyOf(at, workflow));
    },
    find({ at, id, workflow }) {
      return runs.get(keyOf(at, id)) ?? (others.has(keyOf(at, workflow)) ? "none" : undefined);
    },
  };
}

function keyOf({ owner, repo }: RunPlace["at"], what: number | string): string {
  return `${owner}/${repo}/${what}`;
}

/** The oldest is forgotten. */
function remember<T>(map: Map<string, T>, key: string, value: T, size: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > size && oldest !== undefined) map.delete(oldest);
}
