/** All that an operation of the CLI works with: repository, cluster, adapters, clock, and who asks. */
import { randomBytes } from "node:crypto";
import { readHead } from "../../adapters/workspace/read-head.ts";
import { checkNodes } from "../../cluster/check-nodes.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import type { OperatePorts } from "../../operate.ts";
import type { CommandCall } from "../command.ts";
import { openClusterAccess } from "../open-cluster-access.ts";
import { openFactory } from "../open-ports.ts";
import { openCluster, openRepository, type Repository } from "../open-repository.ts";
import { progressLine } from "../progress-line.ts";
import { commandError, type GivenCommand } from "./command-line.ts";
import { findRunnerPlace, holderOf, realPace } from "./who-asks.ts";

export interface OpenOperation {
  readonly cluster: Cluster;
  /** The working tree; its revision is the commit where nothing is changed. */
  readonly repository: Repository;
  /** The working tree has changes that are not committed. */
  readonly isChanged: boolean;
  readonly ports: Omit<OperatePorts, "onOperation">;
  close(): void;
}

/** @throws UserError `node_unknown` with the word underlined, and as settings, talosconfig and repository have it */
export async function openOperation(call: CommandCall, line: string, given: GivenCommand): Promise<OpenOperation> {
  const opened = await openRepository(call);
  const cluster = await openCluster(
    call,
    opened,
    given.selectors.map(({ selector }) => selector),
  );
  const unknown = checkNodes(given, [cluster]);
  if (unknown !== undefined) throw commandError(call, line, unknown);
  const { repository, isChanged } = await atCommit(opened);
  const { read, write, close } = await openClusterAccess(call, cluster, repository);
  return {
    cluster,
    repository,
    isChanged,
    ports: {
      access: read,
      write,
      factory: await openFactory(cluster),
      redactionKey: randomBytes(32),
      onProgress: progressLine(call.output),
      clock: () => performance.now(),
      holder: holderOf(call),
      runner: findRunnerPlace(call),
      pace: realPace,
    },
    close,
  };
}

/** What is applied is the working tree; it is named by its commit where that is all of it. */
async function atCommit({
  root,
  files,
}: Repository): Promise<{ readonly repository: Repository; readonly isChanged: boolean }> {
  const head = await readHead(root);
  if (head === undefined || head.isChanged) return { repository: { root, files }, isChanged: head !== undefined };
  return { repository: { root, files: { ...files, revision: head.commit } }, isChanged: false };
}
