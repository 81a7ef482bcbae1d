import type { RuleRow } from "./merge-rule.ts";

const root = ["v1alpha1"];
const staticPods = ["apiServer", "controllerManager", "scheduler"];
const extraArgs = [
  "machine.kubelet.extraArgs",
  ...[...staticPods, "etcd", "proxy"].map((component) => `cluster.${component}.extraArgs`),
];

/** Merge rules of the v1alpha1 document. Source: v1alpha1_types.go of Talos 1.11 to 1.14 (struct tags, Merge methods). */
export const rootRules: readonly RuleRow[] = [
  {
    rule: "replace",
    kinds: root,
    paths: ["cluster.network.podSubnets", "cluster.network.serviceSubnets", "cluster.apiServer.auditPolicy"],
  },
  { rule: "interfaces", kinds: root, paths: ["machine.network.interfaces"] },
  { rule: "keyed", key: "vlanId", kinds: root, paths: ["machine.network.interfaces.*.vlans"] },
  { rule: "keyed", key: "name", kinds: root, paths: ["cluster.apiServer.admissionControl"] },
  { rule: "values", since: "1.13", kinds: root, paths: extraArgs },
  {
    rule: "pair",
    fields: ["crt", "key"],
    kinds: root,
    paths: [
      "machine.ca",
      "machine.registries.config.*.tls.clientIdentity",
      "cluster.ca",
      "cluster.aggregatorCA",
      "cluster.etcd.ca",
    ],
  },
  { rule: "pair", fields: ["key"], kinds: root, paths: ["cluster.serviceAccount"] },
  { rule: "url", kinds: root, paths: ["cluster.controlPlane.endpoint"] },
  { rule: "refused", kinds: root, paths: ["machine.install.diskSelector.size"] },
  { rule: "pointer", kinds: root, paths: ["machine.registries.config.*.tls.ca"] },
  { rule: "pointer", since: "1.12", kinds: root, paths: ["machine.network.kubespan.mtu"] },
  { rule: "duration", kinds: root, paths: ["machine.time.bootTimeout", "cluster.adminKubeconfig.certLifetime"] },
  {
    rule: "free",
    kinds: root,
    paths: [
      "machine.kubelet.extraConfig",
      "machine.kubelet.credentialProviderConfig",
      "machine.pods.*",
      "machine.seccompProfiles.*.value",
      "machine.baseRuntimeSpecOverrides",
      "cluster.apiServer.auditPolicy",
      "cluster.apiServer.admissionControl.*.configuration",
      "cluster.apiServer.authorizationConfig.*.webhook",
      "cluster.scheduler.config",
      ...staticPods.flatMap((pod) => [`cluster.${pod}.resources.requests`, `cluster.${pod}.resources.limits`]),
    ],
  },
  {
    rule: "texts",
    kinds: root,
    paths: [
      ..."env sysctls sysfs nodeLabels nodeAnnotations nodeTaints".split(" ").map((key) => `machine.${key}`),
      ...staticPods.map((pod) => `cluster.${pod}.env`),
      "cluster.extraManifestHeaders",
    ],
  },
  { rule: "texts", before: "1.13", kinds: root, paths: extraArgs },
  { rule: "open", kinds: root, paths: ["machine.registries.mirrors", "machine.registries.config"] },
  {
    rule: "struct",
    kinds: root,
    paths: [
      "machine.registries",
      "cluster.discovery.registries",
      "cluster.discovery.registries.kubernetes",
      "cluster.discovery.registries.service",
    ],
  },
];
