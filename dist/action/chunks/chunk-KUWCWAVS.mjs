import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/chatops/commands/lock-commands.ts
var doors = ["comment", "cli", "dispatch"];
var lockCommands = {
  lock: {
    name: "lock",
    aliases: [],
    risk: "change",
    goesByCommit: false,
    doors,
    args: [],
    flags: [
      { name: "reason", field: "reason", value: { kind: "text" }, description: "why, for those who find it locked" }
    ],
    summary: "keep everybody from changing the cluster",
    description: "Until somebody unlocks it; the lock is a Lease in the cluster itself.",
    examples: [{ line: 'lock --reason "switch is being replaced"', does: "with a reason" }]
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
    examples: [{ line: "unlock", does: "changes are possible again" }]
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
    examples: [{ line: "continue", does: "the rest of the last operation" }]
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
    examples: [{ line: "abort", does: "stop after this node" }]
  }
};

// src/chatops/commands/maintenance-commands.ts
var nodes = {
  field: "nodes",
  kind: "nodes",
  required: true,
  description: "names, globs, all, controlplane, workers, <cluster>/<node>"
};
var node = {
  field: "node",
  kind: "node",
  required: true,
  description: "the name of one node, or <cluster>/<node>"
};
var dryRun = {
  name: "dry-run",
  field: "dryRun",
  value: { kind: "switch", sets: true },
  description: "show what would be done and every objection, change nothing"
};
var acceptDowntime = {
  name: "accept-downtime",
  field: "acceptDowntime",
  value: { kind: "switch", sets: true },
  description: "go on although the cluster has one control plane, and no API while that is away"
};
var allowExtensionChange = {
  name: "allow-extension-change",
  field: "allowExtensionChange",
  value: { kind: "switch", sets: true },
  description: "go on although the new image lacks extensions that the node runs now"
};
var withoutLock = {
  name: "without-lock",
  field: "withoutLock",
  value: { kind: "switch", sets: true },
  description: "go on although the cluster's lock cannot be taken, because its Kubernetes API is down"
};
var confirm = {
  name: "confirm",
  field: "confirm",
  value: { kind: "node" },
  description: "the node's name once more"
};
var everywhere = ["comment", "label", "cli", "dispatch"];
var typed = ["comment", "cli", "dispatch"];
var maintenanceCommands = {
  apply: {
    name: "apply",
    aliases: [],
    risk: "change",
    goesByCommit: true,
    doors: everywhere,
    args: [nodes],
    flags: [
      {
        name: "mode",
        field: "mode",
        value: { kind: "choice", choices: ["auto", "no-reboot", "staged", "try"], fallback: "auto" },
        description: "auto reboots nodes that need it, drained; staged waits for the next reboot; try reverts by itself"
      },
      {
        name: "for",
        field: "revertAfterSeconds",
        value: { kind: "seconds" },
        description: "how long a try lasts before the node goes back, such as 90s or 5m",
        onlyWith: { flag: "mode", value: "try" }
      },
      dryRun,
      acceptDowntime,
      withoutLock
    ],
    summary: "bring nodes to the configuration of the repository",
    description: "Nodes that differ are changed one after another; one whose change needs a reboot is drained, rebooted and waited for.",
    examples: [
      { line: "apply all", does: "every node that differs" },
      { line: "apply talos-m01 --mode try --for 5m", does: "try a change that reverts unless it is confirmed" },
      { line: "apply workers --dry-run", does: "see what would be done" }
    ]
  },
  reboot: {
    name: "reboot",
    aliases: [],
    risk: "change",
    goesByCommit: true,
    doors: everywhere,
    args: [nodes],
    flags: [
      {
        name: "mode",
        field: "mode",
        value: { kind: "choice", choices: ["default", "powercycle"], fallback: "default" },
        description: "powercycle skips the fast way around the firmware"
      },
      dryRun,
      acceptDowntime,
      withoutLock
    ],
    summary: "reboot nodes, each drained first",
    description: "One after another; the next node waits until the one before is back and healthy.",
    examples: [{ line: "reboot talos-w01 talos-w02", does: "two nodes, one after the other" }]
  },
  upgrade: {
    name: "upgrade",
    aliases: [],
    risk: "change",
    goesByCommit: true,
    doors: everywhere,
    args: [nodes],
    flags: [
      {
        name: "version",
        field: "version",
        value: { kind: "version" },
        description: "Talos version; what the repository says unless told",
        excludes: "image"
      },
      {
        name: "image",
        field: "image",
        value: { kind: "image" },
        description: "installer image with tag or digest; what the repository says unless told"
      },
      {
        name: "stage",
        field: "stage",
        value: { kind: "switch", sets: true },
        description: "install now, boot into it at the next reboot"
      },
      dryRun,
      acceptDowntime,
      allowExtensionChange,
      withoutLock
    ],
    summary: "bring nodes to the Talos version and schematic of the repository",
    description: "Workers first, the etcd leader last; stops at the first node that does not come back with the version and schematic wanted.",
    examples: [
      { line: "upgrade all", does: "every node, to what the repository says" },
      { line: "upgrade talos-m02 --version v1.13.9", does: "one node, to a version" }
    ]
  },
  "upgrade-k8s": {
    name: "upgrade-k8s",
    aliases: ["upgrade-kubernetes"],
    risk: "change",
    goesByCommit: true,
    doors: typed,
    args: [{ field: "version", kind: "version", required: true, description: "Kubernetes version" }],
    flags: [dryRun, withoutLock],
    summary: "bring Kubernetes to a version",
    description: "Control plane components, then kubelets, node by node. A run that was broken off can be repeated.",
    examples: [{ line: "upgrade-k8s v1.34.1 --dry-run", does: "see what would be done" }]
  },
  rollback: {
    name: "rollback",
    aliases: [],
    risk: "change",
    goesByCommit: true,
    doors: everywhere,
    args: [node],
    flags: [dryRun, acceptDowntime, withoutLock],
    summary: "boot a node into what it ran before its last upgrade",
    description: "Drains the node, switches to the other boot entry, reboots and waits for it.",
    examples: [{ line: "rollback talos-m02", does: "back to the version before" }]
  },
  "etcd snapshot": {
    name: "etcd snapshot",
    aliases: ["snapshot"],
    risk: "change",
    goesByCommit: true,
    doors: everywhere,
    args: [],
    flags: [dryRun, withoutLock],
    summary: "take a snapshot of etcd",
    description: "Verified by its length and hash, and encrypted to the recipients of the settings.",
    examples: [{ line: "etcd snapshot", does: "one snapshot, from a healthy member" }]
  },
  reset: {
    name: "reset",
    aliases: [],
    risk: "destroy",
    goesByCommit: true,
    doors: typed,
    args: [node],
    flags: [
      {
        name: "partitions",
        field: "partitions",
        value: { kind: "partitions", fallback: ["STATE", "EPHEMERAL"] },
        description: "partitions to wipe: STATE, EPHEMERAL, META, user volumes as u-<name>"
      },
      {
        name: "no-graceful",
        field: "graceful",
        value: { kind: "switch", sets: false },
        description: "do not let the node drain and leave etcd by itself"
      },
      {
        name: "no-reboot",
        field: "reboot",
        value: { kind: "switch", sets: false },
        description: "halt afterwards instead of booting again"
      },
      confirm,
      dryRun,
      acceptDowntime,
      withoutLock
    ],
    summary: "wipe a node's state and data",
    description: "The node leaves etcd and boots without a configuration. The installed system stays; only the named partitions are wiped.",
    examples: [
      { line: "reset talos-w01 --confirm talos-w01", does: "wipe STATE and EPHEMERAL" },
      { line: "reset talos-w01 --partitions EPHEMERAL,u-local --confirm talos-w01", does: "keep its configuration" }
    ]
  },
  shutdown: {
    name: "shutdown",
    aliases: [],
    risk: "destroy",
    goesByCommit: true,
    doors: typed,
    args: [node],
    flags: [
      {
        name: "force",
        field: "force",
        value: { kind: "switch", sets: true },
        description: "do not wait for the node's pods to end"
      },
      confirm,
      dryRun,
      acceptDowntime,
      withoutLock
    ],
    summary: "power a node off",
    description: "Drains the node first. Somebody has to switch it on again.",
    examples: [{ line: "shutdown talos-w01 --confirm talos-w01", does: "power it off" }]
  }
};

// src/chatops/commands/read-commands.ts
var someNodes = {
  field: "nodes",
  kind: "nodes",
  required: false,
  description: "names, globs, all, controlplane, workers, <cluster>/<node>; all unless told"
};
var oneNode = {
  field: "node",
  kind: "node",
  required: true,
  description: "a node's name, or <cluster>/<node>"
};
var everywhere2 = ["comment", "label", "cli", "dispatch"];
var readCommands = {
  help: {
    name: "help",
    aliases: [],
    risk: "none",
    goesByCommit: false,
    doors: ["comment"],
    args: [{ field: "topic", kind: "command", required: false, description: "a command" }],
    flags: [],
    summary: "list the commands, or describe one",
    description: "Without a command it lists them all.",
    examples: [{ line: "help upgrade", does: "everything about one command" }]
  },
  whoami: {
    name: "whoami",
    aliases: [],
    risk: "none",
    goesByCommit: false,
    doors: ["comment"],
    args: [],
    flags: [],
    summary: "say who you are here and what you may do",
    description: "Names your role in the repository and, for each cluster, what its settings let you ask for.",
    examples: [{ line: "whoami", does: "your role and your rights" }]
  },
  can: {
    name: "can",
    aliases: [],
    risk: "none",
    goesByCommit: false,
    doors: ["comment"],
    args: [{ field: "line", kind: "line", required: true, description: "a whole command, as it would be commented" }],
    flags: [],
    summary: "say whether you may ask for a command, and why",
    description: "Names the rule that decides, who else it lets ask, and whose approval is needed. Nothing is carried out, so nothing has to be confirmed.",
    examples: [
      { line: "can upgrade all", does: "the rule that decides about it" },
      { line: "can reset talos-w01", does: "the same for something that destroys" }
    ]
  },
  status: {
    name: "status",
    aliases: [],
    risk: "read",
    goesByCommit: true,
    doors: everywhere2,
    args: [someNodes],
    flags: [],
    summary: "show what the nodes run and how they are",
    description: "Version, schematic, state, services and etcd membership of each node, and the cluster's lock.",
    examples: [
      { line: "status", does: "every node" },
      { line: "status workers", does: "some of them" }
    ]
  },
  health: {
    name: "health",
    aliases: [],
    risk: "read",
    goesByCommit: true,
    doors: everywhere2,
    args: [],
    flags: [],
    summary: "judge whether the cluster could be worked on now",
    description: "Runs every gate that a writing command has to pass, and the checks of the settings.",
    examples: [{ line: "health", does: "all gates and checks" }]
  },
  diff: {
    name: "diff",
    aliases: ["plan"],
    risk: "read",
    goesByCommit: true,
    doors: everywhere2,
    args: [someNodes],
    flags: [],
    summary: "compare what the repository says with what the nodes run",
    description: "Compares by meaning, hides every secret, and says which changes need a reboot.",
    examples: [
      { line: "diff", does: "every node" },
      { line: "diff talos-m01 workers", does: "some nodes" }
    ]
  },
  render: {
    name: "render",
    aliases: [],
    risk: "read",
    goesByCommit: true,
    doors: ["comment", "label", "cli"],
    args: [oneNode],
    flags: [],
    summary: "show the machine configuration of a node, secrets hidden",
    description: "The configuration as the repository describes it: rendered and merged.",
    examples: [{ line: "render talos-m01", does: "the whole configuration" }]
  },
  schematic: {
    name: "schematic",
    aliases: [],
    risk: "read",
    goesByCommit: true,
    doors: ["comment", "label", "cli"],
    args: [oneNode],
    flags: [],
    summary: "show the image factory's id for a node, and its installer image",
    description: "Computed from the schematic template; the factory is asked only where it has to be.",
    examples: [{ line: "schematic talos-m01", does: "id and image" }]
  },
  "etcd status": {
    name: "etcd status",
    aliases: [],
    risk: "read",
    goesByCommit: true,
    doors: everywhere2,
    args: [],
    flags: [],
    summary: "show etcd's members, leader, alarms and lag",
    description: "As each control plane sees it; members that do not agree are told.",
    examples: [{ line: "etcd status", does: "every member" }]
  }
};

// src/chatops/commands/verdict-commands.ts
var plan = {
  field: "plan",
  kind: "plan",
  required: false,
  description: "the first digits of the plan's digest, 6 or more, as shown with it; the only plan that waits unless told. What destroys has to be named"
};
var verdictCommands = {
  approve: {
    name: "approve",
    aliases: [],
    risk: "verdict",
    goesByCommit: false,
    doors: ["comment"],
    args: [plan],
    flags: [],
    summary: "let another person's plan be carried out",
    description: "For a plan that waits for a comment. Whoever approves needs the right to the command himself, and is not the one who asked for it.",
    examples: [
      { line: "approve", does: "the one that waits" },
      { line: "approve 3f9a1c2e", does: "the plan with this digest, and no other" }
    ]
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
    examples: [{ line: 'reject 3f9a1c2e --reason "not before the backup"', does: "with a reason" }]
  }
};

// src/chatops/command-table.ts
var entries = { ...readCommands, ...maintenanceCommands, ...lockCommands, ...verdictCommands };
var commandTable = Object.values(entries);
var commandNames = commandTable.map(({ name }) => name);
var clusterFlag = {
  name: "cluster",
  field: "cluster",
  value: { kind: "cluster" },
  description: "which cluster of the settings; the only one, or the one named as <cluster>/<node>, unless told"
};
function flagsOf({ args, flags }) {
  return args.some(({ kind }) => kind === "line") ? flags : [...flags, clusterFlag];
}
function findCommand(name) {
  return commandTable.find((entry) => entry.name === name || entry.aliases.includes(name));
}

// src/chatops/permission.ts
var permissionRisks = ["read", "change", "destroy"];
function isRuled(entry) {
  return permissionRisks.some((risk) => risk === entry.risk);
}
var permissionNames = [
  ...permissionRisks,
  ...commandTable.filter(isRuled).map(({ name }) => name)
];
function isAbout({ commands, nodes: nodes2 }, command, nodeRole) {
  const isNamed = commands === void 0 || commands.includes(command.name) || commands.includes(command.risk);
  return isNamed && (nodes2 === void 0 || nodes2 === nodeRole);
}

export {
  commandTable,
  clusterFlag,
  flagsOf,
  findCommand,
  isRuled,
  permissionNames,
  isAbout
};
