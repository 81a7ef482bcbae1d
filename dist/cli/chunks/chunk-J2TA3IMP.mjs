import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readTemplateSettings
} from "./chunk-XDIK34DW.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/config/open-render-context.ts
async function openRenderContext(files, ports) {
  const templates = await readTemplateSettings(files, { signal: ports.signal });
  return { ...ports, files, templates, parsedBases: /* @__PURE__ */ new Map() };
}

// src/cli/open-ports.ts
async function openContext({ signal }, cluster, { files }) {
  return openRenderContext(files, { signal, factory: await openFactory(cluster), clock: () => performance.now() });
}
async function openFactory(cluster) {
  const { createImageFactory } = await import("./create-image-factory-MS66T6BE.mjs");
  return createImageFactory({ url: cluster.factory });
}
async function openStores({ environment }, cluster, { root }) {
  const { createSecretStores } = await import("./create-secret-stores-DAGQLBJK.mjs");
  return createSecretStores(cluster.secrets, { environment, root });
}
async function openAccess(call, cluster, repository) {
  const [talos, stores] = await Promise.all([openTalos(call, cluster), openStores(call, cluster, repository)]);
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}
async function openInspection(call, cluster, nodes) {
  const talos = await openTalos(call, cluster);
  const kubernetes = await openKubernetes(call, cluster, nodes, talos);
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return { nodes: talos.nodes, kubernetes: kubernetes.probe, lock: kubernetes.lock, close };
}
async function openKubernetes({ signal }, { operations }, nodes, talos) {
  const { connectKubernetes } = await import("./connect-kubernetes-JIZNCMQE.mjs");
  const controlPlanes = nodes.filter(({ role }) => role === "controlplane");
  return connectKubernetes({
    kubeconfig: () => readKubeconfig(talos, controlPlanes, signal),
    servers: controlPlanes.map(({ address }) => address),
    lockNamespace: operations.lockNamespace,
    now: () => /* @__PURE__ */ new Date()
  });
}
async function readKubeconfig(talos, nodes, signal) {
  const failures = [];
  for (const node of nodes) {
    try {
      return await talos.kubeconfig(node, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  throw first ?? new UserError("Cannot get a kubeconfig: no control plane is known", { code: "settings_invalid" });
}
async function openTalos({ options, environment }, cluster) {
  const { connectTalos } = await import("./connect-talos-J5FOHGX7.mjs");
  const { TALOSCONFIG, TALOS_HOME, HOME } = environment;
  return connectTalos({
    talosconfig: { path: options.text("talosconfig"), TALOSCONFIG, TALOS_HOME, home: HOME },
    context: cluster.context,
    now: () => /* @__PURE__ */ new Date()
  });
}

export {
  openRenderContext,
  openContext,
  openFactory,
  openStores,
  openAccess,
  openInspection,
  openKubernetes,
  openTalos
};
