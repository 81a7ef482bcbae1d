import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { refusalIn } from "../../../../src/adapters/talos/writing/refusal.ts";

const node = { name: "talos-m02", role: "controlplane", address: "192.168.5.202" } as const;
const secret = "secret-text-of-the-node";

/** As an endpoint's gRPC status arrives. */
const status = (code: Code, text = secret) => new ConnectError(text, code, { "grpc-status": String(code) });

const known = {
  code: Code.FailedPrecondition,
  text: /in progress/,
  as: "node_busy",
  message: "is busy with another installation",
} as const;

const asked = { node, action: "install the image", refusals: [known] };

describe("refusalIn()", () => {
  test.each([
    Code.InvalidArgument,
    Code.NotFound,
    Code.AlreadyExists,
    Code.ResourceExhausted,
    Code.FailedPrecondition,
    Code.Aborted,
    Code.OutOfRange,
    Code.Internal,
    Code.Unknown,
    Code.DataLoss,
  ])("takes status %i for a refusal, and shows nothing of its text", (code) => {
    const refusal = refusalIn(status(code), asked);
    expect(refusal).toMatchObject({ code: "operation_refused" });
    expect(JSON.stringify([refusal?.message, refusal?.hint, refusal?.cause])).not.toContain(secret);
  });

  test("tells that a node does not offer what was asked for", () => {
    expect(refusalIn(status(Code.Unimplemented), asked)).toMatchObject({ code: "operation_unsupported" });
  });

  test("tells a refusal that is known by its text", () => {
    const refusal = refusalIn(status(Code.FailedPrecondition, `another is in progress: ${secret}`), asked);
    expect(refusal).toMatchObject({
      code: "node_busy",
      message: "Cannot install the image: talos-m02 is busy with another installation",
    });
  });

  test.each([
    { name: "the way to the node", error: status(Code.Unavailable) },
    { name: "a deadline", error: status(Code.DeadlineExceeded) },
    { name: "a role that is missing", error: status(Code.PermissionDenied) },
    { name: "a connection that broke off", error: new ConnectError(secret, Code.Unknown) },
    { name: "a bug", error: new TypeError("x") },
  ])("leaves $name to others", ({ error }) => {
    expect(refusalIn(error, asked)).toBeUndefined();
  });
});
