/** What a machine tells of its state and its services, as the events that Talos has for them. */
import {
  type MachineStatusEvent_MachineStage,
  MachineStatusEventSchema,
  ServiceStateEvent_Action as ServiceAction,
  ServiceStateEventSchema,
} from "../../../adapters/talos/proto/machine/events_pb.ts";
import { machineStages } from "../resources/spec-shapes.ts";
import type { UnmetCondition } from "./conditions.ts";
import type { EventLog } from "./event-log.ts";
import type { MachineStage } from "./machine-description.ts";
import type { ServicePhase, ServiceState } from "./services.ts";

interface Status {
  readonly stage: MachineStage;
  readonly ready: boolean;
  readonly unmet: readonly UnmetCondition[];
}

export function publishStatus(events: EventLog, { stage, ready, unmet }: Status): void {
  events.publish(MachineStatusEventSchema, {
    stage: machineStages[stage] as MachineStatusEvent_MachineStage,
    status: { ready, unmetConditions: unmet.map((condition) => ({ ...condition })) },
  });
}

export function publishService(events: EventLog, { id, state, healthy, message }: Omit<ServiceState, "since">): void {
  events.publish(ServiceStateEventSchema, {
    service: id,
    action: ServiceAction[state.toUpperCase() as Uppercase<ServicePhase>],
    message,
    health: { unknown: healthy === undefined, healthy: healthy ?? false, lastMessage: message },
  });
}
