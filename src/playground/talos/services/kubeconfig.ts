/** MachineService.Kubeconfig: an administrator's kubeconfig, wrapped as the Copy protocol wraps files. */
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { readText } from "../state/cluster-config.ts";
import type { Machine } from "../state/machine.ts";

/** The only file of a tar.gz. */
export function createKubeconfigArchive(machine: Machine): Buffer {
  return gzipSync(tar("kubeconfig", Buffer.from(createKubeconfig(machine)), machine.clock.now()));
}

/** As Talos writes it (pkg/kubeconfig): the client is signed by the cluster's authority and lives a year. */
function createKubeconfig(machine: Machine): string {
  const { kubernetesAuthority, kubernetesEndpoint } = machine.cluster;
  const name = readText(machine.activeConfig, ["cluster", "clusterName"]) ?? machine.cluster.name;
  const server = kubernetesEndpoint ?? readText(machine.activeConfig, ["cluster", "controlPlane", "endpoint"]) ?? "";
  const notAfter = new Date(Date.now() + 365 * 86_400_000);
  const client = kubernetesAuthority.issueClient({ roles: ["system:masters"], commonName: "admin", notAfter });
  const user = { "client-certificate-data": base64(client.certificate), "client-key-data": base64(client.key) };
  return stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server, "certificate-authority-data": base64(kubernetesAuthority.certificate) } }],
      users: [{ name: `admin@${name}`, user }],
      contexts: [{ name: `admin@${name}`, context: { cluster: name, namespace: "default", user: `admin@${name}` } }],
      "current-context": `admin@${name}`,
    },
    { lineWidth: 0 },
  );
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** POSIX ustar with one regular file. As Talos leaves it, its last block is not filled up and no empty ones follow. */
function tar(name: string, content: Buffer, modified: Date): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(Math.floor(modified.getTime() / 1000), 12), 136);
  header.write("        ", 148);
  header.write("0ustar\u000000", 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, content]);
}
