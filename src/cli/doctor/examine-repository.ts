/** The repository on GitHub: its settings, workflows, environments and runners. */
import { type DefaultBranch, readDefaultBranch } from "../../adapters/github/commits.ts";
import type { GitHub } from "../../adapters/github/connect-github.ts";
import { readEnvironmentRules } from "../../adapters/github/environment-rules.ts";
import { findTeam } from "../../adapters/github/find-team.ts";
import { findUserId } from "../../adapters/github/person.ts";
import { openRepositoryFiles } from "../../adapters/github/repository-files.ts";
import { listRunners } from "../../adapters/github/runners.ts";
import { readWorkflowPermissions } from "../../adapters/github/workflow-permissions.ts";
import type { Cluster, Settings } from "../../cluster/cluster.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import type { Finding } from "./finding.ts";
import { judgeEnvironment } from "./judge-environment.ts";
import { judgeDefaults, judgeRunners } from "./judge-runners.ts";
import { judgeBranchSettings, judgePeople, judgeSettings, type NamedPeople } from "./judge-settings.ts";
import { judgeWorkflows, workflowPath } from "./judge-workflows.ts";
import { look } from "./look.ts";
import { isOurs, readWorkflow, type Workflow } from "./read-workflow.ts";

interface Options {
  readonly signal: AbortSignal;
}

export interface RemoteSettings {
  readonly settings: Settings | undefined;
  readonly findings: readonly Finding[];
  readonly branch: DefaultBranch | undefined;
}

/** The settings that count on GitHub: those of the default branch. */
export async function examineSettings(
  github: GitHub,
  { path, local }: { readonly path: string; readonly local: string | undefined },
  { signal }: Options,
): Promise<RemoteSettings> {
  let branch: DefaultBranch | undefined;
  let settings: Settings | undefined;
  const findings = await look("settings", async () => {
    branch = await readDefaultBranch(github, { signal });
    const files = openRepositoryFiles(github, branch.sha);
    settings = await readSettings(files, { path, signal });
    const text = (await files.read(path, { signal })) ?? "";
    return [
      ...judgeBranchSettings(local, text, branch.name),
      ...judgeSettings(settings),
      ...judgePeople(await lookPeopleUp(github, settings, { signal })),
    ];
  });
  return { settings, findings, branch };
}

async function lookPeopleUp(github: GitHub, { clusters }: Settings, options: Options): Promise<readonly NamedPeople[]> {
  const rules = clusters.flatMap(({ permissions }) => permissions);
  const users = [...new Set(rules.flatMap((rule) => rule.users ?? []))];
  const teams = [...new Set(rules.flatMap((rule) => rule.teams ?? []))];
  return Promise.all([
    ...users.map(async (login): Promise<NamedPeople> => {
      const found = (await findUserId(github, login, options)) !== undefined;
      return { login, kind: "user", found };
    }),
    ...teams.map(async (login): Promise<NamedPeople> => {
      const { kind } = await findTeam(github, login, options);
      // GitHub hides teams from who is not in the organisation: nothing found is not yet nothing there
      return { login, kind: "team", found: kind === "found" ? true : "unknown" };
    }),
  ]);
}

/** Everything that the settings make necessary. */
export async function examineRepository(
  github: GitHub,
  { settings, branch }: { readonly settings: Settings; readonly branch: DefaultBranch },
  { signal }: Options,
): Promise<readonly Finding[]> {
  const files = openRepositoryFiles(github, branch.sha);
  let workflows: readonly Workflow[] = [];
  const workflowFindings = await look("workflow", async () => {
    workflows = await readWorkflows(files, { signal });
    return judgeWorkflows(workflows, settings.bot, branch.name);
  });
  const named = settings.clusters.flatMap((cluster) => nameEnvironment(cluster));
  const found = await Promise.all([
    look("workflow", async () => judgeDefaults(await readWorkflowPermissions(github, { signal }))),
    ...named.map(({ cluster, environment }) =>
      look("environment", async () =>
        judgeEnvironment(cluster, environment, {
          asked: await readEnvironmentRules(github, environment, { signal }),
          isPrivate: !branch.isPublic,
          defaultBranch: branch.name,
          appId: settings.bot?.appId,
        }),
      ),
    ),
    look("runners", async () => judgeRunners(await listRunners(github, { signal }), wantedLabels(workflows, settings))),
  ]);
  return [...workflowFindings, ...found.flat()];
}

function nameEnvironment(cluster: Cluster) {
  return cluster.environment === undefined ? [] : [{ cluster, environment: cluster.environment }];
}

async function readWorkflows(files: RepositoryFiles, { signal }: Options): Promise<readonly Workflow[]> {
  const paths = (await files.list(".github/workflows", { signal })).filter((path) => /\.ya?ml$/.test(path));
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await files.read(path, { signal }) })));
  return texts.flatMap(({ path, text }) => readWorkflow(path, text ?? "") ?? []);
}

/** Where there is a bot, those of the workflow that it starts. */
function wantedLabels(workflows: readonly Workflow[], { bot }: Settings): readonly (readonly string[])[] {
  const asking = bot ? workflows.filter(({ path }) => path === workflowPath(bot)) : workflows;
  return asking.filter(({ uses }) => uses.some(isOurs)).flatMap(({ labels }) => labels.filter(isSelfHosted));
}

function isSelfHosted(labels: readonly string[]): boolean {
  return !labels.some((label) => /^(ubuntu|windows|macos)-/.test(label));
}
