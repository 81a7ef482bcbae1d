import { atLeast } from "../config/talos-version.ts";
import { type ConfigPath, formatPath } from "../config/tree/config-node.ts";
import { pathTable } from "../config/tree/path-table.ts";
import type { DocumentDiff, RebootForecast } from "./node-diff.ts";

/** Up to 1.13 a change of the root document below one of these is applied at once; any other reboots the node. */
const immediate = pathTable(
  [
    "debug",
    "cluster",
    "machine.ca",
    "machine.acceptedCAs",
    "machine.time",
    "machine.certSANs",
    "machine.install",
    "machine.network",
    "machine.sysfs",
    "machine.sysctls",
    "machine.logging",
    "machine.controlPlane",
    "machine.kubelet",
    "machine.kernel",
    "machine.registries",
    "machine.pods",
    "machine.seccompProfiles",
    "machine.nodeAnnotations",
    "machine.nodeLabels",
    "machine.nodeTaints",
    "machine.features.kubernetesTalosAPIAccess",
    "machine.features.kubePrism",
    "machine.features.hostDNS",
    "machine.features.imageCache",
    "machine.features.nodeAddressSortAlgorithm",
  ].flatMap((path) => [path, `${path}.**`]),
);

/** From 1.14 nothing reboots by itself; these are documented to take effect only after a reboot. */
const afterReboot = pathTable(
  [
    "cluster.etcd",
    "machine.env",
    "machine.kernel.modules",
    "machine.systemDiskEncryption",
    "EnvironmentConfig",
    "KernelModuleConfig",
    "VolumeConfig.encryption",
    "UserVolumeConfig.encryption",
    "RawVolumeConfig.encryption",
    "SwapVolumeConfig.encryption",
  ].flatMap((path) => [path, `${path}.**`]),
);

/**
 * Whether a node reboots, or needs to, when these differences are applied in mode auto.
 *
 * @param talosVersion the version that the node runs, which decides the rules
 */
export function forecastReboot(documents: readonly DocumentDiff[], talosVersion: string): RebootForecast {
  if (atLeast(talosVersion, "1.14")) return forecast("manual", changedPaths(documents).filter(afterReboot));
  const root = changedPaths(documents.filter(({ id }) => id.kind === undefined));
  return forecast(
    "automatic",
    root.filter((path) => !immediate(path)),
  );
}

function forecast(kind: "automatic" | "manual", paths: readonly ConfigPath[]): RebootForecast {
  return paths.length === 0 ? { kind: "none" } : { kind, paths: [...new Set(paths.map(formatPath))] };
}

function changedPaths(documents: readonly DocumentDiff[]): readonly ConfigPath[] {
  return documents.flatMap(({ id, changes }) =>
    changes.map(({ path }) => (id.kind === undefined ? path : [id.kind, ...path])),
  );
}
