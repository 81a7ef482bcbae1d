/** Installing early in a boot: onto an empty disk, or what an upgrade had staged. */
import { readText } from "../state/cluster-config.ts";
import { metaTags } from "../state/disk.ts";
import { emptySchematic } from "../state/image-source.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { runInstaller } from "./installer.ts";
import type { Phase } from "./sequencer.ts";
import { brief, phase, stopEverythingPhase } from "./stop-phases.ts";

export function installPhases(machine: Machine): readonly Phase[] {
  return [
    brief("env", "setUserEnvVars"),
    phase("install", { name: "install", ms: machine.timing.installMs, end: () => install(machine) }),
    brief("meta", "reloadMeta"),
    brief("saveMeta", "flushMeta"),
    brief("volumeFinalize", "teardownLifecycle"),
    stopEverythingPhase(machine),
    brief("kexec", "kexecPrepare"),
  ];
}

function install(machine: Machine): string | undefined {
  const { disk } = machine;
  const staged = disk.meta.get(metaTags.stagedImage);
  const reference = staged ?? readText(disk.config, ["machine", "install", "image"]) ?? defaultImage(machine);
  disk.setMeta(metaTags.stagedImage, undefined);
  disk.setMeta(metaTags.stagedOptions, undefined);
  const image = machine.cluster.images.find(reference);
  if (image?.kind !== "installer") return `failed to pull ${JSON.stringify(reference)}: not found`;
  const { exitCode } = runInstaller(machine, image.contents, { upgrade: staged !== undefined });
  return exitCode === 0 ? undefined : `task "installer" failed: exit code ${exitCode}`;
}

/** What Talos installs where nothing is said: its own version without extensions. */
function defaultImage({ profile, version }: Machine): string {
  if (!isAtLeast(profile, "1.14")) return `ghcr.io/siderolabs/installer:${version}`;
  return `factory.talos.dev/metal-installer/${emptySchematic.id}:${version}`;
}
