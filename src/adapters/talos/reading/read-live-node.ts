/** A node in, what it runs and how it is configured out; everything is asked for at once. */
import { fromBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import * as z from "zod/mini";
import type { Node } from "../../../cluster/cluster.ts";
import type { LiveNode, LiveReading } from "../../../diff/live-nodes.ts";
import { type CallNode, type NodeCall, NodeCallError } from "../connection/call-node.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import { MachineConfigSpecSchema } from "../proto/resource/config/config_pb.ts";
import { getResource, listResources, parseSpec } from "./read-resources.ts";

/**
 * Reads one node. What happens to the node is in the result; a throw is a bug, or the signal's reason.
 * @param nodeMs gives up after this long
 */
export async function readLiveNode(
  node: Node,
  { call, nodeMs, signal }: { readonly call: CallNode; readonly nodeMs: number; readonly signal: AbortSignal },
): Promise<LiveReading> {
  const limit = AbortSignal.timeout(nodeMs);
  // One failure settles the outcome: the calls still under way are then let go.
  const settled = new AbortController();
  const options = { signal: AbortSignal.any([signal, limit, settled.signal]) };
  const ask: Ask = (question) => call(node, { ...question, neededRole }, options);
  try {
    return { kind: "read", live: await readAll(ask) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NodeCallError) return { kind: "problem", problem: error.problem };
    if (limit.aborted) return { kind: "problem", problem: tooSlow(node, nodeMs) };
    throw error;
  } finally {
    settled.abort();
  }
}

/** What a whole reading takes: the machine config is an administrator's only. */
const neededRole = "os:admin";

type Question<Value> = Omit<NodeCall<Value>, "neededRole">;
type Ask = <Value>(question: Question<Value>) => Promise<Value>;

async function readAll(ask: Ask): Promise<LiveNode> {
  const [{ version, platform }, hostname, config, persistentConfig, image, security, bootTime] = await Promise.all([
    ask(versionQuestion),
    ask(hostnameQuestion),
    ask(configQuestion("v1alpha1")),
    ifPresent(ask(configQuestion("persistent"))),
    ifPresent(ask(extensionsQuestion)),
    ifPresent(ask(securityQuestion)),
    ifPresent(ask(bootTimeQuestion)),
  ]);
  const staged = persistentConfig !== undefined && Buffer.compare(config, persistentConfig) !== 0;
  return {
    hostname,
    version,
    platform,
    config,
    ...(staged ? { persistentConfig } : {}),
    ...describeImage(image ?? []),
    secureBoot: security?.secureBoot ?? false,
    ...(bootTime === undefined ? {} : { bootTime }),
  };
}

/** A node that does not have or know of something is no failure; one that cannot be asked is. */
async function ifPresent<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NodeCallError && error.absent) return undefined;
    throw error;
  }
}

const versionQuestion: Question<{ readonly version: string; readonly platform: string }> = {
  action: "read the version",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).version({}, options);
    return { version: messages[0]?.version?.tag ?? "", platform: messages[0]?.platform?.name ?? "" };
  },
};

const hostnameQuestion: Question<string> = {
  action: "read the hostname",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).hostname({}, options);
    return messages[0]?.hostname ?? "";
  },
};

const bootTimeQuestion: Question<number | undefined> = {
  action: "read the boot time",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).systemStat({}, options);
    return messages[0] === undefined ? undefined : Number(messages[0].bootTime);
  },
};

/** `v1alpha1` is the active config, `persistent` the one on disk. Its YAML form differs by version, its bytes do not. */
const configQuestion = (id: "v1alpha1" | "persistent"): Question<Uint8Array> => ({
  action: "read the machine config",
  run: async (transport, options) => {
    const kind = { namespace: "config", type: "MachineConfigs.config.talos.dev", id };
    const { spec } = await getResource(transport, kind, options);
    return fromBinary(MachineConfigSpecSchema, spec?.protoSpec ?? new Uint8Array()).yamlMarshalled;
  },
});

const securitySchema = z.object({ secureBoot: z.optional(z.boolean()) });

const securityQuestion: Question<z.infer<typeof securitySchema>> = {
  action: "read the security state",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "SecurityStates.talos.dev", id: "securitystate" };
    return parseSpec(await getResource(transport, kind, options), securitySchema);
  },
};

const extensionSchema = z.object({
  metadata: z.object({ name: z.string(), version: z.string(), extraInfo: z.optional(z.string()) }),
});

type Extension = z.infer<typeof extensionSchema>["metadata"];

const extensionsQuestion: Question<readonly Extension[]> = {
  action: "read the system extensions",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "ExtensionStatuses.runtime.talos.dev" };
    const resources = await listResources(transport, kind, options);
    return resources.map((resource) => parseSpec(resource, extensionSchema).metadata);
  },
};

/** The image factory adds an extension of its own to say which schematic it built; Talos adds the modules' index. */
const schematicName = "schematic";
const modulesIndexName = "modules.dep";

function describeImage(all: readonly Extension[]): Pick<LiveNode, "schematicId" | "schematic" | "extensions"> {
  const schematic = all.find(({ name }) => name === schematicName);
  const extensions = all.filter(({ name }) => name !== schematicName && name !== modulesIndexName);
  return {
    ...(schematic?.version ? { schematicId: schematic.version } : {}),
    ...(schematic?.extraInfo ? { schematic: schematic.extraInfo } : {}),
    extensions: extensions.map(({ name, version }) => ({ name, version })),
  };
}

const tooSlow = (node: Node, nodeMs: number) =>
  ({
    kind: "timeout",
    message: `Cannot read ${node.name}: not done within ${nodeMs / 1000} s`,
    hint: "Check the network to the endpoints and the node's load.",
  }) as const;
