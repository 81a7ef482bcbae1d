import {
  ApiException,
  AppsV1Api,
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
  PolicyV1Api,
  VersionApi,
  Watch,
} from "@kubernetes/client-node";
import type { SimulatedKubernetes } from "../../src/playground/kubernetes/simulated-kubernetes.ts";

/** The official client, as an administrator of the first control plane unless told. */
export function connectClient(kubernetes: SimulatedKubernetes, kubeconfig = kubernetes.kubeconfig()) {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  return {
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    policy: config.makeApiClient(PolicyV1Api),
    coordination: config.makeApiClient(CoordinationV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    version: config.makeApiClient(VersionApi),
    objects: KubernetesObjectApi.makeApiClient(config),
    watch: new Watch(config),
  };
}

export interface Refusal {
  readonly code: number;
  readonly reason: string | undefined;
  readonly message: string;
  readonly details:
    | { readonly causes?: readonly { readonly reason?: string; readonly message?: string }[] }
    | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The Status with which a server answers; fails when it does not refuse. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiException)) throw new Error(`no refusal: ${String(error)}`);
  const status: unknown = typeof error.body === "string" ? JSON.parse(error.body) : error.body;
  const { reason, message, details } = status as Refusal; // a Status has these
  return { code: error.code, reason, message, details, headers: error.headers };
}
