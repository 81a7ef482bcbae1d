import type { KnownSecrets } from "./known-secrets.ts";
import { isHarmless, namesSecret } from "./looks-secret.ts";
import { redactUrl, urlSecrets } from "./redact-url.ts";

/** The secrets in a flag (`key` is its name, or `--name=value` stands in the text). */
export function argumentSecrets(text: string, key: string): readonly string[] {
  const { name, value } = splitArgument(text, key);
  return namesSecret(name) && !isHarmless(value) ? [value] : urlSecrets(value);
}

/** A flag or kernel argument: its value is masked when its name announces a secret, cleaned when it is a URL. */
export function redactArgument(text: string, key: string, secrets: KnownSecrets): string {
  const { before, name, value } = splitArgument(text, key);
  const shown = namesSecret(name) && !isHarmless(value) ? secrets.mask(value, "secret") : undefined;
  return secrets.replace(before, "setting") + (shown ?? secrets.replace(redactUrl(value, secrets), "setting"));
}

function splitArgument(text: string, key: string): { before: string; name: string; value: string } {
  const match = namesSecret(key) ? null : /^(-{0,2}([A-Za-z][\w.-]*)=)(.+)$/s.exec(text);
  if (match === null) return { before: "", name: key, value: text };
  const [, before = "", name = "", value = ""] = match;
  return { before, name, value };
}
