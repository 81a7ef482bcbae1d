import type { KnownSecrets } from "./known-secrets.ts";

const url = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

/** The parts of a URL that may hold a credential: user and password, query values, fragment. */
export function urlSecrets(text: string): readonly string[] {
  const match = url.exec(text);
  if (match === null) return [];
  const [, , user, , query, fragment] = match;
  const values = (query ?? "").split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  const password = user?.slice(user.indexOf(":") + 1);
  return [user, password, ...values, fragment]
    .filter((part) => part !== undefined)
    .filter((part) => part !== "")
    .map(decode);
}

/** Scheme, host and path stay; user and password, query values and fragment become masks. */
export function redactUrl(text: string, secrets: KnownSecrets): string {
  const match = url.exec(text);
  if (match === null) return text;
  const [, scheme = "", user, location = "", query, fragment] = match;
  const hide = (part: string) => (part === "" ? "" : secrets.mask(decode(part), "secret"));
  const pairs = query?.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? hide(pair) : `${pair.slice(0, equals + 1)}${hide(pair.slice(equals + 1))}`;
  });
  return [
    scheme,
    user === undefined ? "" : `${hide(user)}@`,
    location,
    pairs === undefined ? "" : `?${pairs.join("&")}`,
    fragment === undefined ? "" : `#${hide(fragment)}`,
  ].join("");
}

/** The value behind percent signs, so that it is the same secret as elsewhere. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
