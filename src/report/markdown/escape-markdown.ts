import { cutText } from "../cut-text.ts";
import { visibleText } from "../visible-text.ts";
import { codeSpan } from "./code-span.ts";

/** URLs and secret references: as code they are readable, can be copied, and are no links that somebody else chose. */
const address = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'`|]+|\bwww\.[^\s<>"'`|]+/gi;

const maxLength = 2_000;

/** Foreign text as one line of plain prose, cut openly when very long: no markup, no HTML, no mention, no issue reference, no link. */
export function escapeMarkdown(text: string): string {
  const line = visibleText(cutText(text, maxLength)).replace(/\s+/g, " ").trim();
  let result = "";
  let from = 0;
  for (const match of line.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, "");
    result += escapeProse(line.slice(from, match.index)) + codeSpan(found);
    from = match.index + found.length;
  }
  return result + escapeProse(line.slice(from));
}

/** GitHub looks for mentions and references in the rendered text, where a backslash has no say; a word joiner has. */
function escapeProse(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]|~$]/g, "\\$&")
    .replace(/^(\s*)([-+#=]|[0-9]+[.)])/, (_, space: string, sign: string) => `${space}${escapeLast(sign)}`)
    .replace(/@(?=[\w-])/g, "@\u2060")
    .replace(/#(?=[0-9])/g, "#\u2060")
    .replace(/GH-(?=[0-9])/gi, "$&\u2060");
}

function escapeLast(sign: string): string {
  return `${sign.slice(0, -1)}\\${sign.slice(-1)}`;
}
