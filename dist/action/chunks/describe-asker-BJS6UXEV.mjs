import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  decidePermission
} from "./chunk-SRCCXFC4.mjs";
import {
  commandTable
} from "./chunk-UAHXZIYU.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/chatops/describe-rights.ts
function describeRights(person, rules) {
  const rights = commandTable.filter(({ risk }) => risk !== "none").map(({ name, args }) => {
    const may = (role) => decidePermission({ name }, person, rules, [role]).kind === "allowed";
    const isForNodes = args.some(({ kind }) => kind === "node" || kind === "nodes");
    const whole = decidePermission({ name }, person, rules, []).kind === "allowed";
    return isForNodes ? { name, controlplane: may("controlplane"), worker: may("worker") } : { name, controlplane: whole, worker: whole };
  });
  const names = (wants) => rights.filter(({ controlplane, worker }) => controlplane === wants.controlplane && worker === wants.worker).map(({ name }) => name);
  return {
    everywhere: names({ controlplane: true, worker: true }),
    controlPlanes: names({ controlplane: true, worker: false }),
    workers: names({ controlplane: false, worker: true })
  };
}

// src/action/ask/describe-asker.ts
async function describeAsker(asking, { redactor }) {
  const { clusters } = await asking.settings();
  return Promise.all(
    clusters.map(async (cluster) => {
      const { person, rules } = await asking.rights(cluster);
      const { login, role } = person;
      return {
        kind: "rights",
        login: redactor.text(login),
        role,
        cluster: redactor.text(cluster.name),
        rights: describeRights(person, rules)
      };
    })
  );
}
export {
  describeAsker
};
