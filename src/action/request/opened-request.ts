import type { StoredRequest } from "../../chatops/request-record.ts";

/** A request as the bot wrote it down, and found to be the bot's. */
export interface OpenedRequest {
  readonly stored: StoredRequest;
  /** The App that alone may write requests and verdicts, by the settings of the default branch. */
  readonly appId: number;
}
