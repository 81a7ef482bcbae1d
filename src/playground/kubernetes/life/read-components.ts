/** What a machine's configuration says of Kubernetes: images and arguments, labels and taints of its node. */
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { MachineView } from "./machine-view.ts";

export const staticComponents = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
export type StaticComponent = (typeof staticComponents)[number];

export interface KubernetesComponents {
  readonly images: Readonly<Record<StaticComponent | "kubelet" | "kube-proxy", string>>;
  /** Arguments beyond what Talos gives, `--feature-gates=…`. */
  readonly arguments: Readonly<Record<StaticComponent | "kubelet", readonly string[]>>;
  readonly proxyDisabled: boolean;
  readonly schedulesOnControlPlanes: boolean;
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Key → `value:Effect` */
  readonly nodeTaints: Readonly<Record<string, string>>;
}

/** Numbers and booleans without quotes are texts to Go. */
const argument = z.union([z.string(), z.number(), z.boolean()]);
const extraArguments = z.record(z.string(), z.union([argument, z.array(argument)])).nullish();
const image = z.looseObject({ image: z.string().optional(), extraArgs: extraArguments }).nullish();

const legacySchema = z.looseObject({
  machine: z
    .looseObject({
      kubelet: image,
      nodeLabels: z.record(z.string(), z.string()).nullish(),
      nodeTaints: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  cluster: z
    .looseObject({
      apiServer: image,
      controllerManager: image,
      scheduler: image,
      proxy: z.looseObject({ image: z.string().optional(), disabled: z.boolean().optional() }).nullish(),
      allowSchedulingOnControlPlanes: z.boolean().nullish(),
    })
    .nullish(),
});

const documentSchema = z.looseObject({ kind: z.string(), image: z.string().optional() });

const known = new WeakMap<Uint8Array, Map<string, KubernetesComponents>>();

/** Read once for each configuration and version. */
export function readComponents({ activeConfig = noConfig, profile }: MachineView): KubernetesComponents {
  const versions = known.get(activeConfig) ?? new Map<string, KubernetesComponents>();
  known.set(activeConfig, versions);
  const components = versions.get(profile.kubernetes) ?? parseComponents(activeConfig, profile);
  versions.set(profile.kubernetes, components);
  return components;
}

const noConfig = new Uint8Array();

function parseComponents(config: Uint8Array, profile: MachineView["profile"]): KubernetesComponents {
  const documents = parseAllDocuments(Buffer.from(config).toString()).map((document): unknown => document.toJS());
  const legacy = documents
    .map((document) => legacySchema.safeParse(document).data)
    .find((document) => document?.machine ?? document?.cluster);
  const extra = new Map(documents.flatMap((document) => namedImage(document)));
  const { machine, cluster } = legacy ?? {};
  const choose = (kind: string, configured: string | undefined, repository: string) =>
    extra.get(kind) ?? configured ?? `${repository}:${profile.kubernetes}`;
  return {
    images: {
      "kube-apiserver": choose("KubeAPIServerConfig", cluster?.apiServer?.image, "registry.k8s.io/kube-apiserver"),
      "kube-controller-manager": choose(
        "KubeControllerManagerConfig",
        cluster?.controllerManager?.image,
        "registry.k8s.io/kube-controller-manager",
      ),
      "kube-scheduler": choose("KubeSchedulerConfig", cluster?.scheduler?.image, "registry.k8s.io/kube-scheduler"),
      "kube-proxy": choose("KubeProxyConfig", cluster?.proxy?.image, "registry.k8s.io/kube-proxy"),
      kubelet: choose("KubeletConfig", machine?.kubelet?.image, "ghcr.io/siderolabs/kubelet"),
    },
    arguments: {
      "kube-apiserver": argumentsOf(cluster?.apiServer?.extraArgs),
      "kube-controller-manager": argumentsOf(cluster?.controllerManager?.extraArgs),
      "kube-scheduler": argumentsOf(cluster?.scheduler?.extraArgs),
      kubelet: argumentsOf(machine?.kubelet?.extraArgs),
    },
    proxyDisabled: cluster?.proxy?.disabled ?? false,
    schedulesOnControlPlanes: cluster?.allowSchedulingOnControlPlanes ?? false,
    nodeLabels: machine?.nodeLabels ?? {},
    nodeTaints: machine?.nodeTaints ?? {},
  };
}

function argumentsOf(given: z.infer<typeof extraArguments>): readonly string[] {
  return Object.entries(given ?? {}).flatMap(([name, values]) => [values].flat().map((value) => `--${name}=${value}`));
}

/** Since Talos 1.14 a component may have a document of its own, which wins. */
function namedImage(document: unknown): readonly (readonly [string, string])[] {
  const { data } = documentSchema.safeParse(document);
  return data?.image === undefined ? [] : [[data.kind, data.image]];
}

/** `v1.34.1` of `registry.k8s.io/kube-apiserver:v1.34.1@sha256:…`; the kubelet's flavour (`-fat`) is no part of its version. */
export function versionOfImage(reference: string): string {
  const tag = /:([^:/@]+)(@.*)?$/.exec(reference)?.[1] ?? "";
  return tag.replace(/-(fat|slim)$/, "");
}
