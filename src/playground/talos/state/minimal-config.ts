import type { MachineRole } from "./machine.ts";

/** The smallest configuration that a node takes. */
export function minimalConfig(role: MachineRole): string {
  return `version: v1alpha1
machine:
    type: ${role}
    token: abcdef.0123456789abcdef
    certSANs: []
cluster:
    clusterName: main
    controlPlane:
        endpoint: https://192.0.2.10:6443
`;
}
