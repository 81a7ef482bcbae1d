/** A person's word before anything is changed: yes, or for what destroys the node's name. */
import { createInterface } from "node:readline";
import { UserError } from "../../errors.ts";
import type { CommandCall } from "../command.ts";

export interface Question {
  /** What has to be typed: the node's name; left out, yes or y. */
  readonly name?: string;
}

/** As it is typed: without its cluster. */
export function bareName(node: string): string {
  return node.slice(node.indexOf("/") + 1);
}

/** Whether somebody can be asked. */
export function isInteractive({ stdin, output }: CommandCall): boolean {
  return stdin.isTTY === true && output.isLive;
}

/**
 * Asks on stderr.
 *
 * @throws UserError `confirmation_missing` for another answer, and when nobody can be asked
 */
export async function confirm(call: CommandCall, { name }: Question): Promise<void> {
  if (!isInteractive(call)) {
    throw new UserError("Nothing was changed: nobody can be asked here", {
      code: "confirmation_missing",
      hint: name === undefined ? "Add --yes." : `Add --yes --confirm ${name}.`,
    });
  }
  const answer = await ask(call, name === undefined ? "Type yes to go on: " : `Type ${name} to go on: `);
  const isYes = name === undefined ? /^y(es)?$/i.test(answer.trim()) : answer.trim() === name;
  if (!isYes) throw new UserError("Nothing was changed: it was not confirmed", { code: "confirmation_missing" });
}

function ask({ stdin, signal, output }: CommandCall, question: string): Promise<string> {
  output.draw([question]);
  return new Promise((resolve, reject) => {
    // not as a terminal: Ctrl-C stays a signal of the process
    const lines = createInterface({ input: stdin, terminal: false });
    const end = (settle: () => void) => {
      // first: closing the lines says so at once
      settle();
      signal.removeEventListener("abort", interrupted);
      lines.close();
      stdin.pause();
      output.release();
    };
    const interrupted = () => {
      end(() => reject(signal.reason));
      // behind the ^C that the terminal shows
      output.say("");
    };
    signal.addEventListener("abort", interrupted, { once: true });
    lines.once("line", (line) => end(() => resolve(line)));
    lines.once("close", () => resolve(""));
  });
}
