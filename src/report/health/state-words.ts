import type { NodeReport } from "../../health/cluster-report.ts";

export type NodeStateName = NodeReport["state"];
export type Tone = "good" | "notice" | "bad";

/** States as people read them, and how bad they are; notices ask for nothing right now. */
export const stateWords: Readonly<Record<NodeStateName, { readonly words: string; readonly tone: Tone }>> = {
  booting: { words: "booting", tone: "bad" },
  "cordoned-by-other": { words: "cordoned by somebody else", tone: "bad" },
  "cordoned-by-us": { words: "cordoned by an operation", tone: "bad" },
  "installed-not-rebooted": { words: "installed, not rebooted", tone: "bad" },
  invalid: { words: "invalid", tone: "bad" },
  maintenance: { words: "maintenance mode", tone: "bad" },
  "not-ready": { words: "not ready", tone: "bad" },
  ready: { words: "ready", tone: "good" },
  "rolled-back": { words: "rolled back", tone: "bad" },
  "running-old": { words: "other version", tone: "notice" },
  "running-target": { words: "ready", tone: "good" },
  "running-target-wrong-schematic": { words: "other schematic", tone: "notice" },
  unreachable: { words: "unreachable", tone: "bad" },
};

/** All states of a node in one phrase, the gravest first; which version it runs is in a column of its own. */
export function describeStates({ states }: Pick<NodeReport, "states">): string {
  const words = (tone: Tone) =>
    states.filter((state) => stateWords[state].tone === tone).map((state) => stateWords[state].words);
  const bad = words("bad");
  if (bad.length > 0) return bad.join(", ");
  // a node that only runs something else is ready besides
  const notices = words("notice");
  return ["ready", ...notices].join(", ");
}

export function toneOf({ state }: Pick<NodeReport, "state">): Tone {
  return stateWords[state].tone;
}
