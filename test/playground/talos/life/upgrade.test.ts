import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { ContainerdNamespace } from "../../../../src/adapters/talos/proto/common/common_pb.ts";
import type { SimulatedNode } from "../../../../src/playground/talos/simulated-node.ts";
import {
  installBeside,
  installerImage,
  pullImage,
  systemInstance,
  twoExtensions,
} from "../../../support/installer-image.ts";
import { startFreeCluster } from "../../../support/start-cluster.ts";
import { openTalosApi } from "../../../support/talos-api.ts";

const worker = (version: string) => [{ name: "talos-w01", role: "worker", version }] as const;
const images = { schematics: [twoExtensions] };

/** Boots once more, all the way. */
async function reboot(node: SimulatedNode): Promise<void> {
  await node.reboot();
  await node.until(({ isUp }) => isUp);
}

const systemOf = ({ machine }: SimulatedNode) => ({
  version: machine.version,
  schematic: machine.schematic?.id,
  extensions: machine.extensions.map(({ name }) => name),
  entry: machine.booted.label,
});

const failureOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    ({ code, rawMessage }: { code: Code; rawMessage: string }) => [code, rawMessage] as const,
  );

describe("LifecycleService.Upgrade", () => {
  test("writes the other boot entry beside the running system, which the next boot takes", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8"), images });
    const node = cluster.node("talos-w01");
    const api = openTalosApi(cluster);
    const pinned = await pullImage(api, installerImage("v1.13.9"));
    const { exitCode, messages } = await installBeside(api, pinned);
    expect([exitCode, messages.length > 2, node.machine.stage]).toEqual([0, true, "running"]);
    expect([systemOf(node).version, node.machine.disk.meta.get(6)]).toEqual(["v1.13.8", "Talos-v1.13.8.efi"]);
    await reboot(node);
    expect(systemOf(node)).toEqual({
      version: "v1.13.9",
      schematic: twoExtensions.id,
      extensions: ["iscsi-tools", "util-linux-tools"],
      entry: "Talos-v1.13.9.efi",
    });
    expect(node.machine.disk.meta.has(6)).toBe(false);
    expect(cluster.writes().map(({ method }) => method)).toEqual(["ImageService.Pull", "LifecycleService.Upgrade"]);
  });

  test("of the same version with another schematic is an entry of its own", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8"), images });
    const node = cluster.node("talos-w01");
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.13.8"));
    await installBeside(api, installerImage("v1.13.8"));
    await reboot(node);
    expect(systemOf(node)).toMatchObject({ schematic: twoExtensions.id, entry: "Talos-v1.13.8~1.efi" });
  });

  test("finds no image that was pulled into another instance", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8") });
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.13.9"), { ...systemInstance, namespace: ContainerdNamespace.NS_CRI });
    const failure = await failureOf(installBeside(api, installerImage("v1.13.9")));
    expect(failure).toEqual([Code.Internal, expect.stringContaining("not found in containerd store")]);
  });

  test("ends well although the installer refuses the host's version", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.14.0") });
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.12.4"));
    expect((await installBeside(api, installerImage("v1.12.4"))).exitCode).toBe(4);
    expect(cluster.node("talos-w01").machine.disk.meta.has(6)).toBe(false);
  });

  test("is refused while another runs, and given up when its caller hangs up", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8"), timing: { installMs: 3_600_000 } });
    const node = cluster.node("talos-w01");
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.13.9"));
    const other = openTalosApi(cluster);
    const running = installBeside(other, installerImage("v1.13.9")).catch(() => "given up");
    await expect.poll(() => node.machine.installing).toBe(true);
    const refusal = await failureOf(installBeside(api, installerImage("v1.13.9")));
    expect(refusal?.[0]).toBe(Code.FailedPrecondition);
    other.close();
    expect(await running).toBe("given up");
    await expect.poll(() => node.machine.installing).toBe(false);
    expect(node.machine.disk.entries).toHaveLength(1);
  });

  test.each([
    { fault: { kind: "installer-exit", code: 7 } as const, outcome: { exitCode: 7 } },
    { fault: { kind: "installer-broken-off", messages: 2 } as const, outcome: [Code.Unavailable, expect.any(String)] },
  ])("with the fault $fault.kind leaves the disk as it was", async ({ fault, outcome }) => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8") });
    const node = cluster.node("talos-w01");
    await node.setFault(fault);
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.13.9"));
    const result = await installBeside(api, installerImage("v1.13.9")).catch(({ code, rawMessage }) => [
      code,
      rawMessage,
    ]);
    expect(result).toMatchObject(outcome);
    expect(node.machine.disk.entries).toHaveLength(1);
  });
});

describe("a boot into a new system", () => {
  test("that fails goes back to the old one by itself", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8") });
    const node = cluster.node("talos-w01");
    await node.setFault({ kind: "rolled-back" });
    const api = openTalosApi(cluster);
    await pullImage(api, installerImage("v1.13.9"));
    await installBeside(api, installerImage("v1.13.9"));
    const versions: string[] = [];
    node.machine.onChange(({ version }) => {
      if (versions.at(-1) !== version) versions.push(version);
    });
    await reboot(node);
    expect(versions).toEqual(["v1.13.8", "v1.13.9", "v1.13.8"]);
    expect(node.machine.disk.meta.has(6)).toBe(false);
  });

  test("can be taken back by Rollback, and forth again", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8") });
    const node = cluster.node("talos-w01");
    const api = openTalosApi(cluster);
    expect((await failureOf(api.machine.rollback({})))?.[0]).toBe(Code.Unknown);
    await pullImage(api, installerImage("v1.13.9"));
    await installBeside(api, installerImage("v1.13.9"));
    await reboot(node);
    for (const version of ["v1.13.8", "v1.13.9"]) {
      await openTalosApi(cluster).machine.rollback({});
      await node.until(({ power }) => power === "restarting");
      await node.until(({ isUp }) => isUp);
      expect(node.machine.version).toBe(version);
    }
  });

  test("never comes when the machine does not return, until it is repaired", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.13.8") });
    const node = cluster.node("talos-w01");
    await node.setFault({ kind: "never-returns" });
    await node.reboot();
    expect(node.machine.power).toBe("restarting");
    await node.setFault(undefined);
    await node.until(({ isUp }) => isUp);
    expect(node.machine.isUp).toBe(true);
  });
});

describe("Upgrade, as before 1.13,", () => {
  test.each([
    { stage: false, boots: 1 },
    { stage: true, boots: 2 },
  ])("installs and reboots by itself; staged: $stage", async ({ stage, boots }) => {
    const cluster = await startFreeCluster({ nodes: worker("v1.12.4"), images });
    const node = cluster.node("talos-w01");
    const ids = new Set<string>();
    node.machine.onChange(({ bootId }) => ids.add(bootId));
    await openTalosApi(cluster).machine.upgrade({ image: installerImage("v1.12.6"), stage });
    await node.until(({ isUp, version }) => isUp && version === "v1.12.6");
    expect(ids.size - 1).toBe(boots);
    expect(systemOf(node)).toMatchObject({ schematic: twoExtensions.id });
    expect([...node.machine.disk.meta.keys()]).toEqual([]);
  });

  test("comes back with the old version when the installer fails", async () => {
    const cluster = await startFreeCluster({ nodes: worker("v1.12.4") });
    const node = cluster.node("talos-w01");
    await node.setFault({ kind: "installer-exit", code: 1 });
    const { bootId } = node.machine;
    await openTalosApi(cluster).machine.upgrade({ image: installerImage("v1.12.6") });
    await node.until((machine) => machine.isUp && machine.bootId !== bootId);
    expect(node.machine.version).toBe("v1.12.4");
  });

  test.each<{ name: string; image: string; text: string }>([
    { name: "no registry has", image: installerImage("v1.19.0"), text: "not found" },
    { name: "is no installer", image: "registry.k8s.io/pause:3.10", text: "/bin/installer" },
  ])("refuses an image that $name", async ({ image, text }) => {
    const cluster = await startFreeCluster({ nodes: worker("v1.12.4") });
    const failure = await failureOf(openTalosApi(cluster).machine.upgrade({ image }));
    expect(failure).toEqual([Code.Unknown, expect.stringContaining(text)]);
  });

  const controlPlanes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ name: `talos-m0${index + 1}`, role: "controlplane" as const, version: "v1.12.4" },
    }));

  test.each([
    { members: 2, force: false, preserve: false, text: "insufficient to maintain quorum" },
    { members: 2, force: true, preserve: false, text: undefined },
    { members: 2, force: false, preserve: true, text: undefined },
    { members: 1, force: false, preserve: false, text: undefined },
  ])("of $members members, forced: $force, preserving: $preserve", async ({ members, force, preserve, text }) => {
    const cluster = await startFreeCluster({ nodes: controlPlanes(members), timing: { drainMs: 3_600_000 } });
    const image = installerImage("v1.12.6");
    const failure = await failureOf(openTalosApi(cluster).machine.upgrade({ image, force, preserve }));
    expect(failure?.[1].includes(text ?? "") ?? text).toBe(text === undefined ? undefined : true);
  });

  test("refuses while a member is not healthy", async () => {
    const cluster = await startFreeCluster({ nodes: controlPlanes(3) });
    await cluster.node("talos-m03").setFault({ kind: "member-unhealthy" });
    const failure = await failureOf(openTalosApi(cluster).machine.upgrade({ image: installerImage("v1.12.6") }));
    expect(failure).toEqual([Code.Unknown, expect.stringContaining("is not healthy")]);
  });
});
