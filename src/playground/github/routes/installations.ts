import { presentRepository } from "../present-repository.ts";
import { type RateLimit, readRateLimit } from "../rate-limit.ts";
import { type Answer, type Call, Refusal, type Route } from "../route.ts";

/** What a token asks about itself. */
export const installationRoutes: readonly Route[] = [
  { method: "GET", path: "/installation/repositories", needs: [], handle: listRepositories },
  { method: "GET", path: "/rate_limit", needs: [], handle: readLimits },
];

function listRepositories({ state, token, apiUrl }: Call): Answer {
  if (token.app === undefined) throw new Refusal(403, "You must authenticate with an installation access token");
  const repositories = state.repositories.filter(({ id }) => token.repositories.has(id));
  return {
    list: repositories.map((repository) => presentRepository({ apiUrl, repository })),
    wrap: (page) => ({ total_count: repositories.length, repository_selection: "selected", repositories: page }),
  };
}

/** Asking costs nothing. */
function readLimits({ state, token }: Call): Answer {
  const core: RateLimit = readRateLimit(state, token);
  const search: RateLimit = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return { status: 200, body: { resources: { core, search }, rate: core } };
}
