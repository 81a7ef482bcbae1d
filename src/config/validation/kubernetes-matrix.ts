import type { Note } from "../../errors.ts";
import { parseImageReference } from "../image-reference.ts";
import { formatDocumentId, type MachineConfig } from "../machine-config.ts";
import { parseTalosVersion } from "../talos-version.ts";
import { formatPath, type ScalarNode } from "../tree/config-node.ts";
import { selectNodes } from "../tree/select-nodes.ts";
import { finding } from "./finding.ts";

/** Kubernetes minor versions that a Talos 1.x supports: https://www.talos.dev/latest/introduction/support-matrix/ */
const supported: Readonly<Record<number, KubernetesRange>> = {
  9: { oldest: 27, newest: 32 },
  10: { oldest: 28, newest: 33 },
  11: { oldest: 29, newest: 34 },
  12: { oldest: 30, newest: 35 },
  13: { oldest: 31, newest: 36 },
  14: { oldest: 32, newest: 37 },
  15: { oldest: 33, newest: 38 },
};

export interface KubernetesRange {
  /** Minor version of Kubernetes 1. */
  readonly oldest: number;
  readonly newest: number;
}

/** The Kubernetes versions that a Talos version runs; undefined for a Talos that is not in the table. */
export function kubernetesRange(talosVersion: string): KubernetesRange | undefined {
  const talos = parseTalosVersion(talosVersion);
  return talos?.major === 1 ? supported[talos.minor] : undefined;
}

/** Where images of Kubernetes components stand: by kind of document, `v1alpha1` for the root document. */
const imagePaths: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    v1alpha1: [
      "machine.kubelet.image",
      ...["apiServer", "controllerManager", "proxy", "scheduler"].map((component) => `cluster.${component}.image`),
    ],
    KubeAPIServerConfig: ["image"],
    KubeControllerManagerConfig: ["image"],
    KubeProxyConfig: ["image"],
    KubeSchedulerConfig: ["image"],
    KubeletConfig: ["image"],
  }),
);

export interface ComponentImage {
  /** `machine.kubelet.image`, or kind and path. */
  readonly place: string;
  readonly node: ScalarNode;
}

/**
 * Whether a Talos version can load a config, judged by the tags of its Kubernetes images. From Talos 1.11 on a bad
 * combination makes a node fail after its reboot, so this has to be asked before an upgrade, with the target's version.
 */
export function checkKubernetes(talosVersion: string, config: MachineConfig): readonly Note[] {
  const range = kubernetesRange(talosVersion);
  return componentImages(config).flatMap((image) => checkImage(image, talosVersion, range));
}

function componentImages(config: MachineConfig): readonly ComponentImage[] {
  return config.documents.flatMap(({ id, root }) =>
    (imagePaths.get(id.kind ?? "v1alpha1") ?? []).flatMap((pattern) =>
      selectNodes(root, pattern).flatMap(({ path, node }) => {
        if (node.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return [];
        const prefix = id.kind === undefined ? "" : `${formatDocumentId(id)} `;
        return [{ place: `${prefix}${formatPath(path)}`, node }];
      }),
    ),
  );
}

function checkImage(
  { place, node }: ComponentImage,
  talosVersion: string,
  range: KubernetesRange | undefined,
): readonly Note[] {
  // a reference to a secret is not known yet
  if (node.text.includes("://")) return [];
  const tag = parseImageReference(node.text)?.tag;
  if (tag === undefined) {
    const hint = "Add the Kubernetes version as tag, also where a digest follows.";
    return [finding("error", "image_tag_missing", `${place} has no tag`, { written: node, hint })];
  }
  const version = /^v?(\d{1,4})\.(\d{1,4})\./.exec(tag);
  if (version === null) {
    const hint = "Talos reads the Kubernetes version from the tag: write it as v1.36.0.";
    return [
      finding("error", "kubernetes_version_unknown", `${place} has a tag that is no version`, { written: node, hint }),
    ];
  }
  const [, major, minor] = version.map(Number);
  if (range === undefined || (major === 1 && minor !== undefined && minor >= range.oldest && minor <= range.newest))
    return [];
  const message = `${place} is Kubernetes ${major}.${minor}, Talos ${talosVersion} supports 1.${range.oldest} to 1.${range.newest}`;
  const hint = "Upgrade Kubernetes and Talos in steps that both support.";
  return [finding("error", "kubernetes_unsupported", message, { written: node, hint })];
}
