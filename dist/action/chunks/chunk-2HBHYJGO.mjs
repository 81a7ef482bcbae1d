import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  commandTable,
  isAbout,
  isRuled,
  permissionNames
} from "./chunk-KUWCWAVS.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  _enum,
  _minLength,
  _positive,
  _regex,
  array,
  boolean,
  describe,
  int,
  nullable,
  optional,
  record,
  refine,
  safeParse,
  strictObject,
  string
} from "./chunk-HDXGC2FX.mjs";
import {
  LineCounter,
  isMap,
  isPair,
  isScalar,
  parseDocument
} from "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/cluster/compare-names.ts
var collator;
function compareNames(a, b) {
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(a, b);
}

// src/cluster/discover-nodes.ts
async function discoverNodes(config2, files, options = {}) {
  const found = /* @__PURE__ */ new Map();
  const ambiguous = /* @__PURE__ */ new Map();
  for (const layer of config2.patches.filter((patch) => patch.path.includes("{node}"))) {
    const match = pathMatcher(layer.path, config2);
    for (const path2 of await files.list(fixedFolder(layer.path), options)) {
      const entry = match(path2);
      if (entry === void 0) continue;
      const before = found.get(entry.name);
      if (before !== void 0 && before.layer === layer) {
        ambiguous.set(entry.name, (ambiguous.get(entry.name) ?? /* @__PURE__ */ new Set([before.path])).add(path2));
      }
      if (before === void 0 || before.entry.role === void 0) found.set(entry.name, { entry, path: path2, layer });
    }
  }
  return {
    nodes: [...found.values()].map(({ entry }) => entry).sort((a, b) => compareNames(a.name, b.name)),
    ambiguous: [...ambiguous].map(([name2, paths]) => ({ name: name2, paths: [...paths] }))
  };
}
function fixedFolder(path2) {
  const fixed = path2.slice(0, path2.indexOf("{"));
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
}
function pathMatcher(path2, config2) {
  const pattern = pathPattern(path2, config2);
  const isSchematic = config2.schematic === void 0 ? void 0 : pathPattern(config2.schematic, config2);
  const others = /* @__PURE__ */ new Set([config2.base, ...config2.patches.map((patch) => patch.path)]);
  return (candidate) => {
    const groups = pattern.exec(candidate)?.groups;
    const name2 = groups?.["node"];
    if (name2 === void 0 || others.has(candidate) || isSchematic?.test(candidate)) return void 0;
    if (/(^|\.)schematic$/.test(name2)) return void 0;
    const role2 = roleNamed(groups?.["role"], config2);
    return { name: name2, ...role2 !== void 0 && { role: role2 }, variables: {} };
  };
}
function pathPattern(path2, config2) {
  const roles = Object.values(config2.roleNames).map(escapeRegExp).join("|");
  let seenNode = false;
  let seenRole = false;
  const source = path2.split(/(\{node\}|\{role\})/).map((part) => {
    if (part === "{node}") {
      const group = seenNode ? "\\k<node>" : "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)";
      seenNode = true;
      return group;
    }
    if (part === "{role}") {
      const group = seenRole ? "\\k<role>" : `(?<role>${roles})`;
      seenRole = true;
      return group;
    }
    return escapeRegExp(part);
  });
  return new RegExp(`^${source.join("")}$`);
}
function roleNamed(text, config2) {
  if (text === void 0) return void 0;
  return text === config2.roleNames.controlplane ? "controlplane" : "worker";
}
function escapeRegExp(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// src/cluster/find-wrong-rule.ts
function findWrongRule(rules) {
  const reached = reachedRules(rules);
  for (const [index, rule] of rules.entries()) {
    if (rule.role === void 0 && rule.users === void 0 && rule.teams === void 0) {
      return { index, message: "does not say who may", hint: "Give it a role, users or teams." };
    }
    if (!reached.has(index)) {
      return {
        index,
        message: "never decides anything: the rules before it are about all of its commands",
        hint: "Put it before them; the first rule that is about a command decides."
      };
    }
  }
  return void 0;
}
function reachedRules(rules) {
  const asked = commandTable.filter(isRuled);
  return new Set(
    asked.flatMap((command) => {
      const isForNodes = command.args.some(({ kind }) => kind === "node" || kind === "nodes");
      const roles = isForNodes ? ["controlplane", "worker"] : [void 0];
      return roles.map((role2) => rules.findIndex((rule) => isAbout(toRule(rule), command, role2)));
    })
  );
}
function toRule({ commands, nodes }) {
  return { ...commands !== void 0 && { commands }, ...nodes !== void 0 && { nodes } };
}

// src/cluster/duration-seconds.ts
var unitSeconds = { ms: 1e-3, s: 1, m: 60, h: 3600 };
function durationSeconds(text) {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return void 0;
  let seconds2 = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds2 += Number(amount) * unitSeconds[unit];
  }
  return seconds2;
}

// src/cluster/operation-settings.ts
var seconds = (text, fallback) => durationSeconds(text ?? "") ?? fallback;
function toOperations(raw) {
  return {
    lockNamespace: raw?.lockNamespace ?? "kube-system",
    drainSeconds: seconds(raw?.drainTimeout, 600),
    rebootSeconds: seconds(raw?.rebootTimeout, 900),
    installSeconds: seconds(raw?.installTimeout, 900)
  };
}
function toSnapshots(raw) {
  return {
    ...raw?.directory !== void 0 && { directory: raw.directory },
    recipients: raw?.recipients ?? [],
    beforeControlPlanes: raw?.beforeControlPlanes ?? true
  };
}
function toBot({ appId, workflow, expires }) {
  return { appId, workflow: workflow ?? "talos-chatops.yaml", expiresSeconds: seconds(expires, 24 * 3600) };
}
function toPermissions(raw) {
  if (raw === void 0) {
    return [{ commands: ["destroy"], role: "admin" }, { role: "write" }];
  }
  return raw.map(({ commands, nodes, role: role2, users, teams }) => ({
    ...commands !== void 0 && { commands },
    ...nodes !== void 0 && { nodes },
    ...role2 !== void 0 && { role: role2 },
    ...users !== void 0 && { users },
    ...teams !== void 0 && { teams }
  }));
}

// src/cluster/settings-schema.ts
var described = describe;
var nameRule = "must be a name of letters, digits, dots, dashes and underscores";
var name = string().check(_regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, nameRule));
var reserved = /* @__PURE__ */ new Set(["all", "controlplane", "workers"]);
var nodeName = name.check(
  refine((text) => !reserved.has(text), "must not be all, controlplane or workers: these words choose nodes")
);
var addressPattern = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
var addressRule = "must be a host name or an IP address, without port and without prefix length";
var address = string().check(_regex(addressPattern, addressRule));
var pathPattern2 = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\\)([^{}?]|\{node\}|\{role\})+$/;
var patchPattern = new RegExp(pathPattern2.source.replace(/\$$/, "\\??$"));
var pathRule = "must be a path below the repository's root; {node} and {role} are its only placeholders";
var path = string().check(_regex(pathPattern2, pathRule));
var patchPath = string().check(_regex(patchPattern, pathRule));
var texts = record(string().check(_minLength(1)), string());
var url = string().check(_regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, "must be an http or https URL"));
var role = _enum(["controlplane", "worker"]);
var node = strictObject({
  address: optional(
    address.check(described("Host name or IP address of the Talos API. Left out: read from the node's patch."))
  ),
  role: optional(role.check(described("Left out: read from machine.type of the node's patch, or from {role}."))),
  variables: optional(texts.check(described("Template variables of this node, over those of the cluster.")))
});
var config = strictObject({
  base: path.check(described("Template of the machine config that all nodes share.")),
  patches: optional(
    array(patchPath).check(
      described(
        "Templates of the patches over the base, in order. {node} and {role} are filled in; a trailing ? allows a missing file."
      )
    )
  ),
  schematic: optional(path.check(described("Template of the image factory schematic."))),
  roleNames: optional(
    strictObject({ controlplane: optional(name), worker: optional(name) }).check(described("What {role} stands for in paths, where a file or folder is not called as the role is."))
  ),
  variables: optional(
    texts.check(
      described("What templates see as ENV.*, and nothing else of the environment. Values are templates over node.")
    )
  ),
  definitions: optional(
    texts.check(described("Top-level names in templates, as -D gives them. Values are templates over node."))
  ),
  strict: optional(
    boolean().check(described("Refuse undefined names in templates; .minijinja.toml decides unless told."))
  )
});
var variable = string().check(_regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable, without $"));
var secrets = strictObject({
  akeyless: optional(
    strictObject({
      gateway: optional(url.check(described("API address, https://api.akeyless.io unless told."))),
      accessId: optional(string().check(described("Left out: $AKEYLESS_ACCESS_ID."))),
      accessType: optional(
        _enum(["api_key", "github"]).check(described("github: with the job's OIDC token, no stored key."))
      ),
      audience: optional(string().check(described("Of the job's OIDC token; GitHub's default unless told.")))
    }).check(described("ak:// references."))
  ),
  onepassword: optional(
    strictObject({ host: url.check(described("Address of the 1Password Connect server.")) }).check(described("op:// references."))
  ),
  file: optional(
    strictObject({
      directory: string().check(_minLength(1), described("Folder that holds one file per secret."))
    }).check(described("file:// references."))
  ),
  environment: optional(
    array(variable).check(described("Names of the environment variables that env:// references may read; no others."))
  ),
  commands: optional(
    record(
      string().check(_regex(/^[a-z][a-z0-9+.-]*$/, "must be a scheme such as op or sops")),
      array(string()).check(_minLength(1, "must name a program"))
    ).check(
      described("A program per scheme, with its arguments: the references go in on stdin, the values come out.")
    )
  ),
  commandEnvironment: optional(
    array(variable).check(
      described(
        "Names of environment variables that these programs get, besides PATH, HOME and those that begin with the scheme (OP_\u2026 for op)."
      )
    )
  )
});
var durationRule = "must be a duration such as 90s or 10m";
var duration = string().check(_regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, durationRule));
var selector = strictObject({
  matchLabels: optional(record(string(), string())),
  matchExpressions: optional(
    array(
      strictObject({
        key: string(),
        operator: _enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: optional(array(string()))
      })
    )
  )
});
var nonEmpty = string().check(_minLength(1, "must not be empty"));
var check = strictObject({
  apiVersion: nonEmpty.check(described("Of the objects, such as ceph.rook.io/v1.")),
  kind: nonEmpty.check(described("Of the objects, such as CephCluster.")),
  name: optional(nonEmpty.check(described("Of one object. Left out: all of the namespace, or of the cluster."))),
  namespace: optional(nonEmpty),
  labelSelector: optional(selector.check(described("Only objects with these labels; not together with name."))),
  expr: string().check(described("CEL expression that has to be true of every object; it sees object, self and status.")),
  timeout: optional(duration.check(described("How long to wait for it between two nodes, 10m unless told."))),
  description: optional(string().check(described("What reports call the check.")))
});
var approvals = strictObject({
  change: optional(_enum(["environment", "comment", "none"])),
  destroy: optional(_enum(["environment", "comment"]))
});
var permission = strictObject({
  commands: optional(
    array(_enum(permissionNames)).check(
      _minLength(1, "must name a command"),
      described("Names of commands, or the risks read, change and destroy. Left out: all commands.")
    )
  ),
  nodes: optional(role.check(described("Only for commands on nodes of this role."))),
  role: optional(
    _enum(["read", "triage", "write", "maintain", "admin"]).check(described("Least role in the repository."))
  ),
  users: optional(array(string().check(_minLength(1))).check(described("Login names."))),
  teams: optional(
    array(string().check(_regex(/^[^/\s]+\/[^/\s]+$/, "must be organisation/team"))).check(described("Teams."))
  )
});
var snapshots = strictObject({
  directory: optional(
    string().check(_minLength(1), described("Folder that outlives the run. Left out: the run's temporary folder."))
  ),
  recipients: optional(
    array(string().check(_regex(/^age1[0-9a-z]+$/, "must be an age recipient, age1\u2026"))).check(described("age recipients that snapshots are encrypted to. Needed for public repositories."))
  ),
  beforeControlPlanes: optional(
    boolean().check(described("Take a snapshot before the first control plane is touched, true unless told."))
  )
});
var operations = strictObject({
  lockNamespace: optional(name.check(described("Namespace of the Lease that is the lock, kube-system unless told."))),
  drainTimeout: optional(duration.check(described("How long a node may take to drain, 10m unless told."))),
  rebootTimeout: optional(duration.check(described("How long a node may take to be back, 15m unless told."))),
  installTimeout: optional(
    duration.check(described("How long pulling an image and writing it may take, each; 15m unless told."))
  )
});
var cluster = strictObject({
  context: optional(string().check(described("Context of the talosconfig; its active one unless told."))),
  environment: optional(string().check(described("GitHub environment that guards writes."))),
  talosVersion: optional(
    string().check(
      _regex(/^v?\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$/, "must be a version such as v1.13.8"),
      described("Talos version whose rules for patches count; read from the install image unless told.")
    )
  ),
  config,
  nodes: optional(
    record(nodeName, nullable(node)).check(described("All nodes of the cluster. Left out: one for each file that matches a patch path with {node}."))
  ),
  factory: optional(url.check(described("Image factory, https://factory.talos.dev unless told."))),
  secrets: optional(secrets.check(described("How secret references are looked up."))),
  checks: optional(array(check).check(described("Extra health gates."))),
  approvals: optional(approvals.check(described("Who has to agree, by the risk of a command."))),
  permissions: optional(
    array(permission).check(
      described(
        "Who may ask for what; the first rule that is about a command decides. Left out: write may read and change, admin may destroy."
      )
    )
  ),
  snapshots: optional(snapshots.check(described("Where etcd snapshots go."))),
  operations: optional(operations.check(described("Limits of operations.")))
});
var bot = strictObject({
  appId: int().check(
    _positive("must be the number of a GitHub App"),
    described("Number of the bot's GitHub App: runs accept requests of no other.")
  ),
  workflow: optional(
    string().check(
      _regex(/^[A-Za-z0-9._-]+\.ya?ml$/, "must be the name of a file in .github/workflows"),
      described("File in .github/workflows that the bot starts, talos-chatops.yaml unless told.")
    )
  ),
  expires: optional(
    duration.check(
      described("How long after it was asked a request may still begin to be carried out, 24h unless told.")
    )
  )
});
var settingsSchema = strictObject({
  clusters: record(name, cluster).check(described("One entry for each Talos cluster of the repository.")),
  bot: optional(bot.check(described("The bot, where one listens to this repository.")))
});

// src/cluster/settings-problem.ts
function settingsProblem(source, issues) {
  const rank = ({ code }) => code === "unrecognized_keys" ? 0 : 1;
  const problems = [...issues].sort((a, b) => rank(a) - rank(b)).flatMap((issue) => describe2(source, issue));
  const [first, ...others] = problems;
  if (first === void 0) throw new Error("a refused settings file must have an issue");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return settingsError(source, { ...first, message: `${first.message}${more}` });
}
function settingsError(source, problem) {
  const place = problem.path.length === 0 ? "" : `${formatSettingsPath(problem.path)} `;
  return new UserError(`Cannot use ${source.path}: ${place}${problem.message}`, {
    code: "settings_invalid",
    location: locate(source, problem.path, problem.atKey === true),
    ...problem.hint !== void 0 && { hint: problem.hint }
  });
}
function describe2(source, issue) {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path, key]));
    case "invalid_key":
      return [{ path: issue.path, message: messageOf(issue.issues[0]) ?? "is no valid name", atKey: true }];
    case "invalid_type":
      return [wrongType(source, issue)];
    case "invalid_value":
      return [wrongChoice(source, issue)];
    default:
      return [{ path: issue.path, message: messageOf(issue) ?? "is not valid" }];
  }
}
function wrongChoice(source, { path: path2, values }) {
  const choices = values.map(String);
  const nearest = nearestName(String(source.document.getIn([...path2])), choices);
  return {
    path: path2,
    message: `must be one of ${choices.join(", ")}`,
    ...nearest !== void 0 && { hint: `Did you mean ${nearest}?` }
  };
}
function messageOf(issue) {
  return issue === void 0 || issue.message === "Invalid input" ? void 0 : issue.message;
}
function unknownKey(path2) {
  const known = knownKeys(path2.slice(0, -1));
  const nearest = nearestName(String(path2.at(-1)), known);
  const hint = nearest === void 0 ? `Known here: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  return { path: path2, message: "is no known setting", hint, atKey: true };
}
var typeNames = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false"
};
function wrongType(source, issue) {
  const value = source.document.getIn([...issue.path]);
  if (value === void 0) return { path: issue.path, message: "is missing" };
  const message = `must be ${typeNames[issue.expected] ?? issue.expected}`;
  const isPlain = issue.expected === "string" && ["boolean", "number"].includes(typeof value);
  return {
    path: issue.path,
    message,
    ...isPlain && { hint: `Write it in quotes: ${JSON.stringify(String(value))}.` }
  };
}
function knownKeys(path2) {
  let schema = settingsSchema;
  for (const step of path2) schema = schema && inside(bare(schema), step);
  const def = schema && bare(schema)._zod.def;
  return def !== void 0 && "shape" in def ? Object.keys(def.shape) : [];
}
function inside(schema, step) {
  const def = schema._zod.def;
  return def.shape?.[step] ?? def.valueType ?? def.element;
}
function bare(schema) {
  const def = schema._zod.def;
  return def.innerType === void 0 ? schema : bare(def.innerType);
}
function locate(source, path2, atKey) {
  const offset = offsetOf(source.document, path2, atKey);
  if (offset === void 0) return { file: source.path };
  const { line, col } = source.lines.linePos(offset);
  return { file: source.path, line, column: col };
}
function offsetOf(document, path2, atKey) {
  const keys = path2.filter((step) => typeof step !== "symbol");
  const value = document.getIn(keys, true);
  if (!atKey && isScalar(value) && value.range) return value.range[0];
  for (let length = keys.length; length > 0; length--) {
    const range = keyAt(document, keys.slice(0, length))?.range;
    if (range) return range[0];
  }
  return document.contents?.range[0];
}
function keyAt(document, path2) {
  const parent = path2.length === 1 ? document.contents : document.getIn(path2.slice(0, -1), true);
  const last = path2.at(-1);
  if (!isMap(parent)) return document.getIn(path2, true);
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === last
  );
  return pair?.key;
}
function formatSettingsPath(path2) {
  return path2.reduce((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

// src/cluster/to-checks.ts
async function toChecks(source, cluster2, raw = []) {
  if (raw.length === 0) return [];
  const { parseExpression } = await import("./check-expression-OUCLAPNA.mjs");
  return raw.map((check2, index) => {
    const path2 = ["clusters", cluster2, "checks", index];
    if (check2.name !== void 0 && check2.labelSelector !== void 0) {
      const message = "must not be given together with name";
      throw settingsError(source, { path: [...path2, "labelSelector"], message, atKey: true });
    }
    const parsed = parseExpression(check2.expr);
    if (parsed.kind === "invalid") {
      const { reason, line, column } = parsed;
      const place = column === void 0 ? "" : ` (${line === 1 ? "" : `line ${line}, `}column ${column} of the expression)`;
      const hint = "It is CEL over object, self and status: status.ceph.health in ['HEALTH_OK']";
      throw settingsError(source, {
        path: [...path2, "expr"],
        message: `is no usable expression: ${reason}${place}`,
        hint
      });
    }
    return toCheck(check2);
  });
}
function toCheck({
  apiVersion,
  kind,
  name: name2,
  namespace,
  labelSelector,
  expr,
  timeout,
  description
}) {
  return {
    apiVersion,
    kind,
    ...name2 !== void 0 && { name: name2 },
    ...namespace !== void 0 && { namespace },
    ...labelSelector !== void 0 && { labelSelector: toSelector(labelSelector) },
    expr,
    ...timeout !== void 0 && { timeout },
    ...description !== void 0 && { description }
  };
}
function toSelector({
  matchLabels,
  matchExpressions
}) {
  return {
    ...matchLabels !== void 0 && { matchLabels },
    ...matchExpressions !== void 0 && {
      matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
        key,
        operator,
        ...values !== void 0 && { values }
      }))
    }
  };
}

// src/cluster/read-settings.ts
var defaultSettingsPath = ".github/talos-chatops.yaml";
var maxCharacters = 256 * 1024;
var maxAliases = 100;
async function readSettings(files, options = {}) {
  const path2 = options.path ?? defaultSettingsPath;
  const text = await files.read(path2, options);
  if (text === void 0) {
    throw new UserError(`Cannot find the settings: there is no ${path2}`, {
      code: "settings_missing",
      hint: "Run talos-chatops init in the repository: it writes the file from the layout that it finds.",
      location: { file: path2 }
    });
  }
  const source = parse(path2, text);
  const raw = validate(source);
  const clusters = [];
  for (const [name2, cluster2] of Object.entries(raw.clusters)) {
    clusters.push(await completeCluster(source, name2, cluster2, options.nodesFrom ?? files, options));
  }
  if (clusters.length === 0) throw settingsError(source, { path: ["clusters"], message: "names no cluster" });
  return { path: path2, clusters, ...raw.bot && { bot: toBot(raw.bot) } };
}
function parse(path2, text) {
  if (text.length > maxCharacters) {
    throw unreadable(path2, `it is longer than ${maxCharacters} characters`);
  }
  const lines = new LineCounter();
  let document;
  try {
    document = parseDocument(text, { lineCounter: lines, version: "1.2", merge: true, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path2, "its values are nested too deep");
    throw error;
  }
  const [problem] = document.errors;
  if (problem !== void 0) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw unreadable(path2, firstLine(problem.message), { line, column: col });
  }
  return { path: path2, document, lines };
}
function validate(source) {
  const result = safeParse(settingsSchema, toData(source));
  if (result.success) return result.data;
  throw settingsProblem(source, result.error.issues);
}
function toData(source) {
  try {
    return source.document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    if (error instanceof ReferenceError) throw unreadable(source.path, firstLine(error.message));
    if (error instanceof RangeError) throw unreadable(source.path, "its values are nested too deep");
    throw error;
  }
}
function unreadable(path2, reason, place = {}) {
  return new UserError(`Cannot read ${path2}: ${reason}`, {
    code: "settings_invalid",
    location: { file: path2, ...place }
  });
}
function firstLine(message) {
  return message.split("\n", 1)[0] ?? message;
}
async function completeCluster(source, name2, raw, files, options) {
  const config2 = toSources(raw.config);
  const wrongRule = findWrongRule(raw.permissions ?? []);
  if (wrongRule !== void 0) {
    const { index, message, hint } = wrongRule;
    throw settingsError(source, { path: ["clusters", name2, "permissions", index], message, hint });
  }
  const nodes = raw.nodes === void 0 ? await findNodes(source, name2, config2, files, options) : listNodes(raw.nodes);
  if (nodes.length === 0) throw settingsError(source, { path: ["clusters", name2, "nodes"], message: "names no node" });
  return {
    name: name2,
    ...raw.context !== void 0 && { context: raw.context },
    ...raw.environment !== void 0 && { environment: raw.environment },
    ...raw.talosVersion !== void 0 && { talosVersion: raw.talosVersion },
    config: config2,
    nodes,
    findsNodes: raw.nodes === void 0,
    factory: (raw.factory ?? "https://factory.talos.dev").replace(/\/+$/, ""),
    secrets: toSecrets(raw.secrets ?? {}),
    checks: await toChecks(source, name2, raw.checks),
    approvals: {
      change: raw.approvals?.change ?? "environment",
      destroy: raw.approvals?.destroy ?? "environment"
    },
    permissions: toPermissions(raw.permissions),
    snapshots: toSnapshots(raw.snapshots),
    operations: toOperations(raw.operations)
  };
}
function toSources(raw) {
  return {
    base: raw.base,
    patches: (raw.patches ?? []).map(toLayer),
    ...raw.schematic !== void 0 && { schematic: raw.schematic },
    roleNames: {
      controlplane: raw.roleNames?.controlplane ?? "controlplane",
      worker: raw.roleNames?.worker ?? "worker"
    },
    variables: raw.variables ?? {},
    definitions: raw.definitions ?? {},
    ...raw.strict !== void 0 && { strict: raw.strict }
  };
}
function toLayer(path2) {
  return path2.endsWith("?") ? { path: path2.slice(0, -1), optional: true } : { path: path2, optional: false };
}
function listNodes(raw) {
  return Object.entries(raw).map(([name2, node2]) => ({
    name: name2,
    ...node2?.role !== void 0 && { role: node2.role },
    ...node2?.address !== void 0 && { address: node2.address },
    variables: node2?.variables ?? {}
  }));
}
async function findNodes(source, cluster2, config2, files, options) {
  const place = ["clusters", cluster2, "config", "patches"];
  const patterns = config2.patches.map((patch) => patch.path).filter((path2) => path2.includes("{node}"));
  if (patterns.length === 0) {
    throw settingsError(source, {
      path: ["clusters", cluster2],
      message: "names no nodes",
      hint: "List them as nodes, or give a patch path with {node}, such as talos/nodes/{node}.yaml.j2.",
      atKey: true
    });
  }
  const { nodes, ambiguous } = await discoverNodes(config2, files, options);
  const [twice] = ambiguous;
  if (twice !== void 0) {
    const message = `finds node ${twice.name} twice: ${twice.paths.join(", ")}`;
    throw settingsError(source, { path: place, message, hint: "Remove one of the files, or list the nodes." });
  }
  if (nodes.length === 0) {
    throw settingsError(source, { path: place, message: `finds no node: no file matches ${patterns.join(" or ")}` });
  }
  return nodes;
}
function toSecrets(raw) {
  return {
    ...raw.akeyless !== void 0 && {
      akeyless: { gateway: "https://api.akeyless.io", ...dropUndefined(raw.akeyless) }
    },
    ...raw.onepassword !== void 0 && { onepassword: raw.onepassword },
    ...raw.file !== void 0 && { file: raw.file },
    ...raw.environment !== void 0 && { environment: raw.environment },
    commands: raw.commands ?? {},
    ...raw.commandEnvironment !== void 0 && { commandEnvironment: raw.commandEnvironment }
  };
}
function dropUndefined(value) {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== void 0));
}

export {
  durationSeconds,
  discoverNodes,
  defaultSettingsPath,
  readSettings
};
