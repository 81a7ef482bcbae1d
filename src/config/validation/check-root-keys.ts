import type { Note } from "../../errors.ts";
import { nearestName } from "../../nearest-name.ts";
import { type MachineConfig, rootDocument } from "../machine-config.ts";
import { nodeAt } from "../tree/select-nodes.ts";
import { finding } from "./finding.ts";

/** The same in Talos 1.10 to 1.14. */
const knownKeys: Readonly<Record<string, string>> = {
  "": "version debug persist machine cluster",
  machine: `acceptedCAs baseRuntimeSpecOverrides ca certSANs controlPlane disks env features files install kernel kubelet
    logging network nodeAnnotations nodeLabels nodeTaints pods registries seccompProfiles sysctls sysfs
    systemDiskEncryption time token type udev`,
  cluster: `acceptedCAs adminKubeconfig aescbcEncryptionSecret aggregatorCA allowSchedulingOnControlPlanes
    allowSchedulingOnMasters apiServer ca clusterName controlPlane controllerManager coreDNS discovery etcd
    externalCloudProvider extraManifestHeaders extraManifests id inlineManifests network proxy scheduler secret
    secretboxEncryptionSecret serviceAccount token`,
};

/** Keys of the v1alpha1 document, of `machine` and of `cluster` that Talos does not know, and so refuses. */
export function checkRootKeys(config: MachineConfig): readonly Note[] {
  const root = rootDocument(config)?.root;
  if (root === undefined) return [];
  return Object.entries(knownKeys).flatMap(([path, keys]) => {
    const map = path === "" ? root : nodeAt(root, path);
    if (map?.kind !== "map") return [];
    const known = keys.split(/\s+/);
    const unknown = [...map.entries].filter(([key]) => !known.includes(key));
    return unknown.map(([key, written]) => {
      const name = path === "" ? key : `${path}.${key}`;
      const nearest = nearestName(key, known);
      const hint = nearest === undefined ? misplaced(key) : `Did you mean ${nearest}?`;
      return finding("error", "key_unknown", `${name} is no key that Talos knows`, { written, hint });
    });
  });
}

function misplaced(key: string): string {
  const home = Object.entries(knownKeys).find(([, keys]) => keys.split(/\s+/).includes(key));
  return home === undefined ? "Remove it, or look it up in the Talos documentation." : `It belongs below ${home[0]}.`;
}
