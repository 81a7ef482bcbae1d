import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openCluster
} from "./chunk-NIVHEI4V.mjs";
import {
  decideFor,
  requirePermission
} from "./chunk-ISQVHYBK.mjs";
import {
  selectorsOf
} from "./chunk-XGB4RFFR.mjs";
import {
  riskOf
} from "./chunk-ZU77IRHX.mjs";
import {
  atLeast,
  checkVersionPath,
  clusterAt,
  compareTalosVersions,
  desireNodes,
  digestPlan,
  equalNodes,
  extensionName,
  formatTalosVersion,
  installerImage,
  isSchematicId,
  kubernetesRange,
  minorDistance,
  openRevision,
  parseImageReference,
  parseMachineConfig,
  parseSchematic,
  parseTalosVersion,
  planChanges,
  schematicId
} from "./chunk-JNXMRTAJ.mjs";
import {
  pMap
} from "./chunk-EJE2KNFJ.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  chooseCluster
} from "./chunk-P2CFB6J2.mjs";
import {
  changed,
  iso_exports,
  readJsonBlock,
  readSaid
} from "./chunk-O4HNACUG.mjs";
import {
  checkRun,
  originOf,
  refuseFork,
  refuseLaterPush,
  requestOf,
  requesterOf
} from "./chunk-2ATDXXQU.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-QGCTBLZE.mjs";
import {
  publishStickyComment
} from "./chunk-QR4OKCLH.mjs";
import {
  askAgain
} from "./chunk-2I6D34FF.mjs";
import {
  defaultSettingsPath,
  durationSeconds
} from "./chunk-2HBHYJGO.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";
import {
  presentOperation
} from "./chunk-VDWMSX5A.mjs";
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import {
  encodeYaml
} from "./chunk-OGDUSKOQ.mjs";
import {
  formatPath,
  rootDocument
} from "./chunk-2VMUWDUH.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  _enum,
  _minLength,
  _positive,
  _regex,
  int,
  literal,
  object,
  optional,
  record,
  safeParse,
  strictObject,
  string
} from "./chunk-HDXGC2FX.mjs";
import {
  LineCounter,
  isMap,
  isScalar,
  parseAllDocuments
} from "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/operate/compare-digests.ts
function changedParts({ digest, parts }, now) {
  if (digest === now.value) return [];
  const changed2 = parts === void 0 ? [] : differing(parts, now.parts);
  return changed2.length === 0 ? ["digest"] : changed2;
}
var harmless = /* @__PURE__ */ new Set(["check", "cordon", "drain", "pull", "snapshot"]);
function changedSince({ digestParts, nodes }, now) {
  const begun = new Set(nodes.flatMap(({ name, step }) => step === void 0 || harmless.has(step) ? [] : [name]));
  return differing(digestParts, now.parts).filter((part) => {
    const slash = part.indexOf("/");
    const [kind, node] = [part.slice(0, slash), part.slice(slash + 1)];
    return slash === -1 || kind === "desired" || kind === "place" || !begun.has(node);
  });
}
function differing(before, now) {
  const names = /* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}
function describeParts(parts) {
  return parts.map(describePart).join(", ");
}
function describePart(part) {
  const slash = part.indexOf("/");
  const node = part.slice(slash + 1);
  switch (slash === -1 ? part : part.slice(0, slash)) {
    case "revision":
      return "the commit";
    case "command":
      return "the command";
    case "nodes":
      return "the choice of nodes";
    case "desired":
      return `the wanted configuration of ${node}`;
    case "kubernetes":
      return `the Kubernetes components of ${node}`;
    case "live":
      return `the live configuration of ${node}`;
    case "secrets":
      return `secrets of ${node}`;
    case "place":
      return `the role or the address of ${node}`;
    case "image":
      return `the image of ${node}`;
    default:
      return "the plan";
  }
}

// src/operate/operation-id.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
function operationId(commandName, startedAt, identity) {
  const [date = "", time = ""] = new Date(startedAt).toISOString().replaceAll(/[-:]|\.\d+Z/g, "").split("T");
  const hash = (0, import_node_crypto.createHash)("sha256").update(`${identity} ${startedAt} ${commandName}`).digest("hex");
  return `${date}-${time}-${commandName.replaceAll(" ", "-")}-${hash.slice(0, 4)}`;
}

// src/health/gate-images.ts
async function gateImages(intent, registry, { signal }) {
  const images = new Set(intent.nodes.flatMap(({ target }) => target?.image ?? []));
  const findings = await Promise.all([...images].map((image) => judge(image, registry, signal)));
  return findings.flat();
}
async function judge(image, registry, signal) {
  const found = await registry.hasImage(image, { signal });
  if (found === true) return [];
  if (found === void 0) {
    const message2 = `Whether the image ${image} can be pulled is not known: its registry does not answer`;
    return [{ code: "image_unverified", verdict: "warn", message: message2, evidence: [image] }];
  }
  const message = `The image ${image} does not exist, or its registry cannot build it`;
  const hint = "Check version and schematic: not every extension exists for every Talos version.";
  return [{ code: "image_missing", verdict: "refuse", message, evidence: [image], hint }];
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
  const listed2 = new Map(etcdSources(nodes).flatMap(({ facts }) => facts.members.map((member) => [member.id, member])));
  const views = [...listed2.values()].map((member) => {
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
function isMemberOf(observed2, member) {
  const facts = factsOf(observed2);
  if (facts !== void 0) return facts.memberId === member.id;
  const { node, reading } = observed2;
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
  if (facts.services.some(({ id: id2, healthy }) => id2 === "etcd" && !healthy)) return "its service is not healthy";
  if (member.isLearner || facts.etcd.isLearner) return "it is a learner";
  if (/^0*$/.test(facts.etcd.leaderId)) return "it knows no leader";
  return facts.etcd.errors.length > 0 ? "it reports errors" : void 0;
}
function quorumOf(members) {
  return Math.floor(members / 2) + 1;
}

// src/health/find-kubernetes-node.ts
function findKubernetesNode({ node, reading }, kubernetes) {
  if (kubernetes.kind === "problem") return void 0;
  const { nodes } = kubernetes.facts;
  const registered = reading.kind === "read" ? reading.facts.kubernetesName : void 0;
  if (registered !== void 0) return nodes.find(({ name }) => name === registered);
  return nodes.find(({ internalAddress }) => internalAddress === node.address) ?? nodes.find(({ name }) => name === node.name);
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

// src/health/gates/gate-budgets.ts
function gateBudgets({ kubernetes }, observed2) {
  if (kubernetes.kind === "problem") return [];
  const { facts } = kubernetes;
  const name = findKubernetesNode(observed2, kubernetes)?.name;
  if (name === void 0) return [];
  const pods = facts.pods.filter((pod) => pod.node === name && isEvicted(pod));
  const covered = pods.map((pod) => ({ pod, budgets: facts.budgets.filter((budget) => covers(budget, pod)) }));
  const twice = covered.filter(({ budgets }) => budgets.length > 1);
  return [
    ...twice.map(({ pod, budgets }) => severalBudgets(observed2.node.name, pod, budgets)),
    ...facts.budgets.flatMap((budget) => {
      const kept = covered.filter(
        ({ pod, budgets }) => budgets.length === 1 && budgets[0] === budget && needs(budget, pod)
      );
      return kept.length === 0 || budget.disruptionsAllowed > 0 ? [] : [
        noDisruption(
          observed2.node.name,
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
  const describe3 = ({ facts }) => `${facts.members.map(({ id: id2 }) => id2).sort().join(", ")}; leader ${facts.leaderId}`;
  if (new Set(sources.map(describe3)).size <= 1) return [];
  const evidence = sources.map((source) => `${source.node.name}: ${describe3(source)}`);
  const message = "The control planes do not agree on etcd's members and leader";
  const hint = "An election may be going on: try again in a moment.";
  return [{ code: "etcd_members_differ", verdict: "refuse", message, evidence, hint }];
}
function judgeMembers(members, controlPlanes) {
  const strangers = members.filter(({ node }) => node === void 0);
  const missing2 = controlPlanes.filter(({ node }) => !members.some((member) => member.node?.name === node.name));
  if (strangers.length === 0 && missing2.length === 0) return [];
  const evidence = [
    ...strangers.map(({ id: id2, hostname }) => `${hostname || "a member that has not started"} (${id2}): no control plane`),
    ...missing2.map(({ node }) => `${node.name}: not a member`)
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
  const evidence = members.map(({ id: id2, node, hostname, trouble }) => {
    return `${node?.name ?? hostname} (${id2}): ${trouble ?? "healthy"}`;
  });
  return [{ code: "etcd_quorum", verdict: "refuse", message, evidence }];
}
function judgeLearners(members) {
  const learners = members.filter(({ isLearner }) => isLearner);
  if (learners.length === 0) return [];
  const evidence = learners.map(({ id: id2, hostname, node }) => `${node?.name ?? hostname} (${id2})`);
  const message = "A member is a learner: it has not caught up, and does not vote";
  return [{ code: "etcd_learner", verdict: "refuse", message, evidence, hint: "Wait until it is promoted." }];
}
function judgeAlarms(sources, members) {
  const nameOf4 = (id2) => members.find((member) => member.id === id2)?.node?.name ?? id2;
  const alarms = sources.flatMap(
    ({ facts }) => facts.alarms.map(({ memberId, kind }) => `${nameOf4(memberId)}: ${kind}`)
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

// src/health/gates/gate-etcd.ts
function gateEtcd(nodes, planned, intent) {
  if (planned.node.role !== "controlplane") return [];
  const condition = judgeEtcd(nodes);
  if (etcdSources(nodes).length === 0) return condition;
  const members = etcdMembers(nodes);
  return [...condition, ...judgeLoss(members, planned, intent.consents.acceptDowntime)];
}
function judgeLoss(members, { node, leavesEtcd }, acceptDowntime) {
  if (members.length <= 1) return leavesEtcd ? [lastMember(node)] : judgeDowntime(node, acceptDowntime);
  const evidence = members.map(describe);
  if (members.length === 2) {
    const message = `etcd has two members: without ${node.name} it has no quorum`;
    const hint = "Add a third control plane first; two are no safer than one.";
    return [{ code: "etcd_two_members", verdict: "refuse", message, evidence, hint, node: node.name }];
  }
  const left = members.filter((member) => member.node?.name !== node.name && member.trouble === void 0).length;
  const needed = quorumOf(members.length);
  if (left < needed) {
    const message = `Without ${node.name} etcd has ${left} of ${members.length} members, its quorum is ${needed}`;
    const hint = "Bring the other members back first.";
    return [{ code: "etcd_quorum", verdict: "refuse", message, evidence, hint, node: node.name }];
  }
  return leavesEtcd && left <= quorumOf(members.length - 1) ? [noneToSpare(node, left, evidence)] : [];
}
function judgeDowntime(node, accepted) {
  const message = `${node.name} is the only control plane: etcd and the Kubernetes API are away until it is back`;
  const evidence = [`${node.name}: 1 of 1 members`];
  if (accepted) return [{ code: "downtime_not_accepted", verdict: "warn", message, evidence, node: node.name }];
  const hint = "Add --accept-downtime if that is all right.";
  return [{ code: "downtime_not_accepted", verdict: "refuse", message, evidence, hint, node: node.name }];
}
function lastMember(node) {
  const message = `${node.name} is etcd's only member: without it the cluster's data is lost`;
  return {
    code: "etcd_quorum",
    verdict: "refuse",
    message,
    evidence: [`${node.name}: 1 of 1 members`],
    node: node.name
  };
}
function noneToSpare(node, left, evidence) {
  const message = `Once ${node.name} has left etcd, none of the ${left} members left may fail`;
  return { code: "etcd_quorum", verdict: "warn", message, evidence, node: node.name };
}
function describe({ id: id2, hostname, node, trouble }) {
  const name = node?.name ?? (hostname === "" ? "not started" : hostname);
  return `${name} (${id2}): ${trouble ?? "healthy"}`;
}

// src/health/gates/gate-identity.ts
function gateIdentity({ nodes }, observed2) {
  const { node, reading } = observed2;
  if (reading.kind !== "read") return [];
  const others = nodes.filter((one) => one.node.name !== node.name);
  const { facts } = reading;
  const found = isCalled(facts.hostname, node.name) ? void 0 : others.find((other) => isCalled(facts.hostname, other.node.name));
  const twin = others.find(({ reading: other }) => other.kind === "read" && isSame(other.facts, facts));
  const holder = nodes.find(
    ({ reading: one }) => one.kind === "read" && one.facts.virtualAddresses.includes(node.address)
  );
  const what = (found && `is ${found.node.name}`) ?? (twin && `is the same machine as at ${twin.node.address}, the address of ${twin.node.name}`) ?? (holder && "is whichever control plane holds the cluster's virtual IP");
  if (what === void 0) return [];
  return [
    {
      code: "node_identity",
      verdict: "refuse",
      message: `${node.name}: what answers at ${node.address} ${what}`,
      evidence: [`${node.address} calls itself ${facts.hostname}`],
      hint: "Correct the address of the node in the settings or in its configuration.",
      node: node.name
    }
  ];
}
function isCalled(hostname, name) {
  const [called, named] = [hostname.toLowerCase(), name.toLowerCase()];
  return called === named || called.startsWith(`${named}.`) || named.startsWith(`${called}.`);
}
function isSame(a, b) {
  if (a.etcd !== void 0 && b.etcd !== void 0) return a.etcd.memberId === b.etcd.memberId;
  return a.hostname === b.hostname && Math.abs(a.bootTime - b.bootTime) <= 2;
}

// src/health/gates/gate-image-change.ts
function gateImageChange(facts, { node, target }, { allowExtensionChange }) {
  if (target === void 0) return [];
  const { image } = target;
  return [
    ...image === void 0 ? [] : judgeSecureBoot(node.name, facts, image),
    ...judgeExtensions(node.name, facts, target, allowExtensionChange)
  ];
}
function judgeSecureBoot(name, { secureBoot }, image) {
  const isSecure = parseImageReference(image)?.installer?.secureBoot ?? image.includes("-secureboot");
  if (isSecure === secureBoot) return [];
  const message = secureBoot ? `${name} booted with secure boot, but ${image} is no secure-boot installer` : `${name} booted without secure boot, but ${image} is a secure-boot installer`;
  const evidence = [`${name}: secure boot ${secureBoot ? "on" : "off"}`, image];
  const hint = secureBoot ? "Use the installer whose name ends in -secureboot." : "Use the installer without -secureboot.";
  return [{ code: "secure_boot_installer", verdict: "refuse", message, evidence, hint, node: name }];
}
function judgeExtensions(name, facts, target, allowed) {
  const changes = target.image !== void 0 || target.schematicId !== void 0;
  if (!changes || facts.extensions.length === 0) return [];
  if (target.schematicId !== void 0 && target.schematicId === facts.schematicId) return [];
  const verdict = allowed ? "warn" : "refuse";
  const hint = allowed ? void 0 : "Add them to the schematic, or --allow-extension-change if they may go.";
  const base = { code: "schematic_drops_extensions", node: name, ...hint !== void 0 && { hint } };
  const runs = `${name} runs ${facts.extensions.map((extension) => extension.name).join(", ")}`;
  if (target.schematic === void 0) {
    const what = target.schematicId === void 0 ? target.image ?? "" : `schematic ${target.schematicId}`;
    const message2 = `Whether ${what} keeps the extensions of ${name} is not known`;
    return [{ ...base, verdict, message: message2, evidence: [runs] }];
  }
  const wanted = officialExtensions(target.schematic);
  const lost = lostExtensions(facts, wanted);
  if (lost.length === 0) return [];
  const message = `The new image of ${name} lacks extensions that it runs: ${lost.join(", ")}`;
  return [{ ...base, verdict, message, evidence: [runs, `the new schematic has ${wanted?.join(", ") || "none"}`] }];
}
function lostExtensions(facts, wanted) {
  if (wanted === void 0) return facts.extensions.map(({ name }) => name);
  const booted = facts.schematic === void 0 ? void 0 : officialExtensions(facts.schematic);
  const kept = new Set(wanted.map(extensionName));
  if (booted !== void 0) return booted.filter((name) => !kept.has(extensionName(name)));
  const names = new Set([...kept].map((name) => name.slice(name.lastIndexOf("/") + 1)));
  return facts.extensions.map(({ name }) => name).filter((name) => !names.has(name));
}
function officialExtensions(schematic) {
  try {
    return parseSchematic(schematic, { file: "schematic" }).schematic.officialExtensions;
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}

// src/health/gates/judge-nodes.ts
var essential = /* @__PURE__ */ new Set(["apid", "containerd", "cri", "etcd", "kubelet", "machined", "trustd", "udevd"]);
var over = /* @__PURE__ */ new Set(["Finished", "Skipped"]);
function judgeNodes(nodes, { kubernetes }) {
  return nodes.flatMap((observed2) => judgeNode(observed2, kubernetes));
}
function judgeStrangers({ nodes, kubernetes }) {
  if (kubernetes.kind === "problem") return [];
  const known = new Set(nodes.map((observed2) => findKubernetesNode(observed2, kubernetes)?.name));
  const away = kubernetes.facts.nodes.filter(({ name, ready }) => !ready && !known.has(name));
  if (away.length === 0) return [];
  const message = `Kubernetes has nodes that are not Ready and not in the settings: ${away.map(({ name }) => name).join(", ")}`;
  const evidence = away.map(({ name }) => `${name}: not Ready`);
  return [{ code: "node_not_ready", verdict: "warn", message, evidence }];
}
function judgeNode(observed2, kubernetes) {
  const known = findKubernetesNode(observed2, kubernetes);
  const { node, reading } = observed2;
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
  if (reading.kind === "maintenance") return [judgeMaintenance(observed2, known)];
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
  const verdict = ill.some(({ id: id2 }) => essential.has(id2)) ? "refuse" : "warn";
  const message = `${name} has services that are not healthy: ${ill.map(({ id: id2 }) => id2).join(", ")}`;
  const evidence = ill.map(({ id: id2, state }) => `${name}: ${id2} is ${state}`);
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

// src/health/gates/gate-planned-node.ts
var busy = /* @__PURE__ */ new Set(["installing", "rebooting", "resetting", "shutting down", "upgrading"]);
function gatePlannedNode(observation, observed2, planned, { kind }) {
  const isBusy = observed2.reading.kind === "read" && busy.has(observed2.reading.facts.stage);
  const isFatal = ({ code }) => code === "node_unreachable" || code === "node_not_ready" && isBusy;
  return [
    ...judgeNodes([observed2], observation).map((finding) => ({
      ...finding,
      verdict: isFatal(finding) ? "refuse" : "warn"
    })),
    ...kind === "upgrade" ? judgeOwnEtcd(observation, observed2) : [],
    ...planned.disrupts && kind !== "apply" ? judgeStaged(observed2) : [],
    ...planned.disrupts && planned.target === void 0 ? judgeInstalled(observed2) : []
  ];
}
function judgeOwnEtcd({ nodes }, { node }) {
  const trouble = etcdMembers(nodes).find((member) => member.node?.name === node.name)?.trouble;
  if (trouble === void 0) return [];
  const message = `The etcd member of ${node.name} does not do its part`;
  const hint = "Repair it first: an upgrade does not.";
  const evidence = [`${node.name}: ${trouble}`];
  return [{ code: "services_unhealthy", verdict: "refuse", message, evidence, hint, node: node.name }];
}
function judgeStaged({ node, reading }) {
  if (reading.kind !== "read" || !reading.facts.stagedConfig) return [];
  const message = `${node.name} has another configuration on its disk, which becomes active when it reboots`;
  const evidence = [`${node.name}: the configuration on disk is not the active one`];
  const hint = "Compare it first: diff shows both.";
  return [{ code: "staged_config", verdict: "warn", message, evidence, hint, node: node.name }];
}
function judgeInstalled({ node, reading }) {
  if (reading.kind !== "read" || !reading.facts.fallbackPending) return [];
  const message = `${node.name} has an upgrade installed that it has not booted: the next reboot starts it`;
  const evidence = [`${node.name}: another boot entry waits to be confirmed`];
  const hint = `To have it watched, upgrade ${node.name} in place of this.`;
  return [{ code: "staged_upgrade", verdict: "warn", message, evidence, hint, node: node.name }];
}

// src/health/gates/gate-versions.ts
function gateTalosVersion({ kubernetes }, observed2, facts, { version }) {
  if (version === void 0 || version === facts.version) return [];
  const { name } = observed2.node;
  const path = checkVersionPath(facts.version, version).map(
    ({ severity, message, hint }) => ({
      code: "version_path",
      verdict: severity === "error" ? "refuse" : "warn",
      message: `${name}: ${message}`,
      evidence: [`${name}: ${facts.version} \u2192 ${version}`],
      ...hint !== void 0 && { hint },
      node: name
    })
  );
  const nodeName = findKubernetesNode(observed2, kubernetes)?.name;
  if (kubernetes.kind === "problem" || nodeName === void 0) return path;
  const unsupported = componentsOn(kubernetes.facts, nodeName).filter((one) => !supports(version, one.version));
  return [...path, ...unsupported.length === 0 ? [] : [mismatch(name, version, unsupported)]];
}
function gateKubernetesVersion({ nodes, kubernetes }, target) {
  if (target === void 0) return [];
  const running = kubernetes.kind === "read" ? allVersions(kubernetes.facts) : [];
  const talos = nodes.flatMap(
    ({ node, reading }) => reading.kind === "read" ? [{ name: node.name, version: reading.facts.version }] : []
  );
  const tooOld = talos.filter(({ version }) => !supports(version, target));
  return [
    ...judgePath(running, target),
    ...tooOld.length === 0 ? [] : [mismatch(tooOld.map(({ name }) => name).join(", "), void 0, tooOld, target)]
  ];
}
function judgePath(running, target) {
  const to = parseTalosVersion(target);
  const evidence = running.map(({ name, version }) => `${name}: ${version} \u2192 ${target}`);
  const refuse4 = (message, hint) => [
    { code: "kubernetes_version", verdict: "refuse", message, evidence, hint }
  ];
  if (to === void 0) return refuse4(`${target} is no Kubernetes version`, "Write it as v1.34.1.");
  const steps2 = running.flatMap(({ version }) => {
    const from = parseTalosVersion(version);
    const distance = from && minorDistance(from, to);
    return distance === void 0 ? [] : [{ version, distance }];
  });
  const skipping = steps2.find(({ distance }) => distance > 1);
  if (skipping !== void 0) {
    return refuse4(
      `From Kubernetes ${skipping.version} to ${target} skips ${skipping.distance - 1} minor version`,
      "Upgrade to each minor version in turn."
    );
  }
  const back = steps2.find(({ distance }) => distance < 0);
  if (back === void 0) return [];
  return refuse4(
    `Kubernetes ${back.version} cannot go back to ${target}`,
    "Kubernetes supports no way back to an earlier minor version."
  );
}
var controlPlaneContainers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"];
function componentsOn({ nodes, pods }, nodeName) {
  const kubelets = nodes.filter(({ name }) => name === nodeName);
  return [
    ...kubelets.map(({ kubeletVersion }) => ({ name: "kubelet", version: kubeletVersion })),
    ...pods.filter(({ node, namespace }) => node === nodeName && namespace === "kube-system").flatMap(imagesOf)
  ];
}
function allVersions({ version, nodes }) {
  return [
    { name: "kube-apiserver", version },
    ...nodes.map(({ name, kubeletVersion }) => ({ name: `kubelet of ${name}`, version: kubeletVersion }))
  ];
}
function imagesOf({ images }) {
  return controlPlaneContainers.flatMap((name) => {
    const tag = Object.hasOwn(images, name) ? /:(v[^:@/]+)(?:@|$)/.exec(images[name] ?? "")?.[1] : void 0;
    return tag === void 0 ? [] : [{ name, version: tag }];
  });
}
function supports(talosVersion, kubernetesVersion) {
  const range = kubernetesRange(talosVersion);
  const version = parseTalosVersion(kubernetesVersion);
  if (range === void 0 || version === void 0 || version.major !== 1) return true;
  return version.minor >= range.oldest && version.minor <= range.newest;
}
function mismatch(name, talosVersion, found, kubernetesVersion) {
  const [first] = found;
  const talos = talosVersion ?? first?.version ?? "";
  const range = kubernetesRange(talos);
  const supported = range === void 0 ? "" : `, it supports 1.${range.oldest} to 1.${range.newest}`;
  const kubernetes = kubernetesVersion ?? first?.version ?? "";
  return {
    code: "kubernetes_version",
    verdict: "refuse",
    message: `${name}: Talos ${talos} does not run Kubernetes ${kubernetes}${supported}`,
    evidence: found.map((component) => `${component.name}: ${component.version}`),
    hint: "Upgrade Kubernetes and Talos in steps that both support.",
    ...talosVersion !== void 0 && { node: name }
  };
}

// src/health/gate-node.ts
function gateNode(observation, node, intent) {
  const planned = intent.nodes.find((one) => one.node.name === node.name) ?? {
    node,
    disrupts: true,
    drains: true,
    leavesEtcd: false
  };
  const observed2 = observation.nodes.find((one) => one.node.name === node.name);
  if (observed2 === void 0) return [unobserved(node)];
  return [
    ...gateIdentity(observation, observed2),
    ...gatePlannedNode(observation, observed2, planned, intent),
    ...gateTarget(observation, observed2, planned, intent),
    ...planned.disrupts ? gateDisruption(observation, observed2, planned, intent) : gateTouch(observation, planned, intent)
  ];
}
function gateTarget(observation, observed2, planned, { consents }) {
  const { reading } = observed2;
  if (planned.target === void 0 || reading.kind !== "read") return [];
  return [
    ...gateTalosVersion(observation, observed2, reading.facts, planned.target),
    ...gateImageChange(reading.facts, planned, consents)
  ];
}
function gateDisruption(observation, observed2, planned, intent) {
  const others = observation.nodes.filter((one) => one.node.name !== planned.node.name);
  const etcd = planned.node.role === "controlplane" ? gateEtcd(observation.nodes, planned, intent) : judgeEtcd(observation.nodes);
  return [
    ...etcd,
    ...judgeNodes(others, observation),
    ...judgeStrangers(observation),
    ...judgeKubernetes(observation, intent),
    ...planned.drains ? gateBudgets(observation, observed2) : []
  ];
}
function gateTouch({ nodes }, planned, intent) {
  if (intent.kind !== "apply") return [];
  const isAboutLoss = ({ code }) => code === "etcd_quorum" || code === "etcd_two_members";
  return gateEtcd(nodes, planned, intent).filter(isAboutLoss).map((finding) => ({ ...finding, verdict: "warn" }));
}
function judgeKubernetes({ kubernetes }, { consents }) {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const verdict = consents.withoutLock ? "warn" : "refuse";
  const text = "Kubernetes cannot be read: its nodes and disruption budgets are not known";
  return [{ code: "kubernetes_unreadable", verdict, message: text, evidence: [message], ...hint && { hint } }];
}
function unobserved(node) {
  const message = `${node.name} was not observed`;
  return { code: "node_unreachable", verdict: "refuse", message, evidence: [], node: node.name };
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

// src/health/gate-operation.ts
function gateOperation(observation, intent) {
  let now = observation;
  const findings = [...gateRole(observation.access, intent.kind), ...gateKind(observation, intent)];
  for (const planned of intent.nodes) {
    findings.push(...gateNode(now, planned.node, intent));
    now = without(now, planned);
  }
  findings.push(...judgeAccess(observation.access, observation.nodes));
  return inOrder(findings);
}
function gateKind(observation, { kind, kubernetesVersion }) {
  const { nodes } = observation;
  if (kind === "etcd-snapshot") return judgeEtcd(nodes).filter(({ code }) => code === "etcd_unreadable");
  if (kind !== "upgrade-k8s") return [];
  return [
    ...judgeEtcd(nodes),
    ...judgeNodes(nodes, observation),
    ...gateKubernetesVersion(observation, kubernetesVersion)
  ];
}
function without(observation, planned) {
  const { node, leavesEtcd, staysAway = false } = planned;
  const member = leavesEtcd ? etcdMembers(observation.nodes).find((one) => one.node?.name === node.name) : void 0;
  if (!staysAway && member === void 0) return observation;
  const nodes = observation.nodes.filter((one) => !leavesEtcd || one.node.name !== node.name).map((one) => one.node.name === node.name ? gone(one) : withoutMember(one, member?.id));
  return { ...observation, nodes };
}
function gone({ node }) {
  return { node, reading: { kind: "problem", problem: { kind: "unreachable", message: "is away by then" } } };
}
function withoutMember(observed2, id2) {
  const { node, reading } = observed2;
  if (id2 === void 0 || reading.kind !== "read" || reading.facts.etcd === void 0) return observed2;
  const { etcd } = reading.facts;
  const left = { ...etcd, members: etcd.members.filter((one) => one.id !== id2) };
  return { node, reading: { kind: "read", facts: { ...reading.facts, etcd: left } } };
}
function inOrder(findings) {
  const once = new Map(findings.map((finding) => [`${finding.verdict} ${finding.code} ${finding.message}`, finding]));
  const all = [...once.values()];
  return [...all.filter(({ verdict }) => verdict === "refuse"), ...all.filter(({ verdict }) => verdict === "warn")];
}

// src/health/observe-cluster.ts
async function observeCluster(nodes, probes, { signal, concurrency: concurrency3 = 32 }) {
  const observe = async (node) => ({
    node,
    reading: await probes.nodes.observe(node, { signal })
  });
  const [observed2, kubernetes] = await Promise.all([
    pMap(nodes, observe, { concurrency: concurrency3, signal }),
    probes.kubernetes.observe({ signal })
  ]);
  return { nodes: observed2, kubernetes, access: probes.nodes.access };
}

// src/health/public-tokens.ts
function publicTokens({ nodes, kubernetes }, targets = []) {
  const schematics = [
    ...nodes.map(({ reading }) => reading.kind === "read" ? reading.facts.schematicId : void 0),
    ...targets.map(({ schematicId: schematicId2 }) => schematicId2)
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
    const judged = objects.map((object2) => ({ name: nameOf(object2), judgement: expression.judge(object2) }));
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
  return labelSelector === void 0 ? objects : objects.filter((object2) => isChosen(object2, labelSelector));
}
function isChosen(object2, { matchLabels = {}, matchExpressions = [] }) {
  const selector = {
    matchLabels,
    matchExpressions: matchExpressions.map(({ values = [], ...rest }) => ({ ...rest, values }))
  };
  return matchesLabels(selector, textsOf(field(field(object2, "metadata"), "labels")));
}
function nameOf(object2) {
  const { name = "an object without a name", namespace } = textsOf(field(object2, "metadata"));
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

// src/operation/order-nodes.ts
function orderNodes(nodes, observation, { own } = {}) {
  const leaders = new Set(observation.nodes.filter(leads).map(({ node }) => node.name));
  const rank = (node) => {
    if (node.name === own) return 3;
    if (node.role === "worker") return 0;
    return leaders.has(node.name) ? 2 : 1;
  };
  return nodes.toSorted((a, b) => rank(a) - rank(b));
}
function leads({ reading }) {
  if (reading.kind !== "read" || reading.facts.etcd === void 0) return false;
  return reading.facts.etcd.memberId === reading.facts.etcd.leaderId;
}

// src/operation/land-again.ts
async function landAgain({ intent }, rolling) {
  const { journal, ports, progress, id: id2, signal } = rolling;
  const { name } = intent.node;
  const left = journal.left(name);
  if (left?.state !== "handed-over") return;
  const kubernetesName = await findName(intent.node, rolling);
  if (kubernetesName === void 0 || rolling.nodes.length === 1) throw stuck(name);
  if (left.step === "cordon") {
    await progress.step(name, "uncordon", () => ports.kubernetes.uncordon(kubernetesName, { signal }));
    throw stuck(name);
  }
  await journal.write(name, { state: "handed-over", step: "cordon" }, { signal });
  const at = new Date(ports.pace.now()).toISOString();
  await progress.step(name, "cordon", () => ports.kubernetes.cordon(kubernetesName, { operation: id2, at }, { signal }));
}
async function findName(node, { ports, signal }) {
  const { nodes, kubernetes } = ports.probes;
  const [reading, found] = await Promise.all([nodes.observe(node, { signal }), kubernetes.observe({ signal })]);
  return findKubernetesNode({ node, reading }, found)?.name;
}
function stuck(name) {
  return new UserError(`Cannot go on with ${name}: this run is on that node again, and would go down with it`, {
    code: "operation_refused",
    hint: "Continue from outside of the cluster, or let the runner run on another node."
  });
}

// src/operation/reason-of.ts
function reasonOf(error, signal) {
  if (error instanceof UserError) {
    const { code, message, hint } = error;
    return { code, message, ...hint !== void 0 && { hint } };
  }
  if (signal.aborted) {
    return {
      code: "cancelled",
      message: "The run was told to end at once, in the middle of a step",
      hint: "Continue: what was begun is found by looking at the node."
    };
  }
  return { code: "bug", message: "Something unexpected went wrong: the run's log tells more" };
}

// src/operation/describe-drain.ts
var maxNamed = 3;
function describeDrain(leaving) {
  const count = leaving.length === 1 ? "1 pod left" : `${leaving.length} pods left`;
  const held = leaving.filter(isHeld);
  const named = held.slice(0, maxNamed).map(describeLeaving);
  const others = held.length > maxNamed ? [`${held.length - maxNamed} more are held`] : [];
  return [count, ...named, ...others].join("; ");
}
function describeLeaving(leaving) {
  const { pod, budget } = leaving;
  const name = `${pod.namespace}/${pod.name}`;
  if (!isHeld(leaving)) return `${name} is still ${pod.deleting ? "ending" : "running"}`;
  if (budget === void 0 || budget === pod.name) return `${name} is held by its disruption budget`;
  return `${name} is held by the disruption budget ${budget}`;
}
var isHeld = ({ pod, state }) => state === "blocked" && !pod.deleting;

// src/operation/why-left.ts
function whyLeft(pod, ownPod) {
  if (ownPod !== void 0 && pod.namespace === ownPod.namespace && pod.name === ownPod.name) return "own";
  if (pod.mirror) return "mirror";
  if (pod.phase === "Succeeded" || pod.phase === "Failed") return "finished";
  return pod.owner === "DaemonSet" ? "daemon-set" : void 0;
}

// src/operation/drain-node.ts
var concurrency2 = 8;
var maxLooks = 3;
var poll = { firstMs: 25, factor: 1.6, maxMs: 2e3 };
var backOff = { firstMs: 1e3, factor: 2, maxMs: 15e3 };
var maxRetrySeconds = 60;
var grantedMs = 1e4;
async function drainNode(nodeName, ports, { signal }) {
  const drain = new Drain(nodeName, ports, signal);
  await drain.look();
  while (drain.isUnderWay) {
    await drain.evictDue();
    await drain.look();
  }
  return drain.result;
}
var Drain = class {
  #nodeName;
  #ports;
  #signal;
  #deadline;
  #evicted = [];
  /** By uid. */
  #leaving = /* @__PURE__ */ new Map();
  #left = [];
  #looksForNew = 0;
  #rounds = 0;
  #detail = "";
  constructor(nodeName, ports, signal) {
    this.#nodeName = nodeName;
    this.#ports = ports;
    this.#signal = signal;
    this.#deadline = ports.pace.now() + ports.seconds * 1e3;
  }
  get isUnderWay() {
    return this.#leaving.size > 0;
  }
  get result() {
    return { evicted: this.#evicted, left: this.#left };
  }
  /** Sees which pods are gone, and after the last of them whether others have come. */
  async look() {
    const pods = await this.#answer(() => this.#ports.control.podsOn(this.#nodeName, { signal: this.#signal }));
    const leaving = this.#stillThere(pods);
    const looksForNew = leaving.size === 0 && this.#looksForNew++ < maxLooks;
    const left = [];
    for (const pod of pods.filter(({ uid }) => !leaving.has(uid))) {
      const why = whyLeft(pod, this.#ports.ownPod) ?? (looksForNew && !this.#wasEvicted(pod) ? void 0 : "came-back");
      if (why !== void 0) left.push({ namespace: pod.namespace, name: pod.name, why });
      else leaving.set(pod.uid, { pod, state: "untouched", tries: 0, nextAt: 0 });
    }
    this.#leaving = leaving;
    this.#left = left;
  }
  /** Asks for whatever may be asked for now, then waits a little. */
  async evictDue() {
    const now = this.#ports.pace.now();
    const due = [...this.#leaving.values()].filter(({ pod, nextAt }) => !pod.deleting && nextAt <= now);
    if (due.length > 0) this.#rounds = 0;
    await pMap(due, (entry) => this.#evict(entry), { concurrency: concurrency2 });
    this.#tell(describeDrain([...this.#leaving.values()]));
    await this.#pause();
  }
  async #evict(entry) {
    const answer = await this.#answer(() => this.#ports.control.evict(entry.pod, { signal: this.#signal }));
    this.#leaving.set(entry.pod.uid, afterEviction(entry, answer, this.#ports.pace.now()));
  }
  /** Gone is also what bears the same name with another uid: that is another pod. */
  #stillThere(pods) {
    const current = new Map(pods.map((pod) => [pod.uid, pod]));
    const leaving = /* @__PURE__ */ new Map();
    for (const [uid, entry] of this.#leaving) {
      const pod = current.get(uid);
      if (pod === void 0) this.#evicted.push(nameOf2(entry.pod));
      else if (pod.deleting || whyLeft(pod, this.#ports.ownPod) === void 0) leaving.set(uid, { ...entry, pod });
    }
    return leaving;
  }
  /** Whoever makes it again on a cordoned node tolerates that, and would do so for ever. */
  #wasEvicted(pod) {
    return this.#evicted.some(({ namespace, name }) => namespace === pod.namespace && name === pod.name);
  }
  /** Asks until there is an answer or the time is up. */
  async #answer(ask) {
    for (; ; ) {
      this.#signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!(error instanceof UserError) || error.code !== "kubernetes_unreachable" || this.#isLate()) throw error;
      }
      this.#tell("Kubernetes does not answer");
      await this.#sleep(backOff.firstMs);
    }
  }
  async #pause() {
    if (this.#isLate()) throw this.#tooLate();
    await this.#sleep(delay(this.#rounds++, poll));
  }
  #isLate() {
    return this.#ports.pace.now() >= this.#deadline;
  }
  #tooLate() {
    const leaving = [...this.#leaving.values()];
    const isHeld2 = leaving.some(({ state }) => state === "blocked");
    return new UserError(
      `Cannot drain ${this.#nodeName} within ${this.#ports.seconds} s: ${leaving.map(describeLeaving).join("; ")}`,
      {
        code: "node_timeout",
        hint: isHeld2 ? "Give the disruption budgets room: another replica elsewhere, or one that may be missing. Then try again." : "See why they do not end: kubectl describe pod. Then try again."
      }
    );
  }
  #sleep(ms) {
    const { pace } = this.#ports;
    return pace.sleep(Math.max(0, Math.min(ms, this.#deadline - pace.now())), this.#signal);
  }
  #tell(detail) {
    if (detail === this.#detail) return;
    this.#detail = detail;
    this.#ports.onDetail?.(detail);
  }
};
function afterEviction({ pod, tries }, answer, now) {
  if (answer.kind !== "blocked") return { pod, state: "asked", tries, nextAt: now + grantedMs };
  const { budget, retryAfterSeconds = 0 } = answer;
  const waitMs = retryAfterSeconds > 0 ? Math.min(retryAfterSeconds, maxRetrySeconds) * 1e3 : delay(tries, backOff);
  return { pod, state: "blocked", tries: tries + 1, nextAt: now + waitMs, ...budget === void 0 ? {} : { budget } };
}
function delay(round, { firstMs, factor, maxMs }) {
  return Math.min(maxMs, firstMs * factor ** round);
}
var nameOf2 = ({ namespace, name }) => ({ namespace, name });

// src/operation/poll.ts
var shortestMs = 25;
var longestMs = 5e3;
async function poll2(ask, { pace, signal, seconds }) {
  const start = pace.now();
  for (; ; ) {
    const answer = await ask();
    if (answer !== void 0) return answer;
    const passed = pace.now() - start;
    const left = seconds * 1e3 - passed;
    if (left <= 0) return void 0;
    await pace.sleep(Math.min(left, longestMs, Math.max(shortestMs, passed / 20)), signal);
  }
}

// src/operation/move-leader.ts
var electionSeconds = 30;
async function moveLeader(turn) {
  const { work: work2, signal } = turn;
  if (work2.intent.node.role !== "controlplane") return;
  const etcd = await readEtcd(turn);
  if (etcd === void 0 || etcd.memberId !== etcd.leaderId || etcd.members.length < 2) return;
  await turn.write("move-leader", async (detail) => {
    await turn.ports.nodes.forfeitLeadership(work2.intent.node, { signal });
    await waitForLeader(turn, detail);
  });
}
async function waitForLeader(turn, detail) {
  const { work: work2, ports, signal } = turn;
  const moved = await poll2(
    async () => {
      const etcd = await readEtcd(turn);
      const isMoved = etcd !== void 0 && etcd.leaderId !== etcd.memberId && !/^0*$/.test(etcd.leaderId);
      return isMoved ? etcd : void 0;
    },
    { pace: ports.pace, signal, seconds: electionSeconds }
  );
  if (moved === void 0) {
    throw new UserError(
      `${work2.intent.node.name} still leads etcd ${electionSeconds} seconds after it was told not to`,
      {
        code: "node_timeout",
        hint: "Look at etcd status: are the other members healthy?"
      }
    );
  }
  const leader = moved.members.find(({ id: id2 }) => id2 === moved.leaderId)?.hostname;
  if (leader !== void 0) detail(`to ${leader}`);
}
async function readEtcd({ work: work2, ports, signal }) {
  const reading = await ports.probes.nodes.observe(work2.intent.node, { signal });
  return reading.kind === "read" ? reading.facts.etcd : void 0;
}

// src/operation/patiently.ts
var apiSeconds = 60;
async function patiently(run, options) {
  let last;
  const answer = await poll2(
    async () => {
      try {
        return { value: await run() };
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== "kubernetes_unreachable") throw error;
        last = error;
        return void 0;
      }
    },
    { ...options, seconds: apiSeconds }
  );
  if (answer === void 0) throw last;
  return answer.value;
}

// src/operation/disrupt-node.ts
var recoverySeconds = 60;
async function disruptNode(turn, { prepare: prepare3, act, wait: wait2 }) {
  refuseUnplanned(turn);
  await turn.snapshot();
  try {
    await cordonAndDrain(turn);
    await prepare3?.();
    await turn.gate();
    await moveLeader(turn);
    await act();
    await wait2();
    await uncordon(turn);
  } catch (error) {
    throw await afterFailure(turn, error);
  }
}
function refuseUnplanned({ work: work2 }) {
  const { node, disrupts } = work2.intent;
  if (disrupts) return;
  throw new UserError(`${node.name} would have to go down, which the plan does not say: it is another than then`, {
    code: "plan_changed",
    hint: "Somebody else changed it. Plan again, and approve the new plan."
  });
}
async function cordonAndDrain(turn) {
  const { work: work2, kubernetesName, ports, limits, ownPod, operation, signal } = turn;
  if (kubernetesName === void 0) {
    turn.skip("drain", "Kubernetes does not know the node, or does not answer");
    return;
  }
  const at = new Date(ports.pace.now()).toISOString();
  await turn.write("cordon", async (detail) => {
    const cordon = () => ports.kubernetes.cordon(kubernetesName, { operation, at }, { signal });
    const done = await patiently(cordon, { pace: ports.pace, signal });
    if (done === "cordoned-by-other") detail("was cordoned by somebody else, and will stay so");
  });
  if (!work2.intent.drains) return;
  await turn.write("drain", async (onDetail) => {
    const { evicted } = await drainNode(
      kubernetesName,
      {
        control: ports.kubernetes,
        pace: ports.pace,
        seconds: limits.drainSeconds,
        ...ownPod && { ownPod },
        onDetail
      },
      { signal }
    );
    onDetail(evicted.length === 1 ? "1 pod moved" : `${evicted.length} pods moved`);
  });
}
async function uncordon(turn) {
  const { kubernetesName, ports, signal } = turn;
  if (kubernetesName === void 0) return;
  const free = () => ports.kubernetes.uncordon(kubernetesName, { signal });
  await turn.write("uncordon", () => patiently(free, { pace: ports.pace, signal }));
}
async function afterFailure(turn, error) {
  if (turn.kubernetesName === void 0) return error;
  const left = await putBack(turn);
  if (!(error instanceof UserError)) return error;
  return new UserError(`${error.message}. ${left}`, {
    code: error.code,
    ...error.hint !== void 0 && { hint: error.hint },
    cause: error
  });
}
async function putBack(turn) {
  const { name } = turn.work.intent.node;
  if (turn.signal.aborted) return `${name} stays as it is, cordoned if it was; continue picks it up`;
  try {
    let found = "";
    const isWell2 = async () => {
      found = await look(turn);
      return found === "well" ? true : void 0;
    };
    const { pace } = turn.ports;
    const well = await poll2(isWell2, { pace, signal: turn.signal, seconds: recoverySeconds });
    if (well === void 0) return `${name} stays cordoned: it ${found}`;
    await uncordon(turn);
    return `${name} is uncordoned`;
  } catch {
    return `${name} stays cordoned: it could not be uncordoned`;
  }
}
async function look({ work: work2, ports, signal }) {
  const { node } = work2.intent;
  const [reading, kubernetes] = await Promise.all([
    ports.probes.nodes.observe(node, { signal }),
    ports.probes.kubernetes.observe({ signal })
  ]);
  if (reading.kind !== "read") return "does not answer";
  const isWell2 = reading.facts.stage === "running" && reading.facts.ready;
  const isReady = findKubernetesNode({ node, reading }, kubernetes)?.ready === true;
  return isWell2 && isReady ? "well" : "is not ready";
}

// src/operation/judge-gates.ts
var passing = /* @__PURE__ */ new Set([
  "etcd_lag",
  "etcd_learner",
  "etcd_members_differ",
  "etcd_quorum",
  "etcd_unreadable",
  "kubernetes_unreadable",
  "node_not_ready",
  "node_unreachable",
  "services_unhealthy"
]);
async function judgeGates(rolling, node, options) {
  const { ports, signal } = rolling;
  const hasWaited = await judgeChecks(rolling, node, options);
  let observation = hasWaited ? void 0 : options.first;
  let refusals = [];
  const judge2 = async () => {
    observation ??= await observeCluster(rolling.nodes, ports.probes, { signal });
    const judged2 = observation;
    refusals = refusalsOf(gateNode(judged2, node, rolling.intent));
    if (refusals.length === 0 || !refusals.every(({ code }) => passing.has(code))) return judged2;
    options.detail(`waits: ${refusals[0]?.message ?? ""}`);
    observation = void 0;
    return void 0;
  };
  const judged = await poll2(judge2, { pace: ports.pace, signal, seconds: options.patienceSeconds });
  refuse2(refusals);
  if (judged === void 0) throw new Error("gates that do not refuse were judged by an observation");
  return judged;
}
async function judgeChecks(rolling, node, { patienceSeconds }) {
  const { cluster, intent, ports, signal } = rolling;
  if (cluster.checks.length === 0 || !intent.nodes.some((one) => one.node.name === node.name && one.disrupts)) {
    return false;
  }
  const patient = patienceSeconds > 0 ? { pace: ports.pace } : {};
  refuse2(refusalsOf(await runChecks(cluster.checks, ports.probes.kubernetes, { signal, ...patient })));
  return patienceSeconds > 0;
}
function refusalsOf(findings) {
  return findings.filter(({ verdict }) => verdict === "refuse");
}
function refuse2(refusals) {
  const [first, ...others] = refusals;
  if (first === void 0) return;
  const more = others.length === 0 ? "" : `; and ${others.map(({ message }) => message).join("; ")}`;
  throw new UserError(`${first.message}${more}`, {
    code: "gate_refused",
    ...first.hint !== void 0 && { hint: first.hint }
  });
}

// src/operation/take-snapshot.ts
async function takeSnapshot(cluster, observation, { nodes, snapshots, pace }, { signal, detail }) {
  const node = chooseMember(observation);
  const name = `${cluster}-${node.name}-${compactTime(pace.now())}`;
  detail(`from ${node.name}`);
  const kept = await snapshots.keep({ name, chunks: nodes.snapshot(node, { signal }) }, { signal });
  detail(`${(kept.bytes / 1e6).toFixed(1)} MB from ${node.name}, kept as ${kept.path}`);
  return kept;
}
function chooseMember({ nodes }) {
  const members = nodes.filter(isWell);
  const chosen = members.find((one) => !leads2(one)) ?? members[0];
  if (chosen !== void 0) return chosen.node;
  throw new UserError("Cannot take a snapshot: no etcd member is well", {
    code: "operation_refused",
    hint: "Look at etcd status."
  });
}
function isWell({ node, reading }) {
  if (node.role !== "controlplane" || reading.kind !== "read") return false;
  const { etcd } = reading.facts;
  return etcd !== void 0 && !etcd.isLearner && etcd.errors.length === 0;
}
function leads2({ reading }) {
  return reading.kind === "read" && reading.facts.etcd?.memberId === reading.facts.etcd?.leaderId;
}
function compactTime(now) {
  return new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
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

// src/operation/wait-until-back.ts
async function waitUntilBack(turn, options) {
  const { work: work2, ports, limits, signal } = turn;
  const { name } = work2.intent.node;
  const seconds = options.seconds ?? limits.rebootSeconds;
  let missing2 = "";
  const tell = (detail) => {
    missing2 = detail;
    options.detail(detail);
  };
  const back = await poll2(() => look2(turn, options, tell), { pace: ports.pace, signal, seconds });
  if (back !== void 0) return back;
  throw new UserError(`${name} is not back after ${seconds} seconds: ${missing2}`, {
    code: "node_timeout",
    hint: `Look at its console; once it is well again, continue.`
  });
}
async function look2(turn, options, tell) {
  const { work: work2, ports, signal } = turn;
  const { node } = work2.intent;
  const reading = await ports.probes.nodes.observe(node, { signal });
  const booting = whyNotBooted(reading, options.bootTimeBefore);
  if (reading.kind !== "read" || booting !== void 0) return tell(booting ?? "it does not answer");
  const { facts } = reading;
  checkTarget(node.name, facts, options.target);
  const etcd = node.role === "controlplane" ? whyNotMember(facts) : void 0;
  if (etcd !== void 0) return tell(etcd);
  if (turn.kubernetesName === void 0) return facts;
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  const ready = findKubernetesNode({ node, reading }, kubernetes)?.ready;
  return ready === true ? facts : tell(whyNotReady(kubernetes));
}
function whyNotBooted(reading, bootTimeBefore) {
  if (reading.kind === "problem") return reading.problem.kind === "rebooting" ? "it reboots" : "it does not answer";
  if (reading.kind === "maintenance") return "it is in maintenance mode";
  const { stage, ready, bootTime, unmetConditions } = reading.facts;
  if (bootTimeBefore !== void 0 && !hasRebooted(bootTimeBefore, bootTime)) return "it goes down";
  if (stage !== "running") return `stage ${stage}`;
  if (!ready) return `waits for ${unmetConditions.map(({ name }) => name).join(", ") || "its services"}`;
  return void 0;
}
function checkTarget(name, facts, target) {
  if (target === void 0 || runsTarget(facts, target)) return;
  const isVersion = target.version === void 0 || target.version === facts.version;
  const found = isVersion ? `with another schematic than the wanted one` : `with ${facts.version} in place of ${target.version}`;
  throw new UserError(`${name} came back ${found}: it was rolled back`, {
    code: "node_rolled_back",
    hint: "Its console tells why the new image did not boot. The other nodes were left alone."
  });
}
function runsTarget(facts, target) {
  if (target.version !== void 0 && target.version !== facts.version) return false;
  return target.schematicId === void 0 || target.schematicId === facts.schematicId;
}
function whyNotMember({ etcd }) {
  if (etcd === void 0) return "etcd does not answer";
  if (/^0*$/.test(etcd.leaderId)) return "etcd has no leader";
  if (etcd.isLearner) return "its etcd member still learns";
  if (etcd.errors.length > 0) return "its etcd member reports errors";
  return etcd.members.some(({ id: id2 }) => id2 === etcd.memberId) ? void 0 : "it is no etcd member";
}
function whyNotReady(kubernetes) {
  return kubernetes.kind === "problem" ? "the Kubernetes API does not answer" : "its Kubernetes node is not Ready";
}

// src/operation/what-runs.ts
function whatRuns({ version, schematicId: schematicId2 }) {
  return schematicId2 === void 0 ? version : `${version} ${schematicId2}`;
}

// src/operation/within.ts
async function within(late, { pace, signal, seconds }, run) {
  const overdue = new AbortController();
  const finished = new AbortController();
  const timer = pace.sleep(seconds * 1e3, finished.signal).then(() => {
    const error = typeof late === "string" ? tookLonger(late, seconds) : late;
    overdue.abort(error);
    throw error;
  });
  const running = run(AbortSignal.any([signal, overdue.signal]));
  try {
    return await Promise.race([running, timer]);
  } finally {
    running.catch(() => void 0);
    timer.catch(() => void 0);
    finished.abort();
  }
}
function tookLonger(what, seconds) {
  return new UserError(`${what} took longer than ${seconds} seconds`, { code: "node_timeout" });
}

// src/operation/take-turn.ts
var lastGateSeconds = 60;
async function takeTurn(work2, rolling, soFar) {
  const { progress, journal } = rolling;
  const { node, disrupts } = work2.intent;
  progress.node(node.name, "running");
  const begun = wasBegun(journal.left(node.name));
  if (begun !== void 0 && work2.intent.staysAway !== true) await settle(work2, rolling);
  const { turn, standing: standing2 } = await openTurn(work2, begun, rolling, soFar);
  if (standing2 === "done") await leaveAsItIs(turn);
  else await work2.run(turn);
  const state = standing2 === "done" && begun === void 0 ? "unchanged" : "done";
  if (disrupts && state === "done") soFar.disrupted = true;
  progress.node(node.name, state);
  journal.note(node.name, { state });
}
function wasBegun(left) {
  const isBegun = left?.state === "running" || left?.state === "failed" || left?.state === "done";
  return isBegun && left.step !== void 0 ? left : void 0;
}
async function settle({ intent: { node } }, { progress, ports, cluster, signal }) {
  const look3 = async () => settled(await ports.probes.nodes.observe(node, { signal }));
  if (await look3() !== void 0) return;
  await progress.step(node.name, "wait", async (detail) => {
    detail("what was begun is not over yet");
    await poll2(look3, { pace: ports.pace, signal, seconds: cluster.operations.rebootSeconds });
  });
}
function settled(reading) {
  if (reading.kind !== "read") return void 0;
  return reading.facts.stage === "running" && reading.facts.ready ? reading : void 0;
}
async function openTurn(work2, begun, rolling, soFar) {
  const { progress, ports, nodes, cluster, signal } = rolling;
  const { node } = work2.intent;
  return progress.step(node.name, "check", async (detail) => {
    const first = await observeCluster(nodes, ports.probes, { signal });
    const standing2 = await work2.standing({ ...lookAt(work2, first), begun }, ports, { signal });
    if (standing2 !== "open") return { turn: createTurn(work2, first, begun, rolling, soFar), standing: standing2 };
    const patienceSeconds = soFar.disrupted || begun !== void 0 ? cluster.operations.rebootSeconds : 0;
    const judged = await judgeGates(rolling, node, { first, patienceSeconds, detail });
    return { turn: createTurn(work2, judged, begun, rolling, soFar), standing: standing2 };
  });
}
function lookAt({ intent: { node } }, observation) {
  return { observation, reading: observedIn(observation, node.name).reading };
}
function observedIn({ nodes }, name) {
  const found = nodes.find(({ node }) => node.name === name);
  if (found === void 0) throw new Error(`${name} was not observed`);
  return found;
}
function createTurn(work2, observation, begun, rolling, soFar) {
  const { id: id2, cluster, ports, progress, journal, ownPod, signal } = rolling;
  const { node } = work2.intent;
  const { name } = node;
  const look3 = lookAt(work2, observation);
  const entry = {
    ...look3.reading.kind === "read" && { bootTime: look3.reading.facts.bootTime, ran: whatRuns(look3.reading.facts) },
    ...work2.image !== void 0 && { image: work2.image }
  };
  return {
    ...look3,
    begun,
    work: work2,
    ports,
    limits: cluster.operations,
    operation: id2,
    kubernetesName: findKubernetesNode(observedIn(observation, name), observation.kubernetes)?.name,
    ...ownPod && { ownPod },
    signal,
    step: (step, run) => progress.step(name, step, run),
    write: async (step, run) => {
      await journal.write(name, { ...entry, state: "running", step }, { signal });
      return progress.step(name, step, async (detail) => {
        journal.check();
        return run(detail);
      });
    },
    skip: (step, detail) => progress.skip(name, step, detail),
    gate: () => progress.step(name, "check", async (detail) => {
      await judgeGates(rolling, node, { patienceSeconds: lastGateSeconds, detail });
    }),
    snapshot: async () => {
      if (node.role !== "controlplane" || !cluster.snapshots.beforeControlPlanes || soFar.snapshot) return;
      soFar.snapshot = await snapshotCluster(observation, rolling);
    }
  };
}
function snapshotCluster(observation, { cluster, ports, progress, signal }) {
  const seconds = cluster.operations.installSeconds;
  return progress.step(
    void 0,
    "snapshot",
    (detail) => within(
      "The snapshot",
      { pace: ports.pace, signal, seconds },
      (limited) => takeSnapshot(cluster.name, observation, ports, { signal: limited, detail })
    )
  );
}
async function leaveAsItIs(turn) {
  const { observation, reading, work: work2 } = turn;
  const found = findKubernetesNode({ node: work2.intent.node, reading }, observation.kubernetes);
  if (found?.cordon === void 0) return;
  if (reading.kind === "read") {
    await turn.step("wait", async (detail) => {
      await waitUntilBack(turn, { detail });
    });
  }
  await uncordon(turn);
}

// src/operation/roll-nodes.ts
async function rollNodes(works, rolling) {
  const soFar = { snapshot: void 0, disrupted: false };
  const result = await rollOn(works, rolling, soFar);
  return { ...result, ...soFar.snapshot && { snapshot: soFar.snapshot } };
}
async function rollOn(works, rolling, soFar) {
  for (const [index, work2] of works.entries()) {
    const reason = whyStopped(rolling);
    if (reason !== void 0) return leave(works.slice(index), "not-started", rolling, { state: "cancelled", reason });
    try {
      if (isUnderneath(work2, rolling)) {
        await landAgain(work2, rolling);
        return leave(works.slice(index), "handed-over", rolling, { state: "handed-over" });
      }
      await takeTurn(work2, rolling, soFar);
    } catch (error) {
      return leave(works.slice(index + 1), "not-started", rolling, failed2(work2, error, rolling));
    }
  }
  return { state: "succeeded" };
}
function whyStopped({ stop, signal, journal }) {
  const by = journal.abortedBy();
  if (by !== void 0) return { code: "cancelled", message: `${by} asked to start no further node` };
  if (!stop.aborted && !signal.aborted) return void 0;
  return { code: "cancelled", message: "It was told to start no further node" };
}
function isUnderneath({ intent, unchanged }, { own }) {
  return intent.node.name === own && intent.disrupts && !unchanged;
}
function failed2(work2, error, rolling) {
  const { signal } = rolling;
  const reason = reasonOf(error, signal);
  if (signal.aborted) {
    rolling.progress.node(work2.intent.node.name, "failed", reason);
    return { state: "cancelled", reason };
  }
  setState(work2, "failed", rolling, reason);
  return { state: "failed", reason, ...error instanceof UserError ? {} : { bug: error } };
}
function leave(rest, state, rolling, result) {
  for (const work2 of rest) setState(work2, state, rolling);
  return result;
}
function setState({ intent }, state, { progress, journal }, reason) {
  progress.node(intent.node.name, state, reason);
  journal.note(intent.node.name, { state });
}

// src/config/encode-machine-config.ts
function encodeMachineConfig(config, options) {
  const secret = secretWriters[options.secrets];
  return rootFirst(config).map((document) => encodeYaml(document.root, { secret })).join("---\n");
}
var secretWriters = {
  reveal: (secret) => secret.reveal(),
  mask: (secret) => secret.toString()
};
function rootFirst(config) {
  const root = rootDocument(config);
  return root === void 0 ? config.documents : [root, ...config.documents.filter((document) => document !== root)];
}

// src/operation/apply-config.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);

// src/operation/facts-of.ts
function factsOf2(node, reading) {
  if (reading.kind === "read") return reading.facts;
  if (reading.kind === "maintenance") {
    throw new UserError(`Cannot work on ${node.name}: it is in maintenance mode, without a configuration`, {
      code: "operation_refused"
    });
  }
  const { kind, message, hint } = reading.problem;
  const code = kind === "credential" ? "credential_invalid" : "unreachable";
  throw new UserError(`Cannot work on ${node.name}: ${message}`, { code, ...hint !== void 0 && { hint } });
}

// src/operation/reboot-node.ts
function rebootNode(node, mode) {
  return {
    intent: { node, disrupts: true, drains: true, leavesEtcd: false },
    unchanged: false,
    summary: mode === "powercycle" ? "reboots, through the firmware" : "reboots",
    standing: async (look3) => rebootedSince(look3) ? "done" : "open",
    run: (turn) => drainAndReboot(turn, mode)
  };
}
function rebootedSince({ reading, begun }) {
  if (reading.kind !== "read" || begun?.bootTime === void 0) return false;
  return hasRebooted(begun.bootTime, reading.facts.bootTime);
}
async function drainAndReboot(turn, mode, prepare3) {
  const { work: work2, ports, signal } = turn;
  const { node } = work2.intent;
  const { bootTime: bootTimeBefore } = factsOf2(node, turn.reading);
  await disruptNode(turn, {
    ...prepare3 && { prepare: prepare3 },
    act: () => turn.write("reboot", () => ports.nodes.reboot(node, mode, { signal })),
    wait: () => turn.step("wait", async (detail) => {
      await waitUntilBack(turn, { bootTimeBefore, detail });
      detail("up again");
    })
  });
}

// src/operation/verify-config.ts
var activeSeconds = 120;
async function verifyConfig(turn, config, seconds = activeSeconds) {
  const { work: work2, ports, signal } = turn;
  await turn.step("verify", async (detail) => {
    const active = await poll2(async () => await hasConfig(turn, config) ? true : void 0, {
      pace: ports.pace,
      signal,
      seconds
    });
    if (active === void 0) {
      throw new UserError(`${work2.intent.node.name} took the configuration, but runs with another`, {
        code: "node_failed",
        hint: "Compare it again with talos-chatops diff."
      });
    }
    await waitUntilBack(turn, { seconds, detail });
  });
}
async function hasConfig({ work: work2, ports, signal }, config) {
  const reading = await ports.liveNodes.read(work2.intent.node, { signal });
  return reading.kind === "read" && Buffer.compare(reading.live.config, config) === 0;
}

// src/operation/try-config.ts
var shareToVerify = 0.7;
var graceSeconds = 30;
async function tryConfig(turn, { config, live }, revertAfterSeconds) {
  const { work: work2, ports, reading, signal } = turn;
  const { node } = work2.intent;
  if (factsOf2(node, reading).stagedConfig) throw stagedAlready(node.name);
  const endsAt = ports.pace.now() + revertAfterSeconds * 1e3;
  await turn.write("apply", (detail) => {
    detail(`taken back after ${revertAfterSeconds} seconds`);
    return ports.nodes.apply(node, { config, mode: "try", revertAfterSeconds }, { signal });
  });
  try {
    await verifyConfig(turn, config, revertAfterSeconds * shareToVerify);
    await turn.gate();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw await afterRevert(turn, error, live, revertAfterSeconds);
  }
  await turn.write("confirm", async () => {
    if (ports.pace.now() >= endsAt || !await hasConfig(turn, config)) throw endedEarly(node.name);
    await ports.nodes.apply(node, { config, mode: "no-reboot" }, { signal });
  });
}
function endedEarly(name) {
  return new UserError(`The try on ${name} ended before it could be confirmed: the node goes back by itself`, {
    code: "node_failed",
    hint: "Look at the node, and try again for a longer time: --for 5m."
  });
}
function stagedAlready(name) {
  return new UserError(`Cannot try on ${name}: it has a configuration that is staged or tried already`, {
    code: "operation_refused",
    hint: "Wait until it went back, or apply without try."
  });
}
async function afterRevert(turn, error, live, seconds) {
  const { ports, signal } = turn;
  const went = await turn.step("wait", (detail) => {
    detail("for the node to go back");
    const ask = async () => await hasConfig(turn, live) ? true : void 0;
    return poll2(ask, { pace: ports.pace, signal, seconds: seconds + graceSeconds });
  });
  const { name } = turn.work.intent.node;
  const left = went ? `${name} went back to the configuration before` : `${name} did not go back yet`;
  return new UserError(`${error.message}. ${left}`, {
    code: "node_failed",
    hint: went ? "Nothing is left of the try. Look at the difference again." : `Look at ${name}: a reboot takes the try back.`,
    cause: error
  });
}

// src/operation/apply-config.ts
function applyConfig(node, change, options) {
  const reboots = options.mode === "auto" && !change.unchanged && change.reboot.kind !== "none";
  return {
    intent: { node, disrupts: reboots, drains: reboots, leavesEtcd: false },
    unchanged: change.unchanged,
    summary: summarise(change, options, reboots),
    standing: async (_look, ports, waiting) => {
      await checkLive(node, change, ports, waiting);
      return change.unchanged ? "done" : "open";
    },
    run: async (turn) => {
      if (options.mode === "try") return tryConfig(turn, change, options.revertAfterSeconds);
      if (options.mode === "staged") return applyWith(turn, change, "staged");
      if (reboots && await needsReboot(turn, change)) return stageAndReboot(turn, change);
      if (!reboots && options.mode === "auto") await refuseReboot(turn, change);
      await applyWith(turn, change, "no-reboot");
      await verifyConfig(turn, change.config);
    }
  };
}
function summarise({ unchanged, changes, reboot }, { mode, revertAfterSeconds }, reboots) {
  if (unchanged) return "has the wanted configuration already";
  const what = changes === 1 ? "1 change" : `${changes} changes`;
  if (reboots) return `${what}, staged, reboots`;
  if (mode === "staged") return `${what}, active after the next reboot`;
  if (mode === "try")
    return `${what}, tried, taken back after ${revertAfterSeconds} seconds unless the node stays well`;
  return reboot.kind === "manual" ? `${what}, part of it active only after a reboot` : `${what}, without a reboot`;
}
async function checkLive(node, { live }, { liveNodes }, { signal }) {
  const reading = await liveNodes.read(node, { signal });
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    throw new UserError(`Cannot apply to ${node.name}: ${message}`, {
      code: "unreachable",
      ...hint !== void 0 && { hint }
    });
  }
  if (isSame2(reading.live, live)) return;
  throw new UserError(`Cannot apply to ${node.name}: its configuration is another than the one that was compared`, {
    code: "plan_changed",
    hint: "Somebody else changed it. Plan again, and approve the new plan."
  });
}
function isSame2({ config }, planned) {
  return sha256(config) === sha256(planned);
}
var sha256 = (bytes) => (0, import_node_crypto2.createHash)("sha256").update(bytes).digest("hex");
async function needsReboot(turn, change) {
  const resolved = await dryRun(turn, change);
  return resolved === void 0 || resolved === "reboot";
}
async function refuseReboot(turn, change) {
  const { name } = turn.work.intent.node;
  if (await dryRun(turn, change) !== "reboot") return;
  throw new UserError(`Cannot apply to ${name}: the node says that it would reboot, which the plan does not`, {
    code: "plan_changed",
    hint: "Apply with mode staged, and reboot it after that."
  });
}
async function dryRun(turn, { config }) {
  const { ports, reading, signal, work: work2 } = turn;
  const { node } = work2.intent;
  const facts = factsOf2(node, reading);
  if (atLeast(facts.version, "1.14") || facts.stagedConfig) return void 0;
  return turn.step("check", async (detail) => {
    const { resolved } = await ports.nodes.apply(node, { config, mode: "auto", dryRun: true }, { signal });
    detail(resolved === "reboot" ? "the node says that it needs a reboot" : "the node says that no reboot is needed");
    return resolved;
  });
}
async function stageAndReboot(turn, change) {
  await drainAndReboot(turn, "default", () => applyWith(turn, change, "staged"));
  await verifyConfig(turn, change.config);
}
async function applyWith(turn, change, mode) {
  const { ports, signal, work: work2 } = turn;
  const { node } = work2.intent;
  await checkLive(node, change, ports, { signal });
  await turn.write("apply", async (detail) => {
    const { warnings } = await ports.nodes.apply(node, { config: change.config, mode }, { signal });
    if (warnings.length > 0) detail(warnings.join("; "));
  });
}

// src/operation/blocked-node.ts
function blockedNode(node, message) {
  const fail = async () => {
    throw new UserError(message, { code: "gate_refused" });
  };
  return {
    intent: { node, disrupts: false, drains: false, leavesEtcd: false },
    summary: message,
    unchanged: false,
    standing: fail,
    run: fail
  };
}

// src/operation/remove-member.ts
var removalSeconds = 60;
async function removeMember(turn, member) {
  if (member === void 0) return;
  const { ports, signal } = turn;
  const peer = await findPeer(turn);
  if (peer === void 0) throw noPeer(turn.work.intent.node);
  if (!lists(peer.etcd, member)) {
    turn.skip("leave-etcd", `it left; ${peer.etcd.members.length} members remain`);
    return;
  }
  await turn.write("leave-etcd", async (detail) => {
    await ports.nodes.removeMember(peer.node, member.id, { signal });
    const left = await poll2(
      async () => {
        const now = await findPeer(turn);
        return now !== void 0 && !lists(now.etcd, member) ? now.etcd.members.length : void 0;
      },
      { pace: ports.pace, signal, seconds: removalSeconds }
    );
    if (left === void 0) throw stillThere(turn.work.intent.node);
    detail(`${left} members remain`);
  });
}
async function findPeer({ work: work2, observation, ports, signal }) {
  const others = observation.nodes.flatMap(
    ({ node }) => node.role === "controlplane" && node.name !== work2.intent.node.name ? [node] : []
  );
  const now = await observeCluster(others, ports.probes, { signal });
  return now.nodes.flatMap(({ node, reading }) => {
    const etcd = reading.kind === "read" ? reading.facts.etcd : void 0;
    return etcd !== void 0 && !etcd.isLearner ? [{ node, etcd }] : [];
  })[0];
}
function lists({ members }, { id: id2 }) {
  return members.some((member) => member.id === id2);
}
function noPeer({ name }) {
  return new UserError(`Cannot tell whether ${name} left etcd: no other member answers`, {
    code: "operation_refused",
    hint: `Look at etcd status; remove the member of ${name} if it is still there.`
  });
}
function stillThere({ name }) {
  return new UserError(`The etcd member of ${name} is still there after it was removed`, {
    code: "node_timeout",
    hint: "Look at etcd status."
  });
}

// src/operation/take-away.ts
var silentLooks = 3;
async function waitUntilGone(turn) {
  const { work: work2, ports, limits, signal } = turn;
  const { node } = work2.intent;
  let silent = 0;
  await turn.step("wait", async (detail) => {
    const gone2 = await poll2(
      async () => {
        const reading = await ports.probes.nodes.observe(node, { signal });
        silent = isGone(reading) ? silent + 1 : 0;
        if (reading.kind !== "maintenance" && silent < silentLooks) return void 0;
        detail(reading.kind === "maintenance" ? "in maintenance mode" : "it is off");
        return await isSeenGone(turn, reading) ? true : void 0;
      },
      { pace: ports.pace, signal, seconds: limits.rebootSeconds }
    );
    if (gone2 === void 0) {
      throw new UserError(`${node.name} is not gone after ${limits.rebootSeconds} seconds`, {
        code: "node_timeout",
        hint: "Look at its console."
      });
    }
  });
}
function isGone({ kind }) {
  return kind !== "read";
}
async function isSeenGone({ work: work2, ports, kubernetesName, signal }, reading) {
  if (kubernetesName === void 0) return true;
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  if (kubernetes.kind === "problem") return work2.intent.node.role === "controlplane";
  return findKubernetesNode({ node: work2.intent.node, reading }, kubernetes)?.ready !== true;
}

// src/operation/reset-node.ts
function resetNode(node, request) {
  const comesBack = request.reboot && !request.partitions.includes("STATE");
  return {
    intent: {
      node,
      disrupts: true,
      drains: true,
      leavesEtcd: node.role === "controlplane",
      ...!comesBack && { staysAway: true }
    },
    unchanged: false,
    summary: summarise2(node, request, comesBack),
    standing: async (look3) => standing(look3, comesBack),
    run: (turn) => reset(turn, request, comesBack)
  };
}
function summarise2({ role }, { partitions, graceful, reboot }, comesBack) {
  const leaves = role === "controlplane" ? graceful ? "leaves etcd, " : "is removed from etcd, " : "";
  const end = comesBack ? "comes back with its configuration" : reboot ? "reboots into maintenance mode" : "halts";
  return `${leaves}wipes ${partitions.join(" and ")}, ${end}`;
}
function standing(look3, comesBack) {
  const { reading, begun } = look3;
  const wasTold = begun?.step === "reset" || begun?.step === "leave-etcd" || begun?.step === "uncordon";
  if (!wasTold) return "open";
  if (comesBack) return rebootedSince(look3) ? "done" : "open";
  return reading.kind === "read" ? "open" : "acted";
}
async function reset(turn, request, comesBack) {
  const { work: work2, reading, begun, observation, ports, signal } = turn;
  const { node } = work2.intent;
  const isMember = node.role === "controlplane";
  if (standing({ reading, begun, observation }, comesBack) === "acted") {
    await waitUntilGone(turn);
    if (isMember) await removeMember(turn, memberOf(observation, node));
    return uncordon(turn);
  }
  const facts = factsOf2(node, reading);
  checkRequest(node, request);
  checkIdentity(turn, facts);
  const member = memberOf(observation, node);
  await disruptNode(turn, {
    act: async () => {
      if (isMember && !request.graceful && comesBack) await removeMember(turn, member);
      await turn.write("reset", () => ports.nodes.reset(node, request, { signal }));
    },
    wait: async () => {
      if (comesBack) return waitForBoot(turn, facts);
      await waitUntilGone(turn);
      if (isMember) await removeMember(turn, member);
    }
  });
}
function waitForBoot(turn, { bootTime: bootTimeBefore }) {
  return turn.step("wait", async (detail) => {
    await waitUntilBack(turn, { bootTimeBefore, detail });
  });
}
function checkRequest({ name }, { partitions }) {
  if (partitions.length > 0 && partitions.every((label) => label !== "")) return;
  throw new UserError(`Cannot reset ${name}: no partition is named, and that would wipe the whole disk`, {
    code: "operation_refused",
    hint: "Name the partitions: STATE, EPHEMERAL."
  });
}
function checkIdentity({ work: work2, observation }, facts) {
  const { node } = work2.intent;
  const known = findKubernetesNode({ node, reading: { kind: "read", facts } }, observation.kubernetes);
  const names = [facts.hostname, facts.kubernetesName, known?.name];
  const isNamed = names.some((name) => name !== void 0 && firstLabel(name) === firstLabel(node.name));
  const isThere = known?.internalAddress === void 0 || !isAddress(node.address) || known.internalAddress === node.address;
  if (isNamed && isThere) return;
  const found = isNamed ? `has the address ${known?.internalAddress ?? ""} in Kubernetes` : `calls itself ${facts.hostname}`;
  throw new UserError(`Cannot reset ${node.name}: what answers at ${node.address} ${found}`, {
    code: "operation_refused",
    hint: "Check name and address of the node: this may be another one."
  });
}
var firstLabel = (name) => (name.split(".")[0] ?? "").toLowerCase();
var isAddress = (text) => /^[\d.]+$|:/.test(text);
function memberOf({ nodes }, node) {
  const readings = nodes.flatMap(
    (one) => one.reading.kind === "read" && one.reading.facts.etcd ? [{ name: one.node.name, etcd: one.reading.facts.etcd }] : []
  );
  const own = readings.find(({ name }) => name === node.name)?.etcd;
  const others = new Set(readings.flatMap(({ name, etcd }) => name === node.name ? [] : [etcd.memberId]));
  const members = readings.flatMap(({ etcd }) => etcd.members).filter(({ id: id2 }) => !others.has(id2));
  if (own !== void 0) return members.find(({ id: id2 }) => id2 === own.memberId);
  return members.find(({ hostname }) => hostname.toLowerCase() === node.name.toLowerCase()) ?? members.find((member) => hasAddress(member, node)) ?? members.find(
    ({ hostname }) => firstLabel(hostname) === firstLabel(node.name) && !isOfAnother(hostname, node, nodes)
  );
}
function isOfAnother(hostname, { name }, nodes) {
  return nodes.some(({ node }) => node.name !== name && firstLabel(node.name) === firstLabel(hostname));
}
function hasAddress({ peerUrls }, { address }) {
  return peerUrls.some((url) => URL.canParse(url) && new URL(url).hostname.replace(/^\[|\]$/g, "") === address);
}

// src/operation/rollback-node.ts
function rollbackNode(node, facts) {
  return {
    intent: { node, disrupts: true, drains: true, leavesEtcd: false },
    unchanged: false,
    summary: `reboots into what ran before ${facts?.version ?? "the present version"}`,
    standing: async (look3) => {
      const { reading, begun } = look3;
      if (reading.kind !== "read" || begun === void 0 || !rebootedSince(look3)) return "open";
      if (begun.ran !== whatRuns(reading.facts)) return "done";
      return begun.state === "running" ? "acted" : "open";
    },
    run: async (turn) => {
      const before = factsOf2(node, turn.reading);
      if (rebootedSince(turn) && turn.begun?.state === "running") {
        throw await afterFailure(turn, nothingElse(node, before));
      }
      await flip(turn, before);
    }
  };
}
async function flip(turn, before) {
  const { work: work2, ports, signal } = turn;
  const { node } = work2.intent;
  await disruptNode(turn, {
    act: () => turn.write("rollback", () => ports.nodes.rollback(node, { signal })),
    wait: () => turn.step("wait", async (detail) => {
      const back = await waitUntilBack(turn, { bootTimeBefore: before.bootTime, detail });
      if (whatRuns(back) === whatRuns(before)) throw nothingElse(node, before);
      detail(back.version);
    })
  });
}
function nothingElse({ name }, { version }) {
  return new UserError(`${name} came back with ${version} again: its other boot entry is gone, or does not boot`, {
    code: "node_failed",
    hint: "Upgrade it to the version that is wanted."
  });
}

// src/operation/shutdown-node.ts
function shutdownNode(node, { force }) {
  return {
    intent: { node, disrupts: true, drains: !force, leavesEtcd: false, staysAway: true },
    unchanged: false,
    summary: force ? "shuts down without a drain" : "shuts down",
    standing: async (look3) => {
      const wasTold = look3.begun?.step === "shutdown" || look3.begun?.step === "uncordon";
      const isDone = look3.reading.kind === "problem" || rebootedSince(look3);
      return wasTold && isDone ? "done" : "open";
    },
    run: async (turn) => {
      factsOf2(node, turn.reading);
      await disruptNode(turn, {
        act: () => turn.write("shutdown", () => turn.ports.nodes.shutdown(node, { force }, { signal: turn.signal })),
        wait: () => waitUntilGone(turn)
      });
    }
  };
}

// src/operation/upgrade-node.ts
function upgradeNode(node, target, { stage, facts }) {
  const staysUp = stage && facts !== void 0 && isModern(facts);
  const unchanged = facts !== void 0 && runsTarget(facts, target);
  const disrupts = !staysUp && !unchanged;
  const intent = { node, disrupts, drains: disrupts, leavesEtcd: false, target };
  return {
    intent,
    unchanged,
    image: target.image,
    summary: summarise3(facts, target, { unchanged, staysUp }),
    standing: async ({ reading, begun }) => {
      if (reading.kind !== "read") return "open";
      const isDone = runsTarget(reading.facts, target) || staysUp && isInstalled(reading.facts, begun, target);
      if (isDone) return "done";
      return wasRolledBack(reading.facts, begun, target) ? "acted" : "open";
    },
    run: async (turn) => {
      const running = factsOf2(node, turn.reading);
      if (wasRolledBack(running, turn.begun, target)) return reportRollback(turn, target);
      if (!isModern(running)) return upgradeAtOnce(turn, running, target, stage);
      return stage ? installOnly(turn, target) : installAndReboot(turn, running, target);
    }
  };
}
var isModern = ({ version }) => atLeast(version, "1.13");
function summarise3(facts, target, { unchanged, staysUp }) {
  const schematic = target.schematicId === void 0 ? "" : ` with schematic ${target.schematicId.slice(0, 8)}`;
  if (unchanged) return `runs ${target.version} already`;
  const isSame3 = facts?.version === target.version;
  const change = isSame3 ? `${target.version}${schematic}` : `${facts?.version ?? "?"} \u2192 ${target.version}`;
  return staysUp ? `installs ${change}, boots into it at the next reboot` : `${change}, reboots`;
}
function isInstalled(facts, begun, { image }) {
  if (begun?.image !== image || begun.bootTime === void 0 || !facts.fallbackPending) return false;
  const isPast = begun.step === "verify" || begun.step === "move-leader" || begun.step === "reboot";
  return isPast && !hasRebooted(begun.bootTime, facts.bootTime);
}
function wasRolledBack(running, begun, { image }) {
  if (begun?.state !== "running" || begun.image !== image || begun.bootTime === void 0) return false;
  return hasRebooted(begun.bootTime, running.bootTime);
}
async function reportRollback(turn, target) {
  try {
    await turn.step("wait", async (detail) => {
      await waitUntilBack(turn, { target, detail });
    });
    await uncordon(turn);
  } catch (error) {
    throw await afterFailure(turn, error);
  }
}
async function installAndReboot(turn, running, target) {
  const { work: work2, ports, signal } = turn;
  const { node } = work2.intent;
  const isReady = isInstalled(running, turn.begun, target);
  if (isReady) turn.skip("install", `${target.version} is installed already`);
  const pinned = isReady ? void 0 : await pull(turn, target.image);
  await disruptNode(turn, {
    ...pinned !== void 0 && { prepare: () => install(turn, pinned) },
    act: () => turn.write("reboot", () => ports.nodes.reboot(node, "default", { signal })),
    wait: () => wait(turn, running, target)
  });
}
async function installOnly(turn, target) {
  const pinned = await pull(turn, target.image);
  await install(turn, pinned);
  await turn.write("verify", async (detail) => detail(`${target.version} starts at the next reboot`));
}
async function pull(turn, image) {
  const { work: work2, ports, limits, signal } = turn;
  const { node } = work2.intent;
  await turn.snapshot();
  return turn.write(
    "pull",
    (detail) => within(
      `Pulling the image on ${node.name}`,
      { pace: ports.pace, signal, seconds: limits.installSeconds },
      (limited) => {
        const onProgress = (percent) => detail(`${Math.floor(percent)} %`);
        return ports.nodes.pullImage(node, image, { signal: limited, onProgress });
      }
    )
  );
}
async function install(turn, image) {
  const { work: work2, ports, limits, signal } = turn;
  const { node } = work2.intent;
  await turn.write(
    "install",
    () => within(
      `Installing on ${node.name}`,
      { pace: ports.pace, signal, seconds: limits.installSeconds },
      (limited) => ports.nodes.installImage(node, image, { signal: limited })
    )
  );
}
async function upgradeAtOnce(turn, running, target, stage) {
  const { work: work2, ports, limits, signal } = turn;
  const { node } = work2.intent;
  await disruptNode(turn, {
    act: () => turn.write("upgrade", () => ports.nodes.upgradeAtOnce(node, target.image, { stage, signal })),
    wait: () => wait(turn, running, target, limits.installSeconds + limits.rebootSeconds)
  });
}
async function wait(turn, before, target, seconds) {
  await turn.step("wait", async (detail) => {
    const { bootTime: bootTimeBefore } = before;
    const back = await waitUntilBack(turn, {
      bootTimeBefore,
      target,
      detail,
      ...seconds !== void 0 && { seconds }
    });
    detail(back.version);
  });
}

// src/operate/upgrade-target.ts
function upgradeTarget({ name }, { version, image }, cluster, facts, evidence) {
  if (image !== void 0) return targetOf(image, `The image for ${name}`, facts.schematic, facts.schematicId);
  if (version !== void 0) {
    const reference = ownImage(version, cluster.factory, facts);
    return targetOf(reference, `The image for ${name}`, facts.schematic, facts.schematicId);
  }
  const desired = evidence?.desired;
  if (desired?.image === void 0) {
    throw new UserError(`Cannot upgrade ${name}: its configuration names no install image`, {
      code: "config_invalid",
      hint: "Write machine.install.image, or say which version: --version v1.13.9."
    });
  }
  return targetOf(desired.image, `The install image of ${name}`, desired.schematic?.text, desired.schematic?.id);
}
function ownImage(version, factory, { platform, secureBoot, schematicId: booted }) {
  const parsed = parseTalosVersion(version);
  if (parsed === void 0) {
    throw new UserError("Cannot upgrade: what was given as version is none", {
      code: "input_invalid",
      hint: "Write it as v1.13.9."
    });
  }
  const schematic = booted ?? plainSchematic();
  return installerImage({ factory, schematic, platform, secureBoot, version: formatTalosVersion(parsed) });
}
function plainSchematic() {
  const identity = schematicId("customization: {}\n", { file: "schematic" });
  if (identity.kind === "beyond") throw new Error("the empty schematic has an id");
  return identity.id;
}
function targetOf(image, what, text, textId) {
  const reference = parseImageReference(image);
  const version = parseTalosVersion(reference?.tag ?? "");
  if (reference === void 0 || version === void 0) {
    throw new UserError(`${what} does not say which Talos version it holds`, {
      code: "config_invalid",
      hint: "Give it a tag such as v1.13.9; a digest may follow."
    });
  }
  const schematic = reference.installer?.schematic;
  const id2 = schematic !== void 0 && isSchematicId(schematic) ? schematic : void 0;
  return {
    image,
    version: formatTalosVersion(version),
    ...id2 !== void 0 && { schematicId: id2 },
    ...id2 !== void 0 && id2 === textId && text !== void 0 && { schematic: text }
  };
}

// src/operate/choose-works.ts
var tryRevertSeconds = 60;
function chooseWorks(command, chosen, cluster, bound, observation) {
  if (command.name === "etcd snapshot" || command.name === "upgrade-k8s") return [];
  return chosen.map((node) => {
    const known = {
      facts: factsIn(observation, node.name),
      diff: bound.diffs.get(node.name),
      evidence: bound.evidence.get(node.name)
    };
    try {
      return { work: chooseWork(command, node, cluster, known) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { work: blockedNode(node, error.message), blocked: error };
    }
  });
}
function chooseWork(command, node, cluster, known) {
  switch (command.name) {
    case "apply":
      return applyWork(node, command, known);
    case "upgrade":
      return upgradeWork(node, command, cluster, known);
    case "reboot":
      return rebootNode(node, command.mode);
    case "rollback":
      return rollbackNode(node, known.facts);
    case "shutdown":
      return shutdownNode(node, { force: command.force });
    case "reset": {
      const { partitions, graceful, reboot } = command;
      return resetNode(node, { partitions, graceful, reboot });
    }
    default:
      return command;
  }
}
function applyWork(node, command, known) {
  const { diff, evidence } = known;
  refuseUnknown(node, diff);
  if (evidence?.desired === void 0 || evidence.live === void 0) throw unread(node);
  const change = {
    config: Buffer.from(encodeMachineConfig(evidence.desired.config, { secrets: "reveal" })),
    live: evidence.live.config,
    unchanged: diff?.kind === "unchanged",
    reboot: diff?.kind === "changed" ? diff.reboot : { kind: "none" },
    changes: diff?.kind === "changed" ? diff.documents.reduce((sum, { changes }) => sum + changes.length, 0) : 0
  };
  const { mode, revertAfterSeconds = tryRevertSeconds } = command;
  return applyConfig(node, change, { mode, revertAfterSeconds });
}
function upgradeWork(node, command, cluster, { facts, diff, evidence }) {
  refuseUnknown(node, diff);
  if (facts === void 0) throw unread(node);
  const target = upgradeTarget(node, command, cluster, facts, evidence);
  return upgradeNode(node, target, { stage: command.stage, facts });
}
function refuseUnknown(node, diff) {
  if (diff?.kind === "invalid") throw diff.error;
  if (diff?.kind === "unreachable") throw unread(node);
}
function unread({ name }) {
  return new UserError(`${name} cannot be read, so what is to be done to it is not known`, { code: "unreachable" });
}
function factsIn({ nodes }, name) {
  const reading = nodes.find(({ node }) => node.name === name)?.reading;
  return reading?.kind === "read" ? reading.facts : void 0;
}

// src/operate/find-own-node.ts
function findOwnNode(runner, observation) {
  if (runner === void 0) return { kind: "outside" };
  const { node: place, inCluster } = runner;
  const found = place === void 0 ? void 0 : observation.nodes.find((observed2) => namesOf(observed2, observation).has(place));
  if (found !== void 0) return { kind: "node", name: found.node.name };
  return { kind: inCluster ? "unknown" : "outside" };
}
function namesOf(observed2, { kubernetes }) {
  const { node, reading } = observed2;
  const known = findKubernetesNode(observed2, kubernetes);
  const facts = reading.kind === "read" ? [reading.facts.hostname, reading.facts.kubernetesName] : [];
  return /* @__PURE__ */ new Set([node.name, node.address, ...facts, known?.name, known?.internalAddress]);
}

// src/operate/judge-plan.ts
function judgePlan(command, works, unidentified, { diffs }, place) {
  return [
    ...unidentified.map(({ name, error }) => invalid(name, error)),
    ...works.flatMap(({ work: work2, blocked }) => blocked === void 0 ? [] : [invalid(work2.intent.node.name, blocked)]),
    ...command.name === "apply" ? judgeMode(command.mode, diffs) : [],
    ...judgePlace(works, place)
  ];
}
function invalid(node, { code, message, hint }) {
  return {
    code: code === "unreachable" ? "node_unreachable" : "config_invalid",
    verdict: "refuse",
    message,
    evidence: [],
    ...hint !== void 0 && { hint },
    node
  };
}
function judgeMode(mode, diffs) {
  if (mode !== "no-reboot" && mode !== "try") return [];
  return [...diffs.values()].flatMap((diff) => {
    if (diff.kind !== "changed" || diff.reboot.kind === "none") return [];
    const { name } = diff.node;
    const isRefused = diff.reboot.kind === "automatic";
    const message = isRefused ? `${name} cannot take this configuration without a reboot` : `Part of this configuration takes effect on ${name} only after a reboot`;
    const hint = "Apply with mode auto, which stages it and reboots the node drained.";
    return [
      {
        code: "reboot_needed",
        verdict: isRefused ? "refuse" : "warn",
        message,
        evidence: diff.reboot.paths,
        hint,
        node: name
      }
    ];
  });
}
function judgePlace(works, place) {
  const disrupted = works.filter(({ work: work2 }) => work2.intent.disrupts).length;
  if (place.kind !== "unknown" || disrupted === 0) return [];
  const message = "This run is in the cluster, and on which node is not known: it may take itself down";
  const hint = "Give the runner's pod the name of its node: NODE from status.hostIP or spec.nodeName.";
  return [
    {
      code: "runner_place_unknown",
      verdict: disrupted > 1 ? "refuse" : "warn",
      message,
      evidence: [`${disrupted} ${disrupted === 1 ? "node is" : "nodes are"} to be disrupted`],
      hint
    }
  ];
}

// src/operate/only-images.ts
function onlyImages(plan, { text }) {
  const leave2 = (node) => {
    if (node.kind !== "changed") return node;
    const { documents: _, reboot: __, ...rest } = node;
    const note = {
      code: "configuration_left",
      severity: "info",
      message: text("Its configuration differs too; an upgrade leaves it as it is"),
      hint: text(`See diff ${node.name}, and bring it with apply ${node.name}.`)
    };
    return { ...rest, kind: "unchanged", notes: [...rest.notes, note] };
  };
  return { ...plan, nodes: plan.nodes.map(leave2) };
}

// src/operate/plan-or-bind.ts
async function planOrBind(request, selectors, chosen, ports, signal) {
  return wantsRepository(request.command) ? planFromRepository(request, selectors, ports, signal) : bind(request, chosen, ports);
}
function wantsRepository(command) {
  if (command.name === "apply") return true;
  return command.name === "upgrade" && command.version === void 0 && command.image === void 0;
}
async function planFromRepository({ cluster, files, earlier, command, commandText }, selectors, { access, runner: _, ...ports }, signal) {
  const { liveNodes, stores } = access;
  const openAccess = async () => ({ liveNodes, stores, close: () => void 0 });
  const request = { cluster, files, ...earlier && { earlier }, selectors, command: commandText };
  const { plan, safe, evidence, redactor } = await planChanges(request, { ...ports, openAccess }, { signal });
  return {
    safe: command.name === "upgrade" ? onlyImages(safe, redactor) : safe,
    digest: plan.digest,
    redactor,
    diffs: new Map(plan.nodes.map((diff) => [diff.node.name, diff])),
    evidence: new Map(evidence.map((one) => [one.name, one]))
  };
}
function bind({ cluster, files, commandText }, chosen, { redactionKey }, more = {}) {
  const redactor = createRedactor({ key: redactionKey });
  const { revision } = files;
  const places2 = chosen.map(({ name, role, address }) => [`place/${name}`, `${role} ${address}`]);
  const digest = digestPlan({
    revision,
    command: commandText,
    nodes: chosen.map(({ name }) => ({ name })),
    more: { ...Object.fromEntries(places2), ...more }
  });
  const plan = {
    cluster: cluster.name,
    revision,
    command: commandText,
    mode: "live",
    nodes: [],
    digest,
    notes: []
  };
  return { safe: redactor.plan(plan), digest, redactor, diffs: /* @__PURE__ */ new Map(), evidence: /* @__PURE__ */ new Map() };
}

// src/health/kubernetes-components.ts
var staticPods = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

// src/operation/upgrade-kubernetes/removed-features.ts
var removedFeatures = {
  28: {
    featureGates: [
      ...["AdvancedAuditing", "CSIMigrationGCE", "CSIStorageCapacity", "DelegateFSGroupToCSIDriver", "DevicePlugins"],
      ...["DisableAcceleratorUsageMetrics", "EndpointSliceTerminatingCondition", "KubeletCredentialProviders"],
      ...["MixedProtocolLBService", "ServiceIPStaticSubrange", "ServiceInternalTrafficPolicy"],
      "WindowsHostProcessContainers"
    ]
  },
  29: { apis: [{ apiVersion: "networking.k8s.io/v1alpha1", kind: "ClusterCIDR" }] },
  30: {
    featureGates: [
      ...["ExpandedDNSConfig", "ExperimentalHostUserNamespaceDefaultingGate", "IPTablesOwnershipCleanup"],
      ...["KubeletPodResources", "KubeletPodResourcesGetAllocatable", "MinimizeIPTablesRestore"],
      ...["ProxyTerminatingEndpoints", "RemoveSelfLink"]
    ],
    admissionPlugins: ["SecurityContextDeny"]
  },
  31: {
    featureGates: [
      ...["APIPriorityAndFairness", "CSINodeExpandSecret", "ConsistentHTTPGetHandlers"],
      ...["DefaultHostNetworkHostPortsInPodTemplates", "ServiceNodePortStaticSubrange", "SkipReadOnlyValidationGCE"]
    ],
    flags: {
      kubelet: ["iptables-drop-bit", "iptables-masquerade-bit", "keep-terminated-pod-volumes"],
      "kube-controller-manager": [
        ...["horizontal-pod-autoscaler-downscale-delay", "horizontal-pod-autoscaler-upscale-delay"],
        ...["volume-host-allow-local-loopback", "volume-host-cidr-denylist"]
      ]
    }
  },
  32: {
    featureGates: [
      ...["AllowServiceLBStatusOnNonLB", "CloudDualStackNodeIPs", "DRAControlPlaneController", "HPAContainerMetrics"],
      ...["KMSv2", "KMSv2KDF", "LegacyServiceAccountTokenCleanUp", "MinDomainsInPodTopologySpread"],
      ...["NewVolumeManagerReconstruction", "NodeOutOfServiceVolumeDetach", "ServerSideApply"],
      ...["ServerSideFieldValidation", "StableLoadBalancerNodeSet", "ValidatingAdmissionPolicy"],
      "ZeroLimitedNominalConcurrencyShares"
    ],
    apis: [{ apiVersion: "resource.k8s.io/v1alpha3", kind: "PodSchedulingContext" }]
  },
  33: {
    featureGates: [
      ...["AppArmor", "AppArmorFields", "CPUManager", "DisableCloudProviders"],
      ...["DisableKubeletCloudCredentialProviders", "JobPodFailurePolicy", "KubeProxyDrainingTerminatingNodes"],
      ...["PDBUnhealthyPodEvictionPolicy", "PersistentVolumeLastPhaseTransitionTime", "VolumeCapacityPriority"]
    ],
    flags: { "kube-apiserver": ["cloud-config"] }
  },
  34: {
    featureGates: ["DevicePluginCDIDevices", "LegacySidecarContainers", "PodDisruptionConditions"],
    flags: { kubelet: ["cloud-config"] }
  },
  35: {
    featureGates: ["SizeMemoryBackedVolumes", "UserNamespacesHostNetworkSupport"],
    flags: { kubelet: ["pod-infra-container-image"] }
  },
  36: {
    featureGates: [
      ...["CSIMigrationPortworx", "HonorPVReclaimPolicy", "InTreePluginPortworxUnregister"],
      "WatchFromStorageWithoutResourceVersion"
    ]
  },
  37: {
    featureGates: [
      ...["AnyVolumeDataSource", "DeclarativeValidationTakeover", "GangScheduling", "PreventStaticPodAPIReferences"],
      "WorkloadAwarePreemption"
    ],
    flags: {
      kubelet: [
        ...["application-metrics-count-limit", "boot-id-file", "container-hints", "containerd", "containerd-namespace"],
        ...["enable-load-reader", "event-storage-age-limit", "event-storage-event-limit"],
        ...["global-housekeeping-interval", "log-cadvisor-usage", "machine-id-file", "storage-driver-buffer-duration"],
        ...["storage-driver-db", "storage-driver-host", "storage-driver-password", "storage-driver-secure"],
        ...["storage-driver-table", "storage-driver-user"]
      ]
    },
    apis: [
      { apiVersion: "scheduling.k8s.io/v1alpha2", kind: "Workload" },
      { apiVersion: "scheduling.k8s.io/v1alpha2", kind: "PodGroup" }
    ]
  }
};

// src/operation/upgrade-kubernetes/check-removed.ts
async function checkRemoved(from, to, nodes, probe, waiting) {
  const [old, wanted] = [parseTalosVersion(from), parseTalosVersion(to)];
  const removed = wanted && old && wanted.minor === old.minor + 1 ? removedFeatures[wanted.minor] : void 0;
  if (removed === void 0) return [];
  const settings = nodes.flatMap((node) => removedSettings(node, removed));
  const objects = await Promise.all((removed.apis ?? []).map((api) => countObjects(api, probe, waiting)));
  return [
    ...describe2(settings, `Kubernetes ${to} does not start with settings that are in use`, "Take them out first."),
    ...describe2(
      objects.filter((line) => line !== void 0),
      `Kubernetes ${to} does not know objects that there are`,
      "Remove them, or store them in a newer version of their API, first."
    )
  ];
}
function describe2(evidence, message, hint) {
  return evidence.length === 0 ? [] : [{ code: "kubernetes_removed_feature", verdict: "refuse", message, evidence, hint }];
}
function removedSettings({ node, facts: { commands } }, removed) {
  const names = [...staticPods, "kubelet"];
  return names.flatMap((component) => {
    const command = commands[component] ?? [];
    const isPod = component !== "kubelet";
    const gates = isPod ? listed(command, "feature-gates", removed.featureGates ?? []) : [];
    const plugins = component === "kube-apiserver" ? listed(command, "enable-admission-plugins", removed.admissionPlugins ?? []) : [];
    const flags = (removed.flags?.[component] ?? []).filter((flag) => hasFlag(command, flag));
    const where = `${node}: ${component}`;
    return [
      ...gates.map((gate) => `${where}: feature gate ${gate}`),
      ...plugins.map((plugin) => `${where}: admission plugin ${plugin}`),
      ...flags.map((flag) => `${where}: flag --${flag}`)
    ];
  });
}
var hasFlag = (command, flag) => command.some((argument) => argument === `--${flag}` || argument.startsWith(`--${flag}=`));
function listed(command, flag, names) {
  const prefix = `--${flag}=`;
  const given = new Set(
    command.filter((argument) => argument.startsWith(prefix)).flatMap((argument) => argument.slice(prefix.length).split(",")).map((entry) => entry.split("=")[0]?.trim())
  );
  return names.filter((name) => given.has(name));
}
async function countObjects({ apiVersion, kind }, probe, waiting) {
  const found = await probe.resources({ apiVersion, kind }, waiting);
  return found.length === 0 ? void 0 : `${found.length} of ${kind} (${apiVersion})`;
}

// src/operation/upgrade-kubernetes/judge-kubernetes.ts
function judgeKubernetes2(observation, { from, to }, known) {
  return [...judgePath2(from, to, observation), ...judgeStrangers2(observation), ...judgeMissing(observation, known)];
}
function judgePath2(from, to, { kubernetes }) {
  if (kubernetes.kind === "problem" || isStep(from, to) || !isStep(kubernetes.facts.version, to)) return [];
  const message = `There is no way from Kubernetes ${from} to ${to}: only within a minor version, or to the next one`;
  const evidence = [`lowest version of a component: ${from}`];
  const hint = "Upgrade to each minor version in turn.";
  return [{ code: "kubernetes_version", verdict: "refuse", message, evidence, hint }];
}
function isStep(from, to) {
  const [old, wanted] = [parseTalosVersion(from), parseTalosVersion(to)];
  const distance = old && wanted && minorDistance(old, wanted);
  return distance === 0 || distance === 1;
}
function judgeStrangers2({ nodes, kubernetes }) {
  if (kubernetes.kind === "problem") return [];
  const own = new Set(nodes.map((observed2) => findKubernetesNode(observed2, kubernetes)?.name));
  const strangers = kubernetes.facts.nodes.filter(({ name }) => !own.has(name));
  return [true, false].flatMap((controlPlane) => {
    const found = strangers.filter((node) => node.controlPlane === controlPlane);
    if (found.length === 0) return [];
    const names = found.map(({ name }) => name).join(", ");
    const message = `Kubernetes has ${controlPlane ? "control planes" : "workers"} that the repository does not know: ${names}`;
    const evidence = found.map(({ name, kubeletVersion }) => `${name}: ${kubeletVersion}`);
    const hint = controlPlane ? "Add them to the settings, or remove them from the cluster, first." : "Their kubelets stay as they are: upgrade them by other means.";
    return [{ code: "kubernetes_nodes_differ", verdict: controlPlane ? "refuse" : "warn", message, evidence, hint }];
  });
}
function judgeMissing({ nodes, kubernetes }, known) {
  if (kubernetes.kind === "problem") return [];
  const planned = new Set(known.map(({ node }) => node.name));
  return nodes.flatMap((observed2) => {
    const { node } = observed2;
    if (planned.has(node.name) || findKubernetesNode(observed2, kubernetes) !== void 0) return [];
    const verdict = node.role === "controlplane" ? "refuse" : "warn";
    const message = `Kubernetes has no node for ${node.name}, so nothing is upgraded on it`;
    return [{ code: "kubernetes_nodes_differ", verdict, message, evidence: [], node: node.name }];
  });
}

// src/operation/upgrade-kubernetes/components.ts
var components = [...staticPods, "kube-proxy", "kubelet"];
var places = {
  "kube-apiserver": {
    kind: "KubeAPIServerConfig",
    path: ["cluster", "apiServer"],
    repository: "registry.k8s.io/kube-apiserver"
  },
  "kube-controller-manager": {
    kind: "KubeControllerManagerConfig",
    path: ["cluster", "controllerManager"],
    repository: "registry.k8s.io/kube-controller-manager"
  },
  "kube-scheduler": {
    kind: "KubeSchedulerConfig",
    path: ["cluster", "scheduler"],
    repository: "registry.k8s.io/kube-scheduler"
  },
  "kube-proxy": { kind: "KubeProxyConfig", path: ["cluster", "proxy"], repository: "registry.k8s.io/kube-proxy" },
  kubelet: { kind: "KubeletConfig", path: ["machine", "kubelet"], repository: "ghcr.io/siderolabs/kubelet" }
};
function imagePlace(config, component) {
  const { kind, path } = places[component];
  const own = config.documents.find(({ id: id2 }) => id2.kind === kind);
  if (own !== void 0) {
    const node2 = scalarAt(own.root, ["image"]);
    return { kind, path: ["image"], title: `${kind} image`, ...node2 && { node: node2 } };
  }
  const full = [...path, "image"];
  const root = rootDocument(config)?.root;
  const node = root && scalarAt(root, full);
  return { path: full, title: formatPath(full), ...node && { node } };
}
function isProxyDisabled(config) {
  const own = config.documents.find(({ id: id2 }) => id2.kind === places["kube-proxy"].kind);
  if (own !== void 0) return scalarAt(own.root, ["enabled"])?.value === false;
  const root = rootDocument(config)?.root;
  return root !== void 0 && scalarAt(root, ["cluster", "proxy", "disabled"])?.value === true;
}
function imageOf(component, version, current) {
  const parsed = current === void 0 ? void 0 : parseImageReference(current);
  const flavour = component === "kubelet" ? /-(?:fat|slim)$/.exec(parsed?.tag ?? "")?.[0] ?? "" : "";
  return `${parsed?.repository ?? places[component].repository}:${version}${flavour}`;
}
function versionOf(image) {
  return image === void 0 ? void 0 : parseImageReference(image)?.tag?.replace(/-(?:fat|slim)$/, "");
}
function scalarAt(root, path) {
  const [first = "", ...rest] = path;
  const node = root.entries.get(first);
  if (rest.length > 0) return node?.kind === "map" ? scalarAt(node, rest) : void 0;
  return node?.kind === "scalar" && node.value !== null && node.text !== "" ? node : void 0;
}

// src/operation/upgrade-kubernetes/patch-image.ts
function patchImage(text, component, image, node) {
  const file = `the configuration of ${node}`;
  const before = parseMachineConfig(text, { file });
  const place = imagePlace(before, component);
  const patched = place.node?.text === image ? text : writeImage(text, place, image);
  const after = patched === void 0 ? void 0 : parseMachineConfig(patched, { file });
  const isRight = after?.documents.every(({ id: id2, root }, index) => {
    const old = before.documents[index]?.root;
    const wanted = id2.kind === place.kind && old !== void 0 ? withValue(old, place.path, image) : old;
    return equalNodes(root, wanted);
  });
  if (patched !== void 0 && isRight === true && after?.documents.length === before.documents.length) return patched;
  throw new UserError(`Cannot write ${place.title} into the configuration of ${node} without changing more of it`, {
    code: "config_invalid",
    hint: "Apply the node's configuration first: what is applied from templates has no anchors."
  });
}
function withValue(root, [key = "", ...rest], value) {
  const inner = root.entries.get(key);
  const map = inner?.kind === "map" ? inner : { kind: "map", entries: /* @__PURE__ */ new Map() };
  const node = rest.length === 0 ? { kind: "scalar", value, text: value, quoted: false } : withValue(map, rest, value);
  return { ...root, entries: new Map([...root.entries, [key, node]]) };
}
function writeImage(text, { kind, path }, image) {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, version: "1.2", schema: "core", uniqueKeys: false });
  const document = Array.isArray(documents) ? documents.find((one) => kindOf(one) === kind && isMap(one.contents)) : void 0;
  const root = document?.contents;
  const edit2 = isMap(root) ? editOf(root, path, image, { text, lines }) : void 0;
  return edit2 && text.slice(0, edit2.start) + edit2.text + text.slice(edit2.end);
}
function kindOf({ contents }) {
  if (!isMap(contents)) return void 0;
  const kind = contents.get("kind");
  return typeof kind === "string" && kind !== "" ? kind : void 0;
}
function editOf(map, [key = "", ...rest], image, source) {
  const { text } = source;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === void 0) return insertInto(map, [key, ...rest], image, source);
  const { value } = pair;
  if (rest.length === 0) return isScalar(value) ? replaceScalar(value, image, text) : void 0;
  if (isMap(value)) return editOf(value, rest, image, source);
  return isScalar(value) && value.value === null ? replaceScalar(value, flowMap(rest, image), text) : void 0;
}
function replaceScalar({ range: [start, end] }, value, text) {
  if (start !== end) return { start, end, text: value };
  const before = text[start - 1] === ":" ? " " : "";
  return { start, end, text: `${before}${value}${text[start] === "#" ? " " : ""}` };
}
function insertInto(map, path, image, { lines }) {
  const first = map.items[0]?.key;
  if (map.flow === true) return insertIntoFlow(map, path, image);
  if (first === void 0 || !first?.range) return void 0;
  const [start] = first.range;
  const column = lines.linePos(start).col - 1;
  const written = path.map((key, depth) => `${" ".repeat(column + depth * indentWidth)}${key}:`).join("\n");
  return { start, end: start, text: `${written.trimStart()} ${image}
${" ".repeat(column)}` };
}
function insertIntoFlow({ range: [start], items }, path, image) {
  const written = flowMap(path, image).slice(1, -1);
  return { start: start + 1, end: start + 1, text: items.length === 0 ? written : `${written.trimEnd()},` };
}
function flowMap([key = "", ...rest], image) {
  return `{ ${key}: ${rest.length === 0 ? image : flowMap(rest, image)} }`;
}
var indentWidth = 4;

// src/operation/upgrade-kubernetes/plan-kubernetes.ts
var observed = new Set(components.filter((component) => component !== "kubelet"));
function lowestVersion({ pods }) {
  const found = pods.flatMap(({ namespace, labels, images }) => {
    const component = labels["k8s-app"] ?? "";
    if (namespace !== "kube-system" || !observed.has(component) || !Object.hasOwn(images, component)) return [];
    const text = versionOf(images[component]);
    const version = text === void 0 ? void 0 : parseTalosVersion(text);
    return text === void 0 || version === void 0 ? [] : [{ text, version }];
  });
  return found.toSorted((a, b) => compareTalosVersions(a.version, b.version))[0]?.text;
}
function planNode(known, to, pods) {
  const { node, kubernetesNode, config } = known;
  const targets = targetsOf(known, to);
  const changed2 = targets.filter(({ current, image }) => current !== image);
  let text = Buffer.from(config).toString();
  for (const { component, image } of changed2) text = patchImage(text, component, image, node.name);
  const waiting = targets.filter(({ component, image }) => !isRunning(component, image, kubernetesNode, pods));
  const isControlPlane2 = node.role === "controlplane";
  const unchanged = changed2.length === 0 && waiting.length === 0;
  return {
    intent: { node, disrupts: isControlPlane2 && !unchanged, drains: false, leavesEtcd: false },
    unchanged,
    summary: summarise4(changed2, waiting, to),
    kubernetesName: kubernetesNode.name,
    targets,
    config
  };
}
function targetsOf({ node, facts, config }, to) {
  const parsed = parseMachineConfig(Buffer.from(config).toString(), { file: `the configuration of ${node.name}` });
  return components.flatMap((component) => {
    if (component === "kube-proxy") {
      if (node.role !== "controlplane" || isProxyDisabled(parsed)) return [];
      const current2 = imagePlace(parsed, component).node?.text;
      return [{ component, current: current2, image: imageOf(component, to, current2) }];
    }
    const current = facts.images[component];
    return current === void 0 ? [] : [{ component, current, image: imageOf(component, to, current) }];
  });
}
function isRunning(component, image, { name, kubeletVersion }, pods) {
  if (component === "kube-proxy") return true;
  if (component === "kubelet") return kubeletVersion === versionOf(image);
  return pods.some(
    (pod) => pod.node === name && pod.labels["k8s-app"] === component && pod.images[component] === image
  );
}
function summarise4(changed2, waiting, to) {
  if (changed2.length === 0 && waiting.length === 0) return `runs ${to} already`;
  if (changed2.length === 0)
    return `${waiting.map(({ component }) => component).join(", ")}: configured, not running yet`;
  const byVersion = Map.groupBy(changed2, ({ current }) => versionOf(current) ?? "not named");
  const changes = [...byVersion].map(
    ([from, targets]) => `${targets.map(({ component }) => component).join(", ")}: ${from} \u2192 ${to}`
  );
  return changes.join("; ");
}

// src/operation/upgrade-kubernetes/suggest-change.ts
function outdatedImages({ to, nodes }, desired) {
  const configs = new Map(desired.map((one) => [one.name, one.kind === "built" ? one.desired.config : void 0]));
  return nodes.flatMap(
    ({ intent: { node }, targets }) => targets.flatMap(({ component, image }) => {
      const config = configs.get(node.name) ?? { documents: [] };
      const { title, node: written } = imagePlace(config, component);
      if (versionOf(written?.text) === to) return [];
      const after = written === void 0 ? image : imageOf(component, to, written.text);
      const { file, line } = written?.origin ?? {};
      return [
        {
          ...{ node: node.name, component, path: title, before: written?.text, after },
          ...file !== void 0 && { file },
          ...line !== void 0 && { line }
        }
      ];
    })
  );
}
async function suggestChange(plan, repository) {
  const outdated = outdatedImages(plan, repository.desired);
  if (outdated.length === 0) return void 0;
  const changes = await findChanges(plan.to, outdated, repository);
  const left = outdatedImages(plan, await tryChanges(plan.to, changes, outdated, repository));
  const values = new Map(left.map(({ path, after }) => [`${path} ${after}`, { path, value: after }]));
  return { changes, unplaced: [...values.values()] };
}
async function findChanges(to, outdated, { files, desired }) {
  const texts = /* @__PURE__ */ new Map();
  const linesOf = async (file) => {
    const lines = texts.get(file) ?? (await files.read(file) ?? "").split("\n");
    texts.set(file, lines);
    return lines;
  };
  const candidates = [.../* @__PURE__ */ new Set([...desired.flatMap(filesOf), defaultSettingsPath])];
  const changes = /* @__PURE__ */ new Map();
  const add = (file, line, before, old) => {
    const after = withVersion(before, old, to);
    if (after !== before) changes.set(`${file}:${line}`, { file, line, before, after });
  };
  for (const { file, line, before: value } of outdated) {
    const old = versionOf(value);
    if (file === void 0 || line === void 0 || old === void 0) continue;
    const written = (await linesOf(file))[line - 1] ?? "";
    if (withVersion(written, old, to) !== written) {
      add(file, line, written, old);
      continue;
    }
    const names = variablesIn(written);
    for (const candidate of candidates) {
      for (const [index, text] of (await linesOf(candidate)).entries()) {
        if (names.some((name) => hasWord(text, name))) add(candidate, index + 1, text, old);
      }
    }
  }
  return [...changes.values()].toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
function filesOf(one) {
  if (one.kind === "failed") return [];
  const found = /* @__PURE__ */ new Set();
  const walk = (node) => {
    if (node.origin !== void 0) found.add(node.origin.file);
    if (node.kind === "list") for (const item of node.items) walk(item);
    if (node.kind === "map") for (const item of node.entries.values()) walk(item);
  };
  for (const { root } of one.desired.config.documents) walk(root);
  return [...found];
}
function withVersion(text, old, to) {
  const [from, next] = [old, to].map((version) => version.replace(/^v/, ""));
  const pattern = new RegExp(
    `(?<![\\d.])${(from ?? "").replaceAll(/[.+]/g, "\\$&")}(?![\\d]|\\.\\d)(@sha256:[0-9a-f]{64})?`,
    "g"
  );
  return text.replaceAll(pattern, next ?? "");
}
function variablesIn(line) {
  return [...line.matchAll(/\{\{(.*?)\}\}/g)].flatMap(
    ([, expression = ""]) => [...expression.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name).filter((name) => name !== "ENV")
  );
}
var hasWord = (text, word) => new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text);
async function tryChanges(to, changes, outdated, { cluster, files, render }) {
  const changed2 = {
    revision: files.revision,
    read: async (path, options) => {
      const text = await files.read(path, options);
      return text === void 0 ? void 0 : edit(text, changes, path);
    },
    list: (directory, options) => files.list(directory, options)
  };
  const settings = changes.filter(({ file }) => file === defaultSettingsPath);
  if (settings.length === 0) return render(cluster, changed2);
  const old = new Set(outdated.flatMap(({ before }) => versionOf(before) ?? []));
  const replaceIn = (values) => Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isNamed = settings.some(({ before }) => hasWord(before, name));
      return [name, isNamed ? [...old].reduce((text, version) => withVersion(text, version, to), value) : value];
    })
  );
  const { config, nodes } = cluster;
  return render(
    {
      ...cluster,
      config: { ...config, variables: replaceIn(config.variables), definitions: replaceIn(config.definitions) },
      nodes: nodes.map((node) => ({ ...node, variables: replaceIn(node.variables) }))
    },
    changed2
  );
}
function edit(text, changes, path) {
  const own = new Map(changes.filter(({ file }) => file === path).map(({ line, after }) => [line, after]));
  if (own.size === 0) return text;
  return text.split("\n").map((line, index) => own.get(index + 1) ?? line).join("\n");
}

// src/operation/upgrade-kubernetes/update-component.ts
var runningSeconds = 300;
async function updateComponent(plan, target, run, beforeFirst) {
  const { node } = plan.intent;
  const { progress, ports, signal } = run.rolling;
  const config = await readConfig(node, run);
  const isConfigured = await configuredImage(node, target.component, config, run) === target.image;
  if (isConfigured && await whyNotRunning(plan, target, run) === void 0) return;
  const step = steps[target.component];
  if (!isConfigured) {
    await checkGates(node, run);
    await beforeFirst();
  }
  await beginStep(node, step, run);
  await progress.step(node.name, step, async (detail) => {
    const title = `${target.component} ${versionOf(target.image) ?? ""}`;
    detail(title);
    if (!isConfigured) {
      const text = Buffer.from(await readConfig(node, run)).toString();
      const patched = Buffer.from(patchImage(text, target.component, target.image, node.name));
      run.rolling.journal.check();
      await ports.nodes.apply(node, { config: patched, mode: "no-reboot" }, { signal });
      run.configs.set(node.name, patched);
    }
    await waitUntilRunning(plan, target, run, (missing2) => detail(`${title}: ${missing2}`));
    detail(title);
  });
}
var steps = {
  "kube-apiserver": "static-pods",
  "kube-controller-manager": "static-pods",
  "kube-scheduler": "static-pods",
  "kube-proxy": "proxy",
  kubelet: "kubelet"
};
async function beginStep({ name }, step, { rolling, begun }) {
  await rolling.journal.write(name, { state: "running", step }, { signal: rolling.signal });
  begun.add(name);
  rolling.progress.node(name, "running");
}
async function readConfig(node, { rolling, configs }) {
  const reading = await rolling.ports.liveNodes.read(node, { signal: rolling.signal });
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    throw new UserError(`Cannot upgrade Kubernetes on ${node.name}: ${message}`, {
      code: "unreachable",
      ...hint !== void 0 && { hint }
    });
  }
  const { config, persistentConfig } = reading.live;
  const known = configs.get(node.name);
  if (known !== void 0 && Buffer.compare(config, known) === 0 && persistentConfig === void 0) return config;
  throw new UserError(`Cannot upgrade Kubernetes on ${node.name}: somebody else changed its configuration meanwhile`, {
    code: "plan_changed",
    hint: "Look at what was changed with talos-chatops diff, then continue."
  });
}
async function configuredImage(node, component, config, { rolling }) {
  if (component !== "kube-proxy") {
    const { images } = await rolling.ports.components.components(node, { signal: rolling.signal });
    return images[component];
  }
  const file = `the configuration of ${node.name}`;
  return imagePlace(parseMachineConfig(Buffer.from(config).toString(), { file }), component).node?.text;
}
async function checkGates(node, { rolling, begun }) {
  const patienceSeconds = begun.size > 0 ? rolling.cluster.operations.rebootSeconds : 0;
  await rolling.progress.step(node.name, "check", async (detail) => {
    await judgeGates(rolling, node, { patienceSeconds, detail });
  });
}
async function waitUntilRunning(plan, target, run, tell) {
  let missing2 = "";
  const look3 = async () => {
    missing2 = await whyNotRunning(plan, target, run) ?? "";
    if (missing2 === "") return true;
    tell(missing2);
    return void 0;
  };
  const { pace } = run.rolling.ports;
  if (await poll2(look3, { pace, signal: run.rolling.signal, seconds: runningSeconds })) return;
  const { name } = plan.intent.node;
  throw new UserError(
    `${target.component} on ${name} does not run ${target.image} after ${runningSeconds} seconds: ${missing2}`,
    {
      code: "node_timeout",
      hint: `Look at its log (talosctl logs -k, or talosctl logs kubelet); once it is well, continue.`
    }
  );
}
async function whyNotRunning(plan, { component, image }, run) {
  if (component === "kube-proxy") return void 0;
  if (component === "kubelet") return whyKubeletNotRunning(plan, image, run);
  return whyPodNotRunning(plan, component, image, run);
}
async function whyPodNotRunning({ kubernetesName }, component, image, { rolling }) {
  const { ports, signal } = rolling;
  const pods = await patiently(() => ports.kubernetes.podsOn(kubernetesName, { signal }), { pace: ports.pace, signal });
  const own = pods.filter(({ namespace, labels }) => namespace === "kube-system" && labels["k8s-app"] === component);
  const current = own.find(({ images, deleting }) => images[component] === image && !deleting);
  if (current === void 0) return own.length === 0 ? "its pod is not there" : "its pod has the old image";
  return current.ready ? void 0 : "its pod is not Ready";
}
async function whyKubeletNotRunning({ intent: { node } }, image, { rolling }) {
  const { ports, signal } = rolling;
  const { images } = await ports.components.components(node, { signal });
  if (images.kubelet !== image) return "Talos has not taken it up yet";
  const reading = await ports.probes.nodes.observe(node, { signal });
  if (reading.kind !== "read") return "the node does not answer";
  const service = reading.facts.services.find(({ id: id2 }) => id2 === "kubelet");
  if (service?.state !== "Running" || !service.healthy) return "its service starts";
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  if (kubernetes.kind === "problem") return "the Kubernetes API does not answer";
  const found = findKubernetesNode({ node, reading }, kubernetes);
  if (found?.kubeletVersion !== versionOf(image)) return `its node says ${found?.kubeletVersion ?? "nothing"}`;
  return found?.ready ? void 0 : "its node is not Ready";
}

// src/operation/upgrade-kubernetes/pull-images.ts
async function pullImages(plan, run) {
  const { node } = plan.intent;
  const wanted = plan.targets.filter(
    ({ component, current, image }) => component !== "kube-proxy" && current !== image
  );
  if (wanted.length === 0) return;
  const { ports, cluster, progress, signal } = run.rolling;
  const seconds = cluster.operations.installSeconds;
  await beginStep(node, "pull", run);
  await progress.step(node.name, "pull", async (detail) => {
    for (const { component, image } of wanted) {
      detail(component);
      const store = component === "kubelet" ? "system" : "cri";
      const onProgress = (percent) => detail(`${component} ${Math.floor(percent)} %`);
      await within(
        `Pulling ${component} on ${node.name}`,
        { pace: ports.pace, signal, seconds },
        (limited) => ports.nodes.pullImage(node, image, { signal: limited, store, onProgress }).catch(skipUnsupported)
      );
    }
    detail(wanted.map(({ component }) => component).join(", "));
  });
}
function skipUnsupported(error) {
  if (error instanceof UserError && error.code === "operation_unsupported") return void 0;
  throw error;
}

// src/operation/upgrade-kubernetes/inventory.ts
var inventoryName = {
  group: "",
  version: "v1",
  kind: "ConfigMap",
  namespace: "kube-system",
  name: "talos-bootstrap-manifests-inventory"
};
var ownerAnnotation = "config.k8s.io/owning-inventory";
function readInventory(object2) {
  const data = object2?.["data"];
  return typeof data === "object" && data !== null ? Object.keys(data) : [];
}
function objectKey({ apiVersion, kind, metadata }) {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [metadata.namespace ?? "", metadata.name.replaceAll(":", "__"), group, kind].join("_");
}
function parseObjectKey(key) {
  const match = /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(key);
  if (match === null) return void 0;
  const [, namespace = "", name = "", group = "", kind = ""] = match;
  return { group, kind, name: name.replaceAll("__", ":"), ...namespace !== "" && { namespace } };
}
function sameObject({ group, kind, name, namespace }, object2) {
  const { apiVersion, metadata } = object2;
  const ownGroup = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  if (group !== ownGroup || kind !== object2.kind || name !== metadata.name) return false;
  return namespace === void 0 || namespace === metadata.namespace;
}

// src/operation/upgrade-kubernetes/sync-manifests.ts
var kindSeconds = 60;
var rolloutSeconds = 300;
async function syncManifests(objects, control, options) {
  const sync = new Sync(control, options);
  if (options.applies) await sync.applyAll(objects);
  else for (const object2 of objects) await sync.write(object2);
  await sync.waitForRollouts(objects);
  options.detail(sync.summary());
}
var Sync = class {
  #control;
  #options;
  #changed = 0;
  #removed = 0;
  #total = 0;
  constructor(control, options) {
    this.#control = control;
    this.#options = options;
  }
  summary() {
    const removed = this.#removed === 0 ? "" : `, ${this.#removed} removed`;
    return `${this.#changed} of ${this.#total} objects changed${removed}`;
  }
  /** The inventory names an object before it can be left behind, and forgets it after it is gone. */
  async applyAll(objects) {
    const known = readInventory(await this.#read(inventoryName));
    const wanted = objects.map(objectKey);
    await this.#writeInventory(known, [.../* @__PURE__ */ new Set([...known, ...wanted])]);
    for (const object2 of inStages(objects)) await this.#applyOwned(object2);
    const surplus = known.flatMap((key) => {
      const name = parseObjectKey(key);
      return name === void 0 || objects.some((object2) => sameObject(name, object2)) ? [] : [name];
    });
    for (const name of surplus) await this.#prune(name);
    const unreadable2 = known.filter((key) => parseObjectKey(key) === void 0);
    await this.#writeInventory([.../* @__PURE__ */ new Set([...known, ...wanted])], [...wanted, ...unreadable2]);
  }
  async write(object2) {
    this.#count(await this.#whenKnown(object2, () => this.#control.putObject(object2, this.#options)));
  }
  async waitForRollouts(objects) {
    for (const object2 of objects) {
      if (!object2.apiVersion.startsWith("apps/")) continue;
      if (object2.kind === "Deployment" || object2.kind === "DaemonSet") await this.#waitForRollout(object2);
    }
  }
  async #applyOwned(object2) {
    this.#refuseForeign(await this.#read(nameOf3(object2)), object2);
    const annotations = { ...object2.metadata.annotations, [ownerAnnotation]: inventoryName.name };
    const owned = { ...object2, metadata: { ...object2.metadata, annotations } };
    this.#count(await this.#whenKnown(object2, () => this.#control.applyObject(owned, this.#options)));
  }
  #count(outcome) {
    this.#total += 1;
    if (outcome === "changed") this.#changed += 1;
  }
  async #prune(name) {
    const found = await this.#read(name);
    if (found === void 0) return;
    this.#refuseForeign(found, found);
    await this.#patiently(() => this.#control.removeObject(name, this.#options));
    this.#removed += 1;
  }
  /** What belongs to nobody is taken over, as Talos does. */
  #refuseForeign(found, object2) {
    const owner = found?.metadata.annotations?.[ownerAnnotation];
    if (owner === void 0 || owner === inventoryName.name) return;
    throw new UserError(`Cannot apply ${titleOf2(object2)}: it belongs to another inventory`, {
      code: "operation_refused",
      hint: `Remove its annotation ${ownerAnnotation}, or take it out of the machine configuration.`
    });
  }
  async #writeInventory(before, after) {
    if (before.length === after.length && after.every((key) => before.includes(key))) return;
    const { name, namespace } = inventoryName;
    const data = Object.fromEntries(after.map((key) => [key, ""]));
    const object2 = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data };
    await this.#patiently(() => this.#control.putObject(object2, this.#options));
  }
  #read(name) {
    return this.#patiently(() => this.#control.readObject(name, this.#options));
  }
  async #whenKnown(object2, write) {
    this.#options.detail(titleOf2(object2));
    const written = await poll2(
      async () => {
        const outcome = await this.#patiently(write);
        return outcome === "unknown-kind" ? void 0 : outcome;
      },
      { ...this.#options, seconds: kindSeconds }
    );
    if (written !== void 0) return written;
    throw new UserError(`Cannot apply ${titleOf2(object2)}: Kubernetes does not know its kind`, {
      code: "kubernetes_failed"
    });
  }
  async #waitForRollout(object2) {
    const look3 = async () => {
      const missing2 = whyNotRolledOut(await this.#read(nameOf3(object2)));
      if (missing2 === void 0) return true;
      this.#options.detail(`${titleOf2(object2)}: ${missing2}`);
      return void 0;
    };
    if (await poll2(look3, { ...this.#options, seconds: rolloutSeconds }) !== void 0) return;
    throw new UserError(`${titleOf2(object2)} is not rolled out after ${rolloutSeconds} seconds`, {
      code: "node_timeout",
      hint: "Look at its pods; once they are Ready, continue."
    });
  }
  #patiently(run) {
    return patiently(run, this.#options);
  }
};
function inStages(objects) {
  const stage = ({ kind }) => kind === "Namespace" || kind === "CustomResourceDefinition" || kind === "ClusterRole" || kind.endsWith("Class") ? 0 : kind === "ConfigMap" || kind === "Secret" || kind === "ServiceAccount" ? 1 : 2;
  return objects.toSorted((a, b) => stage(a) - stage(b));
}
function nameOf3({ apiVersion, kind, metadata }) {
  const slash = apiVersion.indexOf("/");
  const { name, namespace } = metadata;
  return {
    group: slash === -1 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    name,
    ...namespace !== void 0 && { namespace }
  };
}
var titleOf2 = ({ kind, metadata }) => `${kind} ${metadata.name}`;
function whyNotRolledOut(object2) {
  if (object2 === void 0) return "it is not there yet";
  const status = fieldsOf(object2["status"]);
  const generation = Number(object2.metadata["generation"] ?? 0);
  if (numberOf(status, "observedGeneration") < generation) return "its controller has not seen it yet";
  const isDaemonSet = object2.kind === "DaemonSet";
  const wanted = numberOf(status, isDaemonSet ? "desiredNumberScheduled" : "replicas");
  const fields = isDaemonSet ? ["updatedNumberScheduled", "numberReady", "numberAvailable"] : ["updatedReplicas", "readyReplicas"];
  const least = Math.min(...fields.map((field2) => numberOf(status, field2)));
  return least < wanted ? `${least} of ${wanted} pods are new and ready` : void 0;
}
function fieldsOf(value) {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
function numberOf(fields, name) {
  const value = fields.get(name);
  return typeof value === "number" ? value : 0;
}

// src/operation/upgrade-kubernetes/upgrade-kubernetes.ts
var settleSeconds = 120;
var manifestSeconds = 60;
async function upgradeKubernetes(plan, observation, rolling, gitSays) {
  const upgrade = new Upgrade(plan, observation, rolling);
  const result = await upgrade.run(gitSays);
  return { ...result, ...upgrade.snapshot && { snapshot: upgrade.snapshot } };
}
var Upgrade = class {
  snapshot;
  #plan;
  #observation;
  #rolling;
  #run;
  /** The node in hand. */
  #current;
  #finished = /* @__PURE__ */ new Set();
  constructor(plan, observation, rolling) {
    this.#plan = plan;
    this.#observation = observation;
    this.#rolling = rolling;
    this.#run = {
      rolling,
      configs: new Map(plan.nodes.map(({ intent, config }) => [intent.node.name, config])),
      begun: new Set(plan.nodes.flatMap(({ intent: { node } }) => wasBegun2(node.name, rolling) ? [node.name] : []))
    };
  }
  async run(gitSays) {
    try {
      const stopped = await this.#upgradeNodes() ?? this.#whyStopped();
      if (stopped !== void 0) return this.#leave("cancelled", stopped);
      await this.#syncManifests();
      await this.#verify(gitSays);
      for (const node of this.#plan.nodes) this.#finish(node);
      return { state: "succeeded" };
    } catch (error) {
      return this.#fail(error);
    }
  }
  /** @returns why it was stopped, undefined when it came to the end */
  async #upgradeNodes() {
    for (const node of this.#plan.nodes) {
      const stopped = this.#whyStopped();
      if (stopped !== void 0) return stopped;
      this.#current = node;
      await pullImages(node, this.#run);
    }
    for (const component of components) {
      for (const node of this.#plan.nodes) {
        const stopped = this.#whyStopped();
        if (stopped !== void 0) return stopped;
        await this.#updateOn(node, component);
      }
    }
    return void 0;
  }
  async #updateOn(node, component) {
    this.#current = node;
    const target = node.targets.find((one) => one.component === component);
    if (target !== void 0) await updateComponent(node, target, this.#run, () => this.#snapshotOnce());
    const isLast = component === components.at(-1);
    if (isLast && node !== this.#plan.nodes[0]) this.#finish(node);
  }
  async #snapshotOnce() {
    if (!this.#rolling.cluster.snapshots.beforeControlPlanes || this.snapshot !== void 0) return;
    this.snapshot = await snapshotCluster(this.#observation, this.#rolling);
  }
  async #syncManifests() {
    const [first] = this.#plan.nodes;
    if (first === void 0) return;
    this.#current = first;
    const { progress, journal, ports, signal } = this.#rolling;
    const { node } = first.intent;
    await journal.write(node.name, { state: "running", step: "manifests" }, { signal });
    await progress.step(void 0, "manifests", async (detail) => {
      detail(`from ${node.name}`);
      const objects = await this.#readManifests(first);
      const applies = this.#versions().every((version) => atLeast(version, "1.13"));
      await syncManifests(objects, ports.kubernetes, { pace: ports.pace, signal, detail, applies });
    });
  }
  /** They follow the configuration a moment later. */
  async #readManifests({ intent: { node }, targets }) {
    const { ports, signal } = this.#rolling;
    const proxy = targets.find(({ component }) => component === "kube-proxy");
    const read = async () => {
      const objects2 = await ports.components.manifests(node, { signal });
      const isCurrent = proxy === void 0 || JSON.stringify(objects2).includes(JSON.stringify(proxy.image));
      return isCurrent ? objects2 : void 0;
    };
    const objects = await poll2(read, { pace: ports.pace, signal, seconds: manifestSeconds });
    if (objects !== void 0) return objects;
    throw new UserError(`The bootstrap manifests of ${node.name} do not name ${proxy?.image ?? ""}`, {
      code: "node_failed",
      hint: "Look at what Talos makes of the configuration: talosctl get manifests."
    });
  }
  #versions() {
    return this.#observation.nodes.flatMap(({ reading }) => reading.kind === "read" ? [reading.facts.version] : []);
  }
  async #verify(gitSays) {
    const { progress, ports, signal } = this.#rolling;
    const { to } = this.#plan;
    await progress.step(void 0, "verify", async (detail) => {
      let lowest;
      const look3 = async () => {
        const reading = await patiently(() => ports.probes.kubernetes.observe({ signal }), {
          pace: ports.pace,
          signal
        });
        if (reading.kind === "problem") return void 0;
        lowest = lowestVersion(reading.facts);
        return lowest === to ? true : void 0;
      };
      const is = await poll2(look3, { pace: ports.pace, signal, seconds: settleSeconds });
      if (is === void 0) {
        throw new UserError(`Something in the cluster still runs ${lowest ?? "an unknown version"}, not ${to}`, {
          code: "node_timeout",
          hint: "Look at the pods in kube-system; once they are Ready, continue."
        });
      }
      detail(`everything runs ${to}; ${gitSays}`);
    });
  }
  #finish({ intent: { node }, unchanged }) {
    if (this.#finished.has(node.name)) return;
    this.#finished.add(node.name);
    const state = unchanged && !this.#run.begun.has(node.name) ? "unchanged" : "done";
    this.#rolling.progress.node(node.name, state);
    this.#rolling.journal.note(node.name, { state });
  }
  #whyStopped() {
    const { journal, stop, signal } = this.#rolling;
    const by = journal.abortedBy();
    if (by !== void 0) return { code: "cancelled", message: `${by} asked to start no further node` };
    if (!stop.aborted && !signal.aborted) return void 0;
    return { code: "cancelled", message: "It was told to start no further node" };
  }
  /** A node of which something was changed stays begun; what was not begun was not. */
  #leave(state, reason, failed3) {
    const { progress, journal } = this.#rolling;
    for (const { intent } of this.#plan.nodes) {
      const { name } = intent.node;
      if (name === failed3 || this.#finished.has(name) || this.#run.begun.has(name)) continue;
      progress.node(name, "not-started");
      journal.note(name, { state: "not-started" });
    }
    return { state, reason };
  }
  #fail(error) {
    const { progress, journal, signal } = this.#rolling;
    const reason = reasonOf(error, signal);
    const name = this.#current?.intent.node.name;
    if (name !== void 0) {
      progress.node(name, "failed", reason);
      if (!signal.aborted) journal.note(name, { state: "failed" });
    }
    const result = this.#leave(signal.aborted ? "cancelled" : "failed", reason, name);
    return { ...result, ...error instanceof UserError || signal.aborted ? {} : { bug: error } };
  }
};
function wasBegun2(name, { journal }) {
  const left = journal.left(name);
  return left?.step !== void 0;
}

// src/operate/ready.ts
function isNode(node) {
  return !("error" in node);
}
function isUnidentified(node) {
  return "error" in node;
}
function intentOf(command, works) {
  const { acceptDowntime, allowExtensionChange, withoutLock } = command;
  return {
    kind: command.name === "etcd snapshot" ? "etcd-snapshot" : command.name,
    nodes: works.map(({ intent }) => intent),
    consents: { acceptDowntime, allowExtensionChange, withoutLock },
    ...command.name === "upgrade-k8s" && { kubernetesVersion: command.version }
  };
}
function toPrepared(command, { safe, digest, redactor }, { observation, works, findings }) {
  const nodes = works.map(toPreparedNode);
  return { command, safe, digest, observation, nodes, findings: withoutTwins(findings), redactor };
}
function toPreparedNode({ intent, summary, unchanged }) {
  return { node: intent.node, summary, disruptive: intent.disrupts, unchanged };
}
function withoutTwins(findings) {
  const seen = /* @__PURE__ */ new Set();
  const once = findings.filter(({ code, node, message }) => {
    const key = code === "node_unreachable" ? `${code} ${node ?? ""}` : `${code} ${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return [...once.filter(({ verdict }) => verdict === "refuse"), ...once.filter(({ verdict }) => verdict === "warn")];
}

// src/operate/prepare-kubernetes.ts
var readAtATime = 16;
async function prepareKubernetes(request, revision, ports, { signal }) {
  const { command, cluster } = request;
  const { access } = ports;
  const nodes = revision.nodes.filter(isNode);
  const [observation, checks] = await Promise.all([
    observeCluster(nodes, access, { signal, ...ports.concurrency && { concurrency: ports.concurrency } }),
    runChecks(cluster.checks, access.kubernetes, { signal })
  ]);
  const place = findOwnNode(ports.runner, observation);
  const own = place.kind === "node" ? place.name : void 0;
  const { plan, failed: failed3, known } = await planCluster(command.version, nodes, observation, own, ports, signal);
  const { suggestion, notes, gitSays } = await compareWithRepository(plan, request, revision, ports, signal);
  const works = plan.nodes;
  const intent = intentOf(command, works);
  const hasWork = works.some(({ unchanged }) => !unchanged);
  const components2 = known.map(({ node, facts }) => ({ node: node.name, facts }));
  const findings = [
    ...judgePlan(command, [], revision.nodes.filter(isUnidentified), { diffs: /* @__PURE__ */ new Map() }, place),
    ...failed3,
    ...judgeKubernetes2(observation, plan, known),
    ...gateOperation(observation, intent),
    ...hasWork ? checks : [],
    ...await checkRemoved(plan.from, plan.to, components2, access.kubernetes, { signal }),
    ...notes
  ];
  const images = plan.nodes.map(
    ({ intent: { node }, targets }) => [
      `kubernetes/${node.name}`,
      JSON.stringify(targets.map(({ component, current }) => [component, current]))
    ]
  );
  const bound = bind(request, nodes, ports, Object.fromEntries(images));
  for (const token of publicTokens(observation, [])) bound.redactor.allow(token);
  return {
    prepared: toPrepared(command, bound, { observation, works, findings }),
    works,
    intent,
    nodes,
    ...own !== void 0 && { own },
    ...suggestion && { suggestedChange: suggestion },
    carryOut: (rolling) => upgradeKubernetes(plan, observation, rolling, gitSays)
  };
}
async function planCluster(version, nodes, observation, own, { access }, signal) {
  const parsed = parseTalosVersion(version);
  const to = parsed === void 0 ? version : formatTalosVersion(parsed);
  const { kubernetes } = observation;
  if (kubernetes.kind === "problem" || parsed === void 0) {
    return { plan: { from: to, to, nodes: [] }, known: [], failed: unreadable(observation) };
  }
  const from = lowestVersion(kubernetes.facts) ?? kubernetes.facts.version;
  const ordered = orderNodes(nodes, observation, own === void 0 ? {} : { own });
  const inOrder3 = [...ordered.filter(isControlPlane), ...ordered.filter((node) => !isControlPlane(node))];
  const read = await pMap(inOrder3, (node) => readNode(node, observation, access, signal), { concurrency: readAtATime });
  const planned = read.map((one) => "known" in one ? tryPlan(one.known, to, kubernetes.facts) : one);
  const plans = planned.flatMap((one) => "plan" in one ? [one.plan] : []);
  return {
    plan: { from, to, nodes: withManifests(plans, from, to) },
    known: read.flatMap((one) => "known" in one ? [one.known] : []),
    failed: planned.flatMap((one) => "finding" in one ? [one.finding] : [])
  };
}
var isControlPlane = ({ role }) => role === "controlplane";
function unreadable({ kubernetes }) {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const text = "Kubernetes cannot be read: what runs in it is not known";
  return [
    { code: "kubernetes_unreadable", verdict: "refuse", message: text, evidence: [message], ...hint && { hint } }
  ];
}
async function readNode(node, observation, { nodes, liveNodes }, signal) {
  const observed2 = observation.nodes.find((one) => one.node.name === node.name);
  const kubernetesNode = observed2 && findKubernetesNode(observed2, observation.kubernetes);
  if (observed2?.reading.kind !== "read" || kubernetesNode === void 0) return { left: node };
  try {
    const [live, facts] = await Promise.all([liveNodes.read(node, { signal }), nodes.components(node, { signal })]);
    if (live.kind === "read" && live.live.persistentConfig !== void 0) return { finding: staged(node) };
    if (live.kind === "read") return { known: { node, kubernetesNode, facts, config: live.live.config } };
    const { message, hint } = live.problem;
    return { finding: invalid(node.name, new UserError(message, { code: "unreachable", ...hint && { hint } })) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { finding: invalid(node.name, error) };
  }
}
function staged({ name }) {
  const message = `${name} has another configuration on its disk, which an upgrade of Kubernetes would write over`;
  const evidence = [`${name}: the configuration on disk is not the active one`];
  const hint = "Reboot it, or apply its configuration, first.";
  return { code: "staged_config", verdict: "refuse", message, evidence, hint, node: name };
}
function tryPlan(known, to, { pods }) {
  try {
    return { plan: planNode(known, to, pods) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { finding: invalid(known.node.name, error) };
  }
}
function withManifests(plans, from, to) {
  const [first, ...others] = plans;
  if (first === void 0 || from === to || plans.some(({ unchanged }) => !unchanged)) return plans;
  return [{ ...first, unchanged: false, summary: `bootstrap manifests: ${from} \u2192 ${to}` }, ...others];
}
async function compareWithRepository(plan, { files, cluster }, revision, { access: _, runner: _runner, ...ports }, signal) {
  const desired = await desireNodes(revision.cluster, revision.nodes, revision.context, { concurrency: 4 });
  const suggestion = await suggestChange(plan, {
    cluster,
    files,
    desired,
    render: async (changedCluster, changedFiles) => {
      const changed2 = await openRevision(changedCluster, changedFiles, ports, signal);
      return desireNodes(changed2.cluster, changed2.nodes, changed2.context, { concurrency: 4 });
    }
  });
  if (suggestion === void 0) return { suggestion, notes: [], gitSays: "the repository says so too" };
  const places2 = outdatedImages(plan, desired).map(({ path, before, file, line }) => {
    const where = file === void 0 ? "" : ` (${file}${line === void 0 ? "" : `:${line}`})`;
    return `${path} is ${before ?? "not set"}${where}`;
  });
  const note = {
    code: "repository_behind",
    verdict: "warn",
    message: `The repository does not say ${plan.to}: the next apply would take Kubernetes back`,
    evidence: [...new Set(places2)],
    hint: "Commit the change that is suggested at the end before anything is applied."
  };
  return { suggestion, notes: [note], gitSays: "the repository does not say so yet" };
}

// src/operate/prepare.ts
async function prepare(request, ports, { signal }) {
  const { command, cluster } = request;
  const { access, runner: _, ...planPorts } = ports;
  const revision = await openRevision(cluster, request.files, planPorts, signal);
  if (command.name === "upgrade-k8s") return prepareKubernetes({ ...request, command }, revision, ports, { signal });
  const identified = revision.nodes;
  const nodes = identified.filter(isNode);
  const selectors = selectorsOf2(command);
  const chosen = selectors.length === 0 ? [] : selectNodes(cluster.name, identified, selectors);
  const [bound, observation, checks] = await Promise.all([
    planOrBind(request, selectors, chosen, ports, signal),
    observeCluster(nodes, access, { signal, ...ports.concurrency && { concurrency: ports.concurrency } }),
    runChecks(cluster.checks, access.kubernetes, { signal })
  ]);
  const place = findOwnNode(ports.runner, observation);
  const choices = chooseWorks(command, chosen.filter(isNode), cluster, bound, observation);
  const ordered = inOrder2(choices, observation, place.kind === "node" ? place.name : void 0);
  const works = ordered.map(({ work: work2 }) => work2);
  const intent = intentOf(command, works);
  const targets = intent.nodes.flatMap(({ target }) => target ?? []);
  for (const token of publicTokens(observation, targets)) bound.redactor.allow(token);
  const findings = [
    ...gateOperation(observation, intent),
    ...judgePlan(command, ordered, identified.filter(isUnidentified), bound, place),
    ...intent.nodes.some(({ disrupts }) => disrupts) ? checks : [],
    ...await gateImages(onlyChanged(intent, ordered), access.registry, { signal })
  ];
  return {
    prepared: toPrepared(command, bound, { observation, works, findings }),
    works,
    intent,
    nodes,
    carryOut: async (rolling) => {
      if (command.name !== "etcd snapshot") return rollNodes(works, rolling);
      return { state: "succeeded", snapshot: await snapshotCluster(observation, rolling) };
    },
    ...place.kind === "node" && { own: place.name }
  };
}
function selectorsOf2(command) {
  if ("nodes" in command) return command.nodes;
  return "node" in command ? [command.node] : [];
}
function inOrder2(works, observation, own) {
  const byNode = new Map(works.map((one) => [one.work.intent.node, one]));
  const order = orderNodes([...byNode.keys()], observation, own === void 0 ? {} : { own });
  return order.flatMap((node) => byNode.get(node) ?? []);
}
function onlyChanged(intent, works) {
  return { ...intent, nodes: works.flatMap(({ work: work2 }) => work2.unchanged ? [] : [work2.intent]) };
}

// src/operation/journal.ts
var import_node_util = __toESM(require_node_util(), 1);
function openJournal(initial, { held: first, lock, holder, pace, previous }) {
  let record2 = initial;
  let held = first;
  let written = [];
  let abortedBy;
  const note = (node, change) => {
    record2 = { ...record2, nodes: record2.nodes.map((one) => one.name === node ? { ...one, ...change } : one) };
  };
  const hold = async (waiting) => {
    if (held === void 0 || !held.lost.aborted) return;
    abortedBy ??= whoAborted(held);
    const again = await patiently(() => lock.acquire(holder, waiting), { pace, ...waiting });
    if (!written.some((page) => (0, import_node_util.isDeepStrictEqual)(page, again.previous))) {
      await again.release(again.previous === void 0 ? {} : { keep: again.previous });
      throw lostLock();
    }
    held = again;
  };
  const save = async (waiting) => {
    if (held === void 0) return;
    const page = JSON.parse(JSON.stringify(record2));
    written = [...written.slice(-1), page];
    await patiently(async () => held?.save(record2, waiting), { pace, ...waiting });
    written = [page];
  };
  return {
    left: (name) => previous?.nodes.find((node) => node.name === name),
    open: async (waiting) => {
      await save(waiting);
    },
    note,
    hold,
    write: async (node, change, waiting) => {
      await hold(waiting);
      note(node, change);
      await save(waiting);
    },
    check: () => held?.check(),
    abortedBy: () => abortedBy ?? whoAborted(held),
    close: async (state) => {
      record2 = { ...record2, state };
      await held?.release(state === "succeeded" ? {} : { keep: record2 });
    }
  };
}
function whoAborted(held) {
  if (held === void 0 || !held.abortRequested.aborted) return void 0;
  const by = held.abortRequested.reason;
  return typeof by === "string" ? by : "somebody";
}
function lostLock() {
  return new UserError("Cannot go on: the cluster's lock was lost, and another operation may have begun since", {
    code: "lock_held",
    hint: "Look at the cluster with talos-chatops status."
  });
}

// src/operation/record-progress.ts
function recordProgress(initial, { pace, onChange }) {
  let progress = initial;
  const change = (next) => {
    progress = next;
    onChange(progress);
  };
  const changeNode = (name, edit2) => change({ ...progress, nodes: progress.nodes.map((node) => node.name === name ? edit2(node) : node) });
  const changeSteps = (node, edit2) => node === void 0 ? change({ ...progress, steps: edit2(progress.steps) }) : changeNode(node, (one) => ({ ...one, steps: edit2(one.steps) }));
  const step = async (node, name, run) => {
    let shown = { name, state: "running", startedAt: pace.now() };
    changeSteps(node, (steps2) => [...steps2, shown]);
    const show2 = (next) => {
      const before = shown;
      shown = next;
      changeSteps(node, (steps2) => steps2.map((one) => one === before ? next : one));
    };
    try {
      const result = await run((detail) => {
        if (detail !== shown.detail && shown.state === "running") show2({ ...shown, detail });
      });
      show2({ ...shown, state: "done", endedAt: pace.now() });
      return result;
    } catch (error) {
      show2({ ...shown, state: "failed", endedAt: pace.now() });
      throw error;
    }
  };
  onChange(progress);
  return {
    current: () => progress,
    step,
    skip: (node, name, detail) => {
      const now = pace.now();
      changeSteps(node, (steps2) => [...steps2, { name, state: "skipped", startedAt: now, endedAt: now, detail }]);
    },
    node: (name, state, reason) => changeNode(name, (one) => ({ ...one, state, ...reason && { reason } })),
    end: (state, reason) => change({ ...progress, state, endedAt: pace.now(), ...reason && { reason } })
  };
}

// src/operate/run-operation.ts
function openRun(run) {
  const { id: id2, request, ready, ports, startedAt, previous } = run;
  const { redactor, findings } = ready.prepared;
  const initial = {
    id: id2,
    command: request.commandText,
    cluster: request.cluster.name,
    revision: request.files.revision,
    requester: previous?.requester ?? request.requester,
    state: "running",
    startedAt,
    steps: [],
    nodes: ready.works.map(({ intent: { node } }) => ({
      name: node.name,
      role: node.role,
      state: "waiting",
      steps: []
    })),
    findings
  };
  const onChange = (progress) => ports.onOperation(redactor.data(progress));
  return { ...run, progress: recordProgress(initial, { pace: ports.pace, onChange }) };
}
function refuse3({ ready, progress }, reason) {
  for (const { intent } of ready.works) progress.node(intent.node.name, "not-started");
  progress.end("refused", reason);
  const { prepared } = ready;
  return { progress: prepared.redactor.data(progress.current()), prepared };
}
async function carryOut(run, held, refusal = refusalOf(run)) {
  const { ready, ports, progress, previous, id: id2 } = run;
  if (refusal !== void 0) {
    await letGo(held);
    return refuse3(run, refusal);
  }
  const { write, access, runner, holder, pace } = ports;
  const journal = openJournal(recordOf(run), { held, lock: write.lock, holder, pace, ...previous && { previous } });
  return endRun(run, journal, {
    id: id2,
    cluster: run.request.cluster,
    nodes: ready.nodes,
    intent: ready.intent,
    ports: {
      probes: access,
      components: access.nodes,
      liveNodes: access.liveNodes,
      nodes: write.nodes,
      kubernetes: write.kubernetes,
      snapshots: write.snapshots,
      pace
    },
    progress,
    journal,
    ...ready.own !== void 0 && { own: ready.own },
    ...runner.pod && { ownPod: runner.pod },
    signal: run.options.signal,
    stop: run.options.stop
  });
}
async function letGo(held) {
  await held?.release(held.previous === void 0 ? {} : { keep: held.previous });
}
function refusalOf({ ready, previous }) {
  const [first, ...others] = refusalsOf(ready.prepared.findings).filter(
    ({ code }) => previous === void 0 || !passing.has(code)
  );
  if (first === void 0) return void 0;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return {
    code: "gate_refused",
    message: `${first.message}${more}`,
    ...first.hint !== void 0 && { hint: first.hint }
  };
}
function recordOf({ id: id2, request, ready, startedAt, previous }) {
  const { digest } = ready.prepared;
  const left = new Map(previous?.nodes.map((node) => [node.name, node]));
  return {
    version: 1,
    id: id2,
    command: request.commandText,
    cluster: request.cluster.name,
    revision: request.files.revision,
    requester: previous?.requester ?? request.requester,
    startedAt,
    state: "running",
    digest: previous?.digest ?? digest.value,
    digestParts: previous?.digestParts ?? digest.parts,
    nodes: ready.works.map(
      ({ intent: { node } }) => left.get(node.name) ?? { name: node.name, state: "waiting" }
    )
  };
}
async function endRun(run, journal, rolling) {
  const { ready, ports, progress, id: id2 } = run;
  const rolled = await work(run, journal, rolling);
  const ended = await close(rolled, journal, ports, id2);
  progress.end(ended.state, ended.reason);
  if (ended.bug !== void 0) throw ended.bug;
  const { prepared } = ready;
  const { snapshot } = ended;
  const suggested = ended.state === "succeeded" ? ready.suggestedChange : void 0;
  return {
    progress: prepared.redactor.data(progress.current()),
    prepared,
    ...snapshot && { snapshot },
    ...suggested && { suggestedChange: prepared.redactor.data(suggested) }
  };
}
async function work({ ready }, journal, rolling) {
  const { signal } = rolling;
  try {
    await journal.open({ signal });
    return await ready.carryOut(rolling);
  } catch (error) {
    for (const { intent } of ready.works) rolling.progress.node(intent.node.name, "not-started");
    const reason = reasonOf(error, signal);
    if (signal.aborted) return { state: "cancelled", reason };
    return { state: "failed", reason, ...error instanceof UserError ? {} : { bug: error } };
  }
}
async function close(rolled, journal, ports, id2) {
  try {
    await journal.close(rolled.state);
    if (rolled.state !== "handed-over") return rolled;
    await ports.handOver?.(id2);
    return ports.handOver === void 0 ? { ...rolled, reason: continueElsewhere } : rolled;
  } catch (error) {
    if (!(error instanceof UserError)) return { ...rolled, bug: rolled.bug ?? error };
    const { code, message } = error;
    const what = rolled.state === "handed-over" ? "The rest could not be handed over" : "The lock could not be let go";
    return {
      ...rolled,
      reason: rolled.reason ?? { code, message: `${what}: ${message}`, hint: continueElsewhere.hint }
    };
  }
}
var continueElsewhere = {
  code: "handed-over",
  message: "What is left is the node on which this run is",
  hint: "Continue from another place."
};

// src/operate/take-lock.ts
async function takeLock({ command }, { write, holder }, signal) {
  try {
    return { kind: "held", held: await write.lock.acquire(holder, { signal }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== "kubernetes_unreachable") return { kind: "refused", error };
    return command.withoutLock ? { kind: "without" } : { kind: "refused", error: withHint(error) };
  }
}
function withHint(error) {
  return new UserError(error.message, {
    code: error.code,
    hint: "Without the Kubernetes API there is no lock: if nobody else works on the cluster, add --without-lock.",
    cause: error
  });
}

// src/operate/recorded-command.ts
function recordedCommand({ command }) {
  const parsed = parseCommand(command);
  if (parsed.kind === "unconfirmed") return parsed.command;
  if (parsed.kind === "command" && "dryRun" in parsed.command) return parsed.command;
  throw new UserError("Cannot continue: the operation's command is not one of this version", {
    code: "nothing_to_continue",
    hint: "Look at the cluster with status, and start anew."
  });
}

// src/operate/continue-operation.ts
async function continueOperation(request, ports, options) {
  const found = await findRecord(request, ports, options.signal);
  const held = await ports.write.lock.acquire(ports.holder, { signal: options.signal });
  const { run, refusal } = await openAgain(found, held, request, ports, options).catch(async (error) => {
    await letGo(held);
    throw error;
  });
  return carryOut(run, held, refusal);
}
async function findRecord({ cluster, id: id2 }, { write, holder }, signal) {
  const state = await write.lock.read({ signal });
  if (state.kind === "person") throw heldBy(state.holder.name);
  if (state.kind === "operation" && !state.expired && state.holder.identity !== holder.identity) {
    throw heldBy(state.holder.name);
  }
  const { record: record2 } = state;
  if (record2 === void 0 || record2.cluster !== cluster.name || !isOpen(record2)) throw nothing();
  if (id2 !== void 0 && id2 !== record2.id) throw nothing();
  return record2;
}
function isOpen({ state }) {
  return state !== "succeeded" && state !== "refused";
}
async function openAgain(found, held, request, ports, options) {
  const record2 = held.previous;
  if (record2 === void 0 || record2.id !== found.id) throw nothing();
  const files = await request.openFiles(record2.revision);
  const again = {
    cluster: await clusterAt(request.cluster, files, { signal: options.signal }),
    files,
    ...request.earlier && { earlier: request.earlier },
    command: recordedCommand(record2),
    commandText: record2.command,
    requester: request.requester
  };
  await settleBegun(record2, again, ports, options);
  const ready = await prepare(again, ports, options);
  const { id: id2, startedAt } = record2;
  const run = openRun({ id: id2, request: again, ready, ports, options, startedAt, previous: record2 });
  const changed2 = changedSince(record2, ready.prepared.digest);
  return changed2.length === 0 ? { run } : { run, refusal: planChanged(changed2) };
}
function planChanged(parts) {
  return {
    code: "plan_changed",
    message: `What is left cannot be continued: other than approved are ${describeParts(parts)}`,
    hint: "Plan again, and approve the new plan."
  };
}
async function settleBegun({ nodes }, { cluster, files, command }, { access, pace, factory, clock, redactionKey }, { signal }) {
  const begun = new Set(nodes.flatMap(({ name, state, step }) => state === "running" && step ? [name] : []));
  if (begun.size === 0 || command.name === "shutdown" || command.name === "reset") return;
  const ports = { redactionKey, ...factory && { factory }, ...clock && { clock } };
  const revision = await openRevision(cluster, files, ports, signal);
  const seconds = cluster.operations.rebootSeconds;
  const settle2 = async (node) => "error" in node || !begun.has(node.name) ? void 0 : poll2(async () => settled(await access.nodes.observe(node, { signal })), { pace, signal, seconds });
  await Promise.all(revision.nodes.map(settle2));
}
function heldBy(name) {
  return new UserError(`Cannot continue: the lock of the cluster is held by ${name}`, {
    code: "lock_held",
    hint: "Wait until it is let go."
  });
}
function nothing() {
  return new UserError("There is nothing to continue: no operation was broken off", { code: "nothing_to_continue" });
}

// src/operate.ts
async function prepareOperation(request, ports, { signal }) {
  return (await prepare(request, ports, { signal })).prepared;
}
async function operate(request, ports, approval, options) {
  const ready = await prepare(request, ports, options);
  const startedAt = ports.pace.now();
  const id2 = operationId(request.command.name, startedAt, ports.holder.identity);
  const run = openRun({ id: id2, request, ready, ports, options, startedAt });
  const changed2 = approval === void 0 ? [] : changedParts(approval, ready.prepared.digest);
  if (changed2.length > 0) return refuse3(run, planChanged2(changed2));
  const taken = await takeLock(request, ports, options.signal);
  if (taken.kind === "refused") return refuse3(run, reasonOf(taken.error, options.signal));
  const held = taken.kind === "held" ? taken.held : void 0;
  return carryOut(run, held);
}
function planChanged2(parts) {
  return {
    code: "plan_changed",
    message: `The plan differs from the approved one in ${describeParts(parts)}`,
    hint: "Read the new plan and approve it."
  };
}

// src/adapters/github/approvals.ts
async function readApprovals(github, { runId, environment }, { signal }) {
  return attempt({ what: "look up who approved the run", needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.actions.getReviewsForRun({
        ...github.at,
        run_id: runId,
        request: { signal }
      });
      return data.flatMap(
        ({ state, user, environments }) => (state === "approved" || state === "rejected") && (environment === void 0 || environments.some(({ name }) => name?.toLowerCase() === environment.toLowerCase())) ? [{ state, login: user.login, id: user.id }] : []
      );
    } catch (error) {
      const status = failureStatus(error);
      if (status === 403 || status === 404) return void 0;
      throw error;
    }
  });
}

// src/adapters/github/environment.ts
async function readEnvironment(github, name, { signal }) {
  return attempt({ what: `look at the environment ${name}`, needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getEnvironment({
        ...github.at,
        environment_name: name,
        request: { signal }
      });
      const rules = data.protection_rules ?? [];
      const reviews = rules.flatMap((rule) => "reviewers" in rule ? [rule] : []);
      return {
        kind: "found",
        reviewers: reviews.reduce((sum, rule) => sum + (rule.reviewers?.length ?? 0), 0),
        preventsSelfReview: reviews.some((rule) => rule.prevent_self_review === true),
        limitsBranches: data.deployment_branch_policy !== null && data.deployment_branch_policy !== void 0,
        hasOwnRules: rules.some(({ type }) => !["required_reviewers", "wait_timer", "branch_policy"].includes(type))
      };
    } catch (error) {
      const status = failureStatus(error);
      if (status === 404) return { kind: "missing" };
      if (status === 403) return { kind: "unknown" };
      throw error;
    }
  });
}

// src/chatops/verdict-record.ts
var id = int().check(_positive());
var schema = strictObject({
  version: literal(1),
  verdict: _enum(["approved", "rejected"]),
  /** Id of the request's check run. */
  request: id,
  /** Of the plan that was shown. */
  digest: string().check(_regex(/^[0-9a-f]{64}$/)),
  person: strictObject({ id, login: string().check(_minLength(1)) }),
  commentId: id,
  /** Which of the comment's commands, from 1. */
  number: id,
  at: iso_exports.datetime()
});
function verdictKey({ request, commentId, number }) {
  return `verdict-${request}-${commentId}-${number}`;
}
function parseVerdict(text) {
  const result = safeParse(schema, readJsonBlock(text));
  return result.success ? result.data : void 0;
}

// src/adapters/github/verdict-store.ts
async function listVerdicts(github, place, { signal }) {
  const found = await attempt(
    { what: "read the verdicts", needs: "checks: read" },
    async () => (await github.octokit()).paginate((await github.octokit()).rest.checks.listForRef, {
      ...github.at,
      ref: place.sha,
      app_id: place.appId,
      filter: "all",
      per_page: 100,
      request: { signal }
    })
  );
  return found.flatMap((check) => toStored(check) ?? []).filter(({ appId }) => appId === place.appId).filter(({ record: record2 }) => place.request === void 0 || record2.request === place.request).toSorted((a, b) => a.id - b.id);
}
function toStored(check) {
  const record2 = parseVerdict(check.output.text);
  if (record2 === void 0 || check.app === null) return void 0;
  const key = verdictKey(record2);
  if (check.external_id !== key) return void 0;
  return { id: check.id, appId: check.app.id, sha: check.head_sha, key, record: record2 };
}

// src/action/request/require-verdict.ts
async function findVerdict(ask, { github, signal }) {
  const request = requestOf(ask);
  if (request === void 0) return void 0;
  const { stored, appId } = request;
  const [first] = await listVerdicts(github, { sha: stored.sha, appId, request: stored.id }, { signal });
  return first;
}
async function requireApproved(verdict, { command, cluster, digest }, asking, run) {
  const request = requestOf(asking.ask);
  if (verdict === void 0 || request === void 0) throw missing("nobody has approved it");
  const { record: record2 } = verdict;
  const { person } = record2;
  if (record2.verdict === "rejected") throw missing(`${person.login} has rejected it`);
  if (person.id === requesterOf(asking.ask).id) throw missing("nobody but the person who asked for it has approved it");
  await checkWord(record2, command, request, run);
  await requireRight(person, { command, cluster }, asking);
  if (digest !== void 0 && digest !== record2.digest) {
    throw new UserError("Cannot carry this out: what was approved is another plan", {
      code: "plan_changed",
      hint: askAgain
    });
  }
  return person;
}
async function checkWord(record2, command, { stored }, run) {
  const { commentId, digest, number, person } = record2;
  const { askedAt, pullRequest } = stored.record;
  const said = await readSaid({ commentId, number, pullRequest, author: person.id, since: askedAt }, run);
  const isWord = said?.kind === "command" && said.command.name === "approve";
  if (!isWord || !digest.startsWith(said.command.plan ?? "")) throw changed("it does not approve this any more");
  if (said.command.plan === void 0 && riskOf(command) === "destroy") throw missing("nobody has named its plan");
}
async function requireRight(person, { command, cluster }, asking) {
  const decision = decideFor(command, cluster, await asking.rightsOf(person, cluster));
  if (decision.kind === "allowed") return;
  throw new UserError(`${person.login} may not approve ${command.name} on ${cluster.name}. ${decision.reason}`, {
    code: "permission_denied",
    hint: "Somebody has to approve it who may ask for it."
  });
}
function missing(reason) {
  return new UserError(`Cannot carry this out: ${reason}`, {
    code: "approval_missing",
    hint: "Give the command again, as a new comment, and have another person approve it."
  });
}

// src/action/operate/choose-approval.ts
function chooseApproval(cluster, risk, ask) {
  const wanted = risk === "destroy" ? cluster.approvals.destroy : cluster.approvals.change;
  if (wanted === "none") return { kind: "none" };
  if (wanted === "comment") {
    if (requestOf(ask) !== void 0) return { kind: "comment" };
    throw new UserError(`Cannot ask for approval on ${cluster.name}: approvals by comment need the bot`, {
      code: "settings_invalid",
      hint: "Give the command where the bot hears it, or use `environment` in the settings' approvals."
    });
  }
  if (cluster.environment !== void 0) return { kind: "environment", environment: cluster.environment };
  throw new UserError(`Cannot ask for approval on ${cluster.name}: the settings name no environment`, {
    code: "settings_invalid",
    hint: "Add `environment:` to the cluster, and required reviewers to that environment of the repository."
  });
}
function environmentOf(approval) {
  return approval.kind === "environment" ? approval.environment : "";
}
async function warnOfEnvironment(environment, risk, { github, signal }) {
  const protection = await readEnvironment(github, environment, { signal });
  const hasOwnRules = protection.kind === "found" && protection.hasOwnRules;
  return { warnings: warningsOf(protection, environment, risk), hasOwnRules };
}
function warningsOf(protection, environment, risk) {
  const unprotected = `The environment ${environment} asks for no reviewer: the operation starts without an approval`;
  switch (protection.kind) {
    case "missing":
      return [`There is no environment ${environment}: GitHub makes it, and the operation starts without an approval.`];
    case "unknown":
      return [`Whether ${environment} asks for a reviewer is not known: the token lacks "actions: read".`];
    case "found":
      return [
        ...protection.reviewers === 0 && !protection.hasOwnRules ? [risk === "destroy" ? `${unprotected}, and is refused then.` : `${unprotected}.`] : [],
        ...protection.limitsBranches ? [] : [`Every branch's workflows may use ${environment}; limit it to the default branch.`]
      ];
    default:
      return protection;
  }
}
async function requireApproval(wanted, asking, run) {
  const { approval } = wanted;
  const verdict = await findVerdict(asking.ask, run);
  if (verdict?.record.verdict === "rejected" || approval.kind === "comment") {
    return [(await requireApproved(verdict, wanted, asking, run)).login];
  }
  if (approval.kind === "none") return [];
  const requester = requesterOf(asking.ask).id;
  const reviews = await readReviews(approval.environment, run);
  const approved = reviews?.filter(({ state }) => state === "approved") ?? [];
  const logins = [...new Set(approved.map(({ login }) => login))];
  if (approved.some(({ id: id2 }) => id2 !== requester) || !await needsAnother(wanted, approval.environment, asking, run)) {
    return logins;
  }
  if (verdict !== void 0) return [...logins, (await requireApproved(verdict, wanted, asking, run)).login];
  throw new UserError("Cannot carry this out: nobody but the person who asked for it has approved it", {
    code: "approval_missing",
    hint: reviews === void 0 ? "The job lacks `actions: read`, so it cannot see who approved." : `Add required reviewers to the environment ${approval.environment}; a second person has to approve.`
  });
}
async function readReviews(environment, run) {
  const runId = Number(run.environment["GITHUB_RUN_ID"]);
  return readApprovals(run.github, { runId, environment }, { signal: run.signal });
}
async function needsAnother({ risk }, environment, { ask }, { github, signal }) {
  if (risk === "destroy") return true;
  if (requestOf(ask) === void 0) return false;
  const protection = await readEnvironment(github, environment, { signal });
  return protection.kind === "unknown" || protection.kind === "found" && protection.preventsSelfReview;
}

// src/action/operate/find-runner-place.ts
var import_node_fs = __toESM(require_node_fs(), 1);
var namespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
function findRunnerPlace(environment) {
  const first = (...names) => names.map((name2) => environment[name2]).find((value) => value);
  const inCluster = first("KUBERNETES_SERVICE_HOST") !== void 0;
  const node = first("TALOS_CHATOPS_NODE", "NODE_NAME", "K8S_NODE_NAME", "KUBERNETES_NODE_NAME", "NODE");
  if (!inCluster) return { inCluster, ...node !== void 0 && { node } };
  const name = first("ACTIONS_RUNNER_POD_NAME", "POD_NAME", "HOSTNAME");
  const namespace = first("POD_NAMESPACE") ?? readNamespace();
  return {
    inCluster,
    ...node !== void 0 && { node },
    ...name !== void 0 && namespace !== void 0 && { pod: { namespace, name } }
  };
}
function readNamespace() {
  return (0, import_node_fs.existsSync)(namespaceFile) ? (0, import_node_fs.readFileSync)(namespaceFile, "utf8").trim() : void 0;
}

// src/action/operate/refuse-clear-snapshot.ts
function refuseClearSnapshot(command, cluster, { defaultBranch }) {
  if (defaultBranch?.isPublic !== true || cluster.snapshots.recipients.length > 0) return;
  if (!takesSnapshot(command, cluster)) return;
  const optional2 = command.name === "etcd snapshot" ? "" : " Or switch `snapshots.beforeControlPlanes` off.";
  throw new UserError(
    `Cannot take a snapshot of ${cluster.name}: the repository is public, and it would not be encrypted`,
    {
      code: "snapshot_refused",
      hint: `Add age recipients to \`snapshots.recipients\` in the settings.${optional2}`
    }
  );
}
function takesSnapshot(command, cluster) {
  if (command.name === "etcd snapshot") return true;
  if (command.dryRun || !cluster.snapshots.beforeControlPlanes) return false;
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? cluster.nodes : selectNodes(cluster.name, cluster.nodes, selectors);
  return nodes.some(({ role }) => role !== "worker");
}

// src/action/operate/operation-request.ts
var schema2 = object({
  /** Which of the comment's commands, from 1. */
  number: int().check(_positive()),
  /** In its canonical form. */
  command: string().check(_minLength(1)),
  cluster: string().check(_minLength(1)),
  /** Empty where the settings ask for no approval. */
  environment: string(),
  /** The commit that is applied. */
  sha: string().check(_regex(/^[0-9a-f]{40,64}$/)),
  /** What was shown for approval. */
  digest: string().check(_regex(/^[0-9a-f]{64}$/)),
  /** For naming what changed since; left out where there are too many. */
  parts: optional(record(string(), string()))
});
var maxPartsLength = 6e4;
function toRequest(request) {
  const { parts, ...rest } = request;
  return parts === void 0 || JSON.stringify(parts).length > maxPartsLength ? rest : request;
}
function parseRequest(text) {
  const result = schema2.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new UserError("Cannot read the input request: it is not what phase plan gave", {
    code: "input_invalid",
    hint: "Hand it on as the example workflow does, one element of the output requests at a time."
  });
}
function parseJson(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return void 0;
  }
}

// src/action/ask/hand-on.ts
function handOn(wanted, approval, { endings, requests }) {
  requests.push(toRequest({ ...wanted, environment: environmentOf(approval) }));
  const kind = approval.kind === "environment" ? "environment" : "none";
  endings.push({ outcome: "planned", approval: kind, digest: wanted.digest });
}
function waitForWord({ digest }, { endings }) {
  endings.push({ outcome: "planned", approval: "comment", digest });
}
function shortDigest(digest) {
  return digest.slice(0, 8);
}

// src/action/ask/plan-operation.ts
async function planOperation(command, number, asking, run) {
  const { ask } = asking;
  const cluster = await clusterOf(command, asking, run);
  await requirePermission(command, cluster, asking);
  const target = await asking.target();
  refuseFork(target);
  const approval = command.dryRun ? { kind: "none" } : chooseApproval(cluster, riskOf(command), ask);
  if (!command.dryRun) {
    checkRun(target, run);
    await refuseLaterPush(ask, target, run);
  }
  refuseClearSnapshot(command, cluster, target);
  const wanted = { number, command: formatCommand(command), cluster: cluster.name, sha: target.sha };
  const approved = approval.kind === "comment" ? await findApproved(command, cluster, asking, run) : void 0;
  if (approved !== void 0) return handOn({ ...wanted, digest: approved }, approval, asking);
  const prepared = await prepare2(command, cluster, asking, run);
  const next = await nextStep(prepared, { approval, risk: riskOf(command), asking, run });
  await show(prepared, { next, commandText: wanted.command, number, cluster: cluster.name }, asking, run);
  const { value: digest, parts } = prepared.digest;
  if (next.kind === "comment-approval") waitForWord({ digest }, asking);
  else if (next.kind === "approval" || next.kind === "starts") handOn({ ...wanted, digest, parts }, approval, asking);
  else asking.endings.push(endingOf(next.kind, prepared));
}
async function findApproved(command, cluster, asking, run) {
  const verdict = await findVerdict(asking.ask, run);
  if (verdict === void 0) return void 0;
  const { login } = await requireApproved(verdict, { command, cluster }, asking, run);
  run.log.info(`Approved by ${login}: handed on as it was approved`);
  return verdict.record.digest;
}
async function show(prepared, { next, commandText, number, cluster }, asking, run) {
  const view = { prepared, commandText, requester: asking.ask.author.login, risk: riskOf(prepared.command), next };
  const shown = presentOperation(view, run);
  await post(shown.parts, number, asking, run);
  asking.outcomes.push({ kind: "prepared", cluster, summary: shown.summary });
}
function endingOf(kind, { digest, findings }) {
  if (kind === "nothing-to-do") return { outcome: "nothing-to-do", digest: digest.value };
  const refusal = findings.find(({ verdict }) => verdict === "refuse");
  if (kind !== "refused" || refusal === void 0) return { outcome: "answered", digest: digest.value };
  return { outcome: "refused", code: refusal.code, digest: digest.value };
}
async function clusterOf(command, { ask, settings }, { inputs }) {
  const asked = requestOf(ask)?.stored.record.cluster;
  const dispatched = ask.kind === "dispatch" ? ask.cluster : asked;
  const name = command.cluster ?? dispatched ?? inputs.cluster;
  const selectors = selectorsOf(command);
  const cluster = chooseCluster(await settings(), { ...name !== void 0 && { name }, selectors });
  if (asked === void 0 || asked === cluster.name) return cluster;
  throw new UserError(`Cannot go by the request: it is for ${asked}, not for ${cluster.name}`, {
    code: "request_unknown"
  });
}
async function prepare2(command, cluster, asking, run) {
  const { environment, filesAt, log, redactionKey, signal } = run;
  const target = await asking.target();
  const files = filesAt(target.sha);
  log.info(`Preparing ${command.name} on ${cluster.name} at ${target.sha.slice(0, 12)}`);
  const opened = await openCluster(cluster, files, run);
  try {
    const request = {
      cluster,
      files,
      ...target.sha !== target.settingsSha && { earlier: filesAt(target.settingsSha) },
      command,
      commandText: formatCommand(command),
      requester: asking.ask.author.login
    };
    const ports = {
      access: opened.read,
      factory: opened.factory,
      runner: findRunnerPlace(environment),
      redactionKey,
      clock: () => performance.now()
    };
    return await prepareOperation(request, ports, { signal });
  } finally {
    opened.close();
  }
}
async function nextStep({ command, digest, findings, nodes, redactor }, { approval, risk, asking, run }) {
  if (command.dryRun) return { kind: "dry-run" };
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (nodes.length > 0 && nodes.every(({ unchanged }) => unchanged)) return { kind: "nothing-to-do" };
  const plan = redactor.text(shortDigest(digest.value));
  if (approval.kind === "comment") return { kind: "comment-approval", plan };
  if (approval.kind === "none") return { kind: "starts" };
  const { environment } = approval;
  const { warnings, hasOwnRules } = await warnOfEnvironment(environment, risk, run);
  const isByWord = hasOwnRules && requestOf(asking.ask) !== void 0;
  return { kind: "approval", environment: redactor.text(environment), warnings, ...isByWord && { plan } };
}
async function post(parts, number, asking, run) {
  const { ask, posting } = asking;
  if (ask.number === void 0) return;
  const key = `request ${originOf(asking, run)} ${number}`;
  const comment = { number: ask.number, key, parts };
  const posted = await posting.attempt(() => publishStickyComment(run.github, comment, { signal: run.signal }));
  if (posted) run.log.info(`Comment: ${posted.url}`);
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
  judgeAccess,
  observeCluster,
  publicTokens,
  runChecks,
  nodeState,
  recordedCommand,
  continueOperation,
  operate,
  findVerdict,
  requireApproved,
  chooseApproval,
  environmentOf,
  requireApproval,
  parseRequest,
  handOn,
  waitForWord,
  shortDigest,
  findRunnerPlace,
  refuseClearSnapshot,
  planOperation,
  clusterOf
};
