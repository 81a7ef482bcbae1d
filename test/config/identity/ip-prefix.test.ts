import { describe, expect, test } from "vitest";
import { isInPrefix, isIpAddress } from "../../../src/config/identity/ip-prefix.ts";

describe("isInPrefix()", () => {
  test.each([
    { address: "192.168.5.7", prefix: "192.168.5.0/24", expected: true },
    { address: "192.168.6.7", prefix: "192.168.5.0/24", expected: false },
    { address: "192.168.6.7", prefix: "0.0.0.0/0", expected: true },
    { address: "10.0.0.1", prefix: "10.0.0.1/32", expected: true },
    { address: "10.0.0.1", prefix: "10.0.0.0/33", expected: false },
    { address: "2001:db8::7", prefix: "2001:db8::/32", expected: true },
    { address: "2001:db9::7", prefix: "2001:db8::/32", expected: false },
    { address: "10.0.0.1", prefix: "::/0", expected: false },
    { address: "10.0.0.1", prefix: "10.0.0.0", expected: false },
    { address: "node", prefix: "10.0.0.0/8", expected: false },
  ])("is $expected for $address in $prefix", ({ address, prefix, expected }) => {
    expect(isInPrefix(address, prefix)).toBe(expected);
  });
});

describe("isIpAddress()", () => {
  test.each(["10.0.0.1", "::", "::1", "fe80::1", "1:2:3:4:5:6:7:8"])("accepts %s", (text) => {
    expect(isIpAddress(text)).toBe(true);
  });

  test.each(["k8s-1", "10.0.0", "10.0.0.256", "1:2:3", "::1::", "1:2:3:4:5:6:7:8:9", "10.0.0.1/24", ""])(
    "refuses %s",
    (text) => {
      expect(isIpAddress(text)).toBe(false);
    },
  );
});
