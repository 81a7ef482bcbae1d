import { describe, expect, it } from "vitest";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { imageOf, isProxyDisabled, versionOf } from "../../../src/operation/upgrade-kubernetes/components.ts";
import { objectKey, parseObjectKey } from "../../../src/operation/upgrade-kubernetes/inventory.ts";

const digest = `@sha256:${"a".repeat(64)}`;

describe("imageOf()", () => {
  it.each([
    { component: "kube-apiserver", current: undefined, image: "registry.k8s.io/kube-apiserver:v1.34.1" },
    { component: "kube-scheduler", current: "mirror:5000/k8s/s:v1.33.0", image: "mirror:5000/k8s/s:v1.34.1" },
    { component: "kube-proxy", current: `r.io/p:v1.33.0${digest}`, image: "r.io/p:v1.34.1" },
    {
      component: "kubelet",
      current: "ghcr.io/siderolabs/kubelet:v1.33.0-fat",
      image: "ghcr.io/siderolabs/kubelet:v1.34.1-fat",
    },
    {
      component: "kubelet",
      current: "ghcr.io/siderolabs/kubelet:v1.33.0-slim",
      image: "ghcr.io/siderolabs/kubelet:v1.34.1-slim",
    },
    { component: "kube-apiserver", current: "r.io/a:v1.33.0-fat", image: "r.io/a:v1.34.1" },
  ] as const)("gives $image for $component from $current", ({ component, current, image }) => {
    expect(imageOf(component, "v1.34.1", current)).toBe(image);
  });
});

describe("versionOf()", () => {
  it.each([
    { image: "r.io:5000/a:v1.34.1", version: "v1.34.1" },
    { image: `r.io/a:v1.34.1${digest}`, version: "v1.34.1" },
    { image: "r.io/kubelet:v1.34.1-fat", version: "v1.34.1" },
    { image: "r.io:5000/a", version: undefined },
    { image: undefined, version: undefined },
  ])("reads $version from $image", ({ image, version }) => {
    expect(versionOf(image)).toBe(version);
  });
});

describe("isProxyDisabled()", () => {
  it.each([
    { text: "cluster:\n  proxy:\n    disabled: true\n", is: true },
    { text: "cluster:\n  proxy:\n    image: a:v1\n", is: false },
    { text: "apiVersion: v1alpha1\nkind: KubeProxyConfig\nenabled: false\n", is: true },
    { text: "apiVersion: v1alpha1\nkind: KubeProxyConfig\nimage: a:v1\n", is: false },
  ])("says $is of $text", ({ text, is }) => {
    expect(isProxyDisabled(parseMachineConfig(text, { file: "config" }))).toBe(is);
  });
});

describe("objectKey()", () => {
  const meta = (name: string, namespace?: string) => ({ name, ...(namespace !== undefined && { namespace }) });
  it.each([
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: meta("kube-proxy", "kube-system"),
      key: "kube-system_kube-proxy_apps_DaemonSet",
    },
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: meta("coredns", "kube-system"),
      key: "kube-system_coredns__ServiceAccount",
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: meta("system:coredns"),
      key: "_system__coredns_rbac.authorization.k8s.io_ClusterRole",
    },
  ])("gives $key, which is read back", ({ key, ...object }) => {
    expect(objectKey(object)).toBe(key);
    const group = object.apiVersion.includes("/") ? object.apiVersion.split("/")[0] : "";
    expect(parseObjectKey(key)).toEqual({ group, kind: object.kind, ...object.metadata });
  });
});
