import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  ApplyConfigurationRequest_Mode,
  Code,
  Code2,
  ConnectError,
  ContainerDriver,
  ContainerdNamespace,
  MachineService,
  MachineStatusEventSchema,
  MachineStatusEvent_MachineStage,
  NodeCallError,
  PhaseEventSchema,
  PhaseEvent_Action,
  RebootRequest_Mode,
  ResetRequest_WipeMode,
  SequenceEventSchema,
  SequenceEvent_Action,
  bootTimeQuestion,
  createClient,
  fileDesc,
  file_common_common,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_timestamp,
  fromBinary,
  require_node_http2,
  require_node_zlib,
  serviceDesc,
  versionQuestion
} from "./chunk-MSNQZLIV.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import "./chunk-OKPUAPBQ.mjs";
import {
  require_promises
} from "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/talos/writing/apply.ts
function apply(node, request, { perform, signal }) {
  const { config: data, mode, dryRun = false, revertAfterSeconds } = request;
  const timeout = revertAfterSeconds === void 0 ? {} : { tryModeTimeout: { seconds: BigInt(revertAfterSeconds) } };
  const operation = {
    action: "apply the configuration",
    roles: ["os:admin"],
    once: !dryRun && (mode === "auto" || mode === "try"),
    refusals,
    run: async (transport, options) => {
      const { messages } = await createClient(MachineService, transport).applyConfiguration(
        { data, mode: modes[mode], dryRun, ...timeout },
        options
      );
      const answer = messages[0];
      if (answer === void 0) throw new TypeError("a reply without an answer");
      return { resolved: resolvedModes[answer.mode] ?? "no-reboot", warnings: answer.warnings };
    }
  };
  return perform(node, operation, { signal });
}
var modes = {
  auto: ApplyConfigurationRequest_Mode.AUTO,
  "no-reboot": ApplyConfigurationRequest_Mode.NO_REBOOT,
  staged: ApplyConfigurationRequest_Mode.STAGED,
  try: ApplyConfigurationRequest_Mode.TRY
};
var resolvedModes = {
  [ApplyConfigurationRequest_Mode.AUTO]: "no-reboot",
  [ApplyConfigurationRequest_Mode.NO_REBOOT]: "no-reboot",
  [ApplyConfigurationRequest_Mode.REBOOT]: "reboot",
  [ApplyConfigurationRequest_Mode.STAGED]: "staged",
  [ApplyConfigurationRequest_Mode.TRY]: "try"
};
var refusals = [
  {
    ...{ code: Code.InvalidArgument, text: /immediate mode/i, as: "operation_refused" },
    message: "cannot take the change without a reboot",
    hint: "Stage it and reboot, or apply it with the mode auto."
  },
  {
    ...{ code: Code.InvalidArgument, as: "operation_refused" },
    message: "finds the configuration invalid",
    hint: "Its own words may hold secrets: see them with talosctl apply-config --dry-run."
  },
  {
    ...{ code: Code.FailedPrecondition, text: /until next reboot|rebooting/i, as: "node_busy" },
    message: "is about to reboot with an earlier change",
    hint: "Try again when it is back."
  },
  {
    ...{ code: Code.FailedPrecondition, as: "node_busy" },
    message: "is busy with another apply",
    hint: "Try again in a moment."
  }
];

// src/adapters/talos/writing/etcd.ts
function createEtcd({ perform }) {
  return {
    forfeitLeadership: async (node, waiting) => {
      if (node.role === "controlplane") await perform(node, forfeit, waiting);
    },
    removeMember: (via, memberId, waiting) => perform(via, remove(via, memberId), waiting)
  };
}
var forfeit = {
  action: "move the leadership of etcd off",
  roles: ["os:admin"],
  refusals: [
    {
      ...{ code: Code.Unknown, as: "operation_refused" },
      message: "cannot hand it over: etcd does not answer, or no other member could take it",
      hint: "Look at the members: talosctl etcd status."
    }
  ],
  run: async (transport, options) => {
    try {
      await createClient(MachineService, transport).etcdForfeitLeadership({}, options);
    } catch (error) {
      if (!(error instanceof ConnectError && /only one member/.test(error.rawMessage))) throw error;
    }
  }
};
var remove = (via, memberId) => ({
  action: "remove a member of etcd",
  roles: ["os:admin"],
  refusals: [
    {
      ...{ code: Code.Unknown, as: "operation_refused" },
      message: "cannot remove it: too few members would be left, or etcd does not answer",
      hint: "Look at the members: talosctl etcd members."
    }
  ],
  run: async (transport, options) => {
    const request = { memberId: parseId(via, memberId) };
    try {
      await createClient(MachineService, transport).etcdRemoveMemberByID(request, options);
    } catch (error) {
      if (!(error instanceof ConnectError && error.code === Code.NotFound)) throw error;
    }
  }
});
function parseId({ name }, id) {
  if (/^[0-9a-f]{1,16}$/i.test(id)) return BigInt(`0x${id}`);
  throw new UserError(`Cannot remove a member of etcd through ${name}: its id is no hexadecimal number`, {
    code: "operation_refused"
  });
}

// src/adapters/talos/writing/follow-events.ts
async function followEvents(node, { perform, limitMs, past = false, signal }) {
  const stream = await perform(
    node,
    {
      action: "follow the events",
      roles: ["os:reader", "os:operator"],
      limitMs,
      run: async (transport, options) => {
        const events = createClient(MachineService, transport).events({ tailEvents: past ? -1 : 0 }, options);
        const iterator = events[Symbol.asyncIterator]();
        await iterator.next();
        return iterator;
      }
    },
    { signal }
  );
  signal.addEventListener("abort", () => void stream.next().catch(() => void 0), { once: true });
  return readEvents(stream);
}
async function* readEvents(stream) {
  for (; ; ) {
    const event = await stream.next().catch(() => void 0);
    if (event === void 0 || event.done === true) return;
    const read = readEvent(event.value);
    if (read !== void 0) yield read;
  }
}
function readEvent({ data, actorId: actor }) {
  const decode2 = (schema) => data?.typeUrl.endsWith(`/${schema.typeName}`) ? decodeOr(schema, data.value) : void 0;
  const sequence = decode2(SequenceEventSchema);
  if (sequence !== void 0) {
    const { action, error, sequence: name } = sequence;
    if (error !== void 0) {
      return { kind: "sequence", actor, name, state: error.code === Code2.LOCKED ? "locked" : "failed" };
    }
    return { kind: "sequence", actor, name, state: action === SequenceEvent_Action.START ? "started" : "ended" };
  }
  const phase = decode2(PhaseEventSchema);
  if (phase?.action === PhaseEvent_Action.START) return { kind: "phase", actor, name: phase.phase };
  const status = decode2(MachineStatusEventSchema);
  return status && { kind: "stage", actor, name: stageName(status.stage) };
}
function decodeOr(schema, value) {
  try {
    return fromBinary(schema, value);
  } catch {
    return void 0;
  }
}
var stageNames = new Map(Object.entries(MachineStatusEvent_MachineStage).map(([name, stage]) => [stage, name]));
var stageName = (stage) => (stageNames.get(stage) ?? "unknown").toLowerCase().replaceAll("_", " ");

// src/adapters/talos/writing/follow-progress.ts
async function* followProgress(node, options) {
  const events = await followEvents(node, options).catch((error) => {
    if (options.signal.aborted || error instanceof UserError) return [];
    throw error;
  });
  for await (const event of events) {
    const text = describeEvent(event);
    if (text !== void 0) yield text;
  }
}
function describeEvent(event) {
  if (event.kind === "sequence" && event.state !== "started") return void 0;
  return `${event.kind} ${event.name}`;
}

// src/adapters/talos/proto/machine/image_pb.ts
var file_machine_image = /* @__PURE__ */ fileDesc("ChNtYWNoaW5lL2ltYWdlLnByb3RvEgdtYWNoaW5lIkkKF0ltYWdlU2VydmljZUxpc3RSZXF1ZXN0Ei4KCmNvbnRhaW5lcmQYASABKAsyGi5jb21tb24uQ29udGFpbmVyZEluc3RhbmNlIuQBChhJbWFnZVNlcnZpY2VMaXN0UmVzcG9uc2USDAoEbmFtZRgBIAEoCRIOCgZkaWdlc3QYAiABKAkSDAoEc2l6ZRgDIAEoAxIuCgpjcmVhdGVkX2F0GAQgASgLMhouZ29vZ2xlLnByb3RvYnVmLlRpbWVzdGFtcBI9CgZsYWJlbHMYBSADKAsyLS5tYWNoaW5lLkltYWdlU2VydmljZUxpc3RSZXNwb25zZS5MYWJlbHNFbnRyeRotCgtMYWJlbHNFbnRyeRILCgNrZXkYASABKAkSDQoFdmFsdWUYAiABKAk6AjgBIlwKF0ltYWdlU2VydmljZVB1bGxSZXF1ZXN0Ei4KCmNvbnRhaW5lcmQYASABKAsyGi5jb21tb24uQ29udGFpbmVyZEluc3RhbmNlEhEKCWltYWdlX3JlZhgDIAEoCSKVAgodSW1hZ2VTZXJ2aWNlUHVsbExheWVyUHJvZ3Jlc3MSPQoGc3RhdHVzGAEgASgOMi0ubWFjaGluZS5JbWFnZVNlcnZpY2VQdWxsTGF5ZXJQcm9ncmVzcy5TdGF0dXMSKgoHZWxhcHNlZBgCIAEoCzIZLmdvb2dsZS5wcm90b2J1Zi5EdXJhdGlvbhIOCgZvZmZzZXQYAyABKAMSDQoFdG90YWwYBCABKAMiagoGU3RhdHVzEg8KC0RPV05MT0FESU5HEAASFQoRRE9XTkxPQURfQ09NUExFVEUQARIOCgpFWFRSQUNUSU5HEAISFAoQRVhUUkFDVF9DT01QTEVURRADEhIKDkFMUkVBRFlfRVhJU1RTEAQiZgoYSW1hZ2VTZXJ2aWNlUHVsbFByb2dyZXNzEhAKCGxheWVyX2lkGAEgASgJEjgKCHByb2dyZXNzGAIgASgLMiYubWFjaGluZS5JbWFnZVNlcnZpY2VQdWxsTGF5ZXJQcm9ncmVzcyJyChhJbWFnZVNlcnZpY2VQdWxsUmVzcG9uc2USDgoEbmFtZRgBIAEoCUgAEjoKDXB1bGxfcHJvZ3Jlc3MYAiABKAsyIS5tYWNoaW5lLkltYWdlU2VydmljZVB1bGxQcm9ncmVzc0gAQgoKCHJlc3BvbnNlIl4KGUltYWdlU2VydmljZVJlbW92ZVJlcXVlc3QSLgoKY29udGFpbmVyZBgBIAEoCzIaLmNvbW1vbi5Db250YWluZXJkSW5zdGFuY2USEQoJaW1hZ2VfcmVmGAIgASgJMvIBCgxJbWFnZVNlcnZpY2USTQoETGlzdBIgLm1hY2hpbmUuSW1hZ2VTZXJ2aWNlTGlzdFJlcXVlc3QaIS5tYWNoaW5lLkltYWdlU2VydmljZUxpc3RSZXNwb25zZTABEk0KBFB1bGwSIC5tYWNoaW5lLkltYWdlU2VydmljZVB1bGxSZXF1ZXN0GiEubWFjaGluZS5JbWFnZVNlcnZpY2VQdWxsUmVzcG9uc2UwARJECgZSZW1vdmUSIi5tYWNoaW5lLkltYWdlU2VydmljZVJlbW92ZVJlcXVlc3QaFi5nb29nbGUucHJvdG9idWYuRW1wdHliBnByb3RvMw", [file_common_common, file_google_protobuf_duration, file_google_protobuf_empty, file_google_protobuf_timestamp]);
var ImageServicePullLayerProgress_Status = {
  /**
   * @generated from enum value: DOWNLOADING = 0;
   */
  DOWNLOADING: 0,
  /**
   * @generated from enum value: DOWNLOAD_COMPLETE = 1;
   */
  DOWNLOAD_COMPLETE: 1,
  /**
   * @generated from enum value: EXTRACTING = 2;
   */
  EXTRACTING: 2,
  /**
   * @generated from enum value: EXTRACT_COMPLETE = 3;
   */
  EXTRACT_COMPLETE: 3,
  /**
   * @generated from enum value: ALREADY_EXISTS = 4;
   */
  ALREADY_EXISTS: 4
};
var ImageService = /* @__PURE__ */ serviceDesc(file_machine_image, 0);

// src/adapters/talos/proto/machine/lifecycle_pb.ts
var file_machine_lifecycle = /* @__PURE__ */ fileDesc("ChdtYWNoaW5lL2xpZmVjeWNsZS5wcm90bxIHbWFjaGluZSIsChZJbnN0YWxsQXJ0aWZhY3RzU291cmNlEhIKCmltYWdlX25hbWUYASABKAkiIgoSSW5zdGFsbERlc3RpbmF0aW9uEgwKBGRpc2sYASABKAkiswEKHkxpZmVjeWNsZVNlcnZpY2VJbnN0YWxsUmVxdWVzdBIuCgpjb250YWluZXJkGAEgASgLMhouY29tbW9uLkNvbnRhaW5lcmRJbnN0YW5jZRIvCgZzb3VyY2UYAiABKAsyHy5tYWNoaW5lLkluc3RhbGxBcnRpZmFjdHNTb3VyY2USMAoLZGVzdGluYXRpb24YAyABKAsyGy5tYWNoaW5lLkluc3RhbGxEZXN0aW5hdGlvbiJVCh9MaWZlY3ljbGVTZXJ2aWNlSW5zdGFsbFByb2dyZXNzEhEKB21lc3NhZ2UYASABKAlIABITCglleGl0X2NvZGUYAiABKAVIAEIKCghyZXNwb25zZSJdCh9MaWZlY3ljbGVTZXJ2aWNlSW5zdGFsbFJlc3BvbnNlEjoKCHByb2dyZXNzGAEgASgLMigubWFjaGluZS5MaWZlY3ljbGVTZXJ2aWNlSW5zdGFsbFByb2dyZXNzIoEBCh5MaWZlY3ljbGVTZXJ2aWNlVXBncmFkZVJlcXVlc3QSLgoKY29udGFpbmVyZBgBIAEoCzIaLmNvbW1vbi5Db250YWluZXJkSW5zdGFuY2USLwoGc291cmNlGAIgASgLMh8ubWFjaGluZS5JbnN0YWxsQXJ0aWZhY3RzU291cmNlIl0KH0xpZmVjeWNsZVNlcnZpY2VVcGdyYWRlUmVzcG9uc2USOgoIcHJvZ3Jlc3MYASABKAsyKC5tYWNoaW5lLkxpZmVjeWNsZVNlcnZpY2VJbnN0YWxsUHJvZ3Jlc3My0gEKEExpZmVjeWNsZVNlcnZpY2USXgoHSW5zdGFsbBInLm1hY2hpbmUuTGlmZWN5Y2xlU2VydmljZUluc3RhbGxSZXF1ZXN0GigubWFjaGluZS5MaWZlY3ljbGVTZXJ2aWNlSW5zdGFsbFJlc3BvbnNlMAESXgoHVXBncmFkZRInLm1hY2hpbmUuTGlmZWN5Y2xlU2VydmljZVVwZ3JhZGVSZXF1ZXN0GigubWFjaGluZS5MaWZlY3ljbGVTZXJ2aWNlVXBncmFkZVJlc3BvbnNlMAFiBnByb3RvMw", [file_common_common]);
var LifecycleService = /* @__PURE__ */ serviceDesc(file_machine_lifecycle, 0);

// src/adapters/talos/writing/line-splitter.ts
var maxLength = 2e3;
function createLineSplitter(onLine) {
  let pending = "";
  const tell = (line) => {
    const trimmed = line.trimEnd();
    if (trimmed !== "") onLine?.(trimmed);
  };
  return {
    add(text) {
      const lines = `${pending}${text}`.split("\n");
      pending = (lines.pop() ?? "").slice(0, maxLength);
      for (const line of lines) tell(line.slice(0, maxLength));
    },
    end() {
      tell(pending);
      pending = "";
    }
  };
}

// src/adapters/talos/writing/pull-meter.ts
function createPullMeter(onProgress) {
  const layers = /* @__PURE__ */ new Map();
  let told = -1;
  const tell = (percent) => {
    if (percent <= told) return;
    told = percent;
    onProgress?.(percent);
  };
  return {
    update({ layerId, progress }) {
      if (progress === void 0) return;
      const { status, offset, total } = progress;
      layers.set(layerId, { done: status === ImageServicePullLayerProgress_Status.DOWNLOADING ? min(offset, total) : total, total });
      tell(percentOf([...layers.values()]));
    },
    finish: () => tell(100)
  };
}
function percentOf(layers) {
  const total = layers.reduce((sum, layer) => sum + layer.total, 0n);
  const done = layers.reduce((sum, layer) => sum + layer.done, 0n);
  return total <= 0n ? 0 : Math.min(99, Math.max(0, Number(done * 100n / total)));
}
var min = (left, right) => left < right ? left : right;

// src/adapters/talos/writing/images.ts
var stores = {
  cri: { driver: ContainerDriver.CRI, namespace: ContainerdNamespace.NS_CRI },
  system: { driver: ContainerDriver.CRI, namespace: ContainerdNamespace.NS_SYSTEM }
};
function createImages({ perform, workMs }) {
  const isModern = async (node, signal) => {
    const { version } = await perform(node, { ...versionQuestion, roles: ["os:reader", "os:operator"] }, { signal });
    return hasLifecycleService(version);
  };
  return {
    // Pulling twice does no harm: the node takes what it has.
    pullImage: async (node, image, { signal, onProgress, store = "system" }) => {
      const legacy = { ...legacyPull(image, store), limitMs: workMs };
      perform.admit(node, legacy);
      if (!await isModern(node, signal)) return perform(node, legacy, { signal });
      const modern = { ...modernPull(image, store, onProgress), limitMs: workMs };
      try {
        return await perform(node, modern, { signal });
      } catch (error) {
        if (isUnsupported(error)) return perform(node, legacy, { signal });
        throw error;
      }
    },
    installImage: async (node, image, { signal, onMessage }) => {
      const operation = { ...install(node, image, onMessage), limitMs: workMs };
      perform.admit(node, operation);
      if (!await isModern(node, signal)) throw needsLaterTalos(node);
      await perform(node, operation, { signal });
    }
  };
}
function hasLifecycleService(version) {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === void 0 || minor === void 0) return true;
  return Number(major) > 1 || Number(minor) >= 13;
}
var isUnsupported = (error) => error instanceof UserError && error.code === "operation_unsupported";
var needsLaterTalos = ({ name }) => new UserError(`Cannot install an image beside the running system of ${name}: that takes Talos 1.13`, {
  code: "operation_unsupported"
});
var pullRefusals = [
  {
    ...{ code: Code.NotFound, as: "operation_refused" },
    message: "does not find the image in its registry",
    hint: "Check the image's name; an extension may not exist for that version."
  },
  ...[Code.Unknown, Code.Internal].map(
    (code) => ({
      ...{ code, as: "operation_refused" },
      message: "cannot pull the image",
      hint: "Check the image's name, and that the node reaches the registry."
    })
  )
];
var modernPull = (image, store, onProgress) => ({
  action: "pull the image",
  roles: ["os:operator"],
  refusals: pullRefusals,
  run: async (transport, options) => {
    const meter = createPullMeter(onProgress);
    const answers = createClient(ImageService, transport).pull({ containerd: stores[store], imageRef: image }, options);
    let pinned;
    for await (const { response } of answers) {
      if (response.case === "name") pinned = response.value;
      if (response.case === "pullProgress") meter.update(response.value);
    }
    if (pinned === void 0) throw brokenOff("pull the image");
    meter.finish();
    return /^[\w.:/-]+@sha256:[0-9a-f]{64}$/.test(pinned) ? pinned : image;
  }
});
var legacyPull = (image, store) => ({
  action: "pull the image",
  roles: ["os:operator"],
  refusals: pullRefusals,
  run: async (transport, options) => {
    const { namespace } = stores[store];
    await createClient(MachineService, transport).imagePull({ namespace, reference: image }, options);
    return image;
  }
});
var installRefusals = [
  {
    ...{ code: Code.FailedPrecondition, text: /in progress/i, as: "node_busy" },
    message: "is busy with another installation",
    hint: "Wait until it is done."
  },
  {
    ...{ code: Code.FailedPrecondition, as: "operation_refused" },
    message: "cannot do that: it runs in a container, or was never installed"
  },
  {
    ...{ code: Code.Internal, text: /not found/i, as: "operation_refused" },
    message: "does not have the image any more",
    hint: "Pull it again."
  }
];
var install = (node, image, onMessage) => ({
  action: "install the image",
  roles: ["os:admin"],
  once: true,
  refusals: installRefusals,
  run: async (transport, options) => {
    const lines = createLineSplitter(onMessage);
    const request = { containerd: stores.system, source: { imageName: image } };
    let exitCode;
    for await (const { progress } of createClient(LifecycleService, transport).upgrade(request, options)) {
      if (progress?.response.case === "message") lines.add(progress.response.value);
      if (progress?.response.case === "exitCode") exitCode = progress.response.value;
    }
    lines.end();
    if (exitCode === void 0) throw brokenOff("install the image");
    if (exitCode !== 0) throw installerFailed(node, exitCode);
  }
});
var brokenOff = (action) => new UserError(`Cannot ${action}: the node ended its answer without a result`, {
  code: "node_failed",
  hint: "It may have been shutting down: look at its state before trying again."
});
var exitCodes = {
  1: ["node_failed", "which may stand for any reason"],
  2: ["operation_refused", "it does not accept what it was told"],
  3: ["operation_refused", "it does not support this machine"],
  4: ["operation_refused", "it does not go with what runs: the version, or the machine's state"],
  5: ["node_failed", "something that it needs is missing"],
  6: ["node_failed", "it could not read or write the disk"],
  7: ["node_failed", "it could not write the system or its boot entry"]
};
function installerFailed({ name }, exitCode) {
  const [code, meaning] = exitCodes[exitCode] ?? ["node_failed", "with a code that is not known here"];
  return new UserError(`Cannot install the image on ${name}: the installer ended with ${exitCode}, ${meaning}`, {
    code,
    hint: "Nothing was changed for the running system. Look at the node's log: talosctl dmesg."
  });
}

// src/adapters/talos/writing/kubeconfig.ts
var import_node_util = __toESM(require_node_util(), 1);
var import_node_zlib = __toESM(require_node_zlib(), 1);

// src/adapters/talos/writing/read-tar-file.ts
var blockBytes = 512;
function readTarFile(archive, name) {
  const header = archive.subarray(0, blockBytes);
  if (header.length < blockBytes || readOctal(header, 148, 8) !== checksum(header))
    throw new RangeError("no tar archive");
  const type = header[156];
  const isFile = type === 0 || type === "0".charCodeAt(0);
  if (!isFile || readText(header, 0, 100) !== name) throw new RangeError("another file");
  const size = readOctal(header, 124, 12);
  const content = archive.subarray(blockBytes, blockBytes + size);
  if (content.length !== size) throw new RangeError("a file cut short");
  return content;
}
function readText(header, start, length) {
  const field = Buffer.from(header.subarray(start, start + length)).toString("latin1");
  return field.split("\0", 1)[0] ?? "";
}
function readOctal(header, start, length) {
  const digits = readText(header, start, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
function checksum(header) {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

// src/adapters/talos/writing/kubeconfig.ts
var maxBytes = 1024 * 1024;
var unpack = (0, import_node_util.promisify)(import_node_zlib.gunzip);
function fetchKubeconfig(node, { perform, signal }) {
  return perform(
    node,
    {
      action: "fetch the kubeconfig",
      roles: ["os:admin"],
      run: async (transport, options) => {
        const packed = [];
        let length = 0;
        for await (const { bytes } of createClient(MachineService, transport).kubeconfig({}, options)) {
          packed.push(bytes);
          length += bytes.length;
          if (length > maxBytes) throw unreadable(node);
        }
        return readKubeconfig(node, Buffer.concat(packed));
      }
    },
    { signal }
  );
}
async function readKubeconfig(node, packed) {
  try {
    const archive = await unpack(packed, { maxOutputLength: maxBytes });
    return new TextDecoder("utf-8", { fatal: true }).decode(readTarFile(archive, "kubeconfig"));
  } catch {
    throw unreadable(node);
  }
}
var unreadable = ({ name }) => new UserError(`Cannot fetch the kubeconfig of ${name}: its answer is no archive with a kubeconfig`, {
  code: "node_failed"
});

// src/adapters/talos/writing/refusal.ts
function refusalIn(error, { node, action, refusals: refusals2 }) {
  if (!(error instanceof ConnectError) || !error.metadata.has("grpc-status") || ofTheWay.has(error.code))
    return void 0;
  const { as, message, hint } = refusals2.find((refusal) => matches(refusal, error)) ?? generalRefusal(error.code);
  return new UserError(`Cannot ${action}: ${node.name} ${message}`, { code: as, ...hint !== void 0 && { hint } });
}
var ofTheWay = /* @__PURE__ */ new Set([
  Code.Canceled,
  Code.DeadlineExceeded,
  Code.PermissionDenied,
  Code.Unauthenticated,
  Code.Unavailable
]);
var matches = ({ code, text }, error) => code === error.code && (text === void 0 || text.test(error.rawMessage));
function generalRefusal(code) {
  if (code === Code.Unimplemented) {
    const hint2 = "Its Talos may be too old, or it is no control plane.";
    return { code, as: "operation_unsupported", message: "does not offer that", hint: hint2 };
  }
  const hint = "Look at the node's log: talosctl dmesg.";
  return { code, as: "operation_refused", message: `refuses (${Code[code]})`, hint };
}

// src/adapters/talos/writing/perform.ts
var UnansweredError = class extends UserError {
};
function createPerform({
  call,
  roles
}) {
  const admit = (node, operation) => requireRole(node, operation, roles());
  const perform = async (node, operation, waiting) => {
    admit(node, operation);
    const { action, once = false, limitMs } = operation;
    const [neededRole = admin] = operation.roles;
    const run = (...connection) => settle(node, operation, connection);
    try {
      const settled = await call(
        node,
        { action, neededRole, once, ...limitMs !== void 0 && { limitMs }, run },
        waiting
      );
      if (settled.kind === "refused") throw settled.error;
      return settled.value;
    } catch (error) {
      throw error instanceof NodeCallError ? failureOf(error, node, operation) : error;
    }
  };
  return Object.assign(perform, { admit });
}
var admin = "os:admin";
function requireRole(node, { action, roles }, ours) {
  if (ours.includes(admin) || roles.some((role) => ours.includes(role))) return;
  const [needed = admin] = roles;
  const have = ours.length === 0 ? "no role" : ours.join(", ");
  throw new UserError(
    `Cannot ${action} of ${node.name}: it takes the role ${needed}, the client certificate has ${have}`,
    { code: "credential_invalid", hint: `Use a talosconfig with ${needed}: talosctl config new --roles ${needed}.` }
  );
}
async function settle(node, { action, refusals: refusals2, run }, connection) {
  try {
    return { kind: "done", value: await run(...connection) };
  } catch (error) {
    const refused = error instanceof UserError ? error : refusalIn(error, { node, action, refusals: refusals2 ?? [] });
    if (refused === void 0) throw error;
    return { kind: "refused", error: refused };
  }
}
var codes = {
  credential: "credential_invalid",
  maintenance: "unreachable",
  rebooting: "unreachable",
  refused: "operation_refused",
  timeout: "timeout",
  unreachable: "unreachable",
  unsupported: "operation_unsupported"
};
function failureOf({ problem, unanswered }, node, { action, once }) {
  const cannot = problem.message.startsWith("Cannot ") ? problem.message : `Cannot ${action} of ${node.name}: ${problem.message}`;
  const code = codes[problem.kind];
  if (once === true && unanswered) {
    const hint = "Look at the node's state before trying again.";
    return new UnansweredError(`${cannot}; whether the node took it up is not known`, { code, hint });
  }
  return new UserError(cannot, { code, ...problem.hint !== void 0 && { hint: problem.hint } });
}

// src/adapters/talos/writing/start-sequence.ts
var import_promises = __toESM(require_promises(), 1);
var reconnectMs = 200;
async function startSequence(node, request, options) {
  const { perform, startMs, workMs, signal } = options;
  perform.admit(node, request);
  const isStale = expiresAfter(options.readyMs);
  const over = new AbortController();
  const following = { perform, limitMs: workMs, signal: AbortSignal.any([signal, over.signal]) };
  try {
    const [events, bootTime] = await Promise.all([followEvents(node, following), readBootTime(node, following)]);
    const asked = await ask(node, request, { perform, signal, isStale });
    const late = setTimeout(() => over.abort(), startMs);
    const watched = { node, request, actor: asked.actor, bootTime, following };
    await untilStarted(events, watched).finally(() => clearTimeout(late));
    signal.throwIfAborted();
    if (over.signal.aborted) throw asked.failure ?? neverStarted(node, request, startMs);
  } finally {
    over.abort();
  }
}
async function ask(node, request, { perform, signal, isStale }) {
  const run = (...connection) => {
    if (isStale()) throw tookTooLong(node, request);
    return request.run(...connection);
  };
  try {
    return { actor: await perform(node, { ...request, once: true, run }, { signal }) };
  } catch (error) {
    if (error instanceof UnansweredError) return { actor: "", failure: error };
    throw error;
  }
}
function expiresAfter(ms) {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall) > ms;
}
var tookTooLong = (node, { action }) => new UserError(`Cannot ${action}: it took too long until ${node.name} could be asked, so it was not`, {
  code: "timeout",
  hint: "Continue: what is true by now is looked at anew."
});
async function untilStarted(events, watched) {
  for await (const event of events) if (hasStarted(event, watched)) return;
  for (let again = await followAgain(watched); again !== void 0; again = await followAgain(watched)) {
    for await (const event of again) if (mayBeOurs(event, watched) && hasStarted(event, watched)) return;
  }
}
var mayBeOurs = (event, { actor }) => actor === "" || event.actor !== "";
async function followAgain({
  node,
  actor,
  bootTime,
  following
}) {
  try {
    await (0, import_promises.setTimeout)(reconnectMs, void 0, { signal: following.signal });
    const events = await followEvents(node, { ...following, past: actor !== "" });
    const hasRebooted = Math.abs(await readBootTime(node, following) - bootTime) > clockStepSeconds;
    return hasRebooted ? void 0 : events;
  } catch (error) {
    if (following.signal.aborted || error instanceof UserError) return void 0;
    throw error;
  }
}
var clockStepSeconds = 2;
var readBootTime = (node, { perform, signal }) => perform(node, { ...bootTimeQuestion, roles: ["os:reader", "os:operator"] }, { signal });
function hasStarted(event, { node, request, actor }) {
  if (event.kind !== "sequence" || event.name !== request.sequence) return false;
  const isOurs = actor === "" || event.actor === actor;
  if (event.state === "locked" && (isOurs || event.actor === "")) {
    throw new UserError(`Cannot ${request.action}: ${node.name} is busy with something else that it must end first`, {
      code: "node_busy",
      hint: "Wait until it is done: talosctl dmesg shows what it is at."
    });
  }
  if (event.state === "failed" && isOurs) {
    throw new UserError(`Cannot ${request.action}: ${node.name} broke it off`, {
      code: "operation_refused",
      hint: "Look at the node's log: talosctl dmesg."
    });
  }
  return isOurs && event.state !== "locked";
}
var neverStarted = (node, { action }, startMs) => new UserError(`Cannot ${action}: ${node.name} was asked, but nothing began within ${startMs / 1e3} s`, {
  code: "timeout",
  hint: "Look at the node's log: talosctl dmesg."
});

// src/adapters/talos/writing/sequences.ts
function createSequences(options) {
  const start = (node, request, { signal }) => startSequence(node, request, { ...options, signal });
  const { workMs } = options;
  return {
    reboot: (node, mode, waiting) => start(node, rebootRequest(mode), waiting),
    shutdown: (node, { force }, waiting) => start(node, shutdownRequest(force), waiting),
    reset: async (node, request, waiting) => {
      refuseWholeDisk(node, request);
      return start(node, resetRequest(request), waiting);
    },
    rollback: (node, waiting) => start(node, rollbackRequest, waiting),
    upgradeAtOnce: (node, image, { stage, signal }) => start(node, { ...upgradeRequest(image, stage), limitMs: workMs }, { signal })
  };
}
var unfit = {
  code: Code.FailedPrecondition,
  as: "operation_refused",
  message: "cannot do that: it runs in a container, or was never installed"
};
var rebootRequest = (mode) => ({
  action: "start the reboot",
  sequence: "reboot",
  roles: ["os:operator"],
  refusals: [unfit],
  run: async (transport, options) => {
    const request = { mode: mode === "powercycle" ? RebootRequest_Mode.POWERCYCLE : RebootRequest_Mode.DEFAULT };
    const { messages } = await createClient(MachineService, transport).reboot(request, options);
    return messages[0]?.actorId ?? "";
  }
});
var shutdownRequest = (force) => ({
  action: "start the shutdown",
  sequence: "shutdown",
  roles: ["os:operator"],
  refusals: [unfit],
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).shutdown({ force }, options);
    return messages[0]?.actorId ?? "";
  }
});
var resetRequest = ({ partitions, graceful, reboot }) => ({
  action: "start the reset",
  sequence: "reset",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /volume|partition/i, as: "operation_refused" },
      message: "does not have one of the partitions",
      hint: "Look at what it has: talosctl get volumestatus."
    }
  ],
  run: async (transport, options) => {
    const request = {
      graceful,
      reboot,
      mode: ResetRequest_WipeMode.SYSTEM_DISK,
      systemPartitionsToWipe: partitions.map((label) => ({ label, wipe: true }))
    };
    const { messages } = await createClient(MachineService, transport).reset(request, options);
    return messages[0]?.actorId ?? "";
  }
});
function refuseWholeDisk({ name }, { partitions }) {
  if (partitions.length > 0 && partitions.every((label) => /^[A-Z][A-Z0-9_-]*$/i.test(label))) return;
  throw new UserError(`Cannot reset ${name}: it takes the labels of the partitions to wipe, else the whole disk goes`, {
    code: "operation_refused",
    hint: "Name them: STATE, EPHEMERAL."
  });
}
var rollbackRequest = {
  action: "start the rollback",
  sequence: "reboot",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /rollback|revert|boot ?loader|label|UKI/i, as: "operation_refused" },
      message: "has no other boot entry to go back to"
    }
  ],
  // Talos gives this one no actor.
  run: async (transport, options) => {
    await createClient(MachineService, transport).rollback({}, options);
    return "";
  }
};
var upgradeRequest = (image, stage) => ({
  action: "start the upgrade",
  sequence: stage ? "stageUpgrade" : "upgrade",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /upgrade mutex/i, as: "node_busy" },
      message: "may not begin: another control plane is upgrading",
      hint: "Wait until it is done."
    },
    {
      ...{ code: Code.Unknown, text: /installer image/i, as: "operation_refused" },
      message: "cannot pull the image, or does not take it for an installer",
      hint: "Check the image's name, and that the node reaches the registry."
    },
    {
      ...{ code: Code.Unknown, text: /etcd/i, as: "operation_refused" },
      message: "sees an etcd that would not outlive it: two members, or one that is not well",
      hint: "Look at the members: talosctl etcd status."
    }
  ],
  run: async (transport, options) => {
    const request = { image, stage, preserve: false, force: false };
    const { messages } = await createClient(MachineService, transport).upgrade(request, options);
    return messages[0]?.actorId ?? "";
  }
});

// src/adapters/talos/connection/stream-data.ts
var import_node_http2 = __toESM(require_node_http2(), 1);

// src/adapters/talos/connection/read-data.ts
var dataField = 2;
var maxMessageBytes = 32 * 1024 * 1024;
function createDataReader() {
  let part = "frame";
  let headUsed = 0;
  let messageLeft = 0;
  let field = 0;
  let value = 0;
  let shift = 0;
  let contentLeft = 0;
  const begin = (next) => {
    part = next === "tag" && messageLeft === 0 ? "frame" : next;
    [value, shift, headUsed] = [0, 0, 0];
  };
  const readHead = (byte) => {
    if (headUsed === 0 && byte !== 0) throw new RangeError("a compressed message");
    value = headUsed === 0 ? 0 : value * 256 + byte;
    headUsed += 1;
    if (headUsed < 5) return;
    if (value > maxMessageBytes) throw new RangeError("a message that is too long");
    messageLeft = value;
    begin("tag");
  };
  const readNumber = (byte) => {
    if (messageLeft === 0 || shift > 28) throw new RangeError("a malformed message");
    messageLeft -= 1;
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte < 128) endNumber();
  };
  const endNumber = () => {
    if (part === "varint") return begin("tag");
    if (part === "tag") {
      const wireType = value & 7;
      field = value >>> 3;
      if (wireType !== 2 && wireType !== 0) throw new RangeError("a field that is not known here");
      return begin(wireType === 2 ? "length" : "varint");
    }
    if (value > messageLeft) throw new RangeError("a field longer than its message");
    contentLeft = value;
    begin(field === dataField ? "data" : "other");
    if (contentLeft === 0) begin("tag");
  };
  const readContent = (piece, from, to) => {
    const length = Math.min(contentLeft, piece.length - from);
    const isData = part === "data";
    if (isData) piece.copyWithin(to, from, from + length);
    contentLeft -= length;
    messageLeft -= length;
    if (contentLeft === 0) begin("tag");
    return { length, data: isData ? length : 0 };
  };
  return (piece) => {
    let used = 0;
    for (let at = 0; at < piece.length; ) {
      if (part === "data" || part === "other") {
        const { length, data } = readContent(piece, at, used);
        used += data;
        at += length;
        continue;
      }
      const byte = piece[at] ?? 0;
      at += 1;
      if (part === "frame") readHead(byte);
      else readNumber(byte);
    }
    return piece.subarray(0, used);
  };
}

// src/adapters/talos/connection/read-pieces.ts
var maxWaiting = 8;
async function* readPieces(stream) {
  const waiting = [];
  let ended = false;
  let failure;
  let wake = () => void 0;
  const end = (error) => {
    ended = true;
    failure ??= error;
    wake();
  };
  stream.once("end", () => end());
  stream.once("close", () => end());
  stream.once("error", end);
  stream.on("data", (piece) => {
    if (waiting.push(piece) >= maxWaiting) stream.pause();
    wake();
  });
  for (; ; ) {
    const piece = waiting.shift();
    if (piece !== void 0) {
      if (waiting.length === 0) stream.resume();
      yield piece;
    } else if (failure !== void 0) throw failure;
    else if (ended) return;
    else
      await new Promise((resolve) => {
        wake = resolve;
      });
  }
}

// src/adapters/talos/connection/stream-data.ts
async function* streamData(sessions, path, options) {
  const { signal, timeoutMs } = options;
  const stream = await openStream(sessions, path, options);
  const outcome = watch(stream);
  const cancel = () => stream.close(import_node_http2.constants.NGHTTP2_CANCEL);
  const late = setTimeout(() => stream.destroy(new ConnectError("too late", Code.DeadlineExceeded)), timeoutMs);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const read = createDataReader();
    for await (const piece of readPieces(stream)) {
      sessions.notifyResponseByteRead(stream);
      const data = read(piece);
      if (data.length > 0) yield data;
    }
    outcome.check();
  } catch (error) {
    throw asConnectError(error);
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}
async function openStream(sessions, path, options) {
  const { headers, timeoutMs } = options;
  const fixed = { "content-type": "application/grpc", te: "trailers", "grpc-timeout": `${timeoutMs}m` };
  const stream = await sessions.request("POST", path, { ...Object.fromEntries(new Headers(headers)), ...fixed }, {});
  stream.on("error", () => void 0);
  stream.end(Buffer.alloc(5));
  return stream;
}
function watch(stream) {
  let trailers = {};
  let isGrpc = false;
  stream.on("response", (headers) => {
    isGrpc = headers["content-type"]?.startsWith("application/grpc") === true;
    trailers = { ...headers, ...trailers };
  });
  stream.on("trailers", (received) => {
    trailers = { ...trailers, ...received };
  });
  return {
    check() {
      const status = trailers["grpc-status"];
      if (status === void 0) throw new ConnectError(isGrpc ? "no status" : "HTTP 1", Code.Unknown);
      if (status !== "0") throw statusError(String(status), String(trailers["grpc-message"] ?? ""));
    }
  };
}
function statusError(status, message) {
  const code = Number(status) in Code ? Number(status) : Code.Unknown;
  return new ConnectError(decode(message), code, { "grpc-status": status });
}
function decode(message) {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
function asConnectError(error) {
  if (error instanceof ConnectError || error instanceof RangeError) return error;
  return new ConnectError("the connection broke off", Code.Unavailable, void 0, void 0, error);
}

// src/adapters/talos/writing/snapshot.ts
async function* streamSnapshot(node, { perform, limitMs, signal }) {
  const over = new AbortController();
  const waiting = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    const { first, rest } = await perform(node, { ...firstPiece, limitMs }, waiting);
    if (first.done === true) return;
    yield first.value;
    for (; ; ) {
      const next = await rest.next().catch(() => {
        signal.throwIfAborted();
        throw brokenOff2(node);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    over.abort();
  }
}
var firstPiece = {
  action: "take a snapshot of etcd",
  roles: ["os:etcd:backup", "os:operator"],
  run: async (_transport, options, sessions) => {
    const rest = streamData(sessions, "/machine.MachineService/EtcdSnapshot", options);
    return { first: await rest.next(), rest };
  }
};
var brokenOff2 = ({ name }) => new UserError(`Cannot take a snapshot of etcd of ${name}: the connection broke off in the middle`, {
  code: "unreachable",
  hint: "Try again."
});

// src/adapters/talos/open-control.ts
function openControl({ call, limits, roles }) {
  const { readyMs, startMs, workMs } = limits;
  const perform = createPerform({ call, roles });
  return {
    ...createSequences({ perform, readyMs, startMs, workMs }),
    ...createImages({ perform, workMs }),
    ...createEtcd({ perform }),
    apply: (node, request, { signal }) => apply(node, request, { perform, signal }),
    progress: (node, { signal }) => followProgress(node, { perform, limitMs: workMs, signal }),
    snapshot: (node, { signal }) => streamSnapshot(node, { perform, limitMs: workMs, signal }),
    kubeconfig: (node, { signal }) => fetchKubeconfig(node, { perform, signal })
  };
}
export {
  openControl
};
