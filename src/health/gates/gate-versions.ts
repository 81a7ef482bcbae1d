import { minorDistance, parseTalosVersion } from "../../config/talos-version.ts";
import { kubernetesRange } from "../../config/validation/kubernetes-matrix.ts";
import { checkVersionPath } from "../../config/validation/version-path.ts";
import { findKubernetesNode } from "../find-kubernetes-node.ts";
import type { GateFinding } from "../gate.ts";
import type { NodeTarget } from "../intent.ts";
import type { ClusterObservation, KubernetesFacts, NodeFacts, ObservedNode } from "../observation.ts";

/** Whether a node may go from its Talos version to the target's, with the Kubernetes components that run on it. */
export function gateTalosVersion(
  { kubernetes }: ClusterObservation,
  observed: ObservedNode,
  facts: NodeFacts,
  { version }: NodeTarget,
): readonly GateFinding[] {
  if (version === undefined || version === facts.version) return [];
  const { name } = observed.node;
  const path = checkVersionPath(facts.version, version).map(
    ({ severity, message, hint }): GateFinding => ({
      code: "version_path",
      verdict: severity === "error" ? "refuse" : "warn",
      message: `${name}: ${message}`,
      evidence: [`${name}: ${facts.version} → ${version}`],
      ...(hint !== undefined && { hint }),
      node: name,
    }),
  );
  const nodeName = findKubernetesNode(observed, kubernetes)?.name;
  if (kubernetes.kind === "problem" || nodeName === undefined) return path;
  const unsupported = componentsOn(kubernetes.facts, nodeName).filter((one) => !supports(version, one.version));
  return [...path, ...(unsupported.length === 0 ? [] : [mismatch(name, version, unsupported)])];
}

/** Whether a cluster may go to a Kubernetes version: one minor version at a time, and with the Talos of every node. */
export function gateKubernetesVersion(
  { nodes, kubernetes }: ClusterObservation,
  target: string | undefined,
): readonly GateFinding[] {
  if (target === undefined) return [];
  const running = kubernetes.kind === "read" ? allVersions(kubernetes.facts) : [];
  const talos = nodes.flatMap(({ node, reading }) =>
    reading.kind === "read" ? [{ name: node.name, version: reading.facts.version }] : [],
  );
  const tooOld = talos.filter(({ version }) => !supports(version, target));
  return [
    ...judgePath(running, target),
    ...(tooOld.length === 0 ? [] : [mismatch(tooOld.map(({ name }) => name).join(", "), undefined, tooOld, target)]),
  ];
}

function judgePath(running: readonly Component[], target: string): readonly GateFinding[] {
  const to = parseTalosVersion(target);
  const evidence = running.map(({ name, version }) => `${name}: ${version} → ${target}`);
  const refuse = (message: string, hint: string): readonly GateFinding[] => [
    { code: "kubernetes_version", verdict: "refuse", message, evidence, hint },
  ];
  if (to === undefined) return refuse(`${target} is no Kubernetes version`, "Write it as v1.34.1.");
  const steps = running.flatMap(({ version }) => {
    const from = parseTalosVersion(version);
    const distance = from && minorDistance(from, to);
    return distance === undefined ? [] : [{ version, distance }];
  });
  const skipping = steps.find(({ distance }) => distance > 1);
  if (skipping !== undefined) {
    return refuse(
      `From Kubernetes ${skipping.version} to ${target} skips ${skipping.distance - 1} minor version`,
      "Upgrade to each minor version in turn.",
    );
  }
  const back = steps.find(({ distance }) => distance < 0);
  if (back === undefined) return [];
  return refuse(
    `Kubernetes ${back.version} cannot go back to ${target}`,
    "Kubernetes supports no way back to an earlier minor version.",
  );
}

interface Component {
  readonly name: string;
  readonly version: string;
}

const controlPlaneContainers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"];

/** The kubelet of a node and the static pods on it, by the tags of their images. */
function componentsOn({ nodes, pods }: KubernetesFacts, nodeName: string): readonly Component[] {
  const kubelets = nodes.filter(({ name }) => name === nodeName);
  return [
    ...kubelets.map(({ kubeletVersion }) => ({ name: "kubelet", version: kubeletVersion })),
    ...pods.filter(({ node, namespace }) => node === nodeName && namespace === "kube-system").flatMap(imagesOf),
  ];
}

function allVersions({ version, nodes }: KubernetesFacts): readonly Component[] {
  return [
    { name: "kube-apiserver", version },
    ...nodes.map(({ name, kubeletVersion }) => ({ name: `kubelet of ${name}`, version: kubeletVersion })),
  ];
}

function imagesOf({ images }: KubernetesFacts["pods"][number]): readonly Component[] {
  return controlPlaneContainers.flatMap((name) => {
    const tag = Object.hasOwn(images, name) ? /:(v[^:@/]+)(?:@|$)/.exec(images[name] ?? "")?.[1] : undefined;
    return tag === undefined ? [] : [{ name, version: tag }];
  });
}

/** What is not known counts as supported: a Talos or Kubernetes of its own numbering. */
function supports(talosVersion: string, kubernetesVersion: string): boolean {
  const range = kubernetesRange(talosVersion);
  const version = parseTalosVersion(kubernetesVersion);
  if (range === undefined || version === undefined || version.major !== 1) return true;
  return version.minor >= range.oldest && version.minor <= range.newest;
}

function mismatch(
  name: string,
  talosVersion: string | undefined,
  found: readonly Component[],
  kubernetesVersion?: string,
): GateFinding {
  const [first] = found;
  const talos = talosVersion ?? first?.version ?? "";
  const range = kubernetesRange(talos);
  const supported = range === undefined ? "" : `, it supports 1.${range.oldest} to 1.${range.newest}`;
  const kubernetes = kubernetesVersion ?? first?.version ?? "";
  return {
    code: "kubernetes_version",
    verdict: "refuse",
    message: `${name}: Talos ${talos} does not run Kubernetes ${kubernetes}${supported}`,
    evidence: found.map((component) => `${component.name}: ${component.version}`),
    hint: "Upgrade Kubernetes and Talos in steps that both support.",
    ...(talosVersion !== undefined && { node: name }),
  };
}
