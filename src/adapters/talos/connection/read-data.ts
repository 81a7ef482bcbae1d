/** The bytes in a stream of gRPC messages of type common.Data, without a message ever being put together. */

const dataField = 2;
const maxMessageBytes = 32 * 1024 * 1024;

type Part = "frame" | "tag" | "varint" | "length" | "data" | "other";

/**
 * Takes the pieces of a response's body in order. Nodes send a snapshot in messages of one kilobyte each, so that
 * decoding every one of them would take longer than the network does.
 *
 * @returns a function that gives the piece's share of data: the piece's own memory, which it overwrites
 * @throws RangeError for what is no such stream
 */
export function createDataReader(): (piece: Buffer) => Buffer {
  let part: Part = "frame";
  /** Bytes of the frame's head that have been read, and the message length that they give. */
  let headUsed = 0;
  let messageLeft = 0;
  let field = 0;
  /** The number being read, and how far it has come. */
  let value = 0;
  let shift = 0;
  let contentLeft = 0;

  const begin = (next: Part) => {
    part = next === "tag" && messageLeft === 0 ? "frame" : next;
    [value, shift, headUsed] = [0, 0, 0];
  };

  const readHead = (byte: number) => {
    if (headUsed === 0 && byte !== 0) throw new RangeError("a compressed message");
    value = headUsed === 0 ? 0 : value * 256 + byte;
    headUsed += 1;
    if (headUsed < 5) return;
    if (value > maxMessageBytes) throw new RangeError("a message that is too long");
    messageLeft = value;
    begin("tag");
  };

  const readNumber = (byte: number) => {
    if (messageLeft === 0 || shift > 28) throw new RangeError("a malformed message");
    messageLeft -= 1;
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) endNumber();
  };

  const endNumber = () => {
    if (part === "varint") return begin("tag");
    if (part === "tag") {
      const wireType = value & 7;
      field = value >>> 3;
      if (wireType !== 2 && wireType !== 0) throw new RangeError("a field that is not known here");
      return begin(wireType === 2 ? "length" : "varint");
    }
    if (value > messageLeft) throw new RangeError("a field longer than its message");
    contentLeft = value;
    begin(field === dataField ? "data" : "other");
    if (contentLeft === 0) begin("tag");
  };

  const readContent = (piece: Buffer, from: number, to: number) => {
    const length = Math.min(contentLeft, piece.length - from);
    const isData = part === "data";
    if (isData) piece.copyWithin(to, from, from + length);
    contentLeft -= length;
    messageLeft -= length;
    if (contentLeft === 0) begin("tag");
    return { length, data: isData ? length : 0 };
  };

  return (piece) => {
    let used = 0;
    for (let at = 0; at < piece.length; ) {
      if (part === "data" || part === "other") {
        const { length, data } = readContent(piece, at, used);
        used += data;
        at += length;
        continue;
      }
      const byte = piece[at] ?? 0;
      at += 1;
      if (part === "frame") readHead(byte);
      else readNumber(byte);
    }
    return piece.subarray(0, used);
  };
}
