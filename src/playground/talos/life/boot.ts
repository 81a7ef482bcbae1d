/** From the end of one kernel to a machine that runs and is ready: initialize, install where something is to be installed, boot. */
import { metaTags } from "../state/disk.ts";
import type { Machine } from "../state/machine.ts";
import { earlyServices, lateServices, runningService } from "../state/services.ts";
import { isAtLeast } from "../version-profile.ts";
import { installPhases } from "./install-phases.ts";
import type { Phase } from "./sequencer.ts";
import { brief, phase } from "./stop-phases.ts";

/** The kernel goes at once, and another one comes after so much time. */
export function restart(machine: Machine, downMs: number): void {
  machine.goDown("restarting");
  const extraMs = machine.faults.get("slow-boot")?.extraMs ?? 0;
  machine.clock.after(downMs + extraMs, () => comeBack(machine));
}

/**
 * What machined does after an error that it cannot go on from: it waits a little and reboots. While an upgrade has not proved
 * itself, it goes back to the system before.
 */
export function fail(machine: Machine): void {
  machine.enter("rebooting");
  machine.later(machine.timing.fatalMs, () => {
    if (machine.disk.meta.has(metaTags.upgradeFallback)) {
      machine.disk.revert();
      machine.disk.setMeta(metaTags.upgradeFallback, undefined);
    }
    restart(machine, machine.timing.firmwareMs);
  });
}

/** Waits for a first configuration, with everything but that behind it. */
export function waitForConfig(machine: Machine): void {
  initialize(machine, [configPhase(machine, 0)]);
}

function comeBack(machine: Machine): void {
  if (machine.power !== "restarting") return;
  if (machine.faults.has("never-returns")) {
    const stop = machine.onChange(() => {
      if (machine.faults.has("never-returns")) return;
      stop();
      comeBack(machine);
    });
    return;
  }
  const entry = machine.disk.nextEntry ?? machine.medium;
  // Nothing to boot from: the firmware waits for somebody to come.
  if (entry === undefined) machine.goDown("off");
  else {
    machine.startKernel(entry);
    initialize(machine, initializePhases(machine));
  }
}

function initialize(machine: Machine, phases: readonly Phase[]): void {
  machine.sequencer.start({
    name: "initialize",
    phases,
    whenDone: () => {
      const isStaged = machine.disk.meta.has(metaTags.stagedImage);
      if (machine.disk.installed && !isStaged) boot(machine);
      else install(machine);
    },
    whenFailed: () => fail(machine),
  });
}

function install(machine: Machine): void {
  const whenFailed = () => fail(machine);
  machine.sequencer.start({ name: "install", phases: [...installPhases(machine), restartPhase(machine)], whenFailed });
}

function restartPhase(machine: Machine): Phase {
  return phase("reboot", { name: "reboot", ms: 0, begin: () => restart(machine, machine.timing.kexecMs) });
}

function initializePhases(machine: Machine): readonly Phase[] {
  const startsApi = isAtLeast(machine.profile, "1.13");
  const early = ["startUdevd", "startMachined", "startAuditd", "startSyslogd", "startContainerd"];
  const start = phase("earlyServices", {
    name: "startApid",
    ms: 0,
    begin: () => {
      machine.services = earlyServices.map((id) => runningService(id, machine.clock.now()));
      if (startsApi) startApi(machine);
      machine.changed();
    },
  });
  return [
    brief("systemRequirements", "enforceKSPPRequirements"),
    { ...start, tasks: [...(startsApi ? start.tasks : []), ...brief("", ...early).tasks] },
    ...(startsApi ? [] : [start]),
    brief("usb", "waitForUSB"),
    brief("meta", "reloadMeta"),
    brief("dashboard", "startDashboard"),
    configPhase(machine, machine.timing.initializeMs),
  ];
}

function startApi(machine: Machine): void {
  machine.apiUp = true;
  machine.setService("apid", "Running", true);
}

/** Takes the configuration from the disk, or waits until there is one. */
function configPhase(machine: Machine, ms: number): Phase {
  const hasOldServer = () => !isAtLeast(machine.profile, "1.13");
  return phase("config", {
    name: "loadConfig",
    ms,
    begin: () => {
      if (machine.disk.config !== undefined) return;
      if (hasOldServer()) machine.apiUp = true;
      machine.enter("maintenance");
    },
    // A try activates without storing.
    until: () => machine.disk.config !== undefined || !machine.inMaintenance,
    end: () => {
      if (machine.stage === "maintenance" && hasOldServer()) machine.apiUp = false;
      machine.stage = "booting";
      machine.activate(machine.activeConfig ?? machine.disk.config);
      return undefined;
    },
  });
}

function boot(machine: Machine): void {
  const isNew14 = isAtLeast(machine.profile, "1.14");
  machine.sequencer.start({
    name: "boot",
    phases: [
      brief("memorySizeCheck", "memorySizeCheck"),
      brief("diskSizeCheck", "diskSizeCheck"),
      brief("env", "setUserEnvVars", "waitForCARoots"),
      brief("dbus", "startDBus"),
      phase("ephemeral", { name: "mountEphemeralPartition", ms: 0, end: () => proveUpgrade(machine) }),
      isNew14 ? brief("promotableVolumes", "mountPromotableSystemPartitions") : brief("udevSetup", "writeUdevRules"),
      brief("userDisks", "mountUserDisks"),
      brief("userSetup", "writeUserFiles"),
      startPhase(machine),
    ],
    whenDone: () => {
      machine.enter("running");
      machine.later(machine.timing.readyMs, () => becomeReady(machine));
    },
    whenFailed: () => fail(machine),
  });
}

/** The new system's first chance to fail. */
function proveUpgrade(machine: Machine): string | undefined {
  const isNew = machine.disk.meta.has(metaTags.upgradeFallback);
  return isNew && machine.faults.has("rolled-back") ? "error mounting EPHEMERAL: input/output error" : undefined;
}

function startPhase(machine: Machine): Phase {
  const checked = () => lateServices(machine).filter((id) => id !== "etcd");
  const needsEtcd = machine.role === "controlplane";
  return phase("startEverything", {
    name: "startAllServices",
    ms: machine.timing.startMs,
    begin: () => {
      if (!machine.apiUp) startApi(machine);
      for (const id of checked()) machine.setService(id, "Starting");
      if (needsEtcd) machine.setService("etcd", "Preparing");
      // The image is there before the process is.
      machine.later(machine.timing.startMs / 2, () => {
        machine.etcdWanted = needsEtcd;
        for (const id of checked()) machine.setService(id, "Running", true);
        machine.changed();
      });
      machine.changed();
    },
    until: () => !needsEtcd || machine.services.some(({ id, healthy }) => id === "etcd" && healthy === true),
  });
}

function becomeReady(machine: Machine): void {
  const confirm = () => {
    if (!machine.isUp) return;
    machine.disk.setMeta(metaTags.upgradeFallback, undefined);
    stop();
  };
  // Once in each boot: from the first moment that the machine is up, it does not go back by itself.
  const stop = machine.onChange((changed) => (changed.power === "on" ? confirm() : stop()));
  if (machine.cluster.hasKubernetes !== true) {
    machine.podsReady = true;
    machine.nodeReady = true;
  }
  machine.changed();
}
