import type { CommandCall, ExitCode } from "../command.ts";
import { renderFile } from "../render-file.ts";
import { writeResult } from "../write-result.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  const text = await renderFile(call, call.args[0] ?? "-", { strict: call.options.flag("strict") });
  await writeResult(call, { text, data: { text }, secret: false });
  return 0;
}
