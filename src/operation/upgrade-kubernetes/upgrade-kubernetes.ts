/**
 * The whole of a Kubernetes upgrade: images pulled; then the API server, the controller manager, the scheduler and the
 * kube-proxy of every control plane, one node after another; then every kubelet; then what Talos asks the cluster to have.
 * What is there already is found by looking, so a run that was broken off is gone on with from anywhere.
 */
import { atLeast } from "../../config/talos-version.ts";
import { UserError } from "../../errors.ts";
import type { ClusterObservation } from "../../health/observation.ts";
import type { OperationState, Reason } from "../operation.ts";
import { patiently } from "../patiently.ts";
import { poll } from "../poll.ts";
import { reasonOf } from "../reason-of.ts";
import type { RollResult } from "../roll-nodes.ts";
import type { Rolling } from "../rolling.ts";
import type { KeptSnapshot } from "../snapshot-store.ts";
import { snapshotCluster } from "../take-turn.ts";
import { type Component, components } from "./components.ts";
import { type KubernetesNodePlan, type KubernetesPlan, lowestVersion } from "./plan-kubernetes.ts";
import { pullImages } from "./pull-images.ts";
import { syncManifests } from "./sync-manifests.ts";
import { type ComponentRun, updateComponent } from "./update-component.ts";

/** Until the last pod of an old version is gone. */
const settleSeconds = 120;
/** From a new configuration until the manifests follow it. */
const manifestSeconds = 60;

/** @param gitSays what the repository says of the versions, in a sentence; shown at the end */
export async function upgradeKubernetes(
  plan: KubernetesPlan,
  observation: ClusterObservation,
  rolling: Rolling,
  gitSays: string,
): Promise<RollResult> {
  const upgrade = new Upgrade(plan, observation, rolling);
  const result = await upgrade.run(gitSays);
  return { ...result, ...(upgrade.snapshot && { snapshot: upgrade.snapshot }) };
}

class Upgrade {
  snapshot: KeptSnapshot | undefined;
  readonly #plan: KubernetesPlan;
  readonly #observation: ClusterObservation;
  readonly #rolling: Rolling;
  readonly #run: ComponentRun;
  /** The node in hand. */
  #current: KubernetesNodePlan | undefined;
  readonly #finished = new Set<string>();

  constructor(plan: KubernetesPlan, observation: ClusterObservation, rolling: Rolling) {
    this.#plan = plan;
    this.#observation = observation;
    this.#rolling = rolling;
    this.#run = {
      rolling,
      configs: new Map(plan.nodes.map(({ intent, config }) => [intent.node.name, config])),
      begun: new Set(plan.nodes.flatMap(({ intent: { node } }) => (wasBegun(node.name, rolling) ? [node.name] : []))),
    };
  }

  async run(gitSays: string): Promise<RollResult> {
    try {
      const stopped = (await this.#upgradeNodes()) ?? this.#whyStopped();
      if (stopped !== undefined) return this.#leave("cancelled", stopped);
      await this.#syncManifests();
      await this.#verify(gitSays);
      for (const node of this.#plan.nodes) this.#finish(node);
      return { state: "succeeded" };
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** @returns why it was stopped, undefined when it came to the end */
  async #upgradeNodes(): Promise<Reason | undefined> {
    for (const node of this.#plan.nodes) {
      const stopped = this.#whyStopped();
      if (stopped !== undefined) return stopped;
      this.#current = node;
      await pullImages(node, this.#run);
    }
    for (const component of components) {
      for (const node of this.#plan.nodes) {
        const stopped = this.#whyStopped();
        if (stopped !== undefined) return stopped;
        await this.#updateOn(node, component);
      }
    }
    return undefined;
  }

  async #updateOn(node: KubernetesNodePlan, component: Component): Promise<void> {
    this.#current = node;
    const target = node.targets.find((one) => one.component === component);
    if (target !== undefined) await updateComponent(node, target, this.#run, () => this.#snapshotOnce());
    // The first node is done with the cluster: the manifests are made of its configuration.
    const isLast = component === components.at(-1);
    if (isLast && node !== this.#plan.nodes[0]) this.#finish(node);
  }

  async #snapshotOnce(): Promise<void> {
    if (!this.#rolling.cluster.snapshots.beforeControlPlanes || this.snapshot !== undefined) return;
    this.snapshot = await snapshotCluster(this.#observation, this.#rolling);
  }

  async #syncManifests(): Promise<void> {
    const [first] = this.#plan.nodes;
    if (first === undefined) return;
    this.#current = first;
    const { progress, journal, ports, signal } = this.#rolling;
    const { node } = first.intent;
    await journal.write(node.name, { state: "running", step: "manifests" }, { signal });
    await progress.step(undefined, "manifests", async (detail) => {
      detail(`from ${node.name}`);
      const objects = await this.#readManifests(first);
      const applies = this.#versions().every((version) => atLeast(version, "1.13"));
      await syncManifests(objects, ports.kubernetes, { pace: ports.pace, signal, detail, applies });
    });
  }

  /** They follow the configuration a moment later. */
  async #readManifests({ intent: { node }, targets }: KubernetesNodePlan) {
    const { ports, signal } = this.#rolling;
    const proxy = targets.find(({ component }) => component === "kube-proxy");
    const read = async () => {
      const objects = await ports.components.manifests(node, { signal });
      const isCurrent = proxy === undefined || JSON.stringify(objects).includes(JSON.stringify(proxy.image));
      return isCurrent ? objects : undefined;
    };
    const objects = await poll(read, { pace: ports.pace, signal, seconds: manifestSeconds });
    if (objects !== undefined) return objects;
    throw new UserError(`The bootstrap manifests of ${node.name} do not name ${proxy?.image ?? ""}`, {
      code: "node_failed",
      hint: "Look at what Talos makes of the configuration: talosctl get manifests.",
    });
  }

  #versions(): readonly string[] {
    return this.#observation.nodes.flatMap(({ reading }) => (reading.kind === "read" ? [reading.facts.version] : []));
  }

  async #verify(gitSays: string): Promise<void> {
    const { progress, ports, signal } = this.#rolling;
    const { to } = this.#plan;
    await progress.step(undefined, "verify", async (detail) => {
      let lowest: string | undefined;
      const look = async () => {
        const reading = await patiently(() => ports.probes.kubernetes.observe({ signal }), {
          pace: ports.pace,
          signal,
        });
        if (reading.kind === "problem") return undefined;
        lowest = lowestVersion(reading.facts);
        return lowest === to ? true : undefined;
      };
      const is = await poll(look, { pace: ports.pace, signal, seconds: settleSeconds });
      if (is === undefined) {
        throw new UserError(`Something in the cluster still runs ${lowest ?? "an unknown version"}, not ${to}`, {
          code: "node_timeout",
          hint: "Look at the pods in kube-system; once they are Ready, continue.",
        });
      }
      detail(`everything runs ${to}; ${gitSays}`);
    });
  }

  #finish({ intent: { node }, unchanged }: KubernetesNodePlan): void {
    if (this.#finished.has(node.name)) return;
    this.#finished.add(node.name);
    const state = unchanged && !this.#run.begun.has(node.name) ? "unchanged" : "done";
    this.#rolling.progress.node(node.name, state);
    this.#rolling.journal.note(node.name, { state });
  }

  #whyStopped(): Reason | undefined {
    const { journal, stop, signal } = this.#rolling;
    const by = journal.abortedBy();
    if (by !== undefined) return { code: "cancelled", message: `${by} asked to start no further node` };
    if (!stop.aborted && !signal.aborted) return undefined;
    return { code: "cancelled", message: "It was told to start no further node" };
  }

  /** A node of which something was changed stays begun; what was not begun was not. */
  #leave(state: Exclude<OperationState, "running" | "refused">, reason: Reason, failed?: string): RollResult {
    const { progress, journal } = this.#rolling;
    for (const { intent } of this.#plan.nodes) {
      const { name } = intent.node;
      if (name === failed || this.#finished.has(name) || this.#run.begun.has(name)) continue;
      progress.node(name, "not-started");
      journal.note(name, { state: "not-started" });
    }
    return { state, reason };
  }

  #fail(error: unknown): RollResult {
    const { progress, journal, signal } = this.#rolling;
    const reason = reasonOf(error, signal);
    const name = this.#current?.intent.node.name;
    if (name !== undefined) {
      progress.node(name, "failed", reason);
      // In the journal of a run that was told to end at once it stays as it is: begun.
      if (!signal.aborted) journal.note(name, { state: "failed" });
    }
    const result = this.#leave(signal.aborted ? "cancelled" : "failed", reason, name);
    return { ...result, ...(error instanceof UserError || signal.aborted ? {} : { bug: error }) };
  }
}

function wasBegun(name: string, { journal }: Rolling): boolean {
  const left = journal.left(name);
  return left?.step !== undefined;
}
