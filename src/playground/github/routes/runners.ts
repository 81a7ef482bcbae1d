import { type Answer, type Call, type Route, repositoryOf } from "../route.ts";
import { presentRunner } from "../runs/present-run.ts";

/** Self-hosted runners of the repository. */
export const runnerRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/actions/runners", needs: ["administration=read"], handle: list },
];

function list(call: Call): Answer {
  const name = call.query.get("name");
  const found = repositoryOf(call).runners.filter((runner) => name === null || runner.name === name);
  return { list: found.map(presentRunner), wrap: (page) => ({ total_count: found.length, runners: page }) };
}
