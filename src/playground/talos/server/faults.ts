/** What can be wrong with a node's API, one switch each. All of them are off at first. */

export type Fault =
  /** Nothing listens on the port. */
  | { readonly kind: "refuse" }
  /** Connections are accepted and calls taken, but nothing is ever answered. */
  | { readonly kind: "hang" }
  /** Every call is answered `delayMs` late. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** The connection breaks after `messages` messages of a reply (0: before the first). */
  | { readonly kind: "cut"; readonly messages: number }
  /** The server shows a certificate that the client must refuse. */
  | { readonly kind: "certificate"; readonly problem: CertificateProblem };

export type CertificateProblem = "other-authority" | "wrong-name" | "expired" | "not-yet-valid";
