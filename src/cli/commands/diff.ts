import { randomBytes } from "node:crypto";
import { planChanges } from "../../plan.ts";
import type { SafeNodeDiff, SafePlan } from "../../redaction/redacted.ts";
import { renderTerminal } from "../../report/render-terminal.ts";
import { resultJson } from "../../report/result-json.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { openBase } from "../open-base.ts";
import { openAccess, openFactory } from "../open-ports.ts";
import { openCluster, openRepository } from "../open-repository.ts";
import { progressLine } from "../progress-line.ts";

/** The width that prose is wrapped at where stdout is no terminal. */
const defaultWidth = 100;

export async function run(call: CommandCall): Promise<ExitCode> {
  const { args, output, signal } = call;
  const repository = await openRepository(call);
  const cluster = await openCluster(call, repository, args);
  const base = await openBase(call, repository);
  const selectors = args.length === 0 ? ["all"] : args;
  const request = { cluster, files: repository.files, selectors, command: `diff ${selectors.join(" ")}` };
  const ports = {
    factory: await openFactory(cluster),
    redactionKey: randomBytes(32),
    onProgress: progressLine(call.output),
    clock: () => performance.now(),
  };
  const { safe } =
    base === undefined
      ? await planChanges(request, { ...ports, openAccess: () => openAccess(call, cluster, repository) }, { signal })
      : await planChanges({ ...request, base }, ports, { signal });
  if (output.json) output.writeJson(resultJson(safe));
  else output.write(renderTerminal(safe, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
  return exitCode(safe);
}

/** A node that could not be compared is an error, whatever the others say. */
function exitCode({ nodes }: SafePlan): ExitCode {
  if (nodes.some(({ kind }) => kind === "unreachable" || kind === "invalid")) return 1;
  return nodes.some(differs) ? 2 : 0;
}

function differs(node: SafeNodeDiff): boolean {
  if (node.kind === "changed" || node.kind === "withheld") return true;
  return node.kind === "unchanged" && node.image !== undefined && node.image.upgrade !== "none";
}
