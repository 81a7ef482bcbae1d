import { readComponents } from "../../kubernetes/life/read-components.ts";
import type { Machine } from "../state/machine.ts";

const stopMs = 1000;
const startMs = 3000;
const healthyMs = 1000;

/** A running machine whose configuration names another kubelet stops the one it has and starts the other. */
export function followKubeletImage(machine: Machine): () => void {
  let running: string | undefined = machine.kubeletRunning ? readComponents(machine).images.kubelet : undefined;
  return machine.onChange(() => {
    const wanted = readComponents(machine).images.kubelet;
    if (!machine.kubeletRunning) running = undefined;
    else if (running === undefined) running = wanted;
    else if (running !== wanted && machine.stage === "running") {
      running = undefined;
      restart(machine);
    }
  });
}

function restart(machine: Machine): void {
  machine.setService("kubelet", "Stopping");
  machine.changed();
  machine.later(stopMs, () => {
    machine.setService("kubelet", "Finished");
    machine.setService("kubelet", "Preparing");
    machine.changed();
    machine.later(startMs, () => {
      machine.setService("kubelet", "Running");
      machine.changed();
      machine.later(healthyMs, () => {
        machine.setService("kubelet", "Running", true);
        machine.changed();
      });
    });
  });
}
