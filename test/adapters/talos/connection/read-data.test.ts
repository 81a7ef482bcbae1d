import { create, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDataReader } from "../../../../src/adapters/talos/connection/read-data.ts";
import { DataSchema } from "../../../../src/adapters/talos/proto/common/common_pb.ts";

function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

const messageOf = (bytes: Uint8Array, hostname?: string) =>
  frame(toBinary(DataSchema, create(DataSchema, { bytes, ...(hostname !== undefined && { metadata: { hostname } }) })));

function read(body: Buffer, cuts: readonly number[] = []): Buffer {
  const reader = createDataReader();
  const places = [0, ...cuts.map((cut) => cut % (body.length + 1)).toSorted((a, b) => a - b), body.length];
  const pieces = places.slice(0, -1).map((start, index) => Buffer.from(body.subarray(start, places[index + 1])));
  return Buffer.concat(pieces.map((piece) => Buffer.from(reader(piece))));
}

describe("createDataReader()", () => {
  test("gives the data of all messages, however the body is cut into pieces", () => {
    const message = fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.option(fc.string(), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat()), (messages, cuts) => {
        const body = Buffer.concat(messages.map(([bytes, hostname]) => messageOf(bytes, hostname)));
        const expected = Buffer.concat(messages.map(([bytes]) => bytes));
        expect(read(body, cuts).equals(expected)).toBe(true);
      }),
    );
  });

  test("leaves out numbers that a later version may add", () => {
    const number = Buffer.from([0x18, 0xff, 0x01]);
    const body = frame(Buffer.concat([number, Buffer.from([0x12, 2, 7, 8]), number]));
    expect(read(body, [6, 7, 8])).toEqual(Buffer.from([7, 8]));
  });

  test.each([
    { name: "a compressed message", body: Buffer.from([1, 0, 0, 0, 1, 0]) },
    { name: "a message that is too long", body: Buffer.from([0, 0xff, 0xff, 0xff, 0xff]) },
    { name: "a field longer than its message", body: frame(Buffer.from([0x12, 9, 1])) },
    { name: "a number without an end", body: frame(Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1])) },
    { name: "a number that its message cuts off", body: Buffer.concat([frame(Buffer.from([0x12])), Buffer.of(0)]) },
    { name: "a field of a kind that nobody uses", body: frame(Buffer.from([0x15, 0, 0, 0, 0])) },
  ])("refuses $name", ({ body }) => {
    expect(() => read(body)).toThrow(RangeError);
  });
});
