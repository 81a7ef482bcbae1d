import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  etcdMembers,
  etcdSources,
  findKubernetesNode,
  gateBudgets,
  gateRole,
  hasRebooted,
  judgeAccess,
  judgeEtcd,
  judgeNodes,
  judgeStrangers,
  observeCluster,
  publicTokens,
  quorumOf,
  runChecks
} from "./chunk-LIOT4LWK.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-RZQ4RQAE.mjs";
import {
  encodeMachineConfig
} from "./chunk-S5LSDLKO.mjs";
import {
  checkVersionPath,
  clusterAt,
  digestPlan,
  openRevision,
  planChanges,
  resultJson
} from "./chunk-EWQ63OKD.mjs";
import {
  wrapText
} from "./chunk-CGAG4KJM.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import {
  extensionName
} from "./chunk-H2VVC5AP.mjs";
import {
  desireNodes,
  kubernetesRange,
  parseSchematic,
  schematicId
} from "./chunk-ND5FSVL4.mjs";
import {
  atLeast,
  compareTalosVersions,
  equalNodes,
  formatTalosVersion,
  installerImage,
  isSchematicId,
  minorDistance,
  parseImageReference,
  parseTalosVersion
} from "./chunk-GMBXHOJS.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import {
  parseMachineConfig,
  rootDocument
} from "./chunk-WQCB6VHB.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  pMap
} from "./chunk-V7XVEVV4.mjs";
import {
  defaultSettingsPath
} from "./chunk-XDIK34DW.mjs";
import {
  commandTable
} from "./chunk-YJ5AM3OL.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
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

// src/chatops/risk-of.ts
var risks = new Map(commandTable.map(({ name, risk }) => [name, risk]));
function riskOf(command) {
  if ("dryRun" in command && command.dryRun) return "read";
  return risks.get(command.name) ?? "destroy";
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

// src/operation/poll.ts
var shortestMs = 25;
var longestMs = 5e3;
async function poll(ask, { pace, signal, seconds }) {
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
var concurrency = 8;
var maxLooks = 3;
var poll2 = { firstMs: 25, factor: 1.6, maxMs: 2e3 };
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
    await pMap(due, (entry) => this.#evict(entry), { concurrency });
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
      if (pod === void 0) this.#evicted.push(nameOf(entry.pod));
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
    await this.#sleep(delay(this.#rounds++, poll2));
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
var nameOf = ({ namespace, name }) => ({ namespace, name });

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
  const moved = await poll(
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
  const leader = moved.members.find(({ id }) => id === moved.leaderId)?.hostname;
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
  const answer = await poll(
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
async function disruptNode(turn, { prepare: prepare2, act, wait: wait2 }) {
  refuseUnplanned(turn);
  await turn.snapshot();
  try {
    await cordonAndDrain(turn);
    await prepare2?.();
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
    const well = await poll(isWell2, { pace, signal: turn.signal, seconds: recoverySeconds });
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
function describe({ id, hostname, node, trouble }) {
  const name = node?.name ?? (hostname === "" ? "not started" : hostname);
  return `${name} (${id}): ${trouble ?? "healthy"}`;
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
  const refuse3 = (message, hint) => [
    { code: "kubernetes_version", verdict: "refuse", message, evidence, hint }
  ];
  if (to === void 0) return refuse3(`${target} is no Kubernetes version`, "Write it as v1.34.1.");
  const steps2 = running.flatMap(({ version }) => {
    const from = parseTalosVersion(version);
    const distance = from && minorDistance(from, to);
    return distance === void 0 ? [] : [{ version, distance }];
  });
  const skipping = steps2.find(({ distance }) => distance > 1);
  if (skipping !== void 0) {
    return refuse3(
      `From Kubernetes ${skipping.version} to ${target} skips ${skipping.distance - 1} minor version`,
      "Upgrade to each minor version in turn."
    );
  }
  const back = steps2.find(({ distance }) => distance < 0);
  if (back === void 0) return [];
  return refuse3(
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
  const judged = await poll(judge2, { pace: ports.pace, signal, seconds: options.patienceSeconds });
  refuse(refusals);
  if (judged === void 0) throw new Error("gates that do not refuse were judged by an observation");
  return judged;
}
async function judgeChecks(rolling, node, { patienceSeconds }) {
  const { cluster, intent, ports, signal } = rolling;
  if (cluster.checks.length === 0 || !intent.nodes.some((one) => one.node.name === node.name && one.disrupts)) {
    return false;
  }
  const patient = patienceSeconds > 0 ? { pace: ports.pace } : {};
  refuse(refusalsOf(await runChecks(cluster.checks, ports.probes.kubernetes, { signal, ...patient })));
  return patienceSeconds > 0;
}
function refusalsOf(findings) {
  return findings.filter(({ verdict }) => verdict === "refuse");
}
function refuse(refusals) {
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
  const chosen = members.find((one) => !leads(one)) ?? members[0];
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
function leads({ reading }) {
  return reading.kind === "read" && reading.facts.etcd?.memberId === reading.facts.etcd?.leaderId;
}
function compactTime(now) {
  return new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

// src/operation/wait-until-back.ts
async function waitUntilBack(turn, options) {
  const { work: work2, ports, limits, signal } = turn;
  const { name } = work2.intent.node;
  const seconds = options.seconds ?? limits.rebootSeconds;
  let missing = "";
  const tell = (detail) => {
    missing = detail;
    options.detail(detail);
  };
  const back = await poll(() => look2(turn, options, tell), { pace: ports.pace, signal, seconds });
  if (back !== void 0) return back;
  throw new UserError(`${name} is not back after ${seconds} seconds: ${missing}`, {
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
  return etcd.members.some(({ id }) => id === etcd.memberId) ? void 0 : "it is no etcd member";
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
    await poll(look3, { pace: ports.pace, signal, seconds: cluster.operations.rebootSeconds });
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
  const { id, cluster, ports, progress, journal, ownPod, signal } = rolling;
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
    operation: id,
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

// src/operate/compare-digests.ts
function changedParts({ digest, parts }, now) {
  if (digest === now.value) return [];
  const changed = parts === void 0 ? [] : differing(parts, now.parts);
  return changed.length === 0 ? ["digest"] : changed;
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
function withoutMember(observed2, id) {
  const { node, reading } = observed2;
  if (id === void 0 || reading.kind !== "read" || reading.facts.etcd === void 0) return observed2;
  const { etcd } = reading.facts;
  const left = { ...etcd, members: etcd.members.filter((one) => one.id !== id) };
  return { node, reading: { kind: "read", facts: { ...reading.facts, etcd: left } } };
}
function inOrder(findings) {
  const once = new Map(findings.map((finding) => [`${finding.verdict} ${finding.code} ${finding.message}`, finding]));
  const all = [...once.values()];
  return [...all.filter(({ verdict }) => verdict === "refuse"), ...all.filter(({ verdict }) => verdict === "warn")];
}

// src/operation/order-nodes.ts
function orderNodes(nodes, observation, { own } = {}) {
  const leaders = new Set(observation.nodes.filter(leads2).map(({ node }) => node.name));
  const rank = (node) => {
    if (node.name === own) return 3;
    if (node.role === "worker") return 0;
    return leaders.has(node.name) ? 2 : 1;
  };
  return nodes.toSorted((a, b) => rank(a) - rank(b));
}
function leads2({ reading }) {
  if (reading.kind !== "read" || reading.facts.etcd === void 0) return false;
  return reading.facts.etcd.memberId === reading.facts.etcd.leaderId;
}

// src/operation/land-again.ts
async function landAgain({ intent }, rolling) {
  const { journal, ports, progress, id, signal } = rolling;
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
  await progress.step(name, "cordon", () => ports.kubernetes.cordon(kubernetesName, { operation: id, at }, { signal }));
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
      return leave(works.slice(index + 1), "not-started", rolling, failed(work2, error, rolling));
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
function failed(work2, error, rolling) {
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

// src/operation/apply-config.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/operation/facts-of.ts
function factsOf(node, reading) {
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
async function drainAndReboot(turn, mode, prepare2) {
  const { work: work2, ports, signal } = turn;
  const { node } = work2.intent;
  const { bootTime: bootTimeBefore } = factsOf(node, turn.reading);
  await disruptNode(turn, {
    ...prepare2 && { prepare: prepare2 },
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
    const active = await poll(async () => await hasConfig(turn, config) ? true : void 0, {
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
  if (factsOf(node, reading).stagedConfig) throw stagedAlready(node.name);
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
    return poll(ask, { pace: ports.pace, signal, seconds: seconds + graceSeconds });
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
var sha256 = (bytes) => (0, import_node_crypto.createHash)("sha256").update(bytes).digest("hex");
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
  const facts = factsOf(node, reading);
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
    const left = await poll(
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
function lists({ members }, { id }) {
  return members.some((member) => member.id === id);
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
    const gone2 = await poll(
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
  const facts = factsOf(node, reading);
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
  const members = readings.flatMap(({ etcd }) => etcd.members).filter(({ id }) => !others.has(id));
  if (own !== void 0) return members.find(({ id }) => id === own.memberId);
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
      const before = factsOf(node, turn.reading);
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
      factsOf(node, turn.reading);
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
      const running = factsOf(node, turn.reading);
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
  const id = schematic !== void 0 && isSchematicId(schematic) ? schematic : void 0;
  return {
    image,
    version: formatTalosVersion(version),
    ...id !== void 0 && { schematicId: id },
    ...id !== void 0 && id === textId && text !== void 0 && { schematic: text }
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
  const own = config.documents.find(({ id }) => id.kind === kind);
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
  const own = config.documents.find(({ id }) => id.kind === places["kube-proxy"].kind);
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
  const isRight = after?.documents.every(({ id, root }, index) => {
    const old = before.documents[index]?.root;
    const wanted = id.kind === place.kind && old !== void 0 ? withValue(old, place.path, image) : old;
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
  const found = pods.flatMap(({ namespace, labels: labels2, images }) => {
    const component = labels2["k8s-app"] ?? "";
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
  const changed = targets.filter(({ current, image }) => current !== image);
  let text = Buffer.from(config).toString();
  for (const { component, image } of changed) text = patchImage(text, component, image, node.name);
  const waiting = targets.filter(({ component, image }) => !isRunning(component, image, kubernetesNode, pods));
  const isControlPlane2 = node.role === "controlplane";
  const unchanged = changed.length === 0 && waiting.length === 0;
  return {
    intent: { node, disrupts: isControlPlane2 && !unchanged, drains: false, leavesEtcd: false },
    unchanged,
    summary: summarise4(changed, waiting, to),
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
function summarise4(changed, waiting, to) {
  if (changed.length === 0 && waiting.length === 0) return `runs ${to} already`;
  if (changed.length === 0)
    return `${waiting.map(({ component }) => component).join(", ")}: configured, not running yet`;
  const byVersion = Map.groupBy(changed, ({ current }) => versionOf(current) ?? "not named");
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
  const changed = {
    revision: files.revision,
    read: async (path, options) => {
      const text = await files.read(path, options);
      return text === void 0 ? void 0 : edit(text, changes, path);
    },
    list: (directory, options) => files.list(directory, options)
  };
  const settings = changes.filter(({ file }) => file === defaultSettingsPath);
  if (settings.length === 0) return render(cluster, changed);
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
    changed
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
    await waitUntilRunning(plan, target, run, (missing) => detail(`${title}: ${missing}`));
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
  let missing = "";
  const look3 = async () => {
    missing = await whyNotRunning(plan, target, run) ?? "";
    if (missing === "") return true;
    tell(missing);
    return void 0;
  };
  const { pace } = run.rolling.ports;
  if (await poll(look3, { pace, signal: run.rolling.signal, seconds: runningSeconds })) return;
  const { name } = plan.intent.node;
  throw new UserError(
    `${target.component} on ${name} does not run ${target.image} after ${runningSeconds} seconds: ${missing}`,
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
  const own = pods.filter(({ namespace, labels: labels2 }) => namespace === "kube-system" && labels2["k8s-app"] === component);
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
  const service = reading.facts.services.find(({ id }) => id === "kubelet");
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
function readInventory(object) {
  const data = object?.["data"];
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
function sameObject({ group, kind, name, namespace }, object) {
  const { apiVersion, metadata } = object;
  const ownGroup = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  if (group !== ownGroup || kind !== object.kind || name !== metadata.name) return false;
  return namespace === void 0 || namespace === metadata.namespace;
}

// src/operation/upgrade-kubernetes/sync-manifests.ts
var kindSeconds = 60;
var rolloutSeconds = 300;
async function syncManifests(objects, control, options) {
  const sync = new Sync(control, options);
  if (options.applies) await sync.applyAll(objects);
  else for (const object of objects) await sync.write(object);
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
    for (const object of inStages(objects)) await this.#applyOwned(object);
    const surplus = known.flatMap((key) => {
      const name = parseObjectKey(key);
      return name === void 0 || objects.some((object) => sameObject(name, object)) ? [] : [name];
    });
    for (const name of surplus) await this.#prune(name);
    const unreadable2 = known.filter((key) => parseObjectKey(key) === void 0);
    await this.#writeInventory([.../* @__PURE__ */ new Set([...known, ...wanted])], [...wanted, ...unreadable2]);
  }
  async write(object) {
    this.#count(await this.#whenKnown(object, () => this.#control.putObject(object, this.#options)));
  }
  async waitForRollouts(objects) {
    for (const object of objects) {
      if (!object.apiVersion.startsWith("apps/")) continue;
      if (object.kind === "Deployment" || object.kind === "DaemonSet") await this.#waitForRollout(object);
    }
  }
  async #applyOwned(object) {
    this.#refuseForeign(await this.#read(nameOf2(object)), object);
    const annotations = { ...object.metadata.annotations, [ownerAnnotation]: inventoryName.name };
    const owned = { ...object, metadata: { ...object.metadata, annotations } };
    this.#count(await this.#whenKnown(object, () => this.#control.applyObject(owned, this.#options)));
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
  #refuseForeign(found, object) {
    const owner = found?.metadata.annotations?.[ownerAnnotation];
    if (owner === void 0 || owner === inventoryName.name) return;
    throw new UserError(`Cannot apply ${titleOf(object)}: it belongs to another inventory`, {
      code: "operation_refused",
      hint: `Remove its annotation ${ownerAnnotation}, or take it out of the machine configuration.`
    });
  }
  async #writeInventory(before, after) {
    if (before.length === after.length && after.every((key) => before.includes(key))) return;
    const { name, namespace } = inventoryName;
    const data = Object.fromEntries(after.map((key) => [key, ""]));
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data };
    await this.#patiently(() => this.#control.putObject(object, this.#options));
  }
  #read(name) {
    return this.#patiently(() => this.#control.readObject(name, this.#options));
  }
  async #whenKnown(object, write) {
    this.#options.detail(titleOf(object));
    const written = await poll(
      async () => {
        const outcome = await this.#patiently(write);
        return outcome === "unknown-kind" ? void 0 : outcome;
      },
      { ...this.#options, seconds: kindSeconds }
    );
    if (written !== void 0) return written;
    throw new UserError(`Cannot apply ${titleOf(object)}: Kubernetes does not know its kind`, {
      code: "kubernetes_failed"
    });
  }
  async #waitForRollout(object) {
    const look3 = async () => {
      const missing = whyNotRolledOut(await this.#read(nameOf2(object)));
      if (missing === void 0) return true;
      this.#options.detail(`${titleOf(object)}: ${missing}`);
      return void 0;
    };
    if (await poll(look3, { ...this.#options, seconds: rolloutSeconds }) !== void 0) return;
    throw new UserError(`${titleOf(object)} is not rolled out after ${rolloutSeconds} seconds`, {
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
function nameOf2({ apiVersion, kind, metadata }) {
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
var titleOf = ({ kind, metadata }) => `${kind} ${metadata.name}`;
function whyNotRolledOut(object) {
  if (object === void 0) return "it is not there yet";
  const status = fieldsOf(object["status"]);
  const generation = Number(object.metadata["generation"] ?? 0);
  if (numberOf(status, "observedGeneration") < generation) return "its controller has not seen it yet";
  const isDaemonSet = object.kind === "DaemonSet";
  const wanted = numberOf(status, isDaemonSet ? "desiredNumberScheduled" : "replicas");
  const fields = isDaemonSet ? ["updatedNumberScheduled", "numberReady", "numberAvailable"] : ["updatedReplicas", "readyReplicas"];
  const least = Math.min(...fields.map((field) => numberOf(status, field)));
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
    const objects = await poll(read, { pace: ports.pace, signal, seconds: manifestSeconds });
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
      const is = await poll(look3, { pace: ports.pace, signal, seconds: settleSeconds });
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
  #leave(state, reason, failed2) {
    const { progress, journal } = this.#rolling;
    for (const { intent } of this.#plan.nodes) {
      const { name } = intent.node;
      if (name === failed2 || this.#finished.has(name) || this.#run.begun.has(name)) continue;
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
  const { plan, failed: failed2, known } = await planCluster(command.version, nodes, observation, own, ports, signal);
  const { suggestion, notes, gitSays } = await compareWithRepository(plan, request, revision, ports, signal);
  const works = plan.nodes;
  const intent = intentOf(command, works);
  const hasWork = works.some(({ unchanged }) => !unchanged);
  const components2 = known.map(({ node, facts }) => ({ node: node.name, facts }));
  const findings = [
    ...judgePlan(command, [], revision.nodes.filter(isUnidentified), { diffs: /* @__PURE__ */ new Map() }, place),
    ...failed2,
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
      const changed = await openRevision(changedCluster, changedFiles, ports, signal);
      return desireNodes(changed.cluster, changed.nodes, changed.context, { concurrency: 4 });
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
  const selectors = selectorsOf(command);
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
function selectorsOf(command) {
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
  let record = initial;
  let held = first;
  let written = [];
  let abortedBy;
  const note = (node, change) => {
    record = { ...record, nodes: record.nodes.map((one) => one.name === node ? { ...one, ...change } : one) };
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
    const page = JSON.parse(JSON.stringify(record));
    written = [...written.slice(-1), page];
    await patiently(async () => held?.save(record, waiting), { pace, ...waiting });
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
      record = { ...record, state };
      await held?.release(state === "succeeded" ? {} : { keep: record });
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
    const show = (next) => {
      const before = shown;
      shown = next;
      changeSteps(node, (steps2) => steps2.map((one) => one === before ? next : one));
    };
    try {
      const result = await run((detail) => {
        if (detail !== shown.detail && shown.state === "running") show({ ...shown, detail });
      });
      show({ ...shown, state: "done", endedAt: pace.now() });
      return result;
    } catch (error) {
      show({ ...shown, state: "failed", endedAt: pace.now() });
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
  const { id, request, ready, ports, startedAt, previous } = run;
  const { redactor, findings } = ready.prepared;
  const initial = {
    id,
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
function refuse2({ ready, progress }, reason) {
  for (const { intent } of ready.works) progress.node(intent.node.name, "not-started");
  progress.end("refused", reason);
  const { prepared } = ready;
  return { progress: prepared.redactor.data(progress.current()), prepared };
}
async function carryOut(run, held, refusal = refusalOf(run)) {
  const { ready, ports, progress, previous, id } = run;
  if (refusal !== void 0) {
    await letGo(held);
    return refuse2(run, refusal);
  }
  const { write, access, runner, holder, pace } = ports;
  const journal = openJournal(recordOf(run), { held, lock: write.lock, holder, pace, ...previous && { previous } });
  return endRun(run, journal, {
    id,
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
function recordOf({ id, request, ready, startedAt, previous }) {
  const { digest } = ready.prepared;
  const left = new Map(previous?.nodes.map((node) => [node.name, node]));
  return {
    version: 1,
    id,
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
  const { ready, ports, progress, id } = run;
  const rolled = await work(run, journal, rolling);
  const ended = await close(rolled, journal, ports, id);
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
async function close(rolled, journal, ports, id) {
  try {
    await journal.close(rolled.state);
    if (rolled.state !== "handed-over") return rolled;
    await ports.handOver?.(id);
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
async function findRecord({ cluster, id }, { write, holder }, signal) {
  const state = await write.lock.read({ signal });
  if (state.kind === "person") throw heldBy(state.holder.name);
  if (state.kind === "operation" && !state.expired && state.holder.identity !== holder.identity) {
    throw heldBy(state.holder.name);
  }
  const { record } = state;
  if (record === void 0 || record.cluster !== cluster.name || !isOpen(record)) throw nothing();
  if (id !== void 0 && id !== record.id) throw nothing();
  return record;
}
function isOpen({ state }) {
  return state !== "succeeded" && state !== "refused";
}
async function openAgain(found, held, request, ports, options) {
  const record = held.previous;
  if (record === void 0 || record.id !== found.id) throw nothing();
  const files = await request.openFiles(record.revision);
  const again = {
    cluster: await clusterAt(request.cluster, files, { signal: options.signal }),
    files,
    ...request.earlier && { earlier: request.earlier },
    command: recordedCommand(record),
    commandText: record.command,
    requester: request.requester
  };
  await settleBegun(record, again, ports, options);
  const ready = await prepare(again, ports, options);
  const { id, startedAt } = record;
  const run = openRun({ id, request: again, ready, ports, options, startedAt, previous: record });
  const changed = changedSince(record, ready.prepared.digest);
  return changed.length === 0 ? { run } : { run, refusal: planChanged(changed) };
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
  const settle2 = async (node) => "error" in node || !begun.has(node.name) ? void 0 : poll(async () => settled(await access.nodes.observe(node, { signal })), { pace, signal, seconds });
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

// src/operate/operation-id.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);
function operationId(commandName, startedAt, identity) {
  const [date = "", time = ""] = new Date(startedAt).toISOString().replaceAll(/[-:]|\.\d+Z/g, "").split("T");
  const hash = (0, import_node_crypto2.createHash)("sha256").update(`${identity} ${startedAt} ${commandName}`).digest("hex");
  return `${date}-${time}-${commandName.replaceAll(" ", "-")}-${hash.slice(0, 4)}`;
}

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

// src/operate.ts
async function prepareOperation(request, ports, { signal }) {
  return (await prepare(request, ports, { signal })).prepared;
}
async function operate(request, ports, approval, options) {
  const ready = await prepare(request, ports, options);
  const startedAt = ports.pace.now();
  const id = operationId(request.command.name, startedAt, ports.holder.identity);
  const run = openRun({ id, request, ready, ports, options, startedAt });
  const changed = approval === void 0 ? [] : changedParts(approval, ready.prepared.digest);
  if (changed.length > 0) return refuse2(run, planChanged2(changed));
  const taken = await takeLock(request, ports, options.signal);
  if (taken.kind === "refused") return refuse2(run, reasonOf(taken.error, options.signal));
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

// src/report/operation/operation-json.ts
function plannedJson(operation) {
  const { nodes, findings } = operation;
  const isRefused = findings.some(({ verdict }) => verdict === "refuse");
  return {
    ...baseOf(operation),
    state: isRefused ? "refused" : "planned",
    changed: nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged),
    nodes: nodes.map(({ name, role, summary, disruptive, unchanged }) => ({
      name,
      role,
      state: unchanged ? "unchanged" : "planned",
      summary,
      disruptive,
      steps: []
    })),
    steps: [],
    findings
  };
}
function operationJson(progress, operation, extras) {
  const { id, state, startedAt, endedAt, reason, nodes, steps: steps2, findings } = progress;
  const planned = new Map(operation.nodes.map((node) => [node.name, node]));
  return {
    ...baseOf(operation),
    state,
    changed: nodes.length === 0 || nodes.some((node) => node.state !== "unchanged"),
    id,
    startedAt: isoTime(startedAt),
    ...endedAt !== void 0 && { endedAt: isoTime(endedAt) },
    ...reason !== void 0 && { reason },
    nodes: nodes.map((node) => {
      const plan = planned.get(node.name);
      return {
        name: node.name,
        role: node.role,
        state: node.state,
        ...plan !== void 0 && { summary: plan.summary, disruptive: plan.disruptive },
        steps: node.steps.map(stepJson),
        ...node.reason !== void 0 && { reason: node.reason }
      };
    }),
    steps: steps2.map(stepJson),
    findings,
    ...extras
  };
}
function baseOf({ command, requester, risk, plan }) {
  const { cluster, revision, digest } = plan;
  return {
    version: 1,
    kind: "operation",
    cluster,
    revision,
    command,
    risk,
    requester,
    digest,
    plan: resultJson(plan)
  };
}
function stepJson({ name, state, startedAt, endedAt, detail }) {
  return {
    name,
    state,
    startedAt: isoTime(startedAt),
    ...endedAt !== void 0 && { tookMs: endedAt - startedAt },
    ...detail !== void 0 && { detail }
  };
}
function isoTime(ms) {
  return new Date(ms).toISOString();
}

// src/report/operation/describe-consequences.ts
function describeConsequences(command, observation) {
  if (command.name !== "reset" && command.name !== "shutdown") return [];
  const name = command.node.slice(command.node.indexOf("/") + 1);
  const node = observation.nodes.find((observed2) => observed2.node.name === name);
  if (node === void 0) return [];
  const takesOut = command.name === "reset" && command.graceful;
  return [
    ...describeDestruction(command),
    ...etcdConsequences(node, observation, takesOut),
    ...podConsequences(node, observation),
    ...addressConsequences(node)
  ];
}
function describeDestruction(command) {
  const name = command.node.slice(command.node.indexOf("/") + 1);
  return command.name === "reset" ? wiped(command, name) : [`${name} is off until somebody switches it on by hand.`];
}
function wiped({ partitions, reboot, graceful }, name) {
  const list = partitions.join(", ");
  return [
    `On ${name} ${partitions.length === 1 ? "the partition" : "the partitions"} ${list} ${partitions.length === 1 ? "is" : "are"} wiped.`,
    ...partitions.includes("EPHEMERAL") ? ["With EPHEMERAL goes all that pods keep on the node itself: host paths, local volumes, container images."] : [],
    ...partitions.includes("STATE") ? [`With STATE goes its machine configuration: ${name} comes back in maintenance mode, without a role.`] : [],
    ...reboot ? [] : [`${name} halts afterwards.`],
    ...graceful ? [] : ["It is not drained and leaves etcd without a word."]
  ];
}
function etcdConsequences({ node }, { nodes }, takesOut) {
  if (node.role !== "controlplane") return [];
  const known = nodes.map(factsOf2).find((facts) => facts?.etcd !== void 0)?.etcd?.members.length;
  if (known === void 0) return ["It is a control plane, and etcd's members could not be read."];
  const left = known - 1;
  const quorum = Math.floor((takesOut ? left : known) / 2) + 1;
  const spare = left - quorum;
  const survives = spare < 0 ? "it has no quorum then: the cluster's API stops" : spare === 0 ? "it survives no further failure" : `it survives ${spare} further ${spare === 1 ? "failure" : "failures"}`;
  const what = takesOut ? `etcd goes from ${known} ${known === 1 ? "member" : "members"} to ${left}` : `etcd runs on ${left} of ${known} members`;
  return [`${what}: ${survives}.`];
}
var maxNamed2 = 5;
function podConsequences(observed2, { kubernetes }) {
  if (kubernetes.kind === "problem")
    return ["Which pods run there is not known: the Kubernetes API could not be read."];
  const name = factsOf2(observed2)?.kubernetesName ?? observed2.node.name;
  const pods = kubernetes.facts.pods.filter(
    (pod) => pod.node === name && !pod.mirror && pod.owner !== "DaemonSet" && isAlive(pod)
  );
  if (pods.length === 0) return [];
  const orphans = pods.filter(({ owner }) => owner === void 0).map((pod) => `${pod.namespace}/${pod.name}`);
  const more = orphans.length > maxNamed2 ? ` and ${orphans.length - maxNamed2} more` : "";
  return [
    `${pods.length} ${pods.length === 1 ? "pod has" : "pods have"} to leave ${observed2.node.name}.`,
    ...orphans.length === 0 ? [] : [`Nothing starts these again elsewhere: ${orphans.slice(0, maxNamed2).join(", ")}${more}.`]
  ];
}
function isAlive({ phase }) {
  return phase !== "Succeeded" && phase !== "Failed";
}
function addressConsequences(observed2) {
  const addresses = factsOf2(observed2)?.virtualAddresses ?? [];
  return addresses.length === 0 ? [] : [`It holds ${addresses.join(", ")}, which moves to another control plane.`];
}
function factsOf2({ reading }) {
  return reading.kind === "read" ? reading.facts : void 0;
}

// src/report/operation/describe-preparation.ts
function describePreparation({ redactor, safe, nodes, findings, command, observation }, { commandText, requester, risk, next }) {
  const planned = nodes.map(({ node: { name, role }, summary, disruptive, unchanged }) => {
    return { name, role, summary, disruptive, unchanged };
  });
  return {
    command: redactor.text(commandText),
    requester: redactor.text(requester),
    risk,
    nodes: redactor.data(planned),
    findings: redactor.data(findings),
    consequences: describeConsequences(command, observation).map((line) => redactor.text(line)),
    plan: safe,
    next
  };
}

// src/cli/operate/describe-operation.ts
function describeOperation(prepared, requester) {
  const { command } = prepared;
  const risk = riskOf({ name: command.name });
  return describePreparation(prepared, {
    commandText: formatCommand(command),
    requester,
    risk,
    next: nextStep(prepared)
  });
}
function nextStep({ command, findings, nodes }) {
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (command.dryRun) return { kind: "dry-run" };
  const hasWork = nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged);
  return { kind: hasWork ? "starts" : "nothing-to-do" };
}

// src/report/operation/duration-text.ts
function durationText(ms) {
  const seconds = Math.max(ms > 0 ? 1 : 0, Math.round(ms / 1e3));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, "min", seconds % 60, "s");
  return both(Math.floor(minutes / 60), "h", minutes % 60, "min");
}
function both(greater, unit, rest, restUnit) {
  return rest === 0 ? `${greater} ${unit}` : `${greater} ${unit} ${rest} ${restUnit}`;
}

// src/report/operation/progress-events.ts
function progressEvents(before, after) {
  const known = new Map((before?.nodes ?? []).map((node) => [node.name, node]));
  return [
    ...stepEvents("cluster", before?.steps ?? [], after.steps),
    ...after.nodes.flatMap((node) => nodeEvents(known.get(node.name), node))
  ];
}
function nodeEvents(before, after) {
  const name = logText(after.name);
  const steps2 = stepEvents(name, before?.steps ?? [], after.steps);
  if (before?.state === after.state || quiet.has(after.state)) return steps2;
  const reason = after.reason === void 0 ? "" : `: ${oneLine(after.reason.message)}`;
  const state = after.state === "unchanged" ? "nothing to do" : after.state.replaceAll("-", " ");
  return [...steps2, `${name}: ${state}${reason}`];
}
var quiet = /* @__PURE__ */ new Set(["waiting", "running"]);
function stepEvents(who, before, after) {
  return after.flatMap((step, index) => {
    const known = before[index];
    if (known?.state === step.state || step.state === "skipped") return [];
    const detail = step.detail === void 0 ? "" : `: ${oneLine(step.detail)}`;
    if (step.state === "running") return [`${who}: ${step.name}${detail}`];
    const tookMs = (step.endedAt ?? step.startedAt) - step.startedAt;
    const took = tookMs < 1e3 ? "" : ` after ${durationText(tookMs)}`;
    return [`${who}: ${step.name} ${step.state}${took}${detail}`];
  });
}
function oneLine(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}

// src/report/operation/terminal-progress.ts
function terminalProgress(progress, options) {
  const { command, cluster, startedAt, nodes, steps: steps2 } = progress;
  const title = `${logText(command)} on ${logText(cluster)} \xB7 ${durationText(options.now - startedAt)}`;
  const width = Math.max(0, ...nodes.map(({ name }) => logText(name).length));
  const clusterLine = steps2.length === 0 ? [] : [stepLine("cluster".padEnd(width), steps2, options)];
  const room = Math.max(3, options.height - 2 - clusterLine.length);
  return [
    paint(cut(title, options.width), "bold", options),
    ...clusterLine,
    ...chooseLines(nodes, room).map(
      (line) => typeof line === "string" ? cut(line, options.width) : nodeLine(line, width, options)
    )
  ];
}
function chooseLines(nodes, room) {
  if (nodes.length <= room) return nodes;
  const rank = ({ state }) => state === "running" || state === "failed" ? 0 : state === "waiting" ? 1 : 2;
  const order = nodes.map((node, index) => ({ node, index }));
  const chosen = order.toSorted((a, b) => rank(a.node) - rank(b.node) || (rank(a.node) === 2 ? b.index - a.index : a.index - b.index)).slice(0, room - 1).toSorted((a, b) => a.index - b.index).map(({ node }) => node);
  const hidden = nodes.filter((node) => !chosen.includes(node));
  const counts = ["done", "unchanged", "waiting"].map((state) => [state, hidden.filter((node) => node.state === state).length]).filter(([, count]) => count > 0).map(([state, count]) => `${count} ${nodeStates[state].text}`);
  return [...chosen, `  \u2026 and ${hidden.length} more: ${counts.join(", ")}`];
}
var nodeStates = {
  waiting: { sign: "\xB7", text: "waiting", colour: "dim" },
  running: { sign: "\u25B8", text: "running", colour: "cyan" },
  done: { sign: "\u2713", text: "done", colour: "green" },
  unchanged: { sign: "\u2713", text: "nothing to do", colour: "green" },
  failed: { sign: "\u2717", text: "failed", colour: "red" },
  "not-started": { sign: "\xB7", text: "not started", colour: "yellow" },
  "handed-over": { sign: "\u2192", text: "handed over", colour: "yellow" }
};
function nodeLine(node, width, options) {
  const { sign, text, colour } = nodeStates[node.state];
  const name = logText(node.name).padEnd(width);
  const mark = colour === void 0 ? sign : paint(sign, colour, options);
  if (node.state !== "running" && node.state !== "failed") {
    const took = node.steps.length === 0 ? "" : ` ${durationText(totalOf(node.steps, options.now))}`;
    return `${mark} ${cut(name, options.width - 2)}${tail(` ${text}${took}`, width + 2, options)}`;
  }
  return `${mark} ${stepLine(name, node.steps, options).slice(2)}`;
}
function tail(text, used, { width }) {
  return cut(text, Math.max(0, width - used - 1));
}
function totalOf(steps2, now) {
  return steps2.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? now) - startedAt, 0);
}
var stepSigns = { running: "\u25CF", done: "\u2713", failed: "\u2717", skipped: "\u2013" };
function stepLine(name, steps2, options) {
  const texts = steps2.filter(({ state }) => state !== "skipped").map((step) => stepText(step, options.now));
  const last = steps2.at(-1);
  const isOpen2 = last?.state === "running" || last?.state === "failed";
  const detail = isOpen2 && last.detail !== void 0 ? ` (${oneLine2(last.detail)})` : "";
  const room = options.width - name.length - 4;
  let line = texts.at(-1) ?? "";
  for (let index = texts.length - 2; index >= 0; index--) {
    const longer = `${texts[index]}  ${line}`;
    if (longer.length + Math.min(detail.length, 40) > room - (index > 0 ? 3 : 0)) {
      line = `\u2026  ${line}`;
      break;
    }
    line = longer;
  }
  return `  ${name} ${cut(`${line}${detail}`, room)}`;
}
function stepText({ name, state, startedAt, endedAt }, now) {
  const took = (endedAt ?? now) - startedAt;
  return `${stepSigns[state]} ${name}${took >= 1e3 ? ` ${durationText(took)}` : ""}`;
}
function oneLine2(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}
function cut(text, width) {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}\u2026`;
}

// src/cli/operate/live-progress.ts
var redrawMs = 1e3;
function createLiveProgress(output) {
  let latest;
  const draw = () => {
    if (latest === void 0) return;
    const { columns, rows } = output.size;
    const view = { color: output.color.stderr, width: columns - 1, height: rows - 1, now: Date.now() };
    output.draw(terminalProgress(latest, view));
  };
  const timer = output.isLive ? setInterval(draw, redrawMs) : void 0;
  return {
    update(progress) {
      if (!output.isLive) for (const line of progressEvents(latest, progress)) output.say(line);
      latest = progress;
      draw();
    },
    end() {
      clearInterval(timer);
      output.clearProgress();
    }
  };
}

// src/report/operation/terminal-columns.ts
function terminalColumns(rows, options) {
  const columns = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0))
  );
  return rows.map((row) => {
    const cells = row.map(({ text, colour }, column) => {
      const padded = text.padEnd(widths[column] ?? 0);
      return colour === void 0 ? padded : paint(padded, colour, options);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}

// src/report/operation/terminal-findings.ts
var labels = { refuse: ["refused:", "red"], warn: ["warning:", "yellow"] };
var maxEvidence = 8;
function terminalFindings(findings, options) {
  return ["refuse", "warn"].flatMap(
    (verdict) => findings.filter((finding) => finding.verdict === verdict).map((finding) => findingText(finding, options))
  );
}
function findingText({ verdict, message, code, evidence, hint }, options) {
  const [label, colour] = labels[verdict];
  const more = evidence.length - maxEvidence;
  const wrap = (line) => wrapText(line, options.width, "    ");
  return [
    wrap(`${paint(label, colour, options)} ${plain(message)} ${paint(`(${code})`, "dim", options)}`),
    ...evidence.slice(0, maxEvidence).map((line) => `  - ${plain(line)}`),
    ...more > 0 ? [`  - and ${more} more`] : [],
    ...hint === void 0 ? [] : [wrap(`  ${paint("hint:", "cyan", options)} ${plain(hint)}`)]
  ].join("\n");
}
function plain(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}

// src/report/operation/terminal-result.ts
function renderTerminalResult(progress, extras, options) {
  const { reason, state, nodes, findings } = progress;
  const refusals = state === "refused" ? findings.filter(({ verdict }) => verdict === "refuse") : [];
  const sections = [
    titleText(progress, options),
    terminalColumns(
      nodes.map((node) => nodeCells(node)),
      options
    ).join("\n"),
    reason === void 0 ? "" : reasonText(reason, options),
    ...terminalFindings(refusals, options),
    ...nodes.flatMap((node) => nodeHint(node, reason, options)),
    extras.lines.map(logText).join("\n"),
    canContinue(progress) ? "talos-chatops continue goes on with the rest." : ""
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}
`;
}
var states = {
  running: { text: "is running", colour: "cyan" },
  succeeded: { text: "done", colour: "green" },
  failed: { text: "failed", colour: "red" },
  refused: { text: "refused, nothing was changed", colour: "red" },
  cancelled: { text: "stopped", colour: "yellow" },
  "handed-over": { text: "handed over", colour: "yellow" }
};
function titleText({ command, cluster, state, startedAt, endedAt }, options) {
  const { text, colour } = states[state];
  const took = endedAt === void 0 ? "" : ` after ${durationText(endedAt - startedAt)}`;
  return `${paint(`${logText(command)} on ${logText(cluster)}:`, "bold", options)} ${paint(text, colour, options)}${took}`;
}
var nodeStates2 = {
  waiting: { text: "not started", colour: "yellow" },
  running: { text: "unfinished", colour: "yellow" },
  done: { text: "done", colour: "green" },
  unchanged: { text: "nothing to do", colour: "green" },
  failed: { text: "failed", colour: "red" },
  "not-started": { text: "not started", colour: "yellow" },
  "handed-over": { text: "handed over", colour: "yellow" }
};
function nodeCells({ name, state, steps: steps2, reason }) {
  const took = steps2.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? startedAt) - startedAt, 0);
  const verified = steps2.findLast((step) => step.name === "verify" && step.state === "done")?.detail;
  return [
    { text: logText(name) },
    nodeStates2[state],
    { text: steps2.length === 0 ? "" : durationText(took) },
    { text: reason === void 0 ? plain2(verified ?? "") : plain2(`${reason.message} (${reason.code})`) }
  ];
}
function reasonText({ code, message, hint }, options) {
  const text = wrapText(`${plain2(message)} ${paint(`(${code})`, "dim", options)}`, options.width);
  return hint === void 0 ? text : `${text}
${hintText(plain2(hint), options)}`;
}
function hintText(text, options) {
  return wrapText(`${paint("hint:", "cyan", options)} ${text}`, options.width);
}
function nodeHint(node, said, options) {
  const hint = node.reason?.hint;
  if (hint === void 0 || hint === said?.hint) return [];
  return [hintText(`${logText(node.name)}: ${plain2(hint)}`, options)];
}
function canContinue({ state, nodes }) {
  const isLeft = nodes.some(
    (node) => node.state === "failed" || node.state === "not-started" || node.state === "running"
  );
  return (state === "failed" || state === "cancelled") && isLeft;
}
function plain2(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}

// src/cli/operate/show-result.ts
var defaultWidth = 100;
function showResult({ output }, result, plan) {
  const { progress, snapshot: kept, suggestedChange } = result;
  if (kept !== void 0 && !kept.encrypted) output.say(`warning: ${unprotected(kept)}`);
  if (output.json) {
    const extras = { ...kept && { snapshot: kept }, ...suggestedChange && { suggestedChange } };
    output.writeJson(operationJson(progress, plan, extras));
  } else {
    const lines = [...kept ? [snapshotText(kept)] : [], ...suggestedChange ? suggestionLines(suggestedChange) : []];
    const options = { color: output.color.stdout, width: output.columns ?? defaultWidth };
    output.write(renderTerminalResult(progress, { lines }, options));
  }
  return progress.state === "succeeded" ? 0 : 1;
}
function unprotected({ path }) {
  return `${path} is not encrypted, and it holds every Secret of the cluster; snapshots.recipients of the settings encrypts`;
}
function snapshotText({ path, bytes, sha256: sha2562, encrypted }) {
  const size = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return `Snapshot: ${path} (${size}, ${encrypted ? "encrypted" : "not encrypted"}, SHA-256 ${sha2562.slice(0, 16)}\u2026)`;
}
function suggestionLines({ changes, unplaced }) {
  return [
    "To be committed, so that the repository says what the cluster runs:",
    ...changes.flatMap(({ file, line, before, after }) => [`  ${file}:${line}`, `  -${before}`, `  +${after}`]),
    ...unplaced.map(({ path, value }) => `  ${path}: ${value}`)
  ];
}

export {
  riskOf,
  recordedCommand,
  continueOperation,
  prepareOperation,
  operate,
  plannedJson,
  terminalColumns,
  terminalFindings,
  describeOperation,
  createLiveProgress,
  showResult
};
