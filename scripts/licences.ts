import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The licence texts of all packages that bundled files came from, sorted by name. */
export function collectLicences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap(packageFolder));
  const packages = [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
  return packages
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
    .join(`${"-".repeat(80)}\n`);
}

function packageFolder(input: string): readonly string[] {
  const match = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return match === null ? [] : [match[0]];
}

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined
      ? standardText(name, license)
      : readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return { name, version, license: license ?? "unknown", text };
}

/** Packages that name a licence but ship no text of it. */
function standardText(name: string, license: string | undefined): string {
  const file = join("scripts", "licence-texts", `${license?.replace(/[()]/g, "") ?? "none"}.txt`);
  if (!existsSync(file)) throw new Error(`${name} has no licence text and ${file} does not exist`);
  return readFileSync(file, "utf8").trim();
}
