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
  "running-target": { words: "as desired", tone: "good" },
  "running-target-wrong-schematic": { words: "other schematic", tone: "notice" },
  unreachable: { words: "unreachable", tone: "bad" },
};

const said: ReadonlySet<NodeStateName> = new Set(["running-target"]);

/** All states of a node in one phrase, the gravest first; that it runs what it should goes without saying. */
export function describeStates({ states }: Pick<NodeReport, "states">): string {
  const told = states.filter((state) => !said.has(state));
  const words = (told.length === 0 ? states : told).map((state) => stateWords[state].words);
  const isWell = states.every((state) => stateWords[state].tone !== "bad");
  // a node that only runs something else is ready besides
  return isWell && !words.includes("ready") && told.length > 0 ? `ready, ${words.join(", ")}` : words.join(", ");
}

export function toneOf({ state }: Pick<NodeReport, "state">): Tone {
  return stateWords[state].tone;
}
