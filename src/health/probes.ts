/** The ports through which health looks at a cluster. They only read. */
import type { Node } from "../cluster/cluster.ts";
import type { ComponentFacts, ManifestObject } from "./kubernetes-components.ts";
import type { KubernetesReading, NodeReading, TalosAccess } from "./observation.ts";

export interface Waiting {
  readonly signal: AbortSignal;
}

export interface NodeProbe {
  readonly access: TalosAccess;
  /** Never rejects but for the signal: what is wrong with a node is part of the reading. */
  observe(node: Node, waiting: Waiting): Promise<NodeReading>;
}

/** What Talos runs of Kubernetes. All methods throw a UserError `unreachable` or `credential_invalid`: it takes the role os:admin. */
export interface ComponentProbe {
  components(node: Node, waiting: Waiting): Promise<ComponentFacts>;
  /** The objects that Talos asks the cluster to have, as a control plane makes them of its configuration. */
  manifests(node: Node, waiting: Waiting): Promise<readonly ManifestObject[]>;
}

export interface KubernetesProbe {
  /** Never rejects but for the signal. */
  observe(waiting: Waiting): Promise<KubernetesReading>;
  /**
   * Objects of any kind, for the settings' own checks: one by name, else all of the namespace, else all of the cluster.
   * A missing object or kind gives none.
   *
   * @throws UserError `kubernetes_failed`
   */
  resources(
    query: {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name?: string;
      readonly namespace?: string;
    },
    waiting: Waiting,
  ): Promise<readonly unknown[]>;
}

/** Whether an installer image can be pulled; implemented by the image factory's registry. */
export interface ImageRegistry {
  /** @returns undefined when the registry cannot be asked */
  hasImage(reference: string, waiting: Waiting): Promise<boolean | undefined>;
}
