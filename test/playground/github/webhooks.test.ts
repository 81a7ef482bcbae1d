import { describe, expect, it } from "vitest";
import type { DeliveryFault } from "../../../src/playground/github/webhooks/delivery-faults.ts";
import { type AppScene, startAppScene } from "../../support/github-app.ts";
import { startReceiver } from "../../support/webhook-receiver.ts";

/** With the word of the installation behind it, and an issue to comment on. */
async function start() {
  const scene = await startAppScene();
  const issue = scene.world.openIssue(scene.repository, { author: "alice", title: "Hello" });
  await scene.server.webhooks.settled();
  return { ...scene, issue, say: (body: string) => scene.world.comment(issue, { author: "alice", body }) };
}

/** The log as the App reads it, the youngest first, without what came with the installation. */
async function readLog({ asApp }: AppScene) {
  const { data } = await asApp.rest.apps.listWebhookDeliveries();
  return data.filter(({ event }) => event === "issue_comment");
}

const bodies = ({ receiver }: AppScene) =>
  receiver.received
    .filter(({ event }) => event === "issue_comment")
    .map(({ payload }) => JSON.stringify(payload).match(/"body":"(\w+)","user"/)?.[1]);

describe("a delivery", () => {
  it("is signed, and says which hook of which App it is", async () => {
    const scene = await start();
    const { app, installation, receiver, server } = scene;
    scene.say("one");
    await server.webhooks.settled();
    const delivery = receiver.received.at(-1);
    expect(delivery).toMatchObject({
      isSigned: true,
      event: "issue_comment",
      guid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      payload: { action: "created", installation: { id: installation.id }, repository: { full_name: "acme/home-ops" } },
      headers: {
        "content-type": "application/json",
        "user-agent": expect.stringMatching(/^GitHub-Hookshot\//),
        "x-github-hook-id": `${app.hookId}`,
        "x-github-hook-installation-target-id": `${app.id}`,
        "x-github-hook-installation-target-type": "integration",
      },
    });
  });

  it("comes from installed repositories only, and of events that the App is subscribed to", async () => {
    const { world, server, receiver, repository } = await startAppScene();
    const other = world.addRepository("acme/other");
    world.comment(world.openIssue(other, { author: "alice", title: "Hello" }), { author: "alice", body: "Hello" });
    world.openIssue(repository, { author: "alice", title: "Hello" });
    await server.webhooks.settled();
    expect(receiver.names()).toEqual(["installation created"]);
  });

  it("is signed with the secret of now, and goes to the address of now", async () => {
    const scene = await start();
    const { asApp, receiver, server } = scene;
    // As `data`: a field `url` of its own would be taken for the request's address.
    const data = { secret: "s".repeat(32), url: `${receiver.url}?moved=1` };
    await asApp.request("PATCH /app/hook/config", { data });
    scene.say("one");
    await server.webhooks.settled();
    const config = await asApp.rest.apps.getWebhookConfigForApp();
    expect(receiver.received.at(-1)).toMatchObject({ isSigned: true });
    expect(config.data).toEqual({
      url: `${receiver.url}?moved=1`,
      content_type: "json",
      insecure_ssl: "0",
      secret: "********",
    });
  });
});

describe("the log of deliveries", () => {
  it("tells request and answer", async () => {
    const scene = await start();
    scene.receiver.status = 500;
    scene.say("one");
    await scene.server.webhooks.settled();
    const [item] = await readLog(scene);
    const { data } = await scene.asApp.rest.apps.getWebhookDelivery({ delivery_id: Number(item?.id) });
    expect(item).toMatchObject({
      guid: scene.receiver.received.at(-1)?.guid,
      event: "issue_comment",
      action: "created",
      redelivery: false,
      status: "Invalid HTTP Response: 500",
      status_code: 500,
      installation_id: scene.installation.id,
      repository_id: scene.repository.id,
    });
    expect(data).toMatchObject({
      url: scene.receiver.url,
      request: { headers: { "X-GitHub-Event": "issue_comment" }, payload: { action: "created" } },
      response: { payload: "taken" },
    });
  });

  it("goes on at a cursor, the youngest first", async () => {
    const scene = await start();
    for (const body of ["one", "two", "three", "four", "five"]) scene.say(body);
    await scene.server.webhooks.settled();
    const pages = scene.asApp.paginate.iterator("GET /app/hook/deliveries", { per_page: 2 });
    const sizes: number[] = [];
    const ids: number[] = [];
    for await (const { data } of pages) {
      sizes.push(data.length);
      ids.push(...data.map(({ id }) => Number(id)));
    }
    // Five comments and the installation.
    expect(sizes).toEqual([2, 2, 2]);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
  });

  it("forgets after three days, and brings nothing back then", async () => {
    const clock = { now: new Date() };
    const scene = await startAppScene({ now: () => clock.now });
    await scene.server.webhooks.settled();
    const listed = async () => (await scene.asApp.rest.apps.listWebhookDeliveries()).data;
    const [young] = await listed();
    clock.now = new Date(clock.now.getTime() + 3 * 24 * 3_600_000 + 1000);
    const old = scene.asApp.rest.apps.redeliverWebhookDelivery({ delivery_id: Number(young?.id) });
    expect(young).toMatchObject({ event: "installation" });
    await expect(old).rejects.toMatchObject({ status: 404 });
    expect(await listed()).toEqual([]);
  });

  it("can be asked for what failed", async () => {
    const scene = await start();
    scene.say("one");
    await scene.server.webhooks.settled();
    scene.receiver.status = 503;
    scene.say("two");
    await scene.server.webhooks.settled();
    const codes = async (status: "success" | "failure") =>
      (await scene.asApp.request("GET /app/hook/deliveries", { status })).data.map(({ status_code }) => status_code);
    expect(await codes("failure")).toEqual([503]);
    expect(await codes("success")).toEqual([202, 202]);
  });

  it("sends an event again with the same GUID, when asked to and not before", async () => {
    const scene = await start();
    await scene.receiver.close();
    scene.say("one");
    await scene.server.webhooks.settled();
    const [failed] = await readLog(scene);
    expect(failed).toMatchObject({ status: "failed to connect to host", status_code: 502 });
    const again = await startReceiver(scene.app);
    const { status } = await scene.asApp.rest.apps.redeliverWebhookDelivery({ delivery_id: Number(failed?.id) });
    await scene.server.webhooks.settled();
    const [second, first] = await readLog(scene);
    expect(status).toBe(202);
    expect(again.received).toMatchObject([{ guid: failed?.guid, isSigned: true }]);
    expect(second).toMatchObject({ guid: failed?.guid, redelivery: true, status: "OK", status_code: 202 });
    expect(first).toMatchObject({ id: failed?.id, redelivery: false, status_code: 502 });
  });
});

describe("a fault of deliveries", () => {
  it.each<{ fault: DeliveryFault; arrived: readonly string[]; codes: readonly number[] }>([
    { fault: { kind: "drop" }, arrived: ["two"], codes: [202, 502] },
    { fault: { kind: "never-sent" }, arrived: ["two"], codes: [202] },
    { fault: { kind: "answer-lost" }, arrived: ["one", "two"], codes: [202, 502] },
    { fault: { kind: "duplicate" }, arrived: ["one", "one", "two"], codes: [202, 202] },
    { fault: { kind: "reorder" }, arrived: ["two", "one"], codes: [202, 202] },
    { fault: { kind: "delay", delayMs: 50 }, arrived: ["one", "two"], codes: [202, 202] },
  ])("$fault.kind", async ({ fault, arrived, codes }) => {
    const scene = await start();
    scene.server.webhooks.faults.add({ event: "issue_comment", fault });
    scene.say("one");
    if (fault.kind !== "reorder") await scene.server.webhooks.settled();
    scene.say("two");
    await scene.server.webhooks.settled();
    expect(bodies(scene)).toEqual(arrived);
    expect((await readLog(scene)).map(({ status_code }) => status_code)).toEqual(codes);
  });

  it("brings the same event to two replicas at once", async () => {
    const scene = await start();
    const { app, receiver, server } = scene;
    const { webhookUrl } = app;
    const replica = await startReceiver(app);
    app.webhookUrl = webhookUrl;
    server.webhooks.faults.add({ fault: { kind: "duplicate", to: replica.url } });
    scene.say("one");
    await server.webhooks.settled();
    expect(replica.received).toMatchObject([{ guid: receiver.received.at(-1)?.guid, isSigned: true }]);
  });

  it("hits as often as it is told, and what it names alone", async () => {
    const scene = await start();
    scene.server.webhooks.faults.add({ event: "issue_comment", action: "edited", fault: { kind: "drop" }, times: 2 });
    const comment = scene.say("one");
    for (const body of ["two", "three", "four"]) scene.world.editComment(comment, body);
    await scene.server.webhooks.settled();
    expect((await readLog(scene)).map(({ status_code }) => status_code)).toEqual([202, 502, 502, 202]);
  });

  it("is also an answer that comes too late", async () => {
    const scene = await startAppScene({ webhookTimeoutMs: 50 });
    await scene.server.webhooks.settled();
    scene.receiver.status = undefined;
    const issue = scene.world.openIssue(scene.repository, { author: "alice", title: "Hello" });
    scene.world.comment(issue, { author: "alice", body: "one" });
    await scene.server.webhooks.settled();
    expect(await readLog(scene)).toMatchObject([{ status: "timed out", status_code: 504 }]);
  });
});
