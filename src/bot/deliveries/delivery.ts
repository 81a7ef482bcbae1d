/** One delivery of a webhook whose signature was right. */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same when GitHub delivers again. */
  readonly id: string;
  /** `X-GitHub-Event` */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of the body that it came in. */
  readonly bytes: number;
  /** Deliveries of one lane are worked on in order. */
  readonly lane: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
}
