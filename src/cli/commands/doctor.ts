import { chooseCluster } from "../../cluster/choose-cluster.ts";
import type { Settings } from "../../cluster/cluster.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { examineApp } from "../doctor/examine-app.ts";
import { examineRepository, examineSettings } from "../doctor/examine-repository.ts";
import { examineTalos } from "../doctor/examine-talos.ts";
import { areas, type Finding, findingsOf } from "../doctor/finding.ts";
import { judgeSettings } from "../doctor/judge-settings.ts";
import { look } from "../doctor/look.ts";
import { openReach, type Reach } from "../doctor/open-reach.ts";
import { isWell, renderFindings } from "../doctor/render-findings.ts";
import { openRepository, type Repository, settingsPath } from "../open-repository.ts";

const defaultWidth = 100;

export async function run(call: CommandCall): Promise<ExitCode> {
  const { output, options } = call;
  const repository = await openRepository(call);
  const reach = await openReach(call, repository.root);
  const findings = await examine(call, repository, reach);
  const well = isWell(findings, { strict: options.flag("strict") });
  const { repository: name } = reach;
  if (output.json) {
    output.writeJson({ version: 1, kind: "doctor", ...(name !== undefined && { repository: name }), well, findings });
  } else {
    const rendering = { color: output.color.stdout, width: output.columns ?? defaultWidth };
    output.write(renderFindings({ title: name ?? repository.root, findings }, rendering));
  }
  return well ? 0 : 1;
}

async function examine(call: CommandCall, repository: Repository, reach: Reach): Promise<readonly Finding[]> {
  const { signal, output } = call;
  output.progress("looking at the App");
  const app = await examineApp(reach, { signal, now: new Date() });
  const github = reach.github ?? app.github;
  output.progress("looking at the settings");
  const here = await readHere(call, repository);
  const there = github && (await examineSettings(github, { path: here.path, local: here.text }, { signal }));
  const settings = there?.settings ?? here.settings;
  output.progress("looking at GitHub and at the nodes");
  const found = await Promise.all([
    there?.findings ?? here.findings,
    github && there?.settings && there.branch
      ? examineRepository(github, { settings: there.settings, branch: there.branch }, { signal })
      : [],
    app.findings(settings?.bot?.appId),
    settings === undefined ? [] : examineTalos(call, choose(call, settings), repository),
    notAsked(reach, github !== undefined),
  ]);
  return found.flat().toSorted((left, right) => areas.indexOf(left.area) - areas.indexOf(right.area));
}

interface Here {
  readonly path: string;
  readonly text: string | undefined;
  readonly settings: Settings | undefined;
  readonly findings: readonly Finding[];
}

async function readHere(call: CommandCall, { root, files }: Repository): Promise<Here> {
  const path = settingsPath(call, root);
  const { signal } = call;
  let settings: Settings | undefined;
  let text: string | undefined;
  const findings = await look("settings", async () => {
    text = await files.read(path, { signal });
    settings = await readSettings(files, { path, signal });
    return judgeSettings(settings);
  });
  return { path, text, settings, findings };
}

function choose({ options }: CommandCall, settings: Settings) {
  const name = options.text("cluster");
  return name === undefined ? settings.clusters : [chooseCluster(settings, { selectors: [], name })];
}

/** What nobody gave the means to look at. */
function notAsked({ repository, app }: Reach, hasGitHub: boolean): readonly Finding[] {
  const github = findingsOf("workflow");
  return [
    ...(hasGitHub
      ? []
      : [
          github.unknown(
            "github_not_asked",
            repository === undefined
              ? "GitHub was not asked: it is not known which repository this is"
              : `GitHub was not asked about ${repository}: there is no token`,
            repository === undefined
              ? "Give --repository owner/name, and for a server of your own GITHUB_API_URL."
              : "Set GITHUB_TOKEN, or give --token-file. It has to read; Administration: read shows the runners, too.",
          ),
        ]),
    ...(app === undefined
      ? [
          findingsOf("app").unknown(
            "app_not_asked",
            "The bot's App was not looked at: there is no key",
            "Where there is a bot, set APP_ID and PRIVATE_KEY_PATH as it has them.",
          ),
        ]
      : []),
  ];
}
