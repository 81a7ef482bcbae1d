/** How long the parts of a machine's life take, in milliseconds of the simulated time. */
export interface Timing {
  /** Cordon and drain by the node itself. */
  readonly drainMs: number;
  /** Stopping all pods. */
  readonly cleanupMs: number;
  /** Stopping the services that need the disk, and again the rest. */
  readonly stopMs: number;
  /** From the end of one kernel to the start of the next, by kexec. */
  readonly kexecMs: number;
  /** The same through the firmware: a power cycle, or where kexec is not prepared. */
  readonly firmwareMs: number;
  /** From the start of the kernel to a loaded configuration. */
  readonly initializeMs: number;
  /** Starting all services, until the boot sequence is over. */
  readonly startMs: number;
  /** From running to running and ready: static pods, the kubelet's Node. */
  readonly readyMs: number;
  /** Pulling an image that is not there yet. */
  readonly pullMs: number;
  readonly installMs: number;
  readonly wipeMs: number;
  /** From the loss of etcd's leader to the next one. */
  readonly electionMs: number;
  /** From a learner to a voting member. */
  readonly promotionMs: number;
  /** From a fatal error to the reboot that it leads to. */
  readonly fatalMs: number;
}

/** As on small hardware, a little shortened: half a minute for a reboot. */
export const usualTiming: Timing = {
  drainMs: 3000,
  cleanupMs: 3000,
  stopMs: 2000,
  kexecMs: 6000,
  firmwareMs: 25_000,
  initializeMs: 3000,
  startMs: 8000,
  readyMs: 5000,
  pullMs: 6000,
  installMs: 8000,
  wipeMs: 3000,
  electionMs: 1500,
  promotionMs: 4000,
  fatalMs: 10_000,
};
