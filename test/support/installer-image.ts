import type { ContainerdInstance } from "../../src/adapters/talos/proto/common/common_pb.ts";
import { ContainerDriver, ContainerdNamespace } from "../../src/adapters/talos/proto/common/common_pb.ts";
import { ImageService } from "../../src/adapters/talos/proto/machine/image_pb.ts";
import { LifecycleService } from "../../src/adapters/talos/proto/machine/lifecycle_pb.ts";
import type { RawTalosApi } from "./talos-api.ts";

/** The instance that upgrades pull into and install from. */
export const systemInstance: Pick<ContainerdInstance, "driver" | "namespace"> = {
  driver: ContainerDriver.CRI,
  namespace: ContainerdNamespace.NS_SYSTEM,
};

export const twoExtensions = {
  id: "613e1592b2da41ae5e265e8789429f22e121aab91cb4deb6bc3c0b6262961245",
  text: `customization:
    systemExtensions:
        officialExtensions:
            - siderolabs/iscsi-tools
            - siderolabs/util-linux-tools
`,
};

export const installerImage = (version: string, schematicId = twoExtensions.id): string =>
  `factory.talos.dev/metal-installer/${schematicId}:${version}`;

/** Pulls an image; gives its pinned name. */
export async function pullImage(api: RawTalosApi, imageRef: string, containerd = systemInstance): Promise<string> {
  let name = "";
  for await (const { response } of api.client(ImageService).pull({ containerd, imageRef })) {
    if (response.case === "name") name = response.value;
  }
  return name;
}

/** Runs the installer; gives what it said and its exit code, which is missing when the stream broke off. */
export async function installBeside(api: RawTalosApi, imageName: string, containerd = systemInstance) {
  const messages: string[] = [];
  let exitCode: number | undefined;
  for await (const { progress } of api.client(LifecycleService).upgrade({ containerd, source: { imageName } })) {
    const response = progress?.response;
    if (response?.case === "message") messages.push(response.value);
    if (response?.case === "exitCode") exitCode = response.value;
  }
  return { messages, exitCode };
}
