import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../../src/action/read-event.ts";
import { parseRecord } from "../../../src/chatops/request-record.ts";
import { startRequestsScene } from "../../support/requests-scene.ts";

async function startLabels() {
  const scene = await startRequestsScene();
  const { issue, pass, world } = scene;
  const label = (name: string, by = "alice") => {
    pass();
    world.addLabel(issue, name, by);
    return scene.last("pull_request");
  };
  return { ...scene, label };
}

describe("onLabel()", () => {
  it("turns a label into a request on the event's head, and takes it off", async () => {
    const { deliver, issue, label, requests, runs } = await startLabels();
    await deliver(label("talos/reboot/talos-w01"));
    expect(parseRecord(requests()[0]?.output.text)).toMatchObject({
      command: "reboot talos-w01",
      headSha: issue.pull?.headSha,
      requester: { login: "alice" },
      origin: { kind: "label", label: "talos/reboot/talos-w01", eventId: issue.events[0]?.id },
    });
    expect(runs()).toHaveLength(1);
    expect([...issue.labels]).toEqual([]);
  });

  it("counts each time that a label is put on once, under whatever number it is delivered", async () => {
    const { addReplica, deliver, label, requests } = await startLabels();
    const told = label("talos/status");
    await deliver(told);
    await deliver(told);
    await deliver(told, addReplica(), "replayed");
    expect(requests()).toHaveLength(1);
    await deliver(label("talos/status"), addReplica(), "delivery-2");
    expect(requests()).toHaveLength(2);
  });

  it("believes nobody but GitHub that a person has put it on", async () => {
    const { deliver, issue, label, requests, world } = await startLabels();
    const { name, payload } = label("talos/reboot/talos-w01", "tina");
    const { id, login } = world.addUser("alice");
    await deliver({ name, payload: { ...fieldsOf(payload), sender: { id, login, type: "User" } } });
    expect(requests()).toEqual([]);
    expect(issue.labels.size).toBe(1);
  });

  it("leaves other labels alone", async () => {
    const { answers, deliver, issue, label, requests } = await startLabels();
    await deliver(label("bug"));
    expect([issue.labels.size, requests(), answers()]).toEqual([1, [], []]);
  });

  it.each([
    { name: "a command that is not for labels", by: "root", label: "talos/reset/talos-w01", code: "label_refused" },
    { name: "somebody without the right", by: "tina", label: "talos/reboot/talos-w01", code: "permission_denied" },
    { name: "an unknown node", by: "alice", label: "talos/reboot/talos-w1", code: "node_unknown" },
  ])("refuses $name with $code", async ({ by, label: name, code }) => {
    const { answers, deliver, issue, label, requests } = await startLabels();
    await deliver(label(name, by));
    expect(answers()).toEqual([expect.stringContaining(`\`${code}\``)]);
    expect([[...issue.labels], requests()]).toEqual([[], []]);
  });

  it("refuses when the head has moved since", async () => {
    const { answers, deliver, label, repository, requests, world } = await startLabels();
    const told = label("talos/status");
    world.push(repository, "change", { "b.yaml": "2" });
    await deliver(told);
    expect(answers()).toEqual([expect.stringContaining("`head_moved`")]);
    expect(requests()).toEqual([]);
  });
});
