/** The simulated GitHub and cluster in, what the page shows of one pull request out. */

import type { Gate, Job, WorkflowRun } from "../github/runs/run-state.ts";
import type { CheckRun, Comment, Issue, Reaction, Repository, User } from "../github/state.ts";
import type { SimulatedCluster } from "../talos/start-simulated-cluster.ts";
import type { PageCheck, PageComment, PageModel, PageNode, PageRun } from "./page-model.ts";

export interface PageScene {
  readonly repository: Repository;
  readonly issue: Issue;
  readonly cluster: SimulatedCluster;
  /** Of the simulated GitHub. */
  readonly serverUrl: string;
  /** In the order of the page. */
  readonly people: readonly User[];
  readonly labels: readonly string[];
}

export function describeScene({ cluster, issue, labels, people, repository, serverUrl }: PageScene): PageModel {
  const { body, comments, number, pull, title, user } = issue;
  const name = `${repository.owner.login}/${repository.name}`;
  return {
    repository: name,
    url: `${serverUrl}/${name}`,
    pull: {
      number,
      title,
      body,
      author: user.login,
      branch: pull?.headRef ?? "",
      headSha: pull?.headSha ?? "",
      labels: [...issue.labels],
      comments: comments.map(describeComment),
    },
    people: people.map(({ id, login }) => ({ login, role: repository.roles.get(id) ?? "none" })),
    labels,
    checks: [...repository.checkRuns.values()].filter(isShown).map(describeCheck).reverse(),
    runs: [...repository.runs.values()].map(describeRun).reverse(),
    nodes: cluster.nodes.map(({ name, machine }) => describeNode(name, machine)),
  };
}

/** Jobs are shown with their runs. */
function isShown({ job }: CheckRun): boolean {
  return job === undefined;
}

function describeComment({ body, createdAt, id, reactions, updatedAt, user }: Comment): PageComment {
  return {
    id,
    author: user.login,
    isBot: user.type === "Bot",
    isEdited: updatedAt !== createdAt,
    body,
    at: createdAt.slice(11, 19),
    reactions: countReactions(reactions),
  };
}

const emojis: Readonly<Record<string, string>> = { eyes: "👀", rocket: "🚀", "+1": "👍", "-1": "👎", confused: "😕" };

function countReactions(reactions: readonly Reaction[]): PageComment["reactions"] {
  const contents = [...new Set(reactions.map(({ content }) => content))];
  return contents.map((content) => ({
    emoji: emojis[content] ?? content,
    by: reactions.filter((reaction) => reaction.content === content).map(({ user }) => user.login),
  }));
}

function describeCheck({ app, conclusion, id, name, output, status }: CheckRun): PageCheck {
  return { id, name, app: app.name, status, conclusion, title: output.title ?? "", summary: output.summary ?? "" };
}

function describeRun({ attempt, conclusion, gates, id, jobs, status, title }: WorkflowRun): PageRun {
  const current = jobs.filter((job) => job.attempt === attempt);
  return { id, title, status, conclusion, jobs: current.map((job) => describeJob(job, gates)) };
}

function describeJob(job: Job, gates: readonly Gate[]): PageRun["jobs"][number] {
  const { conclusion, id, name, status } = job;
  const gate = gates.find(({ jobs, state }) => state === "waiting" && jobs.includes(job));
  return { id, name, status, conclusion, ...(gate && { waitsFor: describeGate(gate) }) };
}

function describeGate({ environment: { name, reviewers } }: Gate) {
  return {
    environment: name,
    reviewers: reviewers.flatMap((reviewer) => ("login" in reviewer ? [reviewer.login] : [])),
  };
}

function describeNode(name: string, machine: SimulatedCluster["nodes"][number]["machine"]): PageNode {
  const { booted, power, role, stage, unschedulable } = machine;
  return {
    name,
    role: role === "controlplane" ? "control plane" : role,
    version: booted.version,
    schematic: `schematic ${booted.schematic?.id.slice(0, 8) ?? "none"}`,
    state: power === "on" ? stage : power,
    isCordoned: unschedulable,
  };
}
