/** A repository of many nodes, made from the example's templates, in a folder of its own. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

const examples = join(import.meta.dirname, "..", "examples");

/** The id of the empty schematic. */
const defaultSchematic = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

/** A node whose configuration is the example's base template and nothing else. */
export function writeSingleTemplate(): string {
  const root = writeFleet(1);
  const { clusters } = settings([nodeAt(0)]);
  const { nodes, secrets, config } = clusters.main;
  const variables = { ...config.variables, SCHEMATIC_ID: defaultSchematic };
  const main = { nodes, secrets, config: { base: config.base, variables } };
  writeFileSync(join(root, ".github", "talos-chatops.yaml"), stringify({ clusters: { main } }));
  return root;
}

/** Writes the repository and returns its folder. Three nodes are control planes, the others workers; secrets are files. */
export function writeFleet(count: number): string {
  const root = mkdtempSync(join(tmpdir(), "talos-chatops-fleet-"));
  cpSync(join(examples, "talos-v1.11"), root, { recursive: true });
  cpSync(join(examples, "secrets"), join(root, "secrets"), { recursive: true });
  useFileStore(join(root, "talos", "machineconfig.yaml.j2"));
  const overlay = readFileSync(join(root, "talos", "nodes", "talos-m02.yaml.j2"), "utf8");
  const nodes = Array.from({ length: count }, (_, index) => nodeAt(index));
  for (const { name, role, address } of nodes) {
    const text = overlay
      .replaceAll("talos-m02", name)
      .replace("192.168.5.202", address)
      .replace("type: controlplane", `type: ${role}`);
    writeFileSync(join(root, "talos", "nodes", `${name}.yaml.j2`), text);
  }
  mkdirSync(join(root, ".github"), { recursive: true });
  writeFileSync(join(root, ".github", "talos-chatops.yaml"), stringify(settings(nodes)));
  return root;
}

interface FleetNode {
  readonly name: string;
  readonly role: "controlplane" | "worker";
  readonly address: string;
}

function nodeAt(index: number): FleetNode {
  return {
    name: `node-${String(index).padStart(4, "0")}`,
    role: index < 3 ? "controlplane" : "worker",
    address: `10.20.${Math.floor(index / 250)}.${(index % 250) + 1}`,
  };
}

function useFileStore(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("ak://", "file://"));
}

function settings(nodes: readonly FleetNode[]) {
  return {
    clusters: {
      main: {
        config: {
          base: "talos/machineconfig.yaml.j2",
          patches: ["talos/nodes/{node}.yaml.j2"],
          schematic: "talos/schematic.yaml.j2",
          variables: {
            IS_CONTROLLER: "{{ 'true' if node.role == 'controlplane' else '' }}",
            SCHEMATIC_ID: "{{ node.schematic }}",
          },
        },
        nodes: Object.fromEntries(nodes.map(({ name, role, address }) => [name, { role, address }])),
        secrets: { file: { directory: "secrets" } },
      },
    },
  };
}
