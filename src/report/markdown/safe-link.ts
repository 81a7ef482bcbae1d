/** A link where the address is a plain one of the web; the label alone where it could be anything else. */
export function safeLink(label: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[\w.:-]+(\/[\w.~%+@-]+)*\/?(#[\w-]+)?$/.test(url)
    ? `[${label}](${url})`
    : label;
}
