import type { Note } from "../../errors.ts";
import type { DocumentId } from "../machine-config.ts";
import type { ConfigPath, Origin } from "../tree/config-node.ts";
import { formatPlace, locationOf, patchError } from "./merge-error.ts";
import { type RuleNode, rulesBelow } from "./rules-for.ts";

/** Anything that knows which line wrote it. */
interface Written {
  readonly origin?: Origin;
}

/** A place in the document being patched, with the rules that hold there. */
export class MergePlace {
  readonly file: string;
  readonly document: DocumentId;
  readonly path: ConfigPath;
  readonly rules: RuleNode;
  /** Rules of the map or list around the place. */
  readonly around: RuleNode;
  private readonly notes: Note[];

  constructor(at: {
    file: string;
    document: DocumentId;
    path: ConfigPath;
    rules: RuleNode;
    around: RuleNode;
    notes: Note[];
  }) {
    this.file = at.file;
    this.document = at.document;
    this.path = at.path;
    this.rules = at.rules;
    this.around = at.around;
    this.notes = at.notes;
  }

  below(step: string | number): MergePlace {
    const rules = rulesBelow(this.rules, typeof step === "number" ? "*" : step);
    return new MergePlace({ ...this.own(), path: [...this.path, step], rules, around: this.rules });
  }

  fail(node: Written | undefined, reason: string, hint?: string) {
    return patchError({ ...this.own(), origin: node?.origin }, reason, hint);
  }

  warn(code: string, node: Written | undefined, reason: string, hint: string): void {
    const place = { ...this.own(), origin: node?.origin };
    this.notes.push({
      code,
      severity: "warning",
      message: `${formatPlace(place)}${reason}`,
      hint,
      location: locationOf(place),
    });
  }

  private own() {
    const { file, document, path, rules, around, notes } = this;
    return { file, document, path, rules, around, notes };
  }
}
