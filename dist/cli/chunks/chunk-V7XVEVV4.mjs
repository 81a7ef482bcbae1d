import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Meter,
  TemplateFault,
  ValueMap,
  defaultLimits,
  parseTemplate,
  render,
  renderTemplate,
  toUserError
} from "./chunk-XDIK34DW.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import {
  parseYaml
} from "./chunk-K7JDY2Z5.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// node_modules/p-map/index.js
function pMap(iterable, mapper, options) {
  return mapConcurrently(iterable, mapper, options, false);
}
async function mapConcurrently(iterable, mapper, {
  concurrency: concurrency2 = Number.POSITIVE_INFINITY,
  stopOnError = true,
  signal
} = {}, isSettled) {
  return new Promise((resolve_, reject_) => {
    validateOptions(iterable, mapper, concurrency2);
    const result = [];
    const errors = [];
    let skippedCount = 0;
    let isResolved = false;
    let isIterableDone = false;
    const pendingIndexes = /* @__PURE__ */ new Set();
    let doneIndex = Number.POSITIVE_INFINITY;
    let currentIndex = 0;
    const iterator = getIterator(iterable);
    const signalListener = () => {
      reject(signal.reason);
    };
    const cleanup = () => {
      signal?.removeEventListener("abort", signalListener);
    };
    const resolve = (value) => {
      resolve_(value);
      cleanup();
    };
    const reject = (reason) => {
      if (isResolved) {
        return;
      }
      isResolved = true;
      reject_(reason);
      cleanup();
      if (!isIterableDone) {
        closeIterator(iterator);
      }
    };
    if (signal) {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener("abort", signalListener, { once: true });
    }
    const pull = createPuller(iterator);
    const settleIfFinished = () => {
      if (isResolved || doneIndex === Number.POSITIVE_INFINITY) {
        return;
      }
      for (const index of pendingIndexes) {
        if (index < doneIndex) {
          return;
        }
      }
      if (!stopOnError) {
        const collectedErrors = [];
        for (let index = 0; index < Math.min(doneIndex, errors.length); index++) {
          if (index in errors) {
            collectedErrors.push(errors[index]);
          }
        }
        if (collectedErrors.length > 0) {
          reject(new AggregateError(collectedErrors));
          return;
        }
      }
      isResolved = true;
      if (!isIterableDone) {
        closeIterator(iterator);
      }
      const lastIndex = Math.min(doneIndex, result.length);
      if (lastIndex === result.length && skippedCount === 0) {
        resolve(result);
        return;
      }
      resolve(result.slice(0, lastIndex).filter((value) => value !== pMapSkip));
    };
    const next = async () => {
      if (isResolved || currentIndex >= doneIndex) {
        return;
      }
      const index = currentIndex++;
      pendingIndexes.add(index);
      let nextItem;
      try {
        nextItem = await pull();
      } catch (error) {
        pendingIndexes.delete(index);
        if (index < doneIndex) {
          throw error;
        }
        settleIfFinished();
        return;
      }
      if (nextItem.done) {
        pendingIndexes.delete(index);
        doneIndex = Math.min(doneIndex, index);
        isIterableDone = true;
        settleIfFinished();
        return;
      }
      const runner = (async () => {
        try {
          const element = await nextItem.value;
          if (isResolved || index >= doneIndex) {
            return;
          }
          const value = await mapper(element, index);
          if (index >= doneIndex) {
            return;
          }
          if (value === pMapStop) {
            doneIndex = index;
            return;
          }
          if (value === pMapSkip) {
            skippedCount++;
          }
          result[index] = isSettled && value !== pMapSkip ? { status: "fulfilled", value } : value;
        } catch (error) {
          if (index >= doneIndex) {
            return;
          }
          if (isSettled) {
            result[index] = { status: "rejected", reason: error };
          } else if (stopOnError) {
            reject(error);
            return;
          } else {
            errors[index] = error;
          }
        } finally {
          pendingIndexes.delete(index);
          settleIfFinished();
        }
        try {
          await next();
        } catch (error) {
          reject(error);
        }
      })();
      runner.then(() => new Promise(() => {
      })).then(resolve_);
    };
    (async () => {
      for (let index = 0; index < concurrency2; index++) {
        try {
          await next();
        } catch (error) {
          reject(error);
          break;
        }
        if (isResolved || currentIndex >= doneIndex) {
          break;
        }
      }
    })();
  });
}
var pMapSkip = /* @__PURE__ */ Symbol("skip");
var pMapStop = /* @__PURE__ */ Symbol("stop");
function validateOptions(iterable, mapper, concurrency2) {
  if (iterable?.[Symbol.iterator] === void 0 && iterable?.[Symbol.asyncIterator] === void 0) {
    throw new TypeError(`Expected \`input\` to be either an \`Iterable\` or \`AsyncIterable\`, got (${typeof iterable})`);
  }
  if (typeof mapper !== "function") {
    throw new TypeError("Mapper function is required");
  }
  if (!isLimit(concurrency2, 1)) {
    throw new TypeError(`Expected \`concurrency\` to be an integer from 1 and up or \`Infinity\`, got \`${concurrency2}\` (${typeof concurrency2})`);
  }
}
function isLimit(value, minimum) {
  return Number.isSafeInteger(value) && value >= minimum || value === Number.POSITIVE_INFINITY;
}
function getIterator(iterable) {
  return iterable[Symbol.asyncIterator] === void 0 ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}
async function closeIterator(iterator) {
  try {
    await iterator.return?.();
  } catch {
  }
}
function createPuller(iterator) {
  let isSourceDone = false;
  const markDone = (item) => {
    if (item?.done) {
      isSourceDone = true;
    }
  };
  return () => {
    if (isSourceDone) {
      return { done: true };
    }
    const result = iterator.next();
    markDone(result);
    if (typeof result?.then !== "function") {
      return result;
    }
    const promise = Promise.resolve(result);
    promise.then(markDone, () => {
    });
    return promise;
  };
}

// src/cluster/layer-path.ts
function layerPath(path, node, roleNames) {
  return path.replaceAll("{node}", () => node.name).replaceAll("{role}", () => roleNames[node.role]);
}

// src/config/identity/ip-prefix.ts
function isIpAddress(text2) {
  return parseAddress(text2) !== void 0;
}
function isInPrefix(address, prefix) {
  const [network = "", length = ""] = prefix.split("/");
  const [one, other] = [parseAddress(address), parseAddress(network)];
  if (one === void 0 || other === void 0 || one.bits !== other.bits || !/^\d{1,3}$/.test(length)) return false;
  const ignored = BigInt(one.bits - Number(length));
  return ignored >= 0n && one.value >> ignored === other.value >> ignored;
}
function parseAddress(text2) {
  return text2.includes(":") ? parseIpv6(text2) : parseIpv4(text2);
}
function parseIpv4(text2) {
  const parts = text2.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return void 0;
  return { value: parts.reduce((value, part) => value << 8n | BigInt(part), 0n), bits: 32 };
}
function parseIpv6(text2) {
  const halves = text2.split("::");
  if (halves.length > 2) return void 0;
  const [head = [], tail = []] = halves.map((half) => half === "" ? [] : half.split(":"));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return void 0;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return void 0;
  return { value: groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n), bits: 128 };
}

// src/config/identity/read-links.ts
function readLinks(documents) {
  const links = documents.flatMap((document) => [
    ...items(child(document, "machine", "network", "interfaces")).flatMap(readInterface),
    ...readTypedDocument(document)
  ]);
  return [...Map.groupBy(links, (link) => link.name)].map(([name, parts]) => join(name, parts));
}
function join(name, parts) {
  return {
    name,
    addresses: parts.flatMap((part) => part.addresses),
    hasDefaultRoute: parts.some((part) => part.hasDefaultRoute),
    hasVip: parts.some((part) => part.hasVip),
    usesDhcp: parts.some((part) => part.usesDhcp)
  };
}
function readInterface(entry) {
  const name = text(child(entry, "interface")) ?? selectorName(child(entry, "deviceSelector"));
  if (name === void 0) return [];
  const vlans = items(child(entry, "vlans")).map(
    (vlan) => readInterfaceLink(`${name}.${text(child(vlan, "vlanId")) ?? ""}`, vlan)
  );
  return [readInterfaceLink(name, entry), ...vlans];
}
function readInterfaceLink(name, entry) {
  const legacyAddress = text(child(entry, "cidr"));
  return {
    name,
    addresses: [...texts(child(entry, "addresses")), ...legacyAddress === void 0 ? [] : [legacyAddress]],
    hasDefaultRoute: items(child(entry, "routes")).some((route) => isDefaultRoute(route, "network")),
    hasVip: text(child(entry, "vip", "ip")) !== void 0,
    usesDhcp: text(child(entry, "dhcp")) === "true"
  };
}
var linkKinds = /* @__PURE__ */ new Set(["LinkConfig", "BondConfig", "VLANConfig", "BridgeConfig"]);
function readTypedDocument(document) {
  const kind = text(child(document, "kind")) ?? "";
  const name = text(child(document, "name")) ?? "";
  const empty = { addresses: [], hasDefaultRoute: false, hasVip: false, usesDhcp: false };
  if (kind === "DHCPv4Config" || kind === "DHCPv6Config") return [{ ...empty, name, usesDhcp: true }];
  if (kind === "Layer2VIPConfig") return [{ ...empty, name: text(child(document, "link")) ?? "", hasVip: true }];
  if (!linkKinds.has(kind)) return [];
  const addresses = items(child(document, "addresses")).flatMap((entry) => text(child(entry, "address")) ?? []);
  const hasDefaultRoute = items(child(document, "routes")).some((route) => isDefaultRoute(route, "destination"));
  return [{ ...empty, name, addresses, hasDefaultRoute }];
}
function isDefaultRoute(route, target) {
  const destination = text(child(route, target)) ?? "";
  const table = text(child(route, "table")) ?? "main";
  const isDefault = ["", "0.0.0.0/0", "::/0"].includes(destination);
  return isDefault && ["main", "254"].includes(table) && text(child(route, "gateway")) !== void 0;
}
function selectorName(selector) {
  if (selector?.kind !== "map") return void 0;
  const parts = [...selector.entries].map(([key, value]) => `${formatPath([key])}=${text(value) ?? ""}`);
  return parts.sort().join(",");
}
function child(node, ...path) {
  return path.reduce(
    (found, key) => found?.kind === "map" ? found.entries.get(key) : void 0,
    node
  );
}
function text(node) {
  if (node?.kind !== "scalar" || node.value === null && !node.quoted || node.text === "") return void 0;
  return node.text;
}
function items(node) {
  return node?.kind === "list" ? node.items : [];
}
function texts(node) {
  return items(node).flatMap((item) => text(item) ?? []);
}

// src/config/identity/find-address.ts
function findAddress(own, shared) {
  const subnets = [...own, ...shared].flatMap(
    (document) => texts(child(document, "machine", "kubelet", "nodeIP", "validSubnets"))
  );
  const ownAddresses = new Set(readLinks(own).flatMap((link) => link.addresses));
  const links = readLinks([...shared, ...own]);
  const usable = (link) => link.addresses.filter((address) => ownAddresses.has(address) && isWanted(withoutLength(address), subnets));
  for (const claim of claims) {
    const claiming = links.filter(claim);
    const [address] = claiming.flatMap(usable);
    if (address !== void 0) return { kind: "found", address: withoutLength(address) };
  }
  const rest = links.flatMap(usable).map(withoutLength);
  if (rest.length > 1) return { kind: "ambiguous", addresses: rest };
  const isReachedOtherwise = subnets.length === 0 && links.some((link) => claims.some((claim) => claim(link)));
  const [only] = rest;
  return only === void 0 || isReachedOtherwise ? { kind: "none" } : { kind: "found", address: only };
}
var claims = [
  (link) => link.hasDefaultRoute,
  (link) => link.hasVip,
  (link) => link.usesDhcp
];
function isWanted(address, subnets) {
  const excluded = subnets.filter((subnet) => subnet.startsWith("!")).map((subnet) => subnet.slice(1));
  const included = subnets.filter((subnet) => !subnet.startsWith("!"));
  if (excluded.some((subnet) => isInPrefix(address, subnet))) return false;
  return included.length === 0 || included.some((subnet) => isInPrefix(address, subnet));
}
function withoutLength(address) {
  return address.split("/", 1)[0] ?? address;
}

// src/config/templates/render-inline.ts
var inlineLimits = { ...defaultLimits, steps: 5e4, outputLength: 1e5, allocated: 1e6 };
function renderInline(source, names, options) {
  const { name } = options;
  try {
    const syntax = parseTemplate(source, { trimBlocks: false, lstripBlocks: false }, name, inlineLimits.sourceLength);
    const { text: text2 } = render({
      template: { path: name, syntax, autoescape: "none" },
      definitions: new Map(Object.entries(names).map(([key, value]) => [key, toValue(value)])),
      environment: void 0,
      strict: true,
      pyCompat: false,
      meter: new Meter(inlineLimits),
      load: () => void 0
    });
    return text2;
  } catch (error) {
    throw error instanceof TemplateFault ? toUserError(error, name) : error;
  }
}
function toValue(value) {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toValue);
  return new ValueMap(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

// src/config/node-variables.ts
function nodeVariables(variables, scope) {
  const names = { node: { ...scope.node }, cluster: { ...scope.cluster } };
  const rendered = Object.entries(variables).map(([name, source]) => [name, render2(name, source, names)]);
  return Object.fromEntries(rendered);
}
function render2(name, source, names) {
  if (!/\{[{%]/.test(source)) return source;
  try {
    return renderInline(source, names, { name: `variable ${name} of the settings` });
  } catch (error) {
    throw error instanceof UserError ? withoutLocation(error) : error;
  }
}
function withoutLocation({ message, code, hint, cause }) {
  return new UserError(message, { code, ...hint !== void 0 && { hint }, cause });
}

// src/config/identify-nodes.ts
var concurrency = 16;
async function identifyNodes(cluster, context) {
  const isComplete = cluster.nodes.every((node) => node.role !== void 0 && node.address !== void 0);
  const shared = isComplete ? [] : await renderShared(cluster, context);
  return pMap(cluster.nodes, (entry) => identify(cluster, entry, shared, context), {
    concurrency,
    signal: context.signal
  });
}
async function identify(cluster, entry, shared, context) {
  const { name } = entry;
  if (entry.role !== void 0 && entry.address !== void 0)
    return { name, role: entry.role, address: entry.address };
  try {
    const layers = await readLayers(cluster, entry, context);
    const documents = [];
    for (const layer of layers) documents.push(...await renderLayer(cluster, entry, layer.path, context));
    const role = entry.role ?? layers.find((layer) => layer.role)?.role ?? machineType(documents) ?? missingRole(name, layers);
    return { name, role, address: entry.address ?? readAddress(name, documents, shared, layers) };
  } catch (error) {
    if (error instanceof UserError) return { name, error };
    throw error;
  }
}
var roles = ["controlplane", "worker"];
async function readLayers(cluster, entry, context) {
  const { base, patches, roleNames } = cluster.config;
  const patterns = [base, ...patches.map((patch) => patch.path)].filter((path) => path.includes("{node}"));
  const candidates = patterns.flatMap((pattern) => {
    if (!pattern.includes("{role}")) return [{ path: pattern.replaceAll("{node}", entry.name) }];
    const possible = entry.role === void 0 ? roles : [entry.role];
    return possible.map((role) => ({ path: layerPath(pattern, { name: entry.name, role }, roleNames), role }));
  });
  const found = await Promise.all(candidates.map((layer) => exists(layer.path, context)));
  const layers = candidates.filter((_, index) => found[index]);
  if (layers.length > 0) return layers;
  const looked = candidates.map((layer) => layer.path).join(", ");
  throw new UserError(
    `Cannot tell role and address of ${entry.name}: ${looked === "" ? "no patch is its own" : `there is no ${looked}`}`,
    {
      code: "file_missing",
      hint: `Add the file, or write role and address of ${entry.name} into the settings.`
    }
  );
}
async function exists(path, { files, signal }) {
  return await files.read(path, { signal }) !== void 0;
}
async function renderLayer(cluster, entry, path, context) {
  const { name, role = "", address = "", variables } = entry;
  const scope = { node: { name, role, address, schematic: "" }, cluster: { name: cluster.name } };
  const rendered = await renderTemplate(path, {
    files: context.files,
    environment: nodeVariables({ ...cluster.config.variables, ...variables }, scope),
    definitions: nodeVariables(cluster.config.definitions, scope),
    settings: context.templates,
    // the schematic is not known yet, so a template may well see undefined names here
    strict: false,
    ...context.clock && { clock: context.clock },
    signal: context.signal
  });
  return parseYaml(rendered.text, { file: path, origins: rendered.origins });
}
async function renderShared(cluster, context) {
  const { base, patches } = cluster.config;
  const paths = [base, ...patches.map((patch) => patch.path)].filter((path) => !path.includes("{"));
  const documents = paths.map(async (path) => {
    try {
      return await renderLayer(cluster, { name: "", variables: {} }, path, context);
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
  return (await Promise.all(documents)).flat();
}
var machineTypes = new Map(
  Object.entries({
    controlplane: "controlplane",
    init: "controlplane",
    worker: "worker",
    join: "worker"
  })
);
function machineType(documents) {
  const types = documents.flatMap((document) => text(child(document, "machine", "type")) ?? []);
  return machineTypes.get(types.at(-1) ?? "");
}
function missingRole(name, layers) {
  throw new UserError(`Cannot tell the role of ${name}: ${list(layers)} sets no machine.type`, {
    code: "settings_invalid",
    hint: `Set machine.type there, or write role: controlplane or role: worker for ${name} into the settings.`,
    ...locationOf(layers)
  });
}
function readAddress(name, documents, shared, layers) {
  const finding = findAddress(documents, shared);
  if (finding.kind === "found") return finding.address;
  if (isIpAddress(name)) return name;
  const reason = finding.kind === "none" ? `${list(layers)} gives it no static address that the cluster uses` : `${list(layers)} gives it ${finding.addresses.join(" and ")}, and no default route tells which to use`;
  throw new UserError(`Cannot tell the address of ${name}: ${reason}`, {
    code: "settings_invalid",
    hint: `Write the address of ${name} into the settings; its host name will do.`,
    ...locationOf(layers)
  });
}
function list(layers) {
  return layers.map((layer) => layer.path).join(", ");
}
function locationOf(layers) {
  const file = layers[0]?.path;
  return file === void 0 ? {} : { location: { file } };
}

export {
  pMap,
  layerPath,
  isIpAddress,
  nodeVariables,
  identifyNodes
};
