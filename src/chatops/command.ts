/** What a person can ask for, whichever door it comes through. */

/** `verdict`: changes nothing by itself, but lets something else go on; the right to that is what it needs. */
export type Risk = "none" | "verdict" | "read" | "change" | "destroy";

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
  /** `line`: the command that is asked about, in its canonical form; what destroys need not be confirmed in it. */
  | { readonly name: "can"; readonly line: string }
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

/**
 * A person's word on a request that waits for it. `plan`: the beginning of the digest of the plan that was shown, 6 digits or
 * more; the only one that waits unless told.
 */
export type VerdictCommand =
  | { readonly name: "approve"; readonly plan?: string }
  | { readonly name: "reject"; readonly plan?: string; readonly reason?: string };

/** What every command may name besides. */
export interface Bounds {
  /** The cluster it is for: `--cluster home`, or `<cluster>/<node>` as a node. */
  readonly cluster?: string;
  /**
   * `@3f9a1c2`: the commit that it is meant for, 7 to 64 hexadecimal digits; for what goes by a commit. Whoever takes the
   * command in compares it with the head of the pull request.
   */
  readonly commit?: string;
}

export type Command = (ReadCommand | OperationCommand | LockCommand | VerdictCommand) & Bounds;

/** What has to be confirmed by the node's name. */
export type DestroyCommand = Extract<Command, { readonly confirm?: string }>;

export type CommandName = Command["name"];
