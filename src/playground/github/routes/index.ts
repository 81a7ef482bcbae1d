import type { Route } from "../route.ts";
import { checkRoutes } from "./checks.ts";
import { gitRoutes } from "./git.ts";
import { graphqlRoutes } from "./graphql.ts";
import { issueRoutes } from "./issues.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repositories.ts";

/** Every operation of the simulated API; the first that matches answers. */
export const routes: readonly Route[] = [
  ...gitRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...repositoryRoutes,
  ...graphqlRoutes,
];
