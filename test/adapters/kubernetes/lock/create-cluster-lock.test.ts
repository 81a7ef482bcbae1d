import { describe, expect, test } from "vitest";
import { createClusterLock } from "../../../../src/adapters/kubernetes/lock/create-cluster-lock.ts";
import type { Timers } from "../../../../src/adapters/kubernetes/lock/timers.ts";
import type { LockHolder } from "../../../../src/operation/cluster-lock.ts";
import type { OperationRecord } from "../../../../src/operation/operation-record.ts";
import { ManualClock } from "../../../support/manual-clock.ts";
import { type Fate, leaseApi } from "../lease-api.ts";

const waiting = { signal: new AbortController().signal };
const octocat: LockHolder = {
  name: "octocat via run 123",
  identity: "run-123-1",
  url: "https://github.com/o/r/runs/123",
};
const laptop: LockHolder = { name: "mona on a laptop", identity: "laptop-4711" };

const journal: OperationRecord = {
  ...{ version: 1, id: "20261123-084026-upgrade-1f3c", command: "upgrade all", cluster: "main", revision: "abc" },
  ...{ requester: "octocat", startedAt: 1, state: "running", digest: "d", digestParts: { config: "c" } },
  nodes: [{ name: "talos-m01", state: "running", step: "reboot", bootTime: 5 }],
};

interface SceneOptions {
  readonly fate?: (method: string) => Fate;
}

function scene({ fate }: SceneOptions = {}) {
  const clock = new ManualClock();
  const timers: Timers = {
    elapsedMs: () => clock.now().getTime(),
    after: (delayMs, action) => clock.after(delayMs, action),
  };
  const api = leaseApi({ now: () => clock.now(), ...(fate && { fate }) });
  /** A process of its own, with a clock that may be wrong. */
  const lock = ({ aheadMs = 0 } = {}) =>
    createClusterLock(api.call, {
      namespace: "kube-system",
      now: () => new Date(clock.now().getTime() + aheadMs),
      timers,
    });
  /** Lets time pass in steps, with all that happens on the way. */
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed++) {
      clock.advance(1_000);
      await settle();
    }
  };
  return { clock, api, lock, pass };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const never = () => undefined;

describe("ClusterLock.acquire()", () => {
  test("takes a lock that nobody ever held", async () => {
    const { lock, api } = scene();
    const held = await lock().acquire(octocat, waiting);
    expect(held.previous).toBeUndefined();
    expect(held.lost.aborted).toBe(false);
    expect(api.lease()?.spec).toMatchObject({
      ...{ holderIdentity: "run-123-1", leaseDurationSeconds: 60, leaseTransitions: 0 },
      ...{ acquireTime: "2026-01-02T03:04:05.000000Z", renewTime: "2026-01-02T03:04:05.000000Z" },
    });
  });

  test("is refused while another holds it, and names who", async () => {
    const { lock } = scene();
    await lock().acquire(octocat, waiting);
    const error = await lock()
      .acquire(laptop, waiting)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "lock_held" });
    expect(String(error)).toContain("octocat via run 123");
    expect(await lock().read(waiting)).toMatchObject({ kind: "operation", holder: octocat, expired: false });
  });

  test("takes a lock that was released, and counts the transition", async () => {
    const { lock, api } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.release({});
    expect(await lock().read(waiting)).toEqual({ kind: "free" });
    await lock().acquire(laptop, waiting);
    expect(api.lease()?.spec).toMatchObject({ holderIdentity: "laptop-4711", leaseTransitions: 1 });
  });

  test("takes what the same run held, and the earlier holder loses it", async () => {
    const { lock, pass } = scene();
    const first = await lock().acquire(octocat, waiting);
    const second = await lock().acquire(octocat, waiting);
    await pass(11);
    expect(first.lost.aborted).toBe(true);
    expect(second.lost.aborted).toBe(false);
  });

  test("gives the journal of what was broken off", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.save(journal, waiting);
    await held.release({ keep: { ...journal, state: "failed" } });
    expect(await lock().read(waiting)).toEqual({ kind: "free", record: { ...journal, state: "failed" } });
    expect((await lock().acquire(laptop, waiting)).previous).toEqual({ ...journal, state: "failed" });
  });

  test("takes no person's lock, however old", async () => {
    const { lock, pass } = scene();
    await lock().lockFor(laptop, "holidays", waiting);
    await pass(3600);
    await expect(lock().acquire(octocat, waiting)).rejects.toMatchObject({ code: "lock_held" });
    await expect(lock().acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("takes a lock again when the answer to the first try was lost", async () => {
    const fates: Fate[] = ["answer", "sent twice"];
    const { lock, pass } = scene({ fate: () => fates.shift() ?? "answer" });
    const held = await lock().acquire(octocat, waiting);
    await pass(60);
    expect(held.lost.aborted).toBe(false);
  });

  test("ends with the signal's reason", async () => {
    const { lock } = scene();
    await expect(lock().acquire(octocat, { signal: AbortSignal.abort("cancelled") })).rejects.toBe("cancelled");
  });

  test("says that Kubernetes cannot be reached", async () => {
    const { lock } = scene({ fate: () => "lost on the way" });
    await expect(lock().acquire(octocat, waiting)).rejects.toMatchObject({ code: "kubernetes_unreachable" });
    await expect(lock().read(waiting)).rejects.toMatchObject({ code: "kubernetes_unreachable" });
  });
});

describe("an operation's lock", () => {
  test("is renewed as long as it is held", async () => {
    const { lock, api, pass } = scene();
    const held = await lock().acquire(octocat, waiting);
    await pass(600);
    expect(held.lost.aborted).toBe(false);
    expect(api.lease()?.spec?.["renewTime"]).toBe("2026-01-02T03:14:05.000000Z");
    await expect(lock().acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("is renewed no more after its release", async () => {
    const { lock, api, pass } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.release({});
    const version = api.lease()?.metadata.resourceVersion;
    await pass(120);
    expect(api.lease()?.metadata.resourceVersion).toBe(version);
    expect(held.lost.aborted).toBe(false);
    await expect(held.save(journal, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("survives answers that are lost for half a minute", async () => {
    let isDown = false;
    const { lock, pass } = scene({ fate: () => (isDown ? "lost on the way" : "answer") });
    const held = await lock().acquire(octocat, waiting);
    await pass(12);
    isDown = true;
    await pass(30);
    isDown = false;
    await pass(60);
    expect(held.lost.aborted).toBe(false);
  });

  test.each([{ fate: "lost on the way" }, { fate: "lost on the way back" }] as const)(
    "is lost before anybody can take it, when every write is $fate",
    async ({ fate }) => {
      let isDown = false;
      const { lock, pass } = scene({ fate: (method) => (isDown && method === "PATCH" ? fate : "answer") });
      const held = await lock().acquire(octocat, waiting);
      isDown = true;
      await pass(41);
      expect(held.lost.aborted).toBe(true);
      expect(held.lost.reason).toMatchObject({ code: "lock_held" });
      expect(await lock().read(waiting)).toMatchObject({ kind: "operation", expired: false });
      await expect(held.save(journal, waiting)).rejects.toMatchObject({ code: "lock_held" });
    },
  );

  test.each([
    { title: "another program's", change: { spec: { holderIdentity: "thief" } } },
    {
      title: "another's",
      change: { spec: { holderIdentity: "thief" }, metadata: { annotations: { "talos-chatops/acquisition": "x" } } },
    },
    {
      title: "nobody's",
      change: { spec: { holderIdentity: null }, metadata: { annotations: { "talos-chatops/acquisition": null } } },
    },
  ])("is lost when it is $title all of a sudden", async ({ change }) => {
    const { lock, api, pass } = scene();
    const held = await lock().acquire(octocat, waiting);
    api.patch(change);
    const version = api.lease()?.metadata.resourceVersion;
    await pass(11);
    expect(held.lost.reason).toMatchObject({ code: "lock_held" });
    await held.release({});
    expect(api.lease()?.metadata.resourceVersion).toBe(version);
  });

  test("is lost when somebody deletes it", async () => {
    const { lock, api, pass } = scene();
    const held = await lock().acquire(octocat, waiting);
    api.remove();
    await pass(11);
    expect(held.lost.aborted).toBe(true);
  });

  test("is lost on a machine that slept, before it writes anything", async () => {
    const { lock, api, clock } = scene();
    let aheadMs = 0;
    const sleeper = createClusterLock(api.call, {
      ...{ namespace: "kube-system", now: () => new Date(clock.now().getTime() + aheadMs) },
      timers: { elapsedMs: () => 0, after: () => never },
    });
    const held = await sleeper.acquire(octocat, waiting);
    held.check();
    aheadMs = 3_600_000;
    expect(() => held.check()).toThrow(expect.objectContaining({ code: "lock_held" }));
    await expect(held.save(journal, waiting)).rejects.toMatchObject({ code: "lock_held" });
    expect(await lock().read(waiting)).not.toHaveProperty("record");
  });

  test("expires when its holder is gone, and its journal stays", async () => {
    const { lock, api, clock } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.save(journal, waiting);
    const version = api.lease()?.metadata.resourceVersion;
    const dead = clock.now();
    // Nobody runs the dead holder's timers: a new process sees only the lease.
    const later = (seconds: number) =>
      createClusterLock(api.call, {
        ...{ namespace: "kube-system", now: () => new Date(dead.getTime() + seconds * 1000) },
        timers: { elapsedMs: () => dead.getTime(), after: () => never },
      });
    expect(await later(89).read(waiting)).toMatchObject({ kind: "operation", expired: false });
    expect(api.lease()?.metadata.resourceVersion).toBe(version);
  });
});

describe("an operation's lock whose holder died", () => {
  /** The holder's timers never run again. */
  async function died({ aheadMs = 0 } = {}) {
    const { clock, api } = scene();
    const dead = createClusterLock(api.call, {
      ...{ namespace: "kube-system", now: () => new Date(clock.now().getTime() + aheadMs) },
      timers: { elapsedMs: () => clock.now().getTime(), after: () => never },
    });
    const held = await dead.acquire(octocat, waiting);
    await held.save(journal, waiting);
    /** A new process each time, whose steady clock begins anywhere. */
    const fresh = (ahead = 0) =>
      createClusterLock(api.call, {
        ...{ namespace: "kube-system", now: () => new Date(clock.now().getTime() + ahead) },
        timers: { elapsedMs: () => clock.now().getTime() - 12_345, after: (ms, action) => clock.after(ms, action) },
      });
    return { clock, fresh, held };
  }

  test("can be taken when its heartbeat is older than its duration and the greatest skew", async () => {
    const { clock, fresh } = await died();
    clock.advance(89_000);
    await expect(fresh().acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
    clock.advance(2_000);
    expect(await fresh().read(waiting)).toMatchObject({ kind: "operation", expired: true, record: journal });
    expect((await fresh().acquire(laptop, waiting)).previous).toEqual(journal);
  });

  test("can be taken by who watched it for its duration, whatever the clocks say", async () => {
    const { clock, fresh } = await died({ aheadMs: 86_400_000 });
    const watcher = fresh();
    await expect(watcher.acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
    clock.advance(59_000);
    await expect(watcher.acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
    clock.advance(1_000);
    expect((await watcher.acquire(laptop, waiting)).previous).toEqual(journal);
  });

  test("is not taken early by a clock that is ahead", async () => {
    const { clock, fresh } = await died();
    clock.advance(20_000);
    await expect(fresh(86_400_000).acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("is not taken early because its holder's clock was behind", async () => {
    const { clock, fresh } = await died({ aheadMs: -86_400_000 });
    clock.advance(20_000);
    await expect(fresh().acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("can be unlocked, and the journal stays for who continues", async () => {
    const { clock, fresh } = await died();
    await expect(fresh().unlock(waiting)).rejects.toMatchObject({ code: "lock_held" });
    clock.advance(91_000);
    await fresh().unlock(waiting);
    expect(await fresh().read(waiting)).toEqual({ kind: "free", record: journal });
  });

  test("writes nothing any more when it was only asleep", async () => {
    const { clock, fresh, held } = await died();
    clock.advance(91_000);
    const next = await fresh().acquire(laptop, waiting);
    await expect(held.save({ ...journal, state: "failed" }, waiting)).rejects.toMatchObject({ code: "lock_held" });
    await held.release({});
    await next.save({ ...journal, requester: "mona" }, waiting);
    expect(await fresh().read(waiting)).toMatchObject({ holder: laptop, record: { requester: "mona" } });
  });

  test("is nothing that could be asked to stop", async () => {
    const { clock, fresh } = await died();
    expect(await fresh().requestAbort("mona", waiting)).toBe(true);
    clock.advance(91_000);
    expect(await fresh().requestAbort("mona", waiting)).toBe(false);
  });
});

describe("HeldLock.save()", () => {
  test("resolves when the cluster has it", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.save(journal, waiting);
    expect(await lock().read(waiting)).toMatchObject({ record: journal });
  });

  test("writes in the order in which it was asked", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    const pages = Array.from({ length: 20 }, (_, index) => ({ ...journal, startedAt: index }));
    await Promise.all(pages.map((page) => held.save(page, waiting)));
    expect(await lock().read(waiting)).toMatchObject({ record: { startedAt: 19 } });
  });

  test("writes although a request to abort came in between", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    expect(await lock().requestAbort("mona", waiting)).toBe(true);
    await held.save(journal, waiting);
    expect(held.abortRequested.reason).toBe("mona");
    expect(await lock().read(waiting)).toMatchObject({ record: journal });
  });

  test("refuses a journal that is too long for a Lease", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    const long = { ...journal, digest: "x".repeat(201 * 1024) };
    await expect(held.save(long, waiting)).rejects.toMatchObject({ code: "kubernetes_failed" });
    await held.save({ ...journal, digest: "x".repeat(190 * 1024) }, waiting);
  });

  test("rejects when Kubernetes does not answer, and the lock stays", async () => {
    let isDown = false;
    const { lock } = scene({ fate: () => (isDown ? "lost on the way" : "answer") });
    const held = await lock().acquire(octocat, waiting);
    isDown = true;
    await expect(held.save(journal, waiting)).rejects.toMatchObject({ code: "kubernetes_unreachable" });
    isDown = false;
    await held.save(journal, waiting);
  });

  test("survives that every write is sent twice", async () => {
    let fate: Fate = "answer";
    const { lock, api, pass } = scene({ fate: (method) => (method === "PATCH" ? fate : "answer") });
    const held = await lock().acquire(octocat, waiting);
    fate = "sent twice";
    await held.save(journal, waiting);
    expect(await lock().read(waiting)).toMatchObject({ record: journal });
    expect(api.lease()?.metadata.resourceVersion).toBe("2");
    await pass(120);
    expect(held.lost.aborted).toBe(false);
  });
});

describe("ClusterLock.read()", () => {
  test.each([
    { lacks: "the parts of its digest", change: { digestParts: undefined } },
    { lacks: "its commit", change: { revision: undefined } },
    { lacks: "a true time", change: { startedAt: "yesterday" } },
    { lacks: "a time that can be", change: { startedAt: 1e300 } },
    { lacks: "a version that it knows", change: { version: 2 } },
  ])("takes no journal that lacks $lacks for one", async ({ change }) => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.release({ keep: Object.assign({ ...journal }, change) });
    expect(await lock().read(waiting)).toEqual({ kind: "free" });
  });
});

describe("ClusterLock.read() and ClusterLock.requestAbort()", () => {
  test("give names that are fit to be shown", async () => {
    const { lock, pass } = scene();
    const evil = `\u001b[2J${"x".repeat(500)} @everyone <b>`;
    const held = await lock().acquire({ name: evil, identity: "evil" }, waiting);
    const { holder } = Object.assign({ holder: laptop }, await lock().read(waiting));
    expect(holder.name).toMatch(/^2Jx{78}$/);
    await lock().requestAbort(evil, waiting);
    await pass(11);
    expect(held.abortRequested.reason).toMatch(/^2Jx{78}$/);
  });
});

describe("HeldLock.release()", () => {
  test("does nothing the second time", async () => {
    const { lock } = scene();
    const held = await lock().acquire(octocat, waiting);
    await held.release({});
    await lock().acquire(laptop, waiting);
    await held.release({ keep: journal });
    expect(await lock().read(waiting)).toMatchObject({ kind: "operation", holder: laptop });
  });

  test("survives that it is sent twice", async () => {
    let fate: Fate = "answer";
    const { lock } = scene({ fate: () => fate });
    const held = await lock().acquire(octocat, waiting);
    fate = "sent twice";
    await held.release({ keep: journal });
    expect(held.lost.aborted).toBe(false);
    expect(await lock().read(waiting)).toEqual({ kind: "free", record: journal });
  });

  test("tells when Kubernetes does not answer; the lock expires then", async () => {
    let isDown = false;
    const { lock } = scene({ fate: () => (isDown ? "lost on the way" : "answer") });
    const held = await lock().acquire(octocat, waiting);
    isDown = true;
    await expect(held.release({})).rejects.toMatchObject({ code: "kubernetes_unreachable" });
  });
});

describe("ClusterLock.requestAbort()", () => {
  test("is noticed by the next heartbeat, and names who asked", async () => {
    const { lock, pass } = scene();
    const held = await lock().acquire(octocat, waiting);
    expect(await lock().requestAbort("mona", waiting)).toBe(true);
    expect(held.abortRequested.aborted).toBe(false);
    await pass(11);
    expect(held.abortRequested.reason).toBe("mona");
    expect(held.lost.aborted).toBe(false);
  });

  test("is not forgotten when its holder lost the lock and takes it again", async () => {
    const { lock, pass } = scene();
    await lock().acquire(octocat, waiting);
    await lock().requestAbort("mona", waiting);
    const again = await lock().acquire(octocat, waiting);
    expect(again.abortRequested.reason).toBe("mona");
    await again.release({});
    const next = await lock().acquire(octocat, waiting);
    await pass(11);
    expect(next.abortRequested.aborted).toBe(false);
  });

  test("says that nothing runs", async () => {
    const { lock } = scene();
    expect(await lock().requestAbort("mona", waiting)).toBe(false);
    await lock().lockFor(laptop, undefined, waiting);
    expect(await lock().requestAbort("mona", waiting)).toBe(false);
  });

  test("is not handed on to the next operation", async () => {
    const { lock, pass } = scene();
    const first = await lock().acquire(octocat, waiting);
    await lock().requestAbort("mona", waiting);
    await first.release({});
    const second = await lock().acquire(laptop, waiting);
    await pass(30);
    expect(second.abortRequested.aborted).toBe(false);
  });
});

describe("ClusterLock.lockFor()", () => {
  test("holds the cluster with a reason, which can be written anew", async () => {
    const { lock } = scene();
    await lock().lockFor(laptop, "moving house", waiting);
    expect(await lock().read(waiting)).toMatchObject({ kind: "person", holder: laptop, reason: "moving house" });
    await lock().lockFor(laptop, undefined, waiting);
    expect(await lock().read(waiting)).not.toHaveProperty("reason");
    await expect(lock().lockFor(octocat, "mine", waiting)).rejects.toMatchObject({ code: "lock_held" });
    await lock().unlock(waiting);
    expect(await lock().read(waiting)).toEqual({ kind: "free" });
  });

  test("is refused while an operation runs", async () => {
    const { lock } = scene();
    await lock().acquire(octocat, waiting);
    await expect(lock().lockFor(laptop, undefined, waiting)).rejects.toMatchObject({ code: "lock_held" });
    await expect(lock().lockFor(octocat, undefined, waiting)).rejects.toMatchObject({ code: "lock_held" });
  });

  test("locks when it is sent twice", async () => {
    const fates: Fate[] = ["answer", "sent twice"];
    const { lock } = scene({ fate: () => fates.shift() ?? "answer" });
    await lock().lockFor(laptop, "x", waiting);
    expect(await lock().read(waiting)).toMatchObject({ kind: "person" });
  });
});

describe("ClusterLock.read()", () => {
  test.each([
    { title: "no JSON", annotations: { "talos-chatops/record": "{", "talos-chatops/holder": "?" } },
    { title: "another version", annotations: { "talos-chatops/record": JSON.stringify({ ...journal, version: 2 }) } },
    { title: "another shape", annotations: { "talos-chatops/record": "[]", "talos-chatops/abort": "1" } },
  ])("leaves out what it cannot read: $title", async ({ annotations }) => {
    const { lock, api } = scene();
    api.patch({ metadata: { annotations }, spec: { holderIdentity: "someone" } });
    expect(await lock().read(waiting)).toEqual({
      ...{ kind: "operation", since: "", expired: false },
      holder: { name: "someone", identity: "someone" },
    });
  });
});
