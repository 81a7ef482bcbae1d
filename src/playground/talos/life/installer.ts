/** The installer container: it refuses a host of the wrong version, else writes the other boot entry. */
import { type ImageContents, metaTags } from "../state/disk.ts";
import type { Machine } from "../state/machine.ts";

export interface InstallerRun {
  /** As the installer prints them, without line ends. */
  readonly lines: readonly string[];
  /** 0 when the entry was written; 4 when the host's version is incompatible. */
  readonly exitCode: number;
}

/** Takes effect at once; whoever calls has let the time pass, or lets it pass while telling the lines. */
export function runInstaller(machine: Machine, contents: ImageContents, options: { upgrade: boolean }): InstallerRun {
  const run = planInstaller(machine, contents);
  if (run.exitCode === 0) writeEntry(machine, contents, options);
  return run;
}

/** What the installer would say, without anything written. */
export function planInstaller(machine: Machine, contents: ImageContents): InstallerRun {
  const begin = [
    `running Talos installer ${contents.version}`,
    "running pre-flight checks",
    `host Talos version: ${machine.version}`,
  ];
  const refusal = versionRefusal(machine.version, contents.version);
  if (refusal !== undefined) return { lines: [...begin, `Error: pre-flight checks failed: ${refusal}`], exitCode: 4 };
  const fault = machine.faults.get("installer-exit");
  const checked = [...begin, "all pre-flight checks successful", "installing boot assets"];
  if (fault !== undefined) return { lines: [...checked, "Error: failed to install bootloader"], exitCode: fault.code };
  const written = [`writing Talos-${contents.version}.efi`, `installation of ${contents.version} complete`];
  return { lines: [...checked, ...written], exitCode: 0 };
}

export function writeEntry(machine: Machine, contents: ImageContents, { upgrade }: { upgrade: boolean }): void {
  const { disk } = machine;
  const running = disk.entries.find(({ label }) => label === machine.booted.label);
  disk.install(contents, upgrade ? running : undefined);
  if (upgrade && running !== undefined) disk.setMeta(metaTags.upgradeFallback, running.label);
}

/** Two minor versions up or one down, as the target's installer has it (pkg/machinery/compatibility). */
function versionRefusal(host: string, target: string): string | undefined {
  const minor = (version: string) => Number(/^v1\.(\d+)/.exec(version)?.[1]);
  const [from, to] = [minor(host), minor(target)];
  const [names, name] = [host.replace(/^v/, ""), target.replace(/^v/, "")];
  if (from < to - 2) return `host version ${names} is too old to upgrade to Talos ${name}`;
  return from > to + 1 ? `host version ${names} is too new to downgrade to Talos ${name}` : undefined;
}
