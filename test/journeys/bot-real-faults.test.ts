/** The bot with the action that people use and nodes that it operates, while GitHub fails both of them. */
import { describe, expect, it } from "vitest";
import { buildWhole, startWhole } from "../support/whole-scene.ts";

buildWhole();

describe("the bot with the action", { timeout: 240_000 }, () => {
  it("reboots a node once, though GitHub loses answers and tells everything twice", async () => {
    const scene = await startWhole();
    const { app, cluster, server } = scene;
    const writes = [/\/check-runs$/, /\/dispatches$/, /\/check-runs\/\d+$/, /\/reactions$/];
    for (const path of writes) {
      server.faults.add({ method: /^(POST|PATCH)$/, path, actor: app.bot.login, fault: { kind: "drop-answer" } });
    }
    server.faults.add({ method: "GET", path: /\/jobs/, actor: app.bot.login, fault: { kind: "status", status: 502 } });
    server.webhooks.faults.add({ fault: { kind: "duplicate" }, times: 6 });
    server.webhooks.faults.add({ fault: { kind: "reorder" }, times: 2 });
    server.webhooks.faults.add({ fault: { kind: "delay", delayMs: 300 }, times: 2 });
    const { machine } = cluster.node("talos-m02");
    const boot = machine.bootId;
    const comment = scene.say("/talos reboot talos-m02");
    const request = await scene.requestOf(comment);
    await scene.approve(request);
    expect(await scene.concluded(request)).toBe("success");
    await scene.settled();
    expect(machine.bootId).not.toBe(boot);
    const told = (await scene.notesOf(request)).map(({ phase, outcome }) => `${phase} ${outcome}`);
    expect(told.filter((note) => note === "operate succeeded")).toHaveLength(1);
    expect(scene.requestsOf(comment).filter(({ check }) => check.conclusion !== "skipped")).toHaveLength(1);
    const reboots = cluster.node("talos-m02").calls.filter((call) => JSON.stringify(call).includes("Reboot"));
    expect(reboots).toHaveLength(1);
    expect(comment.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket", "+1"]);
    scene.expectNoSecrets();
  });
});
