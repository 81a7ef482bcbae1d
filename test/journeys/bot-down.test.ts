/** The bot is away, is told to go, or finds a repository where it cannot work. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildBotOnce, type Fleet, type Said, startFleet, workflowPath } from "../support/bot-fleet.ts";
import { carriedOut, endingOf, endOf } from "../support/request-end.ts";

buildBotOnce();

const answersTo = ({ app }: Fleet, { issue }: Said) =>
  issue.comments.filter(({ user }) => user === app.bot).map(({ body }) => body);

async function answerTo(fleet: Fleet, said: Said): Promise<string> {
  await fleet.until("it answers", () => answersTo(fleet, said).length > 0);
  await fleet.rest();
  expect(answersTo(fleet, said)).toHaveLength(1);
  return answersTo(fleet, said)[0] ?? "";
}

/** Until so much of the world's time has passed. */
async function pass({ world, until }: Fleet, minutes: number): Promise<void> {
  const at = world.state.now().getTime() + minutes * 60_000;
  await until("time passes", () => world.state.now().getTime() >= at);
}

describe("the bot", { timeout: 240_000 }, () => {
  it("hears when it starts what was said while it was away", async () => {
    const fleet = await startFleet({ replicas: 1 });
    const [bot] = fleet.bots;
    if (bot === undefined) throw new Error("nobody was started");
    expect(await fleet.end(bot, "stop")).toBe(0);
    const said = fleet.say("/talos reboot talos-m01");
    await fleet.server.webhooks.settled();
    await pass(fleet, 2);
    await fleet.start();
    const ending = await endOf(fleet, said);
    expect(ending).toEqual(carriedOut(ending));
  });

  it("hears by and by what GitHub could not deliver, and says of what is too old that it was", async () => {
    const fleet = await startFleet();
    fleet.server.webhooks.faults.add({ event: "issue_comment", fault: { kind: "drop" } });
    const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
    expect(ending).toEqual(carriedOut(ending));
    fleet.balancer.choose = () => [];
    const late = fleet.say("/talos reboot talos-m02");
    await pass(fleet, 20);
    fleet.balancer.choose = () => fleet.bots.map(({ url }) => url);
    expect(await answerTo(fleet, late)).toContain("request_expired");
    expect(endingOf(fleet, late)).toMatchObject({ state: "none", reactions: ["-1", "eyes"] });
  });

  it("loses nothing when it is told to go in the middle, and goes in time", async () => {
    const fleet = await startFleet({ speed: 20 });
    const said = [1, 2, 3].map(() => fleet.say("/talos reboot talos-m01"));
    const isBegun = () => said.some((one) => endingOf(fleet, one).state !== "none");
    await fleet.until("it has begun", isBegun);
    const [bot] = fleet.bots;
    if (bot === undefined) throw new Error("nobody was started");
    expect(await fleet.end(bot, "stop")).toBe(0);
    expect(bot.log.at(-1)).toContain('"message":"stopped"');
    await fleet.start();
    for (const one of said) {
      const ending = await endOf(fleet, one);
      expect(ending).toEqual(carriedOut(ending));
    }
  });

  it.each([400, 422] as const)(
    "finds its run by the title on an older Enterprise Server that answers %s",
    async (status) => {
      const fleet = await startFleet({ prefix: "/api/v3" });
      fleet.world.state.refusesRunDetails = status;
      const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
      expect(ending).toEqual(carriedOut(ending));
      expect(fleet.repository.runs.size).toBe(1);
    },
  );

  it.each<{ name: string; settings?: string | null; before: (fleet: Fleet) => void; code: string }>([
    {
      name: "the workflow is not on the default branch",
      before: ({ world, repository }) => void world.push(repository, "main", { [workflowPath]: null }),
      code: "not_dispatched",
    },
    {
      name: "the workflow is disabled",
      before: ({ world, repository }) => world.disableWorkflow(repository, workflowPath),
      code: "not_dispatched",
    },
    { name: "there are no settings", settings: null, before: () => {}, code: "settings_missing" },
    { name: "the settings cannot be used", settings: "clusters: 1\n", before: () => {}, code: "settings_invalid" },
  ])("says so where $name", async ({ before, code, ...options }) => {
    const fleet = await startFleet(options);
    before(fleet);
    const said = fleet.say("/talos reboot talos-m01");
    const answer = await answerTo(fleet, said);
    const check = [...fleet.repository.checkRuns.values()].find(({ app }) => app === fleet.app);
    expect(`${answer} ${check?.output.summary}`).toContain(code);
    expect(endingOf(fleet, said)).toMatchObject({ reactions: ["-1", "eyes"], actedBy: [] });
  });

  it("looks by itself where GitHub forgets to tell it of a run", async () => {
    const fleet = await startFleet({ speed: 120 });
    for (const event of ["workflow_run", "workflow_job"]) {
      fleet.server.webhooks.faults.add({ event, fault: { kind: "never-sent" }, times: 100 });
    }
    const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
    expect(ending).toEqual(carriedOut(ending));
  });

  it("ends with a clear word where GitHub does not know its key", async () => {
    const fleet = await startFleet({ replicas: 0 });
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const replaced = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await expect(fleet.start({ PRIVATE_KEY: replaced })).rejects.toThrow();
    expect(fleet.log().join("\n")).toContain('"code":"credential_invalid"');
  });

  it("keeps still where it was taken off the repository, and works again when it is back", async () => {
    const fleet = await startFleet();
    const { world, app, repository, installation } = fleet;
    const before = fleet.say("/talos reboot talos-m01");
    world.uninstall(installation);
    await fleet.rest();
    expect(fleet.bots).toHaveLength(1);
    world.install(app, repository);
    const ending = await endOf(fleet, fleet.say("/talos reboot talos-m02"));
    expect(ending).toEqual(carriedOut(ending));
    expect(endingOf(fleet, before).actedBy.length).toBeLessThanOrEqual(1);
  });

  it("writes of each delivery what became of it, without a word of what was said, and counts right", async () => {
    const fleet = await startFleet();
    const { app, world, server } = fleet;
    const said = fleet.say("/talos reboot talos-m01 # zanzibar");
    const other = fleet.say("please restart it, zanzibar");
    const stranger = fleet.say("/talos reboot talos-m01", { author: "mallory" });
    const refused = fleet.say("/talos zanzibar");
    await answerTo(fleet, refused);
    await fleet.rest();
    expect([other, stranger].map((one) => one.issue.comments.length)).toEqual([1, 1]);
    const lines = fleet.log().map((line): Record<string, unknown> => JSON.parse(line));
    for (const line of lines) expect(line).toMatchObject({ level: expect.any(String), message: expect.any(String) });
    const about = lines.filter(({ event }) => event !== undefined);
    expect(about.length).toBeGreaterThan(0);
    for (const { delivery } of about) expect(app.deliveries.map(({ guid }) => guid)).toContain(delivery);
    const text = fleet.log().join("\n");
    const secrets = [
      ...world.state.tokens.keys(),
      app.webhookSecret,
      ...app.privateKey.split("\n").filter((one) => one.length > 30),
    ];
    for (const secret of [...secrets, "zanzibar"]) expect(text).not.toContain(secret);
    const [bot] = fleet.bots;
    if (bot === undefined) throw new Error("nobody was started");
    const sent = app.deliveries.filter(
      ({ event, outcome }) => event !== "installation" && outcome?.statusCode === 202,
    ).length;
    expect(await fleet.metric(bot, "deliveries_total")).toBeGreaterThanOrEqual(sent);
    const asked = server.requests.filter(({ actor }) => actor === undefined || actor === app.bot.login).length;
    expect(await fleet.metric(bot, "github_requests_total")).toBe(asked);
    expect(said.comment.body).toContain("zanzibar");
  });
});
