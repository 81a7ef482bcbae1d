import type { Cluster } from "../../cluster/cluster.ts";
import type { TalosAccess } from "../../health/observation.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, warning, error } = findingsOf("talosconfig");

/** The credential, and the way in. */
export function judgeCredential({ name }: Cluster, context: string, access: TalosAccess): readonly Finding[] {
  return [...judgeRole(name, context, access.roles), ...judgeDays(name, access)];
}

/** Talos lets only os:admin read a machine config; os:operator may reboot, and take snapshots. */
function judgeRole(cluster: string, context: string, roles: readonly string[]): readonly Finding[] {
  const given = roles.join(", ") || "none";
  if (roles.includes("os:admin")) {
    return [ok("role_admin", `The context ${context} of ${cluster} has the role os:admin`)];
  }
  const mend = "Make one: talosctl config new --roles os:admin, on a machine that has it.";
  if (roles.includes("os:operator")) {
    const message = `The context ${context} of ${cluster} has the role os:operator: it reboots, shuts down and takes snapshots, and can neither compare nor apply configurations nor upgrade`;
    return [warning("role_operator", message, mend)];
  }
  if (roles.includes("os:reader")) {
    const message = `The context ${context} of ${cluster} has the role os:reader: status and health work, everything else is refused`;
    return [warning("role_reader", message, mend)];
  }
  return [error("role_unfit", `The context ${context} of ${cluster} has no role that is enough (${given})`, mend)];
}

const [soonDays, dueDays] = [30, 7];

function judgeDays(cluster: string, { daysLeft, shortLived = false }: TalosAccess): readonly Finding[] {
  if (shortLived) return [ok("certificate_renewed", `The certificate for ${cluster} lives for hours and is renewed`)];
  const message = `The certificate for ${cluster} expires in ${daysLeft} days`;
  const mend = "Make a new one: talosctl config new, and replace the secret TALOSCONFIG.";
  if (daysLeft < dueDays) return [error("certificate_due", message, mend)];
  if (daysLeft < soonDays) return [warning("certificate_soon", message, mend)];
  return [ok("certificate_valid", `The certificate for ${cluster} is good for ${daysLeft} days`)];
}

export interface Answer {
  readonly node: string;
  /** What keeps it from answering; undefined when it did. */
  readonly trouble: string | undefined;
}

/** Who answers from here; the runner's way may be another. */
export function judgeReach({ name }: Cluster, answers: readonly Answer[]): readonly Finding[] {
  const silent = answers.filter(({ trouble }) => trouble !== undefined);
  if (answers.length === 0) return [];
  if (silent.length === 0) return [ok("nodes_answer", `All ${answers.length} nodes of ${name} answer from here`)];
  const list = silent.map(({ node, trouble }) => `${node} (${trouble})`).join(", ");
  const hint = "What counts is the runner's way to them: run this there. --offline leaves it out.";
  if (silent.length === answers.length)
    return [error("nodes_silent", `No node of ${name} answers from here: ${list}`, hint)];
  return [warning("node_silent", `Some nodes of ${name} do not answer from here: ${list}`, hint)];
}
