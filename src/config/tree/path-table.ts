import type { ConfigPath } from "./config-node.ts";

/** Tests a path against a table of patterns. */
export type PathTable = (path: ConfigPath) => boolean;

/** Compiles patterns of dotted steps, `*` for any one step and a last `**` for one or more. */
export function pathTable(patterns: readonly string[]): PathTable {
  const root = compile(patterns);
  return (path) => matches(root, path, 0);
}

interface Step {
  readonly next: Map<string, Step>;
  ends: boolean;
  endsBelow: boolean;
}

function compile(patterns: readonly string[]): Step {
  const root = newStep();
  for (const pattern of patterns) {
    let step = root;
    for (const name of pattern.split(".")) {
      if (name === "**") step.endsBelow = true;
      else step = child(step, name);
    }
    if (!pattern.endsWith(".**")) step.ends = true;
  }
  return root;
}

function matches(step: Step, path: ConfigPath, index: number): boolean {
  if (index === path.length) return step.ends;
  if (step.endsBelow) return true;
  const exact = step.next.get(String(path[index]));
  if (exact !== undefined && matches(exact, path, index + 1)) return true;
  const any = step.next.get("*");
  return any !== undefined && matches(any, path, index + 1);
}

function child(step: Step, name: string): Step {
  const existing = step.next.get(name);
  if (existing !== undefined) return existing;
  const created = newStep();
  step.next.set(name, created);
  return created;
}

function newStep(): Step {
  return { next: new Map(), ends: false, endsBelow: false };
}
