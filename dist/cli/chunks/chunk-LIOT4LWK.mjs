import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pMap
} from "./chunk-V7XVEVV4.mjs";
import {
  durationSeconds
} from "./chunk-XDIK34DW.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/health/find-kubernetes-node.ts
function findKubernetesNode({ node, reading }, kubernetes) {
  if (kubernetes.kind === "problem") return void 0;
  const { nodes } = kubernetes.facts;
  const registered = reading.kind === "read" ? reading.facts.kubernetesName : void 0;
  if (registered !== void 0) return nodes.find(({ name }) => name === registered);
  return nodes.find(({ internalAddress }) => internalAddress === node.address) ?? nodes.find(({ name }) => name === node.name);
}

// src/health/observe-cluster.ts
async function observeCluster(nodes, probes, { signal, concurrency: concurrency2 = 32 }) {
  const observe = async (node) => ({
    node,
    reading: await probes.nodes.observe(node, { signal })
  });
  const [observed, kubernetes] = await Promise.all([
    pMap(nodes, observe, { concurrency: concurrency2, signal }),
    probes.kubernetes.observe({ signal })
  ]);
  return { nodes: observed, kubernetes, access: probes.nodes.access };
}

// src/health/public-tokens.ts
function publicTokens({ nodes, kubernetes }, targets = []) {
  const schematics = [
    ...nodes.map(({ reading }) => reading.kind === "read" ? reading.facts.schematicId : void 0),
    ...targets.map(({ schematicId }) => schematicId)
  ];
  const names = nodes.map(({ node }) => node.name);
  const ofKubernetes = kubernetes.kind === "problem" ? [] : [
    ...kubernetes.facts.pods.flatMap(({ namespace, name }) => [namespace, name]),
    ...kubernetes.facts.budgets.flatMap(({ namespace, name }) => [namespace, name]),
    ...kubernetes.facts.nodes.flatMap(({ name, cordon }) => [name, cordon?.operation])
  ];
  const isName = (text) => text !== void 0 && /^[a-z0-9.-]{1,253}$/.test(text);
  return [...new Set([...schematics, ...names, ...ofKubernetes].filter(isName))];
}

// src/health/matches-labels.ts
function matchesLabels(selector, labels) {
  const labelOf = (key) => Object.hasOwn(labels, key) ? labels[key] : void 0;
  return Object.entries(selector.matchLabels).every(([key, value]) => labelOf(key) === value) && selector.matchExpressions.every(({ key, operator, values }) => {
    const value = labelOf(key);
    if (operator === "Exists") return value !== void 0;
    if (operator === "DoesNotExist") return value === void 0;
    const isIn = value !== void 0 && values.includes(value);
    return operator === "In" ? isIn : !isIn;
  });
}

// src/health/run-checks.ts
var pauseMs = 5e3;
var defaultSeconds = 600;
var concurrency = 8;
var maxEvidence = 10;
async function runChecks(checks, probe, { signal, pace }) {
  const run = (check) => pace === void 0 ? judgeCheck(check, probe, signal) : awaitCheck(check, probe, pace, signal);
  return (await pMap(checks, run, { concurrency, signal })).flat();
}
async function awaitCheck(check, probe, pace, signal) {
  const deadline = pace.now() + (durationSeconds(check.timeout ?? "") ?? defaultSeconds) * 1e3;
  for (; ; ) {
    const findings = await judgeCheck(check, probe, signal);
    const left = deadline - pace.now();
    if (findings.length === 0 || left <= 0) return findings;
    await pace.sleep(Math.min(pauseMs, left), signal);
  }
}
async function judgeCheck(check, probe, signal) {
  const { parseExpression } = await import("./check-expression-OUCLAPNA.mjs");
  const expression = parseExpression(check.expr);
  if (expression.kind === "invalid") return [failed(check, [`expression ${expression.reason}`])];
  try {
    const objects = await find(check, probe, signal);
    if (objects.length === 0) return [matchesNothing(check)];
    const judged = objects.map((object) => ({ name: nameOf(object), judgement: expression.judge(object) }));
    const errors = judged.flatMap(
      ({ name, judgement }) => judgement.kind === "error" ? [`${name}: ${judgement.reason}`] : []
    );
    if (errors.length > 0) return [failed(check, errors)];
    const wrong = judged.flatMap(({ name, judgement }) => {
      if (judgement.kind !== "false") return [];
      const values = check.kind === "Secret" ? [] : judgement.values.map(({ path, value }) => `${path} is ${value}`);
      return [values.length === 0 ? name : `${name}: ${values.join(", ")}`];
    });
    return wrong.length === 0 ? [] : [isFalse(check, wrong, objects.length)];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return [failed(check, [error.message], error.hint)];
    throw error;
  }
}
async function find({ apiVersion, kind, name, namespace, labelSelector }, probe, signal) {
  const query = {
    apiVersion,
    kind,
    ...name !== void 0 && { name },
    ...namespace !== void 0 && { namespace }
  };
  const objects = await probe.resources(query, { signal });
  return labelSelector === void 0 ? objects : objects.filter((object) => isChosen(object, labelSelector));
}
function isChosen(object, { matchLabels = {}, matchExpressions = [] }) {
  const selector = {
    matchLabels,
    matchExpressions: matchExpressions.map(({ values = [], ...rest }) => ({ ...rest, values }))
  };
  return matchesLabels(selector, textsOf(field(field(object, "metadata"), "labels")));
}
function nameOf(object) {
  const { name = "an object without a name", namespace } = textsOf(field(object, "metadata"));
  return namespace === void 0 ? name : `${namespace}/${name}`;
}
function field(value, key) {
  if (typeof value !== "object" || value === null) return void 0;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
function textsOf(value) {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
function isFalse(check, wrong, total) {
  const message = total === 1 ? `The check ${titleOf(check)} is false` : `The check ${titleOf(check)} is false for ${wrong.length} of ${total}`;
  return refuse("check_false", message, [check.expr, ...wrong]);
}
function failed(check, reasons, hint) {
  const message = `The check ${titleOf(check)} could not be judged`;
  return refuse("check_error", message, [check.expr, ...reasons], hint ?? "has(\u2026) tells whether a field is there.");
}
function matchesNothing(check) {
  const message = `The check ${titleOf(check)} is about nothing: the cluster has no such object`;
  const hint = "Compare apiVersion, kind, name, namespace and labels with the cluster.";
  return refuse("check_matches_nothing", message, [`${check.apiVersion} ${check.kind}`], hint);
}
function refuse(code, message, evidence, hint) {
  const more = evidence.length - maxEvidence;
  const shown = more > 0 ? [...evidence.slice(0, maxEvidence), `and ${more} more`] : evidence;
  return { code, verdict: "refuse", message, evidence: shown, ...hint !== void 0 && { hint } };
}
function titleOf({ description, kind, name, namespace }) {
  if (description !== void 0) return JSON.stringify(description);
  const place = [namespace, name].filter((part) => part !== void 0).join("/");
  return place === "" ? `of every ${kind}` : `of ${kind} ${place}`;
}

// src/health/etcd-members.ts
function etcdSources(nodes) {
  return nodes.flatMap(({ node, reading }) => {
    if (node.role !== "controlplane" || reading.kind !== "read" || reading.facts.etcd === void 0) return [];
    return [{ node, facts: reading.facts.etcd }];
  });
}
function etcdMembers(nodes) {
  const controlPlanes = nodes.filter(({ node }) => node.role === "controlplane");
  const listed = new Map(etcdSources(nodes).flatMap(({ facts }) => facts.members.map((member) => [member.id, member])));
  const views = [...listed.values()].map((member) => {
    const owner = controlPlanes.find((one) => isMemberOf(one, member));
    const facts = owner && factsOf(owner);
    const trouble = troubleOf(member, owner);
    return {
      id: member.id,
      hostname: member.hostname,
      isLearner: member.isLearner || facts?.isLearner === true,
      ...owner && { node: owner.node },
      ...facts && { facts },
      ...trouble !== void 0 && { trouble }
    };
  });
  const place = ({ node }) => {
    const index = controlPlanes.findIndex((one) => one.node.name === node?.name);
    return index === -1 ? controlPlanes.length : index;
  };
  return views.sort((a, b) => place(a) - place(b));
}
function factsOf({ reading }) {
  return reading.kind === "read" ? reading.facts.etcd : void 0;
}
function isMemberOf(observed, member) {
  const facts = factsOf(observed);
  if (facts !== void 0) return facts.memberId === member.id;
  const { node, reading } = observed;
  const names = [node.name, ...reading.kind === "read" ? [reading.facts.hostname] : []];
  return names.includes(member.hostname) || member.peerUrls.some((url) => hostOf(url) === node.address);
}
function hostOf(url) {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : void 0;
}
function troubleOf(member, owner) {
  if (owner === void 0) return "is no control plane of this cluster";
  if (owner.reading.kind !== "read") return "its node cannot be read";
  const { facts } = owner.reading;
  if (facts.etcd === void 0) return "its etcd does not answer";
  if (facts.services.some(({ id, healthy }) => id === "etcd" && !healthy)) return "its service is not healthy";
  if (member.isLearner || facts.etcd.isLearner) return "it is a learner";
  if (/^0*$/.test(facts.etcd.leaderId)) return "it knows no leader";
  return facts.etcd.errors.length > 0 ? "it reports errors" : void 0;
}
function quorumOf(members) {
  return Math.floor(members / 2) + 1;
}

// src/health/gates/gate-budgets.ts
function gateBudgets({ kubernetes }, observed) {
  if (kubernetes.kind === "problem") return [];
  const { facts } = kubernetes;
  const name = findKubernetesNode(observed, kubernetes)?.name;
  if (name === void 0) return [];
  const pods = facts.pods.filter((pod) => pod.node === name && isEvicted(pod));
  const covered = pods.map((pod) => ({ pod, budgets: facts.budgets.filter((budget) => covers(budget, pod)) }));
  const twice = covered.filter(({ budgets }) => budgets.length > 1);
  return [
    ...twice.map(({ pod, budgets }) => severalBudgets(observed.node.name, pod, budgets)),
    ...facts.budgets.flatMap((budget) => {
      const kept = covered.filter(
        ({ pod, budgets }) => budgets.length === 1 && budgets[0] === budget && needs(budget, pod)
      );
      return kept.length === 0 || budget.disruptionsAllowed > 0 ? [] : [
        noDisruption(
          observed.node.name,
          budget,
          kept.map(({ pod }) => pod)
        )
      ];
    })
  ];
}
function isEvicted({ owner, mirror, deleting, phase }) {
  return owner !== "DaemonSet" && !mirror && !deleting && phase === "Running";
}
function covers(budget, pod) {
  return budget.namespace === pod.namespace && matchesLabels(budget.selector, pod.labels);
}
function needs({ currentHealthy, desiredHealthy }, { ready }) {
  return ready || desiredHealthy === 0 || currentHealthy < desiredHealthy;
}
function noDisruption(node, budget, pods) {
  const { namespace, name, currentHealthy, desiredHealthy, disruptionsAllowed } = budget;
  const names = pods.map((pod) => `${pod.namespace}/${pod.name}`);
  const message = `Draining ${node} waits for the disruption budget ${namespace}/${name}, which lets no pod go: ${currentHealthy} healthy, ${desiredHealthy} needed`;
  const evidence = [
    `${namespace}/${name}: ${disruptionsAllowed} disruptions allowed, ${currentHealthy} healthy, ${desiredHealthy} needed`,
    ...names.map((pod) => `${pod} on ${node}`)
  ];
  const hint = currentHealthy > 0 && currentHealthy <= desiredHealthy ? "Give it more replicas, or a budget that allows one disruption; some operators move such a pod by themselves." : "Wait until its pods are healthy.";
  return { code: "budget_blocks_drain", verdict: "warn", message, evidence, hint, node };
}
function severalBudgets(node, pod, budgets) {
  const names = budgets.map(({ name }) => name).join(", ");
  const message = `The pod ${pod.namespace}/${pod.name} on ${node} has ${budgets.length} disruption budgets: it cannot be evicted`;
  const evidence = [`${pod.namespace}/${pod.name}: ${names}`];
  const hint = "Leave it one budget: Kubernetes refuses to evict a pod that several cover.";
  return { code: "budget_blocks_drain", verdict: "refuse", message, evidence, hint, node };
}

// src/health/gates/judge-etcd.ts
var maxApplyLag = 1000n;
var maxMemberLag = 5000n;
function judgeEtcd(nodes) {
  const controlPlanes = nodes.filter(({ node }) => node.role === "controlplane");
  const sources = etcdSources(nodes);
  if (sources.length === 0) {
    const message = "No control plane answers for etcd";
    const evidence = controlPlanes.map(({ node }) => `${node.name}: no answer`);
    return [{ code: "etcd_unreadable", verdict: "refuse", message, evidence }];
  }
  const members = etcdMembers(nodes);
  return [
    ...judgeAgreement(sources),
    ...judgeMembers(members, controlPlanes),
    ...judgeQuorum(members),
    ...judgeLearners(members),
    ...judgeAlarms(sources, members),
    ...judgeLag(sources)
  ];
}
function judgeAgreement(sources) {
  const describe = ({ facts }) => `${facts.members.map(({ id }) => id).sort().join(", ")}; leader ${facts.leaderId}`;
  if (new Set(sources.map(describe)).size <= 1) return [];
  const evidence = sources.map((source) => `${source.node.name}: ${describe(source)}`);
  const message = "The control planes do not agree on etcd's members and leader";
  const hint = "An election may be going on: try again in a moment.";
  return [{ code: "etcd_members_differ", verdict: "refuse", message, evidence, hint }];
}
function judgeMembers(members, controlPlanes) {
  const strangers = members.filter(({ node }) => node === void 0);
  const missing = controlPlanes.filter(({ node }) => !members.some((member) => member.node?.name === node.name));
  if (strangers.length === 0 && missing.length === 0) return [];
  const evidence = [
    ...strangers.map(({ id, hostname }) => `${hostname || "a member that has not started"} (${id}): no control plane`),
    ...missing.map(({ node }) => `${node.name}: not a member`)
  ];
  const message = `etcd's ${members.length} members are not the cluster's ${controlPlanes.length} control planes`;
  const hint = "Remove members that are gone, and let control planes join, first.";
  return [{ code: "etcd_members_unexpected", verdict: "refuse", message, evidence, hint }];
}
function judgeQuorum(members) {
  const healthy = members.filter(({ trouble }) => trouble === void 0).length;
  const needed = quorumOf(members.length);
  if (healthy >= needed) return [];
  const message = `etcd has ${healthy} of ${members.length} members, its quorum is ${needed}`;
  const evidence = members.map(({ id, node, hostname, trouble }) => {
    return `${node?.name ?? hostname} (${id}): ${trouble ?? "healthy"}`;
  });
  return [{ code: "etcd_quorum", verdict: "refuse", message, evidence }];
}
function judgeLearners(members) {
  const learners = members.filter(({ isLearner }) => isLearner);
  if (learners.length === 0) return [];
  const evidence = learners.map(({ id, hostname, node }) => `${node?.name ?? hostname} (${id})`);
  const message = "A member is a learner: it has not caught up, and does not vote";
  return [{ code: "etcd_learner", verdict: "refuse", message, evidence, hint: "Wait until it is promoted." }];
}
function judgeAlarms(sources, members) {
  const nameOf2 = (id) => members.find((member) => member.id === id)?.node?.name ?? id;
  const alarms = sources.flatMap(
    ({ facts }) => facts.alarms.map(({ memberId, kind }) => `${nameOf2(memberId)}: ${kind}`)
  );
  if (alarms.length === 0) return [];
  const message = "etcd has raised an alarm";
  const hint = "NOSPACE: defragment, then disarm it. CORRUPT: replace the member.";
  return [{ code: "etcd_alarm", verdict: "refuse", message, evidence: [...new Set(alarms)], hint }];
}
function judgeLag(sources) {
  const newest = sources.reduce((most, { facts }) => facts.raftIndex > most ? facts.raftIndex : most, 0n);
  const late = sources.flatMap(({ node, facts }) => {
    const applying = facts.raftIndex - facts.raftAppliedIndex;
    const behind = newest - facts.raftIndex;
    return [
      ...applying > maxApplyLag ? [`${node.name}: ${applying} entries not applied`] : [],
      ...behind > maxMemberLag ? [`${node.name}: ${behind} entries behind`] : []
    ];
  });
  if (late.length === 0) return [];
  const message = "A member of etcd is behind the others";
  const hint = "Wait until it has caught up; a slow disk keeps it behind.";
  return [{ code: "etcd_lag", verdict: "refuse", message, evidence: late, hint }];
}

// src/health/gates/judge-nodes.ts
var essential = /* @__PURE__ */ new Set(["apid", "containerd", "cri", "etcd", "kubelet", "machined", "trustd", "udevd"]);
var over = /* @__PURE__ */ new Set(["Finished", "Skipped"]);
function judgeNodes(nodes, { kubernetes }) {
  return nodes.flatMap((observed) => judgeNode(observed, kubernetes));
}
function judgeStrangers({ nodes, kubernetes }) {
  if (kubernetes.kind === "problem") return [];
  const known = new Set(nodes.map((observed) => findKubernetesNode(observed, kubernetes)?.name));
  const away = kubernetes.facts.nodes.filter(({ name, ready }) => !ready && !known.has(name));
  if (away.length === 0) return [];
  const message = `Kubernetes has nodes that are not Ready and not in the settings: ${away.map(({ name }) => name).join(", ")}`;
  const evidence = away.map(({ name }) => `${name}: not Ready`);
  return [{ code: "node_not_ready", verdict: "warn", message, evidence }];
}
function judgeNode(observed, kubernetes) {
  const known = findKubernetesNode(observed, kubernetes);
  const { node, reading } = observed;
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    const problem = {
      message: `${node.name} cannot be read`,
      evidence: [message],
      node: node.name,
      ...hint && { hint }
    };
    return [{ code: "node_unreachable", verdict: "refuse", ...problem }, ...judgeCordon(node.name, known)];
  }
  if (reading.kind === "maintenance") return [judgeMaintenance(observed, known)];
  return [
    ...judgeReadiness(node.name, reading.facts, known, kubernetes.kind === "read"),
    ...judgeServices(node.name, reading.facts),
    ...judgeCordon(node.name, known)
  ];
}
function judgeMaintenance({ node }, known) {
  const isNew = known === void 0 && node.role === "worker";
  const message = `${node.name} is in maintenance mode${isNew ? ", and Kubernetes does not know it yet" : ""}`;
  const evidence = [`${node.name}: reachable, without a configuration`];
  return { code: "node_unreachable", verdict: isNew ? "warn" : "refuse", message, evidence, node: node.name };
}
function judgeReadiness(name, facts, known, kubernetesRead) {
  const unmet = facts.unmetConditions.map((condition) => `${name}: ${condition.name}: ${condition.reason}`);
  const reasons = [
    ...facts.stage === "running" ? [] : [`${name}: stage ${facts.stage}`],
    ...facts.stage === "running" && !facts.ready ? [`${name}: Talos is not ready`, ...unmet] : [],
    ...known?.ready === false ? [`${name}: Kubernetes node ${known.name} is not Ready`] : [],
    ...kubernetesRead && known === void 0 && facts.kubernetesName !== void 0 ? [`${name}: Kubernetes has no node ${facts.kubernetesName}`] : []
  ];
  if (reasons.length === 0) return [];
  return [
    { code: "node_not_ready", verdict: "refuse", message: `${name} is not ready`, evidence: reasons, node: name }
  ];
}
function judgeServices(name, { services }) {
  const ill = services.filter(({ healthy, state }) => !healthy && !over.has(state));
  if (ill.length === 0) return [];
  const verdict = ill.some(({ id }) => essential.has(id)) ? "refuse" : "warn";
  const message = `${name} has services that are not healthy: ${ill.map(({ id }) => id).join(", ")}`;
  const evidence = ill.map(({ id, state }) => `${name}: ${id} is ${state}`);
  return [{ code: "services_unhealthy", verdict, message, evidence, node: name }];
}
function judgeCordon(name, known) {
  if (known?.unschedulable !== true) return [];
  const evidence = [`${known.name}: unschedulable`];
  if (known.cordon === void 0) {
    const message2 = `${name} was cordoned by somebody else, and stays so`;
    return [{ code: "cordoned_by_other", verdict: "warn", message: message2, evidence, node: name }];
  }
  const { operation, at } = known.cordon;
  const message = `${name} is cordoned by operation ${operation} since ${at}`;
  const hint = "If that operation was broken off, continue it.";
  return [{ code: "cordoned_by_other", verdict: "warn", message, evidence, hint, node: name }];
}

// src/health/gates/gate-access.ts
var warnDays = 14;
var enough = {
  "etcd-snapshot": ["os:admin", "os:operator", "os:etcd:backup"],
  reboot: ["os:admin", "os:operator"],
  shutdown: ["os:admin", "os:operator"]
};
function gateRole({ roles }, kind) {
  const needed = enough[kind] ?? ["os:admin"];
  if (roles.some((role) => needed.includes(role))) return [];
  const message = `The talosconfig's roles do not allow ${kind}: it has ${roles.join(", ") || "none"}, ${needed.join(" or ")} is needed`;
  const hint = "Use a talosconfig with that role.";
  return [{ code: "credential_role", verdict: "refuse", message, evidence: roles, hint }];
}
function judgeAccess({ endpoints, daysLeft, shortLived }, nodes) {
  const virtual = virtualEndpoints(endpoints, nodes);
  return [
    ...daysLeft < warnDays && shortLived !== true ? [expiring(daysLeft)] : [],
    ...virtual.length === 0 ? [] : [virtualAddress(virtual, virtual.length === endpoints.length)]
  ];
}
function expiring(daysLeft) {
  const when = daysLeft <= 0 ? "today" : daysLeft === 1 ? "tomorrow" : `in ${daysLeft} days`;
  return {
    code: "credential_expiring",
    verdict: "warn",
    message: `The talosconfig's certificate expires ${when}`,
    evidence: [`${daysLeft} days left`],
    hint: "Make a new one while it is valid: talosctl config new."
  };
}
function virtualEndpoints(endpoints, nodes) {
  const addresses = new Set(
    nodes.flatMap(({ reading }) => reading.kind === "read" ? reading.facts.virtualAddresses : [])
  );
  return endpoints.filter((endpoint) => addresses.has(hostOf2(endpoint)));
}
function hostOf2(endpoint) {
  const bare = endpoint.replace(/^[a-z]+:\/\//, "").replace(/\/.*$/, "");
  const bracketed = /^\[([^\]]+)\]/.exec(bare)?.[1];
  if (bracketed !== void 0) return bracketed;
  return bare.split(":").length === 2 ? bare.split(":", 1)[0] ?? bare : bare;
}
function virtualAddress(virtual, isOnly) {
  return {
    code: "virtual_ip_endpoint",
    verdict: "warn",
    message: `The talosconfig's ${isOnly ? "only endpoint" : "endpoint"} ${virtual.join(", ")} is the cluster's virtual IP, which moves when etcd elects a leader`,
    evidence: virtual,
    hint: "Give the control planes' own addresses as endpoints."
  };
}

// src/health/node-state.ts
var bootTimeTolerance = 2;
function hasRebooted(before, now) {
  return Math.abs(now - before) > bootTimeTolerance;
}
function nodeState({ reading }, kubernetesNode, options = {}) {
  const cordon = cordonStates(kubernetesNode);
  if (reading.kind === "maintenance") return stateOf("maintenance", ...cordon);
  if (reading.kind === "problem") return stateOf(problemState(reading.problem.kind), ...cordon);
  const { facts } = reading;
  if (facts.stage === "maintenance") return stateOf("maintenance", ...cordon);
  if (facts.stage !== "running") return stateOf("booting", ...cordon);
  return runningState(facts, kubernetesNode, cordon, options);
}
function runningState(facts, kubernetesNode, cordon, options) {
  const reached = options.target && reachedState(facts, options.target);
  const upgrade = upgradeState(facts, reached, options);
  const isReady = facts.ready && kubernetesNode?.ready !== false;
  const isDone = isReady && cordon.length === 0 && (reached ?? "running-target") === "running-target";
  const [first, ...others] = [
    ...upgrade === void 0 ? [] : [upgrade],
    ...isReady ? [] : ["not-ready"],
    ...cordon,
    ...isDone && upgrade === void 0 ? ["ready"] : [],
    ...reached === void 0 ? [] : [reached]
  ];
  return stateOf(first ?? "ready", ...others);
}
function stateOf(primary, ...others) {
  return { primary, all: [primary, ...others] };
}
function problemState(kind) {
  if (kind === "maintenance") return "maintenance";
  return kind === "rebooting" ? "booting" : "unreachable";
}
function cordonStates(node) {
  if (node?.unschedulable !== true) return [];
  return [node.cordon === void 0 ? "cordoned-by-other" : "cordoned-by-us"];
}
function reachedState(facts, target) {
  if (target.version !== void 0 && target.version !== facts.version) return "running-old";
  const isSchematic = target.schematicId === void 0 || target.schematicId === facts.schematicId;
  return isSchematic ? "running-target" : "running-target-wrong-schematic";
}
function upgradeState(facts, reached, { before }) {
  if (reached === "running-target") return void 0;
  const isOtherBoot = before !== void 0 && hasRebooted(before.bootTime, facts.bootTime);
  if (isOtherBoot) return reached !== void 0 && isAsBefore(facts, before, reached) ? "rolled-back" : void 0;
  if (!facts.fallbackPending) return void 0;
  const isOldBoot = before !== void 0 || reached !== void 0 || facts.ready;
  return isOldBoot ? "installed-not-rebooted" : void 0;
}
function isAsBefore(facts, before, reached) {
  if (before.version === void 0) return reached === "running-old";
  return before.version === facts.version && before.schematicId === facts.schematicId;
}

export {
  etcdSources,
  etcdMembers,
  quorumOf,
  findKubernetesNode,
  gateBudgets,
  judgeEtcd,
  judgeNodes,
  judgeStrangers,
  gateRole,
  judgeAccess,
  observeCluster,
  publicTokens,
  runChecks,
  hasRebooted,
  nodeState
};
