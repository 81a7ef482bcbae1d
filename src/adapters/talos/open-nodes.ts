/** Everything that asks nodes; loaded with the first question. */
import type { SecureContext } from "node:tls";
import type { LiveNodes } from "../../diff/live-nodes.ts";
import type { ComponentProbe, NodeProbe } from "../../health/probes.ts";
import type { CallLimits } from "./connection/call-limits.ts";
import { createCallNode } from "./connection/call-node.ts";
import { createChannel } from "./connection/channel.ts";
import type { AheadConnection } from "./connection/dial-ahead.ts";
import type { OpenControl } from "./open-control.ts";
import { observeNode } from "./reading/observe-node.ts";
import { readComponents, readManifests } from "./reading/read-components.ts";
import { readLiveNode } from "./reading/read-live-node.ts";
import type { Endpoint } from "./talosconfig/parse-endpoint.ts";

export interface OpenNodesOptions {
  readonly endpoints: readonly Endpoint[];
  /** To the first endpoint. */
  readonly ahead: AheadConnection | undefined;
  readonly limits: CallLimits;
  /** Asked for at every dial, so that a renewed certificate is taken up. */
  readonly secureContext: () => Promise<SecureContext>;
  /** Of the client certificate, as last read. */
  readonly roles: () => readonly string[];
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface OpenNodes extends LiveNodes, ComponentProbe, Pick<NodeProbe, "observe"> {
  readonly control: () => Promise<OpenControl>;
  close(): void;
}

export function openNodes({ endpoints, ahead, limits, secureContext, roles, headers }: OpenNodesOptions): OpenNodes {
  const channels = endpoints.map((endpoint, index) =>
    createChannel(endpoint, { limits, secureContext, ...(index === 0 && ahead && { ahead }) }),
  );
  const call = createCallNode({ channels, limits, roles, headers });
  return {
    read: (node, { signal }) => readLiveNode(node, { call, nodeMs: limits.nodeMs, signal }),
    observe: (node, { signal }) => observeNode(node, { call, nodeMs: limits.nodeMs, signal, roles: roles() }),
    components: (node, { signal }) => readComponents(node, { call, nodeMs: limits.nodeMs, signal }),
    manifests: (node, { signal }) => readManifests(node, { call, nodeMs: limits.nodeMs, signal }),
    control: async () => {
      const { openControl } = await import("./open-control.ts");
      return openControl({ call, limits, roles });
    },
    close() {
      ahead?.drop();
      for (const channel of channels) channel.close();
    },
  };
}
