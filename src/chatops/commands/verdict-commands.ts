/** Commands about requests that wait for a person's word. They need the bot, which keeps the requests. */
import type { VerdictCommand } from "../command.ts";
import type { ArgumentSpec, CommandTable } from "../command-spec.ts";

const plan = {
  field: "plan",
  kind: "plan",
  required: false,
  description:
    "the first digits of the plan's digest, 6 or more, as shown with it; the only plan that waits unless told. What destroys has to be named",
} as const satisfies ArgumentSpec;

export const verdictCommands: Pick<CommandTable, VerdictCommand["name"]> = {
  approve: {
    name: "approve",
    aliases: [],
    risk: "verdict",
    goesByCommit: false,
    doors: ["comment"],
    args: [plan],
    flags: [],
    summary: "let another person's plan be carried out",
    description:
      "For a plan that waits for a comment. Whoever approves needs the right to the command himself, and is not the one who asked for it.",
    examples: [
      { line: "approve", does: "the one that waits" },
      { line: "approve 3f9a1c2e", does: "the plan with this digest, and no other" },
    ],
  },
  reject: {
    name: "reject",
    aliases: [],
    risk: "verdict",
    goesByCommit: false,
    doors: ["comment"],
    args: [plan],
    flags: [{ name: "reason", field: "reason", value: { kind: "text" }, description: "why, for whoever asked" }],
    summary: "keep another person's plan from being carried out",
    description: "For a plan that waits for a comment; needs the same right as approving it.",
    examples: [{ line: 'reject 3f9a1c2e --reason "not before the backup"', does: "with a reason" }],
  },
};
