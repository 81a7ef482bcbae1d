import { describe, expect, test } from "vitest";
import { gateNode } from "../../../src/health/gate-node.ts";
import type { NodeTarget } from "../../../src/health/intent.ts";
import { pod } from "../../support/fake-kubernetes.ts";
import {
  type FactChanges,
  intent,
  node,
  nodeIntent,
  observedCluster,
  schematic,
} from "../../support/observed-cluster.ts";

const [same, other] = ["a".repeat(64), "b".repeat(64)];
const installer = (id: string, secure = "") => `factory.talos.dev/metal-installer${secure}/${id}:v1.13.9`;
const keeps = schematic("siderolabs/iscsi-tools", "siderolabs/util-linux-tools");
const three = ["talos-m01", "talos-m02", "talos-m03"];

function judge(target: NodeTarget, facts: FactChanges = {}, allowExtensionChange = false, kubelet = "v1.34.1") {
  const apiServer = pod("kube-apiserver-talos-m01", {
    ...{ namespace: "kube-system", node: "talos-m01", mirror: true },
    images: { "kube-apiserver": `registry.k8s.io/kube-apiserver:${kubelet}` },
  });
  const observation = observedCluster(three, {
    facts: { "talos-m01": facts },
    kubernetesNodes: { "talos-m01": { kubeletVersion: kubelet } },
    kubernetes: { pods: [apiServer] },
  });
  const planned = nodeIntent("talos-m01", { target });
  const findings = gateNode(observation, node("talos-m01"), intent("upgrade", [planned], { allowExtensionChange }));
  return findings.map(({ code, verdict }) => `${verdict} ${code}`);
}

describe("gateNode() with a target", () => {
  test.each<[string, NodeTarget, FactChanges, readonly string[]]>([
    ["a patch version up", { version: "v1.13.9", image: installer(same), schematicId: same }, {}, []],
    ["a minor version up", { version: "v1.14.0" }, {}, []],
    ["two minor versions up", { version: "v1.15.0" }, {}, ["refuse version_path"]],
    ["a patch version down", { version: "v1.13.7" }, {}, ["warn version_path"]],
    ["two minor versions down", { version: "v1.11.0" }, {}, ["refuse version_path"]],
    ["a version that is none", { version: "latest" }, {}, ["refuse version_path"]],
    ["the version that runs", { version: "v1.13.8" }, {}, []],
    ["another schematic with its extensions", { schematicId: other, schematic: keeps }, {}, []],
    [
      "another schematic without",
      { schematicId: other, schematic: schematic() },
      {},
      ["refuse schematic_drops_extensions"],
    ],
    ["another schematic that nobody tells", { schematicId: other }, {}, ["refuse schematic_drops_extensions"]],
    [
      "an image of no factory",
      { image: "ghcr.io/siderolabs/installer:v1.13.9" },
      {},
      ["refuse schematic_drops_extensions"],
    ],
    [
      "an image of no factory, nothing to lose",
      { image: "ghcr.io/siderolabs/installer:v1.13.9" },
      { extensions: [] },
      [],
    ],
    [
      "an extension that was renamed",
      { schematicId: other, schematic: schematic("siderolabs/i915") },
      { schematic: schematic("siderolabs/i915-ucode"), extensions: [{ name: "i915-ucode", version: "1" }] },
      [],
    ],
    [
      "secure boot lost",
      { image: installer(same), schematicId: same },
      { secureBoot: true },
      ["refuse secure_boot_installer"],
    ],
    ["secure boot kept", { image: installer(same, "-secureboot"), schematicId: same }, { secureBoot: true }, []],
    [
      "secure boot from nowhere",
      { image: installer(same, "-secureboot"), schematicId: same },
      {},
      ["refuse secure_boot_installer"],
    ],
  ])("%s", (_, target, facts, expected) => {
    expect(judge(target, facts)).toEqual(expected);
  });

  test("takes a lost extension as a warning where that was asked for", () => {
    expect(judge({ schematicId: other, schematic: schematic() }, {}, true)).toEqual([
      "warn schematic_drops_extensions",
    ]);
  });

  test("compares with the names that extensions give themselves where the booted schematic is not told", () => {
    // one that cannot be read tells as little as none
    const facts: FactChanges = { schematic: "unknown: field" };
    expect(judge({ schematicId: other, schematic: keeps }, facts)).toEqual([]);
    expect(judge({ schematicId: other, schematic: schematic("siderolabs/other") }, facts)).toEqual([
      "refuse schematic_drops_extensions",
    ]);
  });

  test("refuses a Talos that does not run the Kubernetes components of the node", () => {
    expect(judge({ version: "v1.14.0" }, {}, false, "v1.31.5")).toEqual(["refuse kubernetes_version"]);
  });
});
