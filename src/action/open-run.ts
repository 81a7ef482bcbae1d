/** The runner's environment in, what every step of a run needs out. Nothing is asked of anybody yet. */
import { connectGitHub } from "../adapters/github/connect-github.ts";
import { openRepositoryFiles } from "../adapters/github/repository-files.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import { readInputs } from "./inputs.ts";
import type { RunContext } from "./run-context.ts";
import type { RunLog } from "./run-log.ts";

type Opening = Pick<RunContext, "environment" | "log" | "signal" | "cancel" | "redactor" | "redactionKey">;

/** @throws UserError `input_invalid` */
export function openRun(opening: Opening): RunContext {
  const { environment, log, redactor } = opening;
  const inputs = readInputs(environment);
  redactor.learnValue(inputs.token);
  hideTalosconfig(inputs.talosconfig, log, redactor);
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  const server = environment["GITHUB_SERVER_URL"] ?? "https://github.com";
  const apiUrl = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const github = connectGitHub({ token: inputs.token, apiUrl, repository, log });
  const repositoryUrl = `${server}/${repository}`;
  const runUrl = `${repositoryUrl}/actions/runs/${environment["GITHUB_RUN_ID"] ?? ""}`;
  const filesAt = once((sha) => openRepositoryFiles(github, sha));
  return { ...opening, inputs, github, filesAt, report: { repositoryUrl, runUrl } };
}

function once(open: (sha: string) => RepositoryFiles): (sha: string) => RepositoryFiles {
  const opened = new Map<string, RepositoryFiles>();
  return (sha) => {
    const files = opened.get(sha) ?? open(sha);
    opened.set(sha, files);
    return files;
  };
}

/** The runner masks a secret as a whole; its lines would still show one by one. */
function hideTalosconfig(talosconfig: string | undefined, log: RunLog, redactor: Redactor): void {
  for (const [, value = ""] of talosconfig?.matchAll(/\b(?:ca|crt|key)["']?:\s*["']?([A-Za-z0-9+/=]{20,})/g) ?? []) {
    log.hide(value);
    redactor.learnValue(value);
  }
}
