/** The page in HTML: a shell that is sent once, and the part that changes, which the script fetches again and again. */
import { escapeHtml } from "./escape-html.ts";
import type { PageCheck, PageComment, PageJob, PageModel, PageNode, PageRun } from "./page-model.ts";
import { type MarkdownLinks, renderMarkdown } from "./render-markdown.ts";

export interface Shell {
  readonly style: string;
  readonly script: string;
  /** Of the content security policy. */
  readonly nonce: string;
}

export function renderShell(model: PageModel, { style, script, nonce }: Shell): string {
  const { people, labels, pull, repository } = model;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='3' fill='%231f883d'/%3E%3C/svg%3E">
<title>${escapeHtml(pull.title)} · #${pull.number} · ${escapeHtml(repository)}</title>
<style nonce="${nonce}">${style}</style></head>
<body>
<p id="gone" hidden>The playground has ended. Start it again with <code>npm start</code>.</p>
<header><b>${escapeHtml(repository)}</b><span>a playground: GitHub, the nodes and Kubernetes are simulated; the bot and the action are real</span></header>
<main>
<section class="conversation">
<div id="conversation">${renderConversation(model)}</div>
<form id="say"><label>as <select name="author">${people.map(renderPerson).join("")}</select></label>
<textarea name="body" rows="3" aria-label="Comment" placeholder="/talos diff&#10;/talos upgrade talos-m03"></textarea>
<div class="row"><button type="submit">Comment</button>
<label>or add the label <select name="label"><option value="">choose one …</option>${options(labels)}</select></label></div></form>
</section>
<aside id="side">${renderSide(model)}</aside>
</main>
<script nonce="${nonce}">${script}</script>
</body></html>`;
}

export function renderConversation({ pull, url }: PageModel): string {
  const links = { repositoryUrl: url };
  const { author, body, branch, comments, headSha, labels, number, title } = pull;
  return `<h1>${escapeHtml(title)} <span class="quiet">#${number}</span></h1>
<p class="quiet"><span class="state">Open</span> <b>${escapeHtml(author)}</b> wants to merge <code>${escapeHtml(branch)}</code> at <code>${headSha.slice(0, 7)}</code></p>
<p class="labels">${labels.map((label) => `<span class="label">${escapeHtml(label)}</span>`).join("")}</p>
<article><div class="body">${renderMarkdown(body, links)}</div></article>
${comments.map((comment) => renderComment(comment, links)).join("\n")}`;
}

export function renderSide({ checks, nodes, people, runs, url }: PageModel): string {
  const links = { repositoryUrl: url };
  const waiting = runs.filter(isWaiting);
  const others = runs.filter((run) => !isWaiting(run));
  return `${waiting.length === 0 ? "" : `<h2>Waits for a review</h2>${waiting.map(renderRun).join("")}`}
<h2>Nodes</h2>${renderNodes(nodes)}
<h2>Checks</h2>${checks.length === 0 ? nothing : checks.map((check) => renderCheck(check, links)).join("")}
<h2>${waiting.length === 0 ? "Workflow runs" : "Other workflow runs"}</h2>${others.length === 0 ? nothing : others.map(renderRun).join("")}
<h2>People</h2><ul class="plain">${people.map(({ login, role }) => `<li><b>${escapeHtml(login)}</b> <span class="quiet">${escapeHtml(role)}</span></li>`).join("")}</ul>`;
}

function isWaiting({ jobs }: PageRun): boolean {
  return jobs.some(({ waitsFor }) => waitsFor !== undefined);
}

const nothing = '<p class="quiet">none</p>';

function renderPerson({ login, role }: PageModel["people"][number]): string {
  return `<option value="${escapeHtml(login)}">${escapeHtml(`${login} (${role})`)}</option>`;
}

function renderComment(comment: PageComment, links: MarkdownLinks): string {
  const { author, at, body, id, isBot, isEdited, reactions } = comment;
  const bot = isBot ? ' <span class="tag">bot</span>' : "";
  const edited = isEdited ? " · edited" : "";
  const shown = reactions.map(
    ({ emoji, by }) =>
      `<span class="reaction" title="${escapeHtml(by.join(", "))}">${escapeHtml(emoji)} ${by.length}</span>`,
  );
  return `<article id="issuecomment-${id}"><div class="head"><b>${escapeHtml(author)}</b>${bot} <span class="quiet">${escapeHtml(at)}${edited}</span>${isBot ? "" : renderChanges(comment)}</div>
<div class="body">${renderMarkdown(body, links)}</div>${shown.length > 0 ? `<div class="reactions">${shown.join("")}</div>` : ""}</article>`;
}

/** A command holds only while its comment stands as it was written. */
function renderChanges({ body, id }: PageComment): string {
  return `<span class="changes"><button class="edit" data-comment="${id}" data-body="${escapeHtml(body)}">Edit</button> <button class="delete" data-comment="${id}">Delete</button></span>`;
}

function renderNodes(nodes: readonly PageNode[]): string {
  const rows = nodes.map(
    ({ isCordoned, name, role, schematic, state, version }) =>
      `<tr><td><b>${escapeHtml(name)}</b><br><span class="quiet">${escapeHtml(role)}</span></td><td>${escapeHtml(version)}<br><span class="quiet">${escapeHtml(schematic)}</span></td><td>${light(state)} ${escapeHtml(state)}${isCordoned ? '<br><span class="tag">cordoned</span>' : ""}</td></tr>`,
  );
  return `<table class="nodes">${rows.join("")}</table>`;
}

function light(state: string): string {
  return `<span class="light ${state === "running" ? "good" : "busy"}"></span>`;
}

function renderCheck({ app, conclusion, id, name, status, summary, title }: PageCheck, links: MarkdownLinks): string {
  return `<details class="check" id="check-${id}"><summary>${icon(status, conclusion)} <b>${escapeHtml(name)}</b> <span class="quiet">${escapeHtml(app)}</span><br><span class="title">${escapeHtml(title)}</span></summary><div class="body">${renderMarkdown(summary, links)}</div></details>`;
}

function renderRun({ conclusion, id, jobs, status, title }: PageRun): string {
  return `<div class="run"><p>${icon(status, conclusion)} <a href="/runs/${id}" target="_blank">${escapeHtml(title)}</a></p><ul class="plain">${jobs.map((job) => renderJob(id, job)).join("")}</ul></div>`;
}

function renderJob(run: number, { conclusion, name, status, waitsFor }: PageJob): string {
  return `<li>${icon(status, conclusion)} ${escapeHtml(name)}${waitsFor ? renderWaiting(run, waitsFor) : ""}</li>`;
}

function renderWaiting(run: number, { environment, reviewers }: NonNullable<PageJob["waitsFor"]>): string {
  const buttons = reviewers.map((login) =>
    (["approved", "rejected"] as const)
      .map(
        (state) =>
          `<button class="review ${state}" data-run="${run}" data-environment="${escapeHtml(environment)}" data-person="${escapeHtml(login)}" data-state="${state}">${state === "approved" ? "Approve" : "Reject"} as ${escapeHtml(login)}</button>`,
      )
      .join(" "),
  );
  return `<div class="waiting">waits for a review of <b>${escapeHtml(environment)}</b><br>${buttons.join("<br>")}</div>`;
}

const icons: Readonly<Record<string, string>> = {
  success: "✅",
  failure: "❌",
  cancelled: "⛔",
  skipped: "⏭️",
  neutral: "◻️",
  action_required: "✋",
  timed_out: "⌛",
  queued: "🕓",
  waiting: "✋",
  in_progress: "🟡",
};

function icon(status: string, conclusion: string | null): string {
  const word = conclusion ?? status;
  return `<span title="${escapeHtml(word)}">${icons[word] ?? "•"}</span>`;
}

function options(texts: readonly string[]): string {
  return texts.map((text) => `<option>${escapeHtml(text)}</option>`).join("");
}
