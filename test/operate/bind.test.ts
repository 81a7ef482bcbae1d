import { describe, expect, it } from "vitest";
import { changedParts, describeParts } from "../../src/operate/compare-digests.ts";
import { bind } from "../../src/operate/plan-or-bind.ts";
import { operateScene } from "../support/world/operate-scene.ts";

describe("bind()", () => {
  it.each([
    { role: "worker", address: "10.0.0.2" },
    { role: "controlplane", address: "10.0.0.3" },
  ] as const)("binds an approval to what a name stood for, not $role at $address", async (other) => {
    const { request } = await operateScene();
    const ports = { redactionKey: new Uint8Array(32) };
    const approved = { name: "m2", role: "controlplane", address: "10.0.0.2" } as const;
    const digest = (node: { readonly name: string }) => bind(request("reboot m2"), [node], ports).digest;
    const { value, parts } = digest(approved);
    const changed = changedParts({ digest: value, parts }, digest({ ...approved, ...other }));
    expect(changed).toEqual(["place/m2"]);
    expect(describeParts(changed)).toBe("the role or the address of m2");
    expect(changedParts({ digest: value, parts }, digest(approved))).toEqual([]);
  });
});
