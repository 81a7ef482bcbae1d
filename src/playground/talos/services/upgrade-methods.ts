/** The part of machine.MachineService that upgrades as Talos did before 1.13, and the image calls that belong to it. */
import { randomUUID } from "node:crypto";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import {
  type MachineService,
  UpgradeRequest_RebootMode as RebootMode,
  type UpgradeRequest,
} from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { pause } from "../life/pause.ts";
import { imageFor } from "../life/pull-image.ts";
import { upgrade } from "../life/upgrade.ts";
import type { ImageContents } from "../state/disk.ts";
import type { FoundImage } from "../state/image-source.ts";
import type { ImageInstance } from "../state/image-store.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { toLegacyInstance } from "./containerd-instance.ts";
import { layerBytes } from "./image-service.ts";
import { recordWrite } from "./record-write.ts";
import { validateForUpgrade } from "./validate-for-upgrade.ts";

type UpgradeMethods = Pick<ServiceImpl<typeof MachineService>, "imageList" | "imagePull" | "upgrade">;

export function createUpgradeMethods(machine: Machine): UpgradeMethods {
  return {
    upgrade: async (request, context) => {
      const { image: reference, stage, force, preserve } = request;
      recordWrite(machine, "Upgrade", { image: reference, stage, force, preserve });
      if (!machine.disk.installed) throw new ConnectError("Talos is not installed", Code.FailedPrecondition);
      const contents = await pullInstaller(machine, reference, context);
      if (checksEtcd(machine, request)) await validateForUpgrade(machine, context);
      const actorId = randomUUID();
      const powercycle = request.rebootMode === RebootMode.POWERCYCLE;
      machine.later(0, () => upgrade(machine, { reference, contents, stage, powercycle, actorId }));
      return { messages: [{ ack: "Upgrade request received", actorId }] };
    },
    imagePull: async ({ namespace, reference }, context) => {
      const instance = toLegacyInstance(namespace);
      recordWrite(machine, "ImagePull", { image: reference, instance });
      await pull(machine, instance, reference, context);
      return { messages: [{}] };
    },
    imageList: async function* ({ namespace }) {
      for (const { name, digest, pulledAt } of machine.imageStore.list(toLegacyInstance(namespace))) {
        yield { name, digest, size: layerBytes, createdAt: timestampFromDate(pulledAt) };
      }
    },
  };
}

/** From 1.12 on `preserve` skips the checks as `force` does. */
function checksEtcd(machine: Machine, { force, preserve }: UpgradeRequest): boolean {
  if (machine.inMaintenance || machine.role === "worker" || force) return false;
  return !(preserve && isAtLeast(machine.profile, "1.12"));
}

/** Into the containerd that runs from memory, and started once with a flag for help: only an installer survives that. */
async function pullInstaller(machine: Machine, reference: string, context: HandlerContext): Promise<ImageContents> {
  try {
    const image = await pull(machine, "inmem", reference, context);
    if (image.kind === "installer") return image.contents;
    throw new ConnectError('exec: "/bin/installer": stat /bin/installer: no such file or directory', Code.Unknown);
  } catch (error) {
    const { rawMessage } = ConnectError.from(error);
    throw new ConnectError(
      `error validating installer image ${JSON.stringify(reference)}: ${rawMessage}`,
      Code.Unknown,
    );
  }
}

async function pull(
  machine: Machine,
  instance: ImageInstance,
  reference: string,
  { signal }: HandlerContext,
): Promise<FoundImage> {
  const known = machine.imageStore.find(instance, reference);
  if (known !== undefined) return known.image;
  const image = imageFor(machine, reference);
  await pause(machine, machine.timing.pullMs, signal);
  machine.imageStore.add(instance, reference, image);
  return image;
}
