import type { Route } from "../route.ts";
import { checkRoutes } from "./checks.ts";
import { deploymentRoutes } from "./deployments.ts";
import { environmentRoutes } from "./environments.ts";
import { gitRoutes } from "./git.ts";
import { graphqlRoutes } from "./graphql.ts";
import { issueRoutes } from "./issues.ts";
import { peopleRoutes } from "./people.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repositories.ts";
import { runReviewRoutes } from "./run-reviews.ts";
import { runnerRoutes } from "./runners.ts";
import { workflowRunRoutes } from "./workflow-runs.ts";
import { workflowRoutes } from "./workflows.ts";

/** Every operation of the simulated API; the first that matches answers. */
export const routes: readonly Route[] = [
  ...gitRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...workflowRoutes,
  ...workflowRunRoutes,
  ...runReviewRoutes,
  ...runnerRoutes,
  ...deploymentRoutes,
  ...environmentRoutes,
  ...peopleRoutes,
  ...repositoryRoutes,
  ...graphqlRoutes,
];
