/** A configuration that is submitted, and what became of it. */
export type ApplyMode = "REBOOT" | "AUTO" | "NO_REBOOT" | "STAGED" | "TRY";

export interface ApplyRequest {
  readonly data: Uint8Array;
  readonly mode: ApplyMode;
  readonly dryRun: boolean;
  /** One minute when left out. */
  readonly tryTimeoutMs?: number;
}

export interface ApplyResult {
  /** As resolved; never AUTO. */
  readonly mode: Exclude<ApplyMode, "AUTO">;
  readonly details: string;
}
