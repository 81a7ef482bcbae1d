/** A GitHub App on the simulated GitHub, installed on its repository, with somebody at its webhook address. */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { eventNeeds, permissionNeeds } from "../../src/app-needs.ts";
import type { App, Installation } from "../../src/playground/github/state.ts";
import { startTestGitHub, type TestGitHub, type TestGitHubOptions } from "./github.ts";
import { type Receiver, startReceiver } from "./webhook-receiver.ts";

export interface AppScene extends TestGitHub {
  readonly app: App;
  readonly installation: Installation;
  readonly receiver: Receiver;
  /** As the App itself. */
  readonly asApp: Octokit;
  /** As its installation, by a token that is made on the way. */
  readonly asInstallation: Octokit;
}

export interface AppSceneOptions extends TestGitHubOptions {
  /** What it is subscribed to besides what the bot needs. */
  readonly moreEvents?: readonly string[];
}

/** An App with the bot's own permissions and events. */
export async function startAppScene({ moreEvents = [], ...options }: AppSceneOptions = {}): Promise<AppScene> {
  const github = await startTestGitHub(options);
  const { world, server, repository } = github;
  const app = world.addApp({
    slug: "talos-bot",
    permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    events: [...eventNeeds.map(({ name }) => name), ...moreEvents],
  });
  const receiver = await startReceiver(app);
  const installation = world.install(app, repository);
  const auth = { appId: app.id, privateKey: app.privateKey };
  const connect = (installationId?: number) =>
    new Octokit({
      authStrategy: createAppAuth,
      auth: { ...auth, ...(installationId !== undefined && { installationId }) },
      baseUrl: server.url,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  return { ...github, app, installation, receiver, asApp: connect(), asInstallation: connect(installation.id) };
}

export const home = { owner: "acme", repo: "home-ops" };
