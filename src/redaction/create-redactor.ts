/** Takes configs to learn what is secret, and gives texts, documents and plans in which no secret is left. */
import type { DocumentId, MachineConfig } from "../config/machine-config.ts";
import type { MapNode } from "../config/tree/config-node.ts";
import type { Plan } from "../diff/plan.ts";
import { createFingerprint } from "./fingerprint.ts";
import { KnownSecrets } from "./known-secrets.ts";
import { learnDocument } from "./learn-document.ts";
import { redactData, type Safe } from "./redact-data.ts";
import { redactError } from "./redact-error.ts";
import { redactPlan } from "./redact-plan.ts";
import { redactKey, redactTree } from "./redact-tree.ts";
import type { SafeError, SafePlan, SafeText, SafeTree } from "./redacted.ts";
import { learnFormerSecrets, writtenPlainly } from "./secret-places.ts";
import { withoutMarkup } from "./without-markup.ts";

export interface Redactor {
  /** Remembers every secret of a config: by path, by `Secret`, by look. Learn all configs before anything is shown. */
  learn(config: MachineConfig): void;
  /** Remembers one secret that stands in no config. */
  learnValue(value: string): void;
  /**
   * A token that looks random and is no secret: a digest, a schematic's id, the name that Kubernetes gave a pod. It hides
   * nothing that was learned.
   */
  allow(token: string): void;
  /** Text from anywhere: known secrets in every form, and what looks like one, become masks. */
  text(text: string): SafeText;
  tree(document: MapNode, id: DocumentId): SafeTree;
  /** Plain data such as an observation or the progress of an operation, every free text in it redacted. */
  data<T>(value: T): Safe<T>;
  /** A node whose redaction fails is `withheld`; never throws. */
  plan(plan: Plan): SafePlan;
  error(error: unknown): SafeError;
  /**
   * The last net before publishing: false when a learned secret is left in any form, wrapped, escaped or encoded.
   * `except` names texts that are public anyway, such as the repository's address: the user name of a registry may well
   * be that of the repository's owner.
   */
  isClean(text: string, options?: { readonly except?: readonly string[] }): boolean;
}

export interface RedactorOptions {
  /** Random bytes, made for one run and never stored: without them nobody can guess a value and check its mask. */
  readonly key: Uint8Array;
}

export function createRedactor(options: RedactorOptions): Redactor {
  const secrets = new KnownSecrets(createFingerprint(options.key));
  // The only places where text and trees become safe.
  const text = (value: string) => secrets.replace(value, "text") as SafeText;
  const key = (name: string) => redactKey(name, secrets) as SafeText;
  const tree = (document: MapNode, id: DocumentId) => redactTree(document, id, secrets, undefined) as SafeTree;
  const liveTree = (document: MapNode, id: DocumentId, desired: MapNode | undefined) =>
    redactTree(document, id, secrets, writtenPlainly(desired, id, secrets)) as SafeTree;
  const learnLive = (document: MapNode, id: DocumentId, desired: MapNode | undefined, names: ReadonlySet<string>) =>
    learnFormerSecrets(document, id, { plain: writtenPlainly(desired, id, secrets), names }, secrets);
  const learn = (config: Pick<MachineConfig, "documents">) => {
    for (const { root, id } of config.documents) learnDocument(root, id, secrets);
  };
  return {
    learn,
    learnValue: (value) => secrets.addSecret(value, "secret"),
    allow: (token) => secrets.addPublic(token),
    text,
    tree,
    data: (value) => redactData(value, text),
    plan: (plan) =>
      redactPlan(plan, { text, key, tree, liveTree, learn, learnLive, allow: (token) => secrets.addPublic(token) }),
    error: (error) => redactError(error, text),
    isClean: (published, { except = [] } = {}) => {
      const checked = except.reduce(
        (rest, known) => (known === "" ? rest : rest.replaceAll(known, "\u0000")),
        published,
      );
      return withoutMarkup(checked).every((variant) => secrets.isAbsent(variant));
    },
  };
}
