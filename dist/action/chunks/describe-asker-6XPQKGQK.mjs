import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  chooseClusters
} from "./chunk-LH4MWCEB.mjs";
import {
  selectorsOf
} from "./chunk-XGB4RFFR.mjs";
import {
  decideEach,
  decidePermission,
  leastRoleOf,
  riskOf
} from "./chunk-ZU77IRHX.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-QGCTBLZE.mjs";
import {
  commandTable,
  isRuled
} from "./chunk-KUWCWAVS.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/chatops/explain-permission.ts
function explainPermission(command, person, cluster, nodeRoles) {
  return {
    decision: decidePermission(command, person, cluster.rules, nodeRoles),
    rules: findDeciding(command, person, cluster.rules, nodeRoles),
    approval: approvalOf(command, cluster)
  };
}
function findDeciding(command, person, rules, nodeRoles) {
  const asked = { name: command.name, risk: riskOf(command) };
  if (!isRuled(asked)) return [];
  const decisions = decideEach(asked, person, rules, nodeRoles);
  return rules.flatMap((rule, index) => {
    const own = decisions.filter(({ decision }) => decision.rule === index + 1);
    if (own.length === 0) return [];
    const role = leastRoleOf(rule);
    return [
      {
        number: index + 1,
        nodes: own.flatMap(({ nodes }) => nodes === void 0 ? [] : [nodes]),
        lets: own.every(({ decision }) => decision.kind === "allowed"),
        ...role !== void 0 && { role },
        users: rule.users ?? [],
        teams: rule.teams ?? []
      }
    ];
  });
}
var atOnce = /* @__PURE__ */ new Set(["lock", "abort"]);
function approvalOf(command, cluster) {
  if (command.name === "continue") return { kind: "as-before" };
  const risk = riskOf(command);
  const waits = (risk === "change" || risk === "destroy") && !atOnce.has(command.name);
  return waits ? neededApproval(risk, cluster) : { kind: "none" };
}
function neededApproval(risk, { approvals, environment }) {
  const kind = approvals[risk];
  if (kind === "none") return { kind };
  if (kind === "comment") return { kind, byAnother: true };
  return { kind, ...environment !== void 0 && { environment }, byAnother: risk === "destroy" };
}

// src/chatops/describe-rights.ts
function describeRights(person, cluster) {
  const { rules } = cluster;
  const rights = commandTable.filter(isRuled).map(({ name, risk, args }) => {
    const may = (role) => decidePermission({ name }, person, rules, [role]).kind === "allowed";
    const isForNodes = args.some(({ kind }) => kind === "node" || kind === "nodes");
    const whole = decidePermission({ name }, person, rules, []).kind === "allowed";
    return isForNodes ? { name, risk, controlplane: may("controlplane"), worker: may("worker") } : { name, risk, controlplane: whole, worker: whole };
  });
  const names = (wants) => rights.filter(({ controlplane, worker }) => controlplane === wants.controlplane && worker === wants.worker).map(({ name }) => name);
  return {
    everywhere: names({ controlplane: true, worker: true }),
    controlPlanes: names({ controlplane: true, worker: false }),
    workers: names({ controlplane: false, worker: true }),
    approvals: ["change", "destroy"].filter((risk) => rights.some((right) => right.risk === risk && (right.controlplane || right.worker))).map((risk) => ({ risk, approval: neededApproval(risk, cluster) }))
  };
}

// src/report/answer-permission.ts
function answerRights(cluster, { person, rules }, redactor) {
  return {
    kind: "rights",
    ...personOf(person, redactor),
    cluster: redactor.text(cluster.name),
    rights: redactor.data(describeRights(person, { ...cluster, rules }))
  };
}
function answerCan(command, cluster, { person, rules }, redactor) {
  if (riskOf(command) === "verdict") {
    const message = `To ${command.name} another person's request takes the right to the command that was asked for.`;
    return { kind: "said", message: redactor.text(message) };
  }
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  const roles = nodes.map(({ role }) => role);
  return {
    kind: "permission",
    ...personOf(person, redactor),
    cluster: redactor.text(cluster.name),
    line: redactor.text(formatCommand(command)),
    explanation: redactor.data(explainPermission(command, person, { ...cluster, rules }, roles))
  };
}
function personOf({ login, role, teams }, redactor) {
  return { login: redactor.text(login), role, teams: teams.map((team) => redactor.text(team)) };
}

// src/action/ask/describe-asker.ts
async function describeAsker(asking, { redactor }) {
  const { clusters } = await asking.settings();
  return Promise.all(
    clusters.map(async (cluster) => answerRights(cluster, await asking.rightsOf(asking.ask.author, cluster), redactor))
  );
}
async function explainRight({ line }, asking, { redactor }) {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error("can holds a command in its canonical form");
  const { command } = parsed;
  const selectors = selectorsOf(command);
  const clusters = chooseClusters(await asking.settings(), {
    ...command.cluster !== void 0 && { name: command.cluster },
    selectors: selectors.length === 0 ? ["all"] : selectors
  });
  return Promise.all(
    clusters.map(
      async (cluster) => answerCan(command, cluster, await asking.rightsOf(asking.ask.author, cluster), redactor)
    )
  );
}
export {
  describeAsker,
  explainRight
};
