import { renderInline } from "./templates/render-inline.ts";

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
  const rendered = Object.entries(variables).map(([name, source]) => {
    const text =
      source.includes("{{") || source.includes("{%")
        ? renderInline(source, { name: `variable ${name}`, context: scope })
        : source;
    return [name, text] as const;
  });
  return Object.fromEntries(rendered);
}
