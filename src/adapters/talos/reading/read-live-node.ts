/** A node in, what it runs and how it is configured out; everything is asked for at once. */
import { fromBinary } from "@bufbuild/protobuf";
import type { Node } from "../../../cluster/cluster.ts";
import type { LiveNode, LiveReading } from "../../../diff/live-nodes.ts";
import { MachineConfigSpecSchema } from "../proto/resource/config/config_pb.ts";
import { type Ask, type AskOptions, askNode, ifPresent, type Question } from "./ask-node.ts";
import {
  bootTimeQuestion,
  configQuestion,
  describeImage,
  extensionsQuestion,
  hostnameQuestion,
  securityQuestion,
  versionQuestion,
} from "./node-questions.ts";

/** What a whole reading takes: the machine config is an administrator's only. */
const neededRole = "os:admin";

/** Reads one node. What happens to the node is in the result; a throw is a bug, or the signal's reason. */
export async function readLiveNode(node: Node, options: Omit<AskOptions, "neededRole">): Promise<LiveReading> {
  const asked = await askNode(node, readAll, { ...options, neededRole });
  return asked.kind === "read" ? { kind: "read", live: asked.value } : asked;
}

async function readAll(ask: Ask): Promise<LiveNode> {
  const [{ version, platform }, hostname, config, persistentConfig, image, security, bootTime] = await Promise.all([
    ask(versionQuestion),
    ask(hostnameQuestion),
    ask(textQuestion("v1alpha1")),
    ifPresent(ask(textQuestion("persistent"))),
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

/** The config's YAML as it was submitted: the resource's own YAML form differs by version. */
function textQuestion(id: "v1alpha1" | "persistent"): Question<Uint8Array> {
  const { action, run } = configQuestion(id);
  return {
    action,
    run: async (...connection) => fromBinary(MachineConfigSpecSchema, await run(...connection)).yamlMarshalled,
  };
}
