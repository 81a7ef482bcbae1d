/** Where GitHub is: the public one, an Enterprise Server, or an Enterprise Cloud with a host of its own. */
export interface ServerAddresses {
  readonly apiUrl: string;
  readonly serverUrl: string;
}

/** Tokens go there: encrypted, or not out of this machine. */
export function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, search, hash } = new URL(url);
  if (`${username}${search}${hash}` !== "") return false;
  return protocol === "https:" || (protocol === "http:" && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname));
}

/** @param apiUrl wins over `host` */
export function findAddresses(apiUrl: string | undefined, host: string | undefined): ServerAddresses {
  if (apiUrl !== undefined) return { apiUrl: withoutSlash(apiUrl), serverUrl: webAddress(new URL(apiUrl)) };
  if (host === undefined || host === "github.com") {
    return { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
  }
  const apiHost = host.endsWith(".ghe.com") ? `https://api.${host}` : `https://${host}/api/v3`;
  return { apiUrl: apiHost, serverUrl: `https://${host}` };
}

function webAddress({ protocol, host, pathname }: URL): string {
  const isApiHost = host === "api.github.com" || /^api\..+\.ghe\.com$/.test(host);
  const path = withoutSlash(pathname).replace(/\/api\/v3$/, "");
  return `${protocol}//${isApiHost ? host.slice("api.".length) : host}${path}`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
