/** Which file an include names. The name may be a value, so no error repeats it. */
import { unsupported } from "./template-fault.ts";

const outside = "Only files below the template roots can be included";

/** The path from the repository's root, or a fault when it leaves the roots. Relative to the including file, as in minijinja-cli. */
export function resolveInclude(name: string, from: string, roots: readonly string[]): string {
  if (name.startsWith("/") || name.includes("\\")) throw unsupported("including an absolute path", outside);
  const path = normalize([...from.split("/").slice(0, -1), ...name.split("/")]);
  if (path === undefined || !roots.some((root) => isBelow(path, root))) {
    throw unsupported("including a file from outside the template roots", outside);
  }
  if (path.split("/").some((part) => part.startsWith("."))) {
    throw unsupported("including a hidden file", "Files whose names begin with a dot are no templates");
  }
  return path;
}

/** The folder that holds a template: what it may include from when nothing else is said. */
export function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

function normalize(parts: readonly string[]): string | undefined {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join("/");
}

function isBelow(path: string, root: string): boolean {
  const folder = normalize(root.split("/"));
  return folder === "" || path.startsWith(`${folder}/`);
}
