/** The components of Kubernetes that a Talos configuration names by image, and where it does. */
import { parseImageReference } from "../../config/image-reference.ts";
import type { MachineConfig } from "../../config/machine-config.ts";
import { rootDocument } from "../../config/machine-config.ts";
import { formatPath, type MapNode, type ScalarNode } from "../../config/tree/config-node.ts";
import { type StaticPod, staticPods } from "../../health/kubernetes-components.ts";

export type Component = StaticPod | "kube-proxy" | "kubelet";

/** In the order in which they are upgraded. */
export const components: readonly Component[] = [...staticPods, "kube-proxy", "kubelet"];

interface Place {
  /** Since Talos 1.14 a component may have a document of its own, which then is the place of its image. */
  readonly kind: string;
  /** In the root document. */
  readonly path: readonly [string, string];
  readonly repository: string;
}

const places: Readonly<Record<Component, Place>> = {
  "kube-apiserver": {
    kind: "KubeAPIServerConfig",
    path: ["cluster", "apiServer"],
    repository: "registry.k8s.io/kube-apiserver",
  },
  "kube-controller-manager": {
    kind: "KubeControllerManagerConfig",
    path: ["cluster", "controllerManager"],
    repository: "registry.k8s.io/kube-controller-manager",
  },
  "kube-scheduler": {
    kind: "KubeSchedulerConfig",
    path: ["cluster", "scheduler"],
    repository: "registry.k8s.io/kube-scheduler",
  },
  "kube-proxy": { kind: "KubeProxyConfig", path: ["cluster", "proxy"], repository: "registry.k8s.io/kube-proxy" },
  kubelet: { kind: "KubeletConfig", path: ["machine", "kubelet"], repository: "ghcr.io/siderolabs/kubelet" },
};

/** Where a configuration names a component's image, or would. */
export interface ImagePlace {
  /** Kind of the document, undefined for the root document. */
  readonly kind?: string;
  readonly path: readonly string[];
  /** `cluster.apiServer.image`, for people. */
  readonly title: string;
  /** What is written there now. */
  readonly node?: ScalarNode;
}

export function imagePlace(config: MachineConfig, component: Component): ImagePlace {
  const { kind, path } = places[component];
  const own = config.documents.find(({ id }) => id.kind === kind);
  if (own !== undefined) {
    const node = scalarAt(own.root, ["image"]);
    return { kind, path: ["image"], title: `${kind} image`, ...(node && { node }) };
  }
  const full = [...path, "image"];
  const root = rootDocument(config)?.root;
  const node = root && scalarAt(root, full);
  return { path: full, title: formatPath(full), ...(node && { node }) };
}

/** Whether the cluster shall have no kube-proxy: another program does its work. */
export function isProxyDisabled(config: MachineConfig): boolean {
  const own = config.documents.find(({ id }) => id.kind === places["kube-proxy"].kind);
  if (own !== undefined) return scalarAt(own.root, ["enabled"])?.value === false;
  const root = rootDocument(config)?.root;
  return root !== undefined && scalarAt(root, ["cluster", "proxy", "disabled"])?.value === true;
}

/**
 * The image of another version, from where the one that runs comes: a mirror stays, and so does the kubelet's flavour.
 * A digest belongs to one version: it is left out.
 *
 * @param version `v1.34.1`
 */
export function imageOf(component: Component, version: string, current: string | undefined): string {
  const parsed = current === undefined ? undefined : parseImageReference(current);
  const flavour = component === "kubelet" ? (/-(?:fat|slim)$/.exec(parsed?.tag ?? "")?.[0] ?? "") : "";
  return `${parsed?.repository ?? places[component].repository}:${version}${flavour}`;
}

/** `v1.34.1` of an image's tag, without the kubelet's flavour; undefined where it has none. */
export function versionOf(image: string | undefined): string | undefined {
  return image === undefined ? undefined : parseImageReference(image)?.tag?.replace(/-(?:fat|slim)$/, "");
}

function scalarAt(root: MapNode, path: readonly string[]): ScalarNode | undefined {
  const [first = "", ...rest] = path;
  const node = root.entries.get(first);
  if (rest.length > 0) return node?.kind === "map" ? scalarAt(node, rest) : undefined;
  return node?.kind === "scalar" && node.value !== null && node.text !== "" ? node : undefined;
}
