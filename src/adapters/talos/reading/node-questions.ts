/** What every reading asks of a node. */
import { createClient } from "@connectrpc/connect";
import * as z from "zod/mini";
import type { LiveNode } from "../../../diff/live-nodes.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { Question } from "./ask-node.ts";
import { getResource, listResources, parseSpec } from "./read-resources.ts";

export const versionQuestion: Question<{ readonly version: string; readonly platform: string }> = {
  action: "read the version",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).version({}, options);
    return { version: messages[0]?.version?.tag ?? "", platform: messages[0]?.platform?.name ?? "" };
  },
};

export const hostnameQuestion: Question<string> = {
  action: "read the hostname",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).hostname({}, options);
    return messages[0]?.hostname ?? "";
  },
};

/** Unix seconds. */
export const bootTimeQuestion: Question<number> = {
  action: "read the boot time",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).systemStat({}, options);
    if (messages[0] === undefined) throw new TypeError("a reply without a boot time");
    return Number(messages[0].bootTime);
  },
};

const securitySchema = z.object({ secureBoot: z.optional(z.boolean()) });

export const securityQuestion: Question<z.infer<typeof securitySchema>> = {
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

export const extensionsQuestion: Question<readonly Extension[]> = {
  action: "read the system extensions",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "ExtensionStatuses.runtime.talos.dev" };
    const resources = await listResources(transport, kind, options);
    return resources.map((resource) => parseSpec(resource, extensionSchema).metadata);
  },
};

/** `v1alpha1` is the active config, `persistent` the one on disk; the answer is the content as the node encodes it. */
export const configQuestion = (id: "v1alpha1" | "persistent"): Question<Uint8Array> => ({
  action: "read the machine config",
  run: async (transport, options) => {
    const kind = { namespace: "config", type: "MachineConfigs.config.talos.dev", id };
    return (await getResource(transport, kind, options)).spec?.protoSpec ?? new Uint8Array();
  },
});

/** The image factory adds an extension of its own to say which schematic it built; Talos adds the modules' index. */
const schematicName = "schematic";
const modulesIndexName = "modules.dep";

/** Tells the booted image's schematic from its extensions. */
export function describeImage(all: readonly Extension[]): Pick<LiveNode, "schematicId" | "schematic" | "extensions"> {
  const schematic = all.find(({ name }) => name === schematicName);
  const extensions = all.filter(({ name }) => name !== schematicName && name !== modulesIndexName);
  return {
    ...(schematic?.version ? { schematicId: schematic.version } : {}),
    ...(schematic?.extraInfo ? { schematic: schematic.extraInfo } : {}),
    extensions: extensions.map(({ name, version }) => ({ name, version })),
  };
}
