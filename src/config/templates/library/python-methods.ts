import type { Value } from "../values/value.ts";
import type { Host } from "./host.ts";

/** The methods that minijinja-cli has with --py-compat; undefined when there is none of that name. */
export function callPythonMethod(
  _target: Value,
  _name: string,
  _args: readonly Value[],
  _host: Host,
): { readonly value: Value } | undefined {
  return undefined;
}
