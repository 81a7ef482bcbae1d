/** `npm run check:dist`: builds afresh beside dist/ and fails when one byte differs. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBundles } from "./bundles.ts";

const fresh = mkdtempSync(join(tmpdir(), "talos-chatops-dist-"));
try {
  await buildBundles(fresh);
  const differing = compareFolders("dist", fresh);
  if (differing.length > 0) {
    console.error(
      `dist/ is not what the sources build:\n  ${differing.join("\n  ")}\nRun "npm run build" and commit the result.`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}

function compareFolders(committed: string, built: string): readonly string[] {
  const names = new Set([...listFiles(committed), ...listFiles(built)]);
  return [...names].sort().filter((name) => {
    const [a, b] = [join(committed, name), join(built, name)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
