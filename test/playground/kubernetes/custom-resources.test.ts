import { describe, expect, it } from "vitest";
import { connectClient, refusalOf } from "../../support/kubernetes-client.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";

const definition = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "cephclusters.ceph.rook.io" },
  spec: {
    group: "ceph.rook.io",
    names: { kind: "CephCluster", plural: "cephclusters" },
    scope: "Namespaced",
    versions: [{ name: "v1", served: true, storage: true, subresources: { status: {} } }],
  },
};

const cluster = {
  apiVersion: "ceph.rook.io/v1",
  kind: "CephCluster",
  metadata: { name: "rook-ceph", namespace: "default" },
  status: { ceph: { health: "HEALTH_OK" } },
};

const place = { group: "ceph.rook.io", version: "v1", plural: "cephclusters", namespace: "default" };

describe("custom resources", () => {
  it("are found by discovery and read with their status", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.apply(definition);
    kubernetes.apply(cluster);
    const { objects } = connectClient(kubernetes);
    const read = await objects.read({ ...cluster, metadata: { name: "rook-ceph", namespace: "default" } });
    expect(read).toMatchObject({ kind: "CephCluster", status: { ceph: { health: "HEALTH_OK" } } });
  });

  it("do not exist before their definition", async () => {
    const { kubernetes } = await startKubernetes();
    const { custom } = connectClient(kubernetes);
    expect(await refusalOf(custom.listNamespacedCustomObject(place))).toMatchObject({ code: 404 });
  });

  it("keep what their status says through an update of the rest", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.apply(definition);
    kubernetes.apply(cluster);
    const { custom } = connectClient(kubernetes);
    const stored = await custom.getNamespacedCustomObject({ ...place, name: "rook-ceph" });
    const body = { ...stored, spec: { mon: { count: 3 } }, status: {} };
    const updated = await custom.replaceNamespacedCustomObject({ ...place, name: "rook-ceph", body });
    expect(updated).toMatchObject({ metadata: { generation: 2 }, spec: { mon: { count: 3 } }, status: cluster.status });
  });
});
