/** Git's objects, named as git names them: enough of a repository to be read through GitHub's API. */
import { createHash } from "node:crypto";

export type FileMode = "100644" | "100755" | "120000" | "160000";

export interface StoredFile {
  readonly mode: FileMode;
  /** The text; of a symbolic link its target, of a submodule the commit's SHA. */
  readonly content: Buffer;
}

export interface TreeItem {
  readonly name: string;
  readonly mode: FileMode | "040000";
  readonly sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Unix seconds. */
  readonly time: number;
}

/** Path → content: a string is a plain file. */
export type FileTree = Readonly<Record<string, string | StoredFile>>;

/** One store for a repository and its forks, as on GitHub: any of them can name a commit of another by its SHA. */
export class GitObjects {
  readonly blobs = new Map<string, Buffer>();
  readonly trees = new Map<string, readonly TreeItem[]>();
  readonly commits = new Map<string, Commit>();

  /** Writes a commit with exactly these files. */
  commit(
    files: FileTree,
    commit: { readonly parents: readonly string[]; readonly message: string; readonly time: number },
  ): string {
    const tree = this.#writeTree(Object.entries(files).map(([path, file]) => [path.split("/"), storedFile(file)]));
    const lines = [`tree ${tree}`, ...commit.parents.map((parent) => `parent ${parent}`)];
    const person = `playground <playground@example.test> ${commit.time} +0000`;
    const text = [...lines, `author ${person}`, `committer ${person}`, "", commit.message].join("\n");
    const sha = hash("commit", Buffer.from(text));
    this.commits.set(sha, { sha, tree, ...commit });
    return sha;
  }

  /** The files of a commit, with their paths. */
  files(commitSha: string): Record<string, StoredFile> {
    const commit = this.commits.get(commitSha);
    if (commit === undefined) return {};
    const entries = this.walk(commit.tree).filter(({ mode }) => mode !== "040000");
    return Object.fromEntries(
      entries.map(({ path, mode, sha }) => {
        const content = mode === "160000" ? Buffer.from(sha) : (this.blobs.get(sha) ?? Buffer.alloc(0));
        return [path, { mode: mode as FileMode, content }];
      }),
    );
  }

  /** All entries below a tree with their full paths, folders included. */
  walk(treeSha: string, prefix = ""): readonly (TreeItem & { readonly path: string })[] {
    return (this.trees.get(treeSha) ?? []).flatMap((item) => {
      const path = `${prefix}${item.name}`;
      const below = item.mode === "040000" ? this.walk(item.sha, `${path}/`) : [];
      return [{ ...item, path }, ...below];
    });
  }

  /** All commits reachable from one, itself first. */
  history(sha: string): readonly string[] {
    const seen = new Set<string>();
    const queue = [sha];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...(this.commits.get(next)?.parents ?? []));
    }
    return [...seen];
  }

  #writeTree(files: readonly (readonly [readonly string[], StoredFile])[]): string {
    const names = [...new Set(files.map(([[name = ""]]) => name))];
    const unsorted = names.map((name): TreeItem => {
      const inside = files.filter(([[first]]) => first === name);
      const file = inside.find(([path]) => path.length === 1)?.[1];
      if (file) return { name, mode: file.mode, sha: this.#writeBlob(file) };
      return { name, mode: "040000", sha: this.#writeTree(inside.map(([path, below]) => [path.slice(1), below])) };
    });
    // Git sorts a folder as if its name ended in a slash.
    const items = unsorted.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const bytes = Buffer.concat(
      items.map(({ mode, name, sha }) =>
        Buffer.concat([Buffer.from(`${mode.replace(/^0/, "")} ${name}\0`), Buffer.from(sha, "hex")]),
      ),
    );
    const sha = hash("tree", bytes);
    this.trees.set(sha, items);
    return sha;
  }

  #writeBlob(file: StoredFile): string {
    if (file.mode === "160000") return file.content.toString("utf8");
    const sha = hash("blob", file.content);
    this.blobs.set(sha, file.content);
    return sha;
  }
}

function sortKey({ name, mode }: TreeItem): string {
  return mode === "040000" ? `${name}/` : name;
}

function storedFile(file: string | StoredFile): StoredFile {
  return typeof file === "string" ? { mode: "100644", content: Buffer.from(file) } : file;
}

function hash(kind: string, content: Buffer): string {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
}
