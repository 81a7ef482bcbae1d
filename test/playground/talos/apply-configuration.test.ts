import { fromBinary } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { ApplyConfigurationRequest_Mode as Mode } from "../../../src/adapters/talos/proto/machine/machine_pb.ts";
import { MachineConfigSpecSchema } from "../../../src/adapters/talos/proto/resource/config/config_pb.ts";
import { minimalConfig } from "../../../src/playground/talos/state/minimal-config.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startFreeCluster } from "../../support/start-cluster.ts";
import { openTalosApi, type RawTalosApi } from "../../support/talos-api.ts";

const base = minimalConfig("controlplane");
const withSysctl = base.replace("certSANs: []", "certSANs: []\n    sysctls:\n        vm.swappiness: 10");
const withFile = base.replace("certSANs: []", "certSANs: []\n    udev:\n        rules: [a]");

const versions = ["v1.11.6", "v1.12.4", "v1.13.8", "v1.14.0"];

async function startNode(version: string, options: { readonly clock?: ManualClock; readonly config?: string } = {}) {
  const { clock, config = base } = options;
  const nodes = [{ name: "talos-m01", role: "controlplane", version, config }] as const;
  const cluster = await startFreeCluster({ nodes, ...(clock && { clock }) });
  return { node: cluster.node("talos-m01"), api: openTalosApi(cluster), cluster };
}

async function apply(api: RawTalosApi, mode: Mode, config: string, options: { dryRun?: boolean; tryMs?: number } = {}) {
  const { dryRun = false, tryMs } = options;
  const tryModeTimeout = tryMs === undefined ? {} : { tryModeTimeout: durationFromMs(tryMs) };
  const data = Buffer.from(config);
  const { messages } = await api.machine.applyConfiguration({ data, mode, dryRun, ...tryModeTimeout });
  return messages[0];
}

async function readConfig(api: RawTalosApi, id: string): Promise<string> {
  const request = { namespace: "config", type: "MachineConfigs.config.talos.dev", id };
  const { resource } = await api.state.get(request);
  const spec = fromBinary(MachineConfigSpecSchema, resource?.spec?.protoSpec ?? new Uint8Array());
  return Buffer.from(spec.yamlMarshalled).toString();
}

describe("a dry run", () => {
  const auto = { immediate: Mode.NO_REBOOT, other: Mode.REBOOT };
  test.each([
    { version: "v1.11.6", ...auto },
    { version: "v1.12.4", ...auto },
    { version: "v1.13.8", ...auto },
    { version: "v1.14.0", ...auto, other: Mode.NO_REBOOT },
  ])("on $version resolves AUTO by what changed", async ({ version, immediate, other }) => {
    const { api } = await startNode(version);
    expect((await apply(api, Mode.AUTO, withSysctl, { dryRun: true }))?.mode).toBe(immediate);
    expect((await apply(api, Mode.AUTO, withFile, { dryRun: true }))?.mode).toBe(other);
  });

  test.each(versions)("on %s shows the difference of the re-encoded texts, secrets and all", async (version) => {
    const { api } = await startNode(version, { config: `# a remark\n${base}` });
    const details = (await apply(api, Mode.AUTO, withSysctl, { dryRun: true }))?.modeDetails;
    expect(details).toBe(
      [
        "Dry run summary:",
        "Applied configuration without a reboot (skipped in dry-run).",
        "Config diff:",
        "",
        "--- a",
        "+++ b",
        "@@ -6,6 +6,8 @@",
        "         crt: bm8gY2VydGlmaWNhdGU=",
        "         key: bm8gY2VydGlmaWNhdGU=",
        "     certSANs: []",
        "+    sysctls:",
        '+        vm.swappiness: "10"',
        " cluster:",
        "     controlPlane:",
        "         endpoint: https://192.0.2.10:6443",
        "",
      ].join("\n"),
    );
  });

  test("finds no changes where only comments, order and quotes differ", async () => {
    const { api } = await startNode("v1.13.8", { config: withSysctl });
    const [head = "", tail = ""] = withSysctl.split("cluster:");
    const shuffled = `cluster:${tail}${head.replace("10", '"10" # as text')}`;
    const details = (await apply(api, Mode.AUTO, shuffled, { dryRun: true }))?.modeDetails;
    expect(details).toContain("Config diff:\n\nNo changes.");
  });

  test("changes nothing", async () => {
    const { api, node } = await startNode("v1.13.8");
    for (const mode of [Mode.AUTO, Mode.STAGED, Mode.TRY, Mode.REBOOT]) {
      await apply(api, mode, withSysctl, { dryRun: true });
    }
    expect([Buffer.from(node.config ?? []).toString(), await readConfig(api, "persistent")]).toEqual([base, base]);
  });

  test("needs an admin", async () => {
    const { cluster } = await startNode("v1.13.8");
    const reader = openTalosApi(cluster, { roles: ["os:reader"] });
    const attempt = apply(reader, Mode.AUTO, withSysctl, { dryRun: true });
    await expect(attempt).rejects.toMatchObject({ code: Code.PermissionDenied });
  });
});

describe("a refused configuration", () => {
  test.each([
    { name: "unknown keys", config: base.replace("certSANs: []", "certSANs: []\n    wonder: 1"), text: "wonder: 1" },
    {
      name: "a kind of no version",
      config: `${base}---\napiVersion: v1alpha1\nkind: WonderConfig\n`,
      text: "not registered",
    },
    {
      name: "a kind of a later version",
      config: `${base}---\napiVersion: v1alpha1\nkind: UdevRulesConfig\n`,
      text: "not registered",
    },
    {
      name: "an unknown key in a typed document",
      config: `${base}---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: EPHEMERAL\nwonder: 1\n`,
      text: "error decoding document v1alpha1/VolumeConfig/EPHEMERAL (line 14): unknown keys found during decoding:\nwonder: 1",
    },
    {
      name: "a key of a later version",
      config: `${base}---\napiVersion: v1alpha1\nkind: ResolverConfig\nhostDNS: {}\n`,
      text: "hostDNS",
    },
    { name: "the same document twice", config: `${base}---\n${base}`, text: "duplicate document" },
    { name: "broken YAML", config: "machine: [", text: "decode error" },
    { name: "no root document", config: "apiVersion: v1alpha1\nkind: HostnameConfig\n", text: "did you mean to patch" },
    { name: "an unknown machine type", config: base.replace("type: controlplane", "type: queen"), text: "queen" },
    { name: "no cluster", config: base.replace(/cluster:(.|\n)*/, ""), text: "cluster instructions are required" },
  ])("with $name is InvalidArgument", async ({ config, text }) => {
    const { api } = await startNode("v1.13.8");
    const attempt = apply(api, Mode.AUTO, config);
    await expect(attempt).rejects.toMatchObject({ code: Code.InvalidArgument, message: expect.stringContaining(text) });
  });

  test.each(versions)("that needs a reboot, NO_REBOOT on %s", async (version) => {
    const { api } = await startNode(version);
    const outcome = await apply(api, Mode.NO_REBOOT, withFile).then(
      () => "applied",
      (error: { code: Code }) => error.code,
    );
    expect(outcome).toBe(version === "v1.14.0" ? "applied" : Code.InvalidArgument);
  });

  test("with REBOOT on 1.14 is Unimplemented", async () => {
    const { api } = await startNode("v1.14.0");
    await expect(apply(api, Mode.REBOOT, withSysctl)).rejects.toMatchObject({ code: Code.Unimplemented });
  });
});

describe("an applied configuration", () => {
  test("is kept byte for byte, in both places", async () => {
    const { api } = await startNode("v1.13.8");
    const odd = `# ünïcode\n${withSysctl}\n\n---\n# nothing\n`;
    await apply(api, Mode.AUTO, odd);
    expect([await readConfig(api, "v1alpha1"), await readConfig(api, "persistent")]).toEqual([odd, odd]);
  });

  test("STAGED waits for the next boot", async () => {
    const { api } = await startNode("v1.13.8");
    await apply(api, Mode.STAGED, withFile);
    expect([await readConfig(api, "v1alpha1"), await readConfig(api, "persistent")]).toEqual([base, withFile]);
  });

  test("TRY is active for its time only", async () => {
    const clock = new ManualClock();
    const { api } = await startNode("v1.13.8", { clock });
    const reply = await apply(api, Mode.TRY, withSysctl, { tryMs: 90_000 });
    expect(reply?.modeDetails).toContain("automatically reverted back in 1m30s");
    expect([await readConfig(api, "v1alpha1"), await readConfig(api, "persistent")]).toEqual([withSysctl, base]);
    clock.advance(89_999);
    expect(await readConfig(api, "v1alpha1")).toBe(withSysctl);
    clock.advance(1);
    expect(await readConfig(api, "v1alpha1")).toBe(base);
  });

  test("TRY stays active when a dry run cancels its timer", async () => {
    const clock = new ManualClock();
    const { api } = await startNode("v1.13.8", { clock });
    await apply(api, Mode.TRY, withSysctl);
    await apply(api, Mode.AUTO, base, { dryRun: true });
    clock.advance(600_000);
    expect([await readConfig(api, "v1alpha1"), await readConfig(api, "persistent")]).toEqual([withSysctl, base]);
  });

  test("a second TRY goes back to the first", async () => {
    const clock = new ManualClock();
    const { api } = await startNode("v1.13.8", { clock });
    await apply(api, Mode.TRY, withSysctl);
    await apply(api, Mode.TRY, withSysctl.replace("10", "20"));
    clock.advance(60_000);
    expect(await readConfig(api, "v1alpha1")).toBe(withSysctl);
  });

  test.each([
    { version: "v1.11.6", refused: false },
    { version: "v1.12.4", refused: true },
    { version: "v1.13.8", refused: true },
  ])("on $version that reboots refuses the next one: $refused", async ({ version, refused }) => {
    const clock = new ManualClock();
    const { api } = await startNode(version, { clock });
    expect((await apply(api, Mode.AUTO, withFile))?.mode).toBe(Mode.REBOOT);
    const code = await apply(api, Mode.AUTO, base, { dryRun: true }).then(
      () => undefined,
      (error: { code: Code }) => error.code,
    );
    expect(code).toBe(refused ? Code.FailedPrecondition : undefined);
  });

  test("that reboots comes into force with the new boot", async () => {
    const clock = new ManualClock();
    const { api, node, cluster } = await startNode("v1.13.8", { clock });
    const [bootId, bootTime] = [node.machine.bootId, node.machine.bootTime];
    await apply(api, Mode.REBOOT, withFile);
    expect([node.machine.stage, Buffer.from(node.config ?? []).toString()]).toEqual(["rebooting", base]);
    clock.advance(60_000);
    await node.settled();
    expect(await readConfig(openTalosApi(cluster), "v1alpha1")).toBe(withFile);
    expect([node.machine.bootId === bootId, node.machine.bootTime > bootTime]).toEqual([false, true]);
  });
});
