import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  clusterOf,
  etcdMembers,
  etcdSources,
  findKubernetesNode,
  gateBudgets,
  judgeAccess,
  judgeEtcd,
  judgeNodes,
  judgeStrangers,
  nodeState,
  observeCluster,
  publicTokens,
  quorumOf,
  runChecks
} from "./chunk-IUBSXZIB.mjs";
import {
  openConnections
} from "./chunk-NIVHEI4V.mjs";
import {
  requirePermission
} from "./chunk-ISQVHYBK.mjs";
import {
  selectorsOf
} from "./chunk-XGB4RFFR.mjs";
import "./chunk-ZU77IRHX.mjs";
import {
  desireNodes,
  readInstallImage
} from "./chunk-JNXMRTAJ.mjs";
import {
  createImageFactory,
  identifyNodes,
  openRenderContext
} from "./chunk-EJE2KNFJ.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import "./chunk-O4HNACUG.mjs";
import "./chunk-2ATDXXQU.mjs";
import "./chunk-QGCTBLZE.mjs";
import "./chunk-QR4OKCLH.mjs";
import "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-5GYLAGCH.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-VITRDJYN.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-4A32ZLFE.mjs";
import {
  composeFindings
} from "./chunk-VDWMSX5A.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  codeSpan,
  escapeMarkdown,
  plural
} from "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-YL2PQB22.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/health/describe-cluster.ts
function describeCluster(observation, options) {
  const { cluster, chosen, findings, checks, lock, invalid = [] } = options;
  const isChosen = (name) => chosen === void 0 || chosen.has(name);
  const members = etcdMembers(observation.nodes);
  const nodes = [
    ...observation.nodes.filter(({ node }) => isChosen(node.name)).map((observed) => describeNode(observed, observation, members, options.targets?.get(observed.node.name))),
    ...invalid.filter(({ name }) => isChosen(name)).map(describeInvalid)
  ];
  return {
    cluster,
    well: nodes.every(({ well }) => well) && findings.every(({ verdict }) => verdict === "warn"),
    nodes,
    etcd: describeEtcd(observation, members),
    kubernetes: describeKubernetes(observation),
    credential: describeCredential(observation),
    ...lock && { lock },
    checks,
    findings
  };
}
function describeInvalid({ name, reason }) {
  return { name, state: "invalid", states: ["invalid"], well: false, notes: [reason] };
}
var wellStates = /* @__PURE__ */ new Set([
  "ready",
  "running-old",
  "running-target",
  "running-target-wrong-schematic"
]);
function describeNode(observed, { kubernetes }, members, target) {
  const { node, reading } = observed;
  const known = findKubernetesNode(observed, kubernetes);
  const { primary, all } = nodeState(observed, known, target && { target });
  const base = {
    name: node.name,
    state: primary,
    states: all,
    well: all.every((state) => wellStates.has(state)),
    role: node.role,
    address: node.address,
    ...target?.version !== void 0 && { desiredVersion: target.version },
    ...target?.schematicId !== void 0 && { desiredSchematicId: target.schematicId },
    ...known && { kubernetesVersion: known.kubeletVersion },
    ...node.role === "controlplane" && { etcd: etcdPart(node.name, members) }
  };
  if (reading.kind === "maintenance") return { ...base, notes: ["has no configuration"] };
  if (reading.kind === "problem") return { ...base, notes: [reading.problem.message] };
  const { facts } = reading;
  return {
    ...base,
    version: facts.version,
    stage: facts.stage,
    ...facts.schematicId !== void 0 && { schematicId: facts.schematicId },
    notes: notesOn(facts)
  };
}
function notesOn(facts) {
  const ill = facts.services.filter(({ healthy, state }) => !healthy && state !== "Finished" && state !== "Skipped");
  return [
    ...facts.stage === "running" ? [] : [`stage ${facts.stage}`],
    ...facts.unmetConditions.map(({ name, reason }) => `${name}: ${reason}`),
    ...ill.map(({ id, state }) => `${id} is ${state}`),
    ...facts.stagedConfig ? ["another configuration is staged"] : [],
    ...facts.virtualAddresses.length === 0 ? [] : [`holds ${facts.virtualAddresses.join(", ")}`]
  ];
}
function etcdPart(name, members) {
  const member = members.find(({ node }) => node?.name === name);
  if (member === void 0) return "none";
  if (member.isLearner) return "learner";
  if (member.trouble !== void 0) return "unhealthy";
  return member.facts?.leaderId === member.id ? "leader" : "member";
}
function describeEtcd({ nodes }, members) {
  const sources = etcdSources(nodes);
  const newest = sources.reduce((most, { facts }) => facts.raftIndex > most ? facts.raftIndex : most, 0n);
  const alarms = sources.flatMap(({ facts }) => facts.alarms);
  return {
    members: members.map(({ id, hostname, node, facts, isLearner, trouble }) => ({
      id,
      name: node?.name ?? hostname,
      leader: sources.some((source) => source.facts.leaderId === id),
      learner: isLearner,
      healthy: trouble === void 0,
      ...trouble !== void 0 && { trouble },
      ...facts && {
        databaseBytes: facts.databaseBytes,
        raftIndex: String(facts.raftIndex),
        unapplied: Number(facts.raftIndex - facts.raftAppliedIndex),
        behind: Number(newest - facts.raftIndex)
      },
      alarms: [...new Set(alarms.filter(({ memberId }) => memberId === id).map(({ kind }) => kind))]
    })),
    healthy: members.filter(({ trouble }) => trouble === void 0).length,
    quorum: quorumOf(members.length)
  };
}
function describeKubernetes({ kubernetes }) {
  if (kubernetes.kind === "problem") {
    return { nodes: 0, ready: 0, pods: 0, budgets: 0, problem: kubernetes.problem.message };
  }
  const { version, nodes, pods, budgets } = kubernetes.facts;
  const ready = nodes.filter((node) => node.ready).length;
  return { version, nodes: nodes.length, ready, pods: pods.length, budgets: budgets.length };
}
function describeCredential({ access }) {
  const { endpoints, roles, daysLeft } = access;
  return { endpoints, roles, daysLeft };
}

// src/health/desired-target.ts
function desiredTarget({ config, schematic }) {
  const image = readImage(config);
  const schematicId = image?.schematic ?? schematic?.id;
  return {
    ...image?.tag !== void 0 && { version: image.tag },
    ...image !== void 0 && { image: image.reference },
    ...schematicId !== void 0 && { schematicId },
    // the text is that of the image only where both name the same schematic
    ...schematic !== void 0 && schematic.id === schematicId && { schematic: schematic.text }
  };
}
function readImage(config) {
  try {
    return readInstallImage(config);
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}

// src/health/judge-cluster.ts
function judgeCluster(observation) {
  const { nodes, access } = observation;
  const findings = [
    ...judgeNodes(nodes, observation),
    ...judgeStrangers(observation),
    ...judgeEtcd(nodes),
    ...judgeKubernetes(observation),
    ...nodes.flatMap((observed) => gateBudgets(observation, observed).map(asWarning)),
    ...judgeAccess(access, nodes)
  ];
  return [
    ...findings.filter(({ verdict }) => verdict === "refuse"),
    ...findings.filter(({ verdict }) => verdict === "warn")
  ];
}
function asWarning(finding) {
  return { ...finding, verdict: "warn" };
}
function judgeKubernetes({ kubernetes }) {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const text = "Kubernetes cannot be read";
  return [
    { code: "kubernetes_unreadable", verdict: "refuse", message: text, evidence: [message], ...hint && { hint } }
  ];
}

// src/inspect.ts
var concurrency = 8;
async function inspectCluster({ cluster, files, selectors, runsChecks }, { openAccess, factory, redactor, clock }, { signal }) {
  const context = await openRenderContext(files, { signal, ...factory && { factory }, ...clock && { clock } });
  const identified = await identifyNodes(cluster, context);
  const chosen = new Set(selectNodes(cluster.name, identified, selectors).map(({ name }) => name));
  const nodes = identified.filter((one) => !("error" in one));
  const access = await openAccess(nodes);
  try {
    const checks = runsChecks ? cluster.checks : [];
    const [observation, checked, targets, lock] = await Promise.all([
      observeCluster(nodes, access, { signal }),
      runChecks(checks, access.kubernetes, { signal }),
      readTargets(cluster, identified, context, redactor),
      readLock(access.lock, signal)
    ]);
    for (const token of publicTokens(observation, [...targets.values()])) redactor.allow(token);
    const findings = [...checked, ...judgeCluster(observation)];
    const invalid = identified.flatMap(
      (one) => "error" in one ? [{ name: one.name, reason: one.error.message }] : []
    );
    const options = {
      cluster: cluster.name,
      chosen,
      targets,
      findings,
      checks: checks.length,
      invalid,
      ...lock && { lock }
    };
    return redactor.data(describeCluster(observation, options));
  } finally {
    access.close();
  }
}
async function readLock(lock, signal) {
  try {
    const state = await lock.read({ signal });
    const command = "record" in state && state.record !== void 0 ? state.record.command : void 0;
    if (state.kind === "free") return { kind: "free", ...command !== void 0 && { unfinished: command } };
    const base = { by: state.holder.name, since: state.since };
    if (state.kind === "person") {
      return { kind: "person", ...base, ...state.reason !== void 0 && { reason: state.reason } };
    }
    return { kind: "operation", ...base, expired: state.expired, ...command !== void 0 && { command } };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return void 0;
    throw error;
  }
}
async function readTargets(cluster, nodes, context, redactor) {
  const built = await desireNodes(cluster, nodes, context, { concurrency });
  const targets = built.flatMap((one) => {
    if (one.kind === "failed") return [];
    redactor.learn(one.desired.config);
    return [[one.name, desiredTarget(one.desired)]];
  });
  return new Map(targets);
}

// src/report/health/bytes-text.ts
function bytesText(bytes) {
  const units = ["B", "KiB", "MiB", "GiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power]}`;
}

// src/report/health/node-cells.ts
function versionText({ version, desiredVersion }) {
  return change(version, desiredVersion);
}
function schematicText({ schematicId, desiredSchematicId, version }) {
  const live = schematicId?.slice(0, 8) ?? (version === void 0 ? void 0 : "none");
  return change(live, schematicId === desiredSchematicId ? void 0 : desiredSchematicId?.slice(0, 8));
}
function change(live, desired) {
  if (live === void 0) return desired === void 0 ? "" : `? \u2192 ${desired}`;
  return desired === void 0 || desired === live ? live : `${live} \u2192 ${desired}`;
}
function roleText({ role }) {
  return role === "controlplane" ? "control plane" : role ?? "";
}
var etcdWords = {
  leader: "leader",
  learner: "learner",
  member: "member",
  none: "no member",
  unhealthy: "unhealthy"
};
function etcdText({ etcd }) {
  return etcd === void 0 ? "" : etcdWords[etcd];
}

// src/report/health/state-words.ts
var stateWords = {
  booting: { words: "booting", tone: "bad" },
  "cordoned-by-other": { words: "cordoned by somebody else", tone: "bad" },
  "cordoned-by-us": { words: "cordoned by an operation", tone: "bad" },
  "installed-not-rebooted": { words: "installed, not rebooted", tone: "bad" },
  invalid: { words: "invalid", tone: "bad" },
  maintenance: { words: "maintenance mode", tone: "bad" },
  "not-ready": { words: "not ready", tone: "bad" },
  ready: { words: "ready", tone: "good" },
  "rolled-back": { words: "rolled back", tone: "bad" },
  "running-old": { words: "other version", tone: "notice" },
  "running-target": { words: "ready", tone: "good" },
  "running-target-wrong-schematic": { words: "other schematic", tone: "notice" },
  unreachable: { words: "unreachable", tone: "bad" }
};
function describeStates({ states }) {
  const words = (tone) => states.filter((state) => stateWords[state].tone === tone).map((state) => stateWords[state].words);
  const bad = words("bad");
  if (bad.length > 0) return bad.join(", ");
  const notices = words("notice");
  return ["ready", ...notices].join(", ");
}
function toneOf({ state }) {
  return stateWords[state].tone;
}

// src/report/health/summarize-cluster.ts
function nodesVerdict({ nodes }) {
  const ill = nodes.filter(({ well }) => !well).length;
  if (nodes.length === 0) return "no nodes selected";
  if (ill > 0) return `${ill} of ${plural(nodes.length, "node")} ${ill === 1 ? "is" : "are"} not well`;
  return nodes.length === 1 ? "1 node is well" : `${nodes.length} nodes are well`;
}
function healthVerdict({ well, findings }) {
  const refusals = findings.filter(({ verdict }) => verdict === "refuse").length;
  const warnings = findings.length - refusals;
  const parts = [
    ...refusals > 0 ? [plural(refusals, "problem")] : [],
    ...warnings > 0 ? [plural(warnings, "warning")] : []
  ].join(", ");
  if (well) return parts === "" ? "healthy" : `healthy, ${parts}`;
  return parts === "" ? "not healthy" : `not healthy: ${parts}`;
}
function etcdVerdict({ etcd, findings }) {
  const size = etcd.members.length;
  if (size === 0) return "etcd does not answer";
  const quorum = `quorum ${etcd.quorum}`;
  const state = findings.some(isOfEtcd) ? "" : ", all well";
  return `${etcd.healthy} of ${plural(size, "member")} healthy, ${quorum}${state}`;
}
function isOfEtcd({ code }) {
  return code.startsWith("etcd_");
}
function lockText({ lock }) {
  if (lock === void 0) return void 0;
  switch (lock.kind) {
    case "free":
      return lock.unfinished === void 0 ? void 0 : `${lock.unfinished} was broken off, and can be continued`;
    case "person":
      return `Locked by ${lock.by} since ${lock.since}${lock.reason === void 0 ? "" : `: ${lock.reason}`}`;
    case "operation":
      return lock.expired ? `${lock.command ?? "An operation"} of ${lock.by} stopped without a word, and can be continued` : `${lock.command ?? "An operation"} of ${lock.by} runs since ${lock.since}`;
    default:
      return lock;
  }
}
var areaCodes = {
  nodes: (code) => code.startsWith("node_") || code === "services_unhealthy" || code === "cordoned_by_other",
  etcd: (code) => code.startsWith("etcd_"),
  Kubernetes: (code) => code === "kubernetes_unreadable" || code === "budget_blocks_drain",
  checks: (code) => code.startsWith("check_"),
  access: (code) => code.startsWith("credential_") || code === "virtual_ip_endpoint"
};
function describeAreas(report) {
  const { nodes, etcd, kubernetes, credential, checks, findings } = report;
  const leader = etcd.members.find((member) => member.leader)?.name;
  const size = plural(etcd.members.length, "member");
  const texts = {
    nodes: `${nodes.filter(({ well }) => well).length} of ${nodes.length} well`,
    etcd: etcd.members.length === 0 ? "does not answer" : `${etcd.healthy} of ${size} healthy, quorum ${etcd.quorum}${leader === void 0 ? "" : `, ${leader} leads`}`,
    Kubernetes: kubernetes.problem ?? `${kubernetes.version}, ${kubernetes.ready} of ${plural(kubernetes.nodes, "node")} Ready, ${plural(kubernetes.pods, "pod")}, ${plural(kubernetes.budgets, "disruption budget")}`,
    checks: checks === 0 ? "none in the settings" : `${checks} of the settings`,
    access: `${plural(credential.endpoints.length, "endpoint")}, ${credential.roles.join(", ")}, certificate for ${credential.daysLeft < 1 ? "less than a day" : plural(credential.daysLeft, "day")}`
  };
  return Object.entries(texts).map(([name, text]) => {
    const found = findings.filter(({ code }) => areaCodes[name]?.(code));
    const isBad = found.some(({ verdict }) => verdict === "refuse");
    return { name, text, tone: isBad ? "bad" : found.length > 0 ? "notice" : "good" };
  });
}

// src/report/health/compose-health.ts
var signs = { good: "\u{1F7E2}", notice: "\u{1F7E1}", bad: "\u{1F534}" };
function composeStatus(report) {
  const rows = report.nodes.map((node) => [
    codeSpan(node.name),
    roleText(node),
    `${signs[toneOf(node)]} ${describeStates(node)}`,
    codeSpan(versionText(node)),
    codeSpan(schematicText(node)),
    codeSpan(node.kubernetesVersion ?? ""),
    etcdText(node),
    escapeMarkdown(notesOf(node))
  ]);
  const lock = lockText(report);
  const isIll = report.findings.some(({ verdict }) => verdict === "refuse");
  return [
    lead(report, nodesVerdict(report)),
    ...table(["Node", "Role", "State", "Talos", "Schematic", "Kubernetes", "etcd", "Notes"], rows),
    ...lock === void 0 ? [] : [piece(`\u{1F512} ${escapeMarkdown(lock)}.

`)],
    ...isIll ? [piece(`The cluster is ${healthVerdict(report)}. \`/talos health\` tells more.

`)] : []
  ];
}
function composeHealth(report) {
  const rows = describeAreas(report).map(({ name, text, tone }) => [signs[tone], name, escapeMarkdown(text)]);
  return [
    lead(report, healthVerdict(report)),
    ...table(["", "Looked at", "Found"], rows),
    ...composeFindings(report.findings)
  ];
}
function composeEtcd(report) {
  const rows = report.etcd.members.map((member) => [
    codeSpan(member.name === "" ? "not started" : member.name),
    codeSpan(member.id),
    memberState(member),
    member.databaseBytes === void 0 ? "" : bytesText(member.databaseBytes),
    member.raftIndex ?? "",
    String(member.unapplied ?? ""),
    String(member.behind ?? ""),
    member.alarms.join(", ")
  ]);
  const header = ["Member", "Id", "State", "Database", "Index", "Not applied", "Behind", "Alarms"];
  return [
    lead(report, etcdVerdict(report)),
    ...table(header, rows),
    ...composeFindings(report.findings.filter(isOfEtcd))
  ];
}
function lead({ cluster }, verdict) {
  return piece(`**${escapeMarkdown(cluster)}**: ${verdict}

`);
}
function notesOf({ notes }) {
  return notes.join("; ");
}
function memberState({ healthy, leader, learner, trouble }) {
  const role = leader ? "leader" : learner ? "learner" : "member";
  return healthy ? `\u{1F7E2} ${role}` : `\u{1F534} ${role}: ${escapeMarkdown(trouble ?? "not healthy")}`;
}
function table(header, rows) {
  const used = header.map((_, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const keep = (cells) => cells.filter((_, column) => used[column]);
  const titles = keep(header);
  const open = `| ${titles.join(" | ")} |
|${"---|".repeat(titles.length)}
`;
  const wrapper = { open, reopen: open, close: "\n" };
  return rows.map((row) => {
    const cells = keep(row).map((cell) => cell.replace(/\\?\|/g, "\\|"));
    return { wrappers: [wrapper], text: `| ${cells.join(" | ")} |
`, name: "rows of the table" };
  });
}
function piece(text) {
  return { wrappers: [], text, name: "the state of the cluster" };
}

// src/action/ask/inspect-for-answer.ts
var compose = { status: composeStatus, health: composeHealth, "etcd status": composeEtcd };
async function inspectForAnswer(command, asking, run) {
  const cluster = await clusterOf(command, asking, run);
  await requirePermission(command, cluster, asking);
  const report = await inspect(command, cluster, asking, run);
  return [{ kind: "pieces", pieces: compose[command.name](report) }];
}
async function inspect(command, cluster, asking, run) {
  const { filesAt, redactor, signal } = run;
  const { sha, settingsSha, trusted } = await asking.target();
  const selectors = selectorsOf(command);
  return inspectCluster(
    {
      cluster,
      // A fork does not say where the nodes are.
      files: filesAt(trusted ? sha : settingsSha),
      selectors: selectors.length === 0 ? ["all"] : selectors,
      runsChecks: command.name === "health"
    },
    {
      openAccess: async (nodes) => {
        const { read, write, close } = await openConnections(cluster, nodes, run);
        return { nodes: read.nodes, kubernetes: read.kubernetes, lock: write.lock, close };
      },
      factory: createImageFactory({ url: cluster.factory }),
      redactor,
      clock: () => performance.now()
    },
    { signal }
  );
}
export {
  inspectForAnswer
};
