import type { MachineRole } from "./machine-description.ts";

/** The smallest configuration that a node takes; its secrets are worthless. */
export function minimalConfig(role: MachineRole): string {
  const key = role === "controlplane" ? placeholder : '""';
  return `version: v1alpha1
machine:
    type: ${role}
    token: abcdef.0123456789abcdef
    ca:
        crt: ${placeholder}
        key: ${key}
    certSANs: []
cluster:
    clusterName: main
    controlPlane:
        endpoint: https://192.0.2.10:6443
`;
}

const placeholder = Buffer.from("no certificate").toString("base64");
