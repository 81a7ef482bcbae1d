/** What settings say of permissions, snapshots, limits of operations and the bot, with what holds when they say nothing. */
import type { BotSettings, OperationSettings, PermissionRule, SnapshotSettings } from "./cluster.ts";
import { durationSeconds } from "./duration-seconds.ts";
import type { RawCluster, RawSettings } from "./settings-schema.ts";

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

export function toBot({ appId, workflow, expires }: NonNullable<RawSettings["bot"]>): BotSettings {
  return { appId, workflow: workflow ?? "talos-chatops.yaml", expiresSeconds: seconds(expires, 24 * 3600) };
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
