import { UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import type { Cluster, Settings } from "./cluster.ts";

/**
 * The cluster a request is for: the one named, else the one that its selectors name (`<cluster>/<node>`), else the only one.
 *
 * @throws UserError `cluster_unknown` for an unknown name, for selectors of two clusters, and when one must be named.
 */
export function chooseCluster(
  settings: Settings,
  request: { readonly name?: string; readonly selectors?: readonly string[] },
): Cluster {
  const [named, other] = namesIn(request);
  if (other !== undefined) {
    throw new UserError(`Cannot work on two clusters at once: ${named} and ${other}`, {
      code: "cluster_unknown",
      hint: "Give one command for each cluster.",
    });
  }
  if (named !== undefined) return findCluster(settings, named);
  const [only, another] = settings.clusters;
  if (only !== undefined && another === undefined) return only;
  throw new UserError(`Cannot tell which cluster is meant: ${settings.path} has ${settings.clusters.length}`, {
    code: "cluster_unknown",
    hint: `Name one of ${listNames(settings)}: before a node, as <cluster>/<node>, or with --cluster.`,
  });
}

function namesIn(request: { readonly name?: string; readonly selectors?: readonly string[] }): readonly string[] {
  const prefixes = (request.selectors ?? [])
    .flatMap((selector) => selector.split(","))
    .filter((selector) => selector.includes("/"))
    .map((selector) => selector.slice(0, selector.indexOf("/")));
  return [...new Set([...(request.name === undefined ? [] : [request.name]), ...prefixes])];
}

function findCluster(settings: Settings, name: string): Cluster {
  const found = settings.clusters.find((cluster) => cluster.name === name);
  if (found !== undefined) return found;
  const nearest = nearestName(
    name,
    settings.clusters.map((cluster) => cluster.name),
  );
  throw new UserError(`Cannot find cluster ${JSON.stringify(name)} in ${settings.path}`, {
    code: "cluster_unknown",
    hint: nearest === undefined ? `It has ${listNames(settings)}.` : `Did you mean ${nearest}?`,
  });
}

function listNames(settings: Settings): string {
  return settings.clusters.map((cluster) => cluster.name).join(", ");
}
