/** What the cluster's part of a machine configuration says, as far as the simulation acts on it. */
import { type Authority, createAuthority, loadAuthority } from "../../certificates/authority.ts";
import { readConfig } from "./parse-config.ts";

/** A string of the v1alpha1 document, undefined when it is not there or not a string. */
export function readText(config: Uint8Array | undefined, path: readonly string[]): string | undefined {
  const value = config === undefined ? undefined : readConfig(config).root?.getIn(path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The authority of the cluster's Kubernetes: the one in the first control plane's configuration, with which whoever knows the
 * cluster's secrets can check certificates. A new one where that configuration has only a placeholder.
 */
export function kubernetesAuthority(configs: readonly (Uint8Array | undefined)[]): Authority {
  for (const config of configs) {
    const [certificate, key] = ["crt", "key"].map((part) => readText(config, ["cluster", "ca", part]));
    if (certificate === undefined || key === undefined) continue;
    const authority = tryLoad(decode(certificate), decode(key));
    if (authority !== undefined) return authority;
  }
  return createAuthority({ organization: "kubernetes" });
}

function tryLoad(certificate: string, key: string): Authority | undefined {
  try {
    return loadAuthority({ certificate, key });
  } catch {
    return undefined;
  }
}

const decode = (base64: string): string => Buffer.from(base64, "base64").toString();
