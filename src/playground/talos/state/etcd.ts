/** The etcd of a simulated cluster, as its members tell of it. */

export interface EtcdMember {
  /** Unsigned, 64 bits. */
  readonly id: bigint;
  /** The node's name. */
  readonly name: string;
  readonly address: string;
  readonly learner: boolean;
}

export interface EtcdAlarm {
  readonly memberId: bigint;
  readonly alarm: "nospace" | "corrupt";
}

export interface EtcdState {
  members: readonly EtcdMember[];
  leader: bigint;
  term: bigint;
  index: bigint;
  dbSize: bigint;
  alarms: readonly EtcdAlarm[];
}

/** A healthy etcd with one voting member for each control plane, the first one leading. */
export function createEtcd(controlPlanes: readonly { readonly name: string; readonly address: string }[]): EtcdState {
  const members = controlPlanes.map(({ name, address }) => ({ id: memberId(name), name, address, learner: false }));
  return {
    members,
    leader: members[0]?.id ?? 0n,
    term: 3n,
    index: 48_213n,
    dbSize: 27_058_176n,
    alarms: [],
  };
}

/** The member that runs on a node. */
export function memberOf(etcd: EtcdState, name: string): EtcdMember | undefined {
  return etcd.members.find((member) => member.name === name);
}

/** FNV-1a of the name: stable over runs, and large enough to overflow a JavaScript number as real ids do. */
function memberId(name: string): bigint {
  const hash = Array.from(name).reduce(
    (sum, letter) => BigInt.asUintN(64, (sum ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
  return hash | 0x8000000000000000n;
}
