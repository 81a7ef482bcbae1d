/** Gets an installer's image onto a node, and runs it there. */
import { Code, createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { type ErrorCode, UserError } from "../../../errors.ts";
import type { NodeControl, PullOptions } from "../../../operation/node-control.ts";
import { ContainerDriver, ContainerdNamespace } from "../proto/common/common_pb.ts";
import { ImageService } from "../proto/machine/image_pb.ts";
import { LifecycleService } from "../proto/machine/lifecycle_pb.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import { versionQuestion } from "../reading/node-questions.ts";
import { createLineSplitter } from "./line-splitter.ts";
import type { NodeOperation, Perform } from "./perform.ts";
import { createPullMeter } from "./pull-meter.ts";
import type { Refusal } from "./refusal.ts";

type Images = Pick<NodeControl, "pullImage" | "installImage">;

type Store = NonNullable<PullOptions["store"]>;

/** The stores that talosctl uses, too. Pulling and installing have to name the same one. */
const stores = {
  cri: { driver: ContainerDriver.CRI, namespace: ContainerdNamespace.NS_CRI },
  system: { driver: ContainerDriver.CRI, namespace: ContainerdNamespace.NS_SYSTEM },
} as const satisfies Readonly<Record<Store, object>>;

export function createImages({ perform, workMs }: { readonly perform: Perform; readonly workMs: number }): Images {
  const isModern = async (node: Node, signal: AbortSignal) => {
    const { version } = await perform(node, { ...versionQuestion, roles: ["os:reader", "os:operator"] }, { signal });
    return hasLifecycleService(version);
  };
  return {
    // Pulling twice does no harm: the node takes what it has.
    pullImage: async (node, image, { signal, onProgress, store = "system" }) => {
      const legacy = { ...legacyPull(image, store), limitMs: workMs };
      perform.admit(node, legacy);
      if (!(await isModern(node, signal))) return perform(node, legacy, { signal });
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
      if (!(await isModern(node, signal))) throw needsLaterTalos(node);
      await perform(node, operation, { signal });
    },
  };
}

/** LifecycleService and ImageService came with 1.13. A version in another form is asked: it says no if it has to. */
function hasLifecycleService(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === undefined || minor === undefined) return true;
  return Number(major) > 1 || Number(minor) >= 13;
}

const isUnsupported = (error: unknown): boolean => error instanceof UserError && error.code === "operation_unsupported";

const needsLaterTalos = ({ name }: Node): UserError =>
  new UserError(`Cannot install an image beside the running system of ${name}: that takes Talos 1.13`, {
    code: "operation_unsupported",
  });

const pullRefusals: readonly Refusal[] = [
  {
    ...{ code: Code.NotFound, as: "operation_refused" },
    message: "does not find the image in its registry",
    hint: "Check the image's name; an extension may not exist for that version.",
  },
  ...[Code.Unknown, Code.Internal].map(
    (code): Refusal => ({
      ...{ code, as: "operation_refused" },
      message: "cannot pull the image",
      hint: "Check the image's name, and that the node reaches the registry.",
    }),
  ),
];

const modernPull = (image: string, store: Store, onProgress?: (percent: number) => void): NodeOperation<string> => ({
  action: "pull the image",
  roles: ["os:operator"],
  refusals: pullRefusals,
  run: async (transport, options) => {
    const meter = createPullMeter(onProgress);
    const answers = createClient(ImageService, transport).pull({ containerd: stores[store], imageRef: image }, options);
    let pinned: string | undefined;
    for await (const { response } of answers) {
      if (response.case === "name") pinned = response.value;
      if (response.case === "pullProgress") meter.update(response.value);
    }
    if (pinned === undefined) throw brokenOff("pull the image");
    meter.finish();
    return /^[\w.:/-]+@sha256:[0-9a-f]{64}$/.test(pinned) ? pinned : image;
  },
});

const legacyPull = (image: string, store: Store): NodeOperation<string> => ({
  action: "pull the image",
  roles: ["os:operator"],
  refusals: pullRefusals,
  run: async (transport, options) => {
    const { namespace } = stores[store];
    await createClient(MachineService, transport).imagePull({ namespace, reference: image }, options);
    return image;
  },
});

const installRefusals: readonly Refusal[] = [
  {
    ...{ code: Code.FailedPrecondition, text: /in progress/i, as: "node_busy" },
    message: "is busy with another installation",
    hint: "Wait until it is done.",
  },
  {
    ...{ code: Code.FailedPrecondition, as: "operation_refused" },
    message: "cannot do that: it runs in a container, or was never installed",
  },
  {
    ...{ code: Code.Internal, text: /not found/i, as: "operation_refused" },
    message: "does not have the image any more",
    hint: "Pull it again.",
  },
];

/** Not tried again: the installer may go on though nobody listens. */
const install = (node: Node, image: string, onMessage?: (line: string) => void): NodeOperation<void> => ({
  action: "install the image",
  roles: ["os:admin"],
  once: true,
  refusals: installRefusals,
  run: async (transport, options) => {
    const lines = createLineSplitter(onMessage);
    const request = { containerd: stores.system, source: { imageName: image } };
    let exitCode: number | undefined;
    for await (const { progress } of createClient(LifecycleService, transport).upgrade(request, options)) {
      if (progress?.response.case === "message") lines.add(progress.response.value);
      if (progress?.response.case === "exitCode") exitCode = progress.response.value;
    }
    lines.end();
    if (exitCode === undefined) throw brokenOff("install the image");
    if (exitCode !== 0) throw installerFailed(node, exitCode);
  },
});

/** A stream may end well without having said what it is there to say. */
const brokenOff = (action: string): UserError =>
  new UserError(`Cannot ${action}: the node ended its answer without a result`, {
    code: "node_failed",
    hint: "It may have been shutting down: look at its state before trying again.",
  });

/** The installer's exit codes since Talos 1.14 (its pkg/machinery/constants); earlier ones end with 1 for every reason. */
const exitCodes: Readonly<Record<number, readonly [code: ErrorCode, meaning: string]>> = {
  1: ["node_failed", "which may stand for any reason"],
  2: ["operation_refused", "it does not accept what it was told"],
  3: ["operation_refused", "it does not support this machine"],
  4: ["operation_refused", "it does not go with what runs: the version, or the machine's state"],
  5: ["node_failed", "something that it needs is missing"],
  6: ["node_failed", "it could not read or write the disk"],
  7: ["node_failed", "it could not write the system or its boot entry"],
};

function installerFailed({ name }: Node, exitCode: number): UserError {
  const [code, meaning] = exitCodes[exitCode] ?? ["node_failed", "with a code that is not known here"];
  return new UserError(`Cannot install the image on ${name}: the installer ended with ${exitCode}, ${meaning}`, {
    code,
    hint: "Nothing was changed for the running system. Look at the node's log: talosctl dmesg.",
  });
}
