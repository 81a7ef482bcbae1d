/** The operate journey on a world: a repository, a command line, a process that may be killed. */

import { expect } from "vitest";
import type { OperationCommand } from "../../../src/chatops/command.ts";
import { formatCommand } from "../../../src/chatops/format-command.ts";
import { parseCommand } from "../../../src/chatops/parse-command.ts";
import type { Cluster } from "../../../src/cluster/cluster.ts";
import { readSettings } from "../../../src/cluster/read-settings.ts";
import {
  type Approval,
  continueOperation,
  type OperatePorts,
  type OperateRequest,
  type OperationResult,
  operate,
  type PreparedOperation,
  prepareOperation,
  type RunnerPlace,
} from "../../../src/operate.ts";
import type { OperationProgress } from "../../../src/operation/operation.ts";
import { memoryFiles } from "../memory-files.ts";
import { openPorts } from "./open-ports.ts";
import { type Process, World, type WorldOptions, type WorldRule } from "./world.ts";

export const nextImage = `factory.talos.dev/metal-installer/${"a".repeat(64)}:v1.13.9`;

export interface SceneOptions extends WorldOptions {
  /** Lines of the cluster in the settings. */
  readonly settings?: string;
  /** What the repository wants of every node. */
  readonly desired?: string;
  /** What must never happen, and may in this test; anything else fails the run in which it happens. */
  readonly violations?: readonly WorldRule[];
}

export interface RunOptions {
  readonly process?: Process;
  readonly approval?: Approval;
  readonly runner?: RunnerPlace;
  readonly stop?: AbortSignal;
  readonly signal?: AbortSignal;
  readonly handOver?: (id: string) => Promise<void>;
  readonly onOperation?: (progress: OperationProgress) => void;
  readonly revision?: string;
}

export interface Scene {
  readonly world: World;
  /** @param revision of the repository */
  request(line: string, revision?: string): OperateRequest;
  prepare(line: string, options?: RunOptions): Promise<PreparedOperation>;
  /** Undefined when the process was killed. */
  operate(line: string, options?: RunOptions): Promise<OperationResult | undefined>;
  continue(options?: RunOptions): Promise<OperationResult | undefined>;
}

export async function operateScene(options: SceneOptions = {}): Promise<Scene> {
  const world = new World(options);
  const cluster = await readCluster(world, options);
  const filesAt = (revision = "0".repeat(40)) => memoryFiles({ "talos/base.yaml": desiredText(options) }, revision);
  const request = (line: string, revision?: string): OperateRequest => {
    const command = operationOf(line);
    return { cluster, files: filesAt(revision), command, commandText: formatCommand(command), requester: "octocat" };
  };
  const run = async <T>(process: Process, promise: Promise<T>): Promise<T | undefined> => {
    try {
      return await world.time.pass(promise, () => process.dead);
    } finally {
      expect(world.violations.filter(({ rule }) => options.violations?.includes(rule) !== true)).toEqual([]);
    }
  };
  return {
    world,
    request,
    prepare: async (line, runOptions = {}) => {
      const process = runOptions.process ?? world.process("laptop");
      const ports = portsOf(world, process, runOptions);
      const prepared = await run(
        process,
        prepareOperation(request(line), ports, { signal: signalsOf(runOptions).signal }),
      );
      if (prepared === undefined) throw new Error("killed while preparing");
      return prepared;
    },
    operate: (line, runOptions = {}) => {
      const process = runOptions.process ?? world.process("laptop");
      const ports = portsOf(world, process, runOptions);
      const asked = request(line, runOptions.revision);
      return run(process, operate(asked, ports, runOptions.approval, signalsOf(runOptions)));
    },
    continue: (runOptions = {}) => {
      const process = runOptions.process ?? world.process("laptop-again");
      const ports = portsOf(world, process, runOptions);
      const openFiles = async (revision: string) => filesAt(runOptions.revision ?? revision);
      return run(
        process,
        continueOperation({ cluster, openFiles, requester: "octocat" }, ports, signalsOf(runOptions)),
      );
    },
  };
}

function signalsOf({ signal, stop }: RunOptions) {
  const never = new AbortController().signal;
  return { signal: signal ?? never, stop: stop ?? never };
}

function portsOf(world: World, process: Process, options: RunOptions): OperatePorts {
  const { nodes, kubernetes, liveNodes, control, kubernetesControl, lock, snapshots, pace } = openPorts(world, process);
  return {
    access: {
      liveNodes,
      nodes,
      kubernetes,
      stores: [],
      registry: { hasImage: async () => true },
      close: () => undefined,
    },
    write: { nodes: control, kubernetes: kubernetesControl, lock, snapshots },
    redactionKey: new Uint8Array(32),
    holder: process.holder,
    runner: options.runner ?? { inCluster: false },
    pace,
    onOperation: (progress) => options.onOperation?.(progress),
    ...(options.handOver && { handOver: options.handOver }),
  };
}

async function readCluster(world: World, { settings = "" }: SceneOptions): Promise<Cluster> {
  const nodes = world.nodes.map(
    ({ node: { name, address, role } }) => `      ${name}: { address: ${address}, role: ${role} }\n`,
  );
  const text = `clusters:\n  main:\n    config:\n      base: talos/base.yaml\n${settings}    nodes:\n${nodes.join("")}`;
  const [cluster] = (await readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }))).clusters;
  if (cluster === undefined) throw new Error("the settings have no cluster");
  return cluster;
}

function desiredText({ desired, config }: SceneOptions): string {
  return desired ?? config ?? "machine: {}\n";
}

function operationOf(line: string): OperationCommand {
  const parsed = parseCommand(line);
  if (parsed.kind === "unconfirmed") return parsed.command;
  if (parsed.kind === "command" && "dryRun" in parsed.command) return parsed.command;
  throw new Error(`${line} is no operation`);
}
