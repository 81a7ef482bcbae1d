/** What can go wrong in a machine's own life, one switch each. A fault lasts until it is repaired. */

export type MachineFault =
  /** A freshly installed system fails to boot; the machine goes back to the one before, by two more boots. */
  | { readonly kind: "rolled-back" }
  /** Once down, the machine stays down until this is repaired. */
  | { readonly kind: "never-returns" }
  /** Every boot takes that much longer, in simulated time. */
  | { readonly kind: "slow-boot"; readonly extraMs: number }
  | { readonly kind: "installer-exit"; readonly code: number }
  /** The stream of an install or upgrade breaks off after so many messages; the installer is killed with it. */
  | { readonly kind: "installer-broken-off"; readonly messages: number }
  | { readonly kind: "pull-fails" }
  /** The member runs but is not healthy. */
  | { readonly kind: "member-unhealthy" }
  /** A condition of the machine's status stays unmet: `{ condition: "nodeReady", reason: "node \"m01\" is not ready" }`. */
  | { readonly kind: "not-ready"; readonly condition: string; readonly reason: string }
  /** A task of a sequence never comes to its end: `cordonAndDrainNode`, `stopAllPods`, `stopServicesForUpgrade`. */
  | { readonly kind: "stuck"; readonly task: string }
  /** A snapshot ends well after so many bytes. */
  | { readonly kind: "snapshot-cut"; readonly bytes: number };

export type MachineFaultKind = MachineFault["kind"];

const kinds: Readonly<Record<MachineFaultKind, true>> = {
  "installer-broken-off": true,
  "installer-exit": true,
  "member-unhealthy": true,
  "never-returns": true,
  "not-ready": true,
  "pull-fails": true,
  "rolled-back": true,
  "slow-boot": true,
  "snapshot-cut": true,
  stuck: true,
};

export function isMachineFault(fault: { readonly kind: string }): fault is MachineFault {
  return Object.hasOwn(kinds, fault.kind);
}

export class MachineFaults {
  readonly #faults = new Map<MachineFaultKind, MachineFault>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly MachineFault[] {
    return [...this.#faults.values()];
  }

  get<Kind extends MachineFaultKind>(kind: Kind): Extract<MachineFault, { readonly kind: Kind }> | undefined {
    const fault = this.#faults.get(kind);
    return isOf(fault, kind) ? fault : undefined;
  }

  has(kind: MachineFaultKind): boolean {
    return this.#faults.has(kind);
  }

  /** Replaces one of the same kind. */
  set(fault: MachineFault): void {
    this.#faults.set(fault.kind, fault);
    this.#onChange();
  }

  /** Of that kind, or all. */
  repair(kind?: MachineFaultKind): void {
    if (kind === undefined) this.#faults.clear();
    else this.#faults.delete(kind);
    this.#onChange();
  }
}

function isOf<Kind extends MachineFaultKind>(
  fault: MachineFault | undefined,
  kind: Kind,
): fault is Extract<MachineFault, { readonly kind: Kind }> {
  return fault?.kind === kind;
}
