import { describe, expect, test } from "vitest";
import { parseKubeconfig } from "../../../../src/adapters/kubernetes/kubeconfig/parse-kubeconfig.ts";
import { serverUrl } from "../../../../src/adapters/kubernetes/kubeconfig/server-url.ts";
import { userError } from "../../../support/user-error.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

const cluster = {
  server: "https://10.0.0.10:6443",
  "certificate-authority-data": base64(pem("CERTIFICATE")),
};
const user = {
  "client-certificate-data": base64(pem("CERTIFICATE")),
  "client-key-data": base64(pem("EC PRIVATE KEY")),
};

const file = (changes: { readonly cluster?: object; readonly user?: object; readonly root?: object } = {}) =>
  JSON.stringify({
    clusters: [{ name: "main", cluster: { ...cluster, ...changes.cluster } }],
    users: [{ name: "admin", user: { ...user, ...changes.user } }],
    contexts: [{ name: "admin@main", context: { cluster: "main", user: "admin", namespace: "default" } }],
    "current-context": "admin@main",
    ...changes.root,
  });

describe("parseKubeconfig()", () => {
  test("reads the current context", () => {
    expect(parseKubeconfig(file())).toEqual({
      server: "https://10.0.0.10:6443",
      authorities: pem("CERTIFICATE"),
      certificate: pem("CERTIFICATE"),
      key: pem("EC PRIVATE KEY"),
    });
  });

  test("gives an Ed25519 key the label that OpenSSL knows", () => {
    const key = base64(pem("ED25519 PRIVATE KEY"));
    expect(parseKubeconfig(file({ user: { "client-key-data": key } })).key).toBe(pem("PRIVATE KEY"));
  });

  test("reads a token and the name that the server's certificate bears", () => {
    const text = file({ user: { token: "secret" }, cluster: { "tls-server-name": "kubernetes" } });
    expect(parseKubeconfig(text)).toMatchObject({ token: "secret", serverName: "kubernetes" });
  });

  test.each([
    { title: "no YAML", text: "a: [" },
    { title: "something else", text: "hello" },
    { title: "nothing", text: "" },
    { title: "no users", text: file({ root: { users: null } }) },
    { title: "a current context that is missing", text: file({ root: { "current-context": "other" } }) },
    { title: "a context whose cluster is missing", text: file({ root: { clusters: [] } }) },
    { title: "a server without TLS", text: file({ cluster: { server: "http://10.0.0.10:6443" } }) },
    { title: "a server that is no URL", text: file({ cluster: { server: "10.0.0.10" } }) },
    { title: "a server that shall not be verified", text: file({ cluster: { "insecure-skip-tls-verify": true } }) },
    { title: "a key that is no PEM", text: file({ user: { "client-key-data": base64("SECRET-KEY") } }) },
  ])("refuses $title, and quotes nothing of it", ({ text }) => {
    const error = userError(() => parseKubeconfig(text));
    expect(error.code).toBe("kubernetes_failed");
    expect(error.message).not.toMatch(/SECRET-KEY|AAAA|10\.0\.0\.10/);
  });
});

describe("serverUrl()", () => {
  test.each([
    { address: "10.0.0.11", url: "https://10.0.0.11:6443/" },
    { address: "10.0.0.11:7443", url: "https://10.0.0.11:7443/" },
    { address: "fd00::11", url: "https://[fd00::11]:6443/" },
    { address: "[fd00::11]:7443", url: "https://[fd00::11]:7443/" },
    { address: "node.example.com", url: "https://node.example.com:6443/" },
    { address: "https://127.0.0.1:40123", url: "https://127.0.0.1:40123/" },
  ])("makes $url of $address", ({ address, url }) => {
    expect(serverUrl(address)).toBe(url);
  });
});
