/** The gate of an environment: a job goes on when a reviewer, every App's rule and the timer agree, and ends when one refuses. */

import { openEnvironment } from "../environment.ts";
import type { App, Environment, Repository, User } from "../state.ts";
import { announceProtectionRule, announceReview } from "./announce-gate.ts";
import { addDeployment, annotateJob, completeJob, holdJob, queueJob } from "./job-life.ts";
import { tellChange } from "./repository-changes.ts";
import type { RunSite } from "./run-site.ts";
import type { Gate, Job, Review, WorkflowRun } from "./run-state.ts";

const maxReports = 10;
const maxReportLength = 1024;

/** A job comes to its environment: it is let in at once, waits, or is refused for its branch. */
export function enterEnvironment(site: RunSite, job: Job): void {
  const environment = environmentOf(site, job);
  if (environment) addDeployment(site, job);
  if (environment && !mayDeploy(site.repository, environment, site.run.ref)) refuseBranch(site, job);
  else if (environment && isGuarded(environment)) waitAt(site, openGate(site, environment), job);
  else queueJob(site, job);
}

function waitAt(site: RunSite, gate: Gate, job: Job): void {
  const { protectionRules, reviewers } = gate.environment;
  gate.jobs.push(job);
  holdJob(site, job);
  for (const rule of protectionRules) announceProtectionRule(site, { job, gate, rule });
  if (reviewers.length > 0) announceReview(site, { gate, job, action: "requested" });
}

function environmentOf(site: RunSite, { environment }: Job): Environment | undefined {
  if (environment === "") return undefined;
  return site.repository.environments.get(environment) ?? addOpenEnvironment(site, environment);
}

function addOpenEnvironment({ state, repository }: RunSite, name: string): Environment {
  const environment = openEnvironment(state.nextId(), name);
  repository.environments.set(name, environment);
  return environment;
}

function mayDeploy({ defaultBranch }: Repository, { branches, allowedBranches }: Environment, ref: string): boolean {
  if (branches === "all") return true;
  const branch = ref.replace(/^refs\/heads\//, "");
  return branches === "protected" ? branch === defaultBranch : allowedBranches.includes(branch);
}

function refuseBranch(site: RunSite, job: Job): void {
  const branch = site.run.ref.replace(/^refs\/heads\//, "");
  const message = `Branch "${branch}" is not allowed to deploy to ${job.environment} due to environment protection rules.`;
  annotateJob(site, job, [
    {
      path: ".github",
      start_line: 1,
      end_line: 1,
      start_column: null,
      end_column: null,
      annotation_level: "failure",
      title: "",
      message,
      raw_details: "",
    },
  ]);
  completeJob(site, job, "failure");
}

function isGuarded({ reviewers, protectionRules, waitMinutes }: Environment): boolean {
  return reviewers.length > 0 || protectionRules.length > 0 || waitMinutes > 0;
}

/** Jobs that come while others wait are let in with them. */
function openGate(site: RunSite, environment: Environment): Gate {
  const { state, run } = site;
  const open = gateOf(run, environment.name);
  if (open) return open;
  const gate: Gate = {
    environment,
    attempt: run.attempt,
    since: state.now().toISOString(),
    jobs: [],
    state: "waiting",
    isReviewed: false,
    isWaitOver: environment.waitMinutes === 0,
    answers: new Map(),
    reports: [],
  };
  run.gates.push(gate);
  if (environment.waitMinutes > 0) setTimeout(() => endWait(site, gate), environment.waitMinutes * 60_000).unref();
  return gate;
}

/** The gate at which jobs of the run wait now. */
export function gateOf(run: WorkflowRun, environment: string): Gate | undefined {
  return waitingGates(run).find((gate) => gate.environment.name === environment);
}

export function waitingGates(run: WorkflowRun): readonly Gate[] {
  return run.gates.filter(({ attempt, state }) => attempt === run.attempt && state === "waiting");
}

export function isReviewer({ reviewers }: Environment, user: User): boolean {
  return reviewers.some((reviewer) =>
    "members" in reviewer ? reviewer.members.has(user.id) : reviewer.id === user.id,
  );
}

/** Whether GitHub takes this person's review of the run. */
export function mayReview(run: WorkflowRun, environment: Environment, user: User): boolean {
  const isStarter = run.triggeringActor.id === user.id;
  return isReviewer(environment, user) && !(environment.preventsSelfReview && isStarter);
}

/**
 * A reviewer answers for everything of the run that waits for the environment.
 *
 * @throws Error when nothing waits, for somebody who is no reviewer, or who started the run where that is prevented
 */
export function reviewGate(site: RunSite, review: Review): void {
  const { run } = site;
  const gate = gateOf(run, review.environment);
  if (gate === undefined) throw new Error("There are no pending deployment requests to approve or reject");
  if (!mayReview(run, gate.environment, review.user)) throw new Error(`${review.user.login} is no reviewer`);
  takeReview(site, gate, review);
}

/**
 * An administrator lets the run pass whoever has to agree.
 *
 * @throws Error for others, where the environment forbids it, and when nothing waits
 */
export function bypassGate(site: RunSite, review: Omit<Review, "state">): void {
  const gate = gateOf(site.run, review.environment);
  if (gate === undefined) throw new Error("There are no pending deployment requests to bypass");
  const isAdmin = site.repository.roles.get(review.user.id) === "admin";
  if (!isAdmin || !gate.environment.adminsMayBypass) throw new Error(`${review.user.login} may not bypass the rules`);
  gate.isWaitOver = true;
  for (const { app } of gate.environment.protectionRules) gate.answers.set(app, "approved");
  takeReview(site, gate, { ...review, state: "approved" });
}

function takeReview(site: RunSite, gate: Gate, review: Review): void {
  site.run.reviews.push(review);
  gate.isReviewed = review.state === "approved";
  if (review.state === "rejected") gate.state = "rejected";
  const [job] = gate.jobs;
  if (job) announceReview(site, { gate, job, action: review.state, review });
  settle(site, gate);
}

/**
 * An App's rule answers, or says something while it goes on waiting.
 *
 * @throws Error when nothing waits for this App, or it has said too much
 */
export function answerRule(
  site: RunSite,
  answer: {
    readonly environment: string;
    readonly app: App;
    readonly state: "approved" | "rejected" | undefined;
    readonly comment: string;
  },
): void {
  const gate = gateOf(site.run, answer.environment);
  const isAsked = gate?.environment.protectionRules.some(({ app }) => app === answer.app) === true;
  if (gate === undefined || !isAsked || gate.answers.has(answer.app)) {
    throw new Error("There are no pending deployment requests to approve or reject");
  }
  if (answer.comment.length > maxReportLength) throw new Error(`Comment is too long (maximum is ${maxReportLength})`);
  if (answer.state === undefined) {
    if (gate.reports.filter(({ app }) => app === answer.app).length >= maxReports)
      throw new Error("Too many status reports");
    gate.reports.push({ app: answer.app, comment: answer.comment });
    return;
  }
  gate.answers.set(answer.app, answer.state);
  if (answer.state === "rejected") gate.state = "rejected";
  settle(site, gate);
}

function endWait(site: RunSite, gate: Gate): void {
  gate.isWaitOver = true;
  settle(site, gate);
}

function settle(site: RunSite, gate: Gate): void {
  const { environment, answers, isReviewed, isWaitOver } = gate;
  const isAgreed =
    (isReviewed || environment.reviewers.length === 0) &&
    environment.protectionRules.every(({ app }) => answers.get(app) === "approved") &&
    isWaitOver;
  if (gate.state === "waiting" && isAgreed) gate.state = "approved";
  for (const job of gate.jobs.filter(({ status }) => status === "waiting")) {
    if (gate.state === "approved") queueJob(site, job);
    if (gate.state === "rejected") completeJob(site, job, "failure");
  }
  tellChange(site.repository);
}
