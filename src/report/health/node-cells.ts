import type { NodeReport } from "../../health/cluster-report.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import type { SafeText } from "../../redaction/redacted.ts";

type Node = Safe<NodeReport>;

/** `v1.13.8 → v1.13.9`; foreign text, as every result here. */
export function versionText({ version, desiredVersion }: Node): string {
  return change(version, desiredVersion);
}

/** The first characters of the ids, which is how people tell them apart. */
export function schematicText({ schematicId, desiredSchematicId, version }: Node): string {
  const live = schematicId?.slice(0, 8) ?? (version === undefined ? undefined : "none");
  return change(live, schematicId === desiredSchematicId ? undefined : desiredSchematicId?.slice(0, 8));
}

function change(live: string | undefined, desired: SafeText | string | undefined): string {
  if (live === undefined) return desired === undefined ? "" : `? → ${desired}`;
  return desired === undefined || desired === live ? live : `${live} → ${desired}`;
}

export function roleText({ role }: Node): string {
  return role === "controlplane" ? "control plane" : (role ?? "");
}

const etcdWords = {
  leader: "leader",
  learner: "learner",
  member: "member",
  none: "no member",
  unhealthy: "unhealthy",
} as const;

export function etcdText({ etcd }: Node): string {
  return etcd === undefined ? "" : etcdWords[etcd];
}
