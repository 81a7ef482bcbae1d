import type { Risk } from "../../chatops/command.ts";
import type { Role } from "../../cluster/cluster.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import type { SafePlan, SafeText } from "../../redaction/redacted.ts";

/** An operation as it is shown to whoever has to approve it. */
export interface OperationPlan {
  /** In its canonical form, without the prefix: `upgrade talos-m02`. */
  readonly command: SafeText;
  readonly requester: SafeText;
  readonly risk: Risk;
  /** In the order in which they are worked on. */
  readonly nodes: readonly Safe<PlannedNode>[];
  readonly findings: readonly Safe<GateFinding>[];
  /** What is lost, in sentences: of what cannot be taken back. */
  readonly consequences: readonly SafeText[];
  readonly plan: SafePlan;
  readonly next: NextStep;
}

export interface PlannedNode {
  readonly name: string;
  readonly role: Role;
  /** `v1.13.8 → v1.13.9, reboots`, or why nothing is to be done. */
  readonly summary: string;
  readonly disruptive: boolean;
  readonly unchanged: boolean;
}

/** What happens after the plan was shown. */
export type NextStep =
  | {
      readonly kind: "approval";
      readonly environment: SafeText;
      /** What the environment's protection lacks, in sentences. */
      readonly warnings: readonly string[];
      /** Beginning of the digest, where another person's comment may let it pass as well. */
      readonly plan?: SafeText;
    }
  /** Another person's comment lets it start. `plan`: beginning of the digest. */
  | { readonly kind: "comment-approval"; readonly plan: SafeText }
  /** The settings ask for no approval. */
  | { readonly kind: "starts" }
  | { readonly kind: "dry-run" }
  | { readonly kind: "refused" }
  /** It was approved, but is not what was approved any more. */
  | { readonly kind: "changed" }
  | { readonly kind: "nothing-to-do" };
