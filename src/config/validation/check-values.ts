import type { Role } from "../../cluster/cluster.ts";
import { type Note, UserError } from "../../errors.ts";
import { readInstallImage } from "../install-image.ts";
import { formatDocumentId, type MachineConfig, rootDocument } from "../machine-config.ts";
import type { ConfigNode, ScalarNode } from "../tree/config-node.ts";
import { nodeAt } from "../tree/select-nodes.ts";
import { finding } from "./finding.ts";

/** Machine type, host name, endpoint and install image: the values on which a node stands or falls. */
export function checkValues(config: MachineConfig, role: Role | undefined): readonly Note[] {
  const root = rootDocument(config)?.root;
  return [
    ...checkMachineType(nodeAt(root, "machine.type"), role),
    ...checkHostname(nodeAt(root, "machine.network.hostname"), "machine.network.hostname"),
    ...checkEndpoint(nodeAt(root, "cluster.controlPlane.endpoint"), "cluster.controlPlane.endpoint"),
    ...config.documents.flatMap(({ id, root }) => {
      if (id.kind === "HostnameConfig")
        return checkHostname(nodeAt(root, "hostname"), `${formatDocumentId(id)} hostname`);
      if (id.kind === "KubeClusterConfig")
        return checkEndpoint(nodeAt(root, "endpoint"), `${formatDocumentId(id)} endpoint`);
      return [];
    }),
    ...checkInstallImage(config),
  ];
}

function checkMachineType(node: ConfigNode | undefined, role: Role | undefined): readonly Note[] {
  const type = plainText(node);
  if (type === undefined) return [];
  if (!["controlplane", "init", "worker"].includes(type.text)) {
    const hint = "Write controlplane or worker.";
    return [finding("error", "machine_type_unknown", "machine.type is none that Talos knows", { written: type, hint })];
  }
  const isWorker = type.text === "worker";
  if (role === undefined || isWorker === (role === "worker")) return [];
  const message = `machine.type is ${type.text}, the settings say that the node is a ${role}`;
  return [finding("error", "role_mismatch", message, { written: type, hint: "Correct one of the two." })];
}

const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/** https://www.rfc-editor.org/rfc/rfc1123#page-13 */
function checkHostname(node: ConfigNode | undefined, path: string): readonly Note[] {
  const hostname = plainText(node);
  if (hostname === undefined || hostname.text === "") return [];
  const labels = hostname.text.split(".");
  if (hostname.text.length <= 253 && labels.every((part) => part.length <= 63 && label.test(part))) return [];
  const hint = "Use letters, digits and dashes, at most 63 in a part.";
  return [finding("error", "hostname_invalid", `${path} is no host name`, { written: hostname, hint })];
}

function checkEndpoint(node: ConfigNode | undefined, path: string): readonly Note[] {
  const endpoint = plainText(node);
  if (endpoint === undefined || endpoint.text === "") return [];
  const url = URL.parse(endpoint.text);
  // another scheme is a reference to a secret
  if (url !== null && (url.hostname !== "" || !/^https?:$/.test(url.protocol))) {
    if (url.protocol !== "http:") return [];
    const hint = "Write https://.";
    return [finding("warning", "endpoint_insecure", `${path} does not use https`, { written: endpoint, hint })];
  }
  const hint = "Write it as https://cluster.example:6443.";
  return [finding("error", "endpoint_invalid", `${path} is no URL`, { written: endpoint, hint })];
}

function checkInstallImage(config: MachineConfig): readonly Note[] {
  try {
    const image = readInstallImage(config);
    if (image === undefined || image.tag !== undefined) return [];
    const hint = "Add the Talos version as tag: a digest alone does not tell the version.";
    return [finding("error", "image_tag_missing", "The install image has no tag", { written: image, hint })];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    const at = { ...(hint && { hint }), ...(location && { written: { origin: location } }) };
    return [finding("error", "install_image_invalid", message, at)];
  }
}

/** A value that is text and no secret. */
function plainText(node: ConfigNode | undefined): ScalarNode | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node : undefined;
}
