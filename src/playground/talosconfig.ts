/** A talosconfig file as `talosctl gen config` writes it. */
import { stringify } from "yaml";
import type { CertificatePair } from "./certificates/authority.ts";

export interface TalosconfigContext {
  readonly name: string;
  /** `host` or `host:port`. */
  readonly endpoints: readonly string[];
  readonly nodes?: readonly string[];
  /** PEM certificates of the authority; several during a rotation. */
  readonly authority: string;
  readonly client: CertificatePair;
}

/** The file's text; the first context is the active one unless `active` names another. */
export function formatTalosconfig(contexts: readonly TalosconfigContext[], active = contexts[0]?.name ?? ""): string {
  return stringify(
    {
      context: active,
      contexts: Object.fromEntries(contexts.map((context) => [context.name, formatContext(context)])),
    },
    { lineWidth: 0 },
  );
}

function formatContext({ endpoints, nodes, authority, client }: TalosconfigContext) {
  return {
    endpoints,
    ...(nodes === undefined ? {} : { nodes }),
    ca: base64(authority),
    crt: base64(client.certificate),
    key: base64(client.talosKey),
  };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
