import type { Note } from "../../errors.ts";
import {
  compareTalosVersions,
  formatTalosVersion,
  minorDistance,
  parseTalosVersion,
  type TalosVersion,
} from "../talos-version.ts";

/**
 * Minor versions whose installer accepts a node that runs `lowest` up to, but without, `below`; of the minor versions
 * not listed, installers take two minors below to one above. Source: the installers' upgrade checks of Talos 1.9 to 1.14.
 */
const installerWindow: Readonly<Record<number, { readonly lowest: number; readonly below: number }>> = {
  9: { lowest: 8, below: 11 },
};

/**
 * Whether a node may be upgraded from one Talos version to another: one minor version at a time, as Talos documents it.
 *
 * @returns errors for what must not be done, a warning for a downgrade that the installer would do.
 */
export function checkVersionPath(from: string, to: string): readonly Note[] {
  const [running, target] = [parseTalosVersion(from), parseTalosVersion(to)];
  if (running === undefined || target === undefined) {
    const which = running === undefined ? "The running Talos version" : "The Talos version to go to";
    return [note("error", "version_unknown", `${which} is no version`, "Write it as v1.13.8.")];
  }
  if (!isAccepted(running, target)) {
    const message = `The installer of ${formatTalosVersion(target)} refuses a node that runs ${formatTalosVersion(running)}`;
    return [note("error", "version_path_refused", message, stepHint(running, target))];
  }
  const distance = minorDistance(running, target) ?? 0;
  if (distance > 1) {
    const message = `From ${formatTalosVersion(running)} to ${formatTalosVersion(target)} skips ${distance - 1} minor version`;
    return [note("error", "version_skips_minor", message, stepHint(running, target))];
  }
  if (compareTalosVersions(target, running) >= 0) return [];
  const message = `${formatTalosVersion(target)} is older than the running ${formatTalosVersion(running)}`;
  const hint =
    "The stored configuration may hold what the older version does not know: compare both versions' documentation.";
  return [note("warning", "version_downgrade", message, hint)];
}

function isAccepted(running: TalosVersion, target: TalosVersion): boolean {
  if (running.major !== target.major) return false;
  const window = installerWindow[target.minor] ?? { lowest: target.minor - 2, below: target.minor + 2 };
  return running.minor >= window.lowest && running.minor < window.below;
}

function stepHint(running: TalosVersion, target: TalosVersion): string {
  const step = target.minor > running.minor ? running.minor + 1 : running.minor - 1;
  return `Go to the latest ${running.major}.${step} first.`;
}

function note(severity: "error" | "warning", code: string, message: string, hint: string): Note {
  return { code, severity, message, hint };
}
