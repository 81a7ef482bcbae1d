/** One thing that was looked at, and how it is. */
export const areas = ["settings", "workflow", "environment", "runners", "app", "talosconfig"] as const;

export type Area = (typeof areas)[number];

export interface Finding {
  readonly area: Area;
  /** `unknown`: it could not be looked at from here. */
  readonly severity: "ok" | "unknown" | "warning" | "error";
  /** Stable reason code, snake_case. */
  readonly code: string;
  /** One sentence without its full stop. */
  readonly message: string;
  /** The mend: what to click or to type. */
  readonly hint?: string;
}

/** What is found in one area. */
export function findingsOf(area: Area) {
  const say =
    (severity: Finding["severity"]) =>
    (code: string, message: string, hint?: string): Finding => ({
      area,
      severity,
      code,
      message,
      ...(hint !== undefined && { hint }),
    });
  return { ok: say("ok"), unknown: say("unknown"), warning: say("warning"), error: say("error") };
}
