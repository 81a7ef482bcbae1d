/** Commands about the cluster's lock and the operation that holds it. */
import type { LockCommand } from "../command.ts";
import type { CommandTable, DoorName } from "../command-spec.ts";

const doors: readonly DoorName[] = ["comment", "cli", "dispatch"];

export const lockCommands: Pick<CommandTable, LockCommand["name"]> = {
  lock: {
    name: "lock",
    aliases: [],
    risk: "change",
    goesByCommit: false,
    doors,
    args: [],
    flags: [
      { name: "reason", field: "reason", value: { kind: "text" }, description: "why, for those who find it locked" },
    ],
    summary: "keep everybody from changing the cluster",
    description: "Until somebody unlocks it; the lock is a Lease in the cluster itself.",
    examples: [{ line: 'lock --reason "switch is being replaced"', does: "with a reason" }],
  },
  unlock: {
    name: "unlock",
    aliases: [],
    risk: "change",
    goesByCommit: false,
    doors,
    args: [],
    flags: [],
    summary: "let go of the lock",
    description: "A person's lock, or that of an operation whose run has ended without letting go.",
    examples: [{ line: "unlock", does: "changes are possible again" }],
  },
  continue: {
    name: "continue",
    aliases: [],
    risk: "change",
    goesByCommit: false,
    doors,
    args: [],
    flags: [],
    summary: "go on with an operation that was broken off",
    description: "Looks where each node stands and does what is left, as it was approved.",
    examples: [{ line: "continue", does: "the rest of the last operation" }],
  },
  abort: {
    name: "abort",
    aliases: ["cancel"],
    risk: "change",
    goesByCommit: false,
    doors,
    args: [],
    flags: [],
    summary: "start no further node",
    description: "The node in hand is brought to its end; the rest can be continued later.",
    examples: [{ line: "abort", does: "stop after this node" }],
  },
};
