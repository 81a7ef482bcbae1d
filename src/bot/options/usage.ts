import type { OptionProblem } from "./bot-options.ts";
import { optionTable } from "./option-table.ts";

/** For `--help`. */
export function formatUsage(): string {
  const width = Math.max(...optionTable.map(({ name }) => name.length));
  const rows = optionTable.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
  return `talos-chatops-bot: the GitHub App that turns comments on pull requests into operations on Talos clusters.

Usage: talos-chatops-bot [--help | --version]
       talos-chatops-bot setup --url <address>    register the App, and write its credentials down

It listens for GitHub's webhooks until it gets SIGTERM or SIGINT. Everything is told by environment variables:

${rows.join("\n")}

GET /healthz says that the process lives, GET /readyz that it can work; GET /metrics is for Prometheus.

Exit codes: 0 ended as told, 1 failed, 2 an option is missing or wrong.
`;
}

/** Everything that is wrong at once, each with its next step. */
export function formatProblems(problems: readonly OptionProblem[]): string {
  return problems.map(({ name, problem, hint }) => `error: ${name} ${problem}\nhint: ${hint}\n`).join("");
}
