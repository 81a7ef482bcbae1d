/** An example repository in, a copy whose outside world is simulated out. */
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export interface Simulated {
  /** Addresses of the simulated Akeyless and image factory. */
  readonly gateway: string;
  readonly factory: string;
}

/** @returns the copy's folder */
export async function copyExample(from: string, to: string, { gateway, factory }: Simulated): Promise<string> {
  await cp(from, to, { recursive: true });
  await edit(join(to, ".github", "talos-chatops.yaml"), (settings) =>
    settings.replace("https://api.akeyless.io }", `${gateway} }\n    factory: ${factory}`),
  );
  await edit(join(to, "talos", "machineconfig.yaml.j2"), (template) =>
    template.replaceAll("factory.talos.dev", new URL(factory).host),
  );
  return to;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${path} lacks the address that is to be simulated`);
  await writeFile(path, changed);
}

/** The values below a folder of JSON files by name and key: `/talos/TOKEN` of `talos.json` is its `TOKEN`. */
export async function readItems(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const items = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const item = relative(folder, path)
        .split(sep)
        .join("/")
        .replace(/\.json$/, "");
      return [`/${item}`, await readFile(path, "utf8")] as const;
    });
  return Object.fromEntries(await Promise.all(items));
}
