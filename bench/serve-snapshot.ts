/** A node that does nothing but send snapshots, in messages of one kilobyte as Talos does, and a way to it that takes 50 ms. */
import { createHash } from "node:crypto";
import { createSecureServer, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createAuthority } from "../src/playground/certificates/authority.ts";
import { formatTalosconfig } from "../src/playground/talosconfig.ts";

const [pages] = process.argv.slice(2).map(Number);
if (pages === undefined || process.send === undefined) throw new Error("started by the bench, with a size in MiB");

const messageBytes = 1024;
const oneWayMs = 25;
const mebibyte = Buffer.alloc(1024 * 1024, "a page of a database, ");

/** A gRPC message of type common.Data. */
function messageOf(bytes: Uint8Array): Buffer {
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  const head = Buffer.from([0, 0, 0, 0, 0, 0x12, ...length]);
  head.writeUInt32BE(1 + length.length + bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

const framed = Buffer.concat(
  Array.from({ length: mebibyte.length / messageBytes }, (_, index) =>
    messageOf(mebibyte.subarray(index * messageBytes, (index + 1) * messageBytes)),
  ),
);

function hashOf(count: number): Buffer {
  const hash = createHash("sha256");
  for (let index = 0; index < count; index++) hash.update(mebibyte);
  return hash.digest();
}

const tail = messageOf(hashOf(pages));

function sendSnapshot(stream: ServerHttp2Stream, left: number): void {
  for (let rest = left; rest > 0; rest--) {
    if (stream.destroyed) return;
    if (!stream.write(framed)) {
      stream.once("drain", () => sendSnapshot(stream, rest - 1));
      return;
    }
  }
  stream.end(tail);
}

const authority = createAuthority({ organization: "talos" });
const certificate = authority.issueServer({ alternativeNames: ["127.0.0.1"] });
const server = createSecureServer({
  ...{ cert: certificate.certificate, key: certificate.key, ca: authority.certificate },
  ...{ requestCert: true, rejectUnauthorized: true },
});
server.on("stream", (stream) => {
  stream.on("error", () => undefined);
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  sendSnapshot(stream, pages);
});

/** Passes bytes on in order, each of them late by the same time. */
function passOn(from: Socket, to: Socket): void {
  from.on("data", (bytes) => setTimeout(() => to.destroyed || to.write(bytes), oneWayMs));
  from.on("close", () => setTimeout(() => to.destroy(), oneWayMs));
  from.on("error", () => from.destroy());
}

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    listener.listen(0, "127.0.0.1", resolve);
  });
  return (listener.address() as AddressInfo).port;
}

const near = await listen(server);
const far = await listen(
  createServer((client) => {
    const upstream = connect(near, "127.0.0.1");
    passOn(client, upstream);
    passOn(upstream, client);
  }),
);
const client = authority.issueClient({ roles: ["os:etcd:backup"] });
const contexts = [
  { name: "near", endpoints: [`127.0.0.1:${near}`], authority: authority.certificate, client },
  { name: "far", endpoints: [`127.0.0.1:${far}`], authority: authority.certificate, client },
];
process.send({ talosconfig: formatTalosconfig(contexts) });
process.on("disconnect", () => process.exit());
