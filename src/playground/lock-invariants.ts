/** What must never happen to a cluster that is operated under its lock: writes without it, and cordons that outlive it. */
import type { Invariants } from "./invariants.ts";
import { leaseKind, nodeKind } from "./kubernetes/objects/built-in-kinds.ts";
import type { KubeObject } from "./kubernetes/objects/kube-object.ts";
import type { StoreChange } from "./kubernetes/objects/object-store.ts";
import { leaseSchema, viewAs } from "./kubernetes/objects/shapes.ts";
import { isWrite, type RecordedRequest } from "./kubernetes/server/request-log.ts";
import type { SimulatedKubernetes } from "./kubernetes/simulated-kubernetes.ts";
import type { WriteLog } from "./talos/state/write-log.ts";

export interface LockedCluster {
  readonly invariants: Invariants;
  readonly kubernetes: SimulatedKubernetes;
  readonly view: { readonly writes: WriteLog };
}

export interface LockOptions {
  readonly namespace?: string;
  /** By which heartbeats are judged: the time of those who hold the lock, not of the machines. */
  readonly now?: () => Date;
}

const leaseName = "talos-chatops";
const personNote = "talos-chatops/person";
const recordNote = "talos-chatops/record";
const cordonNote = "talos-chatops/cordon";

/** Of nodes: what reads, and what there can be no lock for yet. */
const freeMethods = ["EtcdSnapshot", "Bootstrap", "EtcdRecover"];
/** The lock itself, and what only tells. */
export const freeResources = ["leases.coordination.k8s.io", "events"];

/**
 * From now on whatever is written, to nodes and to Kubernetes, needs the cluster's lock in the hands of an operation.
 *
 * Whose hands cannot be told: all runs share one certificate, each uses several connections, and no request names its run.
 */
export function requireLock({ invariants, kubernetes, view }: LockedCluster, options: LockOptions = {}): void {
  const { namespace = "kube-system", now = () => new Date() } = options;
  const lease = () => kubernetes.get(leaseKind.plural, leaseName, namespace);
  const check = (write: string) => {
    const problem = problemOf(lease(), now());
    if (problem !== undefined) invariants.violate("write-without-lock", `${write} while ${problem}`);
  };
  kubernetes.log.onRequest((request) => {
    if (isWrite(request) && !freeResources.includes(request.resource)) check(describeRequest(request));
  });
  view.writes.onWrite(({ node, method }) => {
    if (!freeMethods.includes(method)) check(`${node} received ${method}`);
  });
  kubernetes.api.store.onChange((change) => {
    if (!isLetGo(change, namespace)) return;
    const nodes = cordonedByUs(kubernetes);
    if (nodes.length > 0) invariants.violate("left-cordoned", `the lock was let go with ${nodes.join(", ")} cordoned`);
  });
}

/** Why nobody may write; undefined when an operation holds the lock and its heart beats. */
function problemOf(object: KubeObject | undefined, now: Date): string | undefined {
  if (object === undefined) return "there is no lock";
  const { spec, metadata } = viewAs(leaseSchema, object);
  if (!spec.holderIdentity) return "nobody holds the lock";
  if (metadata.annotations[personNote] !== undefined) return `a person holds the lock: ${spec.holderIdentity}`;
  const expiry = Date.parse(spec.renewTime ?? "") + (spec.leaseDurationSeconds ?? 0) * 1000;
  return expiry > now.getTime() ? undefined : `the lock of ${spec.holderIdentity} has expired`;
}

/** Released as finished: no journal stays for another run to go on with. */
function isLetGo({ kind, before, after }: StoreChange, namespace: string): boolean {
  if (kind.plural !== leaseKind.plural || before === undefined || after === undefined) return false;
  if (after.metadata.name !== leaseName || after.metadata.namespace !== namespace) return false;
  const [was, is] = [viewAs(leaseSchema, before), viewAs(leaseSchema, after)];
  const wasOperation = Boolean(was.spec.holderIdentity) && was.metadata.annotations[personNote] === undefined;
  return wasOperation && !is.spec.holderIdentity && is.metadata.annotations[recordNote] === undefined;
}

function cordonedByUs(kubernetes: SimulatedKubernetes): readonly string[] {
  const nodes = kubernetes.list(nodeKind.plural);
  return nodes
    .filter(({ metadata }) => metadata.annotations?.[cordonNote] !== undefined)
    .map(({ metadata }) => metadata.name);
}

function describeRequest({ server, verb, resource, namespace, name }: RecordedRequest): string {
  return `${server} was asked to ${verb} ${[resource, namespace, name].filter((part) => part !== "").join(" ")}`;
}

/** Notes what is written to Kubernetes, as far as it may explain a violation. */
export function noteKubernetesWrites(invariants: Invariants, { log }: SimulatedKubernetes): void {
  log.onRequest((request) => {
    if (isWrite(request) && !freeResources.includes(request.resource)) invariants.note(describeRequest(request));
  });
}
