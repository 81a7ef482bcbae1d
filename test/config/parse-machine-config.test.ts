import { describe, expect, test } from "vitest";
import { documentKey, formatDocumentId, rootDocument } from "../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { userError } from "../support/user-error.ts";

const parse = (text: string) => parseMachineConfig(text, { file: "config.yaml" });

describe("parseMachineConfig()", () => {
  test("tells documents apart by apiVersion, kind and name", () => {
    const config = parse(
      "machine: {}\n---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: 1000\n---\napiVersion: v1alpha1\nkind: OOMConfig\n",
    );
    expect(config.documents.map((document) => document.id)).toEqual([
      {},
      { apiVersion: "v1alpha1", kind: "VolumeConfig", name: "1000" },
      { apiVersion: "v1alpha1", kind: "OOMConfig" },
    ]);
    expect(config.documents.map((document) => formatDocumentId(document.id))).toEqual([
      "v1alpha1",
      "VolumeConfig 1000",
      "OOMConfig",
    ]);
    expect(rootDocument(config)).toBe(config.documents[0]);
  });

  test.each(["kind:\nmachine: {}", "kind: ~\nmachine: {}", 'kind: ""\nmachine: {}', "kind: {a: b}\nmachine: {}"])(
    "takes %j for the root document",
    (text) => {
      expect(parse(text).documents.map((document) => document.id)).toEqual([{}]);
    },
  );

  test.each([
    { name: "two root documents", text: "machine: {}\n---\ncluster: {}\n", line: 3 },
    { name: "two of one name", text: "kind: A\nname: b\n---\nname: b\nkind: A\n", line: 4 },
    { name: "a list", text: "- a\n", line: 1 },
    { name: "a text", text: "---\na\n", line: 2 },
  ])("refuses $name", ({ text, line }) => {
    const error = userError(() => parse(text));
    expect(error.code).toBe("config_invalid");
    expect(error.location).toMatchObject({ file: "config.yaml", line });
  });

  test("gives no document for an empty text", () => {
    expect(parse("# nothing\n").documents).toEqual([]);
  });
});

describe("documentKey()", () => {
  test("does not confuse names that hold separators", () => {
    expect(documentKey({ kind: "a/b" })).not.toBe(documentKey({ kind: "a", name: "b" }));
  });
});
