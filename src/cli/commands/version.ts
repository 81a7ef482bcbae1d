import packageJson from "../../../package.json" with { type: "json" };
import type { CommandCall, ExitCode } from "../command.ts";

export async function run({ output }: CommandCall): Promise<ExitCode> {
  const { version } = packageJson;
  if (output.json) output.writeJson({ version, node: process.version });
  else output.write(`talos-chatops ${version} (Node.js ${process.version})\n`);
  return 0;
}
