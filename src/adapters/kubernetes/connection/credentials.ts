/** Who we are to Kubernetes and where it is: the kubeconfig, read when needed and again when it is refused. */
import { Agent } from "node:https";
import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import { UserError } from "../../../errors.ts";
import { type Kubeconfig, parseKubeconfig } from "../kubeconfig/parse-kubeconfig.ts";
import { serverUrl } from "../kubeconfig/server-url.ts";

/** One way to the API. */
export interface Server {
  readonly url: URL;
  /** `10.0.0.11:6443` */
  readonly label: string;
  /** Keeps connections, with the credential they were made with. */
  readonly agent: Agent;
}

export interface Access {
  /** In the order in which they are tried: the kubeconfig's own first. At least one. */
  readonly servers: readonly Server[];
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Credentials {
  /** @throws UserError of whoever gives the kubeconfig, or `kubernetes_failed` when it cannot be used */
  access(): Promise<Access>;
  /** Reads the kubeconfig again, unless somebody did since `refused` was given out. */
  renew(refused: Access): void;
  close(): void;
}

export interface CredentialOptions {
  readonly kubeconfig: () => Promise<string>;
  readonly servers: readonly string[];
}

const connectionsPerServer = 16;

export function createCredentials({ kubeconfig, servers }: CredentialOptions): Credentials {
  let current: Promise<Access> | undefined;
  let latest: Access | undefined;
  const load = async () => {
    latest = accessOf(parseKubeconfig(await kubeconfig()), servers);
    return latest;
  };
  const access = () => {
    if (current === undefined) {
      const loading = load();
      current = loading;
      // What failed once may work the next time.
      loading.catch(() => {
        if (current === loading) current = undefined;
      });
    }
    return current;
  };
  return {
    access,
    renew(refused) {
      if (latest !== refused) return;
      dropConnections(refused);
      latest = undefined;
      current = undefined;
    },
    close: () => latest && dropConnections(latest),
  };
}

function accessOf(kubeconfig: Kubeconfig, servers: readonly string[]): Access {
  const urls = new Set([new URL(kubeconfig.server).href, ...servers.map(serverUrl)]);
  return {
    servers: [...urls].map((url) => openServer(new URL(url), kubeconfig)),
    headers: kubeconfig.token === undefined ? {} : { authorization: `Bearer ${kubeconfig.token}` },
  };
}

function openServer(url: URL, { authorities, certificate, key, serverName }: Kubeconfig): Server {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Server names are for names only: an address is checked against the certificate by `host`.
  const servername = serverName ?? (isIP(host) === 0 ? host : "");
  const tls = { ca: authorities, cert: certificate, key, minVersion: "TLSv1.2" } as const;
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new UserError("Cannot use the kubeconfig: its certificates or its key cannot be read", {
      code: "kubernetes_failed",
      cause: error,
    });
  }
  return {
    url,
    label: url.host,
    agent: new Agent({ ...tls, servername, keepAlive: true, maxSockets: connectionsPerServer }),
  };
}

function dropConnections({ servers }: Access): void {
  for (const { agent } of servers) agent.destroy();
}
