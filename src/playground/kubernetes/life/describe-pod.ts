/** The status of a pod that a kubelet runs. */
import { type ApiState, nowText } from "../api/api-state.ts";
import { asObject, asText, type Json, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { podSchema, viewAs } from "../objects/shapes.ts";
import type { MachineView } from "./machine-view.ts";
import { withCondition } from "./write-objects.ts";

export interface PodFacts {
  readonly machine: MachineView;
  readonly ready: boolean;
  readonly restarts: number;
}

export function podStatus(api: ApiState, object: KubeObject, { machine, ready, restarts }: PodFacts): JsonObject {
  const { spec, status } = viewAs(podSchema, object);
  const wasRunning = status.phase === "Running";
  const before = asObject(object["status"]);
  const running = ready || wasRunning;
  return {
    ...before,
    phase: running ? "Running" : "Pending",
    hostIP: machine.address,
    hostIPs: [{ ip: machine.address }],
    podIP: asText(before["podIP"]) || (spec.hostNetwork ? machine.address : podAddress(object.metadata.uid)),
    startTime: asText(before["startTime"]) || nowText(api),
    conditions: podConditions(api, object, ready),
    containerStatuses: spec.containers.map(({ name, image }) => ({
      name,
      image,
      imageID: "",
      restartCount: restarts,
      ready,
      started: ready,
      state: ready
        ? { running: { startedAt: nowTextOnce(api, before, name) } }
        : { waiting: { reason: "ContainerCreating" } },
    })),
  };
}

const states = ["PodScheduled", "Initialized", "ContainersReady", "Ready"] as const;

/** `Ready` and `ContainersReady` follow the containers. */
export function podConditions(api: ApiState, object: KubeObject, ready: boolean): readonly Json[] {
  const { conditions } = viewAs(podSchema, object).status;
  return states.reduce<readonly Json[]>(
    (current, type) => {
      const holds = ready || type === "PodScheduled" || type === "Initialized";
      const state = holds
        ? ({ type, status: "True", reason: "", message: "" } as const)
        : ({ type, status: "False", reason: "ContainersNotReady", message: "containers with unready status" } as const);
      return withCondition(api, current as typeof conditions, state); // they are conditions, old and new
    },
    conditions as readonly Json[],
  ); // they come from a JSON document
}

/** When a container that runs already was started. */
function nowTextOnce(api: ApiState, status: JsonObject, name: string): string {
  const known = status["containerStatuses"];
  const own = Array.isArray(known) ? known.find((one) => asObject(one)["name"] === name) : undefined;
  return asText(asObject(asObject(asObject(own)["state"])["running"])["startedAt"]) || nowText(api);
}

function podAddress(uid: string): string {
  const [a = 0, b = 0] = Buffer.from(uid.replaceAll("-", ""), "hex");
  return `10.244.${a}.${Math.max(1, b)}`;
}
