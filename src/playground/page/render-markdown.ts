/** Markdown as GitHub shows it: our own comments, and whatever a person types. */
import MarkdownIt from "markdown-it";
import { escapeHtml } from "./escape-html.ts";

export interface MarkdownLinks {
  /** Of the repository on the simulated GitHub, which has no pages of its own. */
  readonly repositoryUrl: string;
}

const markdown = new MarkdownIt({ html: true, linkify: true });
const { rules } = markdown.renderer;

rules["html_block"] = rules["html_inline"] = (tokens, index) => keepKnownTags(tokens[index]?.content ?? "");

rules["fence"] = (tokens, index) => {
  const { content = "", info = "" } = tokens[index] ?? {};
  return `<pre><code>${info.trim() === "diff" ? colourDiff(content) : escapeHtml(content)}</code></pre>\n`;
};

/** The page's policy lets no style stand in an attribute. */
markdown.core.ruler.push("alignment", ({ tokens }) => {
  for (const token of tokens) {
    const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet("style") ?? ""))?.[1];
    if (align === undefined) continue;
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
    token.attrSet("class", align);
  }
});

/** What the address of a link becomes, by the `repositoryUrl` of the rendering. */
markdown.core.ruler.push("links", ({ tokens, env }) => {
  const repositoryUrl = String(env["repositoryUrl"]);
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type !== "link_open") continue;
    const here = hrefHere(String(token.attrGet("href") ?? ""), repositoryUrl);
    token.attrs = here === undefined ? [["class", "nowhere"]] : Object.entries(here);
  }
});

export function renderMarkdown(text: string, links: MarkdownLinks): string {
  return markdown.render(text, { ...links }).replace(alert, (_, kind: string) => {
    const name = kind.toLowerCase();
    return `<blockquote class="alert ${name}">\n<p><b class="kind">${name}</b><br>`;
  });
}

const alert = /<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\n/g;

const knownTag =
  /&lt;(\/?(?:b|br|code|details|em|i|kbd|li|ol|p|pre|strong|sub|summary|sup|table|tbody|td|th|thead|tr|ul)(?: open)?\s?\/?)&gt;/g;

/** Other tags are shown as text; marks of ours in HTML comments are not shown. */
function keepKnownTags(html: string): string {
  return escapeHtml(html.replace(/<!--[\s\S]*?-->/g, "")).replace(knownTag, "<$1>");
}

function colourDiff(text: string): string {
  return text.replace(/^.*$/gm, (line) => {
    const kind = { "+": "added", "-": "removed", "@": "place" }[line.charAt(0)];
    return kind === undefined ? escapeHtml(line) : `<span class="${kind}">${escapeHtml(line)}</span>`;
  });
}

/** Runs and comments have their places on the page; commits and files have none. */
function hrefHere(href: string, repositoryUrl: string): Readonly<Record<string, string>> | undefined {
  if (!href.startsWith(`${repositoryUrl}/`)) return { href, target: "_blank", rel: "noreferrer" };
  const comment = /#(issuecomment-\d+)$/.exec(href)?.[1];
  if (comment !== undefined) return { href: `#${comment}` };
  const run = /\/actions\/runs\/(\d+)/.exec(href)?.[1];
  return run === undefined ? undefined : { href: `/runs/${run}`, target: "_blank" };
}
