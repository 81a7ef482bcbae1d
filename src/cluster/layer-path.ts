import type { ConfigSources, Role } from "./cluster.ts";

/** Fills `{node}` and `{role}` of a path in the settings, `talos/nodes/{node}.yaml.j2`. */
export function layerPath(
  path: string,
  node: { readonly name: string; readonly role: Role },
  roleNames: ConfigSources["roleNames"],
): string {
  return path.replaceAll("{node}", () => node.name).replaceAll("{role}", () => roleNames[node.role]);
}
