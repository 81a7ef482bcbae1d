/** A fetch with a deadline of its own; an abort by the caller is told from a failure, so that it is not retried. */
export function fetchWithin(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    try {
      return await fetch(input, { ...init, signal });
    } catch (error) {
      if (init?.signal?.aborted) throw new DOMException("The request was aborted", "AbortError");
      throw error;
    }
  };
}
