import { describe, expect, it } from "vitest";
import { checkRemoved } from "../../../src/operation/upgrade-kubernetes/check-removed.ts";

const { signal } = new AbortController();
const none = { resources: async () => [] };

describe("checkRemoved()", () => {
  it.each([
    {
      name: "a flag of the kubelet",
      component: "kubelet",
      command: "--pod-infra-container-image=x",
      from: "v1.34.1",
      to: "v1.35.0",
      found: "m1: kubelet: flag --pod-infra-container-image",
    },
    {
      name: "a flag without value",
      component: "kubelet",
      command: "--cloud-config",
      from: "v1.33.1",
      to: "v1.34.0",
      found: "m1: kubelet: flag --cloud-config",
    },
    {
      name: "a feature gate among others",
      component: "kube-scheduler",
      command: "--feature-gates=A=true,AppArmor=false",
      from: "v1.32.1",
      to: "v1.33.0",
      found: "m1: kube-scheduler: feature gate AppArmor",
    },
    {
      name: "an admission plugin",
      component: "kube-apiserver",
      command: "--enable-admission-plugins=NodeRestriction,SecurityContextDeny",
      from: "v1.29.1",
      to: "v1.30.0",
      found: "m1: kube-apiserver: admission plugin SecurityContextDeny",
    },
  ] as const)("finds $name", async ({ component, command, from, to, found }) => {
    const facts = { images: {}, commands: { [component]: ["/bin", command] } };
    const findings = await checkRemoved(from, to, [{ node: "m1", facts }], none, { signal });
    expect(findings).toMatchObject([{ code: "kubernetes_removed_feature", verdict: "refuse", evidence: [found] }]);
  });

  it.each([
    { name: "within a minor version", from: "v1.34.1", to: "v1.34.2" },
    { name: "into a version that still has it", from: "v1.33.1", to: "v1.34.0" },
  ])("finds nothing $name", async ({ from, to }) => {
    const facts = { images: {}, commands: { kubelet: ["--pod-infra-container-image=x", "--cloud-config-file=x"] } };
    expect(await checkRemoved(from, to, [{ node: "m1", facts }], none, { signal })).toEqual([]);
  });

  it("finds objects of a removed API", async () => {
    const probe = {
      resources: async ({ kind }: { readonly kind: string }) => (kind === "PodSchedulingContext" ? [{}, {}] : []),
    };
    const findings = await checkRemoved("v1.31.0", "v1.32.0", [], probe, { signal });
    expect(findings[0]?.evidence).toEqual(["2 of PodSchedulingContext (resource.k8s.io/v1alpha3)"]);
  });
});
