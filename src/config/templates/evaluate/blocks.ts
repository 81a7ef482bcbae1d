/** Blocks and the templates that override them. */
import { TemplateFault } from "../template-fault.ts";
import { Frame } from "./scope.ts";
import type { BlockLayers, State, Template } from "./state.ts";

/** The blocks of a template before any parent adds to them. */
export function blocksOf(template: Template): Map<string, BlockLayers> {
  const blocks = new Map<string, BlockLayers>();
  for (const [name, block] of template.syntax.blocks) blocks.set(name, { layers: [{ block, template }], depth: 0 });
  return blocks;
}

/** Puts a parent's blocks behind those that override them. */
export function addParentBlocks(parent: Template, state: State): void {
  for (const [name, block] of parent.syntax.blocks) {
    const known = state.blocks.get(name) ?? { layers: [], depth: 0 };
    known.layers.push({ block, template: parent });
    state.blocks.set(name, known);
  }
}

export function writeBlock(name: string, state: State): void {
  // A template that extends another writes nothing itself, and what is thrown away needs no block.
  if (state.parent !== undefined || state.run.output.discarding) return;
  const found = state.blocks.get(name);
  if (found === undefined) throw new TemplateFault(`there is no block "${name}"`);
  if (found.layers.length === 1 && found.layers[0]?.block.required) {
    throw new TemplateFault(`the required block "${name}" is not defined`);
  }
  const outer = state.block;
  state.block = name;
  writeLayer(found, state);
  state.block = outer;
}

export function writeSuper(state: State): void {
  const found = state.block === undefined ? undefined : state.blocks.get(state.block);
  if (found === undefined) throw new TemplateFault("super() is called outside a block");
  if (found.depth + 1 >= found.layers.length) throw new TemplateFault(`no parent has the block "${state.block}"`);
  found.depth++;
  writeLayer(found, state);
  found.depth--;
}

function writeLayer(found: BlockLayers, state: State): void {
  const layer = found.layers[found.depth];
  if (layer === undefined) throw new TemplateFault("the block is empty");
  const { template, enteredAutoescape } = state;
  state.template = layer.template;
  state.enteredAutoescape = state.autoescape;
  state.scope.push(new Frame());
  state.run.interpreter.execute(layer.block.body, state);
  state.scope.pop();
  state.template = template;
  state.enteredAutoescape = enteredAutoescape;
}
