/** Command lines and objects in, what the next minor version would not understand of them out. */
import { parseTalosVersion } from "../../config/talos-version.ts";
import type { GateFinding } from "../../health/gate.ts";
import { type ComponentFacts, type StaticPod, staticPods } from "../../health/kubernetes-components.ts";
import type { KubernetesProbe, Waiting } from "../../health/probes.ts";
import { type RemovedFeatures, removedFeatures } from "./removed-features.ts";

export interface KnownComponents {
  readonly node: string;
  readonly facts: ComponentFacts;
}

/** What a step from one minor version to the next takes away; nothing within a minor version. */
export async function checkRemoved(
  from: string,
  to: string,
  nodes: readonly KnownComponents[],
  probe: Pick<KubernetesProbe, "resources">,
  waiting: Waiting,
): Promise<readonly GateFinding[]> {
  const [old, wanted] = [parseTalosVersion(from), parseTalosVersion(to)];
  const removed = wanted && old && wanted.minor === old.minor + 1 ? removedFeatures[wanted.minor] : undefined;
  if (removed === undefined) return [];
  const settings = nodes.flatMap((node) => removedSettings(node, removed));
  const objects = await Promise.all((removed.apis ?? []).map((api) => countObjects(api, probe, waiting)));
  return [
    ...describe(settings, `Kubernetes ${to} does not start with settings that are in use`, "Take them out first."),
    ...describe(
      objects.filter((line) => line !== undefined),
      `Kubernetes ${to} does not know objects that there are`,
      "Remove them, or store them in a newer version of their API, first.",
    ),
  ];
}

function describe(evidence: readonly string[], message: string, hint: string): readonly GateFinding[] {
  return evidence.length === 0
    ? []
    : [{ code: "kubernetes_removed_feature", verdict: "refuse", message, evidence, hint }];
}

function removedSettings({ node, facts: { commands } }: KnownComponents, removed: RemovedFeatures): readonly string[] {
  const names: readonly (StaticPod | "kubelet")[] = [...staticPods, "kubelet"];
  return names.flatMap((component) => {
    const command = commands[component] ?? [];
    const isPod = component !== "kubelet";
    const gates = isPod ? listed(command, "feature-gates", removed.featureGates ?? []) : [];
    const plugins =
      component === "kube-apiserver" ? listed(command, "enable-admission-plugins", removed.admissionPlugins ?? []) : [];
    const flags = (removed.flags?.[component] ?? []).filter((flag) => hasFlag(command, flag));
    const where = `${node}: ${component}`;
    return [
      ...gates.map((gate) => `${where}: feature gate ${gate}`),
      ...plugins.map((plugin) => `${where}: admission plugin ${plugin}`),
      ...flags.map((flag) => `${where}: flag --${flag}`),
    ];
  });
}

const hasFlag = (command: readonly string[], flag: string): boolean =>
  command.some((argument) => argument === `--${flag}` || argument.startsWith(`--${flag}=`));

/** Which of the names are in the flag's list, `A=true,B=false`; a flag may be given several times. */
function listed(command: readonly string[], flag: string, names: readonly string[]): readonly string[] {
  const prefix = `--${flag}=`;
  const given = new Set(
    command
      .filter((argument) => argument.startsWith(prefix))
      .flatMap((argument) => argument.slice(prefix.length).split(","))
      .map((entry) => entry.split("=")[0]?.trim()),
  );
  return names.filter((name) => given.has(name));
}

async function countObjects(
  { apiVersion, kind }: NonNullable<RemovedFeatures["apis"]>[number],
  probe: Pick<KubernetesProbe, "resources">,
  waiting: Waiting,
): Promise<string | undefined> {
  const found = await probe.resources({ apiVersion, kind }, waiting);
  return found.length === 0 ? undefined : `${found.length} of ${kind} (${apiVersion})`;
}
