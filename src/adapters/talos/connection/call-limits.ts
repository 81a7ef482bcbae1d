/** How long the client waits before it gives up, in milliseconds. Nothing waits without one of these. */
export interface CallLimits {
  /** Connecting to an endpoint, TLS handshake included. */
  readonly dialMs: number;
  /** When an endpoint sends nothing for this long during a call, a ping asks whether it is alive. */
  readonly silenceMs: number;
  /** How long it may take to answer that ping. */
  readonly pingMs: number;
  /** One call to one endpoint, from request to whole answer. */
  readonly callMs: number;
  /** Everything about one node, tries at other endpoints included. */
  readonly nodeMs: number;
  /**
   * From the decision to take a node down until it is asked. A program that was suspended in between acts on what was true
   * before; another may work on the cluster by now.
   */
  readonly readyMs: number;
  /** From the answer to a request until what was asked for starts: a node waits a minute for what it has to stop first. */
  readonly startMs: number;
  /** Work that a node does during the call: pulling an image, installing, streaming a snapshot. The caller's signal ends it earlier. */
  readonly workMs: number;
}

/** A dead endpoint is found out (`silenceMs + pingMs`) while there is time left to ask another one. */
export const defaultLimits: CallLimits = {
  dialMs: 5_000,
  silenceMs: 4_000,
  pingMs: 3_000,
  callMs: 10_000,
  nodeMs: 30_000,
  readyMs: 15_000,
  startMs: 75_000,
  workMs: 3_600_000,
};
