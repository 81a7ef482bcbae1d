import { onTestFinished } from "vitest";
import { connectTalos, type TalosConnection } from "../../src/adapters/talos/connect-talos.ts";
import type { CallLimits } from "../../src/adapters/talos/connection/call-limits.ts";
import type { Node } from "../../src/cluster/cluster.ts";
import type { SimulatedCluster, TalosconfigOptions } from "../../src/playground/talos/start-simulated-cluster.ts";

const shortLimits: Partial<CallLimits> = { dialMs: 500, silenceMs: 200, pingMs: 200, callMs: 1_000, startMs: 3_000 };

/** The product's client of a simulated cluster, which gives up soon; closed when the test is over. */
export async function connectNodes(
  cluster: SimulatedCluster,
  { limits, ...options }: TalosconfigOptions & { readonly limits?: Partial<CallLimits> } = {},
): Promise<TalosConnection> {
  const talos = await connectTalos({
    talosconfig: { text: cluster.createTalosconfig(options) },
    now: () => new Date(),
    limits: { ...shortLimits, ...limits },
  });
  onTestFinished(() => talos.close());
  return talos;
}

/** A simulated node as the settings would describe it. */
export function nodeOf(cluster: SimulatedCluster, name: string): Node {
  const { role, address } = cluster.node(name);
  return { name, role, address };
}
