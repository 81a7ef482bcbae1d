import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  selectorsOf
} from "./chunk-XGB4RFFR.mjs";
import {
  decidePermission
} from "./chunk-ZU77IRHX.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  notAllowed
} from "./chunk-2I6D34FF.mjs";

// src/action/ask/require-permission.ts
async function requirePermission(command, cluster, asking) {
  const decision = decideFor(command, cluster, await asking.rightsOf(asking.ask.author, cluster));
  if (decision.kind === "allowed") return;
  throw notAllowed(command.name, cluster.name, decision.reason);
}
function decideFor(command, cluster, { person, rules }) {
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  return decidePermission(
    command,
    person,
    rules,
    nodes.map(({ role }) => role)
  );
}

export {
  requirePermission,
  decideFor
};
