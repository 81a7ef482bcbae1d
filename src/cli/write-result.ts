import { resolve } from "node:path";
import { writeFileAtomically } from "../adapters/workspace/write-file.ts";
import type { CommandCall } from "./command.ts";

/** Writes a command's text to the file of `--output`, or to stdout. `secret`: only its owner may read the file. */
export async function writeResult(
  { options, output, directory }: CommandCall,
  text: string,
  { secret }: { readonly secret: boolean },
): Promise<void> {
  const path = options.text("output");
  if (path === undefined || path === "-") output.write(text);
  else await writeFileAtomically(resolve(directory, path), text, { replace: true, mode: secret ? 0o600 : 0o644 });
}
