import { cutText } from "../cut-text.ts";
import { visibleText } from "../visible-text.ts";

const maxLength = 500;

/** Foreign text inside an HTML element, in one line: `<summary>` and `<code>`, where Markdown does not reach. */
export function htmlText(text: string): string {
  return visibleText(cutText(text, maxLength))
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/@(?=[\w-])/g, "@\u2060")
    .replace(/#(?=[0-9])/g, "#\u2060");
}
