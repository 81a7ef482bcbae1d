/** Calls to GitHub by their kind: the same path with other numbers and commits is the same kind. */
interface Call {
  readonly method: string;
  readonly path: string;
}

/** `POST /repos/acme/home-ops/check-runs` */
export function nameOfCall({ method, path }: Call): string {
  return `${method} ${path.replace(/\?.*/, "").replaceAll(/[0-9a-f]{40}|\d+/g, "…")}`;
}

/** By which a rule for faults finds the calls of a kind. */
export function callsNamed(name: string): { readonly method: string; readonly path: RegExp } {
  const [method = "", path = ""] = name.split(" ");
  const escaped = path.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll("…", "(?:[0-9a-f]{40}|\\d+)");
  return { method, path: new RegExp(`^${escaped}(\\?|$)`) };
}
