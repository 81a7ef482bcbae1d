import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { readPieces } from "../../../../src/adapters/talos/connection/read-pieces.ts";

async function collect(stream: Readable): Promise<readonly string[]> {
  const pieces: string[] = [];
  for await (const piece of readPieces(stream)) pieces.push(piece.toString());
  return pieces;
}

const many = Array.from({ length: 100 }, (_, index) => `${index},`);

test("readPieces() gives every piece once, in order and as it came", async () => {
  expect(
    await collect(
      Readable.from(
        many.map((text) => Buffer.from(text)),
        { objectMode: false },
      ),
    ),
  ).toEqual(many);
});

test("readPieces() gives what has come before it tells of a failure", async () => {
  const stream = new PassThrough();
  stream.write("first");
  setImmediate(() => stream.destroy(new Error("broken")));
  const pieces = readPieces(stream);
  expect((await pieces.next()).value?.toString()).toBe("first");
  await expect(pieces.next()).rejects.toThrow("broken");
});

test("readPieces() ends with a stream that is closed before its end", async () => {
  const stream = new PassThrough();
  stream.write("first");
  setImmediate(() => stream.destroy());
  expect(await collect(stream)).toEqual(["first"]);
});

test("readPieces() takes no more than a few pieces that nobody asks for", async () => {
  let made = 0;
  const stream = new Readable({
    highWaterMark: 1,
    read() {
      made += 1;
      this.push(Buffer.from("x"));
    },
  });
  const pieces = readPieces(stream);
  await pieces.next();
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBeLessThan(100);
  stream.destroy();
});
