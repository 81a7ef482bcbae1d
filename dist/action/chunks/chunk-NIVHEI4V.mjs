import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createImageFactory,
  findTalosconfig,
  identifyNodes,
  openRenderContext
} from "./chunk-EJE2KNFJ.mjs";
import {
  temporaryFolder
} from "./chunk-5GYLAGCH.mjs";
import {
  connectTalos,
  createStores
} from "./chunk-VITRDJYN.mjs";
import {
  require_promises
} from "./chunk-MYGMNB2L.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/kubernetes/connection/call-limits.ts
var defaultLimits = {
  connectMs: 3e3,
  callMs: 15e3,
  questionMs: 4e4,
  answerBytes: 64 * 1024 * 1024
};

// src/adapters/kubernetes/lock/timers.ts
function createTimers() {
  return {
    elapsedMs: () => performance.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      timer.unref();
      return () => clearTimeout(timer);
    }
  };
}

// src/adapters/kubernetes/connect-kubernetes.ts
function connectKubernetes({ limits, timers, ...options }) {
  let opened;
  const open2 = () => {
    opened ??= import("./open-kubernetes-3KWQHMR6.mjs").then(
      ({ openKubernetes }) => openKubernetes({ ...options, limits: { ...defaultLimits, ...limits }, timers: timers ?? createTimers() })
    );
    return opened;
  };
  return {
    probe: {
      observe: async (waiting) => (await open2()).probe.observe(waiting),
      resources: async (query, waiting) => (await open2()).probe.resources(query, waiting)
    },
    control: {
      cordon: async (node, mark, waiting) => (await open2()).control.cordon(node, mark, waiting),
      uncordon: async (node, waiting) => (await open2()).control.uncordon(node, waiting),
      podsOn: async (node, waiting) => (await open2()).control.podsOn(node, waiting),
      evict: async (pod, waiting) => (await open2()).control.evict(pod, waiting),
      readObject: async (name, waiting) => (await open2()).control.readObject(name, waiting),
      applyObject: async (object, waiting) => (await open2()).control.applyObject(object, waiting),
      putObject: async (object, waiting) => (await open2()).control.putObject(object, waiting),
      removeObject: async (name, waiting) => (await open2()).control.removeObject(name, waiting)
    },
    lock: {
      read: async (waiting) => (await open2()).lock.read(waiting),
      acquire: async (holder, waiting) => (await open2()).lock.acquire(holder, waiting),
      lockFor: async (holder, reason, waiting) => (await open2()).lock.lockFor(holder, reason, waiting),
      unlock: async (waiting) => (await open2()).lock.unlock(waiting),
      requestAbort: async (by, waiting) => (await open2()).lock.requestAbort(by, waiting)
    },
    close: () => {
      opened?.then(({ close }) => close()).catch(() => void 0);
    }
  };
}

// src/adapters/workspace/snapshot-store.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);

// src/adapters/workspace/buffered-writer.ts
var bufferBytes = 1024 * 1024;
function createBufferedWriter(file) {
  let filling = Buffer.allocUnsafe(bufferBytes);
  let spare = Buffer.allocUnsafe(bufferBytes);
  let used = 0;
  let writing;
  const swap = async () => {
    await writing;
    writing = file.writeFile(filling.subarray(0, used));
    writing.catch(() => void 0);
    [filling, spare] = [spare, filling];
    used = 0;
  };
  return {
    async write(bytes) {
      for (let taken = 0; taken < bytes.length; ) {
        if (used === filling.length) await swap();
        const taking = Math.min(filling.length - used, bytes.length - taken);
        filling.set(bytes.subarray(taken, taken + taking), used);
        used += taking;
        taken += taking;
      }
    },
    async flush() {
      if (used > 0) await swap();
      await writing;
    }
  };
}

// src/adapters/workspace/check-snapshot.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var pageBytes = 512;
var tailBytes = 32;
function createSnapshotCheck() {
  const hash = (0, import_node_crypto.createHash)("sha256");
  let held = Buffer.alloc(0);
  let length = 0;
  return {
    update(bytes) {
      length += bytes.length;
      if (bytes.length >= tailBytes) {
        hash.update(held).update(bytes.subarray(0, -tailBytes));
        held = Buffer.from(bytes.subarray(-tailBytes));
        return;
      }
      const joined = Buffer.concat([held, bytes]);
      const split = Math.max(0, joined.length - tailBytes);
      hash.update(joined.subarray(0, split));
      held = joined.subarray(split);
    },
    finish() {
      const digest = hash.digest();
      const isLong = length > tailBytes && length % pageBytes === tailBytes;
      const isSame = digest.equals(held);
      const verdict = isLong ? isSame ? "whole" : "damaged" : "cut short";
      return { bytes: length, sha256: digest.toString("hex"), verdict };
    }
  };
}

// src/adapters/workspace/seal-age.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);
var agePieceBytes = 64 * 1024;
var nonceBytes = 16;
var tagBytes = 16;
async function sealAge(recipients) {
  const { header, fileKey } = await wrapFileKey(recipients);
  const nonce = (0, import_node_crypto2.randomBytes)(nonceBytes);
  const key = Buffer.from((0, import_node_crypto2.hkdfSync)("sha256", fileKey, nonce, "payload", 32));
  let counter = 0;
  return {
    header: Buffer.concat([header, nonce]),
    seal(plaintext, last) {
      const cipher = (0, import_node_crypto2.createCipheriv)("chacha20-poly1305", key, pieceNonce(counter, last), { authTagLength: tagBytes });
      counter += 1;
      return [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()].filter(({ length }) => length > 0);
    }
  };
}
function pieceNonce(counter, last) {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}
async function wrapFileKey(recipients) {
  const { Encrypter } = await import("./dist-S3YMKBFS.mjs");
  const encrypter = new Encrypter();
  for (const recipient of recipients) attempt(recipient, () => encrypter.addRecipient(recipient));
  let fileKey;
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = Uint8Array.from(key);
      return [];
    }
  });
  const empty = await encrypter.encrypt(new Uint8Array());
  if (fileKey === void 0) throw new TypeError("the library wrapped no key");
  return { header: empty.subarray(0, empty.length - nonceBytes - tagBytes), fileKey };
}
function attempt(recipient, add) {
  try {
    add();
  } catch {
    throw new UserError(`Cannot encrypt to ${describeRecipient(recipient)}: it is no age recipient`, {
      code: "settings_invalid",
      hint: "Put public keys into snapshots.recipients, age1\u2026, as age-keygen prints them."
    });
  }
}
var describeRecipient = (recipient) => /^age1[a-z0-9]+$/.test(recipient) ? `${recipient.slice(0, 12)}\u2026` : "a recipient of the settings";

// src/adapters/workspace/snapshot-store.ts
var defaultMaxBytes = 64 * 1024 ** 3;
function createSnapshotStore({ maxBytes = defaultMaxBytes, ...options }) {
  const directory = (0, import_node_path.resolve)(options.directory);
  return {
    async keep(request, { signal }) {
      if (!/^\w[\w.-]*$/.test(request.name)) throw new RangeError(`no name for a file: ${request.name}`);
      const seal = options.recipients.length === 0 ? void 0 : await sealAge(options.recipients);
      const path = (0, import_node_path.join)(directory, `${request.name}.db${seal === void 0 ? "" : ".age"}`);
      signal.throwIfAborted();
      const checked = await writeWhole(
        path,
        directory,
        (file) => writeChecked(file, request, { seal, maxBytes, signal })
      );
      return describeKept(path, checked, seal !== void 0);
    }
  };
}
var describeKept = (path, { bytes, sha256 }, encrypted) => ({
  path,
  bytes,
  sha256,
  encrypted
});
async function writeWhole(path, directory, write) {
  const part = `${path}.part`;
  try {
    await (0, import_promises.mkdir)(directory, { recursive: true, mode: 448 });
    await (0, import_promises.unlink)(part).catch(ignoreMissing);
    const file = await (0, import_promises.open)(part, "wx", 384);
    try {
      const value = await write(file).finally(() => file.close());
      await (0, import_promises.rename)(part, path);
      await syncFolder(directory);
      return value;
    } catch (error) {
      await (0, import_promises.unlink)(part).catch(ignoreMissing);
      throw error;
    }
  } catch (error) {
    throw isOfDisk(error) ? cannotWrite(directory, error) : error;
  }
}
async function writeChecked(file, request, writing) {
  const { seal, maxBytes, signal } = writing;
  const check = createSnapshotCheck();
  const output = createBufferedWriter(file);
  let left = maxBytes;
  if (seal !== void 0) await output.write(seal.header);
  for await (const { piece, last } of inPieces(request.chunks)) {
    signal.throwIfAborted();
    left -= piece.length;
    if (left < 0) throw invalid(request, `it is larger than ${maxBytes} bytes`);
    check.update(piece);
    if (seal === void 0) await output.write(piece);
    else for (const bytes of seal.seal(piece, last)) await output.write(bytes).then(() => release(bytes));
  }
  await output.flush();
  const checked = check.finish();
  if (checked.verdict === "cut short") throw invalid(request, `it is cut short, after ${checked.bytes} bytes`);
  if (checked.verdict === "damaged") throw invalid(request, "its hash is not the one that it bears");
  await file.sync();
  return checked;
}
async function* inPieces(chunks) {
  const piece = Buffer.allocUnsafe(agePieceBytes);
  let used = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length; ) {
      if (used === piece.length) {
        yield { piece, last: false };
        used = 0;
      }
      const taking = Math.min(piece.length - used, chunk.length - taken);
      piece.set(chunk.subarray(taken, taken + taking), used);
      used += taking;
      taken += taking;
    }
  }
  yield { piece: piece.subarray(0, used), last: true };
}
function release({ buffer, byteLength }) {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
async function syncFolder(directory) {
  const folder = await (0, import_promises.open)(directory, "r");
  await folder.sync().finally(() => folder.close());
}
function invalid({ name }, reason) {
  const hint = "Nothing was kept of it. Take another one; the member's own disk or memory may be failing if it stays so.";
  return new UserError(`Cannot keep the snapshot ${name}: ${reason}`, { code: "snapshot_invalid", hint });
}
var diskProblems = {
  EACCES: "it may not be written",
  EDQUOT: "the quota is used up",
  ENOSPC: "no space is left",
  ENOTDIR: "it is no folder",
  EEXIST: "it is no folder",
  EROFS: "it cannot be written"
};
var codeOf = (error) => error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
var isOfDisk = (error) => codeOf(error) in diskProblems;
function cannotWrite(directory, cause) {
  return new UserError(`Cannot keep snapshots in ${directory}: ${diskProblems[codeOf(cause)]}`, {
    code: "input_invalid",
    hint: "Name another folder in snapshots.directory of the settings.",
    cause
  });
}
function ignoreMissing(error) {
  if (codeOf(error) !== "ENOENT") throw error;
}

// src/action/operate/open-cluster.ts
async function openCluster(cluster, files, run) {
  return openConnections(cluster, await knownNodes(cluster, files, run), run);
}
async function openConnections(cluster, nodes, run) {
  const talosconfig = findTalosconfig(run);
  if (talosconfig === void 0) {
    throw new UserError(`Cannot reach ${cluster.name}: the run has no talosconfig`, {
      code: "talosconfig_invalid",
      hint: "Give the input talosconfig, or set TALOSCONFIG."
    });
  }
  const talos = await connectTalos({ talosconfig, context: cluster.context, now: () => /* @__PURE__ */ new Date() });
  const controlPlanes = nodes.filter(({ role }) => role === "controlplane");
  const kubernetes = connectKubernetes({
    kubeconfig: () => readKubeconfig(talos, controlPlanes, run),
    servers: controlPlanes.map(({ address }) => address),
    lockNamespace: cluster.operations.lockNamespace,
    now: () => /* @__PURE__ */ new Date()
  });
  const factory = createImageFactory({ url: cluster.factory });
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return {
    factory,
    read: {
      liveNodes: talos.liveNodes,
      stores: createStores(cluster, run),
      nodes: talos.nodes,
      kubernetes: kubernetes.probe,
      registry: registryOf(factory),
      close
    },
    write: {
      nodes: talos.control,
      kubernetes: kubernetes.control,
      lock: kubernetes.lock,
      snapshots: createSnapshotStore({
        directory: snapshotFolder(cluster, run.environment),
        recipients: cluster.snapshots.recipients
      })
    },
    close
  };
}
function snapshotFolder({ snapshots }, environment) {
  return snapshots.directory ?? temporaryFolder(environment);
}
async function knownNodes(cluster, files, { signal }) {
  const context = await openRenderContext(files, { signal, clock: () => performance.now() });
  const identified = await identifyNodes(cluster, context);
  return identified.flatMap((node) => "error" in node ? [] : [node]);
}
async function readKubeconfig(talos, controlPlanes, { log, redactor, signal }) {
  const failures = [];
  for (const node of controlPlanes) {
    try {
      const text = await talos.kubeconfig(node, { signal });
      for (const [, key = ""] of text.matchAll(/(?:client-key-data|token):\s*(\S{20,})/g)) {
        redactor.learnValue(key);
        log.hide(key);
      }
      return text;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    }
  }
  throw failures[0] ?? new UserError("Cannot get a kubeconfig: no control plane is known", { code: "config_invalid" });
}
function registryOf(factory) {
  return {
    async hasImage(reference, waiting) {
      try {
        return await factory.hasImage(reference, waiting);
      } catch (error) {
        if (error instanceof UserError) return void 0;
        throw error;
      }
    }
  };
}

export {
  openCluster,
  openConnections
};
