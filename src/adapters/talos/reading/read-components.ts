/** What a node runs of Kubernetes, as its resources tell it. */
import type { CallOptions, Transport } from "@connectrpc/connect";
import * as z from "zod/mini";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { ComponentFacts, ManifestObject, StaticPod } from "../../../health/kubernetes-components.ts";
import { type Ask, type AskOptions, askNode, ifPresent, type Question } from "./ask-node.ts";
import { getResource, listResources, parseSpec } from "./read-resources.ts";

/** Command lines and the manifests may hold secrets: they are an administrator's. */
const neededRole = "os:admin";

type Options = Omit<AskOptions, "neededRole">;

export function readComponents(node: Node, options: Options): Promise<ComponentFacts> {
  return askOrThrow(node, readAll, options);
}

export function readManifests(node: Node, options: Options): Promise<readonly ManifestObject[]> {
  return askOrThrow(node, (ask) => ask(manifestsQuestion), options);
}

async function askOrThrow<Value>(node: Node, read: (ask: Ask) => Promise<Value>, options: Options): Promise<Value> {
  const asked = await askNode(node, read, { ...options, neededRole });
  if (asked.kind === "read") return asked.value;
  const { kind, message, hint } = asked.problem;
  const code = kind === "credential" ? "credential_invalid" : "unreachable";
  throw new UserError(message, { code, ...(hint !== undefined && { hint }) });
}

const sources: Readonly<Record<StaticPod, string>> = {
  "kube-apiserver": "APIServerConfigs.kubernetes.talos.dev",
  "kube-controller-manager": "ControllerManagerConfigs.kubernetes.talos.dev",
  "kube-scheduler": "SchedulerConfigs.kubernetes.talos.dev",
};

async function readAll(ask: Ask): Promise<ComponentFacts> {
  const pods = Object.entries(sources) as [StaticPod, string][]; // its own keys
  const [kubelet, ...found] = await Promise.all([
    ifPresent(ask(kubeletQuestion)),
    ...pods.map(async ([pod, type]) => ({
      pod,
      config: await ifPresent(ask(configQuestion(pod, type))),
      command: await ifPresent(ask(commandQuestion(pod))),
    })),
  ]);
  const running = found.filter(({ config }) => config !== undefined && config.enabled !== false);
  return {
    images: {
      ...Object.fromEntries(running.map(({ pod, config }) => [pod, config?.image ?? ""])),
      ...(kubelet && { kubelet: kubelet.image }),
    },
    commands: {
      ...Object.fromEntries(running.map(({ pod, command }) => [pod, command ?? []])),
      ...(kubelet && { kubelet: kubelet.args ?? [] }),
    },
  };
}

const configSchema = z.object({ image: z.string(), enabled: z.optional(z.boolean()) });
const kubeletSchema = z.object({ image: z.string(), args: z.nullish(z.array(z.string())) });
const podSchema = z.object({
  spec: z.object({
    containers: z.array(z.object({ command: z.nullish(z.array(z.string())), args: z.nullish(z.array(z.string())) })),
  }),
});

const configQuestion = (pod: StaticPod, type: string) =>
  question("read the configuration of Kubernetes", async (transport, options) =>
    parseSpec(await getResource(transport, { namespace: "controlplane", type, id: pod }, options), configSchema),
  );

const commandQuestion = (pod: StaticPod) =>
  question("read the static pods", async (transport, options) => {
    const kind = { namespace: "k8s", type: "StaticPods.kubernetes.talos.dev", id: pod };
    const { containers } = parseSpec(await getResource(transport, kind, options), podSchema).spec;
    return [...(containers[0]?.command ?? []), ...(containers[0]?.args ?? [])];
  });

const kubeletQuestion = question("read the configuration of the kubelet", async (transport, options) => {
  const kind = { namespace: "k8s", type: "KubeletSpecs.kubernetes.talos.dev", id: "kubelet" };
  return parseSpec(await getResource(transport, kind, options), kubeletSchema);
});

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.optional(z.string()),
    annotations: z.nullish(z.record(z.string(), z.string())),
  }),
});

const manifestsQuestion = question("read the bootstrap manifests", async (transport, options) => {
  const kind = { namespace: "controlplane", type: "Manifests.kubernetes.talos.dev" };
  const resources = await listResources(transport, kind, options);
  return resources
    .toSorted((a, b) => ((a.metadata?.id ?? "") < (b.metadata?.id ?? "") ? -1 : 1))
    .flatMap((resource) => parseSpec(resource, z.array(objectSchema)));
});

function question<Value>(
  action: string,
  run: (transport: Transport, options: CallOptions) => Promise<Value>,
): Question<Value> {
  return { action, run };
}
