import { describe, expect, test } from "vitest";
import type { NodeReading } from "../../src/health/observation.ts";
import { observeCluster } from "../../src/health/observe-cluster.ts";
import { node, observedCluster, silent } from "../support/observed-cluster.ts";

const names = ["talos-m01", "talos-m02", "talos-w01", "talos-w02", "talos-w03"];
const whole = observedCluster(names, { readings: { "talos-w02": silent } });

function probes(during: () => void = () => undefined) {
  let [now, most] = [0, 0];
  const readings = new Map<string, NodeReading>(whole.nodes.map((one) => [one.node.name, one.reading]));
  return {
    most: () => most,
    nodes: {
      access: whole.access,
      observe: async ({ name }: { name: string }) => {
        now += 1;
        most = Math.max(most, now);
        during();
        await new Promise(setImmediate);
        now -= 1;
        return readings.get(name) ?? silent;
      },
    },
    kubernetes: { observe: async () => whole.kubernetes, resources: async () => [] },
  };
}

describe("observeCluster()", () => {
  test("reads every node, in order, a bounded number at a time", async () => {
    const ports = probes();
    const { signal } = new AbortController();
    expect(
      await observeCluster(
        names.map((name) => node(name)),
        ports,
        { signal, concurrency: 2 },
      ),
    ).toEqual(whole);
    expect(ports.most()).toBe(2);
  });

  test("ends with the signal's reason", async () => {
    const stop = new AbortController();
    const reason = new Error("stopped");
    const observing = observeCluster(
      names.map((name) => node(name)),
      probes(() => stop.abort(reason)),
      { signal: stop.signal },
    );
    await expect(observing).rejects.toBe(reason);
  });
});
