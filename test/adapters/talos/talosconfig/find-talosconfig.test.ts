import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTalosconfig, talosconfigPlaces } from "../../../../src/adapters/talos/talosconfig/find-talosconfig.ts";

const inCluster = "/var/run/secrets/talos.dev/config";

describe("talosconfigPlaces()", () => {
  test.each([
    { name: "nothing set", search: {}, places: [inCluster] },
    { name: "a home", search: { home: "/home/ada" }, places: ["/home/ada/.talos/config", inCluster] },
    {
      name: "TALOSCONFIG",
      search: { TALOSCONFIG: "/etc/talos", home: "/home/ada" },
      places: ["/etc/talos", "/home/ada/.talos/config", inCluster],
    },
    { name: "TALOSCONFIG set to nothing", search: { TALOSCONFIG: "" }, places: [inCluster] },
    {
      name: "TALOS_HOME",
      search: { TALOS_HOME: "/srv/talos", home: "/home/ada" },
      places: ["/srv/talos/config", inCluster],
    },
    {
      name: "a relative TALOS_HOME, which talosctl ignores",
      search: { TALOS_HOME: "talos", home: "/home/ada" },
      places: ["/home/ada/.talos/config", inCluster],
    },
    {
      name: "a path named by the person",
      search: { path: "mine", TALOSCONFIG: "/etc/talos", TALOS_HOME: "/srv/talos", home: "/home/ada" },
      places: ["mine"],
    },
    { name: "another mount", search: { inClusterPath: "/mnt/config" }, places: ["/mnt/config"] },
  ])("talosconfigPlaces() with $name", ({ search, places }) => {
    expect(talosconfigPlaces(search)).toEqual(places);
  });
});

describe("findTalosconfig()", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "talosconfig-"));
    for (const path of ["variable", "home/.talos/config", "talos-home/config", "mount/config"]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), path);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const absent = "absent/config";
  test.each([
    { name: "$TALOSCONFIG", TALOSCONFIG: "variable", home: "home", found: "variable" },
    { name: "$TALOS_HOME", TALOSCONFIG: absent, TALOS_HOME: "talos-home", home: "home", found: "talos-home/config" },
    { name: "the home folder", home: "home", found: "home/.talos/config" },
    { name: "the mount in a pod", home: absent, inClusterPath: "mount/config", found: "mount/config" },
  ])("findTalosconfig() reads the file at $name", async ({ name: _, found, ...search }) => {
    const below = Object.fromEntries(Object.entries(search).map(([key, path]) => [key, join(folder, path)]));
    expect(await findTalosconfig({ inClusterPath: join(folder, absent), ...below })).toEqual({
      path: join(folder, found),
      text: found,
    });
  });

  test("findTalosconfig() looks nowhere else when the person named a path", async () => {
    const search = { path: join(folder, absent), TALOSCONFIG: join(folder, "variable") };
    await expect(findTalosconfig(search)).rejects.toMatchObject({ code: "talosconfig_invalid" });
  });

  test("findTalosconfig() names every place it tried", async () => {
    const search = { TALOSCONFIG: "/none/a", home: "/none/b", inClusterPath: "/none/c" };
    const places = talosconfigPlaces(search).join(", ");
    await expect(findTalosconfig(search)).rejects.toMatchObject({ message: expect.stringContaining(places) });
  });

  test.each([
    { name: "its text in one line", path: "contexts: {main: {endpoints: [192.0.2.1], key: hunter2hunter2}}" },
    { name: "its text as JSON", path: '{"contexts":{"main":{"key":"hunter2hunter2"}}}' },
    { name: "base64 of its text", path: btoa("contexts: { main: { key: hunter2hunter2, endpoints: [192.0.2.1] } }\n") },
  ])("findTalosconfig() does not repeat $name, given instead of a path", async ({ path }) => {
    for (const search of [{ path }, { TALOSCONFIG: path }]) {
      const failure = expect(findTalosconfig({ ...search, inClusterPath: "/none/c" })).rejects;
      await failure.toMatchObject({ code: "talosconfig_invalid", message: expect.not.stringContaining(path) });
    }
  });

  test("findTalosconfig() does not pass over a file that cannot be read", async () => {
    const search = { TALOSCONFIG: join(folder, "home"), inClusterPath: join(folder, "mount/config") };
    await expect(findTalosconfig(search)).rejects.toMatchObject({ code: "talosconfig_invalid" });
  });
});
