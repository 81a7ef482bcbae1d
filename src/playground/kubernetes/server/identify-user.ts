/** Who a client is, by its certificate, and what it may do: members of `system:masters` everything. */
import type { TLSSocket } from "node:tls";
import { forbidden } from "../objects/status-error.ts";
import type { ResourceRequest } from "./parse-request.ts";

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Undefined for a client without a certificate of the cluster's authority: anonymous requests are off. */
export function identifyUser(socket: TLSSocket): User | undefined {
  if (!socket.authorized) return undefined;
  const { subject } = socket.getPeerCertificate();
  if (subject === undefined) return undefined;
  const name = [subject.CN].flat()[0] ?? "";
  return { name, groups: [subject.O ?? []].flat() };
}

/** Reading is what a user may do beyond its groups; tests give it to a name. @throws StatusError 403 */
export function authorize(user: User, readers: ReadonlySet<string>, request: ResourceRequest): void {
  if (user.groups.includes("system:masters")) return;
  const { verb, kind, subresource, namespace, name } = request;
  if (readers.has(user.name) && ["get", "list", "watch"].includes(verb)) return;
  const resource = subresource === "" ? kind.plural : `${kind.plural}/${subresource}`;
  const scope = namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const problem = `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${scope}`;
  throw forbidden({ ...kind, plural: resource }, name, problem);
}
