/** A talosconfig's text in, the one context to use out. */
import { parseDocument } from "yaml";
import * as z from "zod/mini";
import { UserError } from "../../../errors.ts";
import { nearestName } from "../../../nearest-name.ts";

/** How to reach one cluster and who we are to it. */
export interface TalosContext {
  readonly name: string;
  /** As written: hosts, `host:port` or URLs. At least one. */
  readonly endpoints: readonly string[];
  /** PEM of the accepted authorities; undefined: those of the system. */
  readonly authorities?: string;
  /** PEM of the client certificate and its private key. */
  readonly certificate: string;
  readonly key: string;
  /** Sent along to a proxy that serves several clusters. */
  readonly cluster?: string;
}

const optionalText = z.nullish(z.string());
const optionalTexts = z.nullish(z.array(z.string()));

const contextSchema = z.object({
  endpoints: optionalTexts,
  target: optionalText,
  ca: optionalText,
  crt: optionalText,
  key: optionalText,
  auth: z.nullish(z.object({ basic: z.optional(z.unknown()), siderov1: z.optional(z.unknown()) })),
  cluster: optionalText,
  "proxy-url": optionalText,
});

type ContextEntry = z.infer<typeof contextSchema>;

const talosconfigSchema = z.object({
  context: optionalText,
  contexts: z.nullish(z.record(z.string(), contextSchema)),
});

/**
 * Reads the context `wanted`, or the file's active one.
 * @param file name of the file, for messages
 * @throws UserError `talosconfig_invalid`
 */
export function parseTalosconfig(
  text: string,
  { file, context: wanted }: { readonly file: string; readonly context?: string | undefined },
): TalosContext {
  const { context: active, contexts } = parseFile(text, file);
  const [name, entry] = chooseContext(new Map(Object.entries(contexts ?? {})), wanted ?? active ?? "", file);
  const where = `the context ${name} of ${file}`;
  refuseUnsupported(entry, where);
  const endpoints = [...(entry.endpoints ?? []), ...(entry.target ? [entry.target] : [])];
  if (endpoints.length === 0) {
    throw invalid(`Cannot use ${where}: it has no endpoints`, `Add them: talosctl config endpoint <address> …`);
  }
  return {
    name,
    endpoints,
    ...(entry.ca ? { authorities: decodePem(entry.ca, `ca of ${where}`) } : {}),
    certificate: decodePem(entry.crt, `crt of ${where}`),
    key: readableKey(decodePem(entry.key, `key of ${where}`)),
    ...(entry.cluster ? { cluster: entry.cluster } : {}),
  };
}

function parseFile(text: string, file: string): z.infer<typeof talosconfigSchema> {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = text.slice(0, problem.pos[0]).split("\n").length;
    throw invalid(`Cannot read ${file}: it is not valid YAML at line ${line}`);
  }
  const result = talosconfigSchema.safeParse(document.toJS({ maxAliasCount: 10 }) ?? {});
  if (result.success) return result.data;
  const paths = result.error.issues.map((issue) => issue.path.join(".")).filter((path) => path !== "");
  if (paths.length > 0) throw invalid(`Cannot read ${file}: ${paths.join(", ")} is not what a talosconfig has there`);
  throw invalid(`Cannot read ${file}: it is no talosconfig`, "Name the file that `talosctl gen config` wrote.");
}

function chooseContext(contexts: Map<string, ContextEntry>, name: string, file: string): [string, ContextEntry] {
  const names = [...contexts.keys()];
  const only = names.length === 1 ? names[0] : undefined;
  const chosen = name === "" ? (only ?? "") : name;
  const entry = contexts.get(chosen);
  if (entry !== undefined) return [chosen, entry];
  if (names.length === 0) throw invalid(`Cannot use ${file}: it has no contexts`);
  const list = `Contexts: ${names.join(", ")}.`;
  if (name === "") throw invalid(`Cannot use ${file}: it names no active context`, list);
  const nearest = nearestName(name, names);
  throw invalid(
    `Cannot use ${file}: it has no context named ${name}`,
    nearest === undefined ? list : `Did you mean ${nearest}? ${list}`,
  );
}

function refuseUnsupported(entry: ContextEntry, where: string): void {
  const withCertificate = "Use a talosconfig with a client certificate (ca, crt, key).";
  if (entry.auth?.siderov1)
    throw invalid(`Cannot use ${where}: it signs in through Omni (auth.siderov1)`, withCertificate);
  if (entry.auth?.basic)
    throw invalid(`Cannot use ${where}: it signs in with a password (auth.basic)`, withCertificate);
  const proxy = entry["proxy-url"];
  if (proxy && proxy !== "direct") {
    throw invalid(
      `Cannot use ${where}: it wants a proxy (proxy-url)`,
      "Run where the endpoints can be reached directly.",
    );
  }
}

function decodePem(base64: string | null | undefined, what: string): string {
  if (!base64) throw invalid(`Cannot use the ${what}: it is missing`);
  const compact = base64.replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw invalid(`Cannot use the ${what}: it is not base64`);
  }
  const pem = Buffer.from(compact, "base64").toString("latin1");
  if (!pem.includes("-----BEGIN ")) throw invalid(`Cannot use the ${what}: what it encodes is not PEM`);
  return pem;
}

/** Talos labels its PKCS#8 keys `ED25519 PRIVATE KEY`, which OpenSSL 3 does not know. */
const readableKey = (pem: string): string => pem.replaceAll("ED25519 PRIVATE KEY-----", "PRIVATE KEY-----");

const invalid = (message: string, hint?: string): UserError =>
  new UserError(message, { code: "talosconfig_invalid", ...(hint === undefined ? {} : { hint }) });
