/** A running cluster's Kubernetes, as a test or a person plays with it: its objects, its log, and what can be wrong with it. */
import { stringify } from "yaml";
import type { Authority, ClientRequest } from "../certificates/authority.ts";
import type { ApiState } from "./api/api-state.ts";
import { createObject } from "./api/create-object.ts";
import { deleteObject } from "./api/delete-object.ts";
import { applyObject } from "./api/patch-object.ts";
import type { ClusterLife } from "./life/cluster-life.ts";
import type { MachineView } from "./life/machine-view.ts";
import { setSpec } from "./life/write-objects.ts";
import { leaseKind, nodeKind } from "./objects/built-in-kinds.ts";
import { asObject, asText, type JsonObject } from "./objects/json.ts";
import type { KubeObject } from "./objects/kube-object.ts";
import type { ResourceKind } from "./objects/resource-kind.ts";
import type { ApiServer } from "./server/api-server.ts";
import type { ApiFault, ApiFaults } from "./server/faults.ts";
import type { RequestLog } from "./server/request-log.ts";
import type { VirtualEndpoint } from "./server/virtual-endpoint.ts";

export interface PlacedServer {
  readonly machine: MachineView;
  readonly server: ApiServer;
  readonly host: string;
  readonly port: number;
}

export interface SimulatedKubernetesParts {
  readonly name: string;
  readonly api: ApiState;
  readonly authority: () => Authority;
  readonly canWrite: () => boolean;
  readonly life: ClusterLife;
  readonly faults: ApiFaults;
  readonly log: RequestLog;
  readonly readers: Set<string>;
  readonly servers: readonly PlacedServer[];
  readonly endpoint: VirtualEndpoint | undefined;
  readonly stop: () => Promise<void>;
}

export interface KubeconfigOptions extends Partial<ClientRequest> {
  /** `https://127.4.5.6:6443`; the first control plane's unless told. */
  readonly server?: string;
  /** Trusted for servers; the cluster's own unless told. */
  readonly authority?: Authority;
  /** Signs the client; the cluster's own unless told. */
  readonly signer?: Authority;
}

export class SimulatedKubernetes {
  readonly api: ApiState;
  readonly log: RequestLog;
  /** Names of users outside `system:masters` who may read everything. */
  readonly readers: Set<string>;
  readonly #parts: SimulatedKubernetesParts;

  constructor(parts: SimulatedKubernetesParts) {
    this.#parts = parts;
    this.api = parts.api;
    this.log = parts.log;
    this.readers = parts.readers;
  }

  /** Signs servers and clients. */
  get authority(): Authority {
    return this.#parts.authority();
  }

  /** Whether any server runs that can reach its etcd. */
  get canWrite(): boolean {
    return this.#parts.canWrite();
  }

  /** `https://127.4.5.6:6443` of every control plane, in their order. */
  get servers(): readonly string[] {
    return this.#parts.servers.map(({ host, port }) => `https://${host}:${port}`);
  }

  /** `https://127.4.5.254:6443`, where one of them answers that runs; undefined without control planes. */
  get endpoint(): string | undefined {
    const { endpoint } = this.#parts;
    return endpoint && `https://${endpoint.host}:${endpoint.port}`;
  }

  /** As Talos hands it out, for `system:masters` unless told. */
  kubeconfig(options: KubeconfigOptions = {}): string {
    const { server = this.servers[0] ?? "", authority = this.authority, signer = this.authority, ...client } = options;
    const { certificate, key } = signer.issueClient({ roles: ["system:masters"], commonName: "admin", ...client });
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const { name } = this.#parts;
    return stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server, "certificate-authority-data": base64(authority.certificate) } }],
      users: [
        {
          name: `admin@${name}`,
          user: { "client-certificate-data": base64(certificate), "client-key-data": base64(key) },
        },
      ],
      contexts: [{ name: `admin@${name}`, context: { cluster: name, namespace: "default", user: `admin@${name}` } }],
      "current-context": `admin@${name}`,
    });
  }

  /** Objects of a kind, as they are now. */
  list(plural: string, namespace = ""): readonly KubeObject[] {
    return this.#parts.api.store.list(this.#kind(plural), namespace);
  }

  get(plural: string, name: string, namespace = ""): KubeObject | undefined {
    return this.#parts.api.store.get(this.#kind(plural), { namespace, name });
  }

  /** Puts an object in place, as somebody with a manifest would. */
  apply(manifest: JsonObject, manager = "playground"): KubeObject {
    const { api } = this.#parts;
    const [group = "", version = ""] = splitVersion(asText(manifest["apiVersion"]));
    const kind = api.kinds
      .all()
      .find((known) => known.group === group && known.version === version && known.kind === manifest["kind"]);
    if (kind === undefined) throw new RangeError(`There is no kind ${manifest["apiVersion"]} ${manifest["kind"]}`);
    const metadata = asObject(manifest["metadata"]);
    const namespace = kind.namespaced ? asText(metadata["namespace"]) || "default" : "";
    const write = { manager, dryRun: false, subresource: "", force: true };
    const { object } = applyObject(api, kind, { namespace, name: asText(metadata["name"]) }, manifest, write);
    const status = manifest["status"];
    return status === undefined ? object : api.store.put(kind, { ...object, status });
  }

  createNamespace(name: string): void {
    const kind = this.#kind("namespaces");
    createObject(
      this.#parts.api,
      kind,
      "",
      { metadata: { name } },
      { manager: "playground", dryRun: false, subresource: "" },
    );
  }

  delete(plural: string, name: string, namespace = ""): void {
    deleteObject(this.#parts.api, this.#kind(plural), { namespace, name }, { dryRun: false });
  }

  /** Lets pods that were just asked for be ready at once, as if the cluster had run for long. */
  settle(): void {
    this.#parts.life.settle();
  }

  /** Breaks the API in some way; the returned function repairs that. */
  addFault(fault: ApiFault): () => void {
    return this.#parts.faults.add(fault);
  }

  repair(): void {
    this.#parts.faults.clear();
  }

  /** Breaks all connections: watches end, requests fail. */
  dropConnections(): void {
    for (const { server } of this.#parts.servers) server.dropConnections();
  }

  /** Forgets the past: watches and pages from before now get 410. */
  compact(): void {
    this.#parts.api.store.compact();
  }

  /** A pod that does not end when it is told to. */
  holdPod(namespace: string, name: string): () => void {
    const { life } = this.#parts;
    life.heldPods.add(`${namespace}/${name}`);
    return () => life.heldPods.delete(`${namespace}/${name}`);
  }

  /** The node's kubelet never reports it Ready, until told otherwise. */
  setNeverReady(nodeName: string, neverReady = true): void {
    const { life } = this.#parts;
    for (const kubelet of life.kubelets) if (kubelet.machine.nodeName === nodeName) kubelet.neverReady = neverReady;
    life.wake();
  }

  /** Somebody else makes the node unschedulable. */
  cordon(nodeName: string): void {
    const { api } = this.#parts;
    const node = api.store.get(nodeKind, { namespace: "", name: nodeName });
    if (node === undefined) throw new RangeError(`There is no node ${nodeName}`);
    setSpec(api, nodeKind, node, { ...asObject(node["spec"]), unschedulable: true }, "kube-controller-manager");
  }

  /** Somebody else takes a Lease, whoever held it. */
  stealLease(namespace: string, name: string, holderIdentity: string): void {
    const { api } = this.#parts;
    const lease = api.store.get(leaseKind, { namespace, name });
    if (lease === undefined) throw new RangeError(`There is no lease ${namespace}/${name}`);
    const now = api.clock.now().toISOString().replace("Z", "000Z");
    const spec = { ...asObject(lease["spec"]), holderIdentity, acquireTime: now, renewTime: now };
    setSpec(api, leaseKind, lease, spec, "kube-controller-manager");
  }

  async stop(): Promise<void> {
    this.#parts.life.stop();
    // Connections that came through the endpoint are the servers' too, and end with them.
    await Promise.all(this.#parts.servers.map(({ server }) => server.setRunning(false)));
    await this.#parts.stop();
  }

  #kind(plural: string): ResourceKind {
    const kind = this.#parts.api.kinds.all().find((known) => known.plural === plural);
    if (kind === undefined) throw new RangeError(`There are no ${plural}`);
    return kind;
  }
}

const splitVersion = (apiVersion: string): readonly string[] =>
  apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
