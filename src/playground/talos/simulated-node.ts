/** One running node: the machine, its API endpoint, and the switches by which a test or a person plays with it. */
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Authority } from "../certificates/authority.ts";
import type { Clock } from "../clock.ts";
import { powerOn, type RebootMode, reboot } from "./life/power.ts";
import type { Backend } from "./server/backend.ts";
import type { Listener } from "./server/bind-listeners.ts";
import { cutAfter } from "./server/cut-after.ts";
import type { Fault } from "./server/faults.ts";
import { maintenanceTls, serverTls } from "./server/node-certificates.ts";
import { NodeServer, type TlsMaterial } from "./server/node-server.ts";
import { type RoutingNode, routeCall } from "./server/route-call.ts";
import { createNodeServices, type NodeServices } from "./services/node-services.ts";
import type { Machine } from "./state/machine.ts";
import type { MachineRole } from "./state/machine-description.ts";
import { isMachineFault, type MachineFault, type MachineFaultKind } from "./state/machine-faults.ts";

/** Everything that can be wrong with a node, one switch each. */
export type NodeFault = Fault | MachineFault;

export interface RecordedCall {
  /** `/machine.MachineService/Version` */
  readonly method: string;
  readonly roles: readonly string[];
  /** Came through another node. */
  readonly forwarded: boolean;
}

interface Intervention {
  /** `ApplyConfiguration` */
  readonly method: string;
  left: number;
  readonly action: () => void | Promise<void>;
}

export interface NodeNeighbours {
  /** Connection of this node to another one, by address or name. */
  backend(from: SimulatedNode, target: string): Backend;
}

export interface SimulatedNodeOptions {
  readonly listener: Listener;
  readonly machine: Machine;
  readonly authority: Authority;
  readonly rbac: boolean;
  /** For what the network does; the machine has a clock of its own. */
  readonly clock: Clock;
  readonly neighbours: NodeNeighbours;
}

export class SimulatedNode {
  readonly machine: Machine;
  /** Calls that reached this node's own services, in order. */
  readonly calls: RecordedCall[] = [];
  readonly #interventions: Intervention[] = [];
  readonly #callListeners = new Set<(call: RecordedCall) => void>();
  readonly #options: SimulatedNodeOptions;
  readonly #server: NodeServer;
  readonly #services: NodeServices;
  readonly #router: RoutingNode;
  #transition: Promise<void> = Promise.resolve();
  #wasMaintenance: boolean;
  #wasUp = true;
  readonly #stopFollowing: () => void;

  constructor(options: SimulatedNodeOptions) {
    this.#options = options;
    this.machine = options.machine;
    this.#services = createNodeServices(options.machine, { rbac: () => this.#rbac });
    this.#router = this.#createRouter();
    this.#server = new NodeServer({
      listener: options.listener,
      tls: () => this.#tls(),
      // A caller that hangs up in the middle is no concern of the node's.
      onCall: (request, response) => void this.#answer(request, response).catch(() => response.stream.destroy()),
    });
    this.#wasMaintenance = options.machine.inMaintenance;
    this.#stopFollowing = options.machine.onChange(() => this.#follow());
  }

  get name(): string {
    return this.machine.name;
  }

  get role(): MachineRole {
    return this.machine.role;
  }

  /** By which the cluster knows it. */
  get address(): string {
    return this.machine.address;
  }

  /** Where it really listens. */
  get host(): string {
    return this.#options.listener.host;
  }

  get port(): number {
    return this.#options.listener.port;
  }

  /** `127.4.5.6:41234` */
  get endpoint(): string {
    return `${this.host}:${this.port}`;
  }

  /** What is wrong with its API; `machine.faults` tells of the rest. */
  get fault(): Fault | undefined {
    return this.#server.fault;
  }

  /** The configuration in force, byte for byte. */
  get config(): Uint8Array | undefined {
    return this.machine.activeConfig;
  }

  /**
   * Breaks the node's API, or something in the machine's life, until it is repaired: with undefined everything is. Of faults of
   * the API there is one at a time, of the machine's one of each kind.
   */
  async setFault(fault: NodeFault | undefined): Promise<void> {
    if (fault !== undefined && isMachineFault(fault)) return this.machine.faults.set(fault);
    if (fault === undefined) this.machine.faults.repair();
    await this.#server.setFault(fault);
  }

  /** Repairs one of the machine's faults. */
  repair(kind: MachineFaultKind): void {
    this.machine.faults.repair(kind);
  }

  /**
   * Does something when the node receives its n-th call of a method from now on, before it answers: another client changes the
   * configuration in between, somebody reboots the node. The call waits for it.
   */
  beforeCall(method: string, nth: number, action: () => void | Promise<void>): void {
    this.#interventions.push({ method, left: nth, action });
  }

  /** Calls `listener` for every call from now on that reaches the node's own services, before it is answered. */
  onCall(listener: (call: RecordedCall) => void): void {
    this.#callListeners.add(listener);
  }

  /** Puts a configuration in place as if an apply had. */
  setConfig(config: string | Uint8Array): void {
    this.machine.setConfig(typeof config === "string" ? Buffer.from(config) : config);
  }

  /** As if somebody had asked for it; resolves once the machine is off the network. */
  async reboot(mode: RebootMode = "default"): Promise<void> {
    reboot(this.machine, mode, { takeover: true });
    await this.until((machine) => !machine.apiUp);
    await this.settled();
  }

  /** Presses the button of a machine that is off. */
  powerOn(): void {
    powerOn(this.machine);
  }

  /** Resolves at the first change after which, or now when already, the machine is like that. */
  until(isReached: (machine: Machine) => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (isReached(this.machine)) return resolve();
      const stop = this.machine.onChange((machine) => {
        if (!isReached(machine)) return;
        stop();
        resolve();
      });
    });
  }

  /** Resolves when the port is as the machine's state asks: closed while it boots, open else. */
  settled(): Promise<void> {
    return this.#transition;
  }

  async stop(): Promise<void> {
    this.#stopFollowing();
    this.machine.goDown("off");
    await this.#transition;
    await this.#server.setDown(true);
  }

  /** Opens and closes the port with the machine's apid; a first configuration brings other certificates. */
  #follow(): void {
    const { apiUp, inMaintenance } = this.machine;
    const isOtherMode = inMaintenance !== this.#wasMaintenance;
    this.#wasMaintenance = inMaintenance;
    const isOtherPort = apiUp !== this.#wasUp;
    this.#wasUp = apiUp;
    if (isOtherPort) this.#transition = this.#transition.then(() => this.#server.setDown(!apiUp));
    else if (isOtherMode && apiUp) this.#transition = this.#transition.then(() => this.#server.renewTls());
  }

  get #rbac(): boolean {
    return this.#options.rbac || !this.machine.profile.rbacOptional;
  }

  #createRouter(): RoutingNode {
    const { machine, neighbours, listener } = this.#options;
    const services = this.#services;
    const hasRbac = () => this.#rbac;
    return {
      get rbac() {
        return hasRbac();
      },
      forwards: machine.role === "controlplane",
      get profile() {
        return machine.profile;
      },
      get maintenance() {
        return machine.inMaintenance;
      },
      isLocal: (target) => [machine.address, listener.host, machine.name, "127.0.0.1", "localhost"].includes(target),
      backend: (target) => neighbours.backend(this, target),
      isStreaming: services.isStreaming,
      serve: (request, response, roles) => {
        const forwarded = request.headers["proxyfrom"] !== undefined;
        const call = { method: request.url, roles, forwarded };
        this.calls.push(call);
        for (const listener of this.#callListeners) listener(call);
        void this.#intervene(request.url).then(() => services.serve(request, response, roles));
      },
    };
  }

  async #intervene(path: string): Promise<void> {
    for (const intervention of this.#interventions.filter(({ method }) => path.endsWith(`/${method}`))) {
      intervention.left -= 1;
      if (intervention.left === 0) await intervention.action();
    }
  }

  async #answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    response.stream.on("error", () => undefined);
    const fault = this.#server.fault;
    if (fault?.kind === "hang") return;
    if (fault?.kind === "slow") await this.#pause(fault.delayMs);
    if (fault?.kind === "cut") cutAfter(response, fault.messages);
    if (!response.stream.destroyed) await routeCall(this.#router, request, response);
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.clock.after(delayMs, resolve);
    });
  }

  #tls(): TlsMaterial {
    const names = [this.host, this.address, this.name, "127.0.0.1", "localhost"];
    const alternativeNames = [...new Set(names)].filter((name) => name !== "");
    if (this.machine.inMaintenance) return maintenanceTls(alternativeNames);
    const fault = this.#server?.fault;
    const problem = fault?.kind === "certificate" ? fault.problem : undefined;
    return serverTls(this.#options.authority, { commonName: this.name, alternativeNames }, problem);
  }
}
