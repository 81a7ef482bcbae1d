/** Gets the images of the new version onto a node before anything is changed: nothing waits for a registry then. */
import { UserError } from "../../errors.ts";
import { within } from "../within.ts";
import type { KubernetesNodePlan } from "./plan-kubernetes.ts";
import { beginStep, type ComponentRun } from "./update-component.ts";

/** The kubelet is a service of Talos, its image lies in another store than those of pods; kube-proxy's comes with its pod. */
export async function pullImages(plan: KubernetesNodePlan, run: ComponentRun): Promise<void> {
  const { node } = plan.intent;
  const wanted = plan.targets.filter(
    ({ component, current, image }) => component !== "kube-proxy" && current !== image,
  );
  if (wanted.length === 0) return;
  const { ports, cluster, progress, signal } = run.rolling;
  const seconds = cluster.operations.installSeconds;
  await beginStep(node, "pull", run);
  await progress.step(node.name, "pull", async (detail) => {
    for (const { component, image } of wanted) {
      detail(component);
      const store = component === "kubelet" ? "system" : "cri";
      const onProgress = (percent: number) => detail(`${component} ${Math.floor(percent)} %`);
      await within(`Pulling ${component} on ${node.name}`, { pace: ports.pace, signal, seconds }, (limited) =>
        ports.nodes.pullImage(node, image, { signal: limited, store, onProgress }).catch(skipUnsupported),
      );
    }
    detail(wanted.map(({ component }) => component).join(", "));
  });
}

/** The node then pulls it when it needs it. */
function skipUnsupported(error: unknown): undefined {
  if (error instanceof UserError && error.code === "operation_unsupported") return undefined;
  throw error;
}
