import type { BotSettings } from "../../cluster/cluster.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { isOurs, type Workflow } from "./read-workflow.ts";

const { ok, warning, error } = findingsOf("workflow");

/** What the bot hands to the workflow that it starts. */
export const sentInputs = ["request-id", "command"] as const;

/** The default branch's workflows: the one that the bot starts, and those that might be in its way. */
export function judgeWorkflows(
  workflows: readonly Workflow[],
  bot: BotSettings | undefined,
  branch: string,
): readonly Finding[] {
  const ours = workflows.filter(({ uses }) => uses.some(isOurs));
  const started = bot && workflows.find(({ path }) => path === workflowPath(bot));
  const problems = [
    ...(bot && started === undefined ? [notThere(bot, branch)] : []),
    ...(started === undefined ? [] : judgeStarted(started)),
    ...ours.flatMap(judgePins),
    ...ours.flatMap(judgeTarget),
    ...(bot ? ours.flatMap(judgeRival) : judgeAlone(ours, branch)),
    ...ours.flatMap(judgePermissions),
  ];
  if (problems.some(({ severity }) => severity === "error")) return problems;
  const names = (started ? [started] : ours).map(({ path }) => path);
  return [
    ...(names.length > 0 ? [ok("workflow_fit", `${names.join(", ")} on ${branch} does what is needed`)] : []),
    ...problems,
  ];
}

export function workflowPath({ workflow }: BotSettings): string {
  return `.github/workflows/${workflow}`;
}

function notThere(bot: BotSettings, branch: string): Finding {
  return error(
    "workflow_missing",
    `There is no ${workflowPath(bot)} on ${branch} that can be read, and it is what the bot starts`,
    `Put examples/workflows/bot.yaml there, or name another file as \`bot.workflow\` in the settings.`,
  );
}

/** As a member, and as an index: expressions know both. */
const requestInput = /\binputs(\.request-id\b|\[["']request-id["']\])/g;

function judgeStarted({ path, triggers, dispatchInputs, runName, uses }: Workflow): readonly Finding[] {
  const missing = sentInputs.filter((input) => !dispatchInputs.includes(input));
  const text = runName.replaceAll(requestInput, "");
  const namesRequest = text !== runName && /\brequest\b/.test(text);
  return [
    ...(triggers.includes("workflow_dispatch")
      ? missing.map((input) =>
          error(
            "input_missing",
            `${path} has no input ${input} of workflow_dispatch: GitHub refuses to start it with one`,
            `Add it below \`on.workflow_dispatch.inputs\`, \`type: string\`, as examples/workflows/bot.yaml has it.`,
          ),
        )
      : [
          error(
            "dispatch_missing",
            `${path} cannot be started: it has no trigger workflow_dispatch`,
            "Take the `on:` of examples/workflows/bot.yaml.",
          ),
        ]),
    ...(namesRequest
      ? []
      : [
          error(
            "run_name_missing",
            `The runs of ${path} do not say which request they are for: the bot knows them by their titles`,
            "Take the `run-name:` of examples/workflows/bot.yaml: it holds `request` and the input request-id.",
          ),
        ]),
    ...(uses.some(isOurs)
      ? []
      : [
          error(
            "action_missing",
            `${path} uses neither the action nor the reusable workflow of talos-chatops`,
            "Take the jobs of examples/workflows/bot.yaml.",
          ),
        ]),
  ];
}

/** What a tag names today is not what it names tomorrow, and these jobs hold the talosconfig. */
function judgePins({ path, uses }: Workflow): readonly Finding[] {
  return uses
    .filter((name) => !name.startsWith("./") && !/@(?!0{40})[0-9a-f]{40}$|@sha256:[0-9a-f]{64}$/.test(name))
    .map((name) =>
      error(
        "uses_unpinned",
        `${path} uses ${name}, which is not pinned to a commit`,
        "Write the commit's 40 digits behind the @, and the version in a comment.",
      ),
    );
}

function judgeTarget({ path, triggers }: Workflow): readonly Finding[] {
  if (!triggers.includes("pull_request_target")) return [];
  return [
    error(
      "pull_request_target",
      `${path} is started by pull_request_target: it runs with secrets for anybody's pull request`,
      "Use `pull_request`, and let the bot start what needs secrets.",
    ),
  ];
}

function judgeRival({ path, triggers }: Workflow): readonly Finding[] {
  if (!triggers.includes("issue_comment")) return [];
  return [
    error(
      "workflow_rival",
      `${path} answers comments, too: every command would be carried out twice`,
      "Remove it, or its trigger `issue_comment`: the bot does its work.",
    ),
  ];
}

function judgeAlone(ours: readonly Workflow[], branch: string): readonly Finding[] {
  if (ours.length > 0) return [];
  return [
    warning(
      "workflow_missing",
      `No workflow on ${branch} uses talos-chatops`,
      "Take one of examples/workflows, and put it into .github/workflows.",
    ),
  ];
}

function judgePermissions({ path, asksPermissions }: Workflow): readonly Finding[] {
  if (asksPermissions) return [];
  return [
    warning(
      "permissions_default",
      `${path} has no \`permissions:\` of its own: its jobs get what the repository's default gives`,
      "Add `permissions: {}` at its top, and to each job what the examples give it.",
    ),
  ];
}
