import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/cluster/choose-cluster.ts
function chooseCluster(settings, request) {
  const [named, other] = namesIn(request);
  if (other !== void 0) {
    throw new UserError(`Cannot work on two clusters at once: ${named} and ${other}`, {
      code: "cluster_unknown",
      hint: "Give one command for each cluster."
    });
  }
  if (named !== void 0) return findCluster(settings, named);
  const [only, another] = settings.clusters;
  if (only !== void 0 && another === void 0) return only;
  throw new UserError(`Cannot tell which cluster is meant: ${settings.path} has ${settings.clusters.length}`, {
    code: "cluster_unknown",
    hint: `Name one of ${listNames(settings)}: before a node, as <cluster>/<node>, or with --cluster.`
  });
}
function namesIn(request) {
  const prefixes = (request.selectors ?? []).flatMap((selector) => selector.split(",")).filter((selector) => selector.includes("/")).map((selector) => selector.slice(0, selector.indexOf("/")));
  return [.../* @__PURE__ */ new Set([...request.name === void 0 ? [] : [request.name], ...prefixes])];
}
function findCluster(settings, name) {
  const found = settings.clusters.find((cluster) => cluster.name === name);
  if (found !== void 0) return found;
  const nearest = nearestName(
    name,
    settings.clusters.map((cluster) => cluster.name)
  );
  throw new UserError(`Cannot find cluster ${JSON.stringify(name)} in ${settings.path}`, {
    code: "cluster_unknown",
    hint: nearest === void 0 ? `It has ${listNames(settings)}.` : `Did you mean ${nearest}?`
  });
}
function listNames(settings) {
  return settings.clusters.map((cluster) => cluster.name).join(", ");
}

export {
  chooseCluster
};
