import type { ConfigDocument, MachineConfig } from "../machine-config.ts";
import { documentId } from "../parse-machine-config.ts";
import type { ConfigNode, ListNode, MapNode } from "../tree/config-node.ts";
import { exceedsNodes } from "../tree/exceeds-nodes.ts";
import type { JsonOperation, JsonPatch } from "./config-patch.ts";
import { equalNodes } from "./equal-nodes.ts";
import { pointerSteps } from "./json-pointer.ts";
import { patchError } from "./merge-error.ts";

/**
 * Applies RFC 6902 operations as Talos does (github.com/evanphx/json-patch): `replace` of a missing map key adds it,
 * negative list positions count from the end, and only a config of one document can be patched.
 */
export function applyJsonPatch(config: MachineConfig, patch: JsonPatch): MachineConfig {
  const document = onlyDocument(config, patch);
  const root = patch.operations.reduce<ConfigNode>(
    (node, operation) => apply(node, operation, patch.file),
    document.root,
  );
  if (root.kind !== "map") throw patchError({ file: patch.file }, "the patched document is no map");
  return { documents: [{ ...document, id: documentId(root), root }] };
}

function onlyDocument(config: MachineConfig, patch: JsonPatch): ConfigDocument {
  const [document] = config.documents;
  if (config.documents.length === 1 && document !== undefined) return document;
  const count = config.documents.length;
  const hint = "Write it as a strategic merge patch: the YAML of what shall change.";
  const reason = `JSON patches work on a config of one document, this one has ${count}`;
  throw patchError({ file: patch.file, origin: patch.operations[0]?.origin }, reason, hint);
}

function apply(root: ConfigNode, operation: JsonOperation, file: string): ConfigNode {
  const edit = new TreeEdit(operation, file);
  const steps = pointerSteps(operation.path);
  switch (operation.op) {
    case "add":
      return edit.add(root, steps, operation.value);
    case "remove":
      return edit.remove(root, steps);
    case "replace":
      return steps.length === 0 ? operation.value : edit.replace(root, steps, operation.value);
    case "test":
      if (equalNodes(edit.get(root, steps), operation.value)) return root;
      throw edit.failure("the test failed: the value there is another one");
    case "copy": {
      const copied = edit.add(root, steps, edit.get(root, edit.source(operation.from)) ?? emptyNode);
      if (exceedsNodes(copied, maxNodes)) throw edit.failure(`the document would hold more than ${maxNodes} values`);
      return copied;
    }
    case "move": {
      const from = edit.source(operation.from);
      const value = edit.get(root, from);
      return edit.add(edit.remove(root, from), steps, value ?? emptyNode);
    }
    default:
      return operation satisfies never;
  }
}

/** Each copy may double the document; no real one comes near. */
const maxNodes = 100_000;

const emptyNode: ConfigNode = { kind: "scalar", value: null, text: "null", quoted: false };

type Container = MapNode | ListNode;

/** The moves of one operation over an immutable tree. */
class TreeEdit {
  private readonly operation: JsonOperation;
  private readonly file: string;

  constructor(operation: JsonOperation, file: string) {
    this.operation = operation;
    this.file = file;
  }

  failure(reason: string) {
    const { op, path, origin } = this.operation;
    return patchError({ file: this.file, origin }, `${op} ${path}: ${reason}`);
  }

  source(pointer: string): readonly string[] {
    if (pointer !== "") return pointerSteps(pointer);
    throw this.failure("the whole document cannot be the source");
  }

  /** Undefined for a map key that is missing; a missing parent or position is an error. */
  get(root: ConfigNode, steps: readonly string[]): ConfigNode | undefined {
    const [step, ...rest] = steps;
    if (step === undefined) return root;
    const child = this.child(root, step);
    if (rest.length === 0) return child;
    if (child === undefined) throw this.missing();
    return this.get(child, rest);
  }

  add(root: ConfigNode, steps: readonly string[], value: ConfigNode): ConfigNode {
    return this.edit(root, steps, (parent, step) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step, value) };
      const index = step === "-" ? parent.items.length : this.position(step, parent.items.length + 1);
      return { ...parent, items: parent.items.toSpliced(index, 0, value) };
    });
  }

  replace(root: ConfigNode, steps: readonly string[], value: ConfigNode): ConfigNode {
    return this.edit(root, steps, (parent, step) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step, value) };
      return { ...parent, items: parent.items.with(this.position(step, parent.items.length), value) };
    });
  }

  remove(root: ConfigNode, steps: readonly string[]): ConfigNode {
    return this.edit(root, steps, (parent, step) => {
      if (parent.kind === "list") {
        return { ...parent, items: parent.items.toSpliced(this.position(step, parent.items.length), 1) };
      }
      if (!parent.entries.has(step)) throw this.missing();
      const entries = new Map(parent.entries);
      entries.delete(step);
      return { ...parent, entries };
    });
  }

  private edit(
    root: ConfigNode,
    steps: readonly string[],
    change: (parent: Container, step: string) => ConfigNode,
  ): ConfigNode {
    const [step, ...rest] = steps;
    if (step === undefined) throw this.failure("the whole document cannot be the target");
    if (root.kind === "scalar") throw this.missing();
    if (rest.length === 0) return change(root, step);
    const child = this.child(root, step);
    if (child === undefined) throw this.missing();
    const changed = this.edit(child, rest, change);
    if (root.kind === "map") return { ...root, entries: new Map(root.entries).set(step, changed) };
    return { ...root, items: root.items.with(this.position(step, root.items.length), changed) };
  }

  private child(node: ConfigNode, step: string): ConfigNode | undefined {
    if (node.kind === "scalar") throw this.missing();
    if (node.kind === "map") return node.entries.get(step);
    return node.items[this.position(step, node.items.length)];
  }

  /** A list position below `size`; `-1` is the last one. */
  private position(step: string, size: number): number {
    if (!/^[+-]?\d{1,9}$/.test(step)) throw this.failure("a list is addressed by a number");
    const index = Number(step) < 0 ? Number(step) + size : Number(step);
    if (index < 0 || index >= size) throw this.failure("the list has no such position");
    return index;
  }

  private missing() {
    return this.failure("there is no such path");
  }
}
