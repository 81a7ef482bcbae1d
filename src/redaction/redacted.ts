/** Text and plans that may be shown. Only redaction/ makes these types, so a report cannot hold anything else. */
import type { MapNode } from "../config/tree/config-node.ts";
import type { RebootForecast } from "../diff/node-diff.ts";
import type { ErrorCode } from "../errors.ts";

declare const safe: unique symbol;

/** A string that went through redaction. It is still foreign text: a report neutralises it for its medium. */
export type SafeText = string & { readonly [safe]: true };

export interface SafeLocation {
  readonly file: SafeText;
  readonly line?: number;
  readonly column?: number;
}

export interface SafeNote {
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly message: SafeText;
  readonly hint?: SafeText;
  readonly location?: SafeLocation;
}

/** A document whose every key and value went through redaction; secrets are strings like `<secret 3fa9c1>`. */
export type SafeTree = MapNode & { readonly [safe]: true };

/** Map keys and list positions from a document's root; `formatPath` writes it. */
export type SafePath = readonly (SafeText | number)[];

/** `formatDocumentId` writes it. */
export interface SafeDocumentId {
  readonly apiVersion?: SafeText;
  readonly kind?: SafeText;
  readonly name?: SafeText;
}

export interface SafeChange {
  readonly kind: "added" | "removed" | "changed";
  readonly path: SafePath;
  readonly origin?: SafeLocation;
}

export interface SafeDocumentDiff {
  readonly id: SafeDocumentId;
  readonly kind: "added" | "removed" | "changed";
  readonly desired?: SafeTree;
  readonly live?: SafeTree;
  readonly changes: readonly SafeChange[];
}

export interface SafeImage {
  readonly liveVersion: SafeText;
  readonly desiredVersion?: SafeText;
  readonly liveSchematic?: SafeText;
  readonly desiredSchematic?: SafeText;
  readonly desiredImage?: SafeText;
  readonly upgrade: "none" | "version" | "schematic" | "version-and-schematic";
  readonly reasons: readonly SafeText[];
}

export interface SafeReboot {
  readonly kind: RebootForecast["kind"];
  readonly paths: readonly SafeText[];
}

interface SafeNodeBase {
  readonly name: SafeText;
  readonly notes: readonly SafeNote[];
}

export type SafeNodeDiff =
  | (SafeNodeBase & {
      readonly kind: "unchanged";
      readonly role: string;
      readonly address: SafeText;
      readonly image?: SafeImage;
    })
  | (SafeNodeBase & {
      readonly kind: "changed";
      readonly role: string;
      readonly address: SafeText;
      readonly documents: readonly SafeDocumentDiff[];
      readonly reboot: SafeReboot;
      readonly image?: SafeImage;
    })
  | (SafeNodeBase & {
      readonly kind: "unreachable";
      readonly role: string;
      readonly address: SafeText;
      readonly reason: string;
      readonly message: SafeText;
      readonly hint?: SafeText;
    })
  | (SafeNodeBase & {
      readonly kind: "invalid";
      readonly code: string;
      readonly message: SafeText;
      readonly hint?: SafeText;
      readonly location?: SafeLocation;
    })
  /** Redaction itself failed: what is known is only how much differs. */
  | (SafeNodeBase & { readonly kind: "withheld"; readonly changes: number });

/** A plan as it may be shown. */
export interface SafePlan {
  readonly cluster: SafeText;
  readonly revision: SafeText;
  readonly command: SafeText;
  readonly mode: "live" | "offline";
  readonly nodes: readonly SafeNodeDiff[];
  readonly digest: string;
  readonly digestParts: Readonly<Record<string, string>>;
  readonly notes: readonly SafeNote[];
}

/** An error as it may be shown: of a bug nothing but that it is one, since its text may hold a secret. */
export type SafeError =
  | {
      readonly kind: "user";
      readonly code: ErrorCode;
      readonly message: SafeText;
      readonly hint?: SafeText;
      readonly location?: SafeLocation;
    }
  | { readonly kind: "bug" };
