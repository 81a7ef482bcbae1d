import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  EtcdMemberAlarm_AlarmType,
  MachineService,
  NodeCallError,
  bootTimeQuestion,
  configQuestion,
  createCallNode,
  createChannel,
  createClient,
  describeImage,
  extensionsQuestion,
  fileDesc,
  fromBinary,
  getResource,
  hostnameQuestion,
  listResources,
  messageDesc,
  parseSpec,
  securityQuestion,
  versionQuestion
} from "./chunk-24XCLMKS.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-OKPUAPBQ.mjs";
import "./chunk-YL2PQB22.mjs";
import {
  array,
  boolean,
  looseObject,
  nullish,
  object,
  optional,
  record,
  string
} from "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-RRMS3QLB.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/adapters/talos/reading/ask-node.ts
async function askNode(node, read, { call, neededRole: neededRole3, nodeMs, signal }) {
  const limit = AbortSignal.timeout(nodeMs);
  const settled = new AbortController();
  const options = { signal: AbortSignal.any([signal, limit, settled.signal]) };
  try {
    return { kind: "read", value: await read((question2) => call(node, { ...question2, neededRole: neededRole3 }, options)) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NodeCallError) return { kind: "problem", problem: error.problem };
    if (limit.aborted) return { kind: "problem", problem: tooSlow(node, nodeMs) };
    throw error;
  } finally {
    settled.abort();
  }
}
async function ifPresent(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NodeCallError && error.absent) return void 0;
    throw error;
  }
}
var tooSlow = (node, nodeMs) => ({
  kind: "timeout",
  message: `Cannot read ${node.name}: not done within ${nodeMs / 1e3} s`,
  hint: "Check the network to the endpoints and the node's load."
});

// src/adapters/talos/reading/etcd-questions.ts
async function readEtcd(ask) {
  try {
    const [status, members, alarms] = await Promise.all([
      ask(statusQuestion),
      ask(membersQuestion),
      ask(alarmsQuestion)
    ]);
    return { ...describeStatus(status), members, alarms };
  } catch (error) {
    if (error instanceof NodeCallError && !isOfNode(error)) return void 0;
    throw error;
  }
}
var isOfNode = ({ problem }) => problem.kind === "unreachable" || problem.kind === "rebooting" || problem.kind === "maintenance";
var statusQuestion = {
  action: "read the state of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdStatus({}, options);
    const status = messages[0]?.memberStatus;
    if (status === void 0) throw new TypeError("a reply without the member's status");
    return status;
  }
};
var membersQuestion = {
  action: "read the members of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdMemberList({ queryLocal: true }, options);
    const members = messages[0]?.members ?? [];
    return members.map(({ id, hostname, peerUrls, isLearner }) => ({ id: hex(id), hostname, peerUrls, isLearner }));
  }
};
var alarmsQuestion = {
  action: "read the alarms of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdAlarmList({}, options);
    const alarms = messages[0]?.memberAlarms ?? [];
    return alarms.flatMap(({ memberId, alarm }) => {
      const kind = alarmKinds[alarm];
      return kind === void 0 ? [] : [{ memberId: hex(memberId), kind }];
    });
  }
};
var alarmKinds = {
  [EtcdMemberAlarm_AlarmType.NOSPACE]: "NOSPACE",
  [EtcdMemberAlarm_AlarmType.CORRUPT]: "CORRUPT"
};
function describeStatus(status) {
  const { memberId, leader, isLearner, raftIndex, raftAppliedIndex, dbSize, errors } = status;
  return {
    memberId: hex(memberId),
    leaderId: hex(leader),
    isLearner,
    raftIndex,
    raftAppliedIndex,
    databaseBytes: Number(dbSize),
    errors
  };
}
var hex = (id) => id.toString(16);

// src/adapters/talos/reading/observe-node.ts
async function observeNode(node, { roles, ...options }) {
  const mayReadConfig = roles.includes("os:admin");
  const asked = await askNode(node, (ask) => readFacts(node, ask, mayReadConfig), {
    ...options,
    neededRole: "os:reader"
  });
  if (asked.kind === "read") return { kind: "read", facts: asked.value };
  return asked.problem.kind === "maintenance" ? { kind: "maintenance" } : asked;
}
async function readFacts({ role }, ask, mayReadConfig) {
  const isControlPlane = role === "controlplane";
  const [versions, hostname, bootTime, services, status, name, image, security, fallback, staged, virtual, etcd] = await Promise.all([
    ask(versionQuestion),
    ask(hostnameQuestion),
    ask(bootTimeQuestion),
    ask(servicesQuestion),
    ifPresent(ask(statusQuestion2)),
    ifPresent(ask(nodenameQuestion)),
    ifPresent(ask(extensionsQuestion)),
    ifPresent(ask(securityQuestion)),
    ifPresent(ask(fallbackQuestion)),
    mayReadConfig && ifPresent(ask(stagedConfigQuestion)),
    // The virtual address is elected in etcd, so only control planes hold it.
    isControlPlane && ifPresent(ask(virtualAddressesQuestion)),
    isControlPlane && readEtcd(ask)
  ]);
  return {
    hostname,
    ...name ? { kubernetesName: name } : {},
    ...versions,
    secureBoot: security?.secureBoot ?? false,
    ...describeImage(image ?? []),
    ...status ?? unknownStatus,
    bootTime,
    services,
    fallbackPending: fallback ?? false,
    stagedConfig: staged ?? false,
    virtualAddresses: virtual || [],
    ...etcd ? { etcd } : {}
  };
}
var servicesQuestion = {
  action: "read the services",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).serviceList({}, options);
    return (messages[0]?.services ?? []).map(({ id, state, health }) => {
      const well = health === void 0 || health.unknown || health.healthy;
      return { id, state, healthy: state === "Running" && well };
    });
  }
};
var unknownStatus = { stage: "unknown", ready: false, unmetConditions: [] };
var stages = /* @__PURE__ */ new Set([
  "booting",
  "installing",
  "maintenance",
  "rebooting",
  "resetting",
  "running",
  "shutting down",
  "upgrading"
]);
var isStage = (stage) => stages.has(stage);
var statusSchema = object({
  stage: string(),
  status: object({
    ready: boolean(),
    unmetConditions: nullish(array(object({ name: string(), reason: string() })))
  })
});
var statusQuestion2 = {
  action: "read the machine's status",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "MachineStatuses.runtime.talos.dev", id: "machine" };
    const { stage, status } = parseSpec(await getResource(transport, kind, options), statusSchema);
    return {
      stage: isStage(stage) ? stage : "unknown",
      ready: status.ready,
      unmetConditions: status.unmetConditions ?? []
    };
  }
};
var nodenameSchema = object({ nodename: string(), skipNodeRegistration: optional(boolean()) });
var nodenameQuestion = {
  action: "read the name in Kubernetes",
  run: async (transport, options) => {
    const kind = { namespace: "k8s", type: "Nodenames.kubernetes.talos.dev", id: "nodename" };
    const { nodename, skipNodeRegistration } = parseSpec(await getResource(transport, kind, options), nodenameSchema);
    return skipNodeRegistration === true ? void 0 : nodename;
  }
};
var fallbackQuestion = {
  action: "read the boot entry to fall back to",
  run: async (transport, options) => {
    const kind = { namespace: "runtime", type: "MetaKeys.runtime.talos.dev", id: "0x06" };
    await getResource(transport, kind, options);
    return true;
  }
};
var stagedConfigQuestion = {
  action: "read the machine config",
  run: async (transport, options) => {
    const kind = { namespace: "config", type: "MachineConfigs.config.talos.dev" };
    const resources = await listResources(transport, kind, options);
    const contentOf = (id) => resources.find(({ metadata }) => metadata?.id === id)?.spec?.protoSpec;
    const [active, persistent] = [contentOf("v1alpha1"), contentOf("persistent")];
    return active !== void 0 && persistent !== void 0 && Buffer.compare(active, persistent) !== 0;
  }
};
var addressSchema = object({ address: string() });
var virtualAddressesQuestion = {
  action: "read the virtual addresses",
  run: async (transport, options) => {
    const kind = { namespace: "network-config", type: "AddressSpecs.net.talos.dev" };
    const resources = await listResources(transport, kind, options);
    const held = resources.filter(({ metadata }) => metadata?.id.startsWith("vip/"));
    return held.map((resource) => parseSpec(resource, addressSchema).address.replace(/\/\d+$/, ""));
  }
};

// src/adapters/talos/reading/read-components.ts
var neededRole = "os:admin";
function readComponents(node, options) {
  return askOrThrow(node, readAll, options);
}
function readManifests(node, options) {
  return askOrThrow(node, (ask) => ask(manifestsQuestion), options);
}
async function askOrThrow(node, read, options) {
  const asked = await askNode(node, read, { ...options, neededRole });
  if (asked.kind === "read") return asked.value;
  const { kind, message, hint } = asked.problem;
  const code = kind === "credential" ? "credential_invalid" : "unreachable";
  throw new UserError(message, { code, ...hint !== void 0 && { hint } });
}
var sources = {
  "kube-apiserver": "APIServerConfigs.kubernetes.talos.dev",
  "kube-controller-manager": "ControllerManagerConfigs.kubernetes.talos.dev",
  "kube-scheduler": "SchedulerConfigs.kubernetes.talos.dev"
};
async function readAll(ask) {
  const pods = Object.entries(sources);
  const [kubelet, ...found] = await Promise.all([
    ifPresent(ask(kubeletQuestion)),
    ...pods.map(async ([pod, type]) => ({
      pod,
      config: await ifPresent(ask(configQuestion2(pod, type))),
      command: await ifPresent(ask(commandQuestion(pod)))
    }))
  ]);
  const running = found.filter(({ config }) => config !== void 0 && config.enabled !== false);
  return {
    images: {
      ...Object.fromEntries(running.map(({ pod, config }) => [pod, config?.image ?? ""])),
      ...kubelet && { kubelet: kubelet.image }
    },
    commands: {
      ...Object.fromEntries(running.map(({ pod, command }) => [pod, command ?? []])),
      ...kubelet && { kubelet: kubelet.args ?? [] }
    }
  };
}
var configSchema = object({ image: string(), enabled: optional(boolean()) });
var kubeletSchema = object({ image: string(), args: nullish(array(string())) });
var podSchema = object({
  spec: object({
    containers: array(object({ command: nullish(array(string())), args: nullish(array(string())) }))
  })
});
var configQuestion2 = (pod, type) => question(
  "read the configuration of Kubernetes",
  async (transport, options) => parseSpec(await getResource(transport, { namespace: "controlplane", type, id: pod }, options), configSchema)
);
var commandQuestion = (pod) => question("read the static pods", async (transport, options) => {
  const kind = { namespace: "k8s", type: "StaticPods.kubernetes.talos.dev", id: pod };
  const { containers } = parseSpec(await getResource(transport, kind, options), podSchema).spec;
  return [...containers[0]?.command ?? [], ...containers[0]?.args ?? []];
});
var kubeletQuestion = question("read the configuration of the kubelet", async (transport, options) => {
  const kind = { namespace: "k8s", type: "KubeletSpecs.kubernetes.talos.dev", id: "kubelet" };
  return parseSpec(await getResource(transport, kind, options), kubeletSchema);
});
var objectSchema = looseObject({
  apiVersion: string(),
  kind: string(),
  metadata: looseObject({
    name: string(),
    namespace: optional(string()),
    annotations: nullish(record(string(), string()))
  })
});
var manifestsQuestion = question("read the bootstrap manifests", async (transport, options) => {
  const kind = { namespace: "controlplane", type: "Manifests.kubernetes.talos.dev" };
  const resources = await listResources(transport, kind, options);
  return resources.toSorted((a, b) => (a.metadata?.id ?? "") < (b.metadata?.id ?? "") ? -1 : 1).flatMap((resource) => parseSpec(resource, array(objectSchema)));
});
function question(action, run) {
  return { action, run };
}

// src/adapters/talos/proto/resource/config/config_pb.ts
var file_resource_config_config = /* @__PURE__ */ fileDesc("ChxyZXNvdXJjZS9jb25maWcvY29uZmlnLnByb3RvEg9yZXNvdXJjZS5jb25maWciLAoRTWFjaGluZUNvbmZpZ1NwZWMSFwoPeWFtbF9tYXJzaGFsbGVkGAEgASgMYgZwcm90bzM");
var MachineConfigSpecSchema = /* @__PURE__ */ messageDesc(file_resource_config_config, 0);

// src/adapters/talos/reading/read-live-node.ts
var neededRole2 = "os:admin";
async function readLiveNode(node, options) {
  const asked = await askNode(node, readAll2, { ...options, neededRole: neededRole2 });
  return asked.kind === "read" ? { kind: "read", live: asked.value } : asked;
}
async function readAll2(ask) {
  const [{ version, platform }, hostname, config, persistentConfig, image, security, bootTime] = await Promise.all([
    ask(versionQuestion),
    ask(hostnameQuestion),
    ask(textQuestion("v1alpha1")),
    ifPresent(ask(textQuestion("persistent"))),
    ifPresent(ask(extensionsQuestion)),
    ifPresent(ask(securityQuestion)),
    ifPresent(ask(bootTimeQuestion))
  ]);
  const staged = persistentConfig !== void 0 && Buffer.compare(config, persistentConfig) !== 0;
  return {
    hostname,
    version,
    platform,
    config,
    ...staged ? { persistentConfig } : {},
    ...describeImage(image ?? []),
    secureBoot: security?.secureBoot ?? false,
    ...bootTime === void 0 ? {} : { bootTime }
  };
}
function textQuestion(id) {
  const { action, run } = configQuestion(id);
  return {
    action,
    run: async (...connection) => fromBinary(MachineConfigSpecSchema, await run(...connection)).yamlMarshalled
  };
}

// src/adapters/talos/open-nodes.ts
function openNodes({ endpoints, ahead, limits, secureContext, roles, headers }) {
  const channels = endpoints.map(
    (endpoint, index) => createChannel(endpoint, { limits, secureContext, ...index === 0 && ahead && { ahead } })
  );
  const call = createCallNode({ channels, limits, roles, headers });
  return {
    read: (node, { signal }) => readLiveNode(node, { call, nodeMs: limits.nodeMs, signal }),
    observe: (node, { signal }) => observeNode(node, { call, nodeMs: limits.nodeMs, signal, roles: roles() }),
    components: (node, { signal }) => readComponents(node, { call, nodeMs: limits.nodeMs, signal }),
    manifests: (node, { signal }) => readManifests(node, { call, nodeMs: limits.nodeMs, signal }),
    control: async () => {
      const { openControl } = await import("./open-control-JLAH4XMM.mjs");
      return openControl({ call, limits, roles });
    },
    close() {
      ahead?.drop();
      for (const channel of channels) channel.close();
    }
  };
}
export {
  openNodes
};
