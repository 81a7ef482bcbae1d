/** The shipped workflow on the simulated GitHub, against simulated nodes: people comment, approve, cancel. */
import { readFileSync } from "node:fs";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { commentEvent, dispatchEvent, type EventPayload } from "../../src/playground/github/event-payloads.ts";
import type { Comment, Issue, Role, User, WorkflowRun } from "../../src/playground/github/state.ts";
import { type JobResult, type RunnerOptions, runWorkflow } from "../../src/playground/runner/run-workflow.ts";
import { defaultInputs, storeEnvironment } from "./action-scene.ts";
import { main, openPull, post, type Scene, settings, start } from "./drive-action.ts";
import type { WatchOptions } from "./watch-cluster.ts";

const base = "talos/machineconfig.yaml.j2";
const reusable = readFileSync(".github/workflows/talos-chatops.yaml", "utf8");
const caller = readFileSync("examples/workflows/chatops.yaml", "utf8");

export interface ChatopsScene extends Scene {
  readonly issue: Issue;
  say(body: string, options?: { readonly author?: string; readonly role?: Role }): Comment;
  /** Runs the workflow for a comment; bob approves unless told. */
  answer(comment: Comment, options?: AnswerOptions): Promise<Answer>;
  dispatch(inputs: Readonly<Record<string, string>>, options?: AnswerOptions): Promise<Answer>;
}

export interface AnswerOptions extends Partial<RunnerOptions> {
  /** Undefined: nobody. */
  readonly approver?: string | undefined;
  /** Before it is approved. */
  readonly meanwhile?: () => void | Promise<void>;
  readonly event?: EventPayload;
}

export interface Answer {
  readonly jobs: readonly JobResult[];
  readonly run: WorkflowRun;
  /** What the action wrote on the pull request since, oldest first. */
  readonly comments: readonly string[];
}

export interface ChatopsOptions extends Pick<WatchOptions, "violations"> {
  readonly drift?: Parameters<typeof start>[0] extends { readonly drift?: infer D } | undefined ? D : never;
  readonly speed?: number;
  readonly settings?: (text: string) => string;
  /** Of the template of all nodes, on the default branch. */
  readonly template?: (text: string) => string;
  /** Of the pull request. */
  readonly change?: (text: string) => string;
  readonly reviewers?: readonly string[];
}

export async function startChatops(options: ChatopsOptions = {}): Promise<ChatopsScene> {
  const { drift, speed = 40, change, reviewers = ["bob"], violations = [] } = options;
  const scene = await start({ speed, violations, ...(drift && { drift }) });
  const { world, repository } = scene;
  const recipient = await identityToRecipient(await generateIdentity());
  const text =
    repository.objects.files(repository.branches.get("main") ?? "")[settings]?.content.toString("utf8") ?? "";
  const edited = (options.settings ?? ((same: string) => same))(
    `${text}    snapshots: { recipients: [${recipient}] }\n`,
  );
  const template =
    repository.objects.files(repository.branches.get("main") ?? "")[base]?.content.toString("utf8") ?? "";
  const changed = options.template === undefined ? {} : { [base]: options.template(template) };
  world.push(repository, "main", { [settings]: edited, [path]: caller, ...changed });
  world.addEnvironment(repository, "talos-main", {
    reviewers: reviewers.map((login) => world.addUser(login)),
    branches: "protected",
  });
  const issue = openPull(scene, change && { change });
  // People look at a commit before they comment on it.
  const earlier = new Date(Date.now() - 60_000).toISOString();
  repository.activity.splice(
    0,
    Number.POSITIVE_INFINITY,
    ...repository.activity.map((entry) => ({ ...entry, timestamp: earlier })),
  );
  const answer = async (event: EventPayload, actor: User, given: AnswerOptions): Promise<Answer> => {
    const before = issue.comments.length;
    const review: RunnerOptions["review"] = async (waiting, name) => {
      await given.meanwhile?.();
      const environment = repository.environments.get(name);
      const approver = "approver" in given ? given.approver : "bob";
      if (approver === undefined || environment === undefined) return;
      world.review(waiting, environment, approver, "approved");
    };
    const jobs = await runWorkflow(
      {
        text: reusable,
        path,
        inputs: {
          "plan-runner": '["self-hosted"]',
          "operate-runner": '["self-hosted"]',
          cluster: "",
          "config-path": settings,
        },
        secrets: {
          TALOSCONFIG: scene.cluster.talosconfig,
          AKEYLESS_ACCESS_ID: storeEnvironment.AKEYLESS_ACCESS_ID,
          AKEYLESS_ACCESS_KEY: storeEnvironment.AKEYLESS_ACCESS_KEY,
        },
      },
      event,
      {
        ...{ world, repository, actor, apiUrl: scene.server.url },
        action: { main, post, defaults: defaultInputs() },
        review,
        ...given,
      },
    );
    const run = given.run ?? [...repository.runs.values()].at(-1);
    if (run === undefined) throw new Error("no run was started");
    const comments = issue.comments
      .slice(before)
      .filter(({ user }) => user.type === "Bot")
      .map(({ body }) => body);
    return { jobs, run, comments };
  };
  return {
    ...scene,
    issue,
    say(body, { author = "alice", role } = {}) {
      if (role !== undefined) world.setRole(repository, author, role);
      return world.comment(issue, { author, body });
    },
    answer: (comment, given = {}) =>
      answer(
        given.event ?? commentEvent({ ...scene.origin, sender: comment.user }, { issue, comment }),
        comment.user,
        given,
      ),
    dispatch: (inputs, given = {}) => {
      const sender = world.addUser("alice");
      const event = given.event ?? dispatchEvent({ ...scene.origin, sender }, inputs);
      return answer(event, sender, given);
    },
  };
}

/** Of the workflow that calls the reusable one. */
export const path = ".github/workflows/chatops.yaml";
