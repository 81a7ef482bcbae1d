import type { Cluster, Settings } from "../../cluster/cluster.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, warning, error } = findingsOf("settings");

/** What is judged of the settings by themselves. */
export function judgeSettings(settings: Settings): readonly Finding[] {
  const { path, clusters, bot } = settings;
  const nodes = clusters.reduce((sum, cluster) => sum + cluster.nodes.length, 0);
  const listening = bot === undefined ? "no bot" : `the bot of App ${bot.appId}`;
  return [
    ok("settings_valid", `${path} is valid: clusters: ${clusters.length}, nodes: ${nodes}, ${listening}`),
    ...clusters.flatMap((cluster) => judgeApprovals(cluster, bot !== undefined)),
    ...shareEnvironment(clusters),
  ];
}

function judgeApprovals(cluster: Cluster, hasBot: boolean): readonly Finding[] {
  const { name, approvals, environment } = cluster;
  const modes = Object.values(approvals);
  return [
    ...(modes.includes("environment") && environment === undefined
      ? [
          error(
            "environment_unnamed",
            `The approvals of ${name} are an environment's reviewers, and the cluster names no environment: what changes it is refused`,
            `Add \`environment: talos-${name}\` to the cluster, or set its \`approvals\` to \`comment\`.`,
          ),
        ]
      : []),
    ...(modes.includes("comment") && !hasBot
      ? [
          error(
            "comment_without_bot",
            `The approvals of ${name} are comments, and the settings name no bot that hears them`,
            "Add `bot: { appId: <number of the App> }`, or set `approvals` to `environment`.",
          ),
        ]
      : []),
    ...(approvals.change === "none"
      ? [
          warning(
            "approval_none",
            `Whoever may change ${name} does so alone: its settings ask for no approval`,
            "Set `approvals.change` to `environment` or `comment`.",
          ),
        ]
      : []),
  ];
}

function shareEnvironment(clusters: readonly Cluster[]): readonly Finding[] {
  return clusters.flatMap(({ name, environment }, index) => {
    const other = clusters.slice(0, index).find((cluster) => cluster.environment === environment);
    if (environment === undefined || other === undefined) return [];
    const message = `${other.name} and ${name} share the environment ${environment}: its secrets reach both, and so does an approval's right`;
    return [warning("environment_shared", message, "Give each cluster an environment of its own.")];
  });
}

/** Who the rules name, and who of them is there. */
export interface NamedPeople {
  readonly login: string;
  readonly kind: "user" | "team";
  readonly found: boolean | "unknown";
}

export function judgePeople(named: readonly NamedPeople[]): readonly Finding[] {
  const missing = named.filter(({ found }) => found === false);
  const hidden = named.filter(({ found }) => found === "unknown");
  const { unknown } = findingsOf("settings");
  return [
    ...missing.map(({ kind, login }) =>
      error(
        `${kind}_missing`,
        `The permissions name the ${kind} ${login}, and GitHub knows none of that name`,
        "Correct the name, or take it out of the settings' `permissions`.",
      ),
    ),
    ...hidden.map(({ kind, login }) =>
      unknown(
        `${kind}_hidden`,
        `Whether there is the ${kind} ${login}, which the permissions name, is not known`,
        "Use a token that may read the organisation's members (`read:org`, or Members: read).",
      ),
    ),
    ...(named.length > 0 && missing.length + hidden.length === 0
      ? [ok("people_found", `All whom the permissions name are there: ${named.length}`)]
      : []),
  ];
}

/** What the folder says and what the default branch says, which is what counts. */
export function judgeBranchSettings(local: string | undefined, remote: string, branch: string): readonly Finding[] {
  if (local === undefined || local === remote) return [];
  return [
    warning(
      "settings_differ",
      `The settings here differ from those of ${branch}, which are the ones that count on GitHub`,
      `Merge them into ${branch}. What follows is judged by those of ${branch}.`,
    ),
  ];
}
