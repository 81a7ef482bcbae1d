import { describe, expect, it } from "vitest";
import type { UserError } from "../../../src/errors.ts";
import type { Component } from "../../../src/operation/upgrade-kubernetes/components.ts";
import { patchImage } from "../../../src/operation/upgrade-kubernetes/patch-image.ts";

const image = "r.io/x:v2";
const patch = (text: string, component: Component = "kube-apiserver") => patchImage(text, component, image, "m1");

describe("patchImage()", () => {
  it.each<{ name: string; before: string; after: string; component?: Component }>([
    {
      name: "replaces the value and leaves its comment",
      before: "# top\ncluster:\n  apiServer:\n    image: a:v1 # why\n    certSANs: [a,  b]\n",
      after: "# top\ncluster:\n  apiServer:\n    image: r.io/x:v2 # why\n    certSANs: [a,  b]\n",
    },
    {
      name: "replaces a quoted value",
      before: 'cluster:\n    apiServer:\n        image: "a:v1"\n',
      after: "cluster:\n    apiServer:\n        image: r.io/x:v2\n",
    },
    {
      name: "fills in an empty value",
      before: "cluster:\n  apiServer:\n    image:\n    x: 1\n",
      after: "cluster:\n  apiServer:\n    image: r.io/x:v2\n    x: 1\n",
    },
    {
      name: "adds the key before the first of its map",
      before: "cluster:\n  apiServer:\n    # of certSANs\n    certSANs: []\n",
      after: "cluster:\n  apiServer:\n    # of certSANs\n    image: r.io/x:v2\n    certSANs: []\n",
    },
    {
      name: "adds the map where there is none",
      before: "cluster:\n  clusterName: main\n",
      after: "cluster:\n  apiServer:\n      image: r.io/x:v2\n  clusterName: main\n",
    },
    {
      name: "writes into the component's own document",
      before: "cluster:\n  apiServer: {}\n---\napiVersion: v1alpha1\nkind: KubeAPIServerConfig\nimage: a:v1 # x\n",
      after: "cluster:\n  apiServer: {}\n---\napiVersion: v1alpha1\nkind: KubeAPIServerConfig\nimage: r.io/x:v2 # x\n",
    },
    {
      name: "leaves the other components' documents",
      before: "machine:\n  kubelet:\n    image: k:v1\n---\napiVersion: v1alpha1\nkind: KubeProxyConfig\nimage: p:v1\n",
      after:
        "machine:\n  kubelet:\n    image: r.io/x:v2\n---\napiVersion: v1alpha1\nkind: KubeProxyConfig\nimage: p:v1\n",
      component: "kubelet",
    },
    {
      name: "fills an empty map",
      before: "cluster:\n  apiServer: {}\n  x: 1\n",
      after: "cluster:\n  apiServer: { image: r.io/x:v2 }\n  x: 1\n",
    },
    {
      name: "fills a map that is missing behind its key",
      before: "cluster:\n  apiServer: # later\n  x: 1\n",
      after: "cluster:\n  apiServer: { image: r.io/x:v2 } # later\n  x: 1\n",
    },
    {
      name: "adds to a map in flow style",
      before: "cluster: {x: 1} # y\n",
      after: "cluster: { apiServer: { image: r.io/x:v2 },x: 1} # y\n",
    },
    {
      name: "keeps a text that says it already",
      before: "cluster:\n  apiServer: { image: 'r.io/x:v2' }\n",
      after: "cluster:\n  apiServer: { image: 'r.io/x:v2' }\n",
    },
  ])("$name", ({ before, after, component }) => {
    expect(patch(before, component)).toBe(after);
  });

  it.each([
    { name: "an anchor that others refer to", before: "cluster:\n  apiServer: &a\n    image: a:v1\n  scheduler: *a\n" },
    { name: "something that is no map", before: "cluster:\n  apiServer: text\n" },
  ])("refuses to write into $name", ({ before }) => {
    expect(() => patch(before)).toThrow(expect.objectContaining<Partial<UserError>>({ code: "config_invalid" }));
  });
});
