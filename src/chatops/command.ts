/** What a person can ask for, whichever door it comes through. */

export type Risk = "none" | "read" | "change" | "destroy";

/** Flags that every writing command knows. */
export interface WriteFlags {
  /** Show what would be done, change nothing. */
  readonly dryRun: boolean;
  readonly acceptDowntime: boolean;
  readonly allowExtensionChange: boolean;
  readonly withoutLock: boolean;
}

export type ReadCommand =
  | { readonly name: "help"; readonly topic?: CommandName }
  | { readonly name: "whoami" }
  | { readonly name: "status"; readonly nodes: readonly string[] }
  | { readonly name: "health" }
  | { readonly name: "diff"; readonly nodes: readonly string[] }
  | { readonly name: "render"; readonly node: string }
  | { readonly name: "schematic"; readonly node: string }
  | { readonly name: "etcd status" };

/** Carried out by `operate`, under the lock, after approval. Nodes are selectors as written, at least one. */
export type OperationCommand = WriteFlags &
  (
    | {
        readonly name: "apply";
        readonly nodes: readonly string[];
        readonly mode: "auto" | "no-reboot" | "staged" | "try";
        /** `--for 90s`, for mode try. */
        readonly revertAfterSeconds?: number;
      }
    | { readonly name: "reboot"; readonly nodes: readonly string[]; readonly mode: "default" | "powercycle" }
    | {
        readonly name: "upgrade";
        readonly nodes: readonly string[];
        readonly version?: string;
        readonly image?: string;
        readonly stage: boolean;
      }
    | { readonly name: "upgrade-k8s"; readonly version: string }
    | { readonly name: "rollback"; readonly node: string }
    | { readonly name: "etcd snapshot" }
    | {
        readonly name: "reset";
        readonly node: string;
        /** Labels of system partitions: STATE and EPHEMERAL unless told. */
        readonly partitions: readonly string[];
        readonly graceful: boolean;
        readonly reboot: boolean;
        /** The node, typed again. */
        readonly confirm?: string;
      }
    | { readonly name: "shutdown"; readonly node: string; readonly force: boolean; readonly confirm?: string }
  );

/** About the lock and what holds it. */
export type LockCommand =
  | { readonly name: "lock"; readonly reason?: string }
  | { readonly name: "unlock" }
  | { readonly name: "continue" }
  | { readonly name: "abort" };

/** Every command may name the cluster it is for: `--cluster home`, or `<cluster>/<node>` as a node. */
export type Command = (ReadCommand | OperationCommand | LockCommand) & { readonly cluster?: string };

/** What has to be confirmed by the node's name. */
export type DestroyCommand = Extract<Command, { readonly confirm?: string }>;

export type CommandName = Command["name"];
