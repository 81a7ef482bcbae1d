/** The door to a cluster's nodes: a talosconfig in, the nodes' live state out. */
import type { LiveNodes } from "../../diff/live-nodes.ts";
import { type CallLimits, defaultLimits } from "./connection/call-limits.ts";
import { createCallNode } from "./connection/call-node.ts";
import { createChannel } from "./connection/channel.ts";
import { findTalosconfig, type TalosconfigSearch } from "./talosconfig/find-talosconfig.ts";
import { parseEndpoint } from "./talosconfig/parse-endpoint.ts";
import { parseTalosconfig, type TalosContext } from "./talosconfig/parse-talosconfig.ts";
import { type ClientCertificate, type Credential, readCredential } from "./talosconfig/read-credential.ts";

export interface TalosOptions {
  /** Where the talosconfig is looked for, or its text. */
  readonly talosconfig: TalosconfigSearch | { readonly text: string };
  /** The context to use; the file's active one when left out. */
  readonly context?: string | undefined;
  readonly now: () => Date;
  readonly limits?: Partial<CallLimits>;
}

/** Nothing is dialled before the first question; `close` lets go of every connection. */
export interface TalosConnection {
  readonly context: string;
  /** `host:port`, as they will be tried. */
  readonly endpoints: readonly string[];
  readonly certificate: ClientCertificate;
  readonly liveNodes: LiveNodes;
  close(): void;
}

/**
 * Reads the talosconfig now, and again whenever a connection is made: mounted ones are renewed every few hours.
 * @throws UserError `talosconfig_invalid` or `credential_invalid`
 */
export async function connectTalos({ talosconfig, context, now, limits }: TalosOptions): Promise<TalosConnection> {
  const load = () => readContext(talosconfig, context);
  const found = await load();
  let credential: Credential = readCredential(found, { now: now() });
  let isFresh = true;
  const renewed = async () => {
    if (!isFresh) credential = readCredential(await load(), { now: now() });
    isFresh = false;
    return credential.secureContext;
  };
  const waits = { ...defaultLimits, ...limits };
  const endpoints = found.endpoints.map(parseEndpoint);
  const channels = endpoints.map((endpoint) => createChannel(endpoint, { limits: waits, secureContext: renewed }));
  const call = createCallNode({
    channels,
    limits: waits,
    roles: () => credential.certificate.roles,
    headers: { runtime: "Talos", ...(found.cluster === undefined ? {} : { context: found.cluster }) },
  });
  let reading: Promise<typeof import("./reading/read-live-node.ts")> | undefined;
  /** The messages' definitions take a while to load: the first endpoint can be dialled meanwhile. */
  const loadReading = () => {
    if (reading === undefined) channels[0]?.open().catch(() => undefined);
    reading ??= import("./reading/read-live-node.ts");
    return reading;
  };
  return {
    context: found.name,
    endpoints: endpoints.map(({ label }) => label),
    certificate: credential.certificate,
    liveNodes: {
      async read(node, { signal }) {
        const { readLiveNode } = await loadReading();
        return readLiveNode(node, { call, nodeMs: waits.nodeMs, signal });
      },
    },
    close: () => {
      for (const channel of channels) channel.close();
    },
  };
}

async function readContext(talosconfig: TalosOptions["talosconfig"], context?: string): Promise<TalosContext> {
  const { text, path } =
    "text" in talosconfig ? { text: talosconfig.text, path: "the talosconfig" } : await findTalosconfig(talosconfig);
  return parseTalosconfig(text, { file: path, context });
}
