/** A node in, how it fares out: all that health wants to know, with the rights of a reader. */
import { createClient } from "@connectrpc/connect";
import * as z from "zod/mini";
import type { Node } from "../../../cluster/cluster.ts";
import type { MachineStage, NodeFacts, NodeReading, ServiceFacts } from "../../../health/observation.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import { type Ask, type AskOptions, askNode, ifPresent, type Question } from "./ask-node.ts";
import { readEtcd } from "./etcd-questions.ts";
import {
  bootTimeQuestion,
  describeImage,
  extensionsQuestion,
  hostnameQuestion,
  securityQuestion,
  versionQuestion,
} from "./node-questions.ts";
import { getResource, listResources, parseSpec } from "./read-resources.ts";

export interface ObserveOptions extends Omit<AskOptions, "neededRole"> {
  /** Of our certificate: only an administrator can tell whether a config is staged. */
  readonly roles: readonly string[];
}

/** Observes one node, asking everything at once. What happens to it is in the result; a throw is a bug, or the signal's reason. */
export async function observeNode(node: Node, { roles, ...options }: ObserveOptions): Promise<NodeReading> {
  const mayReadConfig = roles.includes("os:admin");
  const asked = await askNode(node, (ask) => readFacts(node, ask, mayReadConfig), {
    ...options,
    neededRole: "os:reader",
  });
  if (asked.kind === "read") return { kind: "read", facts: asked.value };
  return asked.problem.kind === "maintenance" ? { kind: "maintenance" } : asked;
}

async function readFacts({ role }: Node, ask: Ask, mayReadConfig: boolean): Promise<NodeFacts> {
  const isControlPlane = role === "controlplane";
  const [versions, hostname, bootTime, services, status, name, image, security, fallback, staged, virtual, etcd] =
    await Promise.all([
      ask(versionQuestion),
      ask(hostnameQuestion),
      ask(bootTimeQuestion),
      ask(servicesQuestion),
      ifPresent(ask(statusQuestion)),
      ifPresent(ask(nodenameQuestion)),
      ifPresent(ask(extensionsQuestion)),
      ifPresent(ask(securityQuestion)),
      ifPresent(ask(fallbackQuestion)),
      mayReadConfig && ifPresent(ask(stagedConfigQuestion)),
      // The virtual address is elected in etcd, so only control planes hold it.
      isControlPlane && ifPresent(ask(virtualAddressesQuestion)),
      isControlPlane && readEtcd(ask),
    ]);
  return {
    hostname,
    ...(name ? { kubernetesName: name } : {}),
    ...versions,
    secureBoot: security?.secureBoot ?? false,
    ...describeImage(image ?? []),
    ...(status ?? unknownStatus),
    bootTime,
    services,
    fallbackPending: fallback ?? false,
    stagedConfig: staged ?? false,
    virtualAddresses: virtual || [],
    ...(etcd ? { etcd } : {}),
  };
}

const servicesQuestion: Question<readonly ServiceFacts[]> = {
  action: "read the services",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).serviceList({}, options);
    return (messages[0]?.services ?? []).map(({ id, state, health }) => {
      const well = health === undefined || health.unknown || health.healthy;
      return { id, state, healthy: state === "Running" && well };
    });
  },
};

type Status = Pick<NodeFacts, "stage" | "ready" | "unmetConditions">;

/** Early in its boot a machine has no status yet. */
const unknownStatus: Status = { stage: "unknown", ready: false, unmetConditions: [] };

const stages: ReadonlySet<string> = new Set<MachineStage>([
  "booting",
  "installing",
  "maintenance",
  "rebooting",
  "resetting",
  "running",
  "shutting down",
  "upgrading",
]);

const isStage = (stage: string): stage is MachineStage => stages.has(stage);

const statusSchema = z.object({
  stage: z.string(),
  status: z.object({
    ready: z.boolean(),
    unmetConditions: z.nullish(z.array(z.object({ name: z.string(), reason: z.string() }))),
  }),
});

const statusQuestion: Question<Status> = {
  action: "read the machine's status",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "MachineStatuses.runtime.talos.dev", id: "machine" };
    const { stage, status } = parseSpec(await getResource(transport, kind, options), statusSchema);
    return {
      stage: isStage(stage) ? stage : "unknown",
      ready: status.ready,
      unmetConditions: status.unmetConditions ?? [],
    };
  },
};

const nodenameSchema = z.object({ nodename: z.string(), skipNodeRegistration: z.optional(z.boolean()) });

/** Undefined for a node that does not register itself with Kubernetes. */
const nodenameQuestion: Question<string | undefined> = {
  action: "read the name in Kubernetes",
  run: async (transport, options) => {
    const kind = { namespace: "k8s", type: "Nodenames.kubernetes.talos.dev", id: "nodename" };
    const { nodename, skipNodeRegistration } = parseSpec(await getResource(transport, kind, options), nodenameSchema);
    return skipNodeRegistration === true ? undefined : nodename;
  },
};

/** META tag 6 names the boot entry to fall back to; it goes away once the new one has come up well. */
const fallbackQuestion: Question<boolean> = {
  action: "read the boot entry to fall back to",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "MetaKeys.runtime.talos.dev", id: "0x06" };
    await getResource(transport, kind, options);
    return true;
  },
};

/** Staged, or a try that is pending: the bytes differ, whatever the versions of the two resources are. */
const stagedConfigQuestion: Question<boolean> = {
  action: "read the machine config",
  run: async (transport, options) => {
    const kind = { namespace: "config", type: "MachineConfigs.config.talos.dev" };
    const resources = await listResources(transport, kind, options);
    const contentOf = (id: string) => resources.find(({ metadata }) => metadata?.id === id)?.spec?.protoSpec;
    const [active, persistent] = [contentOf("v1alpha1"), contentOf("persistent")];
    return active !== undefined && persistent !== undefined && Buffer.compare(active, persistent) !== 0;
  },
};

const addressSchema = z.object({ address: z.string() });

/**
 * Addresses that the node took as the elected holder. The settings of the election are an administrator's to read, but
 * what it led to is not: before they are merged, addresses bear the name of whom they come from.
 */
const virtualAddressesQuestion: Question<readonly string[]> = {
  action: "read the virtual addresses",
  run: async (transport, options) => {
    const kind = { namespace: "network-config", type: "AddressSpecs.net.talos.dev" };
    const resources = await listResources(transport, kind, options);
    const held = resources.filter(({ metadata }) => metadata?.id.startsWith("vip/"));
    return held.map((resource) => parseSpec(resource, addressSchema).address.replace(/\/\d+$/, ""));
  },
};
