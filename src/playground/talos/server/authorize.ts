/** Which roles may call what, as machined's table has it (Talos 1.11 to 1.14). */
import { Code, ConnectError } from "@connectrpc/connect";
import { isAtLeast, type VersionProfile } from "../version-profile.ts";

const readerCalls = [
  "/cluster.ClusterService/HealthCheck",
  "/cosi.resource.State/{Get,List,Watch}",
  "/inspect.InspectService/ControllerRuntimeDependencies",
  "/machine.ImageService/{List,Verify}",
  "/machine.MachineService/{CPUInfo,CPUFreqStats,Containers,DiskStats,DiskUsage,Dmesg,EtcdAlarmList,EtcdMemberList}",
  "/machine.MachineService/{EtcdStatus,Events,Hostname,ImageList,List,LoadAvg,Logs,LogsContainers,Memory,Mounts}",
  "/machine.MachineService/{NetworkDeviceStats,Netstat,Processes,ServiceList,Stats,SystemStat,Version}",
  "/storage.StorageService/Disks",
  "/time.TimeService/{Time,TimeCheck}",
];

const operatorCalls = [
  "/machine.ImageService/Pull",
  "/machine.MachineService/{EtcdAlarmDisarm,EtcdDefragment,EtcdSnapshot,ImagePull,PacketCapture,Reboot,Restart}",
  "/machine.MachineService/{ServiceRestart,ServiceStart,ServiceStop,Shutdown}",
];

const backupCalls = ["/machine.MachineService/{EtcdAlarmList,EtcdMemberList,EtcdSnapshot,EtcdStatus}"];
const verifierCalls = ["/machine.ImageService/Verify"];
const metaCalls = ["/machine.MachineService/{MetaDelete,MetaWrite}"];

/** Handlers of their own decide; outside maintenance these want an admin. */
const maintenanceCalls = ["/machine.MachineService/ApplyConfiguration", "/storage.StorageService/BlockDeviceWipe"];

const readers = expand(readerCalls);
const operators = new Set([...readers, ...expand(operatorCalls)]);
const backups = expand(backupCalls);
const verifiers = expand(verifierCalls);
const metaWriters = expand(metaCalls);
const inMaintenance = expand(maintenanceCalls);

export interface Caller {
  readonly roles: readonly string[];
  readonly maintenance: boolean;
}

/** Undefined when the call is allowed, else the error that the node answers with. */
export function authorize(path: string, caller: Caller, profile: VersionProfile): ConnectError | undefined {
  const allowed = caller.roles.some(
    (role) => callsOf(role, profile, caller.maintenance)?.has(path) ?? role === "os:admin",
  );
  return allowed ? undefined : notAuthorized();
}

/** What Talos says to a caller without the right role. */
export function notAuthorized(): ConnectError {
  return new ConnectError("not authorized", Code.PermissionDenied);
}

function callsOf(role: string, profile: VersionProfile, maintenance: boolean): ReadonlySet<string> | undefined {
  switch (role) {
    case "os:operator":
      return operators;
    case "os:reader":
      return maintenance ? new Set([...readers, ...inMaintenance]) : readers;
    case "os:etcd:backup":
      return backups;
    case "os:image:verifier":
      return isAtLeast(profile, "1.13") ? verifiers : undefined;
    case "os:meta:writer":
      return isAtLeast(profile, "1.13") ? metaWriters : undefined;
    default:
      return undefined;
  }
}

function expand(patterns: readonly string[]): ReadonlySet<string> {
  return new Set(
    patterns.flatMap((pattern) => {
      const [, service = pattern, names] = /^(.*)\{(.*)\}$/.exec(pattern) ?? [];
      return names === undefined ? [service] : names.split(",").map((name) => `${service}${name}`);
    }),
  );
}
