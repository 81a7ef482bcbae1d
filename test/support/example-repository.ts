import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

export interface ExampleRepository {
  readonly root: string;
  /** Every secret value behind the repository's references. */
  readonly secretValues: readonly string[];
}

/** A copy of an example, whose `ak://` references are looked up in the examples' secrets by a program, as `op inject` would. */
export async function exampleRepository(example: "talos-v1.11" | "talos-v1.13"): Promise<ExampleRepository> {
  const root = join(await temporaryFolder(), "repository");
  await cp(resolve("examples", example), root, { recursive: true });
  const read = async (path: string) => JSON.parse(await readFile(resolve("examples/secrets", path), "utf8"));
  const secrets = { talos: await read("talos.json"), kubernetes: { github: await read("kubernetes/github.json") } };
  const store = join(root, "..", "secrets.json");
  await writeFile(store, JSON.stringify(secrets));
  await editFile(join(root, ".github/talos-chatops.yaml"), (text) =>
    text.replace(
      /^( *)akeyless: .*$/m,
      (_, indent: string) => `${indent}commands: { ak: [cat, ${JSON.stringify(store)}] }`,
    ),
  );
  return { root, secretValues: [...Object.values(secrets.talos), secrets.kubernetes.github.GHCR_TOKEN].map(String) };
}

export async function editFile(path: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(path, "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`the edit of ${path} changes nothing`);
  await writeFile(path, after);
}
