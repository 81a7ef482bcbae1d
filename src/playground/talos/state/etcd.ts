/** The etcd of a simulated cluster: one state that all its members share, with a leader as long as most of them are up. */
import type { Clock } from "../../clock.ts";

export interface EtcdMember {
  /** Unsigned, 64 bits. */
  readonly id: bigint;
  /** The node's name; empty for one that was added and has never started. */
  readonly name: string;
  readonly address: string;
  readonly learner: boolean;
}

export interface EtcdAlarm {
  readonly memberId: bigint;
  readonly alarm: "nospace" | "corrupt";
}

export interface EtcdOptions {
  readonly clock: Clock;
  readonly electionMs: number;
  /** Bytes of the database, which a snapshot of it has too; 6 MiB unless told. */
  readonly dbSize?: bigint | undefined;
  /** Bytes in each message of a snapshot. 16 KiB unless told; a real node sends 1 KiB. */
  readonly snapshotChunkBytes?: number | undefined;
}

type Place = Pick<EtcdMember, "name" | "address">;

/** Entries that a quiet cluster writes in a second. */
const entriesPerSecond = 12;

export class Etcd {
  members: readonly EtcdMember[] = [];
  alarms: readonly EtcdAlarm[] = [];
  dbSize: bigint;
  readonly snapshotChunkBytes: number;
  /** Zero while there is none. */
  leader = 0n;
  term = 3n;
  /** Entries by which a member's applied index is behind, by the node's name. */
  readonly lag = new Map<string, bigint>();
  readonly #options: EtcdOptions;
  readonly #since: number;
  readonly #running = new Set<string>();
  readonly #sick = new Set<string>();
  readonly #listeners = new Set<() => void>();
  /** How often a node has joined: a member that comes again has another id. */
  readonly #generations = new Map<string, number>();
  #written = 48_213n;
  #cancelElection: (() => void) | undefined;

  constructor(options: EtcdOptions) {
    this.#options = options;
    this.#since = options.clock.now().getTime();
    this.dbSize = options.dbSize ?? 6_291_456n;
    this.snapshotChunkBytes = options.snapshotChunkBytes ?? 16_384;
  }

  /** Grows with time, while there is a leader, and with every change. */
  get index(): bigint {
    const seconds = Math.max(0, Math.floor((this.#options.clock.now().getTime() - this.#since) / 1000));
    return this.#written + BigInt(seconds * entriesPerSecond);
  }

  get voters(): readonly EtcdMember[] {
    return this.members.filter((member) => !member.learner);
  }

  /** Whether most of the voting members are up and well. */
  get hasQuorum(): boolean {
    const up = this.voters.filter((member) => this.isActive(member.name)).length;
    return up > 0 && up >= Math.floor(this.voters.length / 2) + 1;
  }

  /** Calls `listener` after every change; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  member(name: string): EtcdMember | undefined {
    return this.members.find((candidate) => candidate.name === name);
  }

  isRunning(name: string): boolean {
    return this.#running.has(name);
  }

  /** Runs and is well. */
  isActive(name: string): boolean {
    return this.#running.has(name) && !this.#sick.has(name);
  }

  /** A member's process has started; one that is not a member joins as a learner. */
  start(place: Place): void {
    if (this.member(place.name) === undefined) this.#join(place);
    this.#running.add(place.name);
    this.#changed();
  }

  /** Begins in the middle of a life: all of them run, one leads. */
  adopt(places: readonly Place[], leader: bigint): void {
    for (const { name } of places) this.#running.add(name);
    this.leader = leader;
  }

  stop(name: string): void {
    if (this.#running.delete(name)) this.#changed();
  }

  setSick(name: string, sick: boolean): void {
    if (sick === this.#sick.has(name)) return;
    if (sick) this.#sick.add(name);
    else this.#sick.delete(name);
    this.#changed();
  }

  /** A new cluster of one member. */
  bootstrap(place: Place): void {
    this.members = [createMember(place, 0, false)];
    this.start(place);
  }

  promote(name: string): void {
    this.members = this.members.map((member) => (member.name === name ? { ...member, learner: false } : member));
    this.#changed();
  }

  remove(id: bigint): void {
    const gone = this.members.find((member) => member.id === id);
    this.members = this.members.filter((member) => member.id !== id);
    this.alarms = this.alarms.filter((alarm) => alarm.memberId !== id);
    if (gone !== undefined) this.#running.delete(gone.name);
    this.#changed();
  }

  moveLeader(id: bigint): void {
    this.leader = id;
    this.term += 1n;
    this.#changed();
  }

  #join(place: Place): void {
    const generation = this.#generations.get(place.name) ?? 0;
    this.#generations.set(place.name, generation + 1);
    this.members = [...this.members, createMember(place, generation + 1, true)];
  }

  #changed(): void {
    this.#written += 1n;
    const leads = this.voters.some((member) => member.id === this.leader && this.isActive(member.name));
    if (!leads || !this.hasQuorum) this.leader = 0n;
    if (this.leader === 0n && this.hasQuorum) this.#cancelElection ??= this.#elect();
    for (const listener of this.#listeners) listener();
  }

  #elect(): () => void {
    return this.#options.clock.after(this.#options.electionMs, () => {
      this.#cancelElection = undefined;
      const candidate = this.voters.find((member) => this.isActive(member.name));
      if (this.leader === 0n && this.hasQuorum && candidate !== undefined) this.moveLeader(candidate.id);
    });
  }
}

/** A healthy etcd with one voting member for each control plane, the first one leading. */
export function createEtcd(controlPlanes: readonly Place[], options: EtcdOptions): Etcd {
  const etcd = new Etcd(options);
  etcd.members = controlPlanes.map((place) => createMember(place, 0, false));
  const [first] = etcd.members;
  etcd.adopt(controlPlanes, first?.id ?? 0n);
  return etcd;
}

const createMember = ({ name, address }: Place, generation: number, learner: boolean): EtcdMember => ({
  id: memberId(name, generation),
  name,
  address,
  learner,
});

/** FNV-1a of the name: stable over runs, and large enough to overflow a JavaScript number as real ids do. */
function memberId(name: string, generation: number): bigint {
  const text = generation === 0 ? name : `${name} ${generation}`;
  const hash = Array.from(text).reduce(
    (sum, letter) => BigInt.asUintN(64, (sum ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
  return hash | 0x8000000000000000n;
}
