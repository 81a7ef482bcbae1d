/** Regenerates the protocol's code into a temporary folder and fails when the committed one differs. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const generated = "src/adapters/talos/proto";

const scratch = mkdtempSync(join(tmpdir(), "check-proto-"));
try {
  execFileSync("buf", ["generate", "--output", scratch], { stdio: ["ignore", "inherit", "inherit"] });
  const stale = differingFiles(generated, join(scratch, generated));
  for (const file of stale) console.error(`${generated}/${file} is not what proto/ generates`);
  if (stale.length > 0) {
    console.error("Run `npm run generate:proto` and commit the result");
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function differingFiles(committed: string, fresh: string): string[] {
  const files = new Set([...filesBelow(committed), ...filesBelow(fresh)]);
  return [...files].sort().filter((file) => textOf(join(committed, file)) !== textOf(join(fresh, file)));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
