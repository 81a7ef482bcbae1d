/** Watches a simulated cluster for its whole life, and keeps what must never happen together with what led to it. */
import type { ClusterView, Machine } from "./talos/state/machine.ts";

export type InvariantRule =
  /** More than one member of etcd was not running and ready at a time. */
  | "control-planes-down"
  /** An operation was over, and nodes were still cordoned by it. */
  | "left-cordoned"
  /** A machine lost its system, its configuration and its data. */
  | "machine-wiped"
  /** etcd lost the majority of its members; where there is only one, that is nobody's surprise. */
  | "quorum-lost"
  /** A node was taken down before anybody had looked at what it leaves behind. */
  | "write-before-gate"
  /** Something was changed while no operation held the cluster's lock. */
  | "write-without-lock";

export interface Violation {
  readonly rule: InvariantRule;
  /** In the time of the simulation. */
  readonly at: Date;
  readonly message: string;
  /** What happened before, the last at the end: `12:03:04.005 talos-m01 rebooting, away`. */
  readonly trail: readonly string[];
}

const trailLength = 60;

export class Invariants {
  readonly #now: () => Date;
  readonly #violations: Violation[] = [];
  readonly #trail: string[] = [];
  #ended = false;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** In the order in which they happened; one that lasts counts once. */
  get violations(): readonly Violation[] {
    return [...this.#violations];
  }

  /** Remembers what may explain a violation to come. */
  note(text: string): void {
    this.#trail.push(`${this.#now().toISOString().slice(11, -1)} ${text}`);
    if (this.#trail.length > trailLength) this.#trail.shift();
  }

  /** What happens from now on is the end of the simulation, not a part of it. */
  end(): void {
    this.#ended = true;
  }

  violate(rule: InvariantRule, message: string): void {
    if (this.#ended) return;
    this.#violations.push({ rule, at: this.#now(), message, trail: [...this.#trail] });
  }
}

/** A recorder that follows the machines and the etcd of a cluster; what it starts with counts as well. */
export function watchInvariants(view: ClusterView, now: () => Date): Invariants {
  const invariants = new Invariants(now);
  const checkQuorum = onceWhile(() => {
    const { etcd } = view;
    if (etcd.voters.length < 2 || etcd.hasQuorum) return undefined;
    const up = etcd.voters.filter(({ name }) => etcd.isActive(name)).length;
    return `etcd lost its quorum: ${up} of ${etcd.voters.length} voting members are up`;
  });
  const checkControlPlanes = createControlPlaneCheck(view);
  const check = () => {
    report(invariants, "quorum-lost", checkQuorum());
    report(invariants, "control-planes-down", checkControlPlanes());
  };
  check();
  for (const machine of view.machines) {
    const checkDisk = onceWhile(() => (wasWiped(machine) ? `${machine.name} was wiped wholly` : undefined));
    const describe = onChangeOf(() => describeMachine(machine));
    machine.onChange(() => {
      noteAll(invariants, describe());
      report(invariants, "machine-wiped", checkDisk());
      check();
    });
  }
  const describe = onChangeOf(() => describeEtcd(view));
  view.etcd.onChange(() => {
    noteAll(invariants, describe());
    check();
  });
  view.writes.onWrite(({ node, method, detail }) =>
    invariants.note(`${node} received ${method} ${formatDetail(detail)}`),
  );
  return invariants;
}

/** Of machines that have been up; one that has left etcd is no longer counted on. */
function createControlPlaneCheck({ etcd, machines }: ClusterView): () => string | undefined {
  const seenUp = new Set<Machine>();
  return onceWhile(() => {
    for (const machine of machines) if (machine.role === "controlplane" && machine.isUp) seenUp.add(machine);
    const down = [...seenUp].filter(
      (machine) => etcd.member(machine.name) !== undefined && !(machine.isUp && etcd.isActive(machine.name)),
    );
    return down.length > 1 ? `down at once: ${down.map(({ name }) => name).join(", ")}` : undefined;
  });
}

const wasWiped = ({ disk, medium }: Machine): boolean => !disk.installed && medium === undefined;

/** Gives the problem when it begins, and nothing while it lasts. */
function onceWhile(find: () => string | undefined): () => string | undefined {
  let lasts = false;
  return () => {
    const problem = find();
    const begins = problem !== undefined && !lasts;
    lasts = problem !== undefined;
    return begins ? problem : undefined;
  };
}

/** Gives the text when it is another than before. */
function onChangeOf(describe: () => string): () => string | undefined {
  let before = describe();
  return () => {
    const text = describe();
    const isSame = text === before;
    before = text;
    return isSame ? undefined : text;
  };
}

function report(invariants: Invariants, rule: InvariantRule, problem: string | undefined): void {
  if (problem !== undefined) invariants.violate(rule, problem);
}

function noteAll(invariants: Invariants, text: string | undefined): void {
  if (text !== undefined) invariants.note(text);
}

function describeMachine({ name, power, stage, apiUp, unmet, version }: Machine): string {
  if (power !== "on") return `${name} is ${power}`;
  const conditions = unmet.map((condition) => condition.name).join(" and ");
  return [
    `${name} ${stage}`,
    version,
    ...(apiUp ? [] : ["away"]),
    ...(conditions === "" ? [] : [`without ${conditions}`]),
  ].join(", ");
}

function describeEtcd({ etcd }: ClusterView): string {
  const members = etcd.members.map(
    ({ name, learner }) => `${name}${learner ? " (learner)" : ""} ${etcd.isActive(name) ? "up" : "down"}`,
  );
  const leader = etcd.members.find(({ id }) => id === etcd.leader)?.name ?? "nobody";
  return `etcd: ${members.join(", ")}; ${leader} leads`;
}

function formatDetail(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(" ");
}
