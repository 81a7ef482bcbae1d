/** The door to a cluster's nodes: a talosconfig in, the nodes' live state and the way to change it out. */
import { setImmediate } from "node:timers/promises";
import type { Node } from "../../cluster/cluster.ts";
import type { LiveNodes } from "../../diff/live-nodes.ts";
import type { ComponentProbe, NodeProbe, Waiting } from "../../health/probes.ts";
import type { NodeControl } from "../../operation/node-control.ts";
import { type CallLimits, defaultLimits } from "./connection/call-limits.ts";
import { dialAhead } from "./connection/dial-ahead.ts";
import type { OpenNodes } from "./open-nodes.ts";
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
  readonly nodes: NodeProbe & ComponentProbe;
  readonly control: NodeControl;
  /**
   * The administrator's kubeconfig, as a control plane makes it.
   * @throws UserError
   */
  kubeconfig(node: Node, waiting: Waiting): Promise<string>;
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
  const endpoints = found.endpoints.map(parseEndpoint);
  const open = async () => {
    const [first] = endpoints;
    const ahead = first && dialAhead(first);
    // It goes out at the end of this turn of the event loop, which the loading would put off.
    await setImmediate();
    const { openNodes } = await import("./open-nodes.ts");
    return openNodes({
      endpoints,
      ahead,
      limits: { ...defaultLimits, ...limits },
      secureContext: renewed,
      roles: () => credential.certificate.roles,
      headers: { runtime: "Talos", ...(found.cluster === undefined ? {} : { context: found.cluster }) },
    });
  };
  let opened: Promise<OpenNodes> | undefined;
  const nodes = () => {
    opened ??= open();
    return opened;
  };
  const control = async () => (await nodes()).control();
  const labels = endpoints.map(({ label }) => label);
  return {
    context: found.name,
    endpoints: labels,
    certificate: credential.certificate,
    liveNodes: { read: async (node, waiting) => (await nodes()).read(node, waiting) },
    nodes: {
      get access() {
        const { roles, daysLeft, shortLived } = credential.certificate;
        return { endpoints: labels, roles, daysLeft, shortLived };
      },
      observe: async (node, waiting) => (await nodes()).observe(node, waiting),
      components: async (node, waiting) => (await nodes()).components(node, waiting),
      manifests: async (node, waiting) => (await nodes()).manifests(node, waiting),
    },
    control: {
      apply: async (...args) => (await control()).apply(...args),
      reboot: async (...args) => (await control()).reboot(...args),
      shutdown: async (...args) => (await control()).shutdown(...args),
      reset: async (...args) => (await control()).reset(...args),
      rollback: async (...args) => (await control()).rollback(...args),
      pullImage: async (...args) => (await control()).pullImage(...args),
      installImage: async (...args) => (await control()).installImage(...args),
      upgradeAtOnce: async (...args) => (await control()).upgradeAtOnce(...args),
      forfeitLeadership: async (...args) => (await control()).forfeitLeadership(...args),
      removeMember: async (...args) => (await control()).removeMember(...args),
      async *progress(...args) {
        yield* (await control()).progress(...args);
      },
      async *snapshot(...args) {
        yield* (await control()).snapshot(...args);
      },
    },
    kubeconfig: async (...args) => (await control()).kubeconfig(...args),
    close: () => {
      opened?.then(({ close }) => close()).catch(() => undefined);
    },
  };
}

async function readContext(talosconfig: TalosOptions["talosconfig"], context?: string): Promise<TalosContext> {
  const { text, path } =
    "text" in talosconfig ? { text: talosconfig.text, path: "the talosconfig" } : await findTalosconfig(talosconfig);
  return parseTalosconfig(text, { file: path, context });
}
