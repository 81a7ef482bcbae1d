/** One component on one node: look, skip when it is there, judge the gates, write its image, wait until it runs. */
import type { Node } from "../../cluster/cluster.ts";
import { parseMachineConfig } from "../../config/parse-machine-config.ts";
import { UserError } from "../../errors.ts";
import { findKubernetesNode } from "../../health/find-kubernetes-node.ts";
import { judgeGates } from "../judge-gates.ts";
import type { StepName } from "../operation.ts";
import { patiently } from "../patiently.ts";
import { poll } from "../poll.ts";
import type { Rolling } from "../rolling.ts";
import { type Component, imagePlace, versionOf } from "./components.ts";
import { patchImage } from "./patch-image.ts";
import type { ComponentTarget, KubernetesNodePlan } from "./plan-kubernetes.ts";

/** From a new image until it runs: as long as talosctl gives it. */
const runningSeconds = 300;

export interface ComponentRun {
  readonly rolling: Rolling;
  /** By node, the configuration as we know it: any other means that somebody else changed it. */
  readonly configs: Map<string, Uint8Array>;
  /** Nodes of which something was changed, by this run or the one before. */
  readonly begun: Set<string>;
}

/**
 * @param beforeFirst called before the first change
 * @throws UserError `plan_changed` when the node's configuration is another than the known one, `gate_refused`,
 * `node_timeout` when it does not run in time
 */
export async function updateComponent(
  plan: KubernetesNodePlan,
  target: ComponentTarget,
  run: ComponentRun,
  beforeFirst: () => Promise<void>,
): Promise<void> {
  const { node } = plan.intent;
  const { progress, ports, signal } = run.rolling;
  const config = await readConfig(node, run);
  const isConfigured = (await configuredImage(node, target.component, config, run)) === target.image;
  if (isConfigured && (await whyNotRunning(plan, target, run)) === undefined) return;
  const step = steps[target.component];
  if (!isConfigured) {
    await checkGates(node, run);
    await beforeFirst();
  }
  await beginStep(node, step, run);
  await progress.step(node.name, step, async (detail) => {
    const title = `${target.component} ${versionOf(target.image) ?? ""}`;
    detail(title);
    if (!isConfigured) {
      // Observing takes a while: what somebody else did meanwhile is not written over.
      const text = Buffer.from(await readConfig(node, run)).toString();
      const patched = Buffer.from(patchImage(text, target.component, target.image, node.name));
      // The program may have been suspended since the lock was looked at.
      run.rolling.journal.check();
      await ports.nodes.apply(node, { config: patched, mode: "no-reboot" }, { signal });
      run.configs.set(node.name, patched);
    }
    await waitUntilRunning(plan, target, run, (missing) => detail(`${title}: ${missing}`));
    detail(title);
  });
}

const steps: Readonly<Record<Component, StepName>> = {
  "kube-apiserver": "static-pods",
  "kube-controller-manager": "static-pods",
  "kube-scheduler": "static-pods",
  "kube-proxy": "proxy",
  kubelet: "kubelet",
};

/** Into the journal before anything is done. */
export async function beginStep({ name }: Node, step: StepName, { rolling, begun }: ComponentRun): Promise<void> {
  await rolling.journal.write(name, { state: "running", step }, { signal: rolling.signal });
  begun.add(name);
  rolling.progress.node(name, "running");
}

async function readConfig(node: Node, { rolling, configs }: ComponentRun): Promise<Uint8Array> {
  const reading = await rolling.ports.liveNodes.read(node, { signal: rolling.signal });
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    throw new UserError(`Cannot upgrade Kubernetes on ${node.name}: ${message}`, {
      code: "unreachable",
      ...(hint !== undefined && { hint }),
    });
  }
  const { config, persistentConfig } = reading.live;
  const known = configs.get(node.name);
  if (known !== undefined && Buffer.compare(config, known) === 0 && persistentConfig === undefined) return config;
  throw new UserError(`Cannot upgrade Kubernetes on ${node.name}: somebody else changed its configuration meanwhile`, {
    code: "plan_changed",
    hint: "Look at what was changed with talos-chatops diff, then continue.",
  });
}

async function configuredImage(
  node: Node,
  component: Component,
  config: Uint8Array,
  { rolling }: ComponentRun,
): Promise<string | undefined> {
  if (component !== "kube-proxy") {
    const { images } = await rolling.ports.components.components(node, { signal: rolling.signal });
    return images[component];
  }
  const file = `the configuration of ${node.name}`;
  return imagePlace(parseMachineConfig(Buffer.from(config).toString(), { file }), component).node?.text;
}

/** After the first change, what the cluster gets over by itself is waited for. */
async function checkGates(node: Node, { rolling, begun }: ComponentRun): Promise<void> {
  const patienceSeconds = begun.size > 0 ? rolling.cluster.operations.rebootSeconds : 0;
  await rolling.progress.step(node.name, "check", async (detail) => {
    await judgeGates(rolling, node, { patienceSeconds, detail });
  });
}

async function waitUntilRunning(
  plan: KubernetesNodePlan,
  target: ComponentTarget,
  run: ComponentRun,
  tell: (missing: string) => void,
): Promise<void> {
  let missing = "";
  const look = async () => {
    missing = (await whyNotRunning(plan, target, run)) ?? "";
    if (missing === "") return true;
    tell(missing);
    return undefined;
  };
  const { pace } = run.rolling.ports;
  if (await poll(look, { pace, signal: run.rolling.signal, seconds: runningSeconds })) return;
  const { name } = plan.intent.node;
  throw new UserError(
    `${target.component} on ${name} does not run ${target.image} after ${runningSeconds} seconds: ${missing}`,
    {
      code: "node_timeout",
      hint: `Look at its log (talosctl logs -k, or talosctl logs kubelet); once it is well, continue.`,
    },
  );
}

async function whyNotRunning(
  plan: KubernetesNodePlan,
  { component, image }: ComponentTarget,
  run: ComponentRun,
): Promise<string | undefined> {
  if (component === "kube-proxy") return undefined;
  if (component === "kubelet") return whyKubeletNotRunning(plan, image, run);
  return whyPodNotRunning(plan, component, image, run);
}

/** By image and readiness: what else the pod says of its configuration differs between versions of Talos. */
async function whyPodNotRunning(
  { kubernetesName }: KubernetesNodePlan,
  component: Component,
  image: string,
  { rolling }: ComponentRun,
): Promise<string | undefined> {
  const { ports, signal } = rolling;
  const pods = await patiently(() => ports.kubernetes.podsOn(kubernetesName, { signal }), { pace: ports.pace, signal });
  const own = pods.filter(({ namespace, labels }) => namespace === "kube-system" && labels["k8s-app"] === component);
  const current = own.find(({ images, deleting }) => images[component] === image && !deleting);
  if (current === undefined) return own.length === 0 ? "its pod is not there" : "its pod has the old image";
  return current.ready ? undefined : "its pod is not Ready";
}

async function whyKubeletNotRunning(
  { intent: { node } }: KubernetesNodePlan,
  image: string,
  { rolling }: ComponentRun,
): Promise<string | undefined> {
  const { ports, signal } = rolling;
  const { images } = await ports.components.components(node, { signal });
  if (images.kubelet !== image) return "Talos has not taken it up yet";
  const reading = await ports.probes.nodes.observe(node, { signal });
  if (reading.kind !== "read") return "the node does not answer";
  const service = reading.facts.services.find(({ id }) => id === "kubelet");
  if (service?.state !== "Running" || !service.healthy) return "its service starts";
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  if (kubernetes.kind === "problem") return "the Kubernetes API does not answer";
  const found = findKubernetesNode({ node, reading }, kubernetes);
  if (found?.kubeletVersion !== versionOf(image)) return `its node says ${found?.kubeletVersion ?? "nothing"}`;
  return found?.ready ? undefined : "its node is not Ready";
}
