import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { nextImage, operateScene, type Scene } from "../support/world/operate-scene.ts";
import type { Fault } from "../support/world/world.ts";

const upgrade = `upgrade all --image ${nextImage}`;

/** What has to hold whenever an operation succeeded. */
function expectDone({ world }: Scene): void {
  expect(world.nodes.map(({ runs }) => runs.version)).toEqual(world.nodes.map(() => "v1.13.9"));
  expect(world.nodes.filter(({ cordon }) => cordon !== undefined)).toEqual([]);
  expect(world).toMatchObject({ record: undefined, lease: undefined });
}

async function countWrites(line: string, version = "v1.13.8"): Promise<number> {
  const scene = await operateScene({ version });
  const process = scene.world.process("laptop");
  await scene.operate(line, { process });
  return process.writes;
}

describe("continueOperation() after a run that was killed", () => {
  it.each([
    { version: "v1.13.8", after: false },
    { version: "v1.13.8", after: true },
    { version: "v1.12.6", after: false },
    { version: "v1.12.6", after: true },
  ])(
    "ends where the operation should, from every write of an upgrade from $version (after it: $after)",
    async (kill) => {
      const writes = await countWrites(upgrade, kill.version);
      expect(writes).toBeGreaterThan(20);
      // The first two writes take the lock and open the journal: before that nothing was begun.
      for (let at = kill.after ? 2 : 3; at < writes; at++) {
        const scene = await operateScene({ version: kill.version });
        const killed = await scene.operate(upgrade, {
          process: scene.world.process("first", { at, after: kill.after }),
        });
        expect(killed).toBeUndefined();
        const result = await scene.continue();
        expect(result?.progress.reason, `killed at write ${at}`).toBeUndefined();
        expect(result?.progress.state).toBe("succeeded");
        expectDone(scene);
      }
    },
    60_000,
  );

  it("survives being killed again and again", async () => {
    const faults = fc.dictionary(
      fc.constantFrom("m1", "m2", "m3", "w1"),
      fc.constantFrom<Fault>("comes-back-late", "install-fails", "pull-fails", "reboot-refused", "rolls-back"),
      { maxKeys: 2 },
    );
    const kills = fc.array(fc.record({ at: fc.integer({ min: 3, max: 40 }), after: fc.boolean() }), { maxLength: 4 });
    const leader = fc.constantFrom("m1", "m2", "m3");
    await fc.assert(
      fc.asyncProperty(faults, kills, leader, async (broken, deaths, first) => {
        const scene = await operateScene({ faults: broken, leader: first });
        let result = await scene.operate(upgrade, { process: scene.world.process("run", deaths[0]) });
        const later = [...deaths.slice(1), undefined, undefined, undefined, undefined];
        for (const [index, death] of later.entries()) {
          // It may have been killed right after it let the lock go.
          if (scene.world.record === undefined) break;
          result = await scene.continue({ process: scene.world.process(`again-${index}`, death) });
        }
        expect(result?.progress.reason).toBeUndefined();
        expectDone(scene);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each([
    "reboot all",
    "rollback m2",
    "shutdown w1 --confirm w1",
    "reset w1 --confirm w1",
    "reset w1 --no-reboot --confirm w1",
    "reset w1 --partitions EPHEMERAL --confirm w1",
  ])(
    "does not do a second time what was done: %s",
    async (line) => {
      const writes = await countWrites(line);
      for (let at = 2; at < writes; at++) {
        const scene = await operateScene();
        await scene.operate(line, { process: scene.world.process("first", { at, after: true }) });
        const result = await scene.continue();
        expect(result?.progress.reason, `killed at write ${at}`).toBeUndefined();
        const acts = scene.world.log.filter((what) => /^(reboot|rollback|shutdown|reset) /.test(what));
        expect(acts).toEqual([...new Set(acts)]);
        expect(scene.world.nodes.filter(({ cordon }) => cordon !== undefined)).toEqual([]);
      }
    },
    60_000,
  );

  it("does not shut a node down again that was switched on since, and puts it back", async () => {
    const scene = await operateScene({ nodes: [{ name: "m1", role: "controlplane" }] });
    const { world } = scene;
    const first = await scene.operate("shutdown m1 --confirm m1 --accept-downtime");
    // Its Kubernetes went with it: nobody can be told that it is done.
    expect(first?.progress.state).toBe("failed");
    world.reboot(world.at("m1"));
    await world.time.elapse(120_000);
    world.lease = undefined;
    const result = await scene.continue();
    expect(result?.progress).toMatchObject({ state: "succeeded" });
    expect(world.log.filter((what) => what === "shutdown m1")).toHaveLength(1);
    expect(world.at("m1").cordon).toBeUndefined();
  });

  it("tells that a node was rolled back while nobody looked", async () => {
    const scene = await operateScene({ faults: { w1: "rolls-back" } });
    const signal = new AbortController();
    await scene.operate(upgrade, { process: scene.world.process("first", { at: 14, after: true }) });
    const result = await scene.continue({ signal: signal.signal });
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "node_rolled_back" } });
    expect(scene.world.at("w1").cordon).toBeUndefined();
  });
});

describe("continueOperation()", () => {
  const code = (error: unknown) => (error instanceof UserError ? error.code : error);

  it("has nothing to do where nothing was broken off", async () => {
    const scene = await operateScene();
    await expect(scene.continue().catch(code)).resolves.toBe("nothing_to_continue");
    await scene.operate(upgrade);
    await expect(scene.continue().catch(code)).resolves.toBe("nothing_to_continue");
  });

  it("leaves an operation alone that runs", async () => {
    const scene = await operateScene();
    await scene.operate(upgrade, { process: scene.world.process("first", { at: 6 }) });
    const { lease } = scene.world;
    if (lease !== undefined) lease.process.dead = false;
    await expect(scene.continue().catch(code)).resolves.toBe("lock_held");
  });

  it("refuses when the repository says something else by now", async () => {
    const scene = await operateScene();
    await scene.operate(upgrade, { process: scene.world.process("first", { at: 6 }) });
    const before = scene.world.record;
    const result = await scene.continue({ revision: "1".repeat(40) });
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "plan_changed" } });
    expect(scene.world.record).toEqual(before);
  });
});
