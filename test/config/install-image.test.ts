import { describe, expect, test } from "vitest";
import { parseImageReference } from "../../src/config/image-reference.ts";
import { installerImage, readInstallImage } from "../../src/config/install-image.ts";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";

const id = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";
const digest = `sha256:${"0".repeat(64)}`;

describe("parseImageReference()", () => {
  test.for([
    {
      reference: `factory.talos.dev/metal-installer/${id}:v1.13.8`,
      parts: {
        registry: "factory.talos.dev",
        tag: "v1.13.8",
        installer: { platform: "metal", secureBoot: false, schematic: id },
      },
    },
    {
      reference: `factory.talos.dev/installer-secureboot/${id}:v1.9.0@${digest}`,
      parts: { tag: "v1.9.0", digest, installer: { secureBoot: true, schematic: id } },
    },
    {
      reference: `factory.example.com:8443/nocloud-installer-secureboot/${id}:v1.13.8`,
      parts: {
        registry: "factory.example.com:8443",
        installer: { platform: "nocloud", secureBoot: true, schematic: id },
      },
    },
    {
      reference: "ghcr.io/siderolabs/installer:v1.11.5",
      parts: {
        registry: "ghcr.io",
        path: "siderolabs/installer",
        repository: "ghcr.io/siderolabs/installer",
        tag: "v1.11.5",
      },
    },
    {
      reference: `localhost:5000/installer@${digest}`,
      parts: { registry: "localhost:5000", path: "installer", digest },
    },
    { reference: "[::1]:5000/a/b:c", parts: { registry: "[::1]:5000", path: "a/b", tag: "c" } },
    { reference: "siderolabs/installer", parts: { registry: "docker.io", path: "siderolabs/installer" } },
    { reference: "installer:v1", parts: { registry: "docker.io", path: "installer", tag: "v1" } },
  ])("takes $reference apart", ({ reference, parts }) => {
    expect(parseImageReference(reference)).toMatchObject({ reference, ...parts });
  });

  test.for([
    "",
    "factory.talos.dev/installer/:v1.11.5",
    "factory.talos.dev/installer/Null:v1",
    "https://ghcr.io/siderolabs/installer:v1",
    "ghcr.io/a b:v1",
    "ghcr.io/a:",
    "ghcr.io/a@sha256:12",
    "Foo/bar",
    "a".repeat(600),
  ])("refuses %j", (reference) => {
    expect(parseImageReference(reference)).toBeUndefined();
  });
});

const read = (text: string) => readInstallImage(parseMachineConfig(text, { file: "node.yaml" }));

describe("readInstallImage()", () => {
  test("reads machine.install.image", () => {
    expect(read(`machine:\n  install:\n    image: factory.talos.dev/metal-installer/${id}:v1.13.8\n`)).toEqual({
      reference: `factory.talos.dev/metal-installer/${id}:v1.13.8`,
      repository: `factory.talos.dev/metal-installer/${id}`,
      schematic: id,
      tag: "v1.13.8",
      origin: { file: "node.yaml", line: 3 },
    });
  });

  test("reads the image of an UnattendedInstallConfig", () => {
    const text = `apiVersion: v1alpha1\nkind: UnattendedInstallConfig\ninstaller:\n  image: ghcr.io/siderolabs/installer:v1.14.0\n`;
    expect(read(text)).toMatchObject({ repository: "ghcr.io/siderolabs/installer", tag: "v1.14.0" });
  });

  test.for([
    "machine: {}",
    "machine: {install: {image: ''}}",
    "machine: {install: {image: }}",
    "machine: {install: [a]}",
  ])("finds none in %s", (text) => {
    expect(read(text)).toBeUndefined();
  });

  test("takes an image below a folder called installer for what it is", () => {
    expect(read("machine: {install: {image: 'example.com/installer/custom:v1'}}")?.schematic).toBeUndefined();
  });

  test.for([
    "factory.talos.dev/metal-installer/null:v1.13.8",
    "factory.talos.dev/metal-installer/:v1.13.8",
    "factory.talos.dev/installer/abc123:v1.13.8",
    "mirror.example.com/metal-installer/null:v1.13.8",
    "not an image",
  ])("refuses %s", (image) => {
    expect(() => read(`machine:\n  install:\n    image: "${image}"\n`)).toThrow(
      expect.objectContaining({ code: "config_invalid", location: { file: "node.yaml", line: 3 } }),
    );
  });
});

describe("installerImage()", () => {
  const parts = {
    factory: "https://factory.talos.dev",
    schematic: id,
    platform: "metal",
    secureBoot: false,
    version: "v1.13.8",
  };

  test.for([
    { change: {}, image: `factory.talos.dev/metal-installer/${id}:v1.13.8` },
    { change: { secureBoot: true }, image: `factory.talos.dev/metal-installer-secureboot/${id}:v1.13.8` },
    { change: { version: "v1.9.5" }, image: `factory.talos.dev/installer/${id}:v1.9.5` },
    { change: { factory: "http://10.0.0.1:8080" }, image: `10.0.0.1:8080/metal-installer/${id}:v1.13.8` },
  ])("names $image", ({ change, image }) => {
    expect(installerImage({ ...parts, ...change })).toBe(image);
    expect(parseImageReference(image)?.installer?.schematic).toBe(id);
  });

  test.for(["null", "", id.slice(1)])("refuses the schematic %j", (schematic) => {
    expect(() => installerImage({ ...parts, schematic })).toThrow(
      expect.objectContaining({ code: "schematic_invalid" }),
    );
  });
});
