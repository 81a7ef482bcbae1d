/** The example cluster as it ran before a pull request raised buffers, gave the second node jumbo frames and rotated a token. */
import type { Drift } from "./example-cluster.ts";

export const exampleDrift: Readonly<Record<string, Drift>> = {
  "talos-m01": { edits: [['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"']] },
  "talos-m02": {
    edits: [
      ['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"'],
      ["mtu: 9000", "mtu: 1500"],
      ["nconnect=16", "nconnect=8"],
    ],
  },
  "talos-m03": { version: "v1.11.4", edits: [['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"']] },
};
