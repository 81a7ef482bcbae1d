import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/cluster/match-glob.ts
function matchGlob(glob, name) {
  let [at, position] = [0, 0];
  let [star, resume] = [-1, 0];
  while (position < name.length) {
    if (glob[at] === "*") {
      star = at++;
      resume = position;
    } else if (glob[at] === "?" || glob[at] === name[position]) {
      at++;
      position++;
    } else if (star !== -1) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}

// src/cluster/select-nodes.ts
var groups = ["all", "controlplane", "workers"];
function selectNodes(clusterName, nodes, selectors) {
  const words = selectors.flatMap((selector) => selector.split(",")).filter((word) => word !== "");
  if (words.length === 0) {
    throw new UserError("Cannot choose nodes: none was named", {
      code: "input_invalid",
      hint: "Name nodes, or all, controlplane, workers."
    });
  }
  const chosen = new Set(words.flatMap((word) => select(clusterName, nodes, word)));
  return nodes.filter((node) => chosen.has(node));
}
function select(clusterName, nodes, word) {
  const slash = word.indexOf("/");
  if (slash !== -1 && word.slice(0, slash) !== clusterName) throw unknown(clusterName, nodes, word);
  const selector = word.slice(slash + 1);
  const found = nodes.filter(matcher(selector));
  if (found.length > 0) return found;
  throw isGroup(selector) ? empty(clusterName, nodes, selector) : unknown(clusterName, nodes, selector);
}
function matcher(selector) {
  if (selector === "all") return () => true;
  if (selector === "controlplane") return (node) => node.role !== "worker";
  if (selector === "workers") return (node) => node.role !== "controlplane";
  return (node) => matchGlob(selector, node.name);
}
function isGroup(selector) {
  return groups.some((group) => group === selector);
}
function empty(clusterName, nodes, group) {
  const what = { all: "any node", controlplane: "control plane nodes", workers: "workers" }[group];
  return new UserError(`Cannot find ${what} in cluster ${clusterName}`, {
    code: "node_unknown",
    ...nodes.length > 0 && { hint: `The cluster has ${listSome(nodes.map(({ name }) => name))}.` }
  });
}
function unknown(clusterName, nodes, selector) {
  const names = nodes.map((node) => node.name);
  const present = groups.filter((group) => nodes.some(matcher(group)));
  const nearest = nearestName(selector, [...names, ...present]);
  return new UserError(`Cannot find a node ${JSON.stringify(selector)} in cluster ${clusterName}`, {
    code: "node_unknown",
    hint: nearest === void 0 ? `The cluster has ${listSome(names)}.` : `Did you mean ${nearest}?`
  });
}
function listSome(names) {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

export {
  selectNodes
};
