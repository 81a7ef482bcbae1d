import { visibleText } from "../visible-text.ts";

/** Foreign text inside an HTML element, in one line: `<summary>` and `<code>`, where Markdown does not reach. */
export function htmlText(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/@(?=[\w-])/g, "@\u2060")
    .replace(/#(?=[0-9])/g, "#\u2060");
}
