import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeFleet } from "./fleet.ts";

export interface Fleet {
  /** The repository's folder; `talosconfig` in it leads to the nodes. */
  readonly root: string;
  stop(): Promise<void>;
}

/** A repository and its simulated nodes in a process of their own, so that only our own time and memory are measured. */
export async function startFleet(count: number): Promise<Fleet> {
  const root = writeFleet(count);
  const nodes = fork(join(import.meta.dirname, "serve-fleet.ts"), [root]);
  const [message] = (await Promise.race([once(nodes, "message"), once(nodes, "exit")])) as [unknown];
  if (message !== "ready") throw new Error("the simulated nodes did not start");
  return {
    root,
    async stop() {
      nodes.disconnect();
      await once(nodes, "exit");
      rmSync(root, { recursive: true });
    },
  };
}
