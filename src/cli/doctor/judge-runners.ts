import type { Asked } from "../../adapters/github/ask-or-unknown.ts";
import type { Runner, Runners } from "../../adapters/github/runners.ts";
import type { WorkflowPermissions } from "../../adapters/github/workflow-permissions.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, unknown, warning, error } = findingsOf("runners");

/** Older ones are refused by GitHub when they register. */
const leastVersion = "2.329.0";

/** Whether there is a runner for each of the jobs. */
export function judgeRunners(asked: Asked<Runners>, wanted: readonly (readonly string[])[]): readonly Finding[] {
  if (asked.kind !== "found") {
    const hint = "Use a token with Administration: read to see them, or look at Settings, Actions, Runners.";
    return [unknown("runners_hidden", "Which runners there are is not known: the token may not look", hint)];
  }
  const { runners, complete } = asked.value;
  return [
    ...unique(wanted.map((labels) => labels.join(", "))).map((labels) => judgeLabels(labels, runners, complete)),
    ...runners
      .filter(isOld)
      .map(({ name, version }) =>
        error(
          "runner_old",
          `The runner ${name} has version ${version}; GitHub takes ${leastVersion} and later`,
          "Update it: download the newest version, and register it again.",
        ),
      ),
  ];
}

function judgeLabels(labels: string, runners: readonly Runner[], complete: boolean): Finding {
  const fit = runners.filter((runner) => labels.split(", ").every((label) => hasLabel(runner, label)));
  const online = fit.filter((runner) => runner.online);
  if (online.length > 0) {
    return ok("runner_online", `Online with the labels ${labels}: ${online.map(({ name }) => name).join(", ")}`);
  }
  const mend = `Register one with the labels ${labels}, or name others in the workflow.`;
  if (fit.length > 0 && !fit.some(({ ephemeral }) => ephemeral)) {
    const names = fit.map(({ name }) => name).join(", ");
    return error("runner_offline", `No runner with the labels ${labels} is online: ${names}`, "Start its service.");
  }
  const elsewhere = complete ? "" : " Those of the organisation could not be looked at.";
  return warning(
    "runner_missing",
    `No runner with the labels ${labels} is there now; scale sets register theirs when a job waits`,
    `${mend}${elsewhere}`,
  );
}

function hasLabel({ labels }: Runner, wanted: string): boolean {
  return labels.some((label) => label.toLowerCase() === wanted.toLowerCase());
}

function isOld({ version }: Runner): boolean {
  const numbers = (text: string) => text.split(".").map(Number);
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) return false;
  const [given, least] = [numbers(version), numbers(leastVersion)];
  const place = given.findIndex((number, index) => number !== least[index]);
  return place !== -1 && (given[place] ?? 0) < (least[place] ?? 0);
}

/** What workflows may do that ask for nothing. */
export function judgeDefaults(asked: Asked<WorkflowPermissions>): readonly Finding[] {
  const page = "On GitHub: Settings, Actions, General, Workflow permissions";
  const { ok: fine, unknown: hidden, warning: warn } = findingsOf("workflow");
  if (asked.kind !== "found") {
    const message = "What workflows may do that ask for nothing is not known: the token may not look";
    return [hidden("defaults_hidden", message, `${page}: "Read repository contents" is the right choice.`)];
  }
  const { writes, approvesPullRequests } = asked.value;
  return [
    writes
      ? warn(
          "defaults_write",
          "A workflow that asks for nothing gets a token that writes",
          `${page}: "Read repository contents and packages permissions".`,
        )
      : fine("defaults_read", "A workflow that asks for nothing may only read"),
    ...(approvesPullRequests
      ? [
          warn(
            "defaults_approve",
            "Workflows may approve pull requests",
            `${page}: switch off "Allow GitHub Actions to create and approve pull requests".`,
          ),
        ]
      : []),
  ];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
