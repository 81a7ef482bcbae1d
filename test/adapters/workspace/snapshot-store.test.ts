import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { createSnapshotStore } from "../../../src/adapters/workspace/snapshot-store.ts";
import { inChunks, makeSnapshot } from "../../support/snapshot.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { signal } = new AbortController();
const name = "main-talos-m01-20261123T084026Z";
const whole = makeSnapshot(1000);

/** How much of a snapshot there has to be for it to take several pieces of an encrypted file. */
const sizes = [
  { what: "less than a piece", pages: 3 },
  { what: "exactly a piece and its hash", pages: 128 },
  { what: "several pieces", pages: 1000 },
];

async function decrypted(path: string, identity: string): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(await readFile(path)));
}

describe("in the clear", () => {
  test.each(sizes)("keep() writes a snapshot of $what as it is", async ({ pages }) => {
    const directory = join(await temporaryFolder(), "a", "snapshots");
    const bytes = makeSnapshot(pages);
    const store = createSnapshotStore({ directory, recipients: [] });
    const kept = await store.keep({ name, chunks: inChunks(bytes, 1024) }, { signal });
    expect(kept).toEqual({
      path: join(directory, `${name}.db`),
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes.subarray(0, -32)).digest("hex"),
      encrypted: false,
    });
    expect(bytes.equals(await readFile(kept.path))).toBe(true);
    expect(await readdir(directory)).toEqual([`${name}.db`]);
  });

  test("keep() makes folder and file ours alone", async () => {
    const directory = join(await temporaryFolder(), "snapshots");
    const store = createSnapshotStore({ directory, recipients: [] });
    const { path } = await store.keep({ name, chunks: inChunks(whole, 1024) }, { signal });
    const modes = [(await stat(directory)).mode & 0o777, (await stat(path)).mode & 0o777];
    expect(modes).toEqual([0o700, 0o600]);
  });

  test("keep() takes the place of what a killed run left", async () => {
    const directory = await temporaryFolder({ [`${name}.db.part`]: "half" });
    const store = createSnapshotStore({ directory, recipients: [] });
    await store.keep({ name, chunks: inChunks(whole, 70_000) }, { signal });
    expect(await readdir(directory)).toEqual([`${name}.db`]);
  });
});

describe("encrypted", () => {
  test.each(sizes)("keep() writes a snapshot of $what so that any recipient can read it", async ({ pages }) => {
    const directory = await temporaryFolder();
    const identities = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
    const recipients = await Promise.all(identities.map(identityToRecipient));
    const bytes = Buffer.concat([randomBytes(pages * 512)]);
    const snapshot = Buffer.concat([bytes, createHash("sha256").update(bytes).digest()]);
    const store = createSnapshotStore({ directory, recipients });
    const kept = await store.keep({ name, chunks: inChunks(snapshot, 1024) }, { signal });
    expect(kept).toMatchObject({ path: join(directory, `${name}.db.age`), bytes: snapshot.length, encrypted: true });
    const read = await Promise.all(identities.map((identity) => decrypted(kept.path, identity)));
    expect(read.map((plain) => plain.equals(snapshot))).toEqual([true, true]);
  });

  test("keep() encrypts to post-quantum recipients", async () => {
    const directory = await temporaryFolder();
    const identity = await generateHybridIdentity();
    const store = createSnapshotStore({ directory, recipients: [await identityToRecipient(identity)] });
    const { path } = await store.keep({ name, chunks: inChunks(whole, 1024) }, { signal });
    expect(whole.equals(await decrypted(path, identity))).toBe(true);
  });

  test("keep() never has a byte in the clear on disk", async () => {
    const directory = await temporaryFolder();
    const recipients = [await identityToRecipient(await generateX25519Identity())];
    const seen: Buffer[] = [];
    async function* looking() {
      for await (const chunk of inChunks(whole, 50_000)) {
        yield chunk;
        for (const file of await readdir(directory)) seen.push(await readFile(join(directory, file)));
      }
    }
    await createSnapshotStore({ directory, recipients }).keep({ name, chunks: looking() }, { signal });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.filter((bytes) => bytes.includes(whole.subarray(0, 64)))).toEqual([]);
  });

  test.each(["AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQ", "age1nonsense", "ssh-ed25519 AAAA", ""])(
    "keep() refuses the recipient '%s' before it takes anything",
    async (recipient) => {
      const directory = join(await temporaryFolder(), "snapshots");
      const taken: Uint8Array[] = [];
      async function* chunks() {
        taken.push(whole);
        yield whole;
      }
      const store = createSnapshotStore({ directory, recipients: [recipient] });
      const error = await store.keep({ name, chunks: chunks() }, { signal }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "settings_invalid" });
      expect(String(error)).not.toContain("SECRET");
      expect(taken).toEqual([]);
    },
  );
});

describe("nothing is kept", () => {
  const failing = async function* () {
    yield whole.subarray(0, 100_000);
    throw new Error("the connection broke off");
  };

  test.each([
    {
      what: "ends early",
      chunks: () => inChunks(whole.subarray(0, 80_000), 1024),
      error: { code: "snapshot_invalid" },
    },
    { what: "is empty", chunks: () => inChunks(Buffer.alloc(0), 1024), error: { code: "snapshot_invalid" } },
    {
      what: "has another hash",
      chunks: () => inChunks(Buffer.concat([Buffer.of(1), whole.subarray(1)]), 1024),
      error: { code: "snapshot_invalid" },
    },
    { what: "does not end", chunks: () => inChunks(makeSnapshot(3000), 1024), error: { code: "snapshot_invalid" } },
    { what: "breaks off", chunks: failing, error: { message: "the connection broke off" } },
  ])("keep() leaves nothing of a snapshot that $what", async ({ chunks, error }) => {
    for (const recipients of [[], [await identityToRecipient(await generateX25519Identity())]]) {
      const directory = await temporaryFolder();
      const store = createSnapshotStore({ directory, recipients, maxBytes: 1_000_000 });
      await expect(store.keep({ name, chunks: chunks() }, { signal })).rejects.toMatchObject(error);
      expect(await readdir(directory)).toEqual([]);
    }
  });

  test("keep() leaves nothing when it is aborted", async () => {
    const directory = await temporaryFolder();
    const controller = new AbortController();
    const reason = new Error("no more");
    async function* chunks() {
      yield whole.subarray(0, 200_000);
      controller.abort(reason);
      yield whole.subarray(200_000);
    }
    const store = createSnapshotStore({ directory, recipients: [] });
    await expect(store.keep({ name, chunks: chunks() }, controller)).rejects.toBe(reason);
    expect(await readdir(directory)).toEqual([]);
  });

  test("keep() tells when the folder is none", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    for (const directory of [join(folder, "file"), join(folder, "file", "deeper")]) {
      const store = createSnapshotStore({ directory, recipients: [] });
      await expect(store.keep({ name, chunks: inChunks(whole, 1024) }, { signal })).rejects.toMatchObject({
        code: "input_invalid",
      });
    }
  });

  test("keep() writes nowhere else", async () => {
    const directory = await temporaryFolder();
    await mkdir(join(directory, "inner"));
    const store = createSnapshotStore({ directory: join(directory, "inner"), recipients: [] });
    await expect(store.keep({ name: "../outer", chunks: inChunks(whole, 1024) }, { signal })).rejects.toThrow(
      RangeError,
    );
    expect(await readdir(directory)).toEqual(["inner"]);
  });
});
