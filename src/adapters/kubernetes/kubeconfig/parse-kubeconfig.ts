/** A kubeconfig's text in, its current context out. */
import { parse } from "yaml";
import * as z from "zod/mini";
import { UserError } from "../../../errors.ts";

export interface Kubeconfig {
  /** URL of the API. */
  readonly server: string;
  /** PEM of the accepted authorities; undefined: those of the system. */
  readonly authorities?: string;
  /** PEM of the client certificate and its private key. */
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  /** The name that the server's certificate has to bear, where it is not the one in its URL. */
  readonly serverName?: string;
}

const text = z.string();
const optionalText = z.nullish(text);

const clusterSchema = z.object({
  server: z.string(),
  "certificate-authority-data": optionalText,
  "tls-server-name": optionalText,
  "insecure-skip-tls-verify": z.nullish(z.boolean()),
});

const userSchema = z.object({
  "client-certificate-data": optionalText,
  "client-key-data": optionalText,
  token: optionalText,
});

const kubeconfigSchema = z.object({
  "current-context": text,
  contexts: z.array(z.object({ name: text, context: z.object({ cluster: text, user: text }) })),
  clusters: z.array(z.object({ name: text, cluster: clusterSchema })),
  users: z.array(z.object({ name: text, user: userSchema })),
});

/**
 * Reads what a control plane hands out: everything inline, nothing in other files, no programs to run.
 *
 * @throws UserError `kubernetes_failed`
 */
export function parseKubeconfig(source: string): Kubeconfig {
  const file = parseFile(source);
  const current = file["current-context"];
  const context = named(file.contexts, current, "context").context;
  const { cluster } = named(file.clusters, context.cluster, "cluster");
  const { user } = named(file.users, context.user, "user");
  if (cluster["insecure-skip-tls-verify"]) throw invalid("it says not to verify the server's certificate");
  if (!URL.canParse(cluster.server) || new URL(cluster.server).protocol !== "https:") {
    throw invalid("its server is no https URL");
  }
  const { token } = user;
  return {
    server: cluster.server,
    ...pemFrom("authorities", cluster["certificate-authority-data"]),
    ...pemFrom("certificate", user["client-certificate-data"]),
    ...pemFrom("key", user["client-key-data"]),
    ...(token ? { token } : {}),
    ...(cluster["tls-server-name"] ? { serverName: cluster["tls-server-name"] } : {}),
  };
}

function parseFile(source: string): z.infer<typeof kubeconfigSchema> {
  let value: unknown;
  try {
    value = parse(source, { maxAliasCount: 10, logLevel: "silent" });
  } catch {
    throw invalid("it is not valid YAML");
  }
  const result = kubeconfigSchema.safeParse(value);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => path.join(".")).filter((path) => path !== "");
  throw invalid(paths.length === 0 ? "it is none" : `${paths.join(", ")} is not what a kubeconfig has there`);
}

function named<Entry extends { readonly name: string }>(entries: readonly Entry[], name: string, kind: string): Entry {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw invalid(`its current ${kind} is missing`);
  return found;
}

function pemFrom<Field extends string>(
  field: Field,
  base64: string | null | undefined,
): { readonly [K in Field]?: string };
function pemFrom(field: string, base64: string | null | undefined): Readonly<Record<string, string>> {
  if (!base64) return {};
  const pem = Buffer.from(base64, "base64").toString("latin1");
  if (!pem.includes("-----BEGIN ")) throw invalid(`its ${field} cannot be read`);
  return { [field]: withReadableLabel(pem) };
}

/** Ed25519 keys bear a label in Talos that OpenSSL 3 does not know. */
const withReadableLabel = (pem: string): string => pem.replaceAll("ED25519 PRIVATE KEY-----", "PRIVATE KEY-----");

const invalid = (problem: string): UserError =>
  new UserError(`Cannot use the kubeconfig: ${problem}`, {
    code: "kubernetes_failed",
    hint: "Look at the one that a control plane hands out: talosctl kubeconfig.",
  });
