import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { Probot, ProbotOctokit } from "probot";
import { describe, expect, it } from "vitest";
import { appManifest } from "../../../src/bot/setup/app-manifest.ts";
import { startGitHub } from "../../../src/playground/github/start-github.ts";
import { createWorld } from "../../../src/playground/github/world.ts";
import { home, startAppScene } from "../../support/github-app.ts";

type Claims = Readonly<Record<string, unknown>>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(claims: Claims, privateKey: string, head: Claims = { alg: "RS256", typ: "JWT" }): string {
  const text = `${encode(head)}.${encode(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}

async function ask(url: string, token: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) {
  const headers = token === "" ? {} : { authorization: `bearer ${token}` };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer = (await response.json()) as { readonly message?: string };
  return { status: response.status, message: answer.message, body: answer };
}

/** A world that is at the first of January, noon, until told otherwise. */
async function startAtNoon() {
  const clock = { now: new Date("2027-01-01T12:00:00Z") };
  const world = createWorld(() => clock.now);
  const repository = world.addRepository("acme/home-ops");
  const app = world.addApp({ slug: "talos-bot", permissions: { issues: "write", contents: "read" } });
  const installation = world.install(app, repository);
  const server = await startGitHub(world);
  const noon = clock.now.getTime() / 1000;
  const claims = { iss: app.id, iat: noon - 30, exp: noon + 570 };
  return { world, clock, app, installation, repository, server, noon, claims };
}

describe("an App's own token", () => {
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const strangerKey = stranger.export({ type: "pkcs1", format: "pem" }).toString();
  const undecodable = "A JSON web token could not be decoded";
  const late =
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  const far = "'Expiration time' claim ('exp') is too far in the future";
  const early = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";

  it.each([
    { name: "is good", claims: {}, status: 200 },
    { name: "is good with the id as text", claims: { iss: "text" }, status: 200 },
    { name: "has expired", claims: { exp: -1 }, status: 401, message: late },
    { name: "lives longer than ten minutes", claims: { exp: 660 }, status: 401, message: far },
    { name: "is from the future", claims: { iat: 120 }, status: 401, message: early },
    {
      name: "names no App",
      claims: { iss: undefined },
      status: 401,
      message: "'Issuer' claim ('iss') must be an Integer",
    },
    { name: "names another App", claims: { iss: 1 }, status: 404, message: "Integration not found" },
  ])("$status when it $name", async ({ claims: wanted, status, message }) => {
    const { app, server, claims, noon } = await startAtNoon();
    const changed = Object.entries(wanted).map(([name, value]) => {
      if (name === "iss") return [name, value === "text" ? `${app.id}` : value];
      return [name, noon + Number(value)];
    });
    const answer = await ask(
      `${server.url}/app`,
      signed({ ...claims, ...Object.fromEntries(changed) }, app.privateKey),
    );
    await server.close();
    expect(answer).toMatchObject({ status, ...(message !== undefined && { message }) });
  });

  it.each([
    { name: "another key", make: (claims: Claims) => signed(claims, strangerKey) },
    { name: "no key", make: (claims: Claims) => `${encode({ alg: "none" })}.${encode(claims)}.x` },
    {
      name: "a secret",
      make: (claims: Claims, key: string) => {
        const text = `${encode({ alg: "HS256" })}.${encode(claims)}`;
        return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
      },
    },
    { name: "nothing at all", make: () => "" },
    { name: "an installation's token", make: () => "installation" },
  ])("401 for what is signed by $name", async ({ make }) => {
    const { app, world, repository, server, claims } = await startAtNoon();
    const token = make(claims, app.privateKey);
    const shown = token === "installation" ? world.addWorkflowToken(repository, {}).value : token;
    const answer = await ask(`${server.url}/app`, shown);
    await server.close();
    expect(answer).toMatchObject({ status: 401, message: undecodable });
  });

  it("opens nothing but what is the App's own", async () => {
    const { app, server, claims } = await startAtNoon();
    const url = `${server.url}/repos/acme/home-ops/issues`;
    const answer = await ask(url, signed(claims, app.privateKey));
    await server.close();
    expect(answer).toMatchObject({ status: 403, message: "Resource not accessible by integration" });
  });
});

describe("an App whose clock is wrong", () => {
  it.each([
    ["behind", 86_400_000],
    ["ahead", -86_400_000],
  ])("a day %s learns the time from the refusal", async (_name, offset) => {
    const { asApp, app } = await startAppScene({ now: () => new Date(Date.now() + offset) });
    expect((await asApp.rest.apps.getAuthenticated()).data).toMatchObject({ id: app.id });
  });
});

describe("an installation's token", () => {
  async function start(body: object = {}) {
    const scene = await startAtNoon();
    const { installation, app, server, claims } = scene;
    const url = `${server.url}/app/installations/${installation.id}/access_tokens`;
    const answer = await ask(url, signed(claims, app.privateKey), { method: "POST", body });
    const token = "token" in answer.body ? String(answer.body.token) : "";
    return { ...scene, answer, token };
  }

  it("ends after an hour of the world's time", async () => {
    const { server, clock, token, answer } = await start();
    const url = `${server.url}/installation/repositories`;
    const before = await ask(url, token);
    clock.now = new Date("2027-01-01T12:59:59Z");
    const last = await ask(url, token);
    clock.now = new Date("2027-01-01T13:00:00Z");
    const after = await ask(url, token);
    await server.close();
    expect(answer.body).toMatchObject({ expires_at: "2027-01-01T13:00:00Z", repository_selection: "selected" });
    expect(before).toMatchObject({ status: 200, body: { total_count: 1 } });
    expect(last).toMatchObject({ status: 200 });
    expect(after).toMatchObject({ status: 401, message: "Bad credentials" });
  });

  it("can be made for less than the App may", async () => {
    const { server, token } = await start({ permissions: { issues: "read" }, repositories: ["home-ops"] });
    const url = `${server.url}/repos/acme/home-ops/issues`;
    const read = await ask(url, token);
    const written = await ask(url, token, { method: "POST", body: { title: "Hello" } });
    await server.close();
    expect(read).toMatchObject({ status: 200 });
    expect(written).toMatchObject({ status: 403 });
  });

  it.each([
    ["more permissions", { permissions: { contents: "write" } }],
    ["permissions that the App lacks", { permissions: { checks: "read" } }],
    ["other repositories", { repositories: ["elsewhere"] }],
  ])("cannot be made for %s", async (_name, body) => {
    const { server, answer } = await start(body);
    await server.close();
    expect(answer).toMatchObject({ status: 422 });
  });

  it("ends with the installation", async () => {
    const { server, world, installation, token } = await start();
    world.uninstall(installation);
    const answer = await ask(`${server.url}/installation/repositories`, token);
    await server.close();
    expect(answer).toMatchObject({ status: 401 });
  });

  it("writes only to repositories that it is for", async () => {
    const { server, world, token } = await start();
    world.addRepository("acme/other");
    const url = `${server.url}/repos/acme/other/issues`;
    const read = await ask(url, token);
    const written = await ask(url, token, { method: "POST", body: { title: "Hello" } });
    await server.close();
    expect([read.status, written.status]).toEqual([200, 403]);
  });

  it("shares the hour's requests with all tokens of its installation", async () => {
    const { server, world, app, claims, installation, token, clock } = await start();
    world.state.installationRateLimit = 1;
    const url = `${server.url}/installation/repositories`;
    const first = await ask(url, token);
    const tokens = `${server.url}/app/installations/${installation.id}/access_tokens`;
    const other = await ask(tokens, signed(claims, app.privateKey), { method: "POST" });
    const second = await ask(url, "token" in other.body ? String(other.body.token) : "");
    const limits = await ask(`${server.url}/rate_limit`, token);
    clock.now = new Date("2027-01-01T13:00:00Z");
    await server.close();
    expect([first.status, second.status, limits.status]).toEqual([200, 403, 200]);
    expect(limits.body).toMatchObject({ rate: { limit: 1, used: 2, remaining: 0 } });
  });
});

describe("an App on the simulated GitHub", () => {
  it("is known by what it writes", async () => {
    const { world, repository, app, asInstallation } = await startAppScene();
    world.push(repository, "change", { "a.yaml": "a: 1\n" });
    const { number: issue_number } = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
    const comment = await asInstallation.rest.issues.createComment({ ...home, issue_number, body: "Hello" });
    const head_sha = repository.branches.get("change") ?? "";
    const run = await asInstallation.rest.checks.create({ ...home, name: "talos", head_sha });
    const viewer = await asInstallation.graphql("{ viewer { login databaseId } }");
    const login = "talos-bot[bot]";
    expect(comment.data).toMatchObject({ user: { login, type: "Bot" }, performed_via_github_app: { id: app.id } });
    expect(run.data).toMatchObject({
      app: { id: app.id, slug: "talos-bot" },
      details_url: expect.stringMatching(/^http/),
    });
    expect(viewer).toEqual({ viewer: { login, databaseId: app.bot.id } });
  });

  it("finds its installations", async () => {
    const { world, installation, asApp, app } = await startAppScene();
    world.addRepository("acme/other");
    const own = await asApp.rest.apps.getAuthenticated();
    const all = await asApp.rest.apps.listInstallations();
    const one = await asApp.rest.apps.getInstallation({ installation_id: installation.id });
    const here = await asApp.rest.apps.getRepoInstallation(home);
    const there = asApp.rest.apps.getRepoInstallation({ owner: "acme", repo: "other" });
    expect(own.data).toMatchObject({ id: app.id, slug: "talos-bot", installations_count: 1 });
    expect(all.data.map(({ id }) => id)).toEqual([installation.id]);
    expect(one.data).toMatchObject({ app_id: app.id, account: { login: "acme" } });
    expect(here.data.id).toBe(installation.id);
    await expect(there).rejects.toMatchObject({ status: 404 });
  });

  it("comes from a manifest that somebody confirmed, once", async () => {
    const { world, server } = await startAppScene();
    const webhookUrl = "https://bot.example.test/hook";
    const manifest = appManifest({ name: "Talos of acme", webhookUrl, redirectUrl: "http://127.0.0.1:3000" });
    const code = world.confirmManifest(manifest, { person: "alice" });
    const convert = () => ask(`${server.url}/app-manifests/${code}/conversions`, "", { method: "POST" });
    expect(await convert()).toMatchObject({
      status: 201,
      body: { slug: "talos-of-acme", owner: { login: "alice" }, pem: expect.stringContaining("RSA PRIVATE KEY") },
    });
    expect(await convert()).toMatchObject({ status: 404 });
    expect(world.state.apps.get("talos-of-acme")?.webhookUrl).toBe(webhookUrl);
  });

  it("cannot subscribe to what its permissions do not cover", () => {
    const world = createWorld();
    const add = () => world.addApp({ slug: "a", permissions: { issues: "read" }, events: ["workflow_run"] });
    expect(add).toThrow("workflow_run");
  });

  it("is spoken for by Probot, which makes its tokens itself", async () => {
    const { world, repository, app, server, receiver } = await startAppScene();
    const probot = new Probot({
      appId: app.id,
      privateKey: app.privateKey,
      secret: app.webhookSecret,
      logLevel: "fatal",
      Octokit: ProbotOctokit.defaults((options: { readonly throttle?: object }) => ({
        ...options,
        baseUrl: server.url,
        throttle: { ...options.throttle, enabled: false },
      })),
    });
    await probot.load((bot) => {
      bot.on("issue_comment.created", async (context) => {
        if (context.isBot) return;
        await context.octokit.rest.issues.createComment(context.issue({ body: "Heard" }));
      });
    });
    const issue = world.openIssue(repository, { author: "alice", title: "Hello" });
    world.comment(issue, { author: "alice", body: "Anybody there?" });
    await server.webhooks.settled();
    for (const { event, guid, payload } of receiver.received.filter(({ event }) => event === "issue_comment")) {
      // Probot types each event's payload; this one came over the wire.
      await probot.receive({ id: guid, name: event, payload } as unknown as Parameters<Probot["receive"]>[0]);
    }
    expect(issue.comments.map(({ body, user }) => [user.login, body])).toEqual([
      ["alice", "Anybody there?"],
      ["talos-bot[bot]", "Heard"],
    ]);
  });
});

describe("lists of check runs", () => {
  it("name only the youngest of each name and App unless all are asked for", async () => {
    const { repository, app, world, server, asInstallation } = await startAppScene();
    const head_sha = repository.branches.get("main") ?? "";
    const other = world.addToken({
      actor: world.addUser("other[bot]", { type: "Bot" }),
      app: world.addApp({ slug: "other" }),
      permissions: { checks: "write" },
      repositories: [repository],
    });
    const create = async (name: string) =>
      (await asInstallation.rest.checks.create({ ...home, name, head_sha })).data.id;
    const first = await create("talos");
    const second = await create("talos");
    const third = await create("talos verdict");
    const body = { name: "talos", head_sha };
    const foreign = await ask(`${server.url}/repos/acme/home-ops/check-runs`, other.value, { method: "POST", body });
    const foreignId = "id" in foreign.body ? foreign.body.id : undefined;
    const list = async (query: { readonly filter?: "all"; readonly app_id?: number }) =>
      (await asInstallation.rest.checks.listForRef({ ...home, ref: head_sha, ...query })).data.check_runs.map(
        ({ id }) => id,
      );
    expect((await list({})).toSorted()).toEqual([second, third, foreignId]);
    expect((await list({ app_id: app.id })).toSorted()).toEqual([second, third]);
    expect((await list({ filter: "all", app_id: app.id })).toSorted()).toEqual([first, second, third]);
  });
});
