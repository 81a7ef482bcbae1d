import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  chooseCluster
} from "./chunk-P2CFB6J2.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/cluster/choose-clusters.ts
function chooseClusters(settings, { name, selectors }) {
  if (name !== void 0 || selectors.some((selector) => selector.includes("/"))) {
    return [chooseCluster(settings, { ...name !== void 0 && { name }, selectors })];
  }
  const fitting = settings.clusters.filter((cluster) => hasNodes(cluster, selectors));
  return fitting.length > 0 ? fitting : settings.clusters;
}
function hasNodes({ name, nodes }, selectors) {
  try {
    return selectNodes(name, nodes, selectors).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

export {
  chooseClusters
};
