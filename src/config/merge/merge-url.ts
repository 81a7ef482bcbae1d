/**
 * Merges two URLs part by part, as Talos's merge of Go's url.URL does: a part that `right` leaves empty stays.
 * Undefined when both carry user information, which Talos cannot merge.
 */
export function mergeUrls(left: string, right: string): string | undefined {
  const [a, b] = [splitUrl(left), splitUrl(right)];
  if (a.user !== "" && b.user !== "") return undefined;
  const part = (key: keyof UrlParts) => b[key] || a[key];
  return joinUrl({
    scheme: part("scheme"),
    opaque: part("opaque"),
    user: part("user"),
    host: part("host"),
    path: part("path"),
    query: part("query"),
    fragment: part("fragment"),
  });
}

interface UrlParts {
  readonly scheme: string;
  /** What follows the scheme when that is no path: `mailto:x`. */
  readonly opaque: string;
  readonly user: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** https://www.rfc-editor.org/rfc/rfc3986#appendix-B */
const pattern = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

function splitUrl(url: string): UrlParts {
  const [, scheme = "", authority = "", rest = "", query = "", fragment = ""] = pattern.exec(url) ?? [];
  const at = authority.lastIndexOf("@");
  const isOpaque = scheme !== "" && authority === "" && rest !== "" && !rest.startsWith("/");
  return {
    scheme: scheme.toLowerCase(),
    opaque: isOpaque ? rest : "",
    user: at < 0 ? "" : authority.slice(0, at),
    host: authority.slice(at + 1),
    path: isOpaque ? "" : rest,
    query,
    fragment,
  };
}

function joinUrl(parts: UrlParts): string {
  const scheme = parts.scheme === "" ? "" : `${parts.scheme}:`;
  const query = parts.query === "" ? "" : `?${parts.query}`;
  const fragment = parts.fragment === "" ? "" : `#${parts.fragment}`;
  if (parts.opaque !== "") return `${scheme}${parts.opaque}${query}${fragment}`;
  const user = parts.user === "" ? "" : `${parts.user}@`;
  const hasAuthority = parts.host !== "" || user !== "" || (scheme !== "" && parts.path !== "");
  const path = parts.path !== "" && parts.host !== "" && !parts.path.startsWith("/") ? `/${parts.path}` : parts.path;
  return `${scheme}${hasAuthority ? "//" : ""}${user}${parts.host}${path}${query}${fragment}`;
}
