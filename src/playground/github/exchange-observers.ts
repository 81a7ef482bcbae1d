/** A request that a simulated GitHub answered by itself, faults aside. */
export interface Exchange {
  readonly method: string;
  /** Path with query, without the API's prefix. */
  readonly path: string;
  /** Text of the request's body. */
  readonly request: string;
  readonly status: number;
  /** What is sent as JSON; undefined without a body. */
  readonly answer: unknown;
}

/** Who is told of every exchange of all servers of this process: the tests hold them by GitHub's own description. */
export const exchangeObservers = new Set<(exchange: Exchange) => void>();
