import { UserError } from "../errors.ts";
import { type InlineNames, renderInline } from "./templates/render-inline.ts";

/** What the templates of the settings' variables see. */
export interface VariableScope {
  readonly node: { readonly name: string; readonly role: string; readonly address: string; readonly schematic: string };
  readonly cluster: { readonly name: string };
}

/** Renders variables, each a small template over the node: `{{ 'true' if node.role == 'worker' else '' }}`. */
export function nodeVariables(
  variables: Readonly<Record<string, string>>,
  scope: VariableScope,
): Readonly<Record<string, string>> {
  const names = { node: { ...scope.node }, cluster: { ...scope.cluster } };
  const rendered = Object.entries(variables).map(([name, source]) => [name, render(name, source, names)]);
  return Object.fromEntries(rendered);
}

function render(name: string, source: string, names: InlineNames): string {
  if (!/\{[{%]/.test(source)) return source;
  try {
    return renderInline(source, names, { name: `variable ${name} of the settings` });
  } catch (error) {
    throw error instanceof UserError ? withoutLocation(error) : error;
  }
}

/** The error's place is within the variable, which is no file that anything could link to. */
function withoutLocation({ message, code, hint, cause }: UserError): UserError {
  return new UserError(message, { code, ...(hint !== undefined && { hint }), cause });
}
