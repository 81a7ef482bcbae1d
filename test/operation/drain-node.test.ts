import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { KubernetesPod } from "../../src/health/observation.ts";
import { type DrainPorts, drainNode } from "../../src/operation/drain-node.ts";
import { type Answers, FakePace, type FakePods, fakePods, pod } from "../support/fake-kubernetes.ts";

const signal = new AbortController().signal;

function scene(pods: readonly KubernetesPod[], options: { answers?: Answers; graceMs?: number } = {}) {
  const pace = new FakePace();
  const fake = fakePods(pods, { pace, ...options });
  const details: string[] = [];
  const drain = (ports: Partial<DrainPorts> = {}, waiting = { signal }) =>
    drainNode(
      "talos-w01",
      { control: fake.control, pace, seconds: 300, onDetail: (text) => details.push(text), ...ports },
      waiting,
    );
  return { pace, fake, details, drain };
}

const blocked = { kind: "blocked" } as const;
const unreachable = new UserError("Kubernetes does not answer", { code: "kubernetes_unreachable" });
const names = (pods: readonly { readonly name: string }[]) => pods.map(({ name }) => name);

describe("drainNode()", () => {
  test("evicts what can be moved and waits until it is gone", async () => {
    const { drain, fake, pace } = scene([pod("jellyfin"), pod("sonarr")], { graceMs: 30_000 });
    const { evicted, left } = await drain();
    expect(names(evicted)).toEqual(["jellyfin", "sonarr"]);
    expect(left).toEqual([]);
    expect(fake.evictions).toEqual(["jellyfin", "sonarr"]);
    expect(pace.now()).toBeGreaterThanOrEqual(30_000);
  });

  test("has nothing to do on an empty node", async () => {
    const { drain, details } = scene([]);
    expect(await drain()).toEqual({ evicted: [], left: [] });
    expect(details).toEqual([]);
  });

  test.each([
    { why: "daemon-set", changes: { owner: "DaemonSet" } },
    { why: "mirror", changes: { mirror: true, owner: "Node" } },
    { why: "finished", changes: { phase: "Succeeded" } },
    { why: "finished", changes: { phase: "Failed" } },
    { why: "own", changes: { namespace: "runners", name: "own" } },
  ] as const)("leaves a pod that is $why: $changes", async ({ why, changes }) => {
    const { drain, fake } = scene([pod("stays", changes), pod("goes")]);
    const { left } = await drain({ ownPod: { namespace: "runners", name: "own" } });
    expect(left.map((one) => one.why)).toEqual([why]);
    expect(fake.evictions).toEqual(["goes"]);
  });

  test("waits for a pod whose deletion is under way, without evicting it", async () => {
    const { drain, fake, pace } = scene([pod("ending", { deleting: true })]);
    pace.at(40_000, () => fake.remove("ending"));
    const { evicted } = await drain();
    expect(names(evicted)).toEqual(["ending"]);
    expect(fake.evictions).toEqual([]);
  });

  test("waits until a pod is gone that has finished while it ends", async () => {
    const { drain, fake, pace } = scene([pod("pg-0")], { graceMs: 60_000 });
    pace.at(5_000, () => fake.change("pg-0", { phase: "Succeeded" }));
    await drain();
    expect(pace.now()).toBeGreaterThanOrEqual(60_000);
  });

  test("leaves a pod that finishes by itself while it is blocked", async () => {
    const { drain, fake, pace } = scene([pod("job")], { answers: { job: () => blocked } });
    pace.at(9_000, () => fake.change("job", { phase: "Succeeded" }));
    const { evicted, left } = await drain();
    expect(evicted).toEqual([]);
    expect(left).toEqual([{ namespace: "media", name: "job", why: "finished" }]);
  });

  test("asks again for what a budget blocks, with growing pauses", async () => {
    const { drain, fake } = scene([pod("jellyfin")], {
      answers: { jellyfin: (tries) => (tries < 8 ? blocked : { kind: "evicted" }) },
    });
    const { evicted } = await drain();
    expect(names(evicted)).toEqual(["jellyfin"]);
    expect(fake.evictions).toHaveLength(8);
  });

  test("waits as long as the server asks for", async () => {
    const { drain, fake, pace } = scene([pod("jellyfin")], {
      answers: { jellyfin: (tries) => (tries < 2 ? { ...blocked, retryAfterSeconds: 40 } : { kind: "gone" }) },
    });
    pace.at(41_000, () => fake.remove("jellyfin"));
    await drain();
    expect(fake.evictions).toHaveLength(2);
    expect(pace.now()).toBeGreaterThanOrEqual(40_000);
  });

  test("tells what blocks, and only when it is another", async () => {
    const { drain, details } = scene([pod("jellyfin"), pod("sonarr"), pod("radarr")], {
      answers: {
        jellyfin: (tries) => (tries < 4 ? blocked : { kind: "evicted" }),
        sonarr: (tries) => (tries < 4 ? { ...blocked, budget: "arr" } : { kind: "evicted" }),
      },
    });
    await drain();
    expect(details).toEqual([
      "3 pods left; media/jellyfin is held by its disruption budget; media/sonarr is held by the disruption budget arr",
      "2 pods left; media/jellyfin is held by its disruption budget; media/sonarr is held by the disruption budget arr",
      "2 pods left",
    ]);
  });

  test("ends at its deadline with a list of what is still there", async () => {
    const { drain, pace } = scene([pod("jellyfin"), pod("stuck", { deleting: true }), pod("goes")], {
      answers: { jellyfin: () => blocked },
    });
    const error = await drain({ seconds: 60 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "node_timeout" });
    expect(error).toMatchObject({
      message:
        "Cannot drain talos-w01 within 60 s: media/jellyfin is held by its disruption budget; media/stuck is still ending",
    });
    expect(pace.now()).toBe(60_000);
  });

  test("counts a pod of the same name with another uid as gone, and leaves the new one", async () => {
    const { drain, fake, pace } = scene([pod("tolerant")]);
    pace.at(400, () => fake.add(pod("tolerant", { uid: "uid-new" })));
    const { evicted, left } = await drain();
    expect(names(evicted)).toEqual(["tolerant"]);
    expect(left).toEqual([{ namespace: "media", name: "tolerant", why: "came-back" }]);
    expect(fake.evictions).toEqual(["tolerant"]);
  });

  test("evicts a pod that was bound just before the node was cordoned", async () => {
    const { drain, fake, pace } = scene([pod("first")]);
    pace.at(300, () => fake.add(pod("late")));
    const { evicted } = await drain();
    expect(names(evicted)).toEqual(["first", "late"]);
  });

  test("does not follow for ever what is made anew under other names", async () => {
    const { drain, fake, pace } = scene([pod("echo-0")]);
    const again = (count: number) => {
      fake.add(pod(`echo-${count}`));
      pace.at(pace.now() + 250, () => again(count + 1));
    };
    again(1);
    const { left } = await drain();
    expect(new Set(left.map(({ why }) => why))).toEqual(new Set(["came-back"]));
  });

  test("evicts no more than eight at a time", async () => {
    const { drain, fake } = scene(Array.from({ length: 40 }, (_, index) => pod(`pod-${index}`)));
    await drain();
    expect(fake.mostAtOnce()).toBe(8);
  });

  test("asks again for a pod that stays although its eviction was granted", async () => {
    const { drain, fake, pace } = scene([pod("odd")], { answers: { odd: () => ({ kind: "gone" }) } });
    pace.at(25_000, () => fake.remove("odd"));
    await drain();
    expect(fake.evictions.length).toBeGreaterThan(1);
  });

  test("goes on when Kubernetes does not answer for a while", async () => {
    const { drain, details } = scene([pod("jellyfin")], {
      answers: { jellyfin: (tries) => (tries < 5 ? unreachable : { kind: "evicted" }) },
    });
    const { evicted } = await drain();
    expect(names(evicted)).toEqual(["jellyfin"]);
    expect(details[0]).toBe("Kubernetes does not answer");
  });

  test("fails at its deadline when Kubernetes does not answer", async () => {
    const { drain, pace } = scene([pod("jellyfin")], { answers: { jellyfin: () => unreachable } });
    await expect(drain({ seconds: 30 })).rejects.toBe(unreachable);
    expect(pace.now()).toBe(30_000);
  });

  test("fails at once when a pod cannot be evicted at all", async () => {
    const failure = new UserError("Cannot evict media/two", { code: "kubernetes_failed" });
    const { drain, pace } = scene([pod("two")], { answers: { two: () => failure } });
    await expect(drain()).rejects.toBe(failure);
    expect(pace.now()).toBe(0);
  });

  test("ends with the signal's reason while it waits", async () => {
    const controller = new AbortController();
    const { drain, pace } = scene([pod("jellyfin")], { answers: { jellyfin: () => blocked } });
    pace.at(5_000, () => controller.abort("cancelled"));
    await expect(drain({}, { signal: controller.signal })).rejects.toBe("cancelled");
    expect(pace.now()).toBeLessThan(10_000);
  });

  test("asks for nothing when the signal has aborted", async () => {
    const { drain, fake } = scene([pod("jellyfin")]);
    await expect(drain({}, { signal: AbortSignal.abort("cancelled") })).rejects.toBe("cancelled");
    expect(fake.evictions).toEqual([]);
  });

  test("leaves nothing that can be moved, whatever budgets say for a while", async () => {
    const anyPod = fc.record({
      blockedTimes: fc.nat({ max: 5 }),
      owner: fc.constantFrom("ReplicaSet", "StatefulSet", "DaemonSet"),
      mirror: fc.boolean(),
      phase: fc.constantFrom("Running", "Pending", "Succeeded", "Failed"),
      deleting: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyPod, { maxLength: 20 }), async (kinds) => {
        const pods = kinds.map(({ blockedTimes: _, ...kind }, index) => pod(`pod-${index}`, kind));
        const answers = Object.fromEntries(
          kinds.map(({ blockedTimes }, index): [string, Answers[string]] => [
            `pod-${index}`,
            (tries) => (tries <= blockedTimes ? blocked : { kind: "evicted" }),
          ]),
        );
        const { drain, fake, pace } = scene(pods, { answers });
        pace.at(1_000, () => removeEnding(pods, fake));
        const { evicted, left } = await drain();
        const remaining = await fake.control.podsOn("talos-w01", { signal });
        expect(new Set(names(left))).toEqual(new Set(names(remaining)));
        expect(evicted.length + left.length).toBe(pods.length);
        expect(left.every(({ why }) => why === "daemon-set" || why === "mirror" || why === "finished")).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

function removeEnding(pods: readonly KubernetesPod[], fake: FakePods): void {
  for (const { name, deleting, mirror, owner, phase } of pods) {
    if (deleting && !mirror && owner !== "DaemonSet" && phase !== "Succeeded" && phase !== "Failed") fake.remove(name);
  }
}
