import type { GateFinding } from "../gate.ts";
import type { OperationIntent } from "../intent.ts";
import type { ObservedNode, TalosAccess } from "../observation.ts";

/** A certificate that ends sooner is told of, so that it does not end in the middle of the next operation. */
const warnDays = 14;

/** What each operation needs: os:admin unless it is listed. Source: the method rules of Talos 1.13. */
const enough: Readonly<Partial<Record<OperationIntent["kind"], readonly string[]>>> = {
  "etcd-snapshot": ["os:admin", "os:operator", "os:etcd:backup"],
  reboot: ["os:admin", "os:operator"],
  shutdown: ["os:admin", "os:operator"],
};

/** Whether the credential suffices for an operation. */
export function gateRole({ roles }: TalosAccess, kind: OperationIntent["kind"]): readonly GateFinding[] {
  const needed = enough[kind] ?? ["os:admin"];
  if (roles.some((role) => needed.includes(role))) return [];
  const message = `The talosconfig's roles do not allow ${kind}: it has ${roles.join(", ") || "none"}, ${needed.join(" or ")} is needed`;
  const hint = "Use a talosconfig with that role.";
  return [{ code: "credential_role", verdict: "refuse", message, evidence: roles, hint }];
}

/**
 * The credential's last days, and endpoints that move. An expired certificate does not connect at all; a short-lived one is
 * renewed by whoever made it.
 */
export function judgeAccess(
  { endpoints, daysLeft, shortLived }: TalosAccess,
  nodes: readonly ObservedNode[],
): readonly GateFinding[] {
  const virtual = virtualEndpoints(endpoints, nodes);
  return [
    ...(daysLeft < warnDays && shortLived !== true ? [expiring(daysLeft)] : []),
    ...(virtual.length === 0 ? [] : [virtualAddress(virtual, virtual.length === endpoints.length)]),
  ];
}

function expiring(daysLeft: number): GateFinding {
  const when = daysLeft <= 0 ? "today" : daysLeft === 1 ? "tomorrow" : `in ${daysLeft} days`;
  return {
    code: "credential_expiring",
    verdict: "warn",
    message: `The talosconfig's certificate expires ${when}`,
    evidence: [`${daysLeft} days left`],
    hint: "Make a new one while it is valid: talosctl config new.",
  };
}

function virtualEndpoints(endpoints: readonly string[], nodes: readonly ObservedNode[]): readonly string[] {
  const addresses = new Set(
    nodes.flatMap(({ reading }) => (reading.kind === "read" ? reading.facts.virtualAddresses : [])),
  );
  return endpoints.filter((endpoint) => addresses.has(hostOf(endpoint)));
}

/** `10.0.0.1:50000`, `[fd00::1]:50000`, `fd00::1`, `https://10.0.0.1` */
function hostOf(endpoint: string): string {
  const bare = endpoint.replace(/^[a-z]+:\/\//, "").replace(/\/.*$/, "");
  const bracketed = /^\[([^\]]+)\]/.exec(bare)?.[1];
  if (bracketed !== undefined) return bracketed;
  return bare.split(":").length === 2 ? (bare.split(":", 1)[0] ?? bare) : bare;
}

function virtualAddress(virtual: readonly string[], isOnly: boolean): GateFinding {
  return {
    code: "virtual_ip_endpoint",
    verdict: "warn",
    message: `The talosconfig's ${isOnly ? "only endpoint" : "endpoint"} ${virtual.join(", ")} is the cluster's virtual IP, which moves when etcd elects a leader`,
    evidence: virtual,
    hint: "Give the control planes' own addresses as endpoints.",
  };
}
