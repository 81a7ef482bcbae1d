import { resolve } from "node:path";
import { writeFileAtomically } from "../adapters/workspace/write-file.ts";
import type { CommandCall } from "./command.ts";

/** A result as text, and as data for `--json`. */
export interface Result {
  readonly text: string;
  readonly data: object;
  /** Only its owner may read a file that it is written to. */
  readonly secret: boolean;
}

/** Writes a command's result to the file of `--output`, or to stdout. */
export async function writeResult(call: CommandCall, { text: plain, data, secret }: Result): Promise<void> {
  const { options, output, directory } = call;
  const text = output.json ? `${JSON.stringify(data, null, 2)}\n` : plain;
  const path = options.text("output");
  if (path === undefined || path === "-") output.write(text);
  else await writeFileAtomically(resolve(directory, path), text, { replace: true, mode: secret ? 0o600 : 0o644 });
}
