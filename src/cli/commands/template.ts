import type { CommandCall, ExitCode } from "../command.ts";
import { renderFile } from "../render-file.ts";
import { writeResult } from "../write-result.ts";

export async function run(call: CommandCall): Promise<ExitCode> {
  const text = await renderFile(call, call.args[0] ?? "-", { strict: call.options.flag("strict") });
  if (call.output.json) call.output.writeJson({ text });
  else await writeResult(call, text, { secret: false });
  return 0;
}
