/** Generated plans with secrets at every place that Talos has for one, and in texts where none should be. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { MachineConfig } from "../../src/config/machine-config.ts";
import { documentId } from "../../src/config/parse-machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import type { ConfigNode, ConfigPath, MapNode } from "../../src/config/tree/config-node.ts";
import type { Change, DocumentDiff } from "../../src/diff/node-diff.ts";
import type { Plan } from "../../src/diff/plan.ts";
import { invalidNode, node, plan, unreachableNode } from "./plans.ts";

/** Where a secret may stand: a kind (`""` is the root document) and a path; `*` and `0` stand for a key and an item. */
export const secretPlaces: readonly (readonly [kind: string, path: string])[] = [
  ["", "machine.token"],
  ["", "machine.ca.key"],
  ["", "cluster.id"],
  ["", "cluster.secret"],
  ["", "cluster.token"],
  ["", "cluster.aescbcEncryptionSecret"],
  ["", "cluster.secretboxEncryptionSecret"],
  ["", "cluster.serviceAccount.key"],
  ["", "cluster.ca.key"],
  ["", "cluster.aggregatorCA.key"],
  ["", "cluster.etcd.ca.key"],
  ["", "machine.registries.config.*.auth.password"],
  ["", "machine.registries.config.*.auth.username"],
  ["", "machine.registries.config.*.auth.auth"],
  ["", "machine.registries.config.*.auth.identityToken"],
  ["", "machine.registries.config.*.tls.clientIdentity.key"],
  ["", "machine.network.interfaces.0.wireguard.privateKey"],
  ["", "machine.network.interfaces.0.wireguard.peers.0.presharedKey"],
  ["", "machine.network.interfaces.0.vip.equinixMetal.apiToken"],
  ["", "machine.network.interfaces.0.vip.hcloud.apiToken"],
  ["", "machine.network.interfaces.0.vlans.0.vip.equinixMetal.apiToken"],
  ["", "machine.network.interfaces.0.vlans.0.vip.hcloud.apiToken"],
  ["", "machine.systemDiskEncryption.state.keys.0.static.passphrase"],
  ["", "machine.systemDiskEncryption.ephemeral.keys.0.static.passphrase"],
  ["", "machine.files.0.content"],
  ["", "machine.env.*"],
  ["", "machine.logging.destinations.0.extraTags.*"],
  ["", "machine.pods.0.spec.containers.0.env.0.value"],
  ["", "machine.kubelet.credentialProviderConfig.providers.0.env.0.value"],
  ["", "machine.kubelet.extraArgs.some-token"],
  ["", "cluster.apiServer.env.*"],
  ["", "cluster.apiServer.extraArgs.oidc-client-secret"],
  ["", "cluster.apiServer.authorizationConfig.0.webhook.connectionInfo.data"],
  ["", "cluster.controllerManager.env.*"],
  ["", "cluster.scheduler.env.*"],
  ["", "cluster.inlineManifests.0.contents"],
  ["", "cluster.extraManifestHeaders.*"],
  ["SideroLinkConfig", "uniqueToken"],
  ["WireguardConfig", "privateKey"],
  ["WireguardConfig", "peers.0.presharedKey"],
  ["RegistryAuthConfig", "password"],
  ["RegistryAuthConfig", "username"],
  ["RegistryAuthConfig", "auth"],
  ["RegistryAuthConfig", "identityToken"],
  ["RegistryTLSConfig", "clientIdentity.key"],
  ["HCloudVIPConfig", "apiToken"],
  ["VolumeConfig", "encryption.keys.0.static.passphrase"],
  ["UserVolumeConfig", "encryption.keys.0.static.passphrase"],
  ["RawVolumeConfig", "encryption.keys.0.static.passphrase"],
  ["SwapVolumeConfig", "encryption.keys.0.static.passphrase"],
  ["KubeAggregatorCAConfig", "issuingCA.key"],
  ["KubeAPIServerCAConfig", "issuingCA.key"],
  ["KubeServiceAccountConfig", "issuer.privateKey"],
  ["KubeEtcdEncryptionConfig", "config.resources.0.providers.0.secretbox.keys.0.secret"],
  ["KubeInlineManifestConfig", "manifest"],
  ["KubeExternalManifestConfig", "headers.*"],
  ["KubeStaticPodConfig", "pod.spec.containers.0.args.0"],
  ["KubeCredentialProviderConfig", "configuration.providers.0.args.0"],
  ["KubeAuthenticationConfig", "configuration.jwt.0.issuer.url"],
  ["KubeAuthorizerConfig", "webhook.connectionInfo.data"],
  ["KubeAPIServerConfig", "env.*"],
  ["KubeControllerManagerConfig", "env.*"],
  ["KubeSchedulerConfig", "env.*"],
  ["DiscoveryIdentityConfig", "clusterSecret"],
  ["EnvironmentConfig", "variables.*"],
  ["ExtensionServiceConfig", "environment.0"],
  ["ExtensionServiceConfig", "configFiles.0.content"],
  ["ContainerConfig", "environment.0"],
  ["ContainerConfig", "args.0"],
  ["EtcFileConfig", "contents"],
  ["CRICustomizationConfig", "content"],
  ["CRIBaseRuntimeSpecConfig", "overrides.process.env.0"],
  ["SomeFutureConfig", "spec.deeply.0.nested"],
  ["SomeFutureConfig", "value"],
];

/** URLs may hold a secret in their user, query or fragment. */
export const urlPlaces: readonly (readonly [kind: string, path: string])[] = [
  ["", "cluster.extraManifests.0"],
  ["", "machine.registries.mirrors.*.endpoints.0"],
  ["", "machine.logging.destinations.0.endpoint"],
  ["", "machine.systemDiskEncryption.state.keys.0.kms.endpoint"],
  ["", "machine.install.extraKernelArgs.0"],
  ["SideroLinkConfig", "apiUrl"],
  ["KmsgLogConfig", "url"],
  ["EventSinkConfig", "endpoint"],
  ["HTTPProbeConfig", "url"],
  ["KubeExternalManifestConfig", "url"],
  ["RegistryMirrorConfig", "endpoints.0.url"],
];

/** Settings that a reader has to see. */
export const plainSettings: readonly (readonly [kind: string, path: string, value: string])[] = [
  ["", "machine.sysctls.net.ipv4.tcp_rmem", "4096 87380 33554432"],
  ["", "machine.network.hostname", "talos-m01"],
  ["", "machine.network.interfaces.0.addresses.0", "192.168.5.201/24"],
  ["", "machine.network.interfaces.0.deviceSelector.hardwareAddr", "58:47:ca:7a:10:33"],
  ["", "machine.nodeLabels.topology.kubernetes.io/region", "main"],
  ["", "machine.install.diskSelector.serial", "S4EWNX0N123456789012345678"],
  ["", "machine.install.image", `factory.talos.dev/installer/${"3f".repeat(32)}:v1.13.8`],
  ["", "machine.kubelet.extraArgs.rotate-server-certificates", "true"],
  ["", "machine.kernel.modules.0.name", "nvidia_uvm"],
  ["", "cluster.apiServer.extraArgs.feature-gates", "MutatingAdmissionPolicy=true"],
  ["", "cluster.network.podSubnets.0", "10.42.0.0/16"],
  ["", "cluster.controlPlane.endpoint", "https://192.168.5.200:6443"],
  ["VolumeConfig", "provisioning.diskSelector.match", 'disk.serial == "S4EWNX0N12345678901234"'],
  ["WireguardConfig", "peers.0.publicKey", "k8vZ3nQ0Jw2m9XcT1yUe5rPo7aSd4fGh6jKl8zXcVb0="],
];

/** Secrets of every shape: keys, tokens, words with what YAML, URLs and shells find special, PEM over several lines. */
export const secretValue: fc.Arbitrary<string> = fc
  .tuple(
    fc.nat(),
    fc.constantFrom("base64", "base64url", "hex", "words", "special", "unicode", "pem", "file", "userpass"),
  )
  .map(([seed, form]) => {
    // Hashed, so that a shrunk secret is as random as any.
    const bytes = createHash("sha256").update(`${seed}`).digest();
    const noise = bytes.toString("base64url");
    switch (form) {
      case "base64":
        return bytes.toString("base64");
      case "hex":
        return bytes.toString("hex");
      case "words":
        return `correct horse ${noise.slice(0, 8)} battery ${noise.slice(8, 14)}`;
      case "special":
        return `p@ss: "${noise.slice(0, 9)}" #x|y> 'z' \\n %41&a=b {${noise.slice(9, 15)}}`;
      case "unicode":
        return `pässwörd-${noise.slice(0, 10)}-密码🔑-${noise.slice(10, 16)}`;
      case "pem":
        return `-----BEGIN ED25519 PRIVATE KEY-----\n${bytes.toString("base64")}\n${noise}\n-----END ED25519 PRIVATE KEY-----\n`;
      case "file":
        return `# settings\n[auth]\n  user = admin\n  password = ${noise.slice(0, 16)}\n\tkey: ${noise.slice(4, 22)}\n`;
      case "userpass":
        return Buffer.from(`user:${noise.slice(0, 18)}`).toString("base64");
      default:
        return noise;
    }
  });

export interface SecretCase {
  readonly kind: string;
  readonly path: string;
  readonly live: string;
  readonly desired: string;
  /** The desired value came from a secret store. */
  readonly isReference: boolean;
}

export interface SecretPlan {
  readonly plan: Plan;
  readonly configs: readonly MachineConfig[];
  readonly cases: readonly SecretCase[];
  readonly secrets: readonly string[];
}

const secretCase: fc.Arbitrary<SecretCase> = fc
  .record({
    place: fc.constantFrom(...secretPlaces, ...urlPlaces),
    live: secretValue,
    desired: secretValue,
    isEqual: fc.boolean(),
    isReference: fc.boolean(),
  })
  .map(({ place: [kind, path], live, desired, isEqual, isReference }) => ({
    kind,
    path,
    live,
    desired: isEqual ? live : desired,
    isReference: isReference && !isUrl(kind, path),
  }));

export function isUrl(kind: string, path: string): boolean {
  return urlPlaces.some((place) => place[0] === kind && place[1] === path);
}

/** Ways in which a secret gets into a text that is none. */
const embeddings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `before ${secret} after`,
  (secret) => Buffer.from(`x${secret}y`).toString("base64"),
  (secret) => Buffer.from(`xy${secret}`).toString("base64url"),
  (secret) => `id-${Buffer.from(secret).toString("hex")}`,
  (secret) => `https://example.com/?q=${encodeURIComponent(secret)}`,
  (secret) => JSON.stringify({ a: secret }),
  (secret) => secret.replace(/(.{7})/gsu, "$1\n      "),
];

export const secretPlan: fc.Arbitrary<SecretPlan> = fc
  .record({
    cases: fc.uniqueArray(secretCase, { minLength: 1, maxLength: 6, selector: ({ kind, path }) => `${kind} ${path}` }),
    embedding: fc.constantFrom(...embeddings),
    other: fc.constantFrom(...embeddings),
  })
  .map(({ cases, embedding, other }) => {
    const secrets = [...new Set(cases.flatMap(({ live, desired }) => [live, desired]))];
    const [first = "", last = ""] = [secrets[0], secrets.at(-1)];
    const live = buildConfig(cases, "live", embedding(first));
    const desired = buildConfig(cases, "desired", other(last));
    const message = `Cannot do it: ${embedding(last)}`;
    const note = { code: "generated", severity: "warning", message, hint: other(first) } as const;
    const location = { file: `talos/${first.replace(/\s/g, "")}.yaml`, line: 7 };
    return {
      cases,
      secrets,
      configs: [live, desired],
      plan: plan(
        [
          {
            kind: "changed",
            node: node("talos-m01"),
            documents: pairDocuments(live, desired),
            reboot: { kind: "automatic", paths: [`machine.${embedding(first)}`] },
            image: {
              liveVersion: "v1.13.7",
              desiredVersion: other(last),
              desiredImage: `registry.example/${first}`,
              upgrade: "version",
              reasons: [message],
            },
            notes: [{ ...note, location }],
          },
          unreachableNode("talos-m02", { kind: "refused", message, hint: embedding(first) }),
          invalidNode("talos-m03", message, { hint: other(first), location }),
        ],
        { notes: [note] },
      ),
    };
  });

function pairDocuments(live: MachineConfig, desired: MachineConfig): readonly DocumentDiff[] {
  return live.documents.map((document, index): DocumentDiff => {
    const other = desired.documents[index]?.root ?? document.root;
    const change: Change = { kind: "changed", path: ["machine"], live: document.root, desired: other };
    return { id: document.id, kind: "changed", live: document.root, desired: other, changes: [change] };
  });
}

function buildConfig(cases: readonly SecretCase[], side: "live" | "desired", text: string): MachineConfig {
  const kinds = [...new Set(["", ...cases.map(({ kind }) => kind), ...plainSettings.map(([kind]) => kind)])];
  return {
    documents: kinds.map((kind) => {
      const root = emptyMap();
      if (kind !== "") {
        put(root, ["apiVersion"], scalar("v1alpha1"));
        put(root, ["kind"], scalar(kind));
        put(root, ["name"], scalar("one"));
      } else {
        put(root, ["machine", "nodeAnnotations", "note"], scalar(text));
        put(root, ["machine", "nodeAnnotations", `key ${text}`], scalar("x"));
      }
      for (const [of, path, value] of plainSettings) {
        // The live side has none of them: each shows as an added line.
        if (of === kind && side === "desired") put(root, splitPlain(path), scalar(value));
      }
      for (const each of cases) if (each.kind === kind) put(root, split(each.path), secretNode(each, side));
      return { id: documentId(root), root };
    }),
  };
}

function secretNode(each: SecretCase, side: "live" | "desired"): ConfigNode {
  if (isUrl(each.kind, each.path)) {
    const prefix = each.path.includes("extraKernelArgs") ? "siderolink.api=" : "";
    return scalar(`${prefix}grpc://host.example:8081/?jointoken=${encodeURIComponent(each[side])}&a=b`);
  }
  if (side === "desired" && each.isReference) {
    const value = new Secret(each.desired, [`ak://talos/${each.path.replaceAll("*", "any").toUpperCase()}`]);
    return { kind: "scalar", value, text: "", quoted: false };
  }
  return scalar(each[side]);
}

function scalar(value: string): ConfigNode {
  return { kind: "scalar", value, text: value, quoted: true };
}

type Building = { readonly kind: "map"; readonly entries: Map<string, ConfigNode> };

function emptyMap(): Building {
  return { kind: "map", entries: new Map() };
}

function split(path: string): ConfigPath {
  return path.split(".").map((step) => (step === "0" ? 0 : step.replace("*", "ghcr.io")));
}

/** The last key of a sysctl or label has dots itself. */
function splitPlain(path: string): ConfigPath {
  const dotted = /^(machine\.(?:sysctls|nodeLabels))\.(.+)$/.exec(path);
  return dotted === null ? split(path) : [...split(dotted[1] ?? ""), dotted[2] ?? ""];
}

function put(map: Building, path: ConfigPath, value: ConfigNode): void {
  const [step, ...rest] = path;
  if (typeof step !== "string") return;
  map.entries.set(step, below(map.entries.get(step), rest, value));
}

function below(existing: ConfigNode | undefined, path: ConfigPath, value: ConfigNode): ConfigNode {
  if (path.length === 0) return value;
  if (path[0] === 0) {
    const [first] = existing?.kind === "list" ? existing.items : [];
    return { kind: "list", items: [below(first, path.slice(1), value)] };
  }
  const map: Building = { kind: "map", entries: new Map(existing?.kind === "map" ? existing.entries : []) };
  put(map, path, value);
  return map;
}

/** The node at a place of a document. */
export function nodeAt(root: MapNode, path: string): ConfigNode | undefined {
  return split(path).reduce<ConfigNode | undefined>((found, step) => {
    if (found?.kind === "list" && typeof step === "number") return found.items[step];
    return found?.kind === "map" && typeof step === "string" ? found.entries.get(step) : undefined;
  }, root);
}
