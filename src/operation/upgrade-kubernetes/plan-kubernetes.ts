/** Versions that run, and what is to be changed on each node to come to another. */
import type { Node } from "../../cluster/cluster.ts";
import { parseMachineConfig } from "../../config/parse-machine-config.ts";
import { compareTalosVersions, parseTalosVersion } from "../../config/talos-version.ts";
import type { ComponentFacts } from "../../health/kubernetes-components.ts";
import type { KubernetesFacts, KubernetesNode } from "../../health/observation.ts";
import type { PlannedWork } from "../node-work.ts";
import { type Component, components, imageOf, imagePlace, isProxyDisabled, versionOf } from "./components.ts";
import { patchImage } from "./patch-image.ts";

/** What is known of a node when the plan is made. */
export interface KnownNode {
  readonly node: Node;
  readonly kubernetesNode: KubernetesNode;
  readonly facts: ComponentFacts;
  /** The active configuration, secrets included. */
  readonly config: Uint8Array;
}

export interface ComponentTarget {
  readonly component: Component;
  /** What the node is configured to run; undefined where nothing says so. */
  readonly current: string | undefined;
  readonly image: string;
}

export interface KubernetesNodePlan extends PlannedWork {
  readonly kubernetesName: string;
  readonly targets: readonly ComponentTarget[];
  /** As it was when the plan was made: whoever changes it in between stops the upgrade. */
  readonly config: Uint8Array;
}

export interface KubernetesPlan {
  /** The lowest version of a component in the cluster, `v1.33.2`. */
  readonly from: string;
  /** `v1.34.1` */
  readonly to: string;
  /** In the order in which they are worked on: control planes first. */
  readonly nodes: readonly KubernetesNodePlan[];
}

const observed: ReadonlySet<string> = new Set(components.filter((component) => component !== "kubelet"));

/** The lowest version among the pods of control planes and kube-proxy; undefined where none can be told. */
export function lowestVersion({ pods }: Pick<KubernetesFacts, "pods">): string | undefined {
  const found = pods.flatMap(({ namespace, labels, images }) => {
    const component = labels["k8s-app"] ?? "";
    if (namespace !== "kube-system" || !observed.has(component) || !Object.hasOwn(images, component)) return [];
    const text = versionOf(images[component]);
    const version = text === undefined ? undefined : parseTalosVersion(text);
    return text === undefined || version === undefined ? [] : [{ text, version }];
  });
  return found.toSorted((a, b) => compareTalosVersions(a.version, b.version))[0]?.text;
}

/**
 * @throws UserError `config_invalid` for a configuration that cannot be read, or in which an image cannot be written
 */
export function planNode(known: KnownNode, to: string, pods: KubernetesFacts["pods"]): KubernetesNodePlan {
  const { node, kubernetesNode, config } = known;
  const targets = targetsOf(known, to);
  const changed = targets.filter(({ current, image }) => current !== image);
  let text = Buffer.from(config).toString();
  for (const { component, image } of changed) text = patchImage(text, component, image, node.name);
  const waiting = targets.filter(({ component, image }) => !isRunning(component, image, kubernetesNode, pods));
  const isControlPlane = node.role === "controlplane";
  const unchanged = changed.length === 0 && waiting.length === 0;
  return {
    intent: { node, disrupts: isControlPlane && !unchanged, drains: false, leavesEtcd: false },
    unchanged,
    summary: summarise(changed, waiting, to),
    kubernetesName: kubernetesNode.name,
    targets,
    config,
  };
}

function targetsOf({ node, facts, config }: KnownNode, to: string): readonly ComponentTarget[] {
  const parsed = parseMachineConfig(Buffer.from(config).toString(), { file: `the configuration of ${node.name}` });
  return components.flatMap((component): readonly ComponentTarget[] => {
    if (component === "kube-proxy") {
      if (node.role !== "controlplane" || isProxyDisabled(parsed)) return [];
      const current = imagePlace(parsed, component).node?.text;
      return [{ component, current, image: imageOf(component, to, current) }];
    }
    const current = facts.images[component];
    return current === undefined ? [] : [{ component, current, image: imageOf(component, to, current) }];
  });
}

/** Of what has no pod of its own on the node, the configuration is all there is. */
function isRunning(
  component: Component,
  image: string,
  { name, kubeletVersion }: KubernetesNode,
  pods: KubernetesFacts["pods"],
): boolean {
  if (component === "kube-proxy") return true;
  if (component === "kubelet") return kubeletVersion === versionOf(image);
  return pods.some(
    (pod) => pod.node === name && pod.labels["k8s-app"] === component && pod.images[component] === image,
  );
}

function summarise(changed: readonly ComponentTarget[], waiting: readonly ComponentTarget[], to: string): string {
  if (changed.length === 0 && waiting.length === 0) return `runs ${to} already`;
  if (changed.length === 0)
    return `${waiting.map(({ component }) => component).join(", ")}: configured, not running yet`;
  const byVersion = Map.groupBy(changed, ({ current }) => versionOf(current) ?? "not named");
  const changes = [...byVersion].map(
    ([from, targets]) => `${targets.map(({ component }) => component).join(", ")}: ${from} → ${to}`,
  );
  return changes.join("; ");
}
