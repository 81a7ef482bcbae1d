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
  /** Undefined where nobody checks. */
  readonly healthy: boolean | undefined;
  readonly message: string;
  readonly since: Date;
}

export interface ServiceHost {
  readonly role: "controlplane" | "worker";
  readonly inMaintenance: boolean;
}

const everywhere = ["apid", "auditd", "containerd", "cri", "dashboard", "kubelet", "machined", "syslogd", "udevd"];
const onControlPlanes = ["etcd", "trustd"];
const inMaintenance = ["apid", "auditd", "containerd", "dashboard", "machined", "syslogd", "udevd"];
const unchecked = new Set(["dashboard"]);

/** All of them running and well. */
export function createServices(host: ServiceHost, since: Date): readonly ServiceState[] {
  const configured = host.role === "controlplane" ? [...everywhere, ...onControlPlanes] : everywhere;
  const ids = host.inMaintenance ? inMaintenance : configured;
  return ids.toSorted().map((id) => ({
    id,
    state: "Running",
    healthy: unchecked.has(id) ? undefined : true,
    message: unchecked.has(id) ? "" : "Health check successful",
    since,
  }));
}
