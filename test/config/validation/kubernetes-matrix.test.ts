import { describe, expect, test } from "vitest";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { checkKubernetes } from "../../../src/config/validation/kubernetes-matrix.ts";

const check = (talosVersion: string, text: string) =>
  checkKubernetes(talosVersion, parseMachineConfig(text, { file: "node.yaml" }));

describe("checkKubernetes()", () => {
  test.each([
    { talos: "v1.11.6", kubernetes: "v1.28.9", codes: ["kubernetes_unsupported"] },
    { talos: "v1.11.6", kubernetes: "v1.29.0", codes: [] },
    { talos: "v1.11.6", kubernetes: "v1.34.1", codes: [] },
    { talos: "v1.11.6", kubernetes: "v1.35.0", codes: ["kubernetes_unsupported"] },
    { talos: "v1.13.8", kubernetes: "v1.36.0-rc.0", codes: [] },
    { talos: "v1.14.0", kubernetes: "v1.31.0", codes: ["kubernetes_unsupported"] },
    { talos: "v1.99.0", kubernetes: "v1.31.0", codes: [] },
    { talos: "v1.13.8", kubernetes: "latest", codes: ["kubernetes_version_unknown"] },
  ])("Talos $talos with Kubernetes $kubernetes: $codes", ({ talos, kubernetes, codes }) => {
    const notes = check(talos, `machine:\n  kubelet: {image: "ghcr.io/siderolabs/kubelet:${kubernetes}"}`);
    expect(notes.map((note) => note.code)).toEqual(codes);
  });

  test("looks at every component, in both styles", () => {
    const image = (name: string) => `image: registry.k8s.io/${name}:v1.20.0`;
    const text = `
machine: {kubelet: {${image("kubelet")}}}
cluster:
  apiServer: {${image("kube-apiserver")}}
  controllerManager: {${image("kube-controller-manager")}}
  scheduler: {${image("kube-scheduler")}}
  proxy: {${image("kube-proxy")}}
  coreDNS: {${image("coredns")}}
---
apiVersion: v1alpha1
kind: KubeletConfig
${image("kubelet")}
`;
    expect(check("1.14.0", text).map((note) => note.location?.line)).toEqual([2, 4, 5, 7, 6, 12]);
  });

  test("wants a tag even with a digest, and does not judge references", () => {
    const digest = `sha256:${"0".repeat(64)}`;
    expect(check("1.13.0", `machine: {kubelet: {image: "k8s/kubelet@${digest}"}}`).map((note) => note.code)).toEqual([
      "image_tag_missing",
    ]);
    expect(check("1.13.0", `machine: {kubelet: {image: "ak://images/kubelet"}}`)).toEqual([]);
  });
});
