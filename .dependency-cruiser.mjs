// The table of docs/architecture.md: a stage may look only upstream. Data flows left to right.
const stages = ["chatops", "cluster", "config", "diff", "health", "operation", "redaction", "report"];

/** What each stage may import (folders below src/); errors.ts and nearest-name.ts are open to all. */
const allowed = {
  chatops: [],
  cluster: ["chatops"],
  config: ["cluster"],
  diff: ["cluster", "config"],
  health: ["cluster", "config", "diff"],
  operation: ["cluster", "config", "diff", "health"],
  report: ["chatops", "cluster", "config", "diff", "health", "operation", "redaction"],
};

const open = "^src/(errors|nearest-name)\\.ts$";

const folder = (names) => `^src/(${names.join("|")})/`;

const stageRules = Object.entries(allowed).map(([stage, upstream]) => ({
  name: `${stage}-looks-upstream-only`,
  comment: `${stage}/ may import only ${["errors.ts", "nearest-name.ts", ...upstream].join(", ")}`,
  severity: "error",
  from: { path: `^src/${stage}/` },
  to: { path: "^src/", pathNot: [open, folder([stage, ...upstream])] },
}));

export default {
  forbidden: [
    ...stageRules,
    {
      name: "redaction-sees-values-only-of-itself",
      comment: "redaction/ may import types of cluster … operation, and code only of itself and errors.ts",
      severity: "error",
      from: { path: "^src/redaction/" },
      to: {
        path: "^src/",
        pathNot: ["^src/errors\\.ts$", "^src/redaction/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "redaction-sees-types-upstream",
      severity: "error",
      from: { path: "^src/redaction/" },
      to: {
        path: "^src/",
        pathNot: ["^src/errors\\.ts$", folder(["redaction", "cluster", "config", "diff", "health", "operation"])],
      },
    },
    {
      name: "stages-know-no-adapter-journey-or-door",
      severity: "error",
      from: { path: folder(stages) },
      to: { path: ["^src/(adapters|playground)/", "^src/(action|bot|cli|inspect|plan|operate)(\\.ts$|/)"] },
    },
    {
      name: "stages-touch-no-network-or-process",
      comment: "clock, environment, files and network arrive as arguments",
      severity: "error",
      from: { path: folder(stages) },
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(fs|http|http2|https|net|tls|child_process|process|worker_threads)",
      },
    },
    {
      name: "adapters-are-strangers",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
    },
    {
      name: "adapters-see-types-of-stages",
      comment: "and the form of what the bot keeps on GitHub: the stage says how it is written, the adapter where",
      severity: "error",
      from: { path: "^src/adapters/" },
      to: {
        path: folder(stages),
        pathNot: "^src/chatops/(request-record|verdict-record|run-note)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "journeys-never-import-adapters",
      severity: "error",
      from: { path: "^src/(inspect|plan|operate)(\\.ts$|/)" },
      to: { path: "^src/(adapters|playground)/" },
    },
    {
      name: "plan-never-writes",
      severity: "error",
      from: { path: "^src/plan(\\.ts$|/)" },
      to: { path: "^src/operation/" },
    },
    {
      name: "inspect-never-writes",
      comment: "it reads the lock, by its type alone",
      severity: "error",
      from: { path: "^src/inspect(\\.ts$|/)" },
      to: { path: "^src/operation/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nobody-imports-a-door",
      severity: "error",
      from: { path: "^(src|test|bench)/" },
      to: { path: "^src/(action|bot|cli)\\.ts$" },
    },
    {
      name: "door-parts-belong-to-their-door",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(action|bot|cli)(/|\\.ts$)" },
      to: { path: "^src/(action|bot|cli)/" },
    },
    {
      name: "doors-are-strangers",
      severity: "error",
      from: { path: "^src/(action|bot|cli)(/|\\.ts$)" },
      to: { path: "^src/(action|bot|cli)/", pathNot: "^src/$1/" },
    },
    {
      name: "bot-cannot-reach-talos",
      severity: "error",
      from: { path: "^src/bot\\.ts$" },
      to: { path: "^src/adapters/talos/", reachable: true },
    },
    {
      name: "action-cannot-reach-probot",
      severity: "error",
      from: { path: "^src/action\\.ts$" },
      to: { path: "node_modules/probot/", reachable: true },
    },
    {
      name: "playground-is-for-play",
      comment: "no stage, journey, adapter, action or bot may contain the simulators",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/playground/", "^src/cli\\.ts$"] },
      to: { path: "^src/playground/" },
    },
    { name: "no-circular", severity: "error", from: { path: "^src/", pathNot: "/proto/" }, to: { circular: true } },
    {
      name: "no-orphans",
      comment:
        "http-client.ts, exec.ts and unused-probot-parts.ts take the place of packages when their door is bundled; page.js is sent to browsers",
      severity: "error",
      from: {
        orphan: true,
        path: "^src/",
        pathNot: [
          "/proto/",
          "^src/(action|bot|cli)\\.ts$",
          "^src/action/(http-client|exec)\\.ts$",
          "^src/bot/unused-probot-parts\\.ts$",
          "^src/playground/page/page\\.js$",
        ],
      },
      to: {},
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
