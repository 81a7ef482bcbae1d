import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createLiveProgress,
  describeOperation,
  operate,
  plannedJson,
  prepareOperation,
  riskOf,
  showResult,
  terminalColumns,
  terminalFindings
} from "./chunk-PDFERDSS.mjs";
import "./chunk-LIOT4LWK.mjs";
import {
  bareName,
  confirm,
  formatCommand,
  givenLine,
  openOperation,
  readCommand,
  requesterOf
} from "./chunk-RZQ4RQAE.mjs";
import "./chunk-6OAT57D5.mjs";
import "./chunk-S5LSDLKO.mjs";
import {
  footerText,
  roleText,
  terminalChanges
} from "./chunk-3PW5X7CU.mjs";
import {
  plural
} from "./chunk-Y7HDC6WI.mjs";
import "./chunk-EWQ63OKD.mjs";
import {
  wrapText
} from "./chunk-CGAG4KJM.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import "./chunk-H2VVC5AP.mjs";
import "./chunk-JTL3MS7Z.mjs";
import "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-3GNTJJF6.mjs";
import "./chunk-WQCB6VHB.mjs";
import "./chunk-ENJT34GX.mjs";
import "./chunk-J2TA3IMP.mjs";
import "./chunk-V7XVEVV4.mjs";
import "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-FFUMUOPK.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/report/operation/terminal-plan.ts
function renderTerminalOperation(operation, options) {
  const { plan, findings } = operation;
  const sections = [
    paint(titleText(operation), "bold", options),
    orderLines(operation, options).join("\n"),
    ...terminalChanges(plan, options),
    ...terminalFindings(findings, options),
    consequenceText(operation, options),
    paint(footerText(plan), "dim", options)
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}
`;
}
function titleText({ command, plan, nodes }) {
  const working = nodes.filter(({ unchanged }) => !unchanged);
  const disrupted = working.filter(({ disruptive }) => disruptive).length;
  const how = working.length > 1 ? ", one after another" : "";
  const rest = disrupted === 0 ? "none of them disrupted" : `${disrupted} disrupted`;
  const what = working.length === 0 ? "nothing to do" : `${plural(working.length, "node")}${how}, ${rest}`;
  return `${logText(command)} on ${logText(plan.cluster)}${nodes.length === 0 ? "" : `: ${what}`}`;
}
function orderLines({ nodes }, options) {
  let number = 0;
  const rows = nodes.map(({ name, role, summary, disruptive, unchanged }) => {
    if (!unchanged) number += 1;
    const text = logText(summary.replace(/\s+/g, " "));
    return [
      { text: unchanged ? "\u2013" : String(number) },
      { text: logText(name) },
      { text: roleText(role) },
      unchanged ? { text, colour: "dim" } : disruptive ? { text, colour: "yellow" } : { text }
    ];
  });
  return terminalColumns(rows, options);
}
function consequenceText({ consequences, risk }, options) {
  if (consequences.length === 0) return "";
  const title = risk === "destroy" ? "This cannot be taken back:" : "What it takes:";
  const lines = consequences.map(
    (line) => wrapText(`  - ${logText(line.replace(/\s+/g, " "))}`, options.width, "    ")
  );
  return [paint(title, risk === "destroy" ? "red" : "bold", options), ...lines].join("\n");
}

// src/cli/operate/run-operation.ts
var defaultWidth = 100;
async function runOperation(call, name) {
  const given = readCommand(call, name);
  refuseHalfConfirmed(call, given);
  const opened = await openOperation(call, givenLine(call, name), given);
  try {
    return await prepareAndOperate(call, given, opened);
  } finally {
    opened.close();
  }
}
function refuseHalfConfirmed({ options }, given) {
  if (given.kind !== "unconfirmed" || !options.flag("yes")) return;
  throw new UserError(`Nothing was changed: ${given.problem.message}`, {
    code: "confirmation_missing",
    hint: `--yes is not enough for what destroys: add --confirm ${bareName(given.command.node)}.`
  });
}
async function prepareAndOperate(call, given, opened) {
  const { output, signal } = call;
  const { cluster, repository, isChanged, ports } = opened;
  const command = given.command;
  const requester = requesterOf(call);
  const request = { cluster, files: repository.files, command, commandText: formatCommand(command), requester };
  if (isChanged && (command.name === "apply" || command.name === "upgrade")) {
    output.say("note: the working tree has changes that are not committed; they are part of what is done");
  }
  const prepared = await prepareOperation(request, ports, { signal });
  const plan = describeOperation(prepared, requester);
  const isDone = plan.next.kind !== "starts";
  if (!output.json) showPlan(call, plan);
  else if (isDone) output.writeJson(plannedJson(plan));
  if (isDone) return exitCodeOf(plan);
  await confirmCommand(call, given);
  const result = await carryOut(call, request, prepared, opened);
  return showResult(call, result, describeOperation(result.prepared, requester));
}
function showPlan({ output }, plan) {
  output.write(renderTerminalOperation(plan, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
}
function exitCodeOf({ next, nodes }) {
  if (next.kind === "refused") return 1;
  const hasWork = nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged);
  return hasWork ? 2 : 0;
}
async function confirmCommand(call, given) {
  if (call.options.flag("yes")) return;
  const isNamed = given.kind === "unconfirmed" && riskOf(given.command) === "destroy";
  await confirm(call, isNamed ? { name: bareName(given.command.node) } : {});
}
async function carryOut({ output, signal, holdOn }, request, { digest }, { ports }) {
  const stop = holdOn();
  const said = () => output.say("Stopping: no further node is started. Ctrl-C again stops waiting for the one in hand.");
  stop.addEventListener("abort", said, { once: true });
  const live = createLiveProgress(output);
  try {
    const approval = { digest: digest.value, parts: digest.parts };
    return await operate(request, { ...ports, onOperation: live.update }, approval, { signal, stop });
  } finally {
    stop.removeEventListener("abort", said);
    live.end();
  }
}
export {
  runOperation
};
