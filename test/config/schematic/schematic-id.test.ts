import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schematicId } from "../../../src/config/schematic/schematic-id.ts";

const file = "talos/schematic.yaml";

describe("schematicId()", () => {
  // Ids that image factories gave; the first is also a constant of Talos.
  test.for([
    { text: "customization: {}", id: "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba" },
    { text: "customization:", id: "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba" },
    {
      text: "customization: {systemExtensions: {officialExtensions: []}, meta: [], secureboot: {}}",
      id: "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
    },
    {
      text: "customization: {extraKernelArgs: [noapic, nolapic]}",
      id: "9cba8e32753f91a16c1837ab8abf356af021706ef284aef07380780177d9a06c",
    },
    {
      text: "customization: {meta: [{key: 10, value: foo}]}",
      id: "d308a2a5ee2277bed5fbaa104fcbc8d59122abfa737df987a95b4ca763459a7f",
    },
    {
      text: "customization: {meta: [{key: 0xa, value: foo}]}",
      id: "d308a2a5ee2277bed5fbaa104fcbc8d59122abfa737df987a95b4ca763459a7f",
    },
    {
      text: "customization: {secureboot: {includeWellKnownCertificates: true}}",
      id: "fa8e05f142a851d3ee568eb0a8e5841eaf6b0ebc8df9a63df16ac5ed2c04f3e6",
    },
    {
      text: "overlay: {image: siderolabs/sbc-raspberrypi, name: rpi_generic}",
      id: "ee21ef4a5ef808a9b7484cc0dda0f25075021691c8c09a276591eedb638ea1f9",
    },
    {
      text: "customization: {diskImage: {sectorSize: 4096}}",
      id: "92833e9ddd9bb9e11b2464fa5525429f01866306d52ebd882ee08d7918f6d1ea",
    },
    {
      text: "customization: {systemExtensions: {officialExtensions: [siderolabs/iscsi-tools, siderolabs/util-linux-tools]}}",
      id: "613e1592b2da41ae5e265e8789429f22e121aab91cb4deb6bc3c0b6262961245",
    },
    {
      text: "customization: {systemExtensions: {officialExtensions: [siderolabs/util-linux-tools, siderolabs/iscsi-tools]}}",
      id: "ffdc59f4fd5b62784876a03c3e31a81fbfecc871eaa7f27aca33b9f5ff1ec96e",
    },
  ])("gives the factory's id of $text", ({ text, id }) => {
    expect(schematicId(text, { file })).toMatchObject({ kind: "computed", id });
  });

  test("writes the fields in the factory's order and form", () => {
    const text = readFileSync(new URL("every-field.yaml", import.meta.url), "utf8");
    const canonical = readFileSync(new URL("every-field.canonical.yaml", import.meta.url), "utf8");
    expect(schematicId(text, { file })).toMatchObject({ kind: "computed", canonical });
  });

  test("does not depend on comments, quotes and style", () => {
    const written = "# c\ncustomization:\n  extraKernelArgs: # c\n  - 'a=b'\n  - \"c\"\n";
    const same = "customization: {extraKernelArgs: [a=b, c]}";
    expect(schematicId(written, { file })).toEqual(schematicId(same, { file }));
  });

  test.for([
    "customization: {extraKernelArgs: ['a b']}",
    "customization: {extraKernelArgs: ['a: b']}",
    "customization: {extraKernelArgs: [2001-01-01]}",
    "customization: {extraKernelArgs: [0x10]}",
    "customization: {extraKernelArgs: [1.5]}",
    "customization: {extraKernelArgs: [yes]}",
    "customization: {secureboot: {enrollKeys: off}}",
    "customization: {extraKernelArgs: [é]}",
    "customization: {extraKernelArgs: [a, ~]}",
    'customization: {meta: [{key: 010, value: ""}]}',
    'customization: {embeddedMachineConfiguration: "a\\nb"}',
    "customization: {secureboot: {includeWellKnownCertificates: yes}}",
    "customization: {extraKernelArgs: [!!str 1]}",
    "overlay: {image: a, name: b, options: {a1: 1, a2: 2}}",
    "overlay: {image: a, name: b, options: {a: 1.5}}",
    "overlay: {image: a, name: b, options: {a: [{b: c}]}}",
  ])("leaves %s to the factory", (text) => {
    expect(schematicId(text, { file })).toMatchObject({ kind: "beyond" });
  });

  test.for([
    { name: "an unknown field", text: "customization:\n  extraKernelArg: [a]\n", line: 2, hint: "extraKernelArgs" },
    {
      name: "an unknown field in block style",
      text: "customization:\n  systemExtension:\n    officialExtensions: [a]\n",
      line: 2,
      hint: "systemExtensions",
    },
    { name: "a list for a map", text: "customization:\n  systemExtensions: [a]\n", line: 2 },
    { name: "text for a list", text: "customization:\n\n  extraKernelArgs: a\n", line: 3 },
    { name: "a map for text", text: "customization:\n  extraKernelArgs:\n    - a: b\n", line: 3 },
    { name: "a key that is too large", text: "customization:\n  meta:\n    - key: 256\n", line: 3 },
    { name: "a bootloader that does not exist", text: "customization:\n  bootloader: lilo\n", line: 2 },
    { name: "an empty bootloader", text: 'customization:\n  bootloader: ""\n', line: 2 },
    {
      name: "text for a flag",
      text: "customization:\n  secureboot:\n    includeWellKnownCertificates: sure\n",
      line: 3,
    },
    { name: "a field given twice", text: "customization: {}\ncustomization: {}\n", line: 2 },
  ])("refuses $name", ({ text, line, hint }) => {
    const refused = expect.objectContaining({
      code: "schematic_invalid",
      location: expect.objectContaining({ file, line }),
    });
    expect(() => schematicId(text, { file })).toThrow(refused);
    expect(() => schematicId(text, { file })).toThrow(
      expect.objectContaining({ hint: hint === undefined ? undefined : expect.stringContaining(hint) }),
    );
  });

  test.for(["", "# nothing\n", "- a\n", "a", "customization: {}\n---\ncustomization: {}\n"])(
    "refuses %j as a whole",
    (text) => {
      expect(() => schematicId(text, { file })).toThrow(expect.objectContaining({ code: "schematic_invalid" }));
    },
  );

  test("names the template's line for rendered text", () => {
    const origins = [
      { file: "a.j2", line: 10 },
      { file: "b.j2", line: 20 },
    ];
    expect(() => schematicId("customization:\n  meat: []\n", { file, origins })).toThrow(
      expect.objectContaining({ location: { file: "b.j2", line: 20 } }),
    );
  });

  test("never gives one id to two contents", () => {
    const lists = fc.array(fc.constantFrom("a", "b=1", "siderolabs/x", "true", "1"), { maxLength: 4 });
    const idOf = (items: readonly string[]) =>
      schematicId(JSON.stringify({ customization: { extraKernelArgs: items } }), { file });
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        expect(JSON.stringify(idOf(one)) === JSON.stringify(idOf(other))).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
    );
  });
});
