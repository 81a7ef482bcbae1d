/** A simulated GitHub with people of several roles and a pull request; their comments and labels reach the bot's handlers. */
import type { GitHub } from "../../src/adapters/github/connect-github.ts";
import type { RepositoryClient } from "../../src/adapters/github/create-client.ts";
import type { BotEvent } from "../../src/bot/bot-parts.ts";
import { onComment } from "../../src/bot/requests/on-comment.ts";
import { onLabel } from "../../src/bot/requests/on-label.ts";
import { onRerequest } from "../../src/bot/requests/on-rerequest.ts";
import { startFollowScene, type Told } from "./follow-scene.ts";

const settings = (appId: number) => `bot: { appId: ${appId}, workflow: talos.yaml }
clusters:
  main:
    environment: talos-main
    config: { base: talos/machineconfig.yaml.j2 }
    nodes:
      talos-m01: { address: 10.0.0.1, role: controlplane }
      talos-m02: { address: 10.0.0.2, role: controlplane }
      talos-w01: { address: 10.0.0.3, role: worker }
    permissions:
      - { commands: [destroy], role: admin }
      - { role: write }
`;

export type RequestsScene = Awaited<ReturnType<typeof startRequestsScene>>;

export async function startRequestsScene() {
  const scene = await startFollowScene();
  const { app, events, issue, pass, repository, world } = scene;
  world.push(repository, "main", { ".github/talos-chatops.yaml": settings(app.id) });
  for (const [login, role] of Object.entries({ alice: "write", root: "admin", tina: "triage" } as const)) {
    world.setRole(repository, login, role);
  }
  pass(60_000);
  const deliver = async (told: Told, replica = scene.addReplica(), id = "delivery-1", github = replica.github) => {
    const event: BotEvent = { id, ...told, github, log: replica.parts.log };
    const handler = told.name === "issue_comment" ? onComment : told.name === "pull_request" ? onLabel : onRerequest;
    await handler(event, replica.parts);
  };
  const last = (name: string): Told => {
    const told = events.findLast((event) => event.name === name);
    if (told === undefined) throw new Error(`nothing was told of ${name}`);
    return told;
  };
  const comment = (body: string, author = "alice", on = issue) => {
    pass();
    const made = world.comment(on, { author, body });
    return { comment: made, told: last("issue_comment") };
  };
  return {
    ...scene,
    deliver,
    last,
    comment,
    /** Comments, and lets the bot hear of it. */
    say: async (body: string, author?: string, on?: typeof issue) => {
      const { comment: made, told } = comment(body, author, on);
      await deliver(told);
      return made;
    },
    requests: () => [...repository.checkRuns.values()].filter(({ externalId }) => /^(comment|label)-/.test(externalId)),
    answers: () => issue.comments.filter(({ user }) => user.type === "Bot").map(({ body }) => body),
  };
}

/** Dies behind its nth call: GitHub has carried that one out, and nobody hears of it. */
export function dyingBehind(github: GitHub, calls: number): GitHub {
  let left = calls;
  let hooked = false;
  return {
    at: github.at,
    octokit: async () => {
      // what is behind the port is the adapter's own client
      const client = (await github.octokit()) as RepositoryClient;
      if (!hooked) {
        hooked = true;
        client.hook.wrap("request", async (request, options) => {
          if (left <= 0) throw new Error("dead");
          left -= 1;
          const answer = await request(options);
          if (left <= 0) throw new Error("died");
          return answer;
        });
      }
      return client;
    },
  };
}
