/** Rules of permissions that cannot mean what they say. */
import { commandTable } from "../chatops/command-table.ts";
import { isAbout, isRuled, type NodeRole } from "../chatops/permission.ts";
import type { RawCluster } from "./settings-schema.ts";

type RawRule = NonNullable<RawCluster["permissions"]>[number];

export interface WrongRule {
  /** From 0. */
  readonly index: number;
  readonly message: string;
  readonly hint: string;
}

/** The first rule that lets everybody in, or that no command ever gets to. */
export function findWrongRule(rules: readonly RawRule[]): WrongRule | undefined {
  const reached = reachedRules(rules);
  for (const [index, rule] of rules.entries()) {
    if (rule.role === undefined && rule.users === undefined && rule.teams === undefined) {
      return { index, message: "does not say who may", hint: "Give it a role, users or teams." };
    }
    if (!reached.has(index)) {
      return {
        index,
        message: "never decides anything: the rules before it are about all of its commands",
        hint: "Put it before them; the first rule that is about a command decides.",
      };
    }
  }
  return undefined;
}

function reachedRules(rules: readonly RawRule[]): ReadonlySet<number> {
  const asked = commandTable.filter(isRuled);
  return new Set(
    asked.flatMap((command) => {
      const isForNodes = command.args.some(({ kind }) => kind === "node" || kind === "nodes");
      const roles: readonly (NodeRole | undefined)[] = isForNodes ? ["controlplane", "worker"] : [undefined];
      return roles.map((role) => rules.findIndex((rule) => isAbout(toRule(rule), command, role)));
    }),
  );
}

function toRule({ commands, nodes }: RawRule) {
  return { ...(commands !== undefined && { commands }), ...(nodes !== undefined && { nodes }) };
}
