/** The port that keeps etcd snapshots. What goes in has not been shown to anybody; what is kept is encrypted where told. */
import type { Waiting } from "../health/probes.ts";

export interface SnapshotRequest {
  /** `main-talos-m01-20261123T084026Z`, without extension. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface KeptSnapshot {
  /** Where it lies, for people. */
  readonly path: string;
  /** Of the database itself, before encryption. */
  readonly bytes: number;
  /** SHA-256 over the database without its tail, hexadecimal: what etcd wrote into the tail. */
  readonly sha256: string;
  readonly encrypted: boolean;
}

export interface SnapshotStore {
  /**
   * Streams to the store; nothing is kept of a snapshot that is too short or whose hash is wrong.
   *
   * @throws UserError `snapshot_invalid`
   */
  keep(request: SnapshotRequest, waiting: Waiting): Promise<KeptSnapshot>;
}
