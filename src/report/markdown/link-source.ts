import type { SafeLocation, SafePlan } from "../../redaction/redacted.ts";
import type { ReportContext } from "../report-context.ts";
import { formatLines, type SourceLines } from "../source-lines.ts";
import { codeSpan } from "./code-span.ts";

/** `file:line` as code, a link to that line at the plan's commit where there is one. */
export function linkSource(location: SafeLocation, plan: SafePlan, context: ReportContext): string {
  const { file, line } = location;
  const label = codeSpan(line === undefined ? file : `${file}:${line}`);
  return link(label, blobUrl(file, line === undefined ? "" : `#L${line}`, plan, context));
}

const maxLinks = 12;

/** Links to all the lines; a file's name stands before its first line only. */
export function linkSources(sources: readonly SourceLines[], plan: SafePlan, context: ReportContext): string {
  const links = sources.slice(0, maxLinks).map((source, index) => {
    const { file, from, to } = source;
    const name = sources[index - 1]?.file === file ? "" : file;
    const anchor = from === undefined ? "" : `#L${from}${to === from ? "" : `-L${to}`}`;
    return link(
      codeSpan(from === undefined ? file : `${name}:${formatLines(source)}`),
      blobUrl(file, anchor, plan, context),
    );
  });
  const more = sources.length - links.length;
  return `${links.join(", ")}${more > 0 ? ` and ${more} more places` : ""}`;
}

function link(label: string, url: string | undefined): string {
  return url === undefined ? label : `[${label}](${url})`;
}

/** The commit as a link, shortened like git does. */
export function linkRevision(revision: string, { repositoryUrl }: ReportContext): string {
  if (!isCommit(revision)) return codeSpan(revision);
  const label = codeSpan(revision.slice(0, 7));
  return repositoryUrl === undefined ? label : `[${label}](${repositoryUrl}/commit/${revision})`;
}

function blobUrl(file: string, anchor: string, plan: SafePlan, context: ReportContext): string | undefined {
  const steps = file.split("/");
  if (context.repositoryUrl === undefined || !isCommit(plan.revision)) return undefined;
  if (steps.some((step) => step === "" || step === "." || step === "..")) return undefined;
  const path = steps.map((step) => encodeURIComponent(step).replace(/[()'!*]/g, encodeCharacter)).join("/");
  return `${context.repositoryUrl}/blob/${plan.revision}/${path}${anchor}`;
}

function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
