/** The smallest bbolt file that etcd's own tools take for a database: two meta pages, a free list, and the few buckets that they open. */

export const pageBytes = 4096;

const flags = { leaf: 0x02, meta: 0x04, freeList: 0x10, bucket: 0x01 } as const;
const [freeListPage, rootPage, pageCount] = [2, 3, 4];

/** Whatever follows these pages is beyond the database's high-water mark, where bbolt does not look. */
export function createBoltPages(revision: bigint): Buffer {
  return Buffer.concat([
    page(0, flags.meta, 0, describeDatabase(0n)),
    page(1, flags.meta, 0, describeDatabase(1n)),
    page(freeListPage, flags.freeList, 0, Buffer.alloc(0)),
    page(rootPage, flags.leaf, 2, leaf(flags.bucket, describeBuckets(revision))),
  ]);
}

/** The newest revision and what it wrote; the version of the storage. In the order of their names, as everything in bbolt. */
function describeBuckets(revision: bigint): readonly Entry[] {
  const key = Buffer.alloc(17);
  key.writeBigUInt64BE(revision);
  key.write("_", 8);
  const value = Buffer.from([0x0a, 0x01, 0x61]);
  return [
    { key: Buffer.from("key"), value: inlineBucket({ key, value }) },
    {
      key: Buffer.from("meta"),
      value: inlineBucket({ key: Buffer.from("storageVersion"), value: Buffer.from("3.6.0") }),
    },
  ];
}

/** id, flags, count of elements, overflow; then the content. */
function page(id: number, kind: number, count: number, content: Buffer): Buffer {
  const bytes = Buffer.alloc(pageBytes);
  pageHeader(id, kind, count).copy(bytes);
  content.copy(bytes, headerBytes);
  return bytes;
}

const headerBytes = 16;

function pageHeader(id: number, kind: number, count: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeBigUInt64LE(BigInt(id));
  header.writeUInt16LE(kind, 8);
  header.writeUInt16LE(count, 10);
  return header;
}

function describeDatabase(transaction: bigint): Buffer {
  const meta = Buffer.alloc(64);
  meta.writeUInt32LE(0xed0cdaed);
  meta.writeUInt32LE(2, 4);
  meta.writeUInt32LE(pageBytes, 8);
  meta.writeBigUInt64LE(BigInt(rootPage), 16);
  meta.writeBigUInt64LE(BigInt(freeListPage), 32);
  meta.writeBigUInt64LE(BigInt(pageCount), 40);
  meta.writeBigUInt64LE(transaction, 48);
  meta.writeBigUInt64LE(fnv64a(meta.subarray(0, 56)), 56);
  return meta;
}

interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

const elementBytes = 16;

/** First the elements: flags, where key and value begin counted from the element, their lengths. Then all keys and values. */
function leaf(kind: number, entries: readonly Entry[]): Buffer {
  const elements = Buffer.alloc(elementBytes * entries.length);
  let end = elements.length;
  for (const [index, { key, value }] of entries.entries()) {
    const at = index * elementBytes;
    elements.writeUInt32LE(kind, at);
    elements.writeUInt32LE(end - at, at + 4);
    elements.writeUInt32LE(key.length, at + 8);
    elements.writeUInt32LE(value.length, at + 12);
    end += key.length + value.length;
  }
  return Buffer.concat([elements, ...entries.flatMap(({ key, value }) => [key, value])]);
}

/** A bucket so small that it has no page of its own: root 0, sequence 0, then its page. */
function inlineBucket(entry: Entry): Buffer {
  return Buffer.concat([Buffer.alloc(16), pageHeader(0, flags.leaf, 1), leaf(0, [entry])]);
}

function fnv64a(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n);
}
