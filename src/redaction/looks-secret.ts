/** Judges single values and tokens by their look alone. */

const minRandomLength = 20;

/** A token without spaces that no person would write: hex, base64 or base36 noise of at least 20 characters. */
export function looksRandom(token: string): boolean {
  if (token.length < minRandomLength) return false;
  return isNoise(token) || token.split(/[/.]/).some((piece) => piece !== token && isNoise(piece));
}

function isNoise(token: string): boolean {
  const symbols = token.replace(/[-_/+=.]/g, "");
  if (symbols.length < minRandomLength) return false;
  const hasDigit = /[0-9]/.test(symbols);
  if (symbols.length >= 32 && hasDigit && /^([0-9a-f]+|[0-9A-F]+)$/.test(symbols)) return true;
  if (!/[A-Za-z]/.test(symbols)) return false;
  return classChanges(symbols) / symbols.length >= (hasDigit ? 0.3 : 0.4);
}

/** How often a text goes over from lower case to upper case to digits: random text does so at every second character. */
function classChanges(text: string): number {
  let changes = 0;
  let last = characterClass(text.charCodeAt(0));
  for (let index = 1; index < text.length; index += 1) {
    const next = characterClass(text.charCodeAt(index));
    if (next !== last) changes += 1;
    last = next;
  }
  return changes;
}

function characterClass(code: number): 0 | 1 | 2 {
  if (code <= 57) return 0;
  return code <= 90 ? 1 : 2;
}

const secretName =
  /token|secret|passw|passphrase|pwd|credential|private[-_]?key|api[-_]?key|access[-_]?key|auth[-_]?key|psk|preshared|bearer|^key$/i;

/** A key, flag or variable name that announces a secret. */
export function namesSecret(name: string): boolean {
  return secretName.test(name);
}

const harmless =
  /^(true|false|yes|no|on|off|none|null|enabled|disabled|always|never|auto|[-+]?[0-9][0-9a-z.,%]*|\/[\w./*-]*)$/i;

/** Switches, numbers with or without unit, versions, and absolute paths: never a secret, whatever the name says. */
export function isHarmless(value: string): boolean {
  return value.length < 60 && harmless.test(value) && !looksRandom(value);
}

const address = /^[0-9a-f:.]*[:.][0-9a-f:.]*(\/[0-9]+)?(:[0-9]+)?$/i;
const hostOrUrl = /^([a-z][a-z0-9+.-]*:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?(\/[a-z0-9._/-]*)?$/i;
const word = /^[A-Za-z]{0,11}$/;

/**
 * A value so ordinary that to hide it wherever else it turns up would blind the reader: addresses, host names, plain
 * URLs, single words, lists of those.
 */
export function isOrdinary(value: string): boolean {
  return value.split(/[\s,;]+/).every((part) => {
    if (part.length > 200 || looksRandom(part)) return false;
    return isHarmless(part) || word.test(part) || address.test(part) || hostOrUrl.test(part);
  });
}
