import type { MachineView } from "../../src/playground/kubernetes/life/machine-view.ts";

type MachineState = Pick<MachineView, "stage" | "power" | "kubeletRunning" | "bootId" | "version" | "activeConfig">;

/** A machine without Talos: it is as a test says. */
export class StillMachine implements MachineView {
  readonly name: string;
  readonly nodeName: string;
  readonly role: "controlplane" | "worker";
  readonly address: string;
  readonly uuid: string;
  readonly profile = { kubernetes: "v1.34.1" };
  readonly #listeners = new Set<() => void>();
  #state: MachineState = {
    stage: "running",
    power: "on",
    kubeletRunning: true,
    bootId: "boot-1",
    version: "v1.13.8",
    activeConfig: Buffer.from("version: v1alpha1\nmachine: {}\ncluster: {}\n"),
  };

  constructor(name: string, role: "controlplane" | "worker", address: string) {
    this.name = name;
    this.nodeName = name;
    this.role = role;
    this.address = address;
    this.uuid = `00000000-0000-4000-8000-${Buffer.from(name).toString("hex").padEnd(12, "0").slice(0, 12)}`;
  }

  get stage() {
    return this.#state.stage;
  }
  get power() {
    return this.#state.power;
  }
  get kubeletRunning() {
    return this.#state.kubeletRunning;
  }
  get bootId() {
    return this.#state.bootId;
  }
  get version() {
    return this.#state.version;
  }
  get activeConfig() {
    return this.#state.activeConfig;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  become(state: Partial<MachineState>): void {
    this.#state = { ...this.#state, ...state };
    for (const listener of this.#listeners) listener();
  }
}
