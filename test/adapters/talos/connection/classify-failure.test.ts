import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import type { Attempt } from "../../../../src/adapters/talos/connection/call-failure.ts";
import { DialError } from "../../../../src/adapters/talos/connection/channel.ts";
import { classifyFailure } from "../../../../src/adapters/talos/connection/classify-failure.ts";
import { UserError } from "../../../../src/errors.ts";

const attempt: Attempt = {
  node: { name: "talos-m02", role: "controlplane", address: "192.168.5.202" },
  endpoint: { host: "192.168.5.201", port: 50000, label: "192.168.5.201:50000" },
  action: "read the machine config",
  neededRole: "os:admin",
  roles: ["os:reader"],
  limitMs: 10_000,
  welcomed: true,
};

/** As an endpoint's gRPC status arrives. */
const status = (code: Code, text = "secret-text-of-the-node") =>
  new ConnectError(text, code, { "grpc-status": String(code) });

const dialling = (code: string) =>
  new DialError("failed", attempt.endpoint, { cause: new ConnectError("x", Code.Internal, {}, [], coded(code)) });

const coded = (code: string) => Object.assign(new Error("secret-text-of-the-node"), { code });

describe("classifyFailure() of an endpoint's status", () => {
  test.each([
    { error: status(Code.Unauthenticated), kind: "credential", about: "endpoint" },
    { error: status(Code.PermissionDenied, "not authorized"), kind: "credential", about: "node", absent: true },
    { error: status(Code.PermissionDenied, "no request forwarding"), kind: "unreachable", about: "endpoint" },
    { error: status(Code.Unimplemented), kind: "unsupported", about: "node", absent: true },
    { error: status(Code.NotFound), kind: "maintenance", about: "node", absent: true },
    { error: status(Code.FailedPrecondition), kind: "refused", about: "node" },
    { error: status(Code.InvalidArgument), kind: "refused", about: "node" },
    { error: status(Code.Internal), kind: "refused", about: "node" },
    { error: status(Code.Unknown), kind: "refused", about: "node" },
    { error: status(Code.DeadlineExceeded), kind: "timeout", about: "node" },
    { error: status(Code.Unavailable), kind: "unreachable", about: "node" },
    { error: status(Code.Canceled), kind: "unreachable", about: "node" },
  ])("classifyFailure() of $error gives $kind", ({ error, ...expected }) => {
    const { problem, about, absent } = classifyFailure(error, attempt);
    expect({ kind: problem.kind, about, absent }).toEqual({ absent: false, ...expected });
  });

  test.each([
    { text: "dial tcp 192.168.5.202:50000: connect: connection refused", kind: "rebooting" },
    { text: "error reading from server: EOF", kind: "rebooting" },
    { text: "read tcp 192.168.5.201:1->192.168.5.202:50000: read: connection reset by peer", kind: "rebooting" },
    { text: "dial tcp 192.168.5.202:50000: connect: no route to host", kind: "unreachable" },
    { text: "dial tcp 192.168.5.202:50000: i/o timeout", kind: "unreachable" },
    {
      text: "tls: failed to verify certificate: x509: certificate has expired or is not yet valid",
      kind: "credential",
    },
    { text: "dial tcp: lookup talos-m02 on 10.96.0.10:53: no such host", kind: "unreachable" },
    {
      text: "authentication handshake failed: tls: failed to verify certificate: x509: certificate signed by unknown authority",
      kind: "maintenance",
    },
  ])("classifyFailure() takes Unavailable with '$text' for $kind", ({ text, kind }) => {
    const failure = classifyFailure(status(Code.Unavailable, `connection error: desc = "${text}"`), attempt);
    expect(failure).toMatchObject({ problem: { kind }, about: "node", elsewhere: true });
  });
});

describe("classifyFailure() of a connection", () => {
  test.each([
    { code: "SELF_SIGNED_CERT_IN_CHAIN", kind: "credential" },
    { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", kind: "credential" },
    { code: "ERR_TLS_CERT_ALTNAME_INVALID", kind: "credential" },
    { code: "CERT_HAS_EXPIRED", kind: "credential" },
    { code: "CERT_NOT_YET_VALID", kind: "credential" },
    { code: "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", kind: "credential" },
    { code: "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", kind: "credential" },
    { code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", kind: "credential" },
    { code: "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", kind: "credential" },
    { code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", kind: "credential" },
    { code: "ERR_SSL_WRONG_VERSION_NUMBER", kind: "unreachable" },
    { code: "ECONNREFUSED", kind: "unreachable" },
    { code: "EHOSTUNREACH", kind: "unreachable" },
    { code: "ENOTFOUND", kind: "unreachable" },
    { code: "EAI_AGAIN", kind: "unreachable" },
    { code: "ECONNRESET", kind: "unreachable" },
  ])("classifyFailure() of $code while connecting gives $kind", ({ code, kind }) => {
    expect(classifyFailure(dialling(code), attempt)).toMatchObject({
      problem: { kind },
      about: "endpoint",
      elsewhere: true,
    });
  });

  test.each([
    {
      name: "silence while connecting",
      error: new DialError("silent", attempt.endpoint),
      kind: "unreachable",
      lost: false,
    },
    {
      name: "maintenance mode",
      error: new DialError("maintenance", attempt.endpoint),
      kind: "maintenance",
      lost: false,
    },
    { name: "a stream cut off", error: new ConnectError("closed", Code.Canceled), kind: "rebooting", lost: true },
    {
      name: "a ping without answer",
      error: new ConnectError("x", Code.Internal, {}, [], coded("ERR_TALOS_PEER_SILENT")),
      kind: "unreachable",
      lost: true,
    },
    { name: "our own deadline", error: new ConnectError("late", Code.DeadlineExceeded), kind: "timeout", lost: false },
    {
      name: "an answer that is too large",
      error: new ConnectError("big", Code.ResourceExhausted),
      kind: "refused",
      lost: false,
    },
    {
      name: "a web server's answer",
      error: new ConnectError("HTTP 404", Code.Unimplemented),
      kind: "unreachable",
      lost: false,
    },
    { name: "something that cannot be decoded", error: new TypeError("x"), kind: "unsupported", lost: false },
  ])("classifyFailure() of $name gives $kind", ({ error, kind, lost }) => {
    expect(classifyFailure(error, attempt)).toMatchObject({ problem: { kind }, lost });
  });

  test("classifyFailure() suspects the client certificate when the endpoint never spoke", () => {
    const error = new ConnectError("closed", Code.Canceled);
    expect(classifyFailure(error, { ...attempt, welcomed: false })).toMatchObject({ problem: { kind: "credential" } });
  });

  test("classifyFailure() hands on what a person can repair in the talosconfig", () => {
    const cause = new UserError("Cannot sign in", { code: "credential_invalid", hint: "Renew it." });
    const error = new ConnectError("x", Code.Internal, {}, [], cause);
    const problem = { kind: "credential", message: "Cannot sign in", hint: "Renew it." };
    expect(classifyFailure(error, attempt).problem).toEqual(problem);
  });
});

test("classifyFailure() never repeats what the node said", () => {
  const codes = Object.values(Code).filter((code) => typeof code === "number");
  const texts = codes.map((code) => JSON.stringify(classifyFailure(status(code), attempt)));
  expect([...texts, JSON.stringify(classifyFailure(dialling("EPROTO"), attempt))].join()).not.toContain("secret-text");
});
