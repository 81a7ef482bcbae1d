/** Events may be lost and delivered later, doubled, reordered, and come to two processes: the end is the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPullRequest } from "../../../src/adapters/github/pull-request.ts";
import { type FollowScene, startFollowScene, type Told } from "../../support/follow-scene.ts";
import { calm } from "../../support/github.ts";

const digest = "d".repeat(64);

type Play = Awaited<ReturnType<FollowScene["dispatch"]>>;

interface Life {
  readonly name: string;
  /** What happens, step by step; deliveries come in between. */
  readonly steps: (play: Play, scene: FollowScene) => readonly (() => void)[];
  readonly conclusion: string;
  readonly title: string;
  readonly reactions: readonly string[];
}

function operate(play: Play, environment = "talos-main") {
  let job: ReturnType<Play["queuePlan"]> | undefined;
  const its = () => {
    if (job === undefined) throw new Error("the job is there by now");
    return job;
  };
  return {
    enter: () => {
      job = play.enterOperate(environment);
    },
    begin: () => play.begin(its()),
    end: () => play.end(its(), { phase: "operate", outcome: "succeeded" }),
  };
}

const lives: readonly Life[] = [
  {
    name: "an approved operation",
    steps: (play, { world }) => {
      const { enter, begin, end } = operate(play);
      return [
        () => play.plan({ outcome: "planned", approval: "environment", digest }),
        enter,
        () => world.review(play.run, "talos-main", "bob", "approved"),
        begin,
        end,
        () => play.complete(),
      ];
    },
    conclusion: "success",
    title: "Done",
    reactions: ["+1"],
  },
  {
    name: "a rejected operation",
    steps: (play, { world }) => [
      () => play.plan({ outcome: "planned", approval: "environment", digest }),
      operate(play).enter,
      () => world.review(play.run, "talos-main", "bob", "rejected"),
      () => play.complete(),
    ],
    conclusion: "neutral",
    title: "Rejected by bob; nothing was changed",
    reactions: ["-1"],
  },
  {
    name: "a question",
    steps: (play) => {
      const plan = play.queuePlan();
      return [() => play.begin(plan), () => play.end(plan, { outcome: "answered" }), () => play.complete()];
    },
    conclusion: "success",
    title: "Answered",
    reactions: ["+1"],
  },
];

/** What happens to one event on its way: after which further steps it comes, to whom, and how often. */
const way = fc.record({
  delay: fc.nat({ max: 4 }),
  lost: fc.boolean(),
  /** Calls to GitHub between this step and the next one. */
  gap: fc.nat({ max: 30 }),
  replicas: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 2 }),
});
const ways = fc.array(way, { minLength: 24, maxLength: 24 });
interface Way {
  readonly delay: number;
  readonly lost: boolean;
  readonly gap: number;
  readonly replicas: readonly number[];
}

interface Sent {
  readonly event: Told;
  readonly way: Way;
  readonly at: number;
}

const last = Number.POSITIVE_INFINITY;

/** Lets the life happen, with its events on their ways. */
async function live({ steps }: Life, given: readonly Way[]) {
  const scene = await startFollowScene();
  scene.world.addEnvironment(scene.repository, "talos-main", { reviewers: [scene.world.addUser("bob")] });
  const replicas = [scene.addReplica(), scene.addReplica()];
  const { request, comment, checkRun } = await scene.ask();
  const play = await scene.dispatch(request);
  let sent: readonly Sent[] = [];
  let count = 0;
  const send = (step: number) => {
    const added = scene.events.splice(0).map((event) => {
      count += 1;
      const way = given[count % given.length] ?? { delay: 0, lost: false, gap: 0, replicas: [0] };
      return { event, way, at: way.lost ? last : step + way.delay };
    });
    sent = [...sent, ...added];
  };
  let underWay: readonly Promise<void>[] = [];
  const arrive = (until: (sent: Sent) => boolean) => {
    const now = sent.filter(until);
    sent = sent.filter((one) => !until(one));
    // Those of a moment come at once, the last first.
    const deliveries = now
      .toReversed()
      .flatMap(({ event, way }) => way.replicas.map(async (replica) => replicas[replica]?.deliver(event)));
    underWay = [...underWay, ...deliveries];
  };
  for (const [index, step] of steps(play, scene).entries()) {
    send(index);
    step();
    send(index);
    arrive(({ at }) => at <= index);
    // The next step may come while these are at it, some calls later.
    for (let calls = given[index]?.gap ?? 0; calls > 0; calls -= 1) {
      await readPullRequest(replicas[0]?.github ?? scene.addReplica().github, scene.issue.number, calm);
    }
  }
  arrive(() => true);
  await Promise.all(underWay);
  return { checkRun, reactions: scene.reactions(comment.id) };
}

describe("followRequest(), whatever becomes of the events", () => {
  it.each(lives)("ends $name in the same state, and never opens it again", { timeout: 120_000 }, async (life) => {
    await fc.assert(
      fc.asyncProperty(ways, async (given) => {
        const { checkRun, reactions } = await live(life, given);
        expect(checkRun.shown).toMatchObject({ conclusion: life.conclusion, output: { title: life.title } });
        const { statuses } = checkRun;
        expect(statuses.slice(statuses.indexOf("completed"))).not.toContain("in_progress");
        expect(reactions).toEqual(expect.arrayContaining([...life.reactions]));
        expect(reactions.filter((content) => content === "+1" || content === "-1")).toEqual(life.reactions);
      }),
      { numRuns: 6 },
    );
  });
});
