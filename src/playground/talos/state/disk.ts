/** What a machine keeps over boots: its boot entries, META, STATE and EPHEMERAL. */
import type { MachineExtension, MachineSchematic } from "./machine-description.ts";

/** What an installer puts on a disk. */
export interface ImageContents {
  /** `v1.13.8` */
  readonly version: string;
  /** Undefined when the image came from no factory. */
  readonly schematic?: MachineSchematic | undefined;
  readonly extensions: readonly MachineExtension[];
}

export interface BootEntry extends ImageContents {
  /** File of the unified kernel image: `Talos-v1.13.8.efi`, `Talos-v1.13.8~1.efi`. */
  readonly label: string;
}

/** Numbers of META tags. */
export const metaTags = { upgradeFallback: 6, stagedImage: 7, stagedOptions: 8 } as const;

export class Disk {
  /** At most two: the one that runs, and the one that an installer wrote beside it. */
  entries: readonly BootEntry[] = [];
  /** Label of the entry that the next boot takes. */
  next: string | undefined;
  meta: ReadonlyMap<number, string> = new Map();
  /** STATE: the configuration, byte for byte as it was submitted. */
  config: Uint8Array | undefined;
  /** EPHEMERAL: the member's database. */
  etcdData = false;

  get installed(): boolean {
    return this.entries.length > 0;
  }

  /** Writes an entry, makes it the next, and drops all but the running one. */
  install(contents: ImageContents, running: BootEntry | undefined): BootEntry {
    const kept = this.entries.filter((entry) => entry.label === running?.label);
    const entry = { ...contents, label: nextLabel(contents.version, this.entries) };
    this.entries = [...kept, entry];
    this.next = entry.label;
    return entry;
  }

  /** Makes the other entry the next one; false when there is none. */
  revert(): boolean {
    const other = this.entries.find((entry) => entry.label !== this.next);
    if (other === undefined) return false;
    this.next = other.label;
    return true;
  }

  get nextEntry(): BootEntry | undefined {
    return this.entries.find((entry) => entry.label === this.next) ?? this.entries[0];
  }

  setMeta(tag: number, value: string | undefined): void {
    const meta = new Map(this.meta);
    if (value === undefined) meta.delete(tag);
    else meta.set(tag, value);
    this.meta = meta;
  }

  /** Nothing is left: no system to boot, no configuration, no data. */
  wipe(): void {
    this.entries = [];
    this.next = undefined;
    this.meta = new Map();
    this.wipeState();
    this.wipeEphemeral();
  }

  wipeState(): void {
    this.config = undefined;
  }

  wipeEphemeral(): void {
    this.etcdData = false;
  }
}

/** The version's own name, or with a number one above those that are taken. */
function nextLabel(version: string, entries: readonly BootEntry[]): string {
  const taken = entries.flatMap(({ label }) => {
    const [, name, index = "0"] = /^Talos-(.*?)(?:~(\d+))?\.efi$/.exec(label) ?? [];
    return name === version ? [Number(index)] : [];
  });
  return taken.length === 0 ? `Talos-${version}.efi` : `Talos-${version}~${Math.max(...taken) + 1}.efi`;
}
