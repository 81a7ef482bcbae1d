import type { AppRoute, OpenRoute, Route } from "../route.ts";
import { appHookRoutes } from "./app-hook.ts";
import { manifestRoutes, ownAppRoutes, publicAppRoutes } from "./apps.ts";
import { checkRoutes } from "./checks.ts";
import { deploymentRoutes } from "./deployments.ts";
import { environmentRoutes } from "./environments.ts";
import { gitRoutes } from "./git.ts";
import { graphqlRoutes } from "./graphql.ts";
import { installationRoutes } from "./installations.ts";
import { issueRoutes } from "./issues.ts";
import { peopleRoutes } from "./people.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repositories.ts";
import { runReviewRoutes } from "./run-reviews.ts";
import { runnerRoutes } from "./runners.ts";
import { workflowRunRoutes } from "./workflow-runs.ts";
import { workflowRoutes } from "./workflows.ts";

/** For an App with its own signed token. */
export const appRoutes: readonly AppRoute[] = [...ownAppRoutes, ...appHookRoutes];

/** For everybody. */
export const openRoutes: readonly OpenRoute[] = [...manifestRoutes, ...publicAppRoutes];

/** Every other operation of the simulated API; the first that matches answers. */
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
  ...installationRoutes,
];
