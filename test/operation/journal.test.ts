import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { ClusterLock, HeldLock } from "../../src/operation/cluster-lock.ts";
import { openJournal } from "../../src/operation/journal.ts";
import type { OperationRecord } from "../../src/operation/operation-record.ts";

const record: OperationRecord = {
  version: 1,
  id: "20261123-upgrade",
  command: "upgrade all",
  cluster: "main",
  revision: "0".repeat(40),
  requester: "octocat",
  startedAt: 1,
  state: "running",
  digest: "d",
  digestParts: {},
  nodes: [
    { name: "m1", state: "waiting" },
    { name: "m2", state: "waiting" },
  ],
};
const waiting = { signal: new AbortController().signal };
const code = (error: unknown) => (error instanceof UserError ? error.code : error);

/** A lock that can be lost and taken again; its record is what the cluster has. */
function scene() {
  const cluster = { record: undefined as OperationRecord | undefined, lost: new AbortController() };
  const abort = new AbortController();
  const hold = (): HeldLock => {
    const { record: previous, lost } = cluster;
    return {
      lost: lost.signal,
      abortRequested: abort.signal,
      ...(previous && { previous }),
      save: async (page) => {
        // As the cluster keeps it: through JSON, with its fields in another order.
        cluster.record = JSON.parse(JSON.stringify(page, Object.keys(page).reverse().concat("name", "step")));
      },
      check: () => undefined,
      release: async ({ keep }) => {
        cluster.record = keep;
      },
    };
  };
  const lock: Pick<ClusterLock, "acquire"> = {
    acquire: async () => {
      cluster.lost = new AbortController();
      return { ...hold(), abortRequested: new AbortController().signal };
    },
  };
  const pace = { now: () => 0, sleep: async () => undefined };
  const holder = { name: "laptop", identity: "laptop-1" };
  const journal = openJournal(record, { held: hold(), lock: lock as ClusterLock, pace, holder });
  return { cluster, abort, journal };
}

describe("openJournal() after the lock was lost", () => {
  it("takes it again where nobody else has worked since", async () => {
    const { cluster, journal } = scene();
    await journal.write("m1", { state: "running", step: "reboot" }, waiting);
    cluster.lost.abort();
    await journal.write("m1", { state: "running", step: "uncordon" }, waiting);
    expect(cluster.record?.nodes[0]).toMatchObject({ step: "uncordon" });
  });

  it("stops where another run went on with the same operation, and leaves that run's record", async () => {
    const { cluster, journal } = scene();
    await journal.write("m1", { state: "running", step: "drain" }, waiting);
    cluster.lost.abort();
    const left: OperationRecord = { ...record, state: "failed", nodes: [{ name: "m1", state: "done" }] };
    cluster.record = left;
    const going = journal.write("m1", { state: "running", step: "reboot" }, waiting);
    await expect(going.catch(code)).resolves.toBe("lock_held");
    expect(cluster.record).toEqual(left);
  });

  it("remembers that somebody asked to stop", async () => {
    const { cluster, abort, journal } = scene();
    await journal.write("m1", { state: "running", step: "reboot" }, waiting);
    abort.abort("mona");
    cluster.lost.abort();
    await journal.write("m1", { state: "running", step: "uncordon" }, waiting);
    expect(journal.abortedBy()).toBe("mona");
  });
});
