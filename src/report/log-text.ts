import { visibleText } from "./visible-text.ts";

/**
 * Text for a log. The runner takes `::name::value` at the beginning of a line for a command, and `##[name]` anywhere; a
 * line that is wrapped later may begin at any word.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function logText(text: string): string {
  return visibleText(text)
    .replace(/(^|\s):(?=:[^\n]*::)/g, "$1\\u{3a}")
    .replace(/##(?=\[)/g, "#\\u{23}");
}
