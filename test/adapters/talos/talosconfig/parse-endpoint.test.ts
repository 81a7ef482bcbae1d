import { expect, test } from "vitest";
import { parseEndpoint } from "../../../../src/adapters/talos/talosconfig/parse-endpoint.ts";

test.each([
  { text: "192.168.5.201", host: "192.168.5.201", port: 50000, label: "192.168.5.201:50000" },
  { text: " talos.example.com ", host: "talos.example.com", port: 50000, label: "talos.example.com:50000" },
  { text: "192.168.5.201:60000", host: "192.168.5.201", port: 60000, label: "192.168.5.201:60000" },
  { text: "fd00::1", host: "fd00::1", port: 50000, label: "[fd00::1]:50000" },
  { text: "[fd00::1]", host: "fd00::1", port: 50000, label: "[fd00::1]:50000" },
  { text: "[fd00::1]:60000", host: "fd00::1", port: 60000, label: "[fd00::1]:60000" },
  { text: "https://omni.example.com", host: "omni.example.com", port: 443, label: "omni.example.com:443" },
  { text: "https://omni.example.com:8443/path", host: "omni.example.com", port: 8443, label: "omni.example.com:8443" },
  { text: "https://[fd00::1]/", host: "fd00::1", port: 443, label: "[fd00::1]:443" },
  { text: "grpc://talos:50001", host: "talos", port: 50001, label: "talos:50001" },
])("parseEndpoint() understands $text", ({ text, ...endpoint }) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
});

test.each([
  "",
  "host:",
  "host:0",
  "host:65536",
  "host:abc",
  "[host]:50000",
  "a b",
  "user@host",
  "fe80::1%eth0",
  "https://",
])("parseEndpoint() refuses %j", (text) => {
  expect(() => parseEndpoint(text)).toThrow(expect.objectContaining({ code: "talosconfig_invalid" }));
});
