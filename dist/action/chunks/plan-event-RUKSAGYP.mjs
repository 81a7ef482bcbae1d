import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  noteChangedSettings,
  openTargetFiles,
  readClusters,
  reportCluster,
  reportNoCluster
} from "./chunk-V2RFJN4N.mjs";
import "./chunk-LH4MWCEB.mjs";
import {
  resolveTarget
} from "./chunk-6WJDWC3Z.mjs";
import "./chunk-ZFYVKNR2.mjs";
import "./chunk-JNXMRTAJ.mjs";
import "./chunk-EJE2KNFJ.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import {
  removeStickyComment
} from "./chunk-QR4OKCLH.mjs";
import "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-4A32ZLFE.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/action/plan-event.ts
async function planEvent(task, posting, run) {
  const { inputs, signal, github } = run;
  const target = await resolveTarget(github, task, { signal });
  const isDrift = inputs.mode === "drift" || inputs.mode === "auto" && isScheduled(task);
  const places = (name) => placesOf(target, { name, isDrift, run });
  try {
    const files = await openTargetFiles(target, run);
    const clusters = await readClusters(target, files, inputs.selectors, run);
    const notes = await noteChangedSettings(target, run);
    const outcomes = [];
    for (const cluster of clusters) {
      const request = { cluster, target, files, selectors: inputs.selectors, notes, mustBeLive: isDrift };
      outcomes.push(await reportCluster(request, places(cluster.name), posting, run));
    }
    await removeOldFailure(places(), posting, run);
    return outcomes;
  } catch (error) {
    signal.throwIfAborted();
    return [await reportNoCluster(error, target, places(), posting, run)];
  }
}
function isScheduled(task) {
  return task.kind === "commit" && task.trigger === "schedule";
}
function placesOf(target, { name, isDrift, run }) {
  const { comment, check } = run.inputs;
  const suffix = name === void 0 ? "" : ` / ${name}`;
  const checks = check ? [{ kind: "check", name: `talos ${isDrift ? "drift" : "plan"}${suffix}` }] : [];
  if (isDrift) return name === void 0 ? checks : [...checks, { kind: "issue", key: name }];
  if (!comment || target.pullRequest === void 0) return checks;
  return [
    ...checks,
    { kind: "comment", number: target.pullRequest, key: name === void 0 ? "plan" : `plan ${name}` }
  ];
}
async function removeOldFailure(places, posting, run) {
  for (const place of places) {
    if (place.kind === "comment") await posting.attempt(() => removeStickyComment(run.github, place, run));
  }
}
export {
  planEvent
};
