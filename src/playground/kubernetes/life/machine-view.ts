/** What Kubernetes sees of a machine. */
export interface MachineView {
  readonly name: string;
  /** Name of its Kubernetes Node. */
  readonly nodeName: string;
  readonly role: "controlplane" | "worker";
  /** Its InternalIP. */
  readonly address: string;
  /** Talos, `v1.13.8`. */
  readonly version: string;
  readonly bootId: string;
  readonly uuid: string;
  /** `running` while it stays as it is; other stages end its pods. */
  readonly stage: string;
  readonly power: "on" | "restarting" | "off";
  readonly kubeletRunning: boolean;
  /** Version of Kubernetes that the machine runs when its configuration names none. */
  readonly profile: { readonly kubernetes: string };
  readonly activeConfig: Uint8Array | undefined;
  /** Version of the resource from which a static pod's manifest is made; left out where there are no resources. */
  manifestVersion?(pod: string): number | undefined;
  /** The returned function ends the calls. */
  onChange(listener: () => void): () => void;
}

/** Its containers run: from boot until the machine takes itself down, whatever the kubelet does. */
export const runsPods = ({ power, stage, kubeletRunning }: MachineView): boolean =>
  power === "on" && (kubeletRunning || stage === "running");
