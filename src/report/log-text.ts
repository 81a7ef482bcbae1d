import { visibleText } from "./visible-text.ts";

/**
 * Text for a log: the runner takes lines that begin with `::name` and text after `##[` for commands, wherever they come from.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function logText(text: string): string {
  return visibleText(text)
    .replace(/^([ \t]*):(?=:)/gm, "$1\\u{3a}")
    .replace(/##(?=\[)/g, "#\\u{23}");
}
