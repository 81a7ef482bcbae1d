import type { Node } from "../cluster/cluster.ts";
import type { MachineConfig } from "../config/machine-config.ts";
import { parseMachineConfig } from "../config/parse-machine-config.ts";
import type { LiveNode } from "./live-nodes.ts";

/** A node's configuration as data. */
export interface LiveConfig {
  /** What is active now. */
  readonly config: MachineConfig;
  /** What is on disk, where it differs from the active one. */
  readonly persistent?: MachineConfig;
}

/**
 * Reads the bytes a node stores.
 *
 * @throws UserError `config_invalid` naming the node, for a config that cannot be parsed.
 */
export function parseLiveConfig(node: Node, live: LiveNode): LiveConfig {
  const parse = (bytes: Uint8Array, which: string) =>
    parseMachineConfig(new TextDecoder().decode(bytes), { file: `${which} config of ${node.name}` });
  const config = parse(live.config, "active");
  return live.persistentConfig === undefined
    ? { config }
    : { config, persistent: parse(live.persistentConfig, "persistent") };
}
