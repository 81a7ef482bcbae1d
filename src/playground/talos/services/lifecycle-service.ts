/** machine.LifecycleService, since Talos 1.13: runs the installer beside the running system, and nothing else. */
import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import type {
  LifecycleService,
  LifecycleServiceInstallRequest,
  LifecycleServiceUpgradeRequest,
} from "../../../adapters/talos/proto/machine/lifecycle_pb.ts";
import { planInstaller, writeEntry } from "../life/installer.ts";
import { pause } from "../life/pause.ts";
import type { ImageContents } from "../state/disk.ts";
import type { Machine } from "../state/machine.ts";
import { toInstance } from "./containerd-instance.ts";
import { recordWrite } from "./record-write.ts";

type Request = LifecycleServiceInstallRequest | LifecycleServiceUpgradeRequest;

export function createLifecycleService(machine: Machine): ServiceImpl<typeof LifecycleService> {
  return {
    install: async function* (request, context) {
      recordWrite(machine, "LifecycleService.Install", { image: request.source?.imageName ?? "" });
      yield* alone(machine, () => {
        refuseInstall(machine, request);
        return runInContainer(machine, request, context, { upgrade: false });
      });
    },
    upgrade: async function* (request, context) {
      recordWrite(machine, "LifecycleService.Upgrade", { image: request.source?.imageName ?? "" });
      yield* alone(machine, () => {
        if (!machine.disk.installed) throw new ConnectError("machine is not installed", Code.FailedPrecondition);
        requireImage(request);
        return runInContainer(machine, request, context, { upgrade: true });
      });
    },
  };
}

/** One at a time; who comes second is refused before anything else is looked at. */
async function* alone<Item>(machine: Machine, run: () => AsyncGenerator<Item>): AsyncGenerator<Item> {
  if (machine.installing) {
    throw new ConnectError("another installation/upgrade is already in progress", Code.FailedPrecondition);
  }
  machine.installing = true;
  try {
    yield* run();
  } finally {
    machine.installing = false;
  }
}

function refuseInstall(machine: Machine, request: LifecycleServiceInstallRequest): void {
  if (machine.disk.installed) throw new ConnectError("machine is already installed", Code.AlreadyExists);
  requireImage(request);
  const disk = request.destination?.disk ?? "";
  if (disk === "") throw new ConnectError("destination disk is required", Code.InvalidArgument);
  if (machine.disks.some(({ device }) => device === disk)) return;
  const reason = `lstat ${disk}: no such file or directory`;
  throw new ConnectError(`invalid disk path: ${reason}`, Code.InvalidArgument);
}

function requireImage({ source }: Request): void {
  if ((source?.imageName ?? "") === "")
    throw new ConnectError("installer image name is required", Code.InvalidArgument);
}

/** Output as it comes, then the exit code. Whoever hangs up kills the container, before it has written the entry. */
async function* runInContainer(
  machine: Machine,
  request: Request,
  { signal }: HandlerContext,
  options: { readonly upgrade: boolean },
) {
  const contents = installerIn(machine, request, options);
  const { lines, exitCode } = planInstaller(machine, contents);
  const breakOff = machine.faults.get("installer-broken-off")?.messages ?? lines.length;
  for (const line of lines.slice(0, breakOff)) {
    yield { progress: { response: { case: "message" as const, value: `${line}\n` } } };
    await pause(machine, machine.timing.installMs / lines.length, signal);
  }
  if (machine.faults.has("installer-broken-off"))
    throw new ConnectError("error reading from server: EOF", Code.Unavailable);
  if (exitCode === 0) writeEntry(machine, contents, options);
  yield { progress: { response: { case: "exitCode" as const, value: exitCode } } };
}

/** The image must lie in the very instance that is named: nothing is pulled here. */
function installerIn(
  machine: Machine,
  { containerd, source }: Request,
  { upgrade }: { upgrade: boolean },
): ImageContents {
  const name = source?.imageName ?? "";
  const found = machine.imageStore.find(toInstance(containerd), name);
  if (found?.image.kind === "installer") return found.image.contents;
  const failed = upgrade ? "upgrade failed" : "installation failed";
  const reason =
    found === undefined
      ? `installer image ${JSON.stringify(name)} not found in containerd store: image ${JSON.stringify(name)}: not found`
      : 'failed to start task: exec: "/bin/installer": stat /bin/installer: no such file or directory';
  throw new ConnectError(`${failed}: ${reason}`, Code.Internal);
}
