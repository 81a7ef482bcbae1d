/** What settings say of permissions, snapshots and limits of operations, with what holds when they say nothing. */
import type { OperationSettings, PermissionRule, SnapshotSettings } from "./cluster.ts";
import { durationSeconds } from "./duration-seconds.ts";
import type { RawCluster } from "./settings-schema.ts";

const seconds = (text: string | undefined, fallback: number) => durationSeconds(text ?? "") ?? fallback;

export function toOperations(raw: RawCluster["operations"]): OperationSettings {
  return {
    lockNamespace: raw?.lockNamespace ?? "kube-system",
    drainSeconds: seconds(raw?.drainTimeout, 600),
    rebootSeconds: seconds(raw?.rebootTimeout, 900),
    installSeconds: seconds(raw?.installTimeout, 900),
  };
}

export function toSnapshots(raw: RawCluster["snapshots"]): SnapshotSettings {
  return {
    ...(raw?.directory !== undefined && { directory: raw.directory }),
    recipients: raw?.recipients ?? [],
    beforeControlPlanes: raw?.beforeControlPlanes ?? true,
  };
}

/** Without rules, who may write may read and change, and only administrators may destroy. */
export function toPermissions(raw: RawCluster["permissions"]): readonly PermissionRule[] {
  if (raw === undefined) {
    return [{ commands: ["destroy"], role: "admin" }, { role: "write" }];
  }
  return raw.map(({ commands, nodes, role, users, teams }) => ({
    ...(commands !== undefined && { commands }),
    ...(nodes !== undefined && { nodes }),
    ...(role !== undefined && { role }),
    ...(users !== undefined && { users }),
    ...(teams !== undefined && { teams }),
  }));
}
