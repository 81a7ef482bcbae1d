import { describe, expect, test } from "vitest";
import { readTarFile } from "../../../../src/adapters/talos/writing/read-tar-file.ts";
import { tarOf } from "../../../support/tar.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("readTarFile()", () => {
  test("gives the content, with and without what should follow it", () => {
    const archive = tarOf("kubeconfig", "apiVersion: v1\n");
    const padded = Buffer.concat([archive, Buffer.alloc(2048)]);
    expect([text(readTarFile(archive, "kubeconfig")), text(readTarFile(padded, "kubeconfig"))]).toEqual([
      "apiVersion: v1\n",
      "apiVersion: v1\n",
    ]);
  });

  test("gives an empty file", () => {
    expect(text(readTarFile(tarOf("kubeconfig", ""), "kubeconfig"))).toBe("");
  });

  test.each([
    { name: "nothing", archive: Buffer.alloc(0) },
    { name: "zeros", archive: Buffer.alloc(1024) },
    { name: "another file", archive: tarOf("../kubeconfig", "x") },
    { name: "a link", archive: tarOf("kubeconfig", "", { type: "2" }) },
    { name: "a file cut short", archive: tarOf("kubeconfig", "apiVersion: v1\n").subarray(0, 520) },
    {
      name: "a header with a changed byte",
      archive: Buffer.concat([Buffer.from("K"), tarOf("kubeconfig", "x").subarray(1)]),
    },
    { name: "a size that is none", archive: tarOf("kubeconfig", "x", { size: "-1" }) },
  ])("refuses $name", ({ archive }) => {
    expect(() => readTarFile(archive, "kubeconfig")).toThrow(RangeError);
  });
});
