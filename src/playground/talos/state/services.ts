/** The system services of a machine and how they fare. */

export type ServicePhase =
  | "Initialized"
  | "Preparing"
  | "Waiting"
  | "Running"
  | "Stopping"
  | "Finished"
  | "Failed"
  | "Skipped"
  | "Starting";

export interface ServiceState {
  readonly id: string;
  readonly state: ServicePhase;
  /** Undefined where nobody checks, or nobody has checked yet. */
  readonly healthy: boolean | undefined;
  readonly message: string;
  readonly since: Date;
}

export interface ServiceHost {
  readonly role: "controlplane" | "worker";
  readonly inMaintenance: boolean;
}

/** Started while the configuration is loaded, with or without one. */
export const earlyServices = ["auditd", "containerd", "dashboard", "machined", "syslogd", "udevd"] as const;
const unchecked = new Set(["dashboard"]);

/** What a machine of the role runs beside the early ones. */
export function lateServices({ role, inMaintenance }: ServiceHost): readonly string[] {
  if (inMaintenance) return [];
  return role === "controlplane" ? ["cri", "etcd", "kubelet", "trustd"] : ["cri", "kubelet"];
}

/** All of them running and well. */
export function createServices(host: ServiceHost, since: Date): readonly ServiceState[] {
  return ["apid", ...earlyServices, ...lateServices(host)].toSorted().map((id) => runningService(id, since));
}

export function runningService(id: string, since: Date): ServiceState {
  const checked = !unchecked.has(id);
  return {
    id,
    state: "Running",
    healthy: checked ? true : undefined,
    message: checked ? "Health check successful" : "",
    since,
  };
}

/** Up as a boot counts it: running, and well where somebody checks. */
export function isUp({ state, healthy }: ServiceState): boolean {
  return state === "Running" && healthy !== false;
}
