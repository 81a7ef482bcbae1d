/** machine.MachineService: what the machine is and does, and its configuration. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { durationMs, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import type { DataSchema } from "../../../adapters/talos/proto/common/common_pb.ts";
import type { EventSchema, EventsRequest, ServiceInfoSchema } from "../../../adapters/talos/proto/machine/events_pb.ts";
import {
  type ApplyConfigurationRequest,
  type MachineService,
  ApplyConfigurationRequest_Mode as Mode,
} from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { reboot } from "../life/power.ts";
import { applyConfiguration } from "../state/apply-configuration.ts";
import type { ApplyMode } from "../state/apply-request.ts";
import type { LoggedEvent } from "../state/event-log.ts";
import type { Machine } from "../state/machine.ts";
import type { ServiceState } from "../state/services.ts";
import { createBootstrapMethods } from "./bootstrap-methods.ts";
import { requireAdmin } from "./call-context.ts";
import { createEtcdMethods } from "./etcd-methods.ts";
import { createEtcdWriteMethods } from "./etcd-write-methods.ts";
import { createKubeconfigArchive } from "./kubeconfig.ts";
import { createPowerMethods } from "./power-methods.ts";
import { recordWrite } from "./record-write.ts";
import { requireControlPlane } from "./require-control-plane.ts";
import { subscribe } from "./subscription.ts";
import { createUpgradeMethods } from "./upgrade-methods.ts";

/** What a node's service asks of the node. */
export interface NodeControls {
  rbac(): boolean;
}

export function createMachineService(
  machine: Machine,
  controls: NodeControls,
): Partial<ServiceImpl<typeof MachineService>> {
  return {
    ...createBootstrapMethods(machine),
    ...createEtcdMethods(machine),
    ...createEtcdWriteMethods(machine),
    ...createPowerMethods(machine),
    ...createUpgradeMethods(machine),
    version: () => ({ messages: [describeVersion(machine, controls.rbac())] }),
    hostname: () => ({ messages: [{ hostname: machine.name }] }),
    systemStat: () => ({ messages: [{ bootTime: BigInt(Math.floor(machine.bootTime.getTime() / 1000)) }] }),
    serviceList: () => ({ messages: [{ services: machine.services.map(describeService) }] }),
    applyConfiguration: (request, context) => applyRequest(machine, request, context),
    events: (request, context) => streamEvents(machine, request, context.signal),
    read: async function* (request) {
      yield readFile(machine, request.path);
    },
    kubeconfig: async function* () {
      requireControlPlane(machine, "kubeconfig");
      yield { bytes: createKubeconfigArchive(machine) };
    },
    dmesg: async function* () {
      yield data(kernelLog(machine));
    },
    logs: async function* (request) {
      const service = machine.services.find(({ id }) => id === request.id);
      if (service === undefined) throw new ConnectError(`log "${request.id}" was not registered`, Code.Unknown);
      yield data(`${service.id}: ${service.state}: ${service.message}\n`);
    },
  };
}

function applyRequest(machine: Machine, request: ApplyConfigurationRequest, context: HandlerContext) {
  if (!machine.inMaintenance) requireAdmin(context);
  const { data, dryRun, tryModeTimeout } = request;
  const mode = toApplyMode(request.mode);
  const timeout = tryModeTimeout === undefined ? {} : { tryTimeoutMs: durationMs(tryModeTimeout) };
  if (!dryRun) recordWrite(machine, "ApplyConfiguration", { mode });
  const wasPending = machine.rebootPending;
  const result = applyConfiguration(machine, { data, dryRun, mode, ...timeout });
  if (machine.rebootPending && !wasPending) reboot(machine, "default", { takeover: true });
  return { messages: [{ mode: Mode[result.mode], modeDetails: result.details }] };
}

function describeVersion(machine: Machine, rbac: boolean) {
  return {
    version: {
      tag: machine.version,
      sha: "5f3c1a9e",
      built: "",
      goVersion: machine.profile.goVersion,
      os: "linux",
      arch: "amd64",
    },
    platform: { name: machine.platform, mode: platformMode(machine.platform) },
    features: { rbac },
  };
}

function platformMode(platform: string): string {
  return platform === "metal" || platform === "container" ? platform : "cloud";
}

function describeService(service: ServiceState): MessageInitShape<typeof ServiceInfoSchema> {
  const ts = timestampFromDate(service.since);
  const { id, state, healthy, message } = service;
  return {
    id,
    state,
    events: { events: [{ msg: `Service started`, state, ts }] },
    health: { unknown: healthy === undefined, healthy: healthy ?? false, lastMessage: message, lastChange: ts },
  };
}

function toApplyMode(mode: Mode): ApplyMode {
  switch (mode) {
    case Mode.REBOOT:
      return "REBOOT";
    case Mode.AUTO:
      return "AUTO";
    case Mode.NO_REBOOT:
      return "NO_REBOOT";
    case Mode.STAGED:
      return "STAGED";
    case Mode.TRY:
      return "TRY";
    default:
      throw new ConnectError(`incorrect mode '${mode}' specified for the apply config call`, Code.Unknown);
  }
}

/** An empty message once the subscription stands, then the past that was asked for, then what comes. */
async function* streamEvents(
  machine: Machine,
  request: EventsRequest,
  signal: AbortSignal,
): AsyncGenerator<MessageInitShape<typeof EventSchema>> {
  const tails = [request.tailEvents !== 0, request.tailId !== "", request.tailSeconds !== 0].filter(Boolean);
  if (tails.length > 1)
    throw new ConnectError("only one of tail_events, tail_id, tail_seconds can be specified", Code.InvalidArgument);
  const incoming = subscribe<LoggedEvent>((push) => machine.events.listen(push), signal);
  let next = incoming.next();
  const wanted = (event: LoggedEvent) => request.withActorId === "" || event.actorId === request.withActorId;
  yield {};
  for (const event of machine.events.past(toTail(request))) if (wanted(event)) yield describeEvent(event);
  for (let step = await next; !step.done; next = incoming.next(), step = await next) {
    if (wanted(step.value)) yield describeEvent(step.value);
  }
}

function toTail({ tailEvents, tailId, tailSeconds }: EventsRequest) {
  if (tailId !== "") return { id: tailId };
  return tailSeconds === 0 ? { events: tailEvents } : { seconds: tailSeconds };
}

const describeEvent = ({ id, actorId, data }: LoggedEvent): MessageInitShape<typeof EventSchema> => ({
  id,
  actorId,
  data,
});

function readFile(machine: Machine, path: string): MessageInitShape<typeof DataSchema> {
  if (path === "/proc/sys/kernel/random/boot_id") return data(`${machine.bootId}\n`);
  throw new ConnectError(`stat ${path}: no such file or directory`, Code.Unknown);
}

function kernelLog(machine: Machine): string {
  const at = machine.bootTime.toISOString();
  return [
    `kern: notice: [${at}]: Linux version 6.18.0-talos (talos@builder) #1 SMP`,
    `user: warning: [${at}]: [talos] [initramfs] booting Talos ${machine.version}`,
    `user: warning: [${at}]: [talos] machine is running and ready`,
    "",
  ].join("\n");
}

const data = (text: string): MessageInitShape<typeof DataSchema> => ({ bytes: Buffer.from(text) });
