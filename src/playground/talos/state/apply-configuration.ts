/** ApplyConfiguration as each version does it: decode, validate, resolve the mode, then show or store. */
import { Code, ConnectError } from "@connectrpc/connect";
import { isMap, type YAMLMap } from "yaml";
import { applyInMaintenance } from "./apply-in-maintenance.ts";
import type { ApplyMode, ApplyRequest, ApplyResult } from "./apply-request.ts";
import { diffConfigs } from "./config-diff.ts";
import { encodeConfig } from "./encode-config.ts";
import type { Machine } from "./machine.ts";
import { InvalidConfigError, type ParsedConfig, parseConfig, readConfig } from "./parse-config.ts";
import { validateConfig } from "./validate-config.ts";

interface Resolution {
  readonly mode: ApplyResult["mode"];
  readonly sentence: string;
  /** Why AUTO became REBOOT. */
  readonly reason: string;
}

const defaultTryTimeoutMs = 60_000;

/** What can be changed without a reboot before 1.14; anything else in the v1alpha1 document needs one. */
const immediateMachineKeys = (
  "ca acceptedCAs time certSANs install network sysfs sysctls logging controlPlane kubelet kernel registries pods " +
  "seccompProfiles nodeAnnotations nodeLabels nodeTaints"
).split(" ");
const immediateFeatures = "kubernetesTalosAPIAccess kubePrism hostDNS imageCache nodeAddressSortAlgorithm".split(" ");

/**
 * Throws ConnectError with the code and text of a real node. When it leaves `machine.rebootPending` set, the caller reboots
 * the machine.
 */
export function applyConfiguration(machine: Machine, request: ApplyRequest): ApplyResult {
  const { profile } = machine;
  if (machine.rebootPending && profile.guardsApply && profile.rebootsOnApply) {
    throw new ConnectError(
      "configuration was already applied and node is rebooting, cannot apply more configuration changes until next reboot",
      Code.FailedPrecondition,
    );
  }
  if (machine.inMaintenance && !profile.ordinaryMaintenance) return applyInMaintenance(machine, request);
  if (request.mode !== "TRY") machine.cancelRevert();
  const submitted = readSubmitted(machine, request.data);
  const resolution = resolveMode(machine, request.mode, submitted);
  if (request.dryRun) return { mode: resolution.mode, details: describeDryRun(machine, submitted, resolution) };
  return store(machine, request, resolution);
}

function readSubmitted(machine: Machine, data: Uint8Array): ParsedConfig {
  try {
    const submitted = parseConfig(data, machine.profile);
    if (submitted.root === undefined && !machine.inMaintenance) {
      throw new InvalidConfigError(
        "the applied machine configuration doesn't contain v1alpha1 config, did you mean to patch the machine config instead?",
      );
    }
    validateConfig(submitted, machine.profile);
    return submitted;
  } catch (error) {
    if (error instanceof InvalidConfigError) throw new ConnectError(error.message, Code.InvalidArgument);
    throw error;
  }
}

function resolveMode(machine: Machine, mode: ApplyMode, submitted: ParsedConfig): Resolution {
  const withoutReboot = { sentence: "Applied configuration without a reboot", reason: "" };
  const withReboot = { mode: "REBOOT", sentence: "Applied configuration with a reboot" } as const;
  if (mode === "STAGED") {
    return { mode, sentence: "Staged configuration to be applied after the next reboot", reason: "" };
  }
  if (machine.inMaintenance) return { mode: mode === "TRY" ? "TRY" : "NO_REBOOT", ...withoutReboot };
  if (mode === "REBOOT") {
    if (machine.profile.rebootsOnApply) return { ...withReboot, reason: "" };
    throw new ConnectError(
      "the REBOOT mode is not supported, please use AUTO or NO_REBOOT modes instead",
      Code.Unimplemented,
    );
  }
  const obstacle = machine.profile.rebootsOnApply ? rebootReason(machine, submitted) : undefined;
  if (obstacle === undefined) return { mode: mode === "AUTO" ? "NO_REBOOT" : mode, ...withoutReboot };
  if (mode === "AUTO") return { ...withReboot, reason: `: ${obstacle}` };
  throw new ConnectError(obstacle, Code.InvalidArgument);
}

/** Why the change cannot be taken up at once, with the diff of what stands in the way. */
function rebootReason(machine: Machine, submitted: ParsedConfig): string | undefined {
  const current = activeConfig(machine);
  if (current.root === undefined || submitted.root === undefined) return "current config is not v1alpha1";
  const before = { root: current.root, documents: [current.root] };
  const neutral = takeOver(submitted.root, current.root);
  const after = { root: neutral, documents: [neutral] };
  if (encodeConfig(before) === encodeConfig(after)) return undefined;
  const diff = diffConfigs(before, after, machine.profile.maxDiffLines);
  return `this config change can't be applied in immediate mode\ndiff:\n${diff}`;
}

/** The submitted root document with everything that may change at once put back to what it was. */
function takeOver(submitted: YAMLMap, current: YAMLMap): YAMLMap {
  const neutral = submitted.clone() as YAMLMap;
  for (const key of ["debug", "cluster"]) copyKey(neutral, current, key);
  const machines = [neutral.get("machine"), current.get("machine")];
  copyKeys(machines, immediateMachineKeys);
  copyKeys(
    machines.map((machine) => (isMap(machine) ? machine.get("features") : undefined)),
    immediateFeatures,
  );
  return neutral;
}

function copyKeys([to, from]: readonly unknown[], keys: readonly string[]): void {
  if (!isMap(to) || !isMap(from)) return;
  for (const key of keys) copyKey(to, from, key);
}

function copyKey(to: YAMLMap, from: YAMLMap, key: string): void {
  if (from.has(key)) to.set(key, from.get(key, true));
  else to.delete(key);
}

function describeDryRun(machine: Machine, submitted: ParsedConfig, { sentence }: Resolution): string {
  const diff = diffConfigs(activeConfig(machine), submitted, machine.profile.maxDiffLines);
  return `Dry run summary:\n${sentence} (skipped in dry-run).\nConfig diff:\n\n${diff === "" ? "No changes." : diff}`;
}

function store(machine: Machine, request: ApplyRequest, { mode, sentence, reason }: Resolution): ApplyResult {
  switch (mode) {
    case "NO_REBOOT":
      machine.setConfig(request.data);
      return { mode, details: sentence };
    case "STAGED":
      machine.stageConfig(request.data);
      return { mode, details: sentence };
    case "REBOOT":
      machine.rebootPending = true;
      machine.stageConfig(request.data);
      return { mode, details: sentence + reason };
    case "TRY": {
      const timeoutMs = request.tryTimeoutMs ?? defaultTryTimeoutMs;
      machine.tryConfig(request.data, timeoutMs);
      const note = `The config is applied in 'try' mode and will be automatically reverted back in ${goDuration(timeoutMs)}`;
      return { mode, details: `${sentence}\n${note}` };
    }
    default:
      return mode satisfies never;
  }
}

function activeConfig(machine: Machine): ParsedConfig {
  return readConfig(machine.activeConfig ?? new Uint8Array());
}

/** `1m0s`, as Go prints a duration. */
function goDuration(ms: number): string {
  const [hours, minutes, seconds] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, (ms / 1000) % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
