/** Commands that change nodes: one at a time, under the cluster's lock. */
import type { OperationCommand } from "../command.ts";
import type { ArgumentSpec, CommandTable, DoorName, FlagSpec } from "../command-spec.ts";

const nodes = {
  field: "nodes",
  kind: "nodes",
  required: true,
  description: "names, globs, all, controlplane, workers, <cluster>/<node>",
} as const satisfies ArgumentSpec;

const node = {
  field: "node",
  kind: "node",
  required: true,
  description: "the name of one node, or <cluster>/<node>",
} as const satisfies ArgumentSpec;

const dryRun = {
  name: "dry-run",
  field: "dryRun",
  value: { kind: "switch", sets: true },
  description: "show what would be done and every objection, change nothing",
} as const satisfies FlagSpec;

const acceptDowntime = {
  name: "accept-downtime",
  field: "acceptDowntime",
  value: { kind: "switch", sets: true },
  description: "go on although the cluster has one control plane, and no API while that is away",
} as const satisfies FlagSpec;

const allowExtensionChange = {
  name: "allow-extension-change",
  field: "allowExtensionChange",
  value: { kind: "switch", sets: true },
  description: "go on although the new image lacks extensions that the node runs now",
} as const satisfies FlagSpec;

const withoutLock = {
  name: "without-lock",
  field: "withoutLock",
  value: { kind: "switch", sets: true },
  description: "go on although the cluster's lock cannot be taken, because its Kubernetes API is down",
} as const satisfies FlagSpec;

const confirm = {
  name: "confirm",
  field: "confirm",
  value: { kind: "node" },
  description: "the node's name once more",
} as const satisfies FlagSpec;

const everywhere: readonly DoorName[] = ["comment", "label", "cli", "dispatch"];
const typed: readonly DoorName[] = ["comment", "cli", "dispatch"];

export const maintenanceCommands: Pick<CommandTable, OperationCommand["name"]> = {
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
        description:
          "auto reboots nodes that need it, drained; staged waits for the next reboot; try reverts by itself",
      },
      {
        name: "for",
        field: "revertAfterSeconds",
        value: { kind: "seconds" },
        description: "how long a try lasts before the node goes back, such as 90s or 5m",
        onlyWith: { flag: "mode", value: "try" },
      },
      dryRun,
      acceptDowntime,
      withoutLock,
    ],
    summary: "bring nodes to the configuration of the repository",
    description:
      "Nodes that differ are changed one after another; one whose change needs a reboot is drained, rebooted and waited for.",
    examples: [
      { line: "apply all", does: "every node that differs" },
      { line: "apply talos-m01 --mode try --for 5m", does: "try a change that reverts unless it is confirmed" },
      { line: "apply workers --dry-run", does: "see what would be done" },
    ],
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
        description: "powercycle skips the fast way around the firmware",
      },
      dryRun,
      acceptDowntime,
      withoutLock,
    ],
    summary: "reboot nodes, each drained first",
    description: "One after another; the next node waits until the one before is back and healthy.",
    examples: [{ line: "reboot talos-w01 talos-w02", does: "two nodes, one after the other" }],
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
        excludes: "image",
      },
      {
        name: "image",
        field: "image",
        value: { kind: "image" },
        description: "installer image with tag or digest; what the repository says unless told",
      },
      {
        name: "stage",
        field: "stage",
        value: { kind: "switch", sets: true },
        description: "install now, boot into it at the next reboot",
      },
      dryRun,
      acceptDowntime,
      allowExtensionChange,
      withoutLock,
    ],
    summary: "bring nodes to the Talos version and schematic of the repository",
    description:
      "Workers first, the etcd leader last; stops at the first node that does not come back with the version and schematic wanted.",
    examples: [
      { line: "upgrade all", does: "every node, to what the repository says" },
      { line: "upgrade talos-m02 --version v1.13.9", does: "one node, to a version" },
    ],
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
    examples: [{ line: "upgrade-k8s v1.34.1 --dry-run", does: "see what would be done" }],
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
    examples: [{ line: "rollback talos-m02", does: "back to the version before" }],
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
    examples: [{ line: "etcd snapshot", does: "one snapshot, from a healthy member" }],
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
        description: "partitions to wipe: STATE, EPHEMERAL, META, user volumes as u-<name>",
      },
      {
        name: "no-graceful",
        field: "graceful",
        value: { kind: "switch", sets: false },
        description: "do not let the node drain and leave etcd by itself",
      },
      {
        name: "no-reboot",
        field: "reboot",
        value: { kind: "switch", sets: false },
        description: "halt afterwards instead of booting again",
      },
      confirm,
      dryRun,
      acceptDowntime,
      withoutLock,
    ],
    summary: "wipe a node's state and data",
    description:
      "The node leaves etcd and boots without a configuration. The installed system stays; only the named partitions are wiped.",
    examples: [
      { line: "reset talos-w01 --confirm talos-w01", does: "wipe STATE and EPHEMERAL" },
      { line: "reset talos-w01 --partitions EPHEMERAL,u-local --confirm talos-w01", does: "keep its configuration" },
    ],
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
        description: "do not wait for the node's pods to end",
      },
      confirm,
      dryRun,
      acceptDowntime,
      withoutLock,
    ],
    summary: "power a node off",
    description: "Drains the node first. Somebody has to switch it on again.",
    examples: [{ line: "shutdown talos-w01 --confirm talos-w01", does: "power it off" }],
  },
};
